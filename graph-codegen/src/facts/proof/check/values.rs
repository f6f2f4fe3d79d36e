//! The walk over the values of a body, each held against what is documented for it.

use serde_json::Value;

use super::{
    Check,
    at::{At, VALUE},
    is_annotation,
};
use crate::{
    diagnostic::codes,
    diagnostic::nearest,
    facts::proof::kind::{Kind, Spot},
    model::{Enum, Type},
};

impl<'a> Check<'a> {
    pub(super) fn collection(&mut self, spot: Spot<'a>, body: &Value) {
        self.row.held = Some(spot.ty);
        let keys = body.as_object().into_iter().flat_map(|object| object.keys());
        for key in keys.filter(|key| *key != "value" && !is_annotation(key)) {
            self.add(
                &codes::KEY_NOT_LISTED,
                At::Key(&At::Body, key),
                String::new(),
                false,
            );
        }
        match body.get("value").unwrap_or(&Value::Null) {
            // A single one in place of an array is a collection of one.
            value if !value.is_array() => self.value(spot, value, At::Element(&VALUE, 0)),
            value => self.field(spot, true, value, VALUE),
        }
    }

    pub(super) fn field(&mut self, spot: Spot<'a>, collection: bool, value: &Value, path: At<'_>) {
        match value {
            Value::Null => {}
            value if !collection && value.is_array() && !matches!(self.kinds.of(spot.ty), Kind::Json) => {
                let expected = expected(self.kinds.of(spot.ty));
                self.wrong(&codes::EXAMPLE_COUNT_DIFFERS, path, expected, value);
            }
            value if !collection => self.value(spot, value, path),
            Value::Array(elements) => {
                let row = self.row;
                for (index, element) in elements.iter().enumerate() {
                    self.row = row;
                    self.value(spot, element, At::Element(&path, index));
                }
            }
            value => self.wrong(&codes::EXAMPLE_COUNT_DIFFERS, path, "an array", value),
        }
    }

    pub(super) fn value(&mut self, spot: Spot<'a>, value: &Value, path: At<'_>) {
        let kind = self.kinds.of(spot.ty);
        match (kind, value) {
            (_, Value::Null) | (Kind::Json, _) => {}
            (Kind::Struct(ty), Value::Object(_)) => self.object(spot, ty, value, path),
            (Kind::Enum(enum_), Value::String(text)) => self.member(enum_, text, path),
            (Kind::Bool, Value::Bool(_)) | (Kind::Text, Value::String(_)) => {}
            (Kind::Binary, Value::String(text)) if is_base64(text) => {}
            (Kind::Binary, Value::String(_)) => self.refused(path, "expected base64"),
            (Kind::Float | Kind::Decimal, Value::Number(_)) => {}
            (Kind::Float, Value::String(text)) if matches!(text.as_str(), "NaN" | "INF" | "-INF") => {}
            (Kind::Decimal, Value::String(text)) if text.parse::<f64>().is_ok() => {}
            (Kind::Int64, Value::String(text)) if text.parse::<i64>().is_ok() => {}
            (Kind::Float | Kind::Decimal | Kind::Int64, Value::String(_)) => {
                self.refused(path, "expected a number");
            }
            (Kind::Int32 | Kind::Int64, Value::Number(_)) => self.integer(kind, value, path),
            _ => self.wrong(&codes::EXAMPLE_CONTRADICTS, path, expected(kind), value),
        }
    }

    fn integer(&mut self, kind: Kind<'_>, value: &Value, path: At<'_>) {
        let in_range = |whole: i64| !matches!(kind, Kind::Int32) || i32::try_from(whole).is_ok();
        match whole(value) {
            Some(whole) if in_range(whole) => {}
            None if !value.is_u64() => self.refused(path, "expected an integer"),
            _ => self.refused(path, "is out of range"),
        }
    }

    fn member(&mut self, enum_: &'a Enum, text: &str, path: At<'_>) {
        let names = || enum_.members.iter().map(|member| member.name.as_str());
        let is_member = |name: &str| names().any(|known| known.eq_ignore_ascii_case(name));
        let mut given = text.split(',').filter(|_| enum_.flags).map(str::trim);
        let unknown = match enum_.flags {
            true => given.find(|name| !name.is_empty() && !is_member(name)),
            false => Some(text).filter(|text| !is_member(text)),
        };
        if let Some(unknown) = unknown {
            self.add(&codes::NO_MEMBER, path, unknown.to_owned(), false);
            self.last(|fault| {
                fault.held = Some(&enum_.name);
                fault.documented = Some(enum_.source.span);
                fault.near = nearest(unknown, names());
            });
        }
    }

    fn object(&mut self, spot: Spot<'a>, declared: &'a Type, value: &Value, path: At<'_>) {
        let ty = self.kinds.actual(spot, declared, value);
        let object = value;
        for (key, value) in value.as_object().into_iter().flatten() {
            self.row.held = Some(&ty.name);
            match self.kinds.property(ty, key) {
                Some((spot, property)) => {
                    self.row.documented = Some(property.source.span);
                    self.field(spot, property.collection, value, At::Key(&path, key));
                }
                None if is_annotation(key) => {}
                None => self.not_listed(ty, object, key, path),
            }
        }
    }

    fn not_listed(&mut self, ty: &'a Type, object: &Value, key: &str, path: At<'_>) {
        self.row.documented = Some(ty.source.span).filter(|_| ty.documented);
        self.add(&codes::KEY_NOT_LISTED, At::Key(&path, key), String::new(), false);
        let near = nearest(key, self.kinds.names(ty));
        let open = self.kinds.is_open(ty) && near.is_none();
        let kept = open || self.kinds.is_of_heir(ty, object, key);
        self.last(|fault| {
            fault.near = near;
            fault.dynamic = kept;
        });
    }
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
