//! `bench`: how long reading and generating take, each beside a yardstick that is measured in the same round.
//!
//! The yardstick of reading is the Markdown parser alone over the same bytes. How fast the models are read and written
//! is measured in `graph-models/benches`.

use std::{
    fs::{self, File},
    hint::black_box,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, Subcommand};
use graph_codegen::{
    Analysis, analyze, generate,
    output::OutputTree,
    page::parse::count_events,
    text::{PagePath, Sources},
};
use rayon::{ThreadPool, ThreadPoolBuilder};
use wait4::Wait4;

use super::{generate::generate_crate, options::Input};
use crate::{
    output_dir,
    pages::Pages,
    paths::{self, quote, show},
    standalone,
    terminal::{Failure, OrRun, Terminal},
};

/// What to measure.
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// Compare reading the pages, on one thread, with the Markdown parser alone; run it with `--release`
    Read(BenchOptions),
    /// Compare a whole run of `gen` with the Markdown parser alone: pages read, Rust generated, compared with the disk
    ///
    /// Also two threads with one, and twice the pages with once. Writes a crate below cargo's target folder to compare
    /// with. Run it with `--release`.
    Gen(BenchOptions),
}

#[derive(Debug, Args)]
pub(crate) struct BenchOptions {
    #[command(flatten)]
    input: Input,
    /// Rounds; the median counts
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
}

impl Bench {
    pub(super) fn input(&self) -> &Input {
        let (Self::Read(options) | Self::Gen(options)) = self;
        &options.input
    }
}

/// Measures, and prints the figures.
pub(super) fn run(what: &Bench, terminal: &Terminal) -> Result<(), Failure> {
    let (name, args, measure): (_, _, fn(&Bed<'_>) -> Result<()>) = match what {
        Bench::Read(args) => ("read", args, bench_read),
        Bench::Gen(args) => ("gen", args, bench_gen),
    };
    let docs = args.input.folder();
    let again = format!(
        "`cargo run --release -p xtask -- bench {name} --docs {}`",
        quote(&docs)
    );
    let folder = paths::target().join("xtask").join("bench");
    let bed = Bed {
        args,
        terminal,
        docs,
        folder,
    };
    measure(&bed).or_run(again)
}

/// What a measurement works on.
struct Bed<'a> {
    args: &'a BenchOptions,
    terminal: &'a Terminal,
    docs: PathBuf,
    /// For files that are written to be compared or measured.
    folder: PathBuf,
}

impl Bed<'_> {
    fn pages(&self) -> Result<Pages> {
        self.args.input.read(None)
    }

    fn crate_folder(&self) -> PathBuf {
        self.folder.join("crate")
    }

    /// Reads the pages, and makes the folder.
    fn start(&self) -> Result<Pages> {
        self.terminal.progress("reading pages");
        let pages = self.pages()?;
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot make {}", show(&self.folder)))?;
        Ok(pages)
    }

    fn rounds(&self, mut round: impl FnMut() -> Result<()>) -> Result<()> {
        let rounds = self.args.rounds;
        for number in 1..=rounds {
            self.terminal.progress(&format!("round {number} of {rounds}"));
            round()?;
        }
        self.terminal.clear();
        Ok(())
    }

    /// Runs a command of this program in a process of its own, and returns the most memory that it held, in megabytes.
    ///
    /// To be called before this process grows: Linux starts the count of a child with what its parent holds.
    fn peak(&self, command: &str, out: &Path, more: &[&str]) -> Result<f64> {
        let mut child = Command::new(std::env::current_exe().context("cannot find this program")?);
        child.arg(command).args(more).arg("--docs").arg(&self.docs);
        child.arg("--out").arg(out);
        if let Some(version) = &self.args.input.api_version {
            child.args(["--api-version", version]);
        }
        peak(&mut child, &self.folder.join("log.txt"))
    }

    /// A whole run: pages read, Rust generated, compared with the disk.
    fn check(&self) -> Result<()> {
        let out = self.crate_folder();
        let generated = generate_crate(&self.pages()?, Some(&out), |_| {})?;
        let comparison = output_dir::compare(&out, &generated.tree, &standalone::OWNED)?;
        ensure!(
            comparison.changes.is_empty(),
            "a second run has something to write"
        );
        Ok(())
    }

    fn header(&self, texts: &[String]) -> String {
        let profile = if cfg!(debug_assertions) {
            "debug"
        } else {
            "release"
        };
        format!(
            "{}, {profile} build, median of {}, seconds\n",
            texts.join(", "),
            self.args.rounds
        )
    }
}

