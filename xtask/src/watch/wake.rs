//! When to look at pages again. Comes in: folders. Goes out: a wait that ends when something in them has changed and
//! nothing has changed for a moment since.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    time::Duration,
};

use anyhow::{Context, Result};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::workspace::show;

/// How long nothing must change: editors write a file in several steps, and a checkout many files.
const QUIET: Duration = Duration::from_millis(150);
/// How often files are looked at where the system tells nothing.
const POLL: Duration = Duration::from_millis(500);

/// Tells of changes as long as it lives.
pub(super) struct Wake {
    _watcher: Box<dyn Watcher>,
    events: Receiver<notify::Result<Event>>,
}

impl Wake {
    /// Watches the folder of pages, the includes beside it, and the file of accepted findings where it lies elsewhere.
    pub(super) fn new(docs: &Path, baseline: Option<&Path>, poll: bool) -> Result<Self> {
        let (sender, events) = mpsc::channel();
        let mut watcher: Box<dyn Watcher> = if poll {
            let config = Config::default()
                .with_poll_interval(POLL)
                .with_compare_contents(true);
            Box::new(PollWatcher::new(sender, config).context("cannot watch files")?)
        } else {
            Box::new(RecommendedWatcher::new(sender, Config::default()).context("cannot watch files")?)
        };
        for (folder, mode) in folders(docs, baseline) {
            let watched = watcher.watch(&folder, mode);
            watched.with_context(|| format!("cannot watch {}", show(&folder)))?;
        }
        Ok(Self {
            _watcher: watcher,
            events,
        })
    }

    /// Waits for a change and for the end of it.
    pub(super) fn wait(&self) -> Result<()> {
        let ended = "the system tells of no more changes";
        while !is_change(&self.events.recv().context(ended)?) {}
        loop {
            match self.events.recv_timeout(QUIET) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(error) => return Err(error).context(ended),
            }
        }
    }
}

/// A folder is watched rather than a file in it: editors put a new file in the place of the old one.
fn folders(docs: &Path, baseline: Option<&Path>) -> Vec<(PathBuf, RecursiveMode)> {
    let docs = std::fs::canonicalize(docs).unwrap_or_else(|_| docs.to_owned());
    let shared = docs.parent().map(|parent| parent.join("includes"));
    let shared = shared.filter(|folder| folder.is_dir());
    let beside = baseline.map(|file| match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    });
    let deep = [docs].into_iter().chain(shared);
    let mut folders: Vec<_> = deep.map(|folder| (folder, RecursiveMode::Recursive)).collect();
    folders.extend(beside.map(|folder| (folder, RecursiveMode::NonRecursive)));
    folders
}

/// What is read is no change. An error may stand for changes that were lost.
fn is_change(event: &notify::Result<Event>) -> bool {
    event.as_ref().map_or(true, |event| !event.kind.is_access())
}
