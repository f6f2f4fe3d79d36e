//! Findings → text for people: the first of each code as rustc shows them, then a count of all. Knows no stage.

mod pattern;
mod snippet;

use std::collections::BTreeMap;

use annotate_snippets::Renderer;
use graph_codegen::{
    diagnostic::levels::Levels,
    diagnostic::{Code, Diagnostic, Severity},
    text::Sources,
};

use crate::{
    args::Show,
    explain::{find, level},
};
use pattern::matches;
use snippet::finding_text;

/// How many findings of one code are shown, and how many in all, where nothing was chosen.
const OF_A_CODE: usize = 2;
const IN_ALL: usize = 12;
/// How many are shown of what was chosen by code or page.
const CHOSEN: usize = 40;

/// What is shown of a run's findings.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    sources: &'a Sources,
    /// Those that were asked for, errors first, then in order of place.
    findings: Vec<&'a Diagnostic>,
    total: usize,
    limits: Limits,
    levels: Levels,
}

#[derive(Clone, Copy, Debug)]
struct Limits {
    of_a_code: usize,
    in_all: usize,
}

impl<'a> Report<'a> {
    /// Chooses what `show` asks for; an unknown code is wrong use.
    pub(crate) fn new(
        sources: &'a Sources,
        diagnostics: &'a [Diagnostic],
        show: &Show,
    ) -> anyhow::Result<Self> {
        let chosen = Self::chosen(sources, show)?;
        let mut findings: Vec<_> = diagnostics.iter().filter(|finding| chosen(finding)).collect();
        findings.sort_by_key(|finding| (finding.severity(), finding.span));
        let limits = match show {
            Show {
                all_diagnostics: true,
                ..
            } => (usize::MAX, usize::MAX),
            Show { only, page: None, .. } if only.is_empty() => (OF_A_CODE, IN_ALL),
            _ => (CHOSEN, CHOSEN),
        };
        Ok(Self {
            sources,
            findings,
            total: diagnostics.len(),
            limits: Limits {
                of_a_code: limits.0,
                in_all: limits.1,
            },
            levels: Levels::default(),
        })
    }

    /// The same with other levels.
    pub(crate) fn with_levels(mut self, levels: &Levels) -> Self {
        self.levels = levels.clone();
        let level = |finding: &&Diagnostic| levels.of(finding.code).unwrap_or(Severity::Note);
        self.findings
            .sort_by_key(|finding| (level(finding), finding.span));
        self
    }

    fn level(&self, code: &Code) -> Severity {
        self.levels.of(code).unwrap_or(code.severity)
    }

    /// Whether a finding is asked for.
    pub(crate) fn chosen<'s>(
        sources: &'s Sources,
        show: &'s Show,
    ) -> anyhow::Result<impl Fn(&Diagnostic) -> bool + use<'s>> {
        let codes = show.only.iter().map(|id| find(id));
        let codes = codes.collect::<Result<Vec<_>, _>>()?;
        Ok(move |finding: &Diagnostic| {
            let page = |glob: &String| page(sources, finding).is_some_and(|page| matches(glob, page));
            (codes.is_empty() || codes.contains(&finding.code)) && show.page.as_ref().is_none_or(page)
        })
    }

    /// The text; empty where nothing was found.
    pub(crate) fn text(&self, styled: bool) -> String {
        if self.total == 0 {
            return String::new();
        }
        let shown = self.shown();
        self.findings_text(&shown, styled) + &self.table() + &self.last_line(shown.len())
    }

    /// The same with what counts them first, where there are more than anybody reads.
    pub(crate) fn with_overview(&self, overview: &str, styled: bool) -> String {
        if self.findings.len() <= CHOSEN {
            return self.text(styled);
        }
        let shown = self.shown();
        let findings = self.findings_text(&shown, styled);
        format!(
            "{}\n{overview}\n{findings}{}",
            self.table(),
            self.last_line(shown.len())
        )
    }

    fn findings_text(&self, shown: &[&Diagnostic], styled: bool) -> String {
        let renderer = if styled {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let text = |finding: &&Diagnostic| {
            finding_text(self.sources, finding, self.level(finding.code), &renderer) + "\n"
        };
        shown.iter().map(text).collect()
    }

    fn shown(&self) -> Vec<&Diagnostic> {
        let mut of_code: BTreeMap<&str, usize> = BTreeMap::new();
        let first = |finding: &&&Diagnostic| {
            let seen = of_code.entry(finding.code.id).or_default();
            *seen += 1;
            *seen <= self.limits.of_a_code || self.level(finding.code) == Severity::Error
        };
        self.findings
            .iter()
            .filter(first)
            .take(self.limits.in_all)
            .copied()
            .collect()
    }

    /// A line per code: how many, and where the first one is.
    fn table(&self) -> String {
        let mut codes: BTreeMap<(Severity, &str), (&Code, usize, &Diagnostic)> = BTreeMap::new();
        for finding in &self.findings {
            let key = (self.level(finding.code), finding.code.id);
            codes.entry(key).or_insert((finding.code, 0, finding)).1 += 1;
        }
        let line = |(code, count, first): &(&Code, usize, &Diagnostic)| {
            let level = level(self.level(code));
            let place = place(self.sources, first);
            format!(
                "  {}  {level:7}  {count:6}  {}, first in {place}\n",
                code.id, code.title
            )
        };
        codes.values().map(line).collect()
    }

    fn last_line(&self, shown: usize) -> String {
        let chosen = self.findings.len();
        let of = if chosen == self.total {
            String::new()
        } else {
            format!(" of {} in all", self.total)
        };
        let rest = if shown < chosen {
            "; `--only CODE`, `--page GLOB` and `--all-diagnostics` show more"
        } else {
            ""
        };
        let plural = if chosen == 1 { "finding" } else { "findings" };
        format!(
            "{chosen} {plural}{of}, {shown} shown{rest}; `cargo xtask explain CODE` tells what a code means\n\n"
        )
    }
}

