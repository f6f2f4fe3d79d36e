//! One side of a comparison → its inventory: from a folder of pages, a model file, a generated crate or its inventory.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use graph_codegen::{
    analyze,
    compare::inventory::{self, Inventory},
    model,
};

use crate::{
    args::Show,
    console::Console,
    failure::{Failure, OrRun, Usage},
    generate::{stop_on_errors, tell},
    judge,
    output_dir::MARK,
    pages,
    workspace::{quote, show},
};

const USE: &str = "`cargo xtask diff OLD NEW` with folders of pages, model files or generated crates";

/// Reads a side. Errors in pages end the run; what else is found in them is `gen`'s to tell.
pub(super) fn read(path: &Path, console: &Console) -> Result<Inventory, Failure> {
    console.progress(&format!("reading {}", show(path)));
    if path.join(inventory::FILE).is_file() {
        return file(&path.join(inventory::FILE)).or_run(USE);
    }
    if path.is_file() {
        return file(path).or_run(USE);
    }
    of_pages(path, console)
}

fn of_pages(dir: &Path, console: &Console) -> Result<Inventory, Failure> {
    let pages = pages::read(dir, None).or_run(USE)?;
    let analysis = analyze(&pages.sources, pages.overrides, pages.info.clone());
    let errors = judge::errors(&pages, &analysis);
    if !errors.is_empty() {
        tell(&pages, &errors, &Show::default(), console)?;
    }
    stop_on_errors(
        &errors,
        &format!("`cargo xtask model --docs {}` for what is wrong", quote(dir)),
    )?;
    Ok(Inventory::of_model(&analysis.api))
}

/// The text says what it is.
fn file(path: &Path) -> Result<Inventory> {
    let name = show(path);
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    if text.lines().next().is_some_and(|line| line.contains(MARK)) {
        return inventory::read(&text).with_context(|| name);
    }
    if !text.trim_start().starts_with('{') {
        bail!(Usage(format!(
            "{name} is neither a model file nor the inventory of a crate"
        )));
    }
    let api = model::read(&text).with_context(|| name)?;
    Ok(Inventory::of_model(&api))
}
