//! `verify`: compares the model of the pages with the service's `$metadata`, and suggests overrides. Writes nothing.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::{Args, ValueEnum, builder::PossibleValuesParser};
use graph_codegen::{
    compare::csdl::{self, Csdl},
    compare::verify::{self, Comparison, Difference, Figures, Kind, Mismatch, Share, suggest::Suggestion},
    text::PagePath,
};
use serde_json::{Map, Value, json};

use super::options::Input;
use crate::{
    baseline,
    pages::Pages,
    paths::{quote, show},
    terminal::{
        Failure, OrRun, Terminal, Usage, count,
        findings::{self, Selection},
        safe::{inline, markdown_cell},
    },
};

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The service's response to `GET /$metadata`: CSDL as XML
    #[arg(long, value_name = "FILE")]
    metadata: PathBuf,
    #[command(flatten)]
    pub(super) input: Input,
    /// Format of the output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show only differences of this kind; can be repeated
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.id())))]
    only: Vec<String>,
    /// Show all differences, not only the first of each kind; JSON always has all
    #[arg(long)]
    all: bool,
    /// Fail if there is any difference, of the kinds of `--only` if given
    #[arg(long, value_name = "WHAT", value_enum)]
    fail_on: Option<FailOn>,
    /// Print entries for `overrides.toml` that follow the metadata, to be reviewed, instead of the differences
    #[arg(long, conflicts_with_all = ["format", "only", "all", "fail_on"])]
    suggest: bool,
}

/// The format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Text,
    /// For tools: figures, counts and every difference
    Json,
    /// For a pull request or an issue
    Markdown,
}

/// The differences that make the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Any difference
    Drift,
}

/// Compares, and prints the differences or suggested overrides.
pub(super) fn run(args: &Verify, terminal: &Terminal) -> Result<(), Failure> {
    let again = format!("`{}`", command(args));
    let csdl = read_metadata(&args.metadata, terminal)?;
    terminal.progress("reading pages");
    let pages = args.input.read(None).or_run(format!(
        "{again} with `--docs` and the folder that holds `api/` and `resources/`"
    ))?;
    terminal.progress("analyzing pages");
    let analysis = pages.analyze();
    let errors = baseline::errors(&pages, &analysis);
    findings::print(&pages.sources, &errors, &Selection::default(), terminal)?;
    baseline::stop_on_errors(&errors)?;
    if args.suggest {
        return suggest(&pages, &csdl, terminal);
    }
    terminal.progress("comparing");
    let comparison = verify::compare(&analysis.api, &csdl);
    terminal.clear();
    let shown = Shown::new(&comparison, args);
    match args.format {
        Format::Text => terminal.result(&text(&shown)),
        Format::Json => {
            let json = json(&shown).context("cannot print the comparison");
            terminal.json_result(&json.or_run(&again)?);
        }
        Format::Markdown => terminal.result(&markdown(&shown)),
    }
    finish(args, shown.drift.len())
}

/// The differences to print.
struct Shown<'a> {
    comparison: &'a Comparison,
    /// Those of the selected kinds.
    drift: Vec<&'a Mismatch>,
    /// How many of each kind are shown.
    first: usize,
}

/// How many differences of a kind are shown without `--all`.
const FIRST: usize = 5;

impl<'a> Shown<'a> {
    fn new(comparison: &'a Comparison, args: &Verify) -> Self {
        let asked = |drift: &&Mismatch| {
            let kind = drift.difference.kind().id();
            args.only.is_empty() || args.only.iter().any(|only| only == kind)
        };
        Self {
            comparison,
            drift: comparison.mismatches.iter().filter(asked).collect(),
            first: if args.all { usize::MAX } else { FIRST },
        }
    }

    /// The kinds that occur, in order, each with its differences.
    fn groups(&self) -> impl Iterator<Item = (Kind, Vec<&'a Mismatch>)> {
        let group = |kind: Kind| {
            let of_kind = self.drift.iter().filter(|drift| drift.difference.kind() == kind);
            (kind, of_kind.copied().collect::<Vec<_>>())
        };
        Kind::ALL
            .iter()
            .copied()
            .map(group)
            .filter(|(_, drift)| !drift.is_empty())
    }
}

