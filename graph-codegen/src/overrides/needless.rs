//! Overrides of a type's name, base or kind that change nothing. Comes in: corrected pages. Goes out: an error each.
//! Only all pages together tell these facts, so they are asked with the corrections and without.

use super::already_so;
use crate::{
    diagnostic::Diagnostic,
    model::ApiInfo,
    page::{Correction, Page},
    resolve::{Told, told},
    source::{PagePath, Sources, Span},
};

/// A fact that a correction states.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fact {
    Name,
    Base,
    Kind,
}

const FACTS: [Fact; 3] = [Fact::Name, Fact::Base, Fact::Kind];

impl Fact {
    /// Where the override stands, if there is one of this fact.
    fn span(self, correction: &Correction) -> Option<Span> {
        match self {
            Self::Name => correction.name.as_ref().map(|name| name.span),
            Self::Base => correction.base.as_ref().map(|base| base.span),
            Self::Kind => correction.entity.as_ref().map(|entity| entity.span),
        }
    }

    fn clear(self, correction: &mut Correction) {
        match self {
            Self::Name => correction.name = None,
            Self::Base => correction.base = None,
            Self::Kind => correction.entity = None,
        }
    }

    fn same(self, told: (&Option<Told>, &Option<Told>)) -> bool {
        let (Some(a), Some(b)) = told else {
            return false;
        };
        match self {
            Self::Name => a.name == b.name,
            Self::Base => a.base == b.base,
            Self::Kind => a.kind == b.kind,
        }
    }
}

/// The corrections without which the types would be the same.
pub(crate) fn needless(sources: &Sources, pages: &mut [Page], info: &ApiInfo) -> Vec<Diagnostic> {
    let is_corrected = |page: &&Page| FACTS.iter().any(|fact| fact.span(&page.correction).is_some());
    let paths: Vec<PagePath> = pages
        .iter()
        .filter(is_corrected)
        .map(|page| page.path.clone())
        .collect();
    if paths.is_empty() {
        return Vec::new();
    }
    let trial = Trial {
        sources,
        info,
        with: told(sources, pages, info, &paths),
        paths,
    };
    let suspects = trial.unchanged(pages, |_, _| true);
    // Corrections can need each other: the last word has a run without this one only.
    let sure = suspects.into_iter().filter(|suspect| {
        let this = |path: &PagePath, fact| *path == suspect.0 && fact == suspect.1;
        !trial.unchanged(pages, this).is_empty()
    });
    let sure: Vec<_> = sure.collect();
    let place = |(path, fact): (PagePath, Fact)| {
        let page = pages.iter().find(|page| page.path == path)?;
        Some(already_so(&path, fact.span(&page.correction)?))
    };
    sure.into_iter().filter_map(place).collect()
}

/// What the pages tell with their corrections, to be held against what they tell without.
struct Trial<'a> {
    sources: &'a Sources,
    info: &'a ApiInfo,
    /// The corrected pages.
    paths: Vec<PagePath>,
    with: Vec<Option<Told>>,
}

impl Trial<'_> {
    /// The facts among the chosen ones that are the same without their corrections.
    fn unchanged(
        &self,
        pages: &mut [Page],
        chosen: impl Fn(&PagePath, Fact) -> bool,
    ) -> Vec<(PagePath, Fact)> {
        let kept: Vec<Correction> = pages.iter().map(|page| page.correction.clone()).collect();
        for page in pages.iter_mut() {
            for fact in FACTS.into_iter().filter(|fact| chosen(&page.path, *fact)) {
                fact.clear(&mut page.correction);
            }
        }
        let without = told(self.sources, pages, self.info, &self.paths);
        for (page, kept) in pages.iter_mut().zip(kept) {
            page.correction = kept;
        }
        let each = self.paths.iter().zip(self.with.iter().zip(&without));
        let facts = each.flat_map(|(path, told)| FACTS.map(|fact| (path, fact, told)));
        let same = facts.filter(|(path, fact, told)| chosen(path, *fact) && fact.same(*told));
        same.map(|(path, fact, _)| (path.clone(), fact)).collect()
    }
}
