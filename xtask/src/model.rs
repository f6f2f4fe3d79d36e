//! `model`: pages → the model file, or the account of what became of every block of the pages.

use anyhow::Context;
use graph_codegen::{analyze, resolve::coverage};

use crate::{
    account,
    args::Model,
    console::Console,
    failure::{Failure, OrRun},
    generate::{docs, stop_on_errors, tell},
    pages,
    workspace::quote,
    write,
};

/// Prints or writes the model; with `--coverage`, prints the account instead, and writes the model only to `--out`.
pub(crate) fn run(args: &Model, console: &Console) -> Result<(), Failure> {
    let dir = docs(&args.input);
    let again = format!("`cargo xtask model --docs {}`", quote(&dir));
    console.progress("reading pages");
    let pages = pages::read(&dir, args.input.api_version.as_deref())
        .or_run("`cargo xtask model --docs DIR` with the folder that holds `api/` and `resources/`")?;
    console.progress("analyzing pages");
    let analysis = analyze(&pages.sources, pages.overrides, pages.info.clone());
    console.clear();
    let diagnostics: Vec<_> = pages
        .diagnostics
        .iter()
        .chain(&analysis.diagnostics)
        .cloned()
        .collect();
    tell(&pages, &diagnostics, &args.show, console)?;
    stop_on_errors(&diagnostics, &format!("{again} again when the pages are mended"))?;
    let json = || serde_json::to_string_pretty(&analysis.api).map(|json| json + "\n");
    if let Some(out) = &args.out {
        let json = json().context("cannot print the model").or_run(&again)?;
        write::file(out, &json).or_run(&again)?;
    }
    if args.coverage {
        console.result(&account::text(&coverage::account(
            &pages.sources,
            &analysis.pages,
        )));
    } else if args.out.is_none() {
        console.result(&json().context("cannot print the model").or_run(&again)?);
    }
    Ok(())
}
