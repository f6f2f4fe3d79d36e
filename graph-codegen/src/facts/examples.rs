//! Checks every body of the examples against its documented type. The bodies become the cases of the round-trip tests.

mod check;
pub(crate) mod fill;
mod findings;
mod result;
#[cfg(test)]
mod tests;
pub(crate) mod wire;

use std::sync::{Arc, LazyLock};

use rayon::prelude::*;
use serde_json::Value;

use crate::{
    collections::HashMap,
    facts::{Facts, ValuePlace},
    model::{Api, Example, ExampleBody, ExampleClass, Operation, OperationKind, RequestBody, TypeName},
};
pub(crate) use check::{check, check_parameters};
pub use findings::findings;
pub use result::{
    Checked, CheckedExample, CheckedExamples, Fault, Message, Outcome, Parameter, Shape, TypedValues,
};
pub use wire::ValueType;
use wire::WireKinds;

/// Holds every body against its type.
pub fn check_examples<'a>(api: &'a Api, facts: &'a Facts) -> CheckedExamples<'a> {
    let kinds = WireKinds { api, facts };
    let operations = api.operations.iter();
    let operations: HashMap<&str, &Operation> = operations.map(|one| (one.id.as_str(), one)).collect();
    let message: Vec<_> = api.examples.iter().flat_map(messages).collect();
    let messages = message.len();
    let filled: Vec<_> = message
        .into_iter()
        .filter(|message| *message.body != ExampleBody::Empty)
        .collect();
    let empty = messages - filled.len();
    let example = filled.into_par_iter().map(|message| {
        let operation = message.example.operation.as_deref();
        let operation = operation.and_then(|id| operations.get(id).copied());
        let outcome = outcome(kinds, &message, operation);
        CheckedExample { message, outcome }
    });
    CheckedExamples {
        bodies: example.collect(),
        empty,
    }
}

fn messages(example: &Example) -> Vec<Message<'_>> {
    let request = example.request.iter().map(|request| Message {
        example,
        part: "request".to_owned(),
        body: &request.body,
        ty: request.ty.as_ref(),
        collection: request.collection,
        untyped: request.untyped,
        class: request.class,
        repaired: &request.repaired,
        line: request.line,
        place: request.place,
    });
    let responses = example
        .responses
        .iter()
        .zip(1..)
        .map(|(response, number)| Message {
            example,
            part: match (response.status, number) {
                (0, _) => "json".to_owned(),
                (_, 1) => "response".to_owned(),
                _ => format!("response_{number}"),
            },
            body: &response.body,
            ty: response.ty.as_ref(),
            collection: response.collection,
            untyped: response.untyped,
            class: response.class,
            repaired: &response.repaired,
            line: response.line,
            place: response.place,
        });
    request.chain(responses).collect()
}

fn outcome<'a>(kinds: WireKinds<'a>, message: &Message<'a>, operation: Option<&'a Operation>) -> Outcome<'a> {
    let skip = |reason: &str| Outcome::Skipped(reason.to_owned());
    let body = match (message.class, message.body) {
        (ExampleClass::Invalid, _) => return skip("not readable as JSON"),
        (ExampleClass::NonJson, _) | (_, ExampleBody::Text(_) | ExampleBody::Empty) => {
            return skip("not JSON");
        }
        (ExampleClass::Elided, _) => return skip("parts are left out"),
        (_, ExampleBody::Json(body)) => body,
    };
    let Some(values) = values(kinds, message, operation, body) else {
        let why = message.untyped.unwrap_or("nothing tells it");
        return skip(&format!("no type known: {why}"));
    };
    let mut body = Arc::clone(body);
    if message.class == ExampleClass::Placeholder {
        fill_values(&kinds, &values, Arc::make_mut(&mut body));
    }
    let faults = check::faults(kinds, message, operation, &values, &body);
    Outcome::Checked(Checked { values, body, faults })
}

fn values<'a>(
    kinds: WireKinds<'a>,
    message: &Message<'a>,
    operation: Option<&'a Operation>,
    body: &Value,
) -> Option<TypedValues<'a>> {
    let is_request = message.part == "request";
    if let Some(ty) = message.ty {
        let id = message.example.operation.clone().unwrap_or_default();
        let place = if is_request {
            ValuePlace::Body
        } else {
            ValuePlace::Response
        };
        let spot = kinds.spot(ty, || place(id));
        return Some(TypedValues::Typed(
            spot,
            check::shape(&kinds, spot, message.collection, body),
        ));
    }
    let operation = operation.filter(|_| is_request && body.is_object())?;
    if operation.kind == OperationKind::Ref && body.get(REFERENCE).is_some() {
        return Some(TypedValues::Parameters(vec![reference()]));
    }
    let taken = operation.request_body.as_ref()?;
    let own = taken.ty.is_none() && !taken.properties.is_empty();
    own.then(|| TypedValues::Parameters(parameters(kinds, operation, taken)))
}

/// What a reference names: the address of something.
const REFERENCE: &str = "@odata.id";

static TEXT: LazyLock<TypeName> = LazyLock::new(|| TypeName::new("Edm.String"));

fn reference() -> Parameter<'static> {
    Parameter {
        name: REFERENCE,
        spot: ValueType {
            ty: &TEXT,
            union: false,
        },
        collection: false,
        row: None,
    }
}

pub(crate) fn parameters<'a>(
    kinds: WireKinds<'a>,
    operation: &'a Operation,
    taken: &'a RequestBody,
) -> Vec<Parameter<'a>> {
    let listed = taken.properties.iter();
    let parameter = listed.map(|property| {
        let place = || ValuePlace::Parameter(operation.id.clone(), property.name.clone());
        Parameter {
            name: &property.name,
            spot: kinds.spot(&property.ty, place),
            collection: property.collection,
            row: Some(&property.source),
        }
    });
    parameter.collect()
}

fn fill_values(kinds: &WireKinds<'_>, values: &TypedValues<'_>, body: &mut Value) {
    match values {
        TypedValues::Typed(spot, shape) => fill::fill(kinds, *spot, *shape, body),
        TypedValues::Parameters(parameters) => {
            for parameter in parameters {
                if let Some(given) = body.get_mut(parameter.name) {
                    fill::field(kinds, parameter.spot, parameter.collection, given);
                }
            }
        }
    }
}
