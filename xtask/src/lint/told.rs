//! The findings as every form of output takes them: with their level, their place in the files, and why they are accepted.

use std::{collections::BTreeMap, path::Path};

use anyhow::Result;
use graph_codegen::{
    Analysis,
    diagnostic::{Diagnostic, Severity},
    report::area,
    text::{Position, Span},
};

use crate::{args::Show, judge::Findings, pages::Pages, report::Report, workspace::show};

/// A run's findings and what they are about.
pub(super) struct Told<'a> {
    pub(super) dir: &'a Path,
    pub(super) pages: &'a Pages,
    pub(super) analysis: &'a Analysis,
    pub(super) findings: &'a Findings,
    pub(super) show: &'a Show,
}

/// A finding.
#[derive(Clone, Copy)]
pub(super) struct One<'a> {
    pub(super) finding: &'a Diagnostic,
    pub(super) level: Severity,
    /// Why it is accepted, where it is.
    pub(super) accepted: Option<&'a str>,
}

/// Where something is, in a file as the user names it.
pub(super) struct Place {
    pub(super) file: String,
    /// Below the folder of pages.
    pub(super) page: String,
    pub(super) start: Position,
    pub(super) end: Position,
}

impl<'a> Told<'a> {
    /// All findings; after them, entries of the baseline that are gone.
    pub(super) fn all(&self) -> impl Iterator<Item = One<'a>> {
        let findings = self.findings;
        let judged = findings.judged.as_ref();
        let reason = move |index: usize| judged?.reasons.get(index)?.as_deref();
        let found = findings.all.iter().enumerate();
        let found = found.map(move |(index, finding)| (finding, reason(index)));
        let stale = judged.map_or(&[][..], |judged| &judged.stale);
        let all = found.chain(stale.iter().map(|finding| (finding, None)));
        all.filter_map(move |(finding, accepted)| {
            Some(One {
                finding,
                level: findings.levels.of(finding.code)?,
                accepted,
            })
        })
    }

    /// Those that are not accepted.
    pub(super) fn open(&self) -> impl Iterator<Item = One<'a>> {
        self.all().filter(|one| one.accepted.is_none())
    }

    /// Those that are asked for by code and page.
    pub(super) fn chosen(&self) -> Result<Vec<One<'a>>> {
        let chosen = Report::chosen(&self.pages.sources, self.show)?;
        Ok(self.all().filter(|one| chosen(one.finding)).collect())
    }

    /// The place of a finding.
    pub(super) fn place(&self, span: Span) -> Place {
        let source = self.pages.sources.get(span.file);
        let page = source.path.as_str();
        let end = Span {
            start: span.end.max(span.start),
            ..span
        };
        Place {
            file: show(&self.dir.join(page)),
            page: page.to_owned(),
            start: self.pages.sources.position(span),
            end: self.pages.sources.position(end),
        }
    }

    /// The area of each page, by path.
    pub(super) fn areas(&self) -> BTreeMap<&'a str, String> {
        let namespace = &self.analysis.api.api.namespace;
        let pages = self.analysis.pages.iter();
        pages
            .map(|page| (page.path.as_str(), area(page, namespace)))
            .collect()
    }
}
