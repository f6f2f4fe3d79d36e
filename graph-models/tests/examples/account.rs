//! What became of all examples: by class, by normalisation, and what is wrong with the pages themselves.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use crate::{
    case::{Case, Run},
    compare::Comparison,
};

/// Counts of the cases of a run.
#[derive(Default)]
pub(crate) struct Account {
    classes: BTreeMap<String, Class>,
    skipped: BTreeMap<String, usize>,
    normalised: BTreeMap<&'static str, usize>,
    contradicts: Vec<String>,
    undocumented: Vec<String>,
}

#[derive(Default)]
struct Class {
    passed: usize,
    failed: usize,
    skipped: usize,
    repaired: usize,
    contradicting: usize,
}

impl Account {
    /// Counts a case that is not run.
    pub(crate) fn skipped(&mut self, case: &Case) {
        self.classes.entry(case.class.clone()).or_default().skipped += 1;
        if let Run::Skipped(reason) = &case.run {
            *self.skipped.entry(reason.clone()).or_default() += 1;
        }
    }

    /// Counts a case that was run.
    pub(crate) fn tried(&mut self, case: &Case, outcome: &Result<Comparison, String>) {
        let class = self.classes.entry(case.class.clone()).or_default();
        class.repaired += usize::from(case.repaired);
        match outcome {
            Ok(comparison) => {
                class.passed += 1;
                for (kind, count) in &comparison.normalised {
                    *self.normalised.entry(kind).or_default() += count;
                }
            }
            Err(_) => class.failed += 1,
        }
        if let Run::Tried(tried) = &case.run {
            class.contradicting += usize::from(!tried.contradicts.is_empty());
            let contradicts = tried.contradicts.iter();
            self.contradicts
                .extend(contradicts.map(|(path, reason)| format!("{} `{path}` {reason}", case.place)));
            let undocumented = tried.undocumented.iter();
            self.undocumented
                .extend(undocumented.map(|path| format!("{} `{path}`", case.place)));
        }
    }

    /// Prints the account. `all` lists every finding instead of counting them.
    pub(crate) fn print(&self, empty: u64, all: bool) {
        // Nobody reads on: that is no failure of the tests.
        let _ = self.write(&mut io::stdout().lock(), empty, all);
    }

    fn write(&self, out: &mut dyn Write, empty: u64, all: bool) -> io::Result<()> {
        writeln!(
            out,
            "examples           passed  failed  not run  mended  contradict their page"
        )?;
        for (name, class) in &self.classes {
            let Class {
                passed,
                failed,
                skipped,
                repaired,
                contradicting,
            } = class;
            writeln!(
                out,
                "  {name:<15} {passed:>7} {failed:>7} {skipped:>8} {repaired:>7} {contradicting:>7}"
            )?;
        }
        writeln!(out, "  without a body  {empty:>24}")?;
        section(out, "not run", &self.skipped)?;
        section(out, "read and written in another spelling", &self.normalised)?;
        list(out, "values that contradict their page", &self.contradicts, all)?;
        list(
            out,
            "keys that no page lists, kept in `extra`",
            &self.undocumented,
            all,
        )
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

fn list(out: &mut dyn Write, title: &str, findings: &[String], all: bool) -> io::Result<()> {
    let hint = if all || findings.is_empty() {
        ""
    } else {
        "; `EXAMPLES_LIST=1` lists them"
    };
    writeln!(out, "{title}: {}{hint}", findings.len())?;
    let mut sorted: Vec<_> = findings.iter().filter(|_| all).collect();
    sorted.sort();
    sorted.iter().try_for_each(|finding| writeln!(out, "  {finding}"))
}
