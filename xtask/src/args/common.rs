//! What several commands take: the pages, and which of their findings are accepted and shown.

use std::path::PathBuf;

use clap::Args as Group;

#[derive(Debug, Group)]
pub(crate) struct Input {
    /// Folder of pages: holds `api/` and `resources/`, and may hold `api.toml` and `overrides.toml` [default: docs-input]
    #[arg(long, value_name = "DIR")]
    pub(crate) docs: Option<PathBuf>,
    /// Version of the API; wins over the one in `api.toml`
    #[arg(long, value_name = "VERSION")]
    pub(crate) api_version: Option<String>,
}

/// Which findings are accepted.
#[derive(Debug, Default, Group)]
pub(crate) struct Judging {
    /// File of accepted findings: any other fails [default: baseline.toml beside the pages, where there is one]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Accept the findings of this run: write them to the baseline, for people to give reasons
    #[arg(long)]
    pub(crate) accept: bool,
}

/// Which findings to show.
#[derive(Debug, Default, Group)]
pub(crate) struct Show {
    /// Show only findings of this code; may be given several times
    #[arg(long, value_name = "CODE")]
    pub(crate) only: Vec<String>,
    /// Show only findings on these pages: `api/user-*`
    #[arg(long, value_name = "GLOB")]
    pub(crate) page: Option<String>,
    /// Show all findings, not the first of each code
    #[arg(long)]
    pub(crate) all_diagnostics: bool,
}
