//! What became of all examples: by class, by what was normalised, and why some are not run.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use crate::{case::Case, compare::Comparison};

/// Counts of the cases of a run.
#[derive(Default)]
pub(crate) struct Account {
    classes: BTreeMap<String, Class>,
    repairs: BTreeMap<String, usize>,
    skipped: BTreeMap<String, Vec<String>>,
    normalised: BTreeMap<&'static str, usize>,
}

#[derive(Default)]
struct Class {
    passed: usize,
    failed: usize,
    skipped: usize,
}

/// Bodies that had to be mended are a class of their own: literal or not, the page does not hold what was read.
fn class(case: &Case) -> String {
    match case.repaired.is_empty() {
        true => case.class.clone(),
        false => format!("{}, repaired", case.class),
    }
}

impl Account {
    /// Counts a case that is not run.
    pub(crate) fn skipped(&mut self, case: &Case, reason: &str) {
        self.classes.entry(class(case)).or_default().skipped += 1;
        let place = format!("{}:{}", case.page, case.line);
        self.skipped.entry(reason.to_owned()).or_default().push(place);
    }

    /// Counts a case that was run.
    pub(crate) fn tried(&mut self, case: &Case, comparison: &Comparison) {
        let class = self.classes.entry(class(case)).or_default();
        match comparison.faults.is_empty() {
            true => class.passed += 1,
            false => class.failed += 1,
        }
        for repair in &case.repaired {
            *self.repairs.entry(repair.clone()).or_default() += 1;
        }
        for (kind, count) in &comparison.normalised {
            *self.normalised.entry(kind).or_default() += count;
        }
    }

    /// Prints the account. `all` lists what is not run.
    pub(crate) fn print(&self, empty: u64, all: bool) {
        // Nobody reads on: that is no failure of the tests.
        let _ = self.write(&mut io::stdout().lock(), empty, all);
    }

    fn write(&self, out: &mut dyn Write, empty: u64, all: bool) -> io::Result<()> {
        writeln!(out, "examples                 passed  failed  not run")?;
        for (name, class) in &self.classes {
            let Class {
                passed,
                failed,
                skipped,
            } = class;
            writeln!(out, "  {name:<21} {passed:>7} {failed:>7} {skipped:>8}")?;
        }
        writeln!(out, "  without a body        {empty:>24}")?;
        self.write_skipped(out, all)?;
        section(out, "repaired", &self.repairs)?;
        section(out, "read and written in another spelling", &self.normalised)
    }

    fn write_skipped(&self, out: &mut dyn Write, all: bool) -> io::Result<()> {
        if !self.skipped.is_empty() {
            let hint = if all { "" } else { "; `EXAMPLES_LIST=1` lists them" };
            writeln!(out, "not run{hint}")?;
        }
        for (reason, places) in &self.skipped {
            writeln!(out, "  {:>6} {reason}", places.len())?;
            for place in places.iter().filter(|_| all) {
                writeln!(out, "         {place}")?;
            }
        }
        Ok(())
    }
}

fn section<K: AsRef<str>>(out: &mut dyn Write, title: &str, counts: &BTreeMap<K, usize>) -> io::Result<()> {
    if !counts.is_empty() {
        writeln!(out, "{title}")?;
    }
    for (name, count) in counts {
        writeln!(out, "  {count:>6} {}", name.as_ref())?;
    }
    Ok(())
}
