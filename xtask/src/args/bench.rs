//! The command line of `bench`.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand, ValueEnum};

use super::Input;

/// What to measure.
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// Compare the models with the same models in the plain shape of serde's derives
    ///
    /// Writes both crates, and small programs that use them, below `--out`, builds them in turns, and prints what each
    /// figure is for both, their ratio, and the ratio to reach.
    Models(BenchModels),
    /// Compare reading the pages, on one thread, with the Markdown parser alone; run it with `--release`
    Read(BenchRead),
    /// Compare a whole run of `gen` with the Markdown parser alone: pages read, Rust made, compared with the disk
    ///
    /// Also two threads with one, and twice the pages with once. Writes a crate below `target` to compare with. Run it
    /// with `--release`.
    Gen(BenchRead),
}

#[derive(Debug, Group)]
pub(crate) struct BenchModels {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Folder for crates, programs and builds [default: target/bench]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Measure only these; may be given several times
    #[arg(long, value_name = "FIGURES", value_enum)]
    pub(crate) only: Vec<Figures>,
    /// Builds of each kind; the median counts
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) rounds: u16,
}

/// What is measured together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Figures {
    /// `cargo check` of the models
    Check,
    /// `cargo build` of the models
    Debug,
    /// `cargo build --release` of the models
    Release,
    /// `cargo build --release` of the models with one codegen unit
    Single,
    /// Building a program that uses the models, and its size
    Program,
    /// Reading and writing
    Speed,
    /// `cargo doc` of the models
    Doc,
}

#[derive(Debug, Group)]
pub(crate) struct BenchRead {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Rounds; the median counts
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) rounds: u16,
}