/// Reading the pages and making the model, on one thread, beside the Markdown parser.
fn bench_read(bed: &Bed<'_>) -> Result<()> {
    let pages = bed.start()?;
    let peak = bed.peak("model", &bed.folder.join("model.json"), &[])?;
    let one = threads(1)?;
    let [mut model, mut markdown] = [const { Vec::new() }; 2];
    bed.rounds(|| {
        one.install(|| {
            model.push(cpu_seconds(|| read(&pages, &pages.sources)));
            markdown.push(cpu_seconds(|| events(&pages.sources)));
        });
        Ok(())
    })?;
    let size = format!("{:.1} MB of pages", megabytes(&pages.sources));
    bed.terminal.result(&bed.header(&[size, "one thread".to_owned()]));
    bed.terminal.result(&table(&[Row::new(
        "parse and model / Markdown alone",
        &model,
        &markdown,
        6.0,
    )]));
    bed.terminal.result(&format!(
        "peak of `model`, MB {peak:>22.0}                      ≤ 400\n"
    ));
    Ok(())
}

/// A whole run on one thread beside the Markdown parser; two threads beside one; twice the pages beside once.
fn bench_gen(bed: &Bed<'_>) -> Result<()> {
    let pages = bed.start()?;
    bed.terminal.progress("writing a crate to compare with");
    let out = bed.crate_folder();
    bed.peak("gen", &out, &[])?;
    let peak = bed.peak("gen", &out, &["--check"])?;
    let more = twice(&pages.sources);
    let (one, two) = (threads(1)?, threads(2)?);
    let [
        mut markdown,
        mut whole,
        mut once,
        mut twice,
        mut one_thread,
        mut two_threads,
    ] = [const { Vec::new() }; 6];
    // All of them in each round, so that what disturbs one of a pair disturbs the other, too.
    bed.rounds(|| {
        let mut results = Vec::new();
        one.install(|| {
            markdown.push(cpu_seconds(|| events(&pages.sources)));
            whole.push(cpu_seconds(|| results.push(bed.check())));
            once.push(cpu_seconds(|| rust(&pages, &pages.sources)));
            twice.push(cpu_seconds(|| rust(&pages, &more)));
        });
        let mut check = || results.push(bed.check());
        one_thread.push(one.install(|| clock_seconds(&mut check)));
        two_threads.push(two.install(|| clock_seconds(&mut check)));
        results.into_iter().collect()
    })?;
    let sizes = [
        format!("{:.1} MB of pages", megabytes(&pages.sources)),
        format!("twice {:.1} MB", megabytes(&more)),
    ];
    bed.terminal.result(&bed.header(&sizes));
    bed.terminal.result(&table(&[
        Row::new("whole run / Markdown alone", &whole, &markdown, 25.0),
        Row::new("two threads / one", &two_threads, &one_thread, 0.6),
        Row::new("twice the pages / once", &twice, &once, 2.2),
    ]));
    bed.terminal
        .result(&format!("peak of `gen --check`, MB {peak:>18.0}\n"));
    Ok(())
}

fn threads(count: usize) -> Result<ThreadPool> {
    let pool = ThreadPoolBuilder::new().num_threads(count);
    pool.build().context("cannot start a thread")
}

/// Runs the Markdown parser over every text: pages and what they include.
fn events(sources: &Sources) -> usize {
    sources.texts().map(|source| count_events(&source.text)).sum()
}

fn read(pages: &Pages, sources: &Sources) -> Analysis {
    // A text has another number in another set.
    let overrides = pages
        .overrides
        .and_then(|file| sources.find(&pages.sources.get(file).path));
    analyze(sources, overrides, pages.info.clone())
}

fn rust(pages: &Pages, sources: &Sources) -> OutputTree {
    generate(sources, &read(pages, sources).api).tree
}

fn megabytes(sources: &Sources) -> f64 {
    let bytes: usize = sources.texts().map(|source| source.text.len()).sum();
    bytes as f64 / 1e6
}

/// Time on the processor if the system counts it, because others use the machine, too; else time by the clock.
fn cpu_seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let before = thread_cpu_seconds();
    let by_clock = clock_seconds(work);
    match (before, thread_cpu_seconds()) {
        (Some(before), Some(after)) => after - before,
        _ => by_clock,
    }
}

/// Linux counts it for each thread, in nanoseconds.
fn thread_cpu_seconds() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// Time by the clock, for work on several threads.
fn clock_seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    let made = black_box(work());
    let seconds = start.elapsed().as_secs_f64();
    drop(made);
    seconds
}

/// Runs a command to its end, and returns the most megabytes that it held. Its standard error goes to the file `log`.
fn peak(command: &mut Command, log: &Path) -> Result<f64> {
    let file = File::create(log).with_context(|| format!("cannot write {}", show(log)))?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {command:?}"))?;
    let used = child
        .wait4()
        .with_context(|| format!("cannot wait for {command:?}"))?;
    if !used.status.success() {
        let output = fs::read_to_string(log).unwrap_or_default();
        bail!("{command:?} failed:\n{output}");
    }
    Ok(used.rusage.maxrss as f64 / 1e6)
}

/// The names of the copies: part of file names, of the namespace and of paths of requests.
const TWIN: &str = "twin";

