//! The baseline file. Comes in: TOML. Goes out: groups with places, and findings for those that cannot be read; and the
//! same way back, always in the same order.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned as At;

use super::{Baseline, Group};
use crate::{
    diagnostic::suggest,
    diagnostic::{Diagnostic, codes},
    text::{FileId, Sources, Span, Spanned},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Raw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    code: At<String>,
    reason: At<String>,
    findings: Vec<At<String>>,
}

const HEADER: &str = "\
# Findings of these pages that were judged and accepted, each group with its reason. `cargo xtask gen --accept` adds
# what is new as \"to be reviewed\" and removes what is gone; then the reasons are for people to write.
";

/// Reads the file.
pub(super) fn read(sources: &Sources, file: FileId) -> (Baseline, Vec<Diagnostic>) {
    let text = &sources.get(file).text;
    let raw: File = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(error) => return (Baseline::default(), vec![unreadable(file, &error)]),
    };
    let mut baseline = Baseline {
        header: header(text),
        groups: Vec::new(),
    };
    let mut diagnostics = Vec::new();
    for raw in raw.accepted {
        diagnostics.extend(faults(file, &raw));
        baseline.groups.push(group(file, raw));
    }
    (baseline, diagnostics)
}

fn header(text: &str) -> String {
    let lines = text.lines().take_while(|line| line.starts_with('#'));
    lines.map(|line| format!("{line}\n")).collect()
}

fn faults(file: FileId, raw: &Raw) -> Option<Diagnostic> {
    let (code, reason) = (raw.code.get_ref(), raw.reason.get_ref());
    if !codes::all().any(|known| known.id == code) {
        let near = suggest::nearest(code, codes::all().map(|known| known.id));
        let span = Span::new(file, raw.code.span());
        let finding = Diagnostic::new(&codes::BAD_BASELINE, span, format!("there is no code `{code}`"));
        return Some(match near {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("`cargo xtask explain` lists all codes"),
        });
    }
    reason.trim().is_empty().then(|| {
        let span = Span::new(file, raw.reason.span());
        let message = "findings are accepted without a reason";
        Diagnostic::new(&codes::BAD_BASELINE, span, message)
            .help("say in a line why these findings are as they should be, or cannot be mended")
    })
}

fn group(file: FileId, raw: Raw) -> Group {
    let place = |text: At<String>| {
        let span = Span::new(file, text.span());
        Spanned::new(text.into_inner(), span)
    };
    Group {
        code: raw.code.into_inner(),
        reason: raw.reason.into_inner(),
        findings: raw.findings.into_iter().map(place).collect(),
    }
}

fn unreadable(file: FileId, error: &toml::de::Error) -> Diagnostic {
    let span = Span::new(file, error.span().unwrap_or(0..0));
    let message = error.message().lines().next().unwrap_or_default().to_owned();
    Diagnostic::new(&codes::BAD_BASELINE, span, message)
        .help("a group is `[[accepted]]` with `code`, `reason` and `findings`, a list of texts")
}

/// Prints groups by code and reason.
pub(super) fn print(header: &str, groups: BTreeMap<(&str, &str), Vec<String>>) -> String {
    let mut text = if header.is_empty() { HEADER } else { header }.to_owned();
    for ((code, reason), mut findings) in groups {
        findings.sort();
        text += &format!(
            "\n[[accepted]]\ncode = {}\nreason = {}\nfindings = [\n",
            quote(code),
            quote(reason)
        );
        for finding in findings {
            text += &format!("    {},\n", quote(&finding));
        }
        text += "]\n";
    }
    text
}

fn quote(text: &str) -> String {
    toml::Value::from(text).to_string()
}
