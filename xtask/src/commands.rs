//! The command line: every command with its options and examples.

mod bench;
mod changelog;
mod completions;
mod diff;
mod explain;
mod generate;
mod lint;
mod model;
mod options;
mod report;
mod serve;
#[cfg(test)]
mod tests;
mod verify;
mod watch;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use self::options::Input;
use crate::{
    paths,
    terminal::{Failure, OrRun, Terminal},
};

const AFTER: &str = "\
Examples:
  cargo xtask gen                                     docs-input -> graph-models
  cargo xtask gen --check                             fail when graph-models is out of date
  cargo xtask gen --docs DIR --out target/my-graph    any folder of pages -> a separate crate
  cargo xtask watch --docs DIR --out target/my-graph  generate again whenever a page changes
  cargo xtask model --docs DIR --out model.json       the model of the pages, as JSON
  cargo xtask lint --docs DIR                         faults of the pages; also as JSON, SARIF, annotations
  cargo xtask diff OLD NEW                            changes of the API, and which of them break programs
  cargo xtask verify --metadata FILE --docs DIR       compare the pages with the service's $metadata
  cargo xtask explain GD0001                          what a finding means
  cargo xtask report --out report.html                model, coverage and findings as an HTML page
  cargo xtask serve --docs DIR                        a local service that answers with the pages' examples
  cargo xtask bench gen --docs DIR                    how long a run takes, beside the Markdown parser alone
  cargo xtask completions bash                        completions for a shell

Exit codes: 0 success; 1 errors in the pages, a failed check or a failed write; 2 wrong use of the command;
141 the reader of the output has gone away.
Colours and progress are shown on a terminal only; NO_COLOR or TERM=dumb turns colours off, CI or TERM=dumb progress.";

/// Generates Rust from the reference pages of Microsoft Graph.
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
    /// Without options: from the pages of `docs-input` to `graph-models`. Writes changed files only, and replaces or
    /// removes only files that carry the generated header. Writes nothing if the pages have errors.
    #[command(after_help = "\
Examples:
  cargo xtask gen
  cargo xtask gen --check
  cargo xtask gen --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --out target/graph-v1.0
  cargo xtask gen --only GD0001 --page 'api/user-*'")]
    Gen(generate::Gen),
    /// Generate again whenever pages change, and show the findings on the changed pages
    ///
    /// Shows the findings on the changed pages, then the number of findings elsewhere and what was written. Runs until
    /// Ctrl-C, which never stops it in the middle of writing.
    #[command(after_help = "\
Examples:
  cargo xtask watch
  cargo xtask watch --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --out target/graph-v1.0
  cargo xtask watch --poll")]
    Watch(watch::Watch),
    /// Print the model: types, enums, operations and examples as JSON
    #[command(after_help = "\
Examples:
  cargo xtask model > model.json
  cargo xtask model --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --out model.json
  cargo xtask model --coverage")]
    Model(model::Model),
    /// Show the changes between two folders of pages, model files or generated crates, and which of them break programs
    ///
    /// Compares types, properties, enum members and operations with their paths, query options, request bodies,
    /// responses and permissions. Each change has its page and line, and says whether a program that uses the generated
    /// crate has to be changed.
    ///
    /// JSON is one document: format, old, new, counts (added, changed, removed, breaking) and changes, each with change,
    /// kind, of, name, breaking, reason, facts (fact, from, to), page and line.
    #[command(after_help = "\
Examples:
  cargo xtask diff v1.0-before v1.0
  cargo xtask diff graph-models docs-input --fail-on breaking
  cargo xtask diff before.json after.json --format markdown > changes.md")]
    Diff(diff::Diff),
    /// Compare the pages with the service's $metadata
    ///
    /// Compares types, properties, enums, operations and their results. Prints how far both agree, and every difference
    /// with its page and line, in both directions. Writes nothing.
    #[command(after_help = "\
Examples:
  cargo xtask verify --metadata metadata.xml --docs ../microsoft-graph-docs-contrib/api-reference/v1.0
  cargo xtask verify --metadata metadata.xml --docs DIR --only property-type --all
  cargo xtask verify --metadata metadata.xml --docs DIR --format markdown > drift.md
  cargo xtask verify --metadata metadata.xml --docs DIR --suggest >> DIR/overrides.toml")]
    Verify(verify::Verify),
    /// Explain the code of a finding, or list all codes
    #[command(after_help = "\
Examples:
  cargo xtask explain
  cargo xtask explain GD0001")]
    Explain {
        /// Code of a finding: GD0001
        code: Option<String>,
    },
    /// Write an HTML page: coverage, findings and a model to browse
    ///
    /// The page needs no network and no server; open it in any browser. Equal pages give equal bytes. Errors in the
    /// pages are part of the report.
    #[command(after_help = "\
