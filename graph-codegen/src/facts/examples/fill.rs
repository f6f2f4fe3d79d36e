//! Replaces placeholders by values, always the same for the same type: `"hasAttachments": "Boolean"` becomes `true`.

use serde_json::{Value, json};

use super::{
    result::Shape,
    wire::{ValueType, WireKind, WireKinds},
};
use crate::model::{Type, TypeName};

/// Fills a body.
pub(crate) fn fill(kinds: &WireKinds<'_>, spot: ValueType<'_>, shape: Shape, body: &mut Value) {
    match (shape, body) {
        (Shape::One | Shape::List, body) => fill_value(kinds, spot, body),
        (Shape::Value | Shape::Collection, body) => {
            if let Some(value) = body.get_mut("value") {
                fill_value(kinds, spot, value);
            }
        }
    }
}

/// Fills the value of a property or a parameter.
pub(crate) fn field(kinds: &WireKinds<'_>, spot: ValueType<'_>, collection: bool, given: &mut Value) {
    if collection && given.is_string() {
        *given = json!([given.take()]);
    }
    fill_value(kinds, spot, given);
}

/// A value of a type: an object with a sample of each property that is one value and no object.
pub(crate) fn sample_of(kinds: &WireKinds<'_>, ty: &TypeName) -> Value {
    let WireKind::Struct(declared) = kinds.of(ty) else {
        return sample(kinds.of(ty), ty, "").unwrap_or_else(|| json!("text"));
    };
    let properties = kinds.properties(declared).filter(|property| !property.collection);
    let samples = properties.filter_map(|property| match kinds.of(&property.ty) {
        WireKind::Struct(_) | WireKind::Json => None,
        kind => {
            let text = sample(kind, &property.ty, "").unwrap_or_else(|| json!(property.name));
            Some((property.name.clone(), text))
        }
    });
    Value::Object(samples.collect())
}

fn fill_value(kinds: &WireKinds<'_>, spot: ValueType<'_>, value: &mut Value) {
    let kind = kinds.of(spot.ty);
    match (kind, value) {
        (kind, Value::Array(elements)) if !matches!(kind, WireKind::Json) => {
            elements
                .iter_mut()
                .for_each(|element| fill_value(kinds, spot, element));
        }
        (WireKind::Struct(ty), value) if value.is_object() => fill_object(kinds, spot, ty, value),
        (kind, value) => {
            if let Some(text) = value.as_str()
                && let Some(sample) = sample(kind, spot.ty, text)
            {
                *value = sample;
            }
        }
    }
}

fn fill_object(kinds: &WireKinds<'_>, spot: ValueType<'_>, declared: &Type, value: &mut Value) {
    let ty = kinds.actual(spot, declared, value);
    for (key, value) in value.as_object_mut().into_iter().flatten() {
        if let Some((spot, property)) = kinds.property(ty, key) {
            field(kinds, spot, property.collection, value);
        }
    }
}

/// A value for a text that stands for one; none where the text may stay.
fn sample(kind: WireKind<'_>, ty: &TypeName, text: &str) -> Option<Value> {
    Some(match kind {
        WireKind::Bool => json!(!text.eq_ignore_ascii_case("false")),
        WireKind::Int32 | WireKind::Int64 => json!(text.parse().unwrap_or(1_i64)),
        WireKind::Float | WireKind::Decimal => json!(text.parse().unwrap_or(1.5)),
        WireKind::Binary => json!("AQID"),
        WireKind::Struct(_) => json!({}),
        WireKind::Enum(enum_) => {
            let is_member = |name: &str| {
                let mut members = enum_.members.iter();
                members.any(|member| member.name.eq_ignore_ascii_case(name))
            };
            if text.split(',').all(|name| is_member(name.trim())) {
                return None;
            }
            json!(enum_.members.first()?.name)
        }
        WireKind::Text => json!(match ty.as_str() {
            "Edm.Date" => "2017-08-29",
            "Edm.DateTimeOffset" => "2017-08-29T04:03:21Z",
            "Edm.Duration" => "PT1H30M",
            "Edm.Guid" => "0f6a1c5e-2b7d-4c8e-9f10-a1b2c3d4e5f6",
            "Edm.TimeOfDay" => "08:30:00",
            _ => return None,
        }),
        WireKind::Json => return None,
    })
}
