//! A body against its documented type: what the type does not have, and what it cannot hold.

mod at;
mod values;

use serde_json::Value;

use super::{
    Fault, Parameter, Shape, Shown, Values,
    kind::{Kind, Kinds, Spot},
};
use crate::{
    diagnostic::nearest,
    diagnostic::{Code, codes},
    model::{Operation, TypeName},
    text::Span,
};
use at::{At, VALUE};

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

/// Everything that is wrong with a body.
pub(super) fn faults<'a>(
    kinds: Kinds<'a>,
    shown: &Shown<'a>,
    operation: Option<&'a Operation>,
    values: &Values<'a>,
    body: &Value,
) -> Vec<Fault<'a>> {
    match values {
        Values::Typed(spot, shape) => {
            let mut faults = check(kinds, *spot, *shape, body);
            faults.extend(operation.and_then(|operation| other_count(shown, operation, *spot, *shape)));
            faults
        }
        Values::Parameters(parameters) => operation.map_or_else(Vec::new, |operation| {
            check_parameters(kinds, operation, parameters, body)
        }),
    }
}

/// The faults of the values of one type.
pub(crate) fn check<'a>(kinds: Kinds<'a>, spot: Spot<'a>, shape: Shape, body: &Value) -> Vec<Fault<'a>> {
    let mut check = Check::new(kinds);
    match shape {
        Shape::One => check.value(spot, body, At::Body),
        Shape::List => check.field(spot, true, body, At::Body),
        Shape::Value => check.value(spot, body.get("value").unwrap_or(&Value::Null), VALUE),
        Shape::Collection => check.collection(spot, body),
    }
    check.faults
}

/// The page documents one where the example shows several, or the other way round.
fn other_count<'a>(
    shown: &Shown<'a>,
    operation: &'a Operation,
    spot: Spot<'a>,
    shape: Shape,
) -> Option<Fault<'a>> {
    let status = shown
        .example
        .responses
        .iter()
        .find(|one| one.line == shown.line)?
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
    kinds: Kinds<'a>,
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
                    At::Key(&At::Body, key),
                );
            }
            None if is_annotation(key) => {}
            None => {
                let near = nearest(key, names.iter().copied());
                check.add(
                    &codes::PARAMETER_NOT_LISTED,
                    At::Key(&At::Body, key),
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
    kinds: Kinds<'a>,
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
    fn new(kinds: Kinds<'a>) -> Self {
        Self {
            kinds,
            faults: Vec::new(),
            row: Row::default(),
        }
    }

    fn wrong(&mut self, code: &'static Code, path: At<'_>, expected: &str, value: &Value) {
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

    fn refused(&mut self, path: At<'_>, reason: &str) {
        self.add(&codes::EXAMPLE_CONTRADICTS, path, reason.to_owned(), true);
    }

    fn add(&mut self, code: &'static Code, path: At<'_>, reason: String, refused: bool) {
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
}

/// `@odata.type`, `members@odata.nextLink`, and the actions that an object offers: `#microsoft.graph.restore`.
fn is_annotation(key: &str) -> bool {
    key.contains('@') || key.starts_with('#')
}
