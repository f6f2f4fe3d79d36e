//! What the compiler and rustdoc need for the models and for a program that uses them.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::{
    bed::{Bed, Part, Side},
    cost::Cost,
    table::Row,
};
use crate::args::Figures;

const MEGABYTE: f64 = 1e6;

/// How a figure is measured.
struct Build {
    figures: Figures,
    name: &'static str,
    part: Part,
    command: &'static [&'static str],
    /// Ratios to reach: time, memory.
    targets: (Option<f64>, Option<f64>),
}

const BUILDS: [Build; 6] = [
    Build {
        figures: Figures::Check,
        name: "check",
        part: Part::Models,
        command: &["check"],
        targets: (Some(0.13), Some(0.25)),
    },
    Build {
        figures: Figures::Debug,
        name: "build, debug",
        part: Part::Models,
        command: &["build"],
        targets: (Some(0.25), None),
    },
    Build {
        figures: Figures::Release,
        name: "build, release",
        part: Part::Models,
        command: &["build", "--release"],
        targets: (Some(0.7), None),
    },
    Build {
        figures: Figures::Single,
        name: "build, release, one unit",
        part: Part::Models,
        command: &["build", "--profile", "single"],
        targets: (Some(0.4), None),
    },
    Build {
        figures: Figures::Program,
        name: "program, debug",
        part: Part::Program,
        command: &["build"],
        targets: (Some(0.1), None),
    },
    Build {
        figures: Figures::Program,
        name: "program, release",
        part: Part::Program,
        command: &["build", "--release"],
        targets: (Some(0.1), None),
    },
];

/// Builds and documents; `wanted` says what, `progress` hears what is being done, `tell` what came out.
pub(super) fn rows(
    bed: &Bed,
    rounds: u16,
    wanted: impl Fn(Figures) -> bool,
    progress: impl Fn(&str),
    tell: impl Fn(&[Row]),
) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for build in BUILDS.iter().filter(|build| wanted(build.figures)) {
        progress(build.name);
        let measured = measure(bed, rounds, build)?;
        tell(&measured);
        rows.extend(measured);
    }
    if wanted(Figures::Program) {
        rows.push(sizes(bed)?);
    }
    if wanted(Figures::Doc) {
        progress("doc");
        rows.extend(docs(bed)?);
    }
    Ok(rows)
}

/// Ours and the reference in turns.
fn measure(bed: &Bed, rounds: u16, build: &Build) -> Result<Vec<Row>> {
    let sides = match build.part {
        Part::Models => &[Side::Ours, Side::Reference][..],
        Part::Program => &[Side::Ours, Side::Reference, Side::Value],
    };
    let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); sides.len()];
    for _ in 0..rounds {
        for (side, costs) in sides.iter().zip(&mut costs) {
            costs.push(bed.build(*side, build.part, build.command)?);
        }
    }
    let row = |what: &str, target: Option<f64>, figure: fn(&Cost) -> f64| {
        let of = |index: usize| {
            costs
                .get(index)
                .map(|costs| costs.iter().map(figure).collect::<Vec<_>>())
        };
        let (ours, reference) = (of(0).unwrap_or_default(), of(1).unwrap_or_default());
        let mut row = Row::new(format!("{}, {what}", build.name), &ours, &reference);
        row.target = target;
        match of(2) {
            Some(values) => row.value(&values),
            None => row,
        }
    };
    Ok(vec![
        row("CPU s", build.targets.0, |cost| cost.cpu),
        row("peak MB", build.targets.1, |cost| cost.peak / MEGABYTE),
    ])
}

/// Of the programs that were just built, stripped.
fn sizes(bed: &Bed) -> Result<Row> {
    let size = |side| -> Result<f64> {
        let found = fs::metadata(bed.program(side)).context("the program that was just built")?;
        Ok(found.len() as f64 / MEGABYTE)
    };
    let row = Row::new(
        "program, stripped MB",
        &[size(Side::Ours)?],
        &[size(Side::Reference)?],
    );
    Ok(row.target(0.5).value(&[size(Side::Value)?]))
}

/// Once: what rustdoc makes hardly varies, and it takes long.
fn docs(bed: &Bed) -> Result<Vec<Row>> {
    let (mut cost, mut size, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    for side in [Side::Ours, Side::Reference] {
        let made = bed.path("target/doc");
        if made.exists() {
            fs::remove_dir_all(&made).context("cannot remove `target/doc`")?;
        }
        cost.push(bed.build(side, Part::Models, &["doc", "--no-deps"])?);
        size.push(folder_size(&made)? / MEGABYTE);
        let said = fs::read_to_string(bed.log()).unwrap_or_default();
        warnings.push(said.lines().filter(|line| line.starts_with("warning")).count() as f64);
    }
    let row = |name: &str, values: &[f64]| match values {
        [ours, reference] => Row::new(name, &[*ours], &[*reference]),
        _ => Row::new(name, &[], &[]),
    };
    let of = |figure: fn(&Cost) -> f64| cost.iter().map(figure).collect::<Vec<_>>();
    Ok(vec![
        row("doc, CPU s", &of(|cost| cost.cpu)),
        row("doc, peak MB", &of(|cost| cost.peak / MEGABYTE)),
        row("doc, MB", &size),
        row("doc, lines of warnings", &warnings),
    ])
}

/// All files below a folder, in bytes.
fn folder_size(folder: &Path) -> Result<f64> {
    let mut size = 0.0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let found = entry.metadata()?;
        size += if found.is_dir() {
            folder_size(&entry.path())?
        } else {
            found.len() as f64
        };
    }
    Ok(size)
}
