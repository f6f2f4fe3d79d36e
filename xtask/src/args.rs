//! The command line: every command with an example.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand};

const AFTER: &str = "\
Examples:
  cargo xtask gen                                     docs-input -> graph-models
  cargo xtask gen --check                             fail when graph-models is not what the pages give
  cargo xtask gen --docs DIR --out target/my-graph    any folder of pages -> a crate of its own
  cargo xtask model --docs DIR --out model.json       what the pages say, as JSON
  cargo xtask explain GD0001                          what a finding means

Exit codes: 0 done; 1 errors in the pages, a failed check, a failed write; 2 wrong use of the command.
Colours and progress only on a terminal; NO_COLOR is respected.";

/// Reads reference pages of Microsoft Graph and writes Rust.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, after_help = AFTER, after_long_help = AFTER)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the models, requests and tests that the pages describe
    ///
    /// Without options: the pages of `docs-input` into `graph-models`. Only what changed is written, and only files
    /// that carry the generated header are replaced or removed. Errors in the pages stop before anything is written.
    #[command(after_help = "\
Examples:
  cargo xtask gen
  cargo xtask gen --check
  cargo xtask gen --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --out target/graph-v1.0
  cargo xtask gen --only GD0001 --page 'api/user-*'")]
    Gen(Gen),
    /// Print the model: types, enums, operations and examples as JSON
    #[command(after_help = "\
Examples:
  cargo xtask model > model.json
  cargo xtask model --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --out model.json
  cargo xtask model --coverage")]
    Model(Model),
    /// Explain a code of a finding, or list all codes
    #[command(after_help = "\
Examples:
  cargo xtask explain
  cargo xtask explain GD0001")]
    Explain {
        /// The code, as findings show it
        code: Option<String>,
    },
}

#[derive(Debug, Group)]
pub(crate) struct Gen {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Folder of the crate to write: manifest, runtime, generated code and tests
    #[arg(long, value_name = "CRATE", requires = "docs")]
    pub(crate) out: Option<PathBuf>,
    /// Write nothing; fail when a file is missing, stale, extra or edited
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) show: Show,
}

#[derive(Debug, Group)]
pub(crate) struct Model {
    #[command(flatten)]
    pub(crate) input: Input,
    /// File to write; standard output without it
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Print what became of every section, row, request line, fence, comment and include of the pages
    #[arg(long)]
    pub(crate) coverage: bool,
    #[command(flatten)]
    pub(crate) show: Show,
}

#[derive(Debug, Group)]
pub(crate) struct Input {
    /// Folder of pages: holds `api/` and `resources/`, and may hold `api.toml` and `overrides.toml` [default: docs-input]
    #[arg(long, value_name = "DIR")]
    pub(crate) docs: Option<PathBuf>,
    /// Version of the API; wins over the one in `api.toml`
    #[arg(long, value_name = "VERSION")]
    pub(crate) api_version: Option<String>,
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        for command in Args::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string);
            let example = format!("cargo xtask {}", command.get_name());
            assert!(help.is_some_and(|help| help.contains(&example)), "{example}");
        }
    }
}