/// Prints entries for the overrides file.
fn suggest(pages: &Pages, csdl: &Csdl, terminal: &Terminal) -> Result<(), Failure> {
    terminal.progress("trying overrides");
    let suggestions = verify::suggest::suggest(&pages.sources, &pages.info, csdl);
    terminal.clear();
    let text: String = suggestions.iter().map(Suggestion::text).collect();
    terminal.json_result(&text);
    terminal.note(&match suggestions.len() {
        0 => "no override removes one of the remaining differences\n".to_owned(),
        1 => "1 override; review it, then append it to `overrides.toml` beside the pages\n".to_owned(),
        all => {
            format!("{all} overrides; review them, then append them to `overrides.toml` beside the pages\n")
        }
    });
    Ok(())
}

/// Reads the metadata, and shows its faults.
fn read_metadata(path: &Path, terminal: &Terminal) -> Result<Csdl, Failure> {
    let help = "`cargo xtask verify --metadata FILE` with the service's response to `GET /$metadata`";
    terminal.progress("reading metadata");
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            anyhow::Error::new(Usage(format!("there is no file {}", quote(path))))
        }
        _ => anyhow::Error::new(error).context(format!("cannot read {}", show(path))),
    });
    let name = PagePath::new(&show(path));
    let (sources, mut found) = graph_codegen::read([(name.clone(), bytes.or_run(help)?)]);
    let file = sources.find(&name).expect("the only file is there");
    let csdl = csdl::read(&sources, file);
    found.extend(csdl.as_ref().err().into_iter().flatten().cloned());
    findings::print(&sources, &found, &Selection::default(), terminal)?;
    csdl.map_err(|_| Failure::new(format!("the metadata {} cannot be read", show(path)), help))
}

fn finish(args: &Verify, drift: usize) -> Result<(), Failure> {
    match (args.fail_on, drift) {
        (None, _) | (_, 0) => Ok(()),
        (Some(FailOn::Drift), _) => Err(Failure::new(
            format!("{} between the pages and the service", count(drift, "difference")),
            format!(
                "`{} --suggest` for overrides that follow the metadata",
                command(args)
            ),
        )),
    }
}

/// The command line to run again.
fn command(args: &Verify) -> String {
    let docs = args.input.docs.as_ref();
    let docs = docs
        .map(|docs| format!(" --docs {}", quote(docs)))
        .unwrap_or_default();
    format!("cargo xtask verify --metadata {}{docs}", quote(&args.metadata))
}

/// For a terminal: the figures, then the first differences of each kind.
fn text(shown: &Shown<'_>) -> String {
    let mut text: String = figures(&shown.comparison.figures)
        .iter()
        .map(|(name, value)| format!("  {name:42} {value}\n"))
        .collect();
    for (kind, drift) in shown.groups() {
        text.push_str(&format!("\n{} ({}): {}\n", kind.id(), drift.len(), kind.title()));
        text.extend(
            drift
                .iter()
                .take(shown.first)
                .map(|drift| format!("  {}\n", line(drift))),
        );
        let more = drift.len().saturating_sub(shown.first);
        if more > 0 {
            text.push_str(&format!("  … and {more} more\n"));
        }
    }
    text.push_str(&last_line(shown));
    text
}

fn last_line(shown: &Shown<'_>) -> String {
    let all = shown.drift.len();
    let hidden = shown.groups().any(|(_, drift)| drift.len() > shown.first);
    let more = if hidden {
        "; `--all` and `--only KIND` show more"
    } else {
        ""
    };
    match all {
        0 => "\nno differences\n".to_owned(),
        _ => format!("\n{}{more}\n", count(all, "difference")),
    }
}

