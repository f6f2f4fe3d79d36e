//! The command line of `gen`.

use std::path::PathBuf;

use clap::Args as Group;

use super::{Input, Judging, Origin, Show};

#[derive(Debug, Group)]
pub(crate) struct Gen {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Folder of the crate to write: manifest, runtime, generated code and tests
    #[arg(long, value_name = "CRATE", requires = "docs")]
    pub(crate) out: Option<PathBuf>,
    /// Write nothing; fail when a file is missing, stale, extra or edited
    #[arg(long, conflicts_with = "accept")]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) judging: Judging,
    #[command(flatten)]
    pub(crate) origin: Origin,
    #[command(flatten)]
    pub(crate) show: Show,
}
