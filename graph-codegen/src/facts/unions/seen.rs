//! What the examples show: where a derived type stands, and which types stand plain.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Place, of_property};
use crate::{
    collections::{HashMap, HashSet},
    model::{Api, Example, ExampleBody, ExampleClass, Operation, Type, TypeName},
};

/// What the examples show.
pub(super) struct Seen<'a> {
    api: &'a Api,
    by_name: HashMap<String, &'a Type>,
    operations: HashMap<&'a str, &'a Operation>,
    /// Places that hold a derived type.
    pub(super) places: BTreeSet<Place>,
    /// Bases in whose place a derived type stands somewhere.
    pub(super) derived: HashSet<TypeName>,
    /// Types of which a value does without `@odata.type`.
    pub(super) plain: HashSet<TypeName>,
    /// Whether what is plain now counts.
    counts: bool,
}

impl<'a> Seen<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let types = api.types.iter();
        // Of equal ids the first counts.
        let operations = api.operations.iter().rev();
        let mut seen = Self {
            api,
            by_name: types.map(|ty| (ty.name.as_str().to_lowercase(), ty)).collect(),
            operations: operations.map(|one| (one.id.as_str(), one)).collect(),
            places: BTreeSet::new(),
            derived: HashSet::default(),
            plain: HashSet::default(),
            counts: false,
        };
        for example in &api.examples {
            seen.example(example);
        }
        seen
    }

    fn example(&mut self, example: &Example) {
        let operation = example.operation.as_deref().unwrap_or_default();
        self.counts = false;
        if let Some(request) = &example.request
            && let ExampleBody::Json(body) = &request.body
        {
            match &request.ty {
                Some(ty) => self.value(ty, &|| Place::Body(operation.to_owned()), body),
                None => self.parameters(operation, body),
            }
        }
        for response in &example.responses {
            // Updates leave out the type, and so do representations, which stand for every type that derives.
            self.counts = response.status != 0 && response.class == ExampleClass::Literal;
            if let ExampleBody::Json(body) = &response.body
                && let Some(ty) = &response.ty
            {
                self.value(ty, &|| Place::Answer(operation.to_owned()), unwrapped(body));
            }
        }
    }

    fn parameters(&mut self, id: &str, body: &Value) {
        let operation = self.operations.get(id).copied();
        let request = operation.and_then(|operation| operation.request_body.as_ref());
        for parameter in request.into_iter().flat_map(|body| &body.properties) {
            let place = || Place::Parameter(id.to_owned(), parameter.name.clone());
            let given = body.get(&parameter.name).unwrap_or(&Value::Null);
            self.value(&parameter.ty, &place, given);
        }
    }

    fn value(&mut self, declared: &TypeName, place: &dyn Fn() -> Place, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.value(declared, place, item)),
            Value::Object(object) => self.object(declared, place, object),
            _ => {}
        }
    }

    fn object(&mut self, declared: &TypeName, place: &dyn Fn() -> Place, object: &Map<String, Value>) {
        let named = object.get("@odata.type").and_then(Value::as_str);
        let named = named.map(|name| name.trim_start_matches('#').to_lowercase());
        let actual = named
            .as_ref()
            .and_then(|name| self.by_name.get(name))
            .map(|ty| &ty.name);
        if named.is_none() && self.counts && !self.plain.contains(declared) {
            self.plain.insert(declared.clone());
        }
        let derives = |name: &&TypeName| self.api.chain(name).any(|ty| ty.name == *declared);
        let actual = actual.filter(derives).unwrap_or(declared);
        if actual != declared {
            self.places.insert(place());
            self.derived.insert(declared.clone());
        }
        for owner in self.api.chain(actual) {
            for property in &owner.properties {
                if let Some(inner) = object.get(&property.name) {
                    self.value(&property.ty, &|| of_property(owner, &property.name), inner);
                }
            }
        }
    }
}

/// What an answer holds in `value`, if it holds nothing else: many pages answer with one object that way, too.
fn unwrapped(body: &Value) -> &Value {
    let object = body.as_object();
    let alone = object.is_some_and(|object| {
        object
            .keys()
            .all(|key| key == "value" || key.starts_with("@odata."))
    });
    body.get("value")
        .filter(|value| alone && (value.is_object() || value.is_array()))
        .unwrap_or(body)
}
