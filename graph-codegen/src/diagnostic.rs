//! Findings: one shape for what any stage has to report. Showing them is left to the command.

pub mod baseline;
pub mod codes;
pub mod levels;

use rayon::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use toml::Spanned as TomlSpanned;

use crate::text::{FileId, Sources, Span, Spanned};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The run stops before anything is written.
    Error,
    /// The run goes on; something of the page is not used, or used with doubt.
    Warning,
    /// Worth knowing; nothing is lost.
    Note,
}

/// A kind of finding, stable over releases.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `GD0104`.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Why it matters, what is done about it, what an author can do.
    pub explanation: &'static str,
    /// Files in which it is found; see [`Code::example`].
    example: &'static [u8],
}

impl Code {
    /// The files of the example: the path below the folder of pages, and the content. A path `link -> target` is a
    /// symbolic link.
    pub fn example(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        for line in self.example.split_inclusive(|byte| *byte == b'\n') {
            match (line.strip_prefix(b"==> "), files.last_mut()) {
                (Some(path), _) => files.push((String::from_utf8_lossy(path).trim().to_owned(), Vec::new())),
                (None, Some((_, content))) => content.extend_from_slice(line),
                (None, None) => {}
            }
        }
        files
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: &'static Code,
    /// Where; `None` for findings about the input as a whole.
    pub span: Option<Span>,
    /// What was found, lower case, no full stop.
    pub message: String,
    /// What was expected or what to do.
    pub help: Option<String>,
    /// What it is about, in words that stay when the page changes elsewhere; see [`Diagnostic::stable_subject`].
    pub subject: Option<String>,
    /// Another place that it is about, and what is there.
    pub related: Option<Box<(Span, &'static str)>>,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            span: Some(span),
            message: message.into(),
            help: None,
            subject: None,
            related: None,
        }
    }

    /// A finding about the whole input.
    pub fn global(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            span: None,
            message: message.into(),
            help: None,
            subject: None,
            related: None,
        }
    }

    /// Adds what was expected or what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what it is about, where the message has more or less in it than that.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Adds another place that it is about.
    #[must_use]
    pub fn related(mut self, span: Span, label: &'static str) -> Self {
        self.related = Some(Box::new((span, label)));
        self
    }

    /// What it is about: by code, page and subject a finding is known again when lines have moved.
    pub fn stable_subject(&self) -> &str {
        self.subject.as_deref().unwrap_or(&self.message)
    }

    /// The severity of its code.
    pub fn severity(&self) -> Severity {
        self.code.severity
    }
}

/// Maps items in parallel. Results and findings are in the order of the items.
pub(crate) fn par_map_with_diagnostics<'a, I: Sync, T: Send>(
    items: &'a [I],
    diagnostics: &mut Vec<Diagnostic>,
    map: impl Fn(&'a I, &mut Vec<Diagnostic>) -> T + Sync,
) -> Vec<T> {
    let mapped = items.par_iter().map(|item| {
        let mut found = Vec::new();
        (map(item, &mut found), found)
    });
    let (results, found): (Vec<_>, Vec<_>) = mapped.unzip();
    diagnostics.extend(found.into_iter().flatten());
    results
}

/// Reads a TOML file. A fault is a finding of `code` at its place, with `help` on what the file holds.
pub(crate) fn read_toml<T: DeserializeOwned>(
    sources: &Sources,
    file: FileId,
    code: &'static Code,
    help: &str,
) -> Result<T, Diagnostic> {
    toml::from_str(&sources.get(file).text).map_err(|error| {
        let span = Span::new(file, error.span().unwrap_or(0..0));
        let message = error.message().lines().next().unwrap_or_default();
        Diagnostic::new(code, span, message).help(help)
    })
}

/// A value of a TOML file with its place among the sources.
pub(crate) fn in_file<T>(file: FileId, value: TomlSpanned<T>) -> Spanned<T> {
    let span = Span::new(file, value.span());
    Spanned::new(value.into_inner(), span)
}

/// "Did you mean": the candidate with the fewest edits, at most a third of the word's length; letter case counts little.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit)
        .map(|candidate| (strsim::levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(edits, _)| *edits <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_suggested_and_a_far_one_is_not() {
        let cases = [
            ("recipent", &["message", "recipient"][..], Some("recipient")),
            ("Importance", &["importance"], Some("importance")),
            ("user", &["message", "group"], None),
            ("kitten", &["sitting"], None),
            ("", &["abc"], None),
        ];
        for (word, candidates, expected) in cases {
            assert_eq!(nearest(word, candidates.iter().copied()), expected, "{word}");
        }
    }
}
