//! Shows findings: a count of all, then the first of each code as rustc shows them.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anyhow::{Result, bail};
use clap::Args;
use glob::Pattern;
use graph_codegen::{
    diagnostic::levels::Levels,
    diagnostic::{Code, Diagnostic, Severity, codes},
    text::{Sources, Span},
};

use super::{FILE_WIDTH, Failure, OrRun, Terminal, Usage, count, safe};

/// Which findings to show, as options say it.
#[derive(Debug, Default, Args)]
pub(crate) struct Selection {
    /// Show only findings of this code; can be repeated
    #[arg(long, value_name = "CODE")]
    pub(crate) only: Vec<String>,
    /// Show only findings on these pages: `api/user-*`
    #[arg(long, value_name = "GLOB")]
    pub(crate) page: Option<String>,
    /// Show all findings, not only the first of each code
    #[arg(long)]
    pub(crate) all_diagnostics: bool,
}

impl Selection {
    /// Fails on an unknown code, and on a pattern that fits no page.
    pub(crate) fn check(&self, sources: &Sources) -> Result<(), Failure> {
        let help = match self.page {
            None => "`cargo xtask explain` for a list of all codes",
            Some(_) => "`cargo xtask explain` for a list of all codes, or the command with another pattern",
        };
        selects(sources, self).map(drop).or_run(help)
    }
}

/// Shows findings on standard error.
pub(crate) fn print(
    sources: &Sources,
    diagnostics: &[Diagnostic],
    selection: &Selection,
    terminal: &Terminal,
) -> Result<(), Failure> {
    selection.check(sources)?;
    let list = FindingList::new(sources, diagnostics, selection)
        .or_run("`cargo xtask explain` for a list of all codes")?;
    terminal.styled_note(&list.with_width(terminal.width()).text());
    Ok(())
}

/// How many findings are shown of one code and in all, without a selection.
const OF_A_CODE: usize = 2;
const IN_ALL: usize = 12;
/// How many findings are shown with a selection by code or page.
const SELECTED: usize = 40;

/// The selected findings of a run, to be shown.
#[derive(Debug)]
pub(crate) struct FindingList<'a> {
    sources: &'a Sources,
    /// The selected ones: errors first, then by place.
    findings: Vec<&'a Diagnostic>,
    total: usize,
    limits: Limits,
    levels: Levels,
    /// How many columns a snippet may have.
    width: usize,
}

#[derive(Clone, Copy, Debug)]
struct Limits {
    of_a_code: usize,
    in_all: usize,
}

impl<'a> FindingList<'a> {
    /// Selects findings. An unknown code or a wrong pattern is wrong use.
    pub(crate) fn new(
        sources: &'a Sources,
        diagnostics: &'a [Diagnostic],
        selection: &Selection,
    ) -> Result<Self> {
        let selected = selects(sources, selection)?;
        let mut findings: Vec<_> = diagnostics.iter().filter(|finding| selected(finding)).collect();
        findings.sort_by_key(|finding| (is_gone(finding), finding.severity(), finding.span));
        let limits = match selection {
            Selection {
                all_diagnostics: true,
                ..
            } => (usize::MAX, usize::MAX),
            Selection { only, page: None, .. } if only.is_empty() => (OF_A_CODE, IN_ALL),
            _ => (SELECTED, SELECTED),
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
            width: FILE_WIDTH,
        })
    }

    /// One finding as rustc shows it.
    pub(crate) fn one(sources: &Sources, finding: &Diagnostic, width: usize) -> String {
        finding_text(sources, finding, finding.severity(), width)
    }

    /// The same list with snippets for a terminal with this many columns.
    pub(crate) fn with_width(mut self, width: usize) -> Self {
        self.width = width;
        self
    }

    /// The same list with the levels of `lint.toml`.
    pub(crate) fn with_levels(mut self, levels: &Levels) -> Self {
        self.levels = levels.clone();
        let level = |finding: &&Diagnostic| levels.of(finding.code).unwrap_or(Severity::Note);
        self.findings
            .sort_by_key(|finding| (is_gone(finding), level(finding), finding.span));
        self
    }

    fn level(&self, code: &Code) -> Severity {
        self.levels.of(code).unwrap_or(code.severity)
    }

    /// The counts, then the first findings of each code as rustc shows them. Empty if nothing was found.
    pub(crate) fn text(&self) -> String {
        self.text_with_overview("")
    }

    /// The same text; a long list has an overview behind the counts.
    pub(crate) fn text_with_overview(&self, overview: &str) -> String {
        if self.total == 0 {
            return String::new();
        }
        let overview = match self.findings.len() > SELECTED && !overview.is_empty() {
            true => format!("{overview}\n"),
            false => String::new(),
        };
        let shown = self.shown();
        format!(
            "{}{}\n{overview}{}",
            self.total(shown.len()),
            self.table(),
            self.findings_text(&shown)
        )
    }

    fn findings_text(&self, shown: &[&Diagnostic]) -> String {
        let text = |finding: &&Diagnostic| {
            finding_text(self.sources, finding, self.level(finding.code), self.width) + "\n"
        };
        shown.iter().map(text).collect()
    }

    fn shown(&self) -> Vec<&Diagnostic> {
        let mut of_code: BTreeMap<&str, usize> = BTreeMap::new();
        let first = |finding: &&&Diagnostic| {
            let seen = of_code.entry(finding.code.id).or_default();
            *seen += 1;
            // What is gone needs no look at its page: a line of the table counts it.
            match is_gone(finding) {
                true => self.limits.of_a_code != OF_A_CODE,
                false => *seen <= self.limits.of_a_code || self.level(finding.code) == Severity::Error,
            }
        };
        self.findings
            .iter()
            .filter(first)
            .take(self.limits.in_all)
            .copied()
            .collect()
    }

    /// A line for each code: how many findings it has, and where the first one is.
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

    /// How many findings there are, and how to see more of them.
    fn total(&self, shown: usize) -> String {
        let selected = self.findings.len();
        let of = if selected == self.total {
            String::new()
        } else {
            format!(" of {} in all", self.total)
        };
        let rest = if shown < selected {
            "; `--only CODE`, `--page GLOB` and `--all-diagnostics` show more"
        } else {
            ""
        };
        format!(
            "{}{of}, {shown} shown{rest}; `cargo xtask explain CODE` explains a code\n",
            count(selected, "finding")
        )
    }
}

