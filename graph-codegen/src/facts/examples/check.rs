//! Checks a body against its documented type: keys that the type does not have, and values that it cannot hold.

use std::fmt;

use serde_json::Value;

use super::{
    result::{Fault, Message, Parameter, Shape, TypedValues},
    wire::{ValueType, WireKind, WireKinds},
};
use crate::{
    diagnostic::{Code, codes, nearest},
    model::{Enum, Operation, Type, TypeName},
    text::Span,
};

/// Where in a body the values of its type are. What the body shows counts for more than what is documented.
pub(super) fn shape(kinds: &WireKinds<'_>, spot: ValueType<'_>, collection: bool, body: &Value) -> Shape {
    let Some(object) = body.as_object() else {
        return if body.is_array() { Shape::List } else { Shape::One };
    };
    let Some(value) = object.get("value") else {
        return Shape::One;
    };
    let own = match kinds.of(spot.ty) {
        WireKind::Struct(ty) => kinds.property(kinds.actual(spot, ty, body), "value").is_some(),
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

/// Everything that is wrong with a body.
pub(super) fn faults<'a>(
    kinds: WireKinds<'a>,
    message: &Message<'a>,
    operation: Option<&'a Operation>,
    values: &TypedValues<'a>,
    body: &Value,
) -> Vec<Fault<'a>> {
    match values {
        TypedValues::Typed(spot, shape) => {
            let mut faults = check(kinds, *spot, *shape, body);
            faults.extend(operation.and_then(|operation| other_count(message, operation, *spot, *shape)));
            faults
        }
        TypedValues::Parameters(parameters) => operation.map_or_else(Vec::new, |operation| {
            check_parameters(kinds, operation, parameters, body)
        }),
    }
}

/// The faults of the values of one type.
pub(crate) fn check<'a>(
    kinds: WireKinds<'a>,
    spot: ValueType<'a>,
    shape: Shape,
    body: &Value,
) -> Vec<Fault<'a>> {
    let mut check = Check::new(kinds);
    match shape {
        Shape::One => check.value(spot, body, ValuePath::Body),
        Shape::List => check.field(spot, true, body, ValuePath::Body),
        Shape::Value => check.value(spot, body.get("value").unwrap_or(&Value::Null), VALUE),
        Shape::Collection => check.collection(spot, body),
    }
    check.faults
}

/// The page documents one where the example shows several, or the other way round.
fn other_count<'a>(
    message: &Message<'a>,
    operation: &'a Operation,
    spot: ValueType<'a>,
    shape: Shape,
) -> Option<Fault<'a>> {
    let status = message
        .example
        .responses
        .iter()
        .find(|one| one.line == message.line)?
        .status;
    let mut answers = operation.responses.iter();
    let documented = answers.find(|one| one.status == status && one.ty.is_some())?;
    let reason = match (documented.collection, shape) {
        (true, Shape::One | Shape::Value) => "expected a collection as documented, found one",
        (false, Shape::Collection | Shape::List) => "expected one as documented, found a collection",
        _ => return None,
    };
    Some(Fault {
        held: Some(spot.ty),
        ..Fault::new(&codes::EXAMPLE_COUNT_DIFFERS, String::new(), reason.to_owned())
    })
}

/// The faults of the parameters that a body gives.
pub(crate) fn check_parameters<'a>(
    kinds: WireKinds<'a>,
    operation: &'a Operation,
    parameters: &[Parameter<'a>],
    body: &Value,
) -> Vec<Fault<'a>> {
    let mut check = Check::new(kinds);
    let listed = operation.request_body.iter().flat_map(|body| &body.properties);
    let names: Vec<&'a str> = listed.map(|property| property.name.as_str()).collect();
    for (key, value) in body.as_object().into_iter().flatten() {
        match parameters.iter().find(|parameter| parameter.name == key) {
            Some(parameter) => {
                check.row.documented = parameter.row.map(|row| row.span);
                check.field(
                    parameter.spot,
                    parameter.collection,
                    value,
                    ValuePath::Key(&ValuePath::Body, key),
                );
            }
            None if is_annotation(key) => {}
            None => {
                let near = nearest(key, names.iter().copied());
                check.add(
                    &codes::PARAMETER_NOT_LISTED,
                    ValuePath::Key(&ValuePath::Body, key),
                    String::new(),
                    false,
                );
                check.last(|fault| fault.near = near);
            }
        }
    }
    check.faults
}

