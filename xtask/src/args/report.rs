//! The command line of `report`.

use std::path::PathBuf;

use clap::Args as Group;

use super::Input;

#[derive(Debug, Group)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) input: Input,
    /// File to write
    #[arg(long, value_name = "FILE.html")]
    pub(crate) out: PathBuf,
    /// Address of a line of a page, with `{page}` and `{line}` in it [default: from `source` in `api.toml`]
    #[arg(long, value_name = "TEMPLATE")]
    pub(crate) link: Option<String>,
}
