//! Findings as SARIF 2.1.0. Accepted ones are there, suppressed with their reason.
//!
//! Without `serde-sarif`: its types come from a build script and 28 crates, half a minute of compiling for what is a
//! hundred lines here. A test holds the document against the schema of SARIF.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use graph_codegen::diagnostic::{Code, Severity};
use serde_json::{Value, json};

use super::told::{One, Place, Told};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The document.
pub(super) fn text(told: &Told<'_>) -> Result<String> {
    let chosen = told.chosen()?;
    let codes: BTreeMap<&str, &Code> = chosen
        .iter()
        .map(|one| (one.finding.code.id, one.finding.code))
        .collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(told, code)).collect();
    let places: BTreeMap<&str, usize> = codes.keys().copied().zip(0..).collect();
    let results = chosen.iter().map(|one| result(told, one, &places));
    let sarif = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "graph-codegen",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    let text = serde_json::to_string_pretty(&sarif).context("cannot print the findings")?;
    Ok(text + "\n")
}

fn rule(told: &Told<'_>, code: &Code) -> Value {
    let severity = told.findings.levels.of(code).unwrap_or(code.severity);
    json!({
        "id": code.id,
        "shortDescription": { "text": code.title },
        "fullDescription": { "text": code.explanation },
        "help": { "text": format!("{} `cargo xtask explain {}` shows an example.", code.explanation, code.id) },
        "defaultConfiguration": { "level": level(severity) },
    })
}

fn result(told: &Told<'_>, one: &One<'_>, rules: &BTreeMap<&str, usize>) -> Value {
    let finding = one.finding;
    let id = finding.code.id;
    let help = finding.help.iter().map(|help| format!(" ({help})"));
    let mut result = json!({
        "ruleId": id,
        "ruleIndex": rules.get(id),
        "level": level(one.level),
        "message": { "text": finding.message.clone() + &help.collect::<String>() },
    });
    if let Some(span) = finding.span {
        let place = told.place(span);
        result["locations"] = json!([location(&place)]);
        let identity = format!("{id} {}: {}", place.page, finding.stable_subject());
        result["partialFingerprints"] = json!({ "subject/v1": identity });
    }
    if let Some(related) = &finding.related {
        let mut location = location(&told.place(related.0));
        location["message"] = json!({ "text": related.1 });
        result["relatedLocations"] = json!([location]);
    }
    if let Some(reason) = one.accepted {
        result["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
    }
    result
}

fn location(place: &Place) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&place.file) },
            "region": {
                "startLine": place.start.line,
                "startColumn": place.start.column,
                "endLine": place.end.line,
                "endColumn": place.end.column,
            },
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a reference: everything but the plain characters of paths in percent form.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri += &format!("%{other:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("my docs/api/ä:b.md"), "my%20docs/api/%C3%A4%3Ab.md");
        assert_eq!(uri("docs\\api\\a.md"), "docs/api/a.md");
    }
}
