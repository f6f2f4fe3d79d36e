//! Findings of a run, held against those that are accepted: what is told, and whether the run goes on.

use std::path::{Path, PathBuf};

use anyhow::Result;
use graph_codegen::{
    Analysis,
    diagnostic::baseline::{Baseline, BaselineCheck},
    diagnostic::levels::Levels,
    diagnostic::{Diagnostic, Severity},
};

use crate::{
    args::{Input, Judging},
    console::Console,
    failure::Failure,
    generate::docs,
    pages::{self, Pages},
    workspace::show,
    write,
};

/// What makes the model of these pages one not to go on with.
pub(crate) fn errors(pages: &Pages, analysis: &Analysis) -> Vec<Diagnostic> {
    let found = pages.diagnostics.iter().chain(&analysis.diagnostics);
    found
        .filter(|found| found.severity() == Severity::Error)
        .cloned()
        .collect()
}

/// The findings of a run.
pub(crate) struct Findings {
    /// All of them, in the order of the stages.
    pub(crate) all: Vec<Diagnostic>,
    pub(crate) levels: Levels,
    baseline: Baseline,
    /// Where there is a baseline.
    pub(crate) judged: Option<BaselineCheck>,
}

impl Findings {
    /// Gathers the findings of all stages that `lint.toml` does not leave out, and judges them where there is a baseline.
    pub(crate) fn new(pages: &Pages, stages: &[&[Diagnostic]]) -> Self {
        let mut all = pages.diagnostics.clone();
        all.extend(stages.iter().copied().flatten().cloned());
        let (baseline, faults) = match pages.baseline {
            Some(file) => Baseline::read(&pages.sources, file),
            None => (Baseline::default(), Vec::new()),
        };
        all.extend(faults);
        let (levels, faults) = match pages.levels {
            Some(file) => Levels::read(&pages.sources, file),
            None => (Levels::default(), Vec::new()),
        };
        all.extend(faults);
        all.retain(|finding| levels.of(finding.code).is_some());
        let judged = pages.baseline.map(|_| baseline.check(&pages.sources, &all));
        Self {
            all,
            levels,
            baseline,
            judged,
        }
    }

    /// Those that are worth telling: all, or those that are not accepted and entries that are stale.
    pub(crate) fn told(&self) -> Vec<Diagnostic> {
        match &self.judged {
            None => self.all.clone(),
            Some(judged) => judged.open.iter().chain(&judged.stale).cloned().collect(),
        }
    }

    /// Fails where the baseline is not what was found. `again` is the command without `--accept`, `end` what follows
    /// from the failure.
    pub(crate) fn stop_on_open(&self, again: &str, end: &str) -> Result<(), Failure> {
        let Some(judged) = &self.judged else {
            return Ok(());
        };
        let parts = [
            (judged.open.len(), "is not accepted", "are not accepted"),
            (
                judged.stale.len(),
                "is accepted but gone",
                "are accepted but gone",
            ),
        ];
        let told: Vec<_> = parts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| match count {
                1 => format!("1 finding {one}"),
                count => format!("{count} findings {many}"),
            })
            .collect();
        if told.is_empty() {
            return Ok(());
        }
        let reason = told.join(", ") + end;
        let accept = again.trim_end_matches('`');
        let run =
            format!("{again} again when the pages are mended, or {accept} --accept` and review the baseline");
        Err(Failure::new(reason, run))
    }

    /// Writes a baseline that accepts all of them.
    pub(crate) fn accept(&mut self, pages: &Pages, file: &Path, console: &Console) -> Result<()> {
        let text = self.baseline.accepting(&pages.sources, &self.all);
        write::file(file, &text)?;
        let gone = self.judged.as_ref().map_or(0, |judged| judged.stale.len());
        let known = self.judged.as_ref().map_or(0, |judged| judged.accepted);
        let unreviewed = self.judged.as_ref().map_or(0, |judged| judged.unreviewed);
        let new = self.all.len() - known;
        self.judged = Some(BaselineCheck {
            accepted: self.all.len(),
            unreviewed: unreviewed + new,
            ..BaselineCheck::default()
        });
        console.note(&format!(
            "{}: {new} findings added to be reviewed, {gone} removed\n",
            show(file)
        ));
        Ok(())
    }

    /// `0 new, 2512 accepted (14 to be reviewed)`, where there is a baseline.
    pub(crate) fn summary(&self) -> Option<String> {
        let judged = self.judged.as_ref()?;
        let review = match judged.unreviewed {
            0 => String::new(),
            count => format!(" ({count} to be reviewed)"),
        };
        Some(format!(
            "{} new, {} accepted{review}",
            judged.open.len(),
            judged.accepted
        ))
    }
}

/// The file that holds accepted findings, there or not.
pub(crate) fn file(input: &Input, judging: &Judging) -> PathBuf {
    let beside = || docs(input).join(pages::BASELINE);
    judging.baseline.clone().unwrap_or_else(beside)
}
