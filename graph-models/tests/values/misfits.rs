//! Valid JSON with values of other types than the models have, and what is lost of it.

use fastrand::Rng;
use graph_models::{
    Json,
    runtime::{misfits_of, read_value, write_value},
};
use serde_json::json;

use super::properties::{self, Make};

/// Replaces about a third of the values inside an object or an array.
pub(crate) fn replace_some(random: &mut Rng, body: &mut Json) {
    let replace = |random: &mut Rng, value: &mut Json| {
        if random.u8(0..3) == 0 {
            *value = any(random, 3);
        } else {
            replace_some(random, value);
        }
    };
    match body {
        Json::Object(entries) => entries.values_mut().for_each(|value| replace(random, value)),
        Json::Array(elements) => elements.iter_mut().for_each(|value| replace(random, value)),
        _ => {}
    }
}

/// Whether somewhere an object, an array or a scalar is in the place of one of the two others.
pub(crate) fn has_other_shape(shown: &Json, body: &Json) -> bool {
    match (shown, body) {
        (Json::Object(shown), Json::Object(body)) => shown
            .iter()
            .any(|(key, value)| has_other_shape(value, body.get(key).unwrap_or(&Json::Null))),
        (Json::Array(shown), Json::Array(body)) => {
            let mut pairs = shown.iter().zip(body);
            pairs.any(|(shown, body)| has_other_shape(shown, body))
        }
        (_, Json::Null) | (Json::Null, _) => false,
        (shown, body) => [shown, body]
            .into_iter()
            .any(|value| value.is_object() || value.is_array()),
    }
}

/// A value of any JSON type.
fn any(random: &mut Rng, levels: usize) -> Json {
    let most = if levels == 0 { 5 } else { 8 };
    match random.u8(0..most) {
        0 => Json::Null,
        1 => random.bool().into(),
        2 => random
            .choice([0_i64, 5, -1, i64::from(i32::MAX) + 1, i64::MIN])
            .into(),
        3 => random.choice([0.5, -1e30, 4_294_967_296.5, 3.0]).into(),
        4 => random
            .choice([
                "",
                "a",
                "5",
                "47.5",
                "true",
                "2026-01-01",
                "AQI=",
                "a,b",
                "NaN",
                "\u{fffd}",
            ])
            .into(),
        5 => (0..random.usize(0..4)).map(|_| any(random, levels - 1)).collect(),
        6 => json!({ random.choice(KEYS).expect("there are keys"): any(random, levels - 1) }),
        _ => {
            json!({ "id": any(random, levels - 1), "@odata.type": "#microsoft.graph.user", "x": any(random, levels - 1) })
        }
    }
}

const KEYS: [&str; 6] = ["id", "value", "displayName", "@odata.type", "name", ""];

/// Checks that a body with values of any JSON types is read without an error, and that what is written has all of them.
/// Returns whether some were misfits.
pub(crate) fn keeps_all(make: Make, body: &Json) -> Result<bool, String> {
    let mut field = make();
    read_value(body.clone(), &mut *field).map_err(|error| error.to_string())?;
    let written = write_value(field.get()).map_err(|error| error.to_string())?;
    if let Some(lost) = lost("", body, &written) {
        return Err(lost);
    }
    properties::agrees(make, body)?;
    Ok(!misfits_of(field.get()).is_empty())
}

/// What was read and not written: the path to the first value. Null is no value, and a scalar may be spelled in another
/// way: `47.0` for `47`, `true` for `"true"`.
fn lost(path: &str, read: &Json, written: &Json) -> Option<String> {
    match (read, written) {
        (Json::Null, _) => None,
        (Json::Object(read), Json::Object(written)) => read.iter().find_map(|(key, value)| {
            let written = written.get(key).unwrap_or(&Json::Null);
            lost(&format!("{path}.{key}"), value, written)
        }),
        (Json::Array(read), Json::Array(written)) => {
            let some = |all: &[Json]| {
                all.iter()
                    .filter(|one| !one.is_null())
                    .cloned()
                    .collect::<Vec<_>>()
            };
            let (read, written) = (some(read), some(written));
            if read.len() != written.len() {
                return Some(format!("{path}: {} values became {}", read.len(), written.len()));
            }
            let mut pairs = read.iter().zip(&written).enumerate();
            pairs.find_map(|(at, (read, written))| lost(&format!("{path}[{at}]"), read, written))
        }
        (read, written) if is_same(read, written) => None,
        (read, written) => Some(format!("{path}: {read} was written as {written}")),
    }
}

/// Whether two scalars are two spellings of one value.
fn is_same(a: &Json, b: &Json) -> bool {
    let text = |value: &Json| match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    let number = |text: &str| text.parse::<f64>().ok();
    let (Some(a), Some(b)) = (text(a), text(b)) else {
        return false;
    };
    a.eq_ignore_ascii_case(&b)
        || number(&a).is_some() && number(&a) == number(&b)
        || bytes(&a).is_some() && bytes(&a) == bytes(&b)
}

/// The bytes of a text in one of the alphabets of base64. Bits behind the last whole byte mean nothing.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for c in text.trim_end_matches('=').bytes() {
        let six = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        (bits, count) = (bits << 6 | u32::from(six), count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}