/// Whether it is an entry of the baseline that no longer occurs.
fn is_gone(finding: &Diagnostic) -> bool {
    finding.code == &codes::NO_LONGER_FOUND
}

/// Whether a finding is selected.
pub(crate) fn selects<'s>(
    sources: &'s Sources,
    selection: &Selection,
) -> Result<impl Fn(&Diagnostic) -> bool + use<'s>> {
    let codes = selection.only.iter().map(|id| find_code(id));
    let codes = codes.collect::<Result<Vec<_>, _>>()?;
    let pattern = selection.page.as_deref().map(pattern).transpose()?;
    if let Some(pattern) = &pattern
        && !sources.texts().any(|page| pattern.matches(page.path.as_str()))
    {
        bail!(Usage(format!("no page matches `{pattern}`")));
    }
    Ok(move |finding: &Diagnostic| {
        let on_page = |pattern: &Pattern| page(sources, finding).is_some_and(|page| pattern.matches(page));
        (codes.is_empty() || codes.contains(&finding.code)) && pattern.as_ref().is_none_or(on_page)
    })
}

fn pattern(text: &str) -> Result<Pattern> {
    Pattern::new(text).map_err(|error| Usage(format!("the pattern {text:?} is wrong: {error}")).into())
}

/// The code with this id: `GD0104`, `gd104`, `104`.
pub(crate) fn find_code(id: &str) -> Result<&'static Code> {
    let number = |id: &str| id.trim_start_matches(['G', 'D', 'g', 'd']).parse::<u16>().ok();
    codes::all()
        .find(|code| number(id).is_some() && number(code.id) == number(id))
        .ok_or_else(|| Usage(format!("no code `{id}`")).into())
}

/// `warning`.
pub(crate) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
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

/// How many bytes of a span are marked.
const MARKED: usize = 100;

fn finding_text(sources: &Sources, finding: &Diagnostic, level: Severity, width: usize) -> String {
    let level = match level {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = safe::inline(&finding.message);
    let help = finding.help.as_deref().map(safe::lines);
    let title = level.primary_title(&*message).id(finding.code.id);
    let mut group = Group::with_title(title);
    if let Some(span) = finding.span {
        group = group.element(snippet(sources, span, AnnotationKind::Primary, None));
    }
    if let Some(related) = &finding.related {
        let (span, label) = **related;
        group = group.element(snippet(sources, span, AnnotationKind::Context, Some(label)));
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(&**help));
    }
    Renderer::styled().term_width(width).render(&[group]) + "\n"
}

/// The line where the span starts. Only the beginning of a long span is marked, so that a long line can be cut.
fn snippet<'a>(
    sources: &'a Sources,
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = sources.get(span.file);
    let start = floor(&source.text, span.start as usize);
    let first = source.text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = source.text[start..]
        .find('\n')
        .map_or(source.text.len(), |at| start + at);
    let end = floor(&source.text, (span.end as usize).min(start + MARKED)).clamp(start, last);
    Snippet::source(&source.text[first..last])
        .line_start(sources.position(span).line as usize)
        .path(source.path.as_str())
        .annotation(kind.span(start - first..end - first).label(label))
}