struct Check<'a> {
    kinds: WireKinds<'a>,
    faults: Vec<Fault<'a>>,
    row: Row<'a>,
}

/// What a value is held against.
#[derive(Clone, Copy, Default)]
struct Row<'a> {
    /// The type of which it is a property.
    held: Option<&'a TypeName>,
    /// Where the property is documented.
    documented: Option<Span>,
}

impl<'a> Check<'a> {
    fn new(kinds: WireKinds<'a>) -> Self {
        Self {
            kinds,
            faults: Vec::new(),
            row: Row::default(),
        }
    }

    fn wrong(&mut self, code: &'static Code, path: ValuePath<'_>, expected: &str, value: &Value) {
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        self.add(code, path, format!("expected {expected}, found {found}"), true);
    }

    fn refused(&mut self, path: ValuePath<'_>, reason: &str) {
        self.add(&codes::EXAMPLE_CONTRADICTS, path, reason.to_owned(), true);
    }

    fn add(&mut self, code: &'static Code, path: ValuePath<'_>, reason: String, refused: bool) {
        self.faults.push(Fault {
            refused,
            held: self.row.held,
            documented: self.row.documented,
            ..Fault::new(code, path.to_string(), reason)
        });
    }

    fn last(&mut self, change: impl FnOnce(&mut Fault<'a>)) {
        if let Some(fault) = self.faults.last_mut() {
            change(fault);
        }
    }

    fn collection(&mut self, spot: ValueType<'a>, body: &Value) {
        self.row.held = Some(spot.ty);
        let keys = body.as_object().into_iter().flat_map(|object| object.keys());
        for key in keys.filter(|key| *key != "value" && !is_annotation(key)) {
            self.add(
                &codes::KEY_NOT_LISTED,
                ValuePath::Key(&ValuePath::Body, key),
                String::new(),
                false,
            );
        }
        match body.get("value").unwrap_or(&Value::Null) {
            // A single one in place of an array is a collection of one.
            value if !value.is_array() => self.value(spot, value, ValuePath::Element(&VALUE, 0)),
            value => self.field(spot, true, value, VALUE),
        }
    }

    fn field(&mut self, spot: ValueType<'a>, collection: bool, value: &Value, path: ValuePath<'_>) {
        match value {
            Value::Null => {}
            value if !collection && value.is_array() && !matches!(self.kinds.of(spot.ty), WireKind::Json) => {
                let expected = expected(self.kinds.of(spot.ty));
                self.wrong(&codes::EXAMPLE_COUNT_DIFFERS, path, expected, value);
            }
            value if !collection => self.value(spot, value, path),
            Value::Array(elements) => {
                let row = self.row;
                for (index, element) in elements.iter().enumerate() {
                    self.row = row;
                    self.value(spot, element, ValuePath::Element(&path, index));
                }
            }
            value => self.wrong(&codes::EXAMPLE_COUNT_DIFFERS, path, "an array", value),
        }
    }

    fn value(&mut self, spot: ValueType<'a>, value: &Value, path: ValuePath<'_>) {
        let kind = self.kinds.of(spot.ty);
        match (kind, value) {
            (_, Value::Null) | (WireKind::Json, _) => {}
            (WireKind::Struct(ty), Value::Object(_)) => self.object(spot, ty, value, path),
            (WireKind::Enum(enum_), Value::String(text)) => self.member(enum_, text, path),
            (WireKind::Bool, Value::Bool(_)) | (WireKind::Text, Value::String(_)) => {}
            (WireKind::Binary, Value::String(text)) if is_base64(text) => {}
            (WireKind::Binary, Value::String(_)) => self.refused(path, "expected base64"),
            (WireKind::Float | WireKind::Decimal, Value::Number(_)) => {}
            (WireKind::Float, Value::String(text)) if matches!(text.as_str(), "NaN" | "INF" | "-INF") => {}
            (WireKind::Decimal, Value::String(text)) if text.parse::<f64>().is_ok() => {}
            (WireKind::Int64, Value::String(text)) if text.parse::<i64>().is_ok() => {}
            (WireKind::Float | WireKind::Decimal | WireKind::Int64, Value::String(_)) => {
                self.refused(path, "expected a number");
            }
            (WireKind::Int32 | WireKind::Int64, Value::Number(_)) => self.integer(kind, value, path),
            _ => self.wrong(&codes::EXAMPLE_CONTRADICTS, path, expected(kind), value),
        }
    }

    fn integer(&mut self, kind: WireKind<'_>, value: &Value, path: ValuePath<'_>) {
        let in_range = |whole: i64| !matches!(kind, WireKind::Int32) || i32::try_from(whole).is_ok();
        match whole(value) {
            Some(whole) if in_range(whole) => {}
            None if !value.is_u64() => self.refused(path, "expected an integer"),
            _ => self.refused(path, "is out of range"),
        }
    }

    fn member(&mut self, enum_: &'a Enum, text: &str, path: ValuePath<'_>) {
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

    fn object(&mut self, spot: ValueType<'a>, declared: &'a Type, value: &Value, path: ValuePath<'_>) {
        let ty = self.kinds.actual(spot, declared, value);
        let object = value;
        for (key, value) in value.as_object().into_iter().flatten() {
            self.row.held = Some(&ty.name);
            match self.kinds.property(ty, key) {
                Some((spot, property)) => {
                    self.row.documented = Some(property.source.span);
                    self.field(spot, property.collection, value, ValuePath::Key(&path, key));
                }
                None if is_annotation(key) => {}
                None => self.not_listed(ty, object, key, path),
            }
        }
    }

    fn not_listed(&mut self, ty: &'a Type, object: &Value, key: &str, path: ValuePath<'_>) {
        self.row.documented = Some(ty.source.span).filter(|_| ty.documented);
        self.add(
            &codes::KEY_NOT_LISTED,
            ValuePath::Key(&path, key),
            String::new(),
            false,
        );
        let near = nearest(
            key,
            self.kinds.properties(ty).map(|property| property.name.as_str()),
        );
        let open = self.kinds.is_open(ty) && near.is_none();
        // That a type has no page is reported once, where it is named: nothing tells which keys it has.
        let open = open || !self.kinds.is_described(ty);
        let kept = open || self.kinds.is_of_subtype(ty, object, key);
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

fn expected(kind: WireKind<'_>) -> &'static str {
    match kind {
        WireKind::Bool => "a boolean",
        WireKind::Int32 => "a 32-bit integer",
        WireKind::Int64 => "an integer",
        WireKind::Float | WireKind::Decimal => "a number",
        WireKind::Text | WireKind::Enum(_) | WireKind::Binary => "a string",
        WireKind::Struct(_) => "an object",
        WireKind::Json => "JSON",
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

/// `@odata.type`, `members@odata.nextLink`, and the actions that an object offers: `#microsoft.graph.restore`.
fn is_annotation(key: &str) -> bool {
    key.contains('@') || key.starts_with('#')
}

/// Where in a body a value is; a text only where something is wrong.
#[derive(Clone, Copy)]
enum ValuePath<'p> {
    Body,
    Key(&'p ValuePath<'p>, &'p str),
    Element(&'p ValuePath<'p>, usize),
}

const VALUE: ValuePath<'_> = ValuePath::Key(&ValuePath::Body, "value");

impl fmt::Display for ValuePath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body => Ok(()),
            Self::Key(ValuePath::Body, key) => f.write_str(key),
            Self::Key(outer, key) => write!(f, "{outer}.{key}"),
            Self::Element(outer, index) => write!(f, "{outer}[{index}]"),
        }
    }
}
