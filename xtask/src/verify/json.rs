//! A comparison as JSON: figures, counts by kind, and every difference.

use serde_json::{Map, Value, json};

use super::Shown;
use graph_codegen::compare::verify::Drift;

/// One document.
pub(super) fn text(shown: &Shown<'_>) -> serde_json::Result<String> {
    let counts: Map<String, Value> = shown
        .groups()
        .map(|(kind, drift)| (kind.id().to_owned(), drift.len().into()))
        .collect();
    let document = json!({
        "figures": serde_json::to_value(&shown.comparison.figures)?,
        "counts": counts,
        "drift": shown.drift.iter().map(|drift| value(drift)).collect::<Vec<_>>(),
    });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn value(drift: &Drift) -> Value {
    json!({
        "kind": drift.difference.kind().id(),
        "subject": drift.difference.subject(),
        "pages": drift.difference.pages(),
        "service": drift.difference.service(),
        "page": drift.source.as_ref().map(|source| source.page.as_str()),
        "line": drift.source.as_ref().map(|source| source.line),
        "metadataLine": drift.line,
    })
}