/// The offset, or the nearest one before it that lies in the text and between two characters.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

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

    fn text(count: usize, selection: &Selection) -> String {
        let (sources, findings) = findings(count);
        let list = FindingList::new(&sources, &findings, selection).expect("known codes");
        anstream::adapter::strip_str(&list.text()).to_string()
    }

    #[test]
    fn a_finding_shows_its_place_and_its_help() {
        let text = text(1, &Selection::default());
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
        let text = text(1000, &Selection::default());
        assert!(text.contains("GD0001  warning    1001"), "{text}");
        assert!(text.lines().count() < 40, "{text}");
        assert!(text.contains("1002 findings, 3 shown"), "{text}");
    }

    #[test]
    fn findings_are_chosen_by_code_and_by_page() {
        let only = |code: &str| Selection {
            only: vec![code.to_owned()],
            ..Selection::default()
        };
        assert!(text(5, &only("gd0003")).contains("1 finding of 7 in all"));
        let page = Selection {
            page: Some("resources/*".to_owned()),
            ..Selection::default()
        };
        let text = text(5, &page);
        assert!(
            text.contains("resources/b.md:1:1") && !text.contains("api/a.md"),
            "{text}"
        );
        let (sources, findings) = findings(1);
        assert!(FindingList::new(&sources, &findings, &only("GD9999")).is_err());
        let page = Selection {
            page: Some("resource/*".to_owned()),
            ..Selection::default()
        };
        assert!(FindingList::new(&sources, &findings, &page).is_err_and(|error| error.is::<Usage>()));
    }

    #[test]
    fn all_are_shown_when_asked_for() {
        let all = Selection {
            all_diagnostics: true,
            ..Selection::default()
        };
        assert!(text(100, &all).contains("102 findings, 102 shown;"));
    }

    #[test]
    fn patterns_select_pages() {
        for (text, path, expected) in [
            ("api/user-*", "api/user-get.md", true),
            ("api/user-*", "api/group-get.md", false),
            ("*message*", "resources/message.md", true),
            ("*.md", "resources/é.md", true),
            ("api/?.md", "api/é.md", true),
            ("api", "api/a.md", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "aXc", false),
        ] {
            let pattern = pattern(text).expect("is a pattern");
            assert_eq!(pattern.matches(path), expected, "{text} {path}");
        }
        assert!(pattern("[").is_err_and(|error| error.is::<Usage>()));
    }

    #[test]
    fn codes_are_found_in_any_case_and_without_zeros() {
        for id in ["gd0002", "GD2", "2"] {
            assert_eq!(find_code(id).expect("is registered").id, "GD0002");
        }
        for id in ["GD9999", "GD", "warnings", "-2"] {
            assert!(find_code(id).is_err(), "{id}");
        }
    }

    #[test]
    fn snippets_fit_the_width_and_carets_are_below_their_words() {
        let long = "日本語の文字 ".repeat(30);
        for line in [
            format!("{long}BAD{long}"),
            format!("\t\tx\tBAD y{long}"),
            format!("|{}|BAD|{}|", "word ".repeat(60), "more ".repeat(60)),
            format!("\u{301}e\u{301}👩‍👩‍👧 BAD {}", "x".repeat(300)),
            format!("{}BAD", " ".repeat(300)),
            "BAD".to_owned(),
        ] {
            let sources = Sources::from_texts(&[("api/a.md", &format!("# x\n\n{line}\n"))]);
            let (id, _) = sources.pages().next().expect("one page");
            let at = 5 + line.find("BAD").expect("has it");
            let finding = Diagnostic::new(&NOT_UTF8, Span::new(id, at..at + 3), "x");
            for width in [60, 80, 200] {
                let text = finding_text(&sources, &finding, Severity::Note, width);
                let text = anstream::adapter::strip_str(&text).to_string();
                let before = |word: &str| {
                    let line = text.lines().find(|line| line.contains(word));
                    let (before, _) = line.and_then(|line| line.split_once(word)).expect("is shown");
                    before.width()
                };
                assert_eq!(before("BAD"), before("^^^"), "{text}");
                for line in text.lines() {
                    assert!(line.width() <= width, "{width} columns: {line}");
                }
            }
        }
    }

    #[test]
    fn spans_beyond_the_text_or_inside_a_character_are_shown_all_the_same() {
        let sources = Sources::from_texts(&[("api/a.md", "é\n")]);
        let (id, _) = sources.pages().next().expect("one page");
        for range in [1..2, 0..999, 999..1000, 3..3] {
            let finding = Diagnostic::new(&NOT_UTF8, Span::new(id, range), "x");
            assert!(finding_text(&sources, &finding, Severity::Note, 80).contains("api/a.md"));
        }
    }
}
