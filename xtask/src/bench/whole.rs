//! `bench gen`: how long a whole run takes on one thread, pages read, Rust made and compared with the disk, beside the
//! Markdown parser alone over the same bytes; what two threads and twice the pages do to it; how much memory it needs.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Result, ensure};
use graph_codegen::{analyze, generate, output::OutputTree, text::Sources};

use super::{
    cost, read,
    table::{self, Row},
    time::{by_clock, events, seconds, threads},
    twice,
};
use crate::{
    args::BenchRead,
    console::Console,
    failure::{Failure, OrRun},
    generate::{self as command, docs},
    output_dir,
    pages::{self, Pages},
    standalone,
    workspace::{self, quote},
};

/// What is measured, in each round.
#[derive(Default)]
struct Times {
    markdown: Vec<f64>,
    whole: Vec<f64>,
    one_thread: Vec<f64>,
    two_threads: Vec<f64>,
    once: Vec<f64>,
    twice: Vec<f64>,
}

/// Measures and prints.
pub(super) fn run(args: &BenchRead, console: &Console) -> Result<(), Failure> {
    let dir = docs(&args.input);
    let again = format!(
        "`cargo run --release -p xtask -- bench gen --docs {}`",
        quote(&dir)
    );
    measure(args, console).or_run(again)
}

fn measure(args: &BenchRead, console: &Console) -> Result<()> {
    let bed = Bed::new(args)?;
    console.progress("reading pages");
    let pages = bed.pages()?;
    console.progress("writing a crate to compare with");
    bed.command(&[])?;
    // Before this process grows: Linux starts the count of a child with what its parent holds.
    let peak = bed.command(&["--check"])?;
    let more = twice::sources(&pages.sources);
    let mut times = Times::default();
    for round in 1..=args.rounds {
        console.progress(&format!("round {round} of {}", args.rounds));
        bed.round(&pages, &more, &mut times)?;
    }
    console.clear();
    let size = |sources: &Sources| read::bytes(sources) as f64 / 1e6;
    let kind = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    console.result(&format!(
        "{:.1} MB of pages, twice {:.1} MB, {kind} build, median of {}, seconds\n",
        size(&pages.sources),
        size(&more),
        args.rounds
    ));
    console.result(&table::text(&times.rows()));
    console.result(&format!("peak of `gen --check`, MB {:>10.0}\n", peak / 1e6));
    Ok(())
}

impl Times {
    fn rows(&self) -> [Row; 3] {
        [
            Row::new("whole run / Markdown alone", &self.whole, &self.markdown).target(10.0),
            Row::new("two threads / one", &self.two_threads, &self.one_thread).target(0.6),
            Row::new("twice the pages / once", &self.twice, &self.once).target(2.2),
        ]
    }
}

/// The folders of a measurement.
struct Bed<'a> {
    args: &'a BenchRead,
    docs: PathBuf,
    out: PathBuf,
}

impl<'a> Bed<'a> {
    fn new(args: &'a BenchRead) -> Result<Self> {
        let out = workspace::root().join("target").join("bench-gen");
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        Ok(Self {
            args,
            docs: docs(&args.input),
            out,
        })
    }

    fn pages(&self) -> Result<Pages> {
        pages::read(&self.docs, self.args.input.api_version.as_deref())
    }

    /// All measures once, so that what disturbs one of a pair disturbs the other too.
    fn round(&self, pages: &Pages, more: &Sources, times: &mut Times) -> Result<()> {
        let (one, two) = (threads(1)?, threads(2)?);
        let mut results = Vec::new();
        one.install(|| {
            times.markdown.push(seconds(|| events(&pages.sources)));
            times.whole.push(seconds(|| results.push(self.check())));
            times.once.push(seconds(|| rust(pages, &pages.sources)));
            times.twice.push(seconds(|| rust(pages, more)));
        });
        let mut check = || results.push(self.check());
        times.one_thread.push(one.install(|| by_clock(&mut check)));
        times.two_threads.push(two.install(|| by_clock(&mut check)));
        results.into_iter().collect()
    }

    /// The whole run.
    fn check(&self) -> Result<()> {
        let made = command::make(&self.pages()?, Some(&self.out), |_| {})?;
        let comparison = output_dir::compare(&self.out, &made.tree, &standalone::OWNED)?;
        ensure!(
            comparison.changes.is_empty(),
            "a second run has something to write"
        );
        Ok(())
    }

    /// Runs `gen` in a process of its own; gives back the most memory it held, in bytes.
    fn command(&self, more: &[&str]) -> Result<f64> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("gen").args(more).arg("--docs").arg(&self.docs);
        command.arg("--out").arg(&self.out);
        if let Some(version) = &self.args.input.api_version {
            command.args(["--api-version", version]);
        }
        Ok(cost::of(&mut command, &self.log())?.peak)
    }

    fn log(&self) -> PathBuf {
        workspace::root().join("target").join("bench-gen.txt")
    }
}

fn rust(pages: &Pages, sources: &Sources) -> OutputTree {
    // Texts are found by their places in a set, and the other set has other places.
    let overrides = pages
        .overrides
        .and_then(|file| sources.find(&pages.sources.get(file).path));
    let analysis = analyze(sources, overrides, pages.info.clone());
    generate(sources, &analysis.api).0
}
