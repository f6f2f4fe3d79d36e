//! `watch`: runs `gen` whenever pages change, and shows the findings on the changed pages first.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    time::Duration,
};

use anyhow::{Context, Result};
use clap::Args;
use graph_codegen::{diagnostic::Diagnostic, text::PagePath};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::{
    generate::{self, Gen},
    options::{BaselineOptions, Input, Origin},
};
use crate::{
    baseline::Findings,
    pages::Pages,
    paths::{quote, show},
    terminal::{
        Failure, OrRun, Terminal, count,
        findings::{self, Selection},
    },
};

#[derive(Debug, Args)]
pub(crate) struct Watch {
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    origin: Origin,
    /// Folder of the crate to write, as for `gen`
    #[arg(long, value_name = "CRATE", requires = "docs")]
    out: Option<PathBuf>,
    /// File of accepted findings, as for `gen`
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Look at the files twice a second, for folders of networks and containers that do not report changes
    #[arg(long)]
    poll: bool,
}

/// Runs until it is interrupted.
pub(super) fn run(args: Watch, terminal: &Terminal) -> Result<(), Failure> {
    let (poll, generate) = (args.poll, args.into_gen());
    let again = generate::command(&generate);
    generate::expect_out(&generate, "watch")?;
    let writing = exit_on_signal().or_run(&again)?;
    let docs = generate.input.folder();
    let mut before = generate::read(&generate, &again, terminal)?;
    let watcher = PageWatcher::new(&generate.input, generate.baseline.baseline.as_deref(), poll);
    let watcher =
        watcher.or_run("`cargo xtask watch --poll`, which does not need the system to report changes")?;
    before = round(&generate, before, &[], &writing, terminal);
    terminal.result(&format!("watching {}; Ctrl-C ends\n", show(&docs)));
    loop {
        if let Some(failure) = terminal.failed_write(&again) {
            return Err(failure);
        }
        watcher.wait().or_run(&again)?;
        // A page may be missing for a moment while an editor replaces it: that is the next change.
        let now = match generate::read(&generate, &again, terminal) {
            Ok(now) => now,
            Err(failure) => {
                terminal.failure(&failure);
                continue;
            }
        };
        let changed = changed(&before, &now);
        before = match changed.as_slice() {
            [] => now,
            changed => round(&generate, now, changed, &writing, terminal),
        };
        terminal.clear();
    }
}

impl Watch {
    fn into_gen(self) -> Gen {
        Gen {
            input: self.input,
            origin: self.origin,
            out: self.out,
            check: false,
            baseline: BaselineOptions {
                baseline: self.baseline,
                accept: false,
            },
            selection: Selection::default(),
        }
    }
}

/// Ends the process on Ctrl-C and similar signals, but not while the returned lock is held for writing.
fn exit_on_signal() -> Result<Arc<Mutex<()>>> {
    let writing = Arc::new(Mutex::new(()));
    let held = Arc::clone(&writing);
    ctrlc::set_handler(move || {
        let _end_of_writing = held.lock().unwrap_or_else(PoisonError::into_inner);
        std::process::exit(0);
    })
    .context("cannot listen for Ctrl-C")?;
    Ok(writing)
}

/// Runs `gen`, which may fail while pages are being edited. Returns the pages.
fn round(args: &Gen, pages: Pages, changed: &[PagePath], writing: &Mutex<()>, terminal: &Terminal) -> Pages {
    let again = generate::command(args);
    let out = args.out.as_deref();
    let generated = match generate::generate_crate(&pages, out, |step| terminal.progress(step)) {
        Ok(generated) => generated,
        Err(error) => {
            terminal.failure(&Failure::new(format!("{error:#}"), again));
            return pages;
        }
    };
    let written = show_findings(args, &pages, &generated.findings, changed, terminal).and_then(|()| {
        generate::stop(&generated.findings, &again)?;
        let _held = writing.lock().unwrap_or_else(PoisonError::into_inner);
        generate::write(args, &generated, &again, terminal)
    });
    match written {
        Ok(summary) => terminal.result(&summary),
        Err(failure) => terminal.failure(&failure),
    }
    pages
}

