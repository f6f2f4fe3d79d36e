//! How long work takes, and the yardstick of reading: the Markdown parser alone.

use std::{fs, hint::black_box, time::Instant};

use anyhow::{Context, Result};
use graph_codegen::{page::parse, text::Sources};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// A pool of so many threads.
pub(super) fn threads(count: usize) -> Result<ThreadPool> {
    let pool = ThreadPoolBuilder::new().num_threads(count);
    pool.build().context("cannot start a thread")
}

/// Every text is parsed once: pages and what they include.
pub(super) fn events(sources: &Sources) -> usize {
    sources
        .texts()
        .map(|source| parse::count_events(&source.text))
        .sum()
}

/// Time on the processor where the system tells it, since others use it too; else by the clock.
pub(super) fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
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

/// Time by the clock, for work on several threads.
pub(super) fn by_clock<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    let made = black_box(work());
    let seconds = start.elapsed().as_secs_f64();
    drop(made);
    seconds
}
