//! What became of all example requests: how many were built again, what was evened, what was not compared and why.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use crate::case::{Case, Outcome};

/// Counts of the cases of a run.
#[derive(Default)]
pub(crate) struct Account {
    equal: usize,
    differ: usize,
    normalised: BTreeMap<&'static str, usize>,
    /// By reason, the places.
    skipped: BTreeMap<String, Vec<String>>,
    bodies: BTreeMap<String, Vec<String>>,
    undocumented: Vec<String>,
}

impl Account {
    /// Counts a case that is not run.
    pub(crate) fn skipped(&mut self, case: &Case, reason: &str) {
        let place = format!("{} {} {}", case.place, case.method, case.url);
        self.skipped.entry(reason.to_owned()).or_default().push(place);
    }

    /// Counts a case that was run.
    pub(crate) fn tried(&mut self, case: &Case, outcome: &Outcome) {
        match outcome.faults.is_empty() {
            true => self.equal += 1,
            false => self.differ += 1,
        }
        for kind in &outcome.normalised {
            *self.normalised.entry(kind).or_default() += 1;
        }
        if let Some(reason) = &outcome.body_skip {
            let short = reason.split(':').next().unwrap_or_default().to_owned();
            let place = format!("{} {reason}", case.place);
            self.bodies.entry(short).or_default().push(place);
        }
        let options = outcome.undocumented.iter();
        self.undocumented
            .extend(options.map(|option| format!("{} {option}", case.place)));
    }

    /// Prints all counts; with `list`, every place, too.
    pub(crate) fn print(&self, list: bool) {
        // What cannot be printed can be told nobody.
        let _ = self.write(&mut io::stdout().lock(), list);
    }

    fn write(&self, out: &mut dyn Write, list: bool) -> io::Result<()> {
        let skipped: usize = self.skipped.values().map(Vec::len).sum();
        let all = self.equal + self.differ + skipped;
        writeln!(
            out,
            "example requests: {all}; built again and equal {}, different {}, not tried {skipped}",
            self.equal, self.differ
        )?;
        for (kind, count) in &self.normalised {
            writeln!(out, "  evened: {kind} {count}")?;
        }
        groups(out, "not tried", &self.skipped, list)?;
        groups(out, "body not compared", &self.bodies, list)?;
        writeln!(
            out,
            "  options that the page does not list: {}",
            self.undocumented.len()
        )?;
        for place in self.undocumented.iter().filter(|_| list) {
            writeln!(out, "    {place}")?;
        }
        Ok(())
    }
}

fn groups(
    out: &mut dyn Write,
    title: &str,
    groups: &BTreeMap<String, Vec<String>>,
    list: bool,
) -> io::Result<()> {
    for (reason, places) in groups {
        writeln!(out, "  {title}: {reason} {}", places.len())?;
        for place in places.iter().filter(|_| list) {
            writeln!(out, "    {place}")?;
        }
    }
    Ok(())
}
