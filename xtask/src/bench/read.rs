//! `bench read`: how long reading the pages and making the model takes on one thread, beside the Markdown parser alone
//! over the same bytes; how much memory the command `model` needs.

use std::process::Command;

use anyhow::{Context, Result};
use graph_codegen::{Analysis, analyze, text::Sources};

use super::{
    cost,
    time::{events, seconds, threads},
};
use crate::{
    args::BenchRead,
    console::Console,
    failure::{Failure, OrRun},
    generate::docs,
    pages::{self, Pages},
    workspace::{self, quote},
};

/// The most that is wanted: times the Markdown parser alone, and megabytes.
const TARGETS: (f64, f64) = (6.0, 400.0);

/// Measures and prints.
pub(super) fn run(args: &BenchRead, console: &Console) -> Result<(), Failure> {
    let dir = docs(&args.input);
    let again = format!(
        "`cargo run --release -p xtask -- bench read --docs {}`",
        quote(&dir)
    );
    measure(args, console).or_run(again)
}

fn measure(args: &BenchRead, console: &Console) -> Result<()> {
    let dir = docs(&args.input);
    console.progress("reading pages");
    let pages = pages::read(&dir, args.input.api_version.as_deref())?;
    console.progress("memory");
    // Before this process grows: Linux starts the count of a child with what its parent holds.
    let peak = peak(args)? / 1e6;
    let one = threads(1)?;
    let (mut ours, mut alone) = (Vec::new(), Vec::new());
    for round in 1..=args.rounds {
        console.progress(&format!("round {round} of {}", args.rounds));
        let (made, markdown) =
            one.install(|| (seconds(|| model(&pages)), seconds(|| events(&pages.sources))));
        ours.push(made);
        alone.push(markdown);
    }
    console.clear();
    let (ours, alone) = (cost::median(&ours), cost::median(&alone));
    let ratio = ours / alone;
    let kind = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    console.result(&format!(
        "{:.1} MB of pages, one thread, {kind} build, median of {}\n\
         parse and model    {ours:8.3} s\n\
         Markdown alone     {alone:8.3} s\n\
         ratio              {ratio:8.2}    ≤ {}\n\
         peak of `model`    {peak:8.0} MB ≤ {}\n",
        bytes(&pages.sources) as f64 / 1e6,
        args.rounds,
        TARGETS.0,
        TARGETS.1,
    ));
    Ok(())
}

fn model(pages: &Pages) -> Analysis {
    analyze(&pages.sources, pages.overrides, pages.info.clone())
}

pub(super) fn bytes(sources: &Sources) -> usize {
    sources.texts().map(|source| source.text.len()).sum()
}

/// Of the command `model` over the same pages, in a process of its own.
fn peak(args: &BenchRead) -> Result<f64> {
    let folder = workspace::root().join("target");
    let mut command = Command::new(std::env::current_exe().context("cannot find this command")?);
    command.arg("model").arg("--docs").arg(docs(&args.input));
    command.arg("--out").arg(folder.join("bench-model.json"));
    if let Some(version) = &args.input.api_version {
        command.args(["--api-version", version]);
    }
    Ok(cost::of(&mut command, &folder.join("bench-read.txt"))?.peak)
}
