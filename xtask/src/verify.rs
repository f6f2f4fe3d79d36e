//! `verify`: the model of the pages against the service's own metadata: what agrees, what does not, and what overrides
//! would follow the metadata. Writes nothing.

mod json;
mod markdown;
mod text;

use std::{fs, path::Path};

use anyhow::Context;
use graph_codegen::{
    analyze,
    compare::csdl::{self, Csdl},
    compare::verify::{self, Comparison, Drift, Kind, Suggestion},
    diagnostic::Diagnostic,
    text::{PagePath, Sources},
};

use crate::{
    args::{
        Show, Verify,
        verify::{FailOn, Format},
    },
    console::Console,
    failure::{Failure, OrRun, Usage},
    generate::{docs, stop_on_errors},
    judge,
    pages::{self, Pages},
    report::Report,
    workspace::{quote, show},
};

/// Compares, and prints what was found or what to override.
pub(crate) fn run(args: &Verify, console: &Console) -> Result<(), Failure> {
    let again = format!("`{}`", command(args));
    let csdl = read(&args.metadata, console)?;
    console.progress("reading pages");
    let pages = pages::read(&docs(&args.input), args.input.api_version.as_deref()).or_run(format!(
        "{again} with `--docs` and the folder that holds `api/` and `resources/`"
    ))?;
    console.progress("analyzing pages");
    let analysis = analyze(&pages.sources, pages.overrides, pages.info.clone());
    let errors = judge::errors(&pages, &analysis);
    tell(&pages.sources, &errors, console)?;
    stop_on_errors(&errors, &format!("{again} again when the pages are mended"))?;
    if args.suggest {
        return suggest(&pages, &csdl, console);
    }
    console.progress("comparing");
    let comparison = verify::compare(&analysis.api, &csdl);
    console.clear();
    let shown = Shown::new(&comparison, args);
    console.result(&match args.format {
        Format::Text => text::text(&shown),
        Format::Json => json::text(&shown)
            .context("cannot print the comparison")
            .or_run(&again)?,
        Format::Markdown => markdown::text(&shown),
    });
    finish(args, shown.drift.len())
}

/// What is printed.
struct Shown<'a> {
    comparison: &'a Comparison,
    /// Those of the kinds that were asked for.
    drift: Vec<&'a Drift>,
    /// How many of each kind are shown.
    first: usize,
}

/// How many differences of a kind are shown where not all are asked for.
const FIRST: usize = 5;

impl<'a> Shown<'a> {
    fn new(comparison: &'a Comparison, args: &Verify) -> Self {
        let asked = |drift: &&Drift| {
            let kind = drift.difference.kind().id();
            args.only.is_empty() || args.only.iter().any(|only| only == kind)
        };
        Self {
            comparison,
            drift: comparison.drift.iter().filter(asked).collect(),
            first: if args.all { usize::MAX } else { FIRST },
        }
    }

    /// The kinds that occur, in order, each with its differences.
    fn groups(&self) -> impl Iterator<Item = (Kind, Vec<&'a Drift>)> {
        let group = |kind: Kind| {
            let of_kind = self.drift.iter().filter(|drift| drift.difference.kind() == kind);
            (kind, of_kind.copied().collect::<Vec<_>>())
        };
        Kind::ALL
            .into_iter()
            .map(group)
            .filter(|(_, drift)| !drift.is_empty())
    }
}

/// Prints entries for the overrides file.
fn suggest(pages: &Pages, csdl: &Csdl, console: &Console) -> Result<(), Failure> {
    console.progress("trying overrides");
    let suggestions = verify::suggest(&pages.sources, &pages.info, csdl);
    console.clear();
    let text: String = suggestions.iter().map(Suggestion::text).collect();
    console.result(&text);
    console.note(&match suggestions.len() {
        0 => "nothing to override: what still differs, no override can bring together\n".to_owned(),
        1 => "1 override; review it, then append it to `overrides.toml` beside the pages\n".to_owned(),
        all => {
            format!("{all} overrides; review them, then append them to `overrides.toml` beside the pages\n")
        }
    });
    Ok(())
}

/// Reads the metadata; shows what is wrong with it.
fn read(path: &Path, console: &Console) -> Result<Csdl, Failure> {
    let help = "`cargo xtask verify --metadata FILE` with the service's answer to `GET /$metadata`";
    console.progress("reading metadata");
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            anyhow::Error::new(Usage(format!("there is no file {}", quote(path))))
        }
        _ => anyhow::Error::new(error).context(format!("cannot read {}", show(path))),
    });
    let name = PagePath::new(&path.display().to_string());
    let (sources, mut found) = graph_codegen::read([(name.clone(), bytes.or_run(help)?)]);
    let file = sources.find(&name).expect("the only file is there");
    let csdl = csdl::read(&sources, file);
    found.extend(csdl.as_ref().err().into_iter().flatten().cloned());
    tell(&sources, &found, console)?;
    csdl.map_err(|_| Failure::new(format!("the metadata {} cannot be read", show(path)), help))
}

fn tell(sources: &Sources, found: &[Diagnostic], console: &Console) -> Result<(), Failure> {
    let report = Report::new(sources, found, &Show::default())
        .or_run("`cargo xtask explain` for a list of all codes")?;
    console.note(&report.text(console.styled));
    Ok(())
}

fn finish(args: &Verify, drift: usize) -> Result<(), Failure> {
    let failure = |what: String| {
        let help = format!(
            "`{} --suggest` for overrides that follow the metadata",
            command(args)
        );
        Err(Failure::new(
            format!("{what} between the pages and the service"),
            help,
        ))
    };
    match (args.fail_on, drift) {
        (None, _) | (_, 0) => Ok(()),
        (Some(FailOn::Drift), 1) => failure("1 difference".to_owned()),
        (Some(FailOn::Drift), _) => failure(format!("{drift} differences")),
    }
}

/// The same command line, to run again.
fn command(args: &Verify) -> String {
    let docs = args.input.docs.as_ref();
    let docs = docs
        .map(|docs| format!(" --docs {}", quote(docs)))
        .unwrap_or_default();
    format!("cargo xtask verify --metadata {}{docs}", quote(&args.metadata))
}
