//! Findings that people have accepted with a reason, and the TOML file that lists them.
//!
//! A finding is recognized by its code, its page and its subject, never by its line.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned as TomlSpanned;

use super::{Diagnostic, Severity, codes, in_file, nearest, read_toml};
use crate::text::{FileId, Sources, Span, Spanned};

/// What the file holds.
const HELP: &str = "a group is `[[accepted]]` with `code`, `reason` and `findings`, a list of texts";

const HEADER: &str = "\
# Findings of these pages that were judged and accepted, each group with its reason. `cargo xtask gen --accept` adds
# what is new as \"to be reviewed\" and removes what is gone; then the reasons are for people to write.
";

/// The reason of entries that no person has looked at.
pub const UNREVIEWED: &str = "to be reviewed";

/// The file.
#[derive(Debug, Default)]
pub struct Baseline {
    /// The comment at its top, kept as it is.
    header: String,
    groups: Vec<Group>,
}

/// Accepted findings of a code that share a reason.
#[derive(Debug)]
struct Group {
    code: Spanned<String>,
    reason: Spanned<String>,
    findings: Vec<Spanned<String>>,
}

/// The file as TOML.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Entry>,
}

/// A group as TOML.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: TomlSpanned<String>,
    reason: TomlSpanned<String>,
    findings: Vec<TomlSpanned<String>>,
}

/// Findings compared with a baseline.
#[derive(Debug, Default)]
pub struct BaselineCheck {
    /// Findings that the baseline does not have, errors among them: those cannot be accepted.
    pub open: Vec<Diagnostic>,
    /// Entries that are no longer found.
    pub stale: Vec<Diagnostic>,
    /// For each finding of the run why it is accepted, where it is.
    pub reasons: Vec<Option<String>>,
    /// How many findings are accepted.
    pub accepted: usize,
    /// How many of them no person has looked at.
    pub unreviewed: usize,
}

/// The entries that are left, by code and text: where each is, and its reason.
type Left<'a> = BTreeMap<String, Vec<(Span, &'a str)>>;

impl Baseline {
    /// Reads the file.
    pub fn read(sources: &Sources, file: FileId) -> (Self, Vec<Diagnostic>) {
        let raw: File = match read_toml(sources, file, &codes::BAD_BASELINE, HELP) {
            Ok(raw) => raw,
            Err(fault) => return (Self::default(), vec![fault]),
        };
        let groups: Vec<Group> = raw.accepted.into_iter().map(|entry| group(file, entry)).collect();
        let faults = groups.iter().filter_map(fault).collect();
        let header = header(&sources.get(file).text);
        (Self { header, groups }, faults)
    }

    /// Compares findings with the entries.
    pub fn check(&self, sources: &Sources, found: &[Diagnostic]) -> BaselineCheck {
        let mut left = self.left();
        let mut check = BaselineCheck::default();
        for finding in found {
            match take(&mut left, &text(sources, finding)) {
                Some(reason) if finding.severity() != Severity::Error => {
                    check.accepted += 1;
                    check.unreviewed += usize::from(reason == UNREVIEWED);
                    check.reasons.push(Some(reason.to_owned()));
                }
                _ => {
                    check.open.push(finding.clone());
                    check.reasons.push(None);
                }
            }
        }
        for (entry, places) in &left {
            check
                .stale
                .extend(places.iter().map(|(span, _)| no_longer(entry, *span)));
        }
        check.stale.sort_by_key(|finding| finding.span);
        check
    }

    fn left(&self) -> Left<'_> {
        let mut left = Left::new();
        for group in &self.groups {
            for finding in &group.findings {
                let entry = format!("{} {}", group.code.value, finding.value);
                let entries = left.entry(entry).or_default();
                entries.push((finding.span, &group.reason.value));
            }
        }
        left
    }

    /// The text of a baseline that accepts just these findings: reasons stay, what is new waits for a review.
    pub fn accepting(&self, sources: &Sources, found: &[Diagnostic]) -> String {
        let mut left = self.left();
        let mut groups: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
        for finding in found.iter().filter(|one| one.severity() != Severity::Error) {
            let text = text(sources, finding);
            let reason = take(&mut left, &text).unwrap_or(UNREVIEWED);
            let text = text.split_once(' ').map_or(&*text, |(_, text)| text);
            groups
                .entry((finding.code.id, reason))
                .or_default()
                .push(text.to_owned());
        }
        print(&self.header, groups)
    }
}

fn take<'a>(left: &mut Left<'a>, entry: &str) -> Option<&'a str> {
    let entries = left.get_mut(entry)?;
    let (_, reason) = entries.remove(0);
    if entries.is_empty() {
        left.remove(entry);
    }
    Some(reason)
}

/// `GD0601 api/message-get.md: get_message response: value[].isRead`; a dot in place of the page where there is none.
fn text(sources: &Sources, finding: &Diagnostic) -> String {
    let page = finding.span.map(|span| sources.get(span.file).path.as_str());
    let subject = finding.stable_subject().split_whitespace().collect::<Vec<_>>();
    let page = page.unwrap_or(".");
    format!("{} {page}: {}", finding.code.id, subject.join(" "))
}

fn no_longer(entry: &str, span: Span) -> Diagnostic {
    let (code, text) = entry.split_once(' ').unwrap_or((entry, ""));
    let message = format!("{code} is no longer found: {text}");
    Diagnostic::new(&codes::NO_LONGER_FOUND, span, message)
        .help("`--accept` writes the baseline anew, without it")
}

fn header(text: &str) -> String {
    let lines = text.lines().take_while(|line| line.starts_with('#'));
    lines.map(|line| format!("{line}\n")).collect()
}

