//! `lint`: prints the findings of all stages, for people or in a format of tools.

use std::{cmp::Reverse, collections::BTreeMap, path::Path};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use graph_codegen::{
    Analysis, check,
    diagnostic::levels::Levels,
    diagnostic::{Code, Diagnostic, Severity},
    report::area,
    text::{Position, Span},
};
use serde_json::{Value, json};

use super::{
    explain,
    options::{BaselineOptions, Input},
};
use crate::{
    baseline::{Findings, explanation, stop_on_errors},
    pages::Pages,
    paths::{quote, show},
    terminal::{
        Failure, OrRun, Terminal, count,
        findings::{self, FindingList, Selection, find_code, level},
    },
};

#[derive(Debug, Args)]
pub(crate) struct Lint {
    #[command(flatten)]
    pub(super) input: Input,
    /// Format of the findings
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Raise a code, all `warnings`, or all `notes` and warnings to errors; can be repeated
    #[arg(long, value_name = "CODE|LEVEL")]
    deny: Vec<String>,
    #[command(flatten)]
    baseline: BaselineOptions,
    /// Explain a code instead, like `cargo xtask explain`
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,
    #[command(flatten)]
    selection: Selection,
}

/// The format of the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// As rustc shows them; a long list starts with counts by code and area
    Human,
    /// One JSON object per line
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// Prints the findings. Fails on errors and, with a baseline, on findings that it does not accept.
pub(super) fn run(args: &Lint, terminal: &Terminal) -> Result<(), Failure> {
    if let Some(code) = &args.explain {
        return explain::run(Some(code), terminal);
    }
    let docs = args.input.folder();
    let again = format!("`cargo xtask lint --docs {}`", quote(&docs));
    terminal.progress("reading pages");
    let mut pages = args
        .input
        .read(args.baseline.baseline.as_deref())
        .or_run("`cargo xtask lint --docs DIR` with the folder that holds `api/` and `resources/`")?;
    pages.partial = args.input.partial;
    terminal.progress("analyzing pages");
    let analysis = pages.analyze();
    let later = check(&pages.sources, &analysis.api);
    terminal.clear();
    let mut findings = Findings::new(&pages, &[&analysis.diagnostics, &later]);
    deny(&mut findings.levels, &args.deny).or_run("`cargo xtask lint --help` for what can be denied")?;
    args.selection.check(&pages.sources)?;
    if args.baseline.accept {
        stop_on_errors(&findings.all)?;
        let file = args.baseline.file(&args.input);
        return findings.accept(&pages, &file, terminal).or_run(&again);
    }
    let result = LintResult {
        docs: &docs,
        pages: &pages,
        analysis: &analysis,
        findings: &findings,
        selection: &args.selection,
    };
    let text = match args.format {
        Format::Human => human(&result),
        Format::Json => json(&result),
        Format::Sarif => sarif(&result),
        Format::Github => github(&result),
    };
    let text = text.or_run("`cargo xtask explain` for a list of all codes")?;
    match args.format {
        Format::Human => terminal.styled_result(&text),
        Format::Json | Format::Sarif => terminal.json_result(&text),
        Format::Github => terminal.workflow_commands(&text),
    }
    stop(&result, &again)
}

fn deny(levels: &mut Levels, denied: &[String]) -> Result<()> {
    for denied in denied {
        match denied.as_str() {
            "warnings" => levels.deny_all(Severity::Warning),
            "notes" => levels.deny_all(Severity::Note),
            code => levels.deny(find_code(code)?),
        }
    }
    Ok(())
}

fn stop(result: &LintResult<'_>, again: &str) -> Result<(), Failure> {
    result.findings.stop_on_open(again, "")?;
    let errors: Vec<_> = result
        .open()
        .filter(|finding| finding.level == Severity::Error)
        .collect();
    match errors.first() {
        None => Ok(()),
        Some(first) => Err(Failure::of_pages(
            count(errors.len(), "error"),
            explanation(first.diagnostic),
        )),
    }
}

/// The findings of a run, and the pages.
struct LintResult<'a> {
    docs: &'a Path,
    pages: &'a Pages,
    analysis: &'a Analysis,
    findings: &'a Findings,
    selection: &'a Selection,
}

/// A finding with its level.
#[derive(Clone, Copy)]
struct Finding<'a> {
    diagnostic: &'a Diagnostic,
    level: Severity,
    /// The reason in the baseline, if it is accepted.
    accepted: Option<&'a str>,
}

/// A place in a file.
struct Location {
    /// As the user names it.
    file: String,
    /// Below the folder of pages.
    page: String,
    start: Position,
    end: Position,
}

