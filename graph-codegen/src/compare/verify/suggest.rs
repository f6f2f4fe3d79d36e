//! Suggests overrides that make the pages agree with the metadata, each with the reason, for a person to accept or not.
//!
//! Step by step, since a base decides kinds and inherited properties: each step takes what still differs, writes entries,
//! reads the pages again with them, and keeps those that applied and after which the difference is gone.

mod entry;
mod steps;

use std::collections::BTreeSet;

use super::{Comparison, compare, mismatch::Kind};
use crate::{
    Analysis, analyze,
    compare::csdl::Csdl,
    diagnostic::Severity,
    model::ApiInfo,
    text::{FileId, PagePath, Sources},
};
use entry::Context;

pub use entry::Suggestion;

/// The name of the overrides file beside the pages.
const FILE: &str = "overrides.toml";

/// A step: what still differs → entries.
type Step = fn(&Context<'_>) -> Vec<Suggestion>;

const STEPS: [Step; 10] = [
    steps::renamed_types,
    steps::bases,
    steps::added_types,
    steps::kinds,
    steps::marks,
    steps::whole_enums,
    steps::renamed_properties,
    steps::retyped_properties,
    steps::added_properties,
    steps::responses,
];

/// Steps can open the way for earlier ones; more rounds than this have never found anything.
const ROUNDS: usize = 3;

/// Entries after which the pages say what the service says, as far as overrides can make them.
pub fn suggest(sources: &Sources, info: &ApiInfo, csdl: &Csdl) -> Vec<Suggestion> {
    let path = PagePath::new(FILE);
    let own = sources
        .find(&path)
        .map(|file| sources.get(file).text.clone() + "\n");
    let (sources, file) = sources.with_text(&path);
    let mut trial = Trial::new(sources, file, info, own.unwrap_or_default());
    for _ in 0..ROUNDS {
        let before = trial.kept.len();
        for step in STEPS {
            trial.step(step, csdl);
        }
        if trial.kept.len() == before {
            break;
        }
    }
    trial.kept
}

/// Reads the pages again and again, with ever more entries.
struct Trial<'a> {
    sources: Sources,
    /// The overrides file.
    file: FileId,
    info: &'a ApiInfo,
    /// The entries that are there already.
    own: String,
    kept: Vec<Suggestion>,
    /// The pages with all entries that are kept.
    now: Analysis,
}

impl<'a> Trial<'a> {
    fn new(mut sources: Sources, file: FileId, info: &'a ApiInfo, own: String) -> Self {
        sources.set_text(file, &own);
        Self {
            now: analyze(&sources, Some(file), info.clone()),
            sources,
            file,
            info,
            own,
            kept: Vec::new(),
        }
    }

    fn step(&mut self, step: Step, csdl: &Csdl) {
        let mut new = step(&Context::new(&self.now, csdl));
        if new.is_empty() {
            return;
        }
        self.apply(&mut new);
        let left = differences(&compare(&self.now.api, csdl));
        let tried = new.len();
        new.retain(|suggestion| suggestion.resolves.is_disjoint(&left));
        let all_help = new.len() == tried;
        self.kept.append(&mut new);
        if !all_help {
            self.apply(&mut new);
        }
    }

    /// Reads the pages with the new entries as well, until none is refused: new ones go first, then those that the new
    /// ones make unused. What a person wrote stays: new entries that make some of it unused all go.
    fn apply(&mut self, new: &mut Vec<Suggestion>) {
        loop {
            let (now, refused) = self.read(new);
            self.now = now;
            let kept = self.kept.len();
            let of = |places: std::ops::Range<usize>| -> BTreeSet<usize> {
                let refused = refused.iter().flatten().filter(|at| places.contains(at));
                refused.map(|at| at - places.start).collect()
            };
            let (old, young) = (of(0..kept), of(kept..usize::MAX));
            if !young.is_empty() {
                remove(new, &young);
            } else if refused.contains(&None) && !new.is_empty() {
                new.clear();
            } else if !old.is_empty() {
                remove(&mut self.kept, &old);
            } else {
                return;
            }
        }
    }

    /// The pages with these entries too, and which of all suggestions are refused; `None` stands for what a person wrote.
    fn read(&mut self, new: &[Suggestion]) -> (Analysis, BTreeSet<Option<usize>>) {
        let mut text = self.own.clone();
        let mut starts = Vec::new();
        for suggestion in self.kept.iter().chain(new) {
            starts.push(text.len());
            text.push_str(&suggestion.text());
        }
        self.sources.set_text(self.file, &text);
        let analysis = analyze(&self.sources, Some(self.file), self.info.clone());
        let refused = errors(&analysis, self.file);
        let entry = |error: usize| starts.partition_point(|start| *start <= error).checked_sub(1);
        let refused = refused.into_iter().map(entry).collect();
        (analysis, refused)
    }
}

/// Where in the overrides file the errors are.
fn errors(analysis: &Analysis, file: FileId) -> Vec<usize> {
    let errors = analysis
        .diagnostics
        .iter()
        .filter(|found| found.severity() == Severity::Error);
    let spans = errors.filter_map(|found| found.span.filter(|span| span.file == file));
    spans.map(|span| span.start as usize).collect()
}

fn remove(entries: &mut Vec<Suggestion>, places: &BTreeSet<usize>) {
    let mut place = 0..;
    entries.retain(|_| !place.next().is_some_and(|place| places.contains(&place)));
}

/// What differs, by kind and name.
fn differences(comparison: &Comparison) -> BTreeSet<(Kind, String)> {
    let mismatches = comparison.mismatches.iter();
    mismatches
        .map(|mismatch| (mismatch.difference.kind(), mismatch.difference.subject()))
        .collect()
}