fn fault(group: &Group) -> Option<Diagnostic> {
    let Group { code, reason, .. } = group;
    if !codes::all().any(|known| known.id == code.value) {
        let message = format!("there is no code `{}`", code.value);
        let help = nearest(&code.value, codes::all().map(|known| known.id)).map_or_else(
            || "`cargo xtask explain` lists all codes".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Some(Diagnostic::new(&codes::BAD_BASELINE, code.span, message).help(help));
    }
    reason.value.trim().is_empty().then(|| {
        let message = "findings are accepted without a reason";
        Diagnostic::new(&codes::BAD_BASELINE, reason.span, message)
            .help("say in a line why these findings are as they should be, or cannot be fixed")
    })
}

fn group(file: FileId, entry: Entry) -> Group {
    Group {
        code: in_file(file, entry.code),
        reason: in_file(file, entry.reason),
        findings: entry
            .findings
            .into_iter()
            .map(|text| in_file(file, text))
            .collect(),
    }
}

/// Prints groups by code and reason.
fn print(header: &str, groups: BTreeMap<(&str, &str), Vec<String>>) -> String {
    let mut text = if header.is_empty() { HEADER } else { header }.to_owned();
    for ((code, reason), mut findings) in groups {
        findings.sort();
        text += &format!(
            "\n[[accepted]]\ncode = {}\nreason = {}\nfindings = [\n",
            quote(code),
            quote(reason)
        );
        for finding in findings {
            text += &format!("    {},\n", quote(&finding));
        }
        text += "]\n";
    }
    text
}

fn quote(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::codes::{EXAMPLE_CONTRADICTS, KEY_NOT_LISTED, NO_PAGES},
        text::PagePath,
    };

    const PAGE: &str = "# one\n\ntwo\n";

    fn read(text: &str) -> (Sources, Baseline, Vec<Diagnostic>) {
        let sources = Sources::from_texts(&[("api/a.md", PAGE), ("baseline.toml", text)]);
        let file = sources.find(&PagePath::new("baseline.toml")).expect("is there");
        let (baseline, found) = Baseline::read(&sources, file);
        (sources, baseline, found)
    }

    fn findings(sources: &Sources) -> Vec<Diagnostic> {
        let file = sources.find(&PagePath::new("api/a.md")).expect("is there");
        let at = |start: usize| Span::new(file, start..start + 1);
        vec![
            Diagnostic::new(&KEY_NOT_LISTED, at(0), "an \"odd\" key").subject("a response: odd"),
            Diagnostic::new(&KEY_NOT_LISTED, at(7), "an odd key").subject("a response: odd"),
            Diagnostic::new(&EXAMPLE_CONTRADICTS, at(7), "it is \"so\""),
            Diagnostic::global(&NO_PAGES, "nothing"),
        ]
    }

    #[test]
    fn what_is_proposed_accepts_all_but_errors() {
        let (sources, baseline, _) = read("");
        let text = baseline.accepting(&sources, &findings(&sources));
        let (sources, baseline, faults) = read(&text);
        assert_eq!(faults, [], "{text}");
        let checked = baseline.check(&sources, &findings(&sources));
        let open: Vec<_> = checked.open.iter().map(|finding| finding.code.id).collect();
        assert_eq!(
            (open, checked.accepted, checked.unreviewed),
            (vec!["GD0002"], 3, 3)
        );
        assert_eq!(checked.stale, []);
        assert_eq!(baseline.accepting(&sources, &findings(&sources)), text);
    }

    #[test]
    fn reasons_and_the_comment_at_the_top_stay_and_what_is_gone_goes() {
        let text = "# ours\n\n[[accepted]]\ncode = \"GD0601\"\nreason = \"a test\"\nfindings = [\n    \"api/a.md: a response: odd\",\n    \"api/a.md: gone\",\n]\n";
        let (sources, baseline, _) = read(text);
        let found = findings(&sources);
        let checked = baseline.check(&sources, &found[..1]);
        assert_eq!((checked.accepted, checked.open.len()), (1, 0));
        let stale: Vec<_> = checked.stale.iter().map(|finding| &*finding.message).collect();
        assert_eq!(stale, ["GD0601 is no longer found: api/a.md: gone"]);
        assert_eq!(sources.line(checked.stale[0].span.expect("has a place")), 8);
        let next = baseline.accepting(&sources, &found[..2]);
        assert!(next.starts_with("# ours\n\n"), "{next}");
        assert!(next.contains("\"a test\"") && next.contains(UNREVIEWED), "{next}");
        assert!(!next.contains("gone"), "{next}");
    }

    #[test]
    fn an_entry_accepts_one_finding() {
        let text = "[[accepted]]\ncode = \"GD0601\"\nreason = \"a test\"\nfindings = [\"api/a.md: a response: odd\"]\n";
        let (sources, baseline, _) = read(text);
        let checked = baseline.check(&sources, &findings(&sources)[..2]);
        assert_eq!((checked.accepted, checked.open.len()), (1, 1));
    }

    #[test]
    fn faults_of_the_file_are_told_at_their_place() {
        for (text, message) in [
            (
                "[[accepted]]\ncode = \"GD0602\"\nreason = \" \"\nfindings = []",
                "findings are accepted without a reason",
            ),
            (
                "[[accepted]]\ncode = \"GD9999\"\nreason = \"x\"\nfindings = []",
                "there is no code `GD9999`",
            ),
            ("[[accepted]]\ncode = \"GD0602\"", "missing field `reason`"),
            ("accepted = 1", "invalid type: integer `1`, expected a sequence"),
        ] {
            let (_, _, faults) = read(text);
            assert_eq!(
                faults.iter().map(|one| &*one.message).collect::<Vec<_>>(),
                [message]
            );
        }
    }
}
