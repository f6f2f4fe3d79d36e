//! `bench models`: writes the crates to compare, measures them, prints the table.

use std::path::PathBuf;

use anyhow::{Result, bail};
use graph_codegen::{
    analyze, facts,
    facts::proof::Proof,
    generate, lower,
    model::Api,
    output::OutputTree,
    rust::{Item, Krate},
};

use super::{
    bed::Bed,
    builds, reference,
    sample::{self, Kind},
    speed, table,
    table::Row,
};
use crate::{
    args::{BenchModels, Figures},
    console::Console,
    failure::{Failure, OrRun, Usage},
    generate::docs,
    pages,
    workspace::{self, quote, show},
};

/// Measures and prints.
pub(super) fn run(args: &BenchModels, console: &Console) -> Result<(), Failure> {
    let dir = docs(&args.input);
    let again = format!("`cargo xtask bench models --docs {}`", quote(&dir));
    measure(args, console).or_run(again)
}

fn measure(args: &BenchModels, console: &Console) -> Result<()> {
    console.progress("reading pages");
    let pages = pages::read(&docs(&args.input), args.input.api_version.as_deref())?;
    let analysis = analyze(&pages.sources, pages.overrides, pages.info);
    let api = &analysis.api;
    let (krate, _) = lower::krate(api, &facts::facts(api), &Proof::default());
    let kinds = kinds(api, &krate)?;
    let (tree, _) = generate(&pages.sources, api);
    let reference = reference::files(&krate);
    let mut rows = texts(&krate, &tree, &reference);
    let out = out(args);
    let bed = Bed::write(&out, tree, reference, &kinds)?;
    let wanted = |figures| args.only.is_empty() || args.only.contains(&figures);
    let progress = |what: &str| console.progress(&format!("measuring: {what}"));
    let tell = |rows: &[Row]| console.note(&table::lines(rows));
    let mut measured = builds::rows(&bed, args.rounds, wanted, progress, tell)?;
    if wanted(Figures::Speed) {
        measured.extend(speed::rows(&bed, api, &kinds, progress)?);
    }
    measured.append(&mut rows);
    console.clear();
    console.result(&format!(
        "{} types, {} enums in {}\n{}",
        api.types.len(),
        api.enums.len(),
        show(&out),
        table::text(&measured)
    ));
    Ok(())
}

fn out(args: &BenchModels) -> PathBuf {
    let own = || workspace::root().join("target/bench");
    args.out.clone().unwrap_or_else(own)
}

fn kinds(api: &Api, krate: &Krate) -> Result<Vec<Kind>> {
    let kinds = sample::kinds(api, krate);
    if kinds.is_empty() {
        bail!(Usage(
            "the pages describe none of message, user and driveItem, which the programs use".to_owned()
        ));
    }
    Ok(kinds)
}

/// How much text there is for each field.
fn texts<'a>(
    krate: &Krate,
    tree: &OutputTree,
    reference: impl IntoIterator<Item = (&'a String, &'a String)>,
) -> Vec<Row> {
    let models = |path: &str| path.contains("/models/");
    let ours = size(tree.iter().filter(|(path, _)| models(path)).map(|(_, text)| text));
    let reference = reference.into_iter().filter(|(path, _)| models(path));
    let reference = size(reference.map(|(_, text)| text.as_str()));
    let fields = krate.items.iter().map(|file| match &file.item {
        Item::Struct(struct_) => struct_.fields.len(),
        _ => 0,
    });
    let fields = fields.sum::<usize>() as f64;
    let row = |name: &str, ours, reference| Row::new(name, &[ours], &[reference]);
    vec![
        row("text, MB", ours.1 / 1e6, reference.1 / 1e6),
        row("text, lines per field", ours.0 / fields, reference.0 / fields),
        row("text, bytes per field", ours.1 / fields, reference.1 / fields),
    ]
}

/// Lines and bytes.
fn size<'a>(texts: impl Iterator<Item = &'a str>) -> (f64, f64) {
    texts.fold((0.0, 0.0), |(lines, bytes), text| {
        (lines + text.lines().count() as f64, bytes + text.len() as f64)
    })
}
