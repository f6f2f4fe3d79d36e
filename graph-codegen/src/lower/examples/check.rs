//! A body against its documented type: what the type does not have, and what it cannot hold.

use serde_json::Value;

use super::kind::{Kind, Kinds, Spot};
use crate::{
    model::Type,
    rust::examples::{Contradiction, Shape},
};

/// Where in a body the values of its type are. What the body shows counts for more than what is documented.
pub(super) fn shape(kinds: &Kinds<'_>, spot: Spot<'_>, collection: bool, body: &Value) -> Shape {
    let Some(object) = body.as_object() else {
        return if body.is_array() { Shape::List } else { Shape::One };
    };
    let Some(value) = object.get("value") else {
        return Shape::One;
    };
    let own = match kinds.of(spot.ty) {
        Kind::Struct(ty) => kinds.property(kinds.actual(spot, ty, body), "value").is_some(),
        _ => false,
    };
    let alone = object.keys().all(|key| key == "value" || key.starts_with('@'));
    match collection {
        true => Shape::Collection,
        false if own || !alone => Shape::One,
        false if value.is_array() => Shape::Collection,
        false => Shape::Value,
    }
}

/// Paths of keys that the type does not have, and values that it cannot hold.
pub(super) fn check(
    kinds: &Kinds<'_>,
    spot: Spot<'_>,
    shape: Shape,
    body: &Value,
) -> (Vec<String>, Vec<Contradiction>) {
    let mut check = Check {
        kinds,
        undocumented: Vec::new(),
        contradicts: Vec::new(),
    };
    match shape {
        Shape::One => check.value(spot, body, ""),
        Shape::List => check.field(spot, true, body, ""),
        Shape::Value => check.value(spot, body.get("value").unwrap_or(&Value::Null), "value"),
        Shape::Collection => check.collection(spot, body),
    }
    (check.undocumented, check.contradicts)
}

struct Check<'a> {
    kinds: &'a Kinds<'a>,
    undocumented: Vec<String>,
    contradicts: Vec<Contradiction>,
}

impl Check<'_> {
    fn collection(&mut self, spot: Spot<'_>, body: &Value) {
        let keys = body.as_object().into_iter().flat_map(|object| object.keys());
        let unknown = keys.filter(|key| *key != "value" && !is_annotation(key));
        self.undocumented.extend(unknown.cloned());
        match body.get("value").unwrap_or(&Value::Null) {
            // A single one in place of an array is a collection of one.
            value if !value.is_array() => self.value(spot, value, "value[0]"),
            value => self.field(spot, true, value, "value"),
        }
    }

    fn field(&mut self, spot: Spot<'_>, collection: bool, value: &Value, path: &str) {
        match value {
            Value::Null => {}
            value if !collection => self.value(spot, value, path),
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    self.value(spot, element, &format!("{path}[{index}]"));
                }
            }
            value => self.wrong(path, "an array", value),
        }
    }

    fn value(&mut self, spot: Spot<'_>, value: &Value, path: &str) {
        let kind = self.kinds.of(spot.ty);
        match (kind, value) {
            (_, Value::Null) | (Kind::Json, _) => {}
            (Kind::Struct(ty), Value::Object(_)) => self.object(spot, ty, value, path),
            (Kind::Bool, Value::Bool(_)) | (Kind::Text | Kind::Enum(_), Value::String(_)) => {}
            (Kind::Binary, Value::String(text)) if is_base64(text) => {}
            (Kind::Binary, Value::String(_)) => self.add(path, "expected base64".to_owned()),
            (Kind::Float | Kind::Decimal, Value::Number(_)) => {}
            (Kind::Float, Value::String(text)) if matches!(text.as_str(), "NaN" | "INF" | "-INF") => {}
            (Kind::Decimal, Value::String(text)) if text.parse::<f64>().is_ok() => {}
            (Kind::Int64, Value::String(text)) if text.parse::<i64>().is_ok() => {}
            (Kind::Float | Kind::Decimal | Kind::Int64, Value::String(_)) => {
                self.add(path, "expected a number".to_owned());
            }
            (Kind::Int32 | Kind::Int64, Value::Number(_)) => self.integer(kind, value, path),
            _ => self.wrong(path, expected(kind), value),
        }
    }

    fn integer(&mut self, kind: Kind<'_>, value: &Value, path: &str) {
        let in_range = |whole: i64| !matches!(kind, Kind::Int32) || i32::try_from(whole).is_ok();
        match whole(value) {
            Some(whole) if in_range(whole) => {}
            None if !value.is_u64() => self.add(path, "expected an integer".to_owned()),
            _ => self.add(path, "is out of range".to_owned()),
        }
    }

    fn object(&mut self, spot: Spot<'_>, declared: &Type, value: &Value, path: &str) {
        let ty = self.kinds.actual(spot, declared, value);
        let outer = match path {
            "" => String::new(),
            path => format!("{path}."),
        };
        for (key, value) in value.as_object().into_iter().flatten() {
            match self.kinds.property(ty, key) {
                Some((spot, collection)) => {
                    self.field(spot, collection, value, &format!("{outer}{key}"));
                }
                None if is_annotation(key) => {}
                None => self.undocumented.push(format!("{outer}{key}")),
            }
        }
    }

    fn wrong(&mut self, path: &str, expected: &str, value: &Value) {
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        self.add(path, format!("expected {expected}, found {found}"));
    }

    fn add(&mut self, path: &str, reason: String) {
        self.contradicts.push(Contradiction {
            path: path.to_owned(),
            reason,
        });
    }
}

/// `@odata.type`, `members@odata.nextLink`, and the actions that an object offers: `#microsoft.graph.restore`.
fn is_annotation(key: &str) -> bool {
    key.contains('@') || key.starts_with('#')
}

/// A whole number, also one that is written with a fraction: `3.0`.
fn whole(value: &Value) -> Option<i64> {
    let fits = |float: &f64| float.fract() == 0.0 && (-9.2e18..9.2e18).contains(float);
    let float = || value.as_f64().filter(|_| value.is_f64()).filter(fits);
    value.as_i64().or_else(|| float().map(|float| float as i64))
}

fn expected(kind: Kind<'_>) -> &'static str {
    match kind {
        Kind::Bool => "a boolean",
        Kind::Int32 => "a 32-bit integer",
        Kind::Int64 => "an integer",
        Kind::Float | Kind::Decimal => "a number",
        Kind::Text | Kind::Enum(_) | Kind::Binary => "a string",
        Kind::Struct(_) => "an object",
        Kind::Json => "JSON",
    }
}

/// Either alphabet, padded or not, with line breaks: what the runtime reads.
fn is_base64(text: &str) -> bool {
    let text: String = text
        .chars()
        .filter(|letter| !letter.is_ascii_whitespace())
        .collect();
    let letters = text.trim_end_matches('=');
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "+/-_".contains(letter);
    letters.chars().all(is_letter) && letters.len() % 4 != 1
}
