//! The JSON of an example request as its operation's body takes it: placeholders filled, or why it cannot be read.

use std::sync::Arc;

use serde_json::Value;

use crate::{
    facts::Place,
    facts::proof::{Shape, Spot, check, fill, kind::Kinds},
    lower::Ctx,
    model::{ExampleClass, Operation},
};

/// The body. `own`: each property is a parameter of the operation, rather than all of them those of a type.
pub(in crate::lower) fn carried(
    ctx: &Ctx<'_>,
    operation: &Operation,
    own: bool,
    class: ExampleClass,
    body: &Arc<Value>,
) -> Result<Arc<Value>, String> {
    let kinds = Kinds {
        api: ctx.api,
        facts: ctx.facts,
    };
    let placeholders = class == ExampleClass::Placeholder;
    let mut body = Arc::clone(body);
    if own {
        parameters(kinds, operation, placeholders, &mut body)?;
    } else if let Some(taken) = &operation.request_body
        && let Some(ty) = &taken.ty
    {
        let spot = kinds.spot(ty, || Place::Body(operation.id.clone()));
        let shape = count(taken.collection);
        if placeholders {
            fill::fill(&kinds, spot, shape, Arc::make_mut(&mut body));
        }
        check_value(kinds, spot, shape, &body)?;
    }
    Ok(body)
}

fn parameters(
    kinds: Kinds<'_>,
    operation: &Operation,
    placeholders: bool,
    body: &mut Arc<Value>,
) -> Result<(), String> {
    if !body.is_object() {
        return Err("contradicts its page: parameters are an object".to_owned());
    }
    let listed = operation.request_body.iter().flat_map(|body| &body.properties);
    for property in listed {
        let place = || Place::Parameter(operation.id.clone(), property.name.clone());
        let spot = kinds.spot(&property.ty, place);
        if placeholders && let Some(given) = Arc::make_mut(body).get_mut(&property.name) {
            fill::field(&kinds, spot, property.collection, given);
        }
        let given = body.get(&property.name).filter(|given| !given.is_null());
        let shape = count(property.collection);
        given.map_or(Ok(()), |given| check_value(kinds, spot, shape, given))?;
    }
    Ok(())
}

fn count(many: bool) -> Shape {
    if many { Shape::List } else { Shape::One }
}

fn check_value(kinds: Kinds<'_>, spot: Spot<'_>, shape: Shape, value: &Value) -> Result<(), String> {
    let faults = check(kinds, spot, shape, value);
    match faults.iter().find(|fault| fault.refused) {
        Some(found) => Err(format!("contradicts its page: {} {}", found.path, found.reason)),
        None => Ok(()),
    }
}