/// A name and a value for each figure.
fn figures(figures: &Figures) -> Vec<(&'static str, String)> {
    let Figures {
        types,
        properties,
        enums,
        operations,
        ..
    } = figures;
    vec![
        ("types of the service that pages describe", share(types.recall)),
        ("described types that the service has", share(types.precision)),
        ("entity or complex type", share(figures.kind)),
        ("base types", share(figures.base)),
        ("properties of the service on pages", share(properties.recall)),
        (
            "described properties that the service has",
            share(properties.precision),
        ),
        ("types of properties", share(properties.ty)),
        ("property or relationship", share(properties.navigation)),
        ("used enums of the service on pages", share(enums.recall)),
        ("described enums that the service has", share(enums.precision)),
        ("enums with the same members", share(enums.exact)),
        ("members of enums", share(enums.members)),
        (
            "documented paths that the service has",
            share(operations.resolved),
        ),
        ("results of GET and POST", share(operations.response)),
        ("calls without a result", share(operations.silent)),
    ]
}

fn share(share: Share) -> String {
    match share.percent() {
        Some(percent) => format!("{percent:6.2} %  {} of {}", share.part, share.whole),
        None => "     –".to_owned(),
    }
}

/// `resources/message.md:12: microsoft.graph.message.subject: pages Edm.String, service Edm.Int32`.
fn line(drift: &Mismatch) -> String {
    let place = place(drift);
    let what = what(&drift.difference);
    let subject = drift.difference.subject();
    let (subject, what) = (inline(&subject), inline(&what));
    match &*what {
        "" => format!("{place}: {subject}"),
        what => format!("{place}: {subject}: {what}"),
    }
}

/// The place on a page, or else in the metadata.
fn place(drift: &Mismatch) -> String {
    match (&drift.source, drift.line) {
        (Some(source), _) => format!("{}:{}", source.page, source.line),
        (None, Some(line)) => format!("metadata:{line}"),
        (None, None) => "metadata".to_owned(),
    }
}

/// The two values that differ.
fn what(difference: &Difference) -> String {
    let pages = difference.pages().map(|pages| format!("pages {pages}"));
    let service = difference.service().map(|service| format!("service {service}"));
    let both: Vec<_> = pages.into_iter().chain(service).map(|text| cut(&text)).collect();
    both.join(", ")
}

/// Some enums have hundreds of members.
fn cut(text: &str) -> String {
    const LONGEST: usize = 160;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let short: String = text.chars().take(LONGEST).collect();
    format!("{short}…")
}

/// For tools: one document.
fn json(shown: &Shown<'_>) -> serde_json::Result<String> {
    let counts: Map<String, Value> = shown
        .groups()
        .map(|(kind, drift)| (kind.id().to_owned(), drift.len().into()))
        .collect();
    let document = json!({
        "figures": serde_json::to_value(&shown.comparison.figures)?,
        "counts": counts,
        "drift": shown.drift.iter().map(|drift| value(drift)).collect::<Vec<_>>(),
    });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn value(drift: &Mismatch) -> Value {
    json!({
        "kind": drift.difference.kind().id(),
        "subject": drift.difference.subject(),
        "pages": drift.difference.pages(),
        "service": drift.difference.service(),
        "page": drift.source.as_ref().map(|source| source.page.as_str()),
        "line": drift.source.as_ref().map(|source| source.line),
        "metadataLine": drift.line,
    })
}

/// For a pull request or an issue: a table of figures, and a table of differences for each kind.
fn markdown(shown: &Shown<'_>) -> String {
    let mut text = "# Pages and service\n\n| what agrees | |\n|:--|--:|\n".to_owned();
    for (name, value) in figures(&shown.comparison.figures) {
        text.push_str(&format!("| {name} | {} |\n", value.trim()));
    }
    if shown.drift.is_empty() {
        text.push_str("\nNo differences.\n");
    }
    for (kind, drift) in shown.groups() {
        text.push_str(&format!("\n## {}: {}\n\n", kind.title(), drift.len()));
        text.push_str("| where | what | pages and service |\n|:--|:--|:--|\n");
        text.extend(drift.iter().take(shown.first).map(|drift| row(drift)));
        let more = drift.len().saturating_sub(shown.first);
        if more > 0 {
            text.push_str(&format!("\n… and {more} more\n"));
        }
    }
    text
}

fn row(drift: &Mismatch) -> String {
    let cells = [
        markdown_cell(&place(drift)),
        markdown_cell(&drift.difference.subject()),
        markdown_cell(&what(&drift.difference)),
    ];
    format!("| {} |\n", cells.join(" | "))
}
