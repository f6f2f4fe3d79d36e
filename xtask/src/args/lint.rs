//! What `lint` takes.

use clap::{Args as Group, ValueEnum};

use super::{Input, Judging, Show};

#[derive(Debug, Group)]
pub(crate) struct Lint {
    #[command(flatten)]
    pub(crate) input: Input,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Make errors of a code, of all `warnings`, or of all `notes` and warnings; may be given several times
    #[arg(long, value_name = "CODE|LEVEL")]
    pub(crate) deny: Vec<String>,
    #[command(flatten)]
    pub(crate) judging: Judging,
    /// Explain a code instead, as `cargo xtask explain` does
    #[arg(long, value_name = "CODE")]
    pub(crate) explain: Option<String>,
    #[command(flatten)]
    pub(crate) show: Show,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// As rustc shows them; of many, counts by code and area first
    Human,
    /// A line of JSON for each
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}
