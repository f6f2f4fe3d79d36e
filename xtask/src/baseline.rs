//! The findings of a run, compared with the baseline: which of them are shown, and whether the run goes on.

use std::path::Path;

use anyhow::Result;
use graph_codegen::{
    Analysis,
    diagnostic::baseline::{Baseline, BaselineCheck},
    diagnostic::levels::Levels,
    diagnostic::{Code, Diagnostic, Severity, codes},
};

use crate::{
    output_file,
    pages::Pages,
    paths::show,
    terminal::{Failure, Terminal, count},
};

/// The findings of a run.
pub(crate) struct Findings {
    /// All of them, in the order of the stages.
    pub(crate) all: Vec<Diagnostic>,
    pub(crate) levels: Levels,
    baseline: Baseline,
    /// The comparison with the baseline, if there is one.
    pub(crate) check: Option<BaselineCheck>,
}

impl Findings {
    /// Gathers the findings of all stages except those that `lint.toml` allows, and compares them with the baseline.
    pub(crate) fn new(pages: &Pages, stages: &[&[Diagnostic]]) -> Self {
        let mut all = pages.diagnostics.clone();
        all.extend(stages.iter().copied().flatten().cloned());
        let (baseline, errors) = match pages.baseline {
            Some(file) => Baseline::read(&pages.sources, file),
            None => (Baseline::default(), Vec::new()),
        };
        all.extend(errors);
        let (levels, errors) = match pages.levels {
            Some(file) => Levels::read(&pages.sources, file),
            None => (Levels::default(), Vec::new()),
        };
        all.extend(errors);
        let of_the_rest = |code: &Code| pages.partial && code == &codes::UNKNOWN_TYPE;
        all.retain(|finding| levels.of(finding.code).is_some() && !of_the_rest(finding.code));
        let check = pages.baseline.map(|_| baseline.check(&pages.sources, &all));
        Self {
            all,
            levels,
            baseline,
            check,
        }
    }

    /// The findings to show: all, or with a baseline those that are not accepted and entries that are stale.
    pub(crate) fn to_show(&self) -> Vec<Diagnostic> {
        match &self.check {
            None => self.all.clone(),
            Some(check) => check.open.iter().chain(&check.stale).cloned().collect(),
        }
    }

    /// Fails if the baseline differs from what was found. `again` is the command without `--accept`; `consequence` is
    /// added to the reason.
    pub(crate) fn stop_on_open(&self, again: &str, consequence: &str) -> Result<(), Failure> {
        let Some(check) = &self.check else {
            return Ok(());
        };
        let part = |number: usize, what: &str| {
            let be = if number == 1 { "is" } else { "are" };
            (number > 0).then(|| format!("{} {be} {what}", count(number, "finding")))
        };
        let parts = [
            part(check.open.len(), "not accepted"),
            part(check.stale.len(), "accepted but gone"),
        ];
        let reasons: Vec<_> = parts.into_iter().flatten().collect();
        if reasons.is_empty() {
            return Ok(());
        }
        let accept = again.trim_end_matches('`');
        let instead = format!(", or run {accept} --accept` and give reasons in the baseline");
        Err(Failure::of_pages(reasons.join(", ") + consequence, instead))
    }

    /// Writes a baseline that accepts all findings.
    pub(crate) fn accept(&mut self, pages: &Pages, file: &Path, terminal: &Terminal) -> Result<()> {
        let text = self.baseline.accepting(&pages.sources, &self.all);
        output_file::write(file, &text)?;
        let before = self.check.take().unwrap_or_default();
        let new = self.all.len() - before.accepted;
        self.check = Some(BaselineCheck {
            accepted: self.all.len(),
            unreviewed: before.unreviewed + new,
            ..BaselineCheck::default()
        });
        terminal.note(&format!(
            "{}: {} added to be reviewed, {} removed\n",
            show(file),
            count(new, "finding"),
            before.stale.len()
        ));
        Ok(())
    }

    /// `0 new, 2512 accepted (14 to be reviewed)`, if there is a baseline.
    pub(crate) fn summary(&self) -> Option<String> {
        let check = self.check.as_ref()?;
        let review = match check.unreviewed {
            0 => String::new(),
            unreviewed => format!(" ({unreviewed} to be reviewed)"),
        };
        Some(format!(
            "{} new, {} accepted{review}",
            check.open.len(),
            check.accepted
        ))
    }
}

/// The errors of the pages, because of which their model is incomplete.
pub(crate) fn errors(pages: &Pages, analysis: &Analysis) -> Vec<Diagnostic> {
    let found = pages.diagnostics.iter().chain(&analysis.diagnostics);
    found
        .filter(|found| found.severity() == Severity::Error)
        .cloned()
        .collect()
}

/// Fails if there is an error.
pub(crate) fn stop_on_errors(diagnostics: &[Diagnostic]) -> Result<(), Failure> {
    let errors = diagnostics
        .iter()
        .filter(|finding| finding.severity() == Severity::Error);
    let number = count(errors.clone().count(), "error");
    match errors.clone().next() {
        None => Ok(()),
        Some(first) => Err(Failure::of_pages(
            format!("{number}; nothing was written"),
            explanation(first),
        )),
    }
}

/// Where the first error is explained.
pub(crate) fn explanation(first: &Diagnostic) -> String {
    format!(
        "; `cargo xtask explain {}` explains the first error",
        first.code.id
    )
}
