//! The command line: every command with an example.

mod bench;
mod common;
mod generate;
mod lint;
mod model;
mod origin;
mod report;
#[cfg(test)]
mod tests;
pub(crate) mod verify;

pub(crate) use bench::{Bench, BenchOptions};
pub(crate) use common::{Input, Judging, Show};
pub(crate) use generate::Gen;
pub(crate) use lint::{Format, Lint};
pub(crate) use model::Model;
pub(crate) use origin::Origin;
pub(crate) use report::Report;
pub(crate) use verify::Verify;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use crate::{diff::Diff, watch::Watch};

const AFTER: &str = "\
Examples:
  cargo xtask gen                                     docs-input -> graph-models
  cargo xtask gen --check                             fail when graph-models is out of date
  cargo xtask gen --docs DIR --out target/my-graph    any folder of pages -> a crate of its own
  cargo xtask watch --docs DIR --out target/my-graph  the same again whenever a page changes
  cargo xtask model --docs DIR --out model.json       what the pages say, as JSON
  cargo xtask lint --docs DIR                         what is wrong with pages; also as JSON, SARIF, annotations
  cargo xtask diff OLD NEW                            what changed, and what of it breaks programs
  cargo xtask verify --metadata FILE --docs DIR       the pages against the service's own metadata
  cargo xtask explain GD0001                          what a finding means
  cargo xtask report --out report.html                one page to look at: model, coverage, findings
  cargo xtask bench gen --docs DIR                    how long a run takes, beside the Markdown parser alone
  cargo xtask completions bash                        completions for a shell

Exit codes: 0 done; 1 errors in the pages, a failed check, a failed write; 2 wrong use of the command.
Colours and progress only on a terminal; no colours with NO_COLOR or TERM=dumb, no progress with CI or TERM=dumb.";

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
    /// Generate again whenever pages change, and show what is found on those that changed
    ///
    /// The findings on the changed pages first, then how many there are elsewhere and what was written. Runs until
    /// Ctrl-C, which leaves the crate as the last run made it.
    #[command(after_help = "\
Examples:
  cargo xtask watch
  cargo xtask watch --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --out target/graph-v1.0
  cargo xtask watch --poll")]
    Watch(Watch),
    /// Print the model: types, enums, operations and examples as JSON
    #[command(after_help = "\
Examples:
  cargo xtask model > model.json
  cargo xtask model --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --out model.json
  cargo xtask model --coverage")]
    Model(Model),
    /// Show what changed between two folders of pages, model files or generated crates, and what breaks programs
    ///
    /// Types, properties, enum members, operations with their paths, options, bodies, answers and permissions, each with
    /// its page and line, and whether a program that uses the generated crate has to be changed for it.
    ///
    /// JSON is one document: format, old, new, counts (added, changed, removed, breaking) and changes, each with change,
    /// kind, of, name, breaking, reason, facts (fact, from, to), page and line.
    #[command(after_help = "\
Examples:
  cargo xtask diff v1.0-before v1.0
  cargo xtask diff graph-models docs-input --fail-on breaking
  cargo xtask diff before.json after.json --format markdown > changes.md")]
    Diff(Diff),
    /// Hold the pages against the service's own metadata
    ///
    /// Types, properties, enums, operations and their results: figures of how far both agree, and every difference with
    /// its page and line, in both directions. Writes nothing.
    #[command(after_help = "\
Examples:
  cargo xtask verify --metadata metadata.xml --docs ../microsoft-graph-docs-contrib/api-reference/v1.0
  cargo xtask verify --metadata metadata.xml --docs DIR --only property-type --all
  cargo xtask verify --metadata metadata.xml --docs DIR --format markdown > drift.md
  cargo xtask verify --metadata metadata.xml --docs DIR --suggest >> DIR/overrides.toml")]
    Verify(Verify),
    /// Explain a code of a finding, or list all codes
    #[command(after_help = "\
Examples:
  cargo xtask explain
  cargo xtask explain GD0001")]
    Explain {
        /// The code, as findings show it
        code: Option<String>,
    },
    /// Write one HTML page to look at: coverage, findings and a model to browse
    ///
    /// The page needs no network and no server; open it in any browser. Equal pages give equal bytes. Faults of the
    /// pages are in the report, errors too.
    #[command(after_help = "\
Examples:
  cargo xtask report --out target/report.html
  cargo xtask report --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --out target/report.html
  cargo xtask report --out target/report.html --link 'vscode://file/home/me/docs/{page}:{line}'")]
    Report(Report),
    /// Show what is wrong with pages, in the form that a reader or a tool asks for
    ///
    /// Findings of all stages. `lint.toml` beside the pages gives codes other levels: under `[levels]`, lines such as
    /// `GD0314 = "allow"`. Where `baseline.toml` lies there, what it accepts is left out and anything else fails.
    #[command(after_help = "\
Examples:
  cargo xtask lint
  cargo xtask lint --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --deny warnings
  cargo xtask lint --format sarif > findings.sarif
  cargo xtask lint --format github --only GD0202 --page 'api/user-*'
  cargo xtask lint --explain GD0104")]
    Lint(Lint),
    /// Print completions for a shell, and a short word to use them with
    ///
    /// The script defines `xtask` as `cargo xtask` and completes its commands, options and values: `xtask gen --ch<Tab>`.
    #[command(after_help = "\
Examples:
  source <(cargo xtask completions bash)
  source <(cargo xtask completions zsh)
  cargo xtask completions fish | source
  cargo xtask completions powershell | Out-String | Invoke-Expression")]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Measure reading and whole runs, each beside the Markdown parser alone; takes minutes
    #[command(after_help = "\
Examples:
  cargo run --release -p xtask -- bench read --docs ../microsoft-graph-docs-contrib/api-reference/v1.0
  cargo run --release -p xtask -- bench gen --docs ../microsoft-graph-docs-contrib/api-reference/v1.0
  cargo xtask bench gen --rounds 1")]
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
}

/// The command that shows how a command is used.
pub(crate) fn help_of(command: Option<&str>) -> String {
    let known = Args::command();
    let name = command
        .and_then(|name| known.find_subcommand(name))
        .map(clap::Command::get_name);
    match name {
        Some(name) => format!("`cargo xtask {name} --help`"),
        None => "`cargo xtask --help`".to_owned(),
    }
}
