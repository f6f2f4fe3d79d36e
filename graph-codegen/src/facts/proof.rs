//! [`Api`] and [`Facts`] → [`Proof`]: every body of the examples held against the type that is documented for it, with
//! the place of each fault in its page. The same bodies become the cases of the round-trip tests.
//! Knows neither Markdown nor Rust; places of values in a body are asked of `parse`.

mod check;
pub(crate) mod fill;
mod findings;
pub(crate) mod kind;
mod result;
#[cfg(test)]
mod tests;

use std::sync::{Arc, LazyLock};

use rayon::prelude::*;
use serde_json::Value;

use crate::{
    collections::HashMap,
    facts::{Facts, Place},
    model::{Api, Example, ExampleBody, ExampleClass, Operation, OperationKind, RequestBody, TypeName},
};
pub(crate) use check::check;
pub use findings::findings;
use kind::Kinds;
pub use kind::Spot;
pub use result::{Fault, Outcome, Parameter, Proof, Proved, Shape, Shown, Tried, Values};

/// Holds every body against its type.
pub fn proof<'a>(api: &'a Api, facts: &'a Facts) -> Proof<'a> {
    let kinds = Kinds { api, facts };
    let operations = api.operations.iter();
    let operations: HashMap<&str, &Operation> = operations.map(|one| (one.id.as_str(), one)).collect();
    let shown: Vec<_> = api.examples.iter().flat_map(messages).collect();
    let messages = shown.len();
    let filled: Vec<_> = shown
        .into_iter()
        .filter(|shown| *shown.body != ExampleBody::Empty)
        .collect();
    let empty = messages - filled.len();
    let proved = filled.into_par_iter().map(|shown| {
        let operation = shown.example.operation.as_deref();
        let operation = operation.and_then(|id| operations.get(id).copied());
        let outcome = outcome(kinds, &shown, operation);
        Proved { shown, outcome }
    });
    Proof {
        bodies: proved.collect(),
        empty,
    }
}

fn messages(example: &Example) -> Vec<Shown<'_>> {
    let request = example.request.iter().map(|request| Shown {
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
    let responses = example.responses.iter().zip(1..).map(|(response, number)| Shown {
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

fn outcome<'a>(kinds: Kinds<'a>, shown: &Shown<'a>, operation: Option<&'a Operation>) -> Outcome<'a> {
    let skip = |reason: &str| Outcome::Skipped(reason.to_owned());
    let body = match (shown.class, shown.body) {
        (ExampleClass::Invalid, _) => return skip("not readable as JSON"),
        (ExampleClass::NonJson, _) | (_, ExampleBody::Text(_) | ExampleBody::Empty) => {
            return skip("not JSON");
        }
        (ExampleClass::Elided, _) => return skip("parts are left out"),
        (_, ExampleBody::Json(body)) => body,
    };
    let Some(values) = values(kinds, shown, operation, body) else {
        let why = shown.untyped.unwrap_or("nothing tells it");
        return skip(&format!("no type known: {why}"));
    };
    let mut body = Arc::clone(body);
    if shown.class == ExampleClass::Placeholder {
        fill_values(&kinds, &values, Arc::make_mut(&mut body));
    }
    let faults = check::faults(kinds, shown, operation, &values, &body);
    Outcome::Tried(Tried { values, body, faults })
}

fn values<'a>(
    kinds: Kinds<'a>,
    shown: &Shown<'a>,
    operation: Option<&'a Operation>,
    body: &Value,
) -> Option<Values<'a>> {
    let is_request = shown.part == "request";
    if let Some(ty) = shown.ty {
        let id = shown.example.operation.clone().unwrap_or_default();
        let place = if is_request { Place::Body } else { Place::Answer };
        let spot = kinds.spot(ty, || place(id));
        return Some(Values::Typed(
            spot,
            check::shape(&kinds, spot, shown.collection, body),
        ));
    }
    let operation = operation.filter(|_| is_request && body.is_object())?;
    if operation.kind == OperationKind::Ref && body.get(REFERENCE).is_some() {
        return Some(Values::Parameters(vec![reference()]));
    }
    let taken = operation.request_body.as_ref()?;
    let own = taken.ty.is_none() && !taken.properties.is_empty();
    own.then(|| Values::Parameters(parameters(kinds, operation, taken)))
}

/// What a reference names: the address of something.
const REFERENCE: &str = "@odata.id";

static TEXT: LazyLock<TypeName> = LazyLock::new(|| TypeName::new("Edm.String"));

fn reference() -> Parameter<'static> {
    Parameter {
        name: REFERENCE,
        spot: Spot {
            ty: &TEXT,
            union: false,
        },
        collection: false,
        row: None,
    }
}

pub(crate) fn parameters<'a>(
    kinds: Kinds<'a>,
    operation: &'a Operation,
    taken: &'a RequestBody,
) -> Vec<Parameter<'a>> {
    let listed = taken.properties.iter();
    let parameter = listed.map(|property| {
        let place = || Place::Parameter(operation.id.clone(), property.name.clone());
        Parameter {
            name: &property.name,
            spot: kinds.spot(&property.ty, place),
            collection: property.collection,
            row: Some(&property.source),
        }
    });
    parameter.collect()
}

fn fill_values(kinds: &Kinds<'_>, values: &Values<'_>, body: &mut Value) {
    match values {
        Values::Typed(spot, shape) => fill::fill(kinds, *spot, *shape, body),
        Values::Parameters(parameters) => {
            for parameter in parameters {
                if let Some(given) = body.get_mut(parameter.name) {
                    fill::field(kinds, parameter.spot, parameter.collection, given);
                }
            }
        }
    }
}
