//! `watch`: `gen` again whenever pages change, with what is found on the pages that changed first.

mod wake;

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, Result};
use clap::Args;
use graph_codegen::{diagnostic::Diagnostic, text::PagePath};

use crate::{
    args::{Gen, Input, Judging, Origin, Show},
    console::Console,
    failure::{Failure, OrRun},
    generate::{self, Made, docs},
    pages::Pages,
    workspace::{quote, show},
};
use wake::Wake;

/// Arguments of `watch`.
#[derive(Debug, Args)]
pub(crate) struct Watch {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    origin: Origin,
    /// Folder of the crate to write, as for `gen`
    #[arg(long, value_name = "CRATE", requires = "docs")]
    out: Option<std::path::PathBuf>,
    /// File of accepted findings, as for `gen`
    #[arg(long, value_name = "FILE")]
    baseline: Option<std::path::PathBuf>,
    /// Look at the files twice a second, for folders that tell nothing of changes: those of networks and containers
    #[arg(long)]
    poll: bool,
}

/// Runs until it is interrupted.
pub(crate) fn run(args: Watch, console: &Console) -> Result<(), Failure> {
    let (poll, generate) = (args.poll, args.into_gen());
    let again = generate::command(&generate);
    let writing = end_when_asked().or_run(&again)?;
    let dir = docs(&generate.input);
    let mut before = generate::read(&generate, &again, console)?;
    let wake = Wake::new(&dir, generate.judging.baseline.as_deref(), poll);
    let wake = wake.or_run("`cargo xtask watch --poll`, which asks the system for nothing")?;
    before = round(&generate, before, &[], &writing, console);
    console.result(&format!("watching {}; Ctrl-C ends\n", show(&dir)));
    loop {
        wake.wait().or_run(&again)?;
        // A page may be gone for a moment while an editor puts a new one in its place: the next change wakes again.
        let now = match generate::read(&generate, &again, console) {
            Ok(now) => now,
            Err(failure) => {
                console.failure(&failure);
                continue;
            }
        };
        let changed = changed(&before, &now);
        before = match changed.as_slice() {
            [] => now,
            changed => round(&generate, now, changed, &writing, console),
        };
        console.clear();
    }
}

impl Watch {
    fn into_gen(self) -> Gen {
        Gen {
            input: self.input,
            origin: self.origin,
            out: self.out,
            check: false,
            judging: Judging {
                baseline: self.baseline,
                accept: false,
            },
            show: Show::default(),
        }
    }
}

/// Ends the process on Ctrl-C and the like: at once, but not in the middle of writing. Held while something is written.
fn end_when_asked() -> Result<Arc<Mutex<()>>> {
    let writing = Arc::new(Mutex::new(()));
    let held = Arc::clone(&writing);
    ctrlc::set_handler(move || {
        let _end_of_writing = held.lock().unwrap_or_else(PoisonError::into_inner);
        std::process::exit(0);
    })
    .context("cannot listen for Ctrl-C")?;
    Ok(writing)
}

/// One run of `gen`, which may fail: the pages are at work. Gives the pages back.
fn round(args: &Gen, pages: Pages, changed: &[PagePath], writing: &Mutex<()>, console: &Console) -> Pages {
    let again = generate::command(args);
    let made = match generate::make(&pages, args.out.as_deref(), |step| console.progress(step)) {
        Ok(made) => made,
        Err(error) => {
            console.failure(&Failure::new(format!("{error:#}"), again));
            return pages;
        }
    };
    let written = tell(args, &pages, &made, changed, console).and_then(|()| {
        generate::stop(&made, &again)?;
        let _held = writing.lock().unwrap_or_else(PoisonError::into_inner);
        generate::write(args, &made, &again, console)
    });
    match written {
        Ok(summary) => console.result(&summary),
        Err(failure) => console.failure(&failure),
    }
    pages
}

/// The findings on the pages that changed, and a count of the others.
fn tell(
    args: &Gen,
    pages: &Pages,
    made: &Made,
    changed: &[PagePath],
    console: &Console,
) -> Result<(), Failure> {
    let is_here = |finding: &Diagnostic| {
        finding
            .span
            .is_some_and(|span| changed.contains(&pages.sources.get(span.file).path))
    };
    let (here, elsewhere): (Vec<_>, Vec<_>) = made.findings.told().into_iter().partition(is_here);
    let all = Show {
        all_diagnostics: true,
        ..Show::default()
    };
    for path in changed {
        let gone = if pages.sources.find(path).is_some() {
            "changed"
        } else {
            "is gone"
        };
        console.note(&format!("\n{} {gone}\n", path.as_str()));
    }
    generate::tell(pages, &here, &all, console)?;
    if !changed.is_empty() && here.is_empty() {
        console.note("no findings there\n");
    }
    if !elsewhere.is_empty() {
        console.note(&format!("{}\n", others(elsewhere.len(), &docs(&args.input))));
    }
    Ok(())
}

fn others(count: usize, docs: &Path) -> String {
    let findings = if count == 1 { "finding" } else { "findings" };
    format!(
        "{count} {findings} elsewhere: `cargo xtask lint --docs {}`",
        quote(docs)
    )
}

/// Pages and files beside them whose text is another, that came or that went.
fn changed(before: &Pages, now: &Pages) -> Vec<PagePath> {
    let text = |pages: &'_ Pages, path: &PagePath| {
        pages
            .sources
            .find(path)
            .map(|file| pages.sources.get(file).text.clone())
    };
    let there = now.sources.texts().map(|page| &page.path);
    let changed = there.filter(|path| text(before, path) != text(now, path));
    let gone = before.sources.texts().map(|page| &page.path);
    let gone = gone.filter(|path| now.sources.find(path).is_none());
    changed.chain(gone).cloned().collect()
}
