//! The report at the end of a run: results by class of case, and counts of notable facts.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use graph_models::Json;

use super::case::Outcome;

/// The counts of a run.
#[derive(Default)]
pub(crate) struct Report {
    /// The number of examples without a body, as the generator writes it.
    without_body: Json,
    classes: BTreeMap<String, Class>,
    /// By section and fact, the places.
    notes: BTreeMap<&'static str, BTreeMap<String, Vec<String>>>,
}

#[derive(Default)]
struct Class {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Report {
    /// Creates a report without results.
    pub(crate) fn new(without_body: &Json) -> Self {
        Self {
            without_body: without_body.clone(),
            ..Self::default()
        }
    }

    /// Counts a case that is not run.
    pub(crate) fn skipped(&mut self, class: &str, reason: &str, place: &str) {
        self.class(class).skipped += 1;
        self.note("not run", reason, place);
    }

    /// Counts a case that was run.
    pub(crate) fn tested(&mut self, class: &str, outcome: &Outcome, place: &str) {
        let class = self.class(class);
        if outcome.failure.is_none() {
            class.passed += 1;
        } else {
            class.failed += 1;
        }
        for (section, fact) in &outcome.notes {
            self.note(section, fact, place);
        }
    }

    /// Prints the report, with the places of all notes if `list`.
    pub(crate) fn print(&self, list: bool) {
        // A closed pipe is not a failure of the tests.
        let _ = self.write(&mut io::stdout().lock(), list);
    }

    fn write(&self, out: &mut dyn Write, list: bool) -> io::Result<()> {
        writeln!(out, "examples                 passed  failed  not run")?;
        for (name, class) in &self.classes {
            let Class {
                passed,
                failed,
                skipped,
            } = class;
            writeln!(out, "  {name:<21} {passed:>7} {failed:>7} {skipped:>8}")?;
        }
        writeln!(
            out,
            "  without a body        {:>24}",
            self.without_body.to_string()
        )?;
        for (section, facts) in &self.notes {
            let hint = if list {
                ""
            } else {
                "; `EXAMPLES_LIST=1` lists them"
            };
            writeln!(out, "{section}{hint}")?;
            for (fact, places) in facts {
                writeln!(out, "  {:>6} {fact}", places.len())?;
                for place in places.iter().filter(|_| list) {
                    writeln!(out, "         {place}")?;
                }
            }
        }
        Ok(())
    }

    fn class(&mut self, name: &str) -> &mut Class {
        self.classes.entry(name.to_owned()).or_default()
    }

    fn note(&mut self, section: &'static str, fact: &str, place: &str) {
        let facts = self.notes.entry(section).or_default();
        facts.entry(fact.to_owned()).or_default().push(place.to_owned());
    }
}
