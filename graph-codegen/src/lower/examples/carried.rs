//! The JSON of an example request as its operation's body takes it: placeholders filled, or why it cannot be read.

use serde_json::Value;

use crate::{
    analyze::Place,
    lower::Ctx,
    model::{ExampleClass, Operation},
    proof::{Shape, Spot, check, fill, kind::Kinds},
};

/// The body. `own`: each property is a parameter of the operation, rather than all of them those of a type.
pub(in crate::lower) fn carried(
    ctx: &Ctx<'_>,
    operation: &Operation,
    own: bool,
    class: ExampleClass,
    body: &Value,
) -> Result<Value, String> {
    let kinds = Kinds {
        api: ctx.api,
        facts: ctx.facts,
    };
    let placeholders = class == ExampleClass::Placeholder;
    let mut body = body.clone();
    if own {
        parameters(&kinds, operation, placeholders, &mut body)?;
    } else if let Some(taken) = &operation.request_body
        && let Some(ty) = &taken.ty
    {
        let spot = kinds.spot(ty, || Place::Body(operation.id.clone()));
        value(&kinds, spot, count(taken.collection), placeholders, &mut body)?;
    }
    Ok(body)
}

fn parameters(
    kinds: &Kinds<'_>,
    operation: &Operation,
    placeholders: bool,
    body: &mut Value,
) -> Result<(), String> {
    let Some(object) = body.as_object_mut() else {
        return Err("contradicts its page: parameters are an object".to_owned());
    };
    let listed = operation.request_body.iter().flat_map(|body| &body.properties);
    for property in listed {
        let Some(given) = object.get_mut(&property.name).filter(|given| !given.is_null()) else {
            continue;
        };
        let place = || Place::Parameter(operation.id.clone(), property.name.clone());
        let spot = kinds.spot(&property.ty, place);
        if placeholders {
            fill::field(kinds, spot, property.collection, given);
        }
        value(kinds, spot, count(property.collection), false, given)?;
    }
    Ok(())
}

fn count(many: bool) -> Shape {
    if many { Shape::List } else { Shape::One }
}

fn value(
    kinds: &Kinds<'_>,
    spot: Spot<'_>,
    shape: Shape,
    placeholders: bool,
    value: &mut Value,
) -> Result<(), String> {
    if placeholders {
        fill::fill(kinds, spot, shape, value);
    }
    let faults = check(*kinds, spot, shape, value);
    match faults.iter().find(|fault| fault.refused) {
        Some(found) => Err(format!("contradicts its page: {} {}", found.path, found.reason)),
        None => Ok(()),
    }
}
