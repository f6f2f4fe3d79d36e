//! Findings as lines of JSON, one object each.

use anyhow::Result;
use serde_json::{Value, json};

use super::told::{One, Place, Told};
use crate::explain::level;

/// The lines.
pub(super) fn text(told: &Told<'_>) -> Result<String> {
    let chosen = told.chosen()?;
    let lines = chosen.iter().map(|one| format!("{}\n", line(told, one)));
    Ok(lines.collect())
}

fn line(told: &Told<'_>, one: &One<'_>) -> Value {
    let finding = one.finding;
    let place = finding.span.map(|span| told.place(span));
    let related = finding.related.as_ref().map(|related| {
        let mut json = position(&told.place(related.0));
        json["label"] = related.1.into();
        json
    });
    let mut json = json!({
        "code": finding.code.id,
        "level": level(one.level),
        "title": finding.code.title,
        "message": finding.message,
        "help": finding.help,
        "subject": finding.stable_subject(),
        "related": related,
        "accepted": one.accepted,
    });
    if let (Some(place), Some(json)) = (place, json.as_object_mut())
        && let Value::Object(place) = position(&place)
    {
        json.extend(place);
    }
    json
}

/// Lines and columns count from 1, columns in characters.
fn position(place: &Place) -> Value {
    json!({
        "file": place.file,
        "page": place.page,
        "line": place.start.line,
        "column": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    })
}
