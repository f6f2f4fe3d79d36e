//! What is wrong with the pages: one shape for all stages. How it is shown is the command's business.

pub mod baseline;
pub mod codes;
mod example;
pub mod levels;
pub(crate) mod par;
pub(crate) mod suggest;

use serde::Serialize;

use crate::text::Span;

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
