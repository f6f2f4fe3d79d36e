//! The command line of `bench`.

use clap::{Args as Group, Subcommand};

use super::Input;

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

#[derive(Debug, Group)]
pub(crate) struct BenchOptions {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Rounds; the median counts
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) rounds: u16,
}
