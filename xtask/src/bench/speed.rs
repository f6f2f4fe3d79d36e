//! How fast pages are read and written: measured inside the programs, which run in turns.

use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use graph_codegen::model::Api;
use serde_json::Value;

use super::{
    bed::{Bed, Part, Side},
    sample::{self, Kind},
    table::Row,
};

/// Of each page.
const BYTES: usize = 1_000_000;

/// How often each program runs.
const RUNS: usize = 15;

/// Rounds inside a run; the fastest counts, since it was disturbed least.
const ROUNDS: &str = "20";

/// For glibc: whether it gives memory back between rounds, and has to ask for it again, is a matter of luck.
const KEEP_MEMORY: [(&str, &str); 2] = [
    ("MALLOC_TRIM_THRESHOLD_", "1000000000"),
    ("MALLOC_MMAP_THRESHOLD_", "33554432"),
];

const SIDES: [Side; 3] = [Side::Ours, Side::Reference, Side::Value];

/// Reading and writing a page of each kind.
pub(super) fn rows(bed: &Bed, api: &Api, kinds: &[Kind], progress: impl Fn(&str)) -> Result<Vec<Row>> {
    for side in SIDES {
        progress("programs");
        bed.cargo(side, Part::Program, &["build", "--release"])?;
    }
    let mut rows = Vec::new();
    for kind in kinds {
        progress(&kind.name);
        let file = format!("{}.json", kind.name);
        let page = sample::page(api, kind, BYTES);
        bed.put(&file, &page)?;
        compare(bed, kind, &file, &page)?;
        rows.extend(measure(bed, kind, &file)?);
    }
    Ok(rows)
}

fn measure(bed: &Bed, kind: &Kind, file: &str) -> Result<[Row; 2]> {
    let mut times: [[Vec<f64>; 2]; 3] = Default::default();
    for _ in 0..RUNS {
        for (side, [reading, writing]) in SIDES.into_iter().zip(&mut times) {
            let said = run(bed, side, &kind.name, file, ROUNDS)?;
            let numbers: Vec<f64> = said.split_whitespace().flat_map(str::parse).collect();
            let [read, written] = numbers.as_slice() else {
                bail!("the program said {said:?}; expected two numbers")
            };
            reading.push(read / 1e6);
            writing.push(written / 1e6);
        }
    }
    let [ours, reference, value] = &times;
    let name = &kind.name;
    Ok([
        Row::new(format!("read 1 MB of {name}, ms"), &ours[0], &reference[0])
            .target(1.0)
            .value(&value[0]),
        Row::new(format!("write 1 MB of {name}, ms"), &ours[1], &reference[1])
            .target(1.15)
            .value(&value[1]),
    ])
}

fn run(bed: &Bed, side: Side, kind: &str, file: &str, rounds: &str) -> Result<String> {
    let mut command = Command::new(bed.program(side));
    command.arg(kind).arg(bed.path(file)).arg(rounds);
    command.envs(KEEP_MEMORY);
    let output = command.output().context("cannot start the program")?;
    let error = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?} failed: {error}");
    String::from_utf8(output.stdout).context("the program wrote no UTF-8")
}

/// A fast program that loses something proves nothing: each must give back what it can hold.
fn compare(bed: &Bed, kind: &Kind, file: &str, page: &str) -> Result<()> {
    for side in SIDES {
        let written = run(bed, side, &kind.name, file, "0")?;
        let keeps_annotations = side != Side::Reference;
        let normal = |text: &str| -> Result<Value> {
            let value = serde_json::from_str(text).context("no JSON")?;
            Ok(normal(value, keeps_annotations))
        };
        ensure!(
            normal(page)? == normal(&written)?,
            "{side:?} does not give back the page {file}"
        );
    }
    Ok(())
}

/// Nulls are not written back by models.
fn normal(value: Value, annotations: bool) -> Value {
    match value {
        Value::Object(entries) => {
            let kept = entries
                .into_iter()
                .filter(|(key, value)| !value.is_null() && (annotations || !key.starts_with('@')));
            kept.map(|(key, value)| (key, normal(value, annotations)))
                .collect()
        }
        Value::Array(values) => values
            .into_iter()
            .map(|value| normal(value, annotations))
            .collect(),
        other => other,
    }
}
