//! `bench read`: how long reading the pages and making the model takes on one thread, beside the Markdown parser alone
//! over the same bytes; how much memory the command `model` needs.

use std::{fs, hint::black_box, process::Command, time::Instant};

use anyhow::{Context, Result};
use graph_codegen::{Understood, parse, source::Sources, understand};

use super::cost;
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
    let one = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .context("cannot start a thread")?;
    let (mut ours, mut alone) = (Vec::new(), Vec::new());
    for round in 1..=args.rounds {
        console.progress(&format!("round {round} of {}", args.rounds));
        let (made, markdown) =
            one.install(|| (seconds(|| model(&pages)), seconds(|| events(&pages.sources))));
        ours.push(made);
        alone.push(markdown);
    }
    console.progress("memory");
    let peak = peak(args)? / 1e6;
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

fn model(pages: &Pages) -> Understood {
    understand(&pages.sources, pages.overrides, pages.info.clone())
}

/// Every text is parsed once: pages and what they include.
fn events(sources: &Sources) -> usize {
    sources
        .texts()
        .map(|source| parse::count_events(&source.text))
        .sum()
}

fn bytes(sources: &Sources) -> usize {
    sources.texts().map(|source| source.text.len()).sum()
}

/// Time on the processor where the system tells it, since others use it too; else by the clock.
fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let (start, before) = (Instant::now(), on_processor());
    let made = black_box(work());
    let seconds = match (before, on_processor()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_secs_f64(),
    };
    drop(made);
    seconds
}

/// Linux counts it for each thread, in nanoseconds.
fn on_processor() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
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