const METHODS: [&str; 5] = ["GET", "POST", "PATCH", "PUT", "DELETE"];

/// All texts, and copies of the pages whose files, types and paths have other names, so that copies refer to each other
/// only.
fn twice(once: &Sources) -> Sources {
    let texts = once.texts().map(|file| (file.path.clone(), file.text.clone()));
    let copies = once
        .texts()
        .filter(|file| file.path.as_str().ends_with(".md"))
        .map(|file| (PagePath::new(&renamed(file.path.as_str())), twin(&file.text)));
    let bytes = |(path, text): (PagePath, String)| (path, text.into_bytes());
    Sources::from_bytes(texts.chain(copies).map(bytes)).0
}

fn renamed(text: &str) -> String {
    text.replace(".md", &format!("-{TWIN}.md"))
}

fn twin(text: &str) -> String {
    let text = renamed(text).replace("microsoft.graph", &format!("microsoft.graph.{TWIN}"));
    METHODS.iter().fold(text, |text, method| {
        let text = text.replace(&format!("\n{method} /"), &format!("\n{method} /{TWIN}/"));
        let address = format!("\n{method} https://graph.microsoft.com/v1.0/");
        text.replace(&address, &format!("{address}{TWIN}/"))
    })
}

/// A line of the table: two medians, and the highest ratio wanted.
struct Row {
    name: &'static str,
    ours: f64,
    reference: f64,
    target: f64,
}

impl Row {
    fn new(name: &'static str, ours: &[f64], reference: &[f64], target: f64) -> Self {
        Self {
            name,
            ours: median(ours),
            reference: median(reference),
            target,
        }
    }

    fn line(&self) -> String {
        let ratio = self.ours / self.reference;
        // A ratio counts as it is shown.
        let missed = if (ratio * 100.0).round() > (self.target * 100.0).round() {
            " missed"
        } else {
            ""
        };
        format!(
            "{:WIDTH$} {:>10.3} {:>10.3} {ratio:>7.2}  ≤ {}{missed}\n",
            self.name, self.ours, self.reference, self.target
        )
    }
}

const WIDTH: usize = 32;

fn table(rows: &[Row]) -> String {
    let head = format!(
        "{:WIDTH$} {:>10} {:>10} {:>7}  target\n",
        "figure", "ours", "reference", "ratio"
    );
    head + &rows.iter().map(Row::line).collect::<String>()
}

/// The middle of the values; of an even number the lower one of the two.
fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len().saturating_sub(1) / 2;
    sorted.get(middle).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use graph_codegen::model::{Api, ApiInfo};

    use super::*;

    const PAGES: [(&str, &str); 3] = [
        (
            "api/thing-get.md",
            "# Get thing\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\nGET /things/{thing-id}\n```\n\n\
             ## Response\n\nIf successful, this method returns a `200 OK` response code and a [thing](../resources/thing.md) object.\n",
        ),
        (
            "resources/part.md",
            "# part resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|size|Int32|Size.|\n",
        ),
        (
            "resources/thing.md",
            "# thing resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|The id.|\n|part|[part](part.md)|A part.|\n",
        ),
    ];

    #[test]
    fn copies_of_pages_describe_as_much_again_and_refer_to_each_other() {
        let once = Sources::from_texts(&PAGES);
        let model = |sources: &Sources| analyze(sources, None, ApiInfo::default()).api;
        let (one, two) = (model(&once), model(&twice(&once)));
        // The root of all entities, which no page describes, is there once.
        let described = |api: &Api| api.types.iter().filter(|ty| ty.documented).count();
        assert_eq!(
            [described(&two), two.operations.len()],
            [2 * described(&one), 2 * one.operations.len()]
        );
        let twin = two
            .types
            .iter()
            .find(|ty| ty.name.as_str() == "microsoft.graph.twin.thing");
        let part = twin.and_then(|ty| ty.properties.iter().find(|property| property.name == "part"));
        assert_eq!(
            part.map(|part| part.ty.as_str()),
            Some("microsoft.graph.twin.part")
        );
    }

    #[test]
    fn the_median_is_a_value_that_was_measured() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), 2.0);
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn a_ratio_above_its_target_is_missed() {
        let missed = |ours: f64| {
            Row::new("check", &[ours], &[10.0], 0.13)
                .line()
                .contains("missed")
        };
        assert_eq!([1.3, 1.4].map(missed), [false, true]);
    }

    #[test]
    fn a_command_that_fails_is_an_error_with_its_output() {
        let log = tempfile::NamedTempFile::new().expect("a file");
        let mut command = Command::new(env!("CARGO"));
        let error = peak(command.arg("no-such-command"), log.path()).expect_err("fails");
        assert!(error.to_string().contains("no-such-command"), "{error}");
        let held = peak(Command::new(env!("CARGO")).arg("--version"), log.path());
        assert!(held.expect("runs") > 0.0);
    }
}
