//! The options of `verify`.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum, builder::PossibleValuesParser};
use graph_codegen::compare::verify::Kind;

use super::Input;

#[derive(Debug, Group)]
pub(crate) struct Verify {
    /// The service's answer to `GET /$metadata`: CSDL as XML
    #[arg(long, value_name = "FILE")]
    pub(crate) metadata: PathBuf,
    #[command(flatten)]
    pub(crate) input: Input,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Show only differences of this kind; may be given several times
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::id)))]
    pub(crate) only: Vec<String>,
    /// Show all differences, not the first of each kind; `json` always has all
    #[arg(long)]
    pub(crate) all: bool,
    /// Fail when there is any difference, of the kinds of `--only` where it is given
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    /// Print overrides for `overrides.toml` that follow the metadata, each to be reviewed, in place of the differences
    #[arg(long, conflicts_with_all = ["format", "only", "all", "fail_on"])]
    pub(crate) suggest: bool,
}

/// How to print what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs: figures, counts and every difference
    Json,
    /// For a pull request or an issue
    Markdown,
}

/// What makes the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Any difference
    Drift,
}
