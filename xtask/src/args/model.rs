//! The command line of `model`.

use std::path::PathBuf;

use clap::Args as Group;

use super::{Input, Show};

#[derive(Debug, Group)]
pub(crate) struct Model {
    #[command(flatten)]
    pub(crate) input: Input,
    /// File to write; standard output without it
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Print what became of every block of the pages: modelled, skipped with a reason or failed; and the lines in none
    #[arg(long)]
    pub(crate) coverage: bool,
    #[command(flatten)]
    pub(crate) show: Show,
}