/// Shows the findings on the pages that changed, and counts the others.
fn show_findings(
    args: &Gen,
    pages: &Pages,
    found: &Findings,
    changed: &[PagePath],
    terminal: &Terminal,
) -> Result<(), Failure> {
    let is_here = |finding: &Diagnostic| {
        finding
            .span
            .is_some_and(|span| changed.contains(&pages.sources.get(span.file).path))
    };
    let (here, elsewhere): (Vec<_>, Vec<_>) = found.to_show().into_iter().partition(is_here);
    let all = Selection {
        all_diagnostics: true,
        ..Selection::default()
    };
    for path in changed {
        let change = if pages.sources.find(path).is_some() {
            "changed"
        } else {
            "is gone"
        };
        terminal.note(&format!("\n{} {change}\n", path.as_str()));
    }
    findings::print(&pages.sources, &here, &all, terminal)?;
    if !changed.is_empty() && here.is_empty() {
        terminal.note("no findings on these pages\n");
    }
    if !elsewhere.is_empty() {
        terminal.note(&format!("{}\n", others(elsewhere.len(), &args.input.folder())));
    }
    Ok(())
}

fn others(number: usize, docs: &Path) -> String {
    format!(
        "{} elsewhere: `cargo xtask lint --docs {}`",
        count(number, "finding"),
        quote(docs)
    )
}

/// Pages and files beside them that were changed, added or removed.
fn changed(before: &Pages, now: &Pages) -> Vec<PagePath> {
    let text = |pages: &'_ Pages, path: &PagePath| {
        pages
            .sources
            .find(path)
            .map(|file| pages.sources.get(file).text.clone())
    };
    let present = now.sources.texts().map(|page| &page.path);
    let changed = present.filter(|path| text(before, path) != text(now, path));
    let removed = before.sources.texts().map(|page| &page.path);
    let removed = removed.filter(|path| now.sources.find(path).is_none());
    changed.chain(removed).cloned().collect()
}

/// How long a wait goes on after the last change: editors write a file in several steps, and a checkout many files.
const DEBOUNCE: Duration = Duration::from_millis(150);
/// The interval of `--poll`.
const POLL: Duration = Duration::from_millis(500);

/// Reports changes of pages.
///
/// Not `notify-debouncer-mini`: it passes on events of reading, without their kind, so that reading the pages would be a
/// change of them on Linux.
struct PageWatcher {
    _watcher: Box<dyn Watcher>,
    events: Receiver<notify::Result<Event>>,
}

impl PageWatcher {
    /// Watches the folder of pages, the includes beside it, and the folders of the settings and the baseline.
    fn new(input: &Input, baseline: Option<&Path>, poll: bool) -> Result<Self> {
        let (sender, events) = mpsc::channel();
        let mut watcher: Box<dyn Watcher> = if poll {
            let config = Config::default()
                .with_poll_interval(POLL)
                .with_compare_contents(true);
            Box::new(PollWatcher::new(sender, config).context("cannot watch files")?)
        } else {
            Box::new(RecommendedWatcher::new(sender, Config::default()).context("cannot watch files")?)
        };
        for (folder, mode) in folders(input, baseline) {
            let watched = watcher.watch(&folder, mode);
            watched.with_context(|| format!("cannot watch {}", show(&folder)))?;
        }
        Ok(Self {
            _watcher: watcher,
            events,
        })
    }

    /// Waits for a change, and until nothing changes any more.
    fn wait(&self) -> Result<()> {
        let ended = "the system reports no more changes";
        while !is_change(&self.events.recv().context(ended)?) {}
        loop {
            match self.events.recv_timeout(DEBOUNCE) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(error) => return Err(error).context(ended),
            }
        }
    }
}

/// A folder is watched instead of a file in it, because editors replace files.
fn folders(input: &Input, baseline: Option<&Path>) -> Vec<(PathBuf, RecursiveMode)> {
    let docs = input.folder();
    let docs = std::fs::canonicalize(&docs).unwrap_or(docs);
    let shared = docs.parent().map(|parent| parent.join("includes"));
    let shared = shared.filter(|folder| folder.is_dir());
    let beside = baseline.map(|file| match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    });
    let deep = [docs].into_iter().chain(shared);
    let mut folders: Vec<_> = deep.map(|folder| (folder, RecursiveMode::Recursive)).collect();
    let beside = beside.into_iter().chain(input.config.clone());
    folders.extend(beside.map(|folder| (folder, RecursiveMode::NonRecursive)));
    folders
}

/// Reading is not a change. An error may mean that changes were lost.
fn is_change(event: &notify::Result<Event>) -> bool {
    event.as_ref().map_or(true, |event| !event.kind.is_access())
}
