//! The JSON of an example request as the body of its operation takes it: placeholders filled, or why it does not fit.

use std::{borrow::Cow, sync::Arc};

use serde_json::Value;

use super::Ctx;
use crate::{
    facts::ValuePlace,
    facts::examples::{Shape, ValueType, check, fill, parameters, wire::WireKinds},
    model::{ExampleClass, Operation},
};

/// Why a body is not compared.
pub(super) type BodyError = Cow<'static, str>;

/// The body. `own`: each key is a parameter of the operation, instead of all of them being those of one type.
pub(super) fn checked(
    ctx: Ctx<'_>,
    operation: &Operation,
    own: bool,
    class: ExampleClass,
    body: &Arc<Value>,
) -> Result<Arc<Value>, BodyError> {
    let kinds = WireKinds {
        api: ctx.api,
        facts: ctx.facts,
    };
    let has_placeholders = class == ExampleClass::Placeholder;
    let mut body = Arc::clone(body);
    let Some(documented) = &operation.request_body else {
        return Ok(body);
    };
    if !own {
        if let Some(ty) = &documented.ty {
            let spot = kinds.spot(ty, || ValuePlace::Body(operation.id.clone()));
            let shape = shape(documented.collection);
            if has_placeholders {
                fill::fill(&kinds, spot, shape, Arc::make_mut(&mut body));
            }
            check_value(kinds, spot, shape, &body)?;
        }
        return Ok(body);
    }
    if !body.is_object() {
        return Err("contradicts its page: parameters are an object".into());
    }
    for parameter in parameters(kinds, operation, documented) {
        if has_placeholders && let Some(given) = Arc::make_mut(&mut body).get_mut(parameter.name) {
            fill::field(&kinds, parameter.spot, parameter.collection, given);
        }
        if let Some(given) = body.get(parameter.name).filter(|given| !given.is_null()) {
            check_value(kinds, parameter.spot, shape(parameter.collection), given)?;
        }
    }
    Ok(body)
}

fn shape(collection: bool) -> Shape {
    if collection { Shape::List } else { Shape::One }
}

fn check_value(
    kinds: WireKinds<'_>,
    spot: ValueType<'_>,
    shape: Shape,
    value: &Value,
) -> Result<(), BodyError> {
    let faults = check(kinds, spot, shape, value);
    match faults.iter().find(|fault| fault.refused) {
        Some(found) => Err(format!("contradicts its page: {} {}", found.path, found.reason).into()),
        None => Ok(()),
    }
}