impl<'a> LintResult<'a> {
    /// All findings; then entries of the baseline that no longer occur.
    fn all(&self) -> impl Iterator<Item = Finding<'a>> {
        let findings = self.findings;
        let check = findings.check.as_ref();
        let reason = move |index: usize| check?.reasons.get(index)?.as_deref();
        let found = findings.all.iter().enumerate();
        let found = found.map(move |(index, finding)| (finding, reason(index)));
        let stale = check.map_or(&[][..], |check| &check.stale);
        let all = found.chain(stale.iter().map(|finding| (finding, None)));
        all.filter_map(move |(diagnostic, accepted)| {
            Some(Finding {
                diagnostic,
                level: findings.levels.of(diagnostic.code)?,
                accepted,
            })
        })
    }

    /// The findings that are not accepted.
    fn open(&self) -> impl Iterator<Item = Finding<'a>> {
        self.all().filter(|finding| finding.accepted.is_none())
    }

    /// The findings that are selected by code and page.
    fn selected(&self) -> Result<Vec<Finding<'a>>> {
        let selected = findings::selects(&self.pages.sources, self.selection)?;
        Ok(self
            .all()
            .filter(|finding| selected(finding.diagnostic))
            .collect())
    }

    fn location(&self, span: Span) -> Location {
        let source = self.pages.sources.get(span.file);
        let page = source.path.as_str();
        let end = Span {
            start: span.end.max(span.start),
            ..span
        };
        Location {
            file: show(&self.docs.join(page)),
            page: page.to_owned(),
            start: self.pages.sources.position(span),
            end: self.pages.sources.position(end),
        }
    }

    /// The area of each page, by path.
    fn areas(&self) -> BTreeMap<&'a str, String> {
        let namespace = &self.analysis.api.api.namespace;
        let pages = self.analysis.pages.iter();
        pages
            .map(|page| (page.path.as_str(), area(page, namespace)))
            .collect()
    }
}

/// How many areas are named.
const AREAS: usize = 20;

/// For people: as rustc shows findings. A long list starts with how many there are of each code and in each area.
fn human(result: &LintResult<'_>) -> Result<String> {
    let open: Vec<Finding<'_>> = result.open().collect();
    let findings: Vec<Diagnostic> = open.iter().map(|finding| finding.diagnostic.clone()).collect();
    let list = FindingList::new(&result.pages.sources, &findings, result.selection)?
        .with_levels(&result.findings.levels);
    let mut text = list.text_with_overview(&areas(result, &open));
    if text.is_empty() {
        text = "no findings\n".to_owned();
    }
    if let Some(summary) = result.findings.summary() {
        text += &format!("{summary}\n");
    }
    Ok(text)
}

/// A line for each area; the one with the most findings comes first.
fn areas(result: &LintResult<'_>, open: &[Finding<'_>]) -> String {
    let areas = result.areas();
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for finding in open {
        let page = finding
            .diagnostic
            .span
            .map(|span| result.pages.sources.get(span.file).path.as_str());
        let area = page
            .and_then(|page| areas.get(page))
            .map_or("other files", String::as_str);
        let column = match finding.level {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        };
        counts.entry(area).or_default()[column] += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, counts)| Reverse(counts.iter().sum::<usize>()));
    let width = rows
        .iter()
        .map(|(area, _)| area.chars().count())
        .max()
        .unwrap_or_default();
    let mut text = format!("  {:width$}  errors  warnings   notes\n", "area");
    for (area, [errors, warnings, notes]) in rows.iter().take(AREAS) {
        text += &format!("  {area:width$}  {errors:6}  {warnings:8}  {notes:6}\n");
    }
    if rows.len() > AREAS {
        text += &format!("  … and {} more areas\n", rows.len() - AREAS);
    }
    text
}

/// One JSON object per line.
fn json(result: &LintResult<'_>) -> Result<String> {
    let selected = result.selected()?;
    let lines = selected
        .iter()
        .map(|finding| format!("{}\n", json_line(result, finding)));
    Ok(lines.collect())
}

fn json_line(result: &LintResult<'_>, finding: &Finding<'_>) -> Value {
    let diagnostic = finding.diagnostic;
    let place = diagnostic.span.map(|span| result.location(span));
    let related = diagnostic.related.as_ref().map(|related| {
        let mut json = position(&result.location(related.0));
        json["label"] = related.1.into();
        json
    });
    let mut json = json!({
        "code": diagnostic.code.id,
        "level": level(finding.level),
        "title": diagnostic.code.title,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "subject": diagnostic.stable_subject(),
        "related": related,
        "accepted": finding.accepted,
    });
    if let (Some(place), Some(json)) = (place, json.as_object_mut())
        && let Value::Object(place) = position(&place)
    {
        json.extend(place);
    }
    json
}