Examples:
  cargo xtask report --out target/report.html
  cargo xtask report --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --out target/report.html
  cargo xtask report --out target/report.html --link 'vscode://file/home/me/docs/{page}:{line}'")]
    Report(report::Report),
    /// Serve the examples of the pages over HTTP, to test programs without a tenant
    ///
    /// Answers each documented request with its page's example, fitted to `$select`, `$top`, `$skip` and `$count`, and
    /// refuses a request that its page does not document, as the service would; the reason is printed. Lists have pages
    /// and next links, delta functions have delta links; batches, upload sessions and long-running operations work.
    /// `$filter`, `$search`, `$orderby` and `$expand` are checked and change nothing. Remembers no changes: what is
    /// created is not in the lists. Listens on 127.0.0.1 only, until Ctrl-C.
    #[command(after_help = "\
Examples:
  cargo xtask serve
  cargo xtask serve --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --port 8080
  cargo xtask serve --items 500 --page-size 100 --throttle 0.3 --delay 50
  cargo xtask serve --check
  curl http://127.0.0.1:8080/v1.0/me")]
    Serve(serve::Serve),
    /// Show the faults of pages, for people or as JSON, SARIF or GitHub annotations
    ///
    /// Shows the findings of all stages. `lint.toml` beside the pages sets the levels of codes: under `[levels]`, lines
    /// such as `GD0314 = "allow"`. With a `baseline.toml` there, findings that it accepts are left out and any other fails.
    #[command(after_help = "\
Examples:
  cargo xtask lint
  cargo xtask lint --docs ../microsoft-graph-docs-contrib/api-reference/v1.0 --deny warnings
  cargo xtask lint --format sarif > findings.sarif
  cargo xtask lint --format github --only GD0202 --page 'api/user-*'
  cargo xtask lint --explain GD0104")]
    Lint(lint::Lint),
    /// Print completions for a shell
    ///
    /// The script defines `xtask` as an abbreviation of `cargo xtask`, and completes its commands, options and values:
    /// `xtask gen --ch<Tab>`.
    #[command(after_help = "\
Examples:
  source <(cargo xtask completions bash)
  source <(cargo xtask completions zsh)
  cargo xtask completions fish | source
  cargo xtask completions powershell | Out-String | Invoke-Expression")]
    Completions {
        /// Shell to complete in
        shell: Shell,
    },
    /// Measure reading and generating, beside the Markdown parser alone; takes minutes
    #[command(after_help = "\
Examples:
  cargo run --release -p xtask -- bench read --docs ../microsoft-graph-docs-contrib/api-reference/v1.0
  cargo run --release -p xtask -- bench gen --docs ../microsoft-graph-docs-contrib/api-reference/v1.0
  cargo xtask bench gen --rounds 1")]
    Bench {
        #[command(subcommand)]
        what: bench::Bench,
    },
}

impl Command {
    /// The pages of a command that reads some.
    fn input(&self) -> Option<&Input> {
        match self {
            Self::Gen(args) => Some(&args.input),
            Self::Watch(args) => Some(&args.input),
            Self::Model(args) => Some(&args.input),
            Self::Verify(args) => Some(&args.input),
            Self::Report(args) => Some(&args.input),
            Self::Lint(args) => Some(&args.input),
            Self::Serve(args) => Some(&args.input),
            Self::Bench { what } => Some(what.input()),
            Self::Diff(_) | Self::Explain { .. } | Self::Completions { .. } => None,
        }
    }
}

/// Runs a command; without one, shows the help.
pub(crate) fn run(command: Option<Command>, terminal: &Terminal) -> Result<(), Failure> {
    // Without `--docs`, the folders of pages and of the crate are those of the workspace.
    if command
        .as_ref()
        .and_then(Command::input)
        .is_some_and(|input| input.docs.is_none())
    {
        paths::workspace().or_run("`cargo xtask` in the workspace, or with `--docs DIR`")?;
    }
    match command {
        None => {
            terminal.result(&Args::command().render_long_help().to_string());
            Ok(())
        }
        Some(Command::Gen(args)) => generate::run(&args, terminal),
        Some(Command::Watch(args)) => watch::run(args, terminal),
        Some(Command::Lint(args)) => lint::run(&args, terminal),
        Some(Command::Model(args)) => model::run(&args, terminal),
        Some(Command::Report(args)) => report::run(&args, terminal),
        Some(Command::Serve(args)) => serve::run(&args, terminal),
        Some(Command::Diff(args)) => diff::run(&args, terminal),
        Some(Command::Verify(args)) => verify::run(&args, terminal),
        Some(Command::Explain { code }) => explain::run(code.as_deref(), terminal),
        Some(Command::Bench { what }) => bench::run(&what, terminal),
        Some(Command::Completions { shell }) => {
            terminal.script(&completions::script(Args::command(), shell));
            Ok(())
        }
    }
}

/// The command that shows the help of a command.
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