fn page<'a>(sources: &'a Sources, finding: &Diagnostic) -> Option<&'a str> {
    finding.span.map(|span| sources.get(span.file).path.as_str())
}

/// `resources/message.md:74`.
fn place(sources: &Sources, finding: &Diagnostic) -> String {
    finding.span.map_or_else(
        || "the folder".to_owned(),
        |span| {
            let (page, line) = sources.place(span);
            format!("{page}:{line}")
        },
    )
}

#[cfg(test)]
mod tests {
    use graph_codegen::{
        diagnostic::codes::{LINK_OUTSIDE, NOT_UTF8},
        text::Span,
    };

    use super::*;

    fn findings(count: usize) -> (Sources, Vec<Diagnostic>) {
        let sources = Sources::from_texts(&[("api/a.md", "one\ntwo é three\n"), ("resources/b.md", "b")]);
        let ids: Vec<_> = sources.pages().map(|(id, _)| id).collect();
        let at =
            |id, range| Diagnostic::new(&NOT_UTF8, Span::new(id, range), "odd word").help("write another");
        let mut findings: Vec<_> = (0..count).map(|_| at(ids[0], 8..10)).collect();
        findings.push(Diagnostic::global(&LINK_OUTSIDE, "a link"));
        findings.push(at(ids[1], 0..1));
        (sources, findings)
    }

    fn text(count: usize, show: &Show) -> String {
        let (sources, findings) = findings(count);
        let report = Report::new(&sources, &findings, show).expect("known codes");
        report.text(false)
    }

    #[test]
    fn a_finding_shows_its_place_and_its_help() {
        let text = text(1, &Show::default());
        for part in [
            "warning[GD0001]: odd word",
            "--> api/a.md:2:5",
            "2 | two é three",
            "    ^",
            "help: write another",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn many_findings_are_counted_and_the_first_are_shown() {
        let text = text(1000, &Show::default());
        assert!(text.contains("GD0001  warning    1001"), "{text}");
        assert!(text.lines().count() < 40, "{text}");
        assert!(text.contains("1002 findings, 3 shown"), "{text}");
    }

    #[test]
    fn findings_are_chosen_by_code_and_by_page() {
        let only = |code: &str| Show {
            only: vec![code.to_owned()],
            ..Show::default()
        };
        assert!(text(5, &only("gd0003")).contains("1 finding of 7 in all"));
        let page = Show {
            page: Some("resources/*".to_owned()),
            ..Show::default()
        };
        let text = text(5, &page);
        assert!(
            text.contains("resources/b.md:1:1") && !text.contains("api/a.md"),
            "{text}"
        );
        let (sources, findings) = findings(1);
        assert!(Report::new(&sources, &findings, &only("GD9999")).is_err());
    }

    #[test]
    fn all_are_shown_when_asked_for() {
        let all = Show {
            all_diagnostics: true,
            ..Show::default()
        };
        assert!(text(100, &all).contains("102 findings, 102 shown;"));
    }
}