/// Lines and columns are counted from 1, columns in characters.
fn position(location: &Location) -> Value {
    json!({
        "file": location.file,
        "page": location.page,
        "line": location.start.line,
        "column": location.start.column,
        "endLine": location.end.line,
        "endColumn": location.end.column,
    })
}

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// SARIF 2.1.0. Accepted findings are suppressed, with their reason.
///
/// Without `serde-sarif`: its types come from a build script and 28 crates, half a minute of compiling for what is a
/// hundred lines here. A test validates the document with the schema of SARIF.
fn sarif(result: &LintResult<'_>) -> Result<String> {
    let selected = result.selected()?;
    let codes: BTreeMap<&str, &Code> = selected
        .iter()
        .map(|finding| (finding.diagnostic.code.id, finding.diagnostic.code))
        .collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(result, code)).collect();
    let indices: BTreeMap<&str, usize> = codes.keys().copied().zip(0..).collect();
    let results = selected
        .iter()
        .map(|finding| sarif_result(result, finding, &indices));
    let sarif = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "graph-codegen",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    let text = serde_json::to_string_pretty(&sarif).context("cannot print the findings")?;
    Ok(text + "\n")
}

fn rule(result: &LintResult<'_>, code: &Code) -> Value {
    let severity = result.findings.levels.of(code).unwrap_or(code.severity);
    json!({
        "id": code.id,
        "shortDescription": { "text": code.title },
        "fullDescription": { "text": code.explanation },
        "help": { "text": format!("{} `cargo xtask explain {}` shows an example.", code.explanation, code.id) },
        "defaultConfiguration": { "level": sarif_level(severity) },
    })
}

fn sarif_result(result: &LintResult<'_>, finding: &Finding<'_>, rules: &BTreeMap<&str, usize>) -> Value {
    let diagnostic = finding.diagnostic;
    let id = diagnostic.code.id;
    let help = diagnostic.help.iter().map(|help| format!(" ({help})"));
    let mut json = json!({
        "ruleId": id,
        "ruleIndex": rules.get(id),
        "level": sarif_level(finding.level),
        "message": { "text": diagnostic.message.clone() + &help.collect::<String>() },
    });
    if let Some(span) = diagnostic.span {
        let place = result.location(span);
        json["locations"] = json!([location(&place)]);
        let identity = format!("{id} {}: {}", place.page, diagnostic.stable_subject());
        json["partialFingerprints"] = json!({ "subject/v1": identity });
    }
    if let Some(related) = &diagnostic.related {
        let mut location = location(&result.location(related.0));
        location["message"] = json!({ "text": related.1 });
        json["relatedLocations"] = json!([location]);
    }
    if let Some(reason) = finding.accepted {
        json["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
    }
    json
}

fn location(location: &Location) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&location.file) },
            "region": {
                "startLine": location.start.line,
                "startColumn": location.start.column,
                "endLine": location.end.line,
                "endColumn": location.end.column,
            },
        },
    })
}

fn sarif_level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a relative reference: every byte other than the plain characters of paths is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri += &format!("%{other:02X}"),
        }
    }
    uri
}

/// Annotations of GitHub Actions: one workflow command per line. Accepted findings are left out.
fn github(result: &LintResult<'_>) -> Result<String> {
    let selected = result.selected()?;
    let open = selected.iter().filter(|finding| finding.accepted.is_none());
    Ok(open.map(|finding| github_line(result, finding)).collect())
}

fn github_line(result: &LintResult<'_>, finding: &Finding<'_>) -> String {
    let diagnostic = finding.diagnostic;
    let command = match finding.level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(span) = diagnostic.span {
        let place = result.location(span);
        properties.push(format!("file={}", property(&place.file)));
        properties.push(format!("line={}", place.start.line));
        properties.push(format!("endLine={}", place.end.line));
        properties.push(format!("col={}", place.start.column));
        // GitHub reads the columns only of an annotation within one line.
        if place.start.line == place.end.line {
            properties.push(format!("endColumn={}", place.end.column));
        }
    }
    let title = format!("{}: {}", diagnostic.code.id, diagnostic.code.title);
    properties.push(format!("title={}", property(&title)));
    let help = diagnostic.help.iter().map(|help| format!("\n{help}"));
    let message = diagnostic.message.clone() + &help.collect::<String>();
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
}

/// The message of a workflow command, escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command, escaped.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_workflow_command() {
        assert_eq!(data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("my docs/api/ä:b.md"), "my%20docs/api/%C3%A4%3Ab.md");
        assert_eq!(uri("docs\\api\\a.md"), "docs/api/a.md");
    }
}
