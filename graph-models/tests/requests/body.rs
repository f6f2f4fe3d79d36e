//! The body on the page and the one that was built: equal, up to what means the same to the service.

use graph_models::{Binary, Json};

use crate::case::Outcome;

/// Compares two bodies.
pub(crate) fn compare(shown: Option<&Json>, built: &[u8], outcome: &mut Outcome) {
    match shown {
        None if built == b"{}" => outcome.normalised.push("no body as `{}`"),
        None if built.is_empty() => {}
        None => outcome.faults.push("has a body, on the page none".to_owned()),
        Some(Json::String(text)) if text.as_bytes() == built => {}
        Some(shown) => match serde_json::from_slice::<Json>(built) {
            Ok(built) => value("the body", shown, &built, outcome),
            Err(error) => outcome.faults.push(format!("the body is no JSON: {error}")),
        },
    }
}

fn value(path: &str, shown: &Json, built: &Json, outcome: &mut Outcome) {
    match (shown, built) {
        (shown, built) if shown == built => {}
        (Json::Object(shown), Json::Object(built)) => {
            for (name, inner) in shown {
                match built.get(name) {
                    Some(built) => value(&format!("{path}.{name}"), inner, built, outcome),
                    None if inner.is_null() => outcome.normalised.push("null and absent"),
                    None => outcome.faults.push(format!("{path}.{name} was lost")),
                }
            }
            for name in built.keys().filter(|name| !shown.contains_key(*name)) {
                outcome.faults.push(format!("{path}.{name} was made up"));
            }
        }
        (Json::Array(shown), Json::Array(built)) if shown.len() == built.len() => {
            for (shown, built) in shown.iter().zip(built) {
                value(&format!("{path}[]"), shown, built, outcome);
            }
        }
        (shown, Json::Array(built)) if built.len() == 1 => {
            outcome.normalised.push("one value as a collection of one");
            value(path, shown, &built[0], outcome);
        }
        (Json::String(a), Json::String(b)) if a.eq_ignore_ascii_case(b) => {
            outcome.normalised.push("case of an enum");
        }
        (Json::String(a), Json::String(b)) if members(a) == members(b) => {
            outcome.normalised.push("spelling of flags");
        }
        (Json::String(a), Json::String(b)) if same_bytes(a, b) => {
            outcome.normalised.push("spelling of base64");
        }
        (a, b) if same_number(a, b) => outcome.normalised.push("spelling of a number"),
        (a, b) => outcome.faults.push(format!("{path} is {b}, on the page {a}")),
    }
}

fn members(text: &str) -> Vec<String> {
    let mut members: Vec<_> = text.split(',').map(|name| name.trim().to_lowercase()).collect();
    members.sort();
    members
}

fn same_bytes(a: &str, b: &str) -> bool {
    matches!((Binary::from_base64(a), Binary::from_base64(b)), (Ok(a), Ok(b)) if a == b)
}

fn same_number(a: &Json, b: &Json) -> bool {
    let number = |json: &Json| match json {
        Json::String(text) => text.parse().ok(),
        json => json.as_f64(),
    };
    matches!((number(a), number(b)), (Some(a), Some(b)) if a.total_cmp(&b).is_eq())
}
