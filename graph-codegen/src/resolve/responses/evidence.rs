//! All that a page tells about the answers to one method. Comes in: a page and its exchanges. Goes out: [`Evidence`].
//! Weighs nothing against the path: that is done where the path is known.

use serde_json::Value;

use crate::{
    model::{TypeName, TypeUse},
    page::{Annotation, Body, Message, Page, ResponseStatement, StartLine},
    resolve::{examples::pairing::Paired, names::Names, paths::Line},
    route::Segment,
};

use super::{alike::Alike, is_success, methods::Methods, status};

/// What a page tells about the answers to one method.
#[derive(Clone, Debug, Default)]
pub(in crate::resolve) struct Evidence<'p> {
    /// The sentences that can be about this method.
    pub(in crate::resolve) statements: Vec<&'p ResponseStatement>,
    /// The answers of the examples of this method.
    pub(in crate::resolve) messages: Vec<&'p Message>,
    /// Types named for the body, most trusted first.
    pub(in crate::resolve) types: Vec<TypeName>,
    /// Whether the body holds several.
    pub(in crate::resolve) collection: Option<bool>,
    /// All that is said about success is that nothing comes back.
    pub(in crate::resolve) nothing: bool,
}

impl Evidence<'_> {
    /// An example with this status has a body.
    pub(in crate::resolve) fn shows_body(&self, wanted: u16) -> bool {
        self.messages
            .iter()
            .any(|message| status(message) == Some(wanted) && message.body != Body::Empty)
    }
}

/// What is known before any page is looked at.
#[derive(Clone, Copy)]
pub(in crate::resolve) struct Known<'a> {
    /// What names mean.
    pub(in crate::resolve) names: &'a Names,
    /// The types by their properties.
    pub(in crate::resolve) alike: &'a Alike<'a>,
    /// What method tables say.
    pub(in crate::resolve) methods: &'a Methods,
}

/// Collects the evidence for one line's method.
pub(in crate::resolve) fn gather<'p>(
    page: &'p Page,
    line: &Line,
    paired: &Paired<'p>,
    known: Known<'_>,
) -> Evidence<'p> {
    let Known {
        names,
        alike,
        methods,
    } = known;
    let method = line.method.as_str();
    let statements = statements(page, method);
    let messages = messages(paired, method);
    let stated: Vec<TypeUse> = statements
        .iter()
        .filter(|statement| statement.statuses.iter().all(|status| is_success(*status)))
        .filter_map(|statement| names.cell(page, statement.result.as_ref()?))
        .collect();
    let answers: Vec<&Message> = messages
        .iter()
        .copied()
        .filter(|message| is_answer(message))
        .collect();
    let annotated: Vec<TypeUse> = answers
        .iter()
        .filter_map(|message| annotated(page, message.annotation.as_ref()?, names))
        .collect();
    let listed = methods.of(&page.path);
    let shown = answers
        .iter()
        .filter_map(|message| shown(page, message.body.json()?, names));
    let call = line.template.segments.last().and_then(Segment::name);
    let alike = answers
        .iter()
        .find_map(|message| alike.find(message.body.json()?, call?));
    let told = stated.iter().chain(&annotated).map(|typed| typed.ty.clone());
    let listed_types = listed.iter().map(|typed| typed.ty.clone());
    let mut types: Vec<TypeName> = Vec::new();
    for ty in told.chain(alike).chain(listed_types).chain(shown) {
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    prefer_json(&mut types);
    prefer_objects(&mut types, &answers);
    let nothing = !statements.is_empty() && !answers.iter().any(|message| message.body != Body::Empty);
    let collection = bodies(&answers)
        .or_else(|| {
            answers
                .iter()
                .find_map(|message| annotated_collection(message.annotation.as_ref()?))
        })
        .or_else(|| stated.first().map(|typed| typed.collection))
        .or_else(|| listed.first().map(|typed| typed.collection));
    Evidence {
        statements,
        messages,
        types,
        collection,
        nothing,
    }
}

/// Reports answer with CSV and with JSON; types are about the JSON.
fn prefer_json(types: &mut [TypeName]) {
    types.sort_by_key(|ty| ty.as_str() == "Edm.Stream");
}

/// A sentence that says "string" above an example of objects is wrong.
fn prefer_objects(types: &mut [TypeName], answers: &[&Message]) {
    let object = |value: &Value| match value.get("value") {
        Some(Value::Array(items)) => items.first().is_some_and(Value::is_object),
        Some(value) => value.is_object(),
        None => true,
    };
    let bodies = answers.iter().filter_map(|message| message.body.json());
    if bodies.clone().count() > 0 && bodies.into_iter().all(object) {
        types.sort_by_key(TypeName::is_primitive);
    }
}

/// Where a page has several methods, a status tells which one a sentence is about.
fn statements<'p>(page: &'p Page, method: &str) -> Vec<&'p ResponseStatement> {
    let several = page
        .requests
        .iter()
        .any(|request| !request.method.value.eq_ignore_ascii_case(method));
    let all: Vec<_> = page.responses.iter().collect();
    if !several || all.len() < 2 {
        return all;
    }
    let fitting: Vec<_> = all
        .iter()
        .copied()
        .filter(|statement| {
            statement
                .statuses
                .iter()
                .all(|status| can_answer(method, *status))
        })
        .collect();
    if fitting.is_empty() { all } else { fitting }
}

fn can_answer(method: &str, status: u16) -> bool {
    match method {
        "GET" => !matches!(status, 201 | 204),
        "DELETE" => !matches!(status, 200 | 201),
        "PATCH" => status != 201,
        _ => true,
    }
}

/// The answers to requests with this method; where no example has a request, all answers.
fn messages<'p>(paired: &Paired<'p>, method: &str) -> Vec<&'p Message> {
    let asked = |message: &Message| match &message.start {
        StartLine::Request { method: asked, .. } => asked.eq_ignore_ascii_case(method),
        _ => false,
    };
    let fits = paired
        .exchanges
        .iter()
        .filter(|exchange| exchange.request.is_none_or(asked))
        .flat_map(|exchange| exchange.responses.iter().copied());
    fits.collect()
}

/// A success, and no error object in disguise.
fn is_answer(message: &Message) -> bool {
    let error = |value: &Value| {
        value
            .as_object()
            .is_some_and(|object| object.contains_key("error") && object.len() == 1)
    };
    status(message).is_none_or(is_success) && !message.body.json().is_some_and(error)
}

/// The type that an annotation names: `microsoft.graph.message`, `Collection(microsoft.graph.user)`, `stream`.
pub(in crate::resolve) fn annotated(page: &Page, annotation: &Annotation, names: &Names) -> Option<TypeUse> {
    let text = annotation.odata_type.as_ref()?.value.trim();
    let inner = text
        .strip_prefix("Collection(")
        .and_then(|rest| rest.strip_suffix(')'));
    let ty = names.by_name(inner.unwrap_or(text), names.namespace(page))?;
    Some(TypeUse {
        ty,
        collection: annotated_collection(annotation).unwrap_or(false),
    })
}

fn annotated_collection(annotation: &Annotation) -> Option<bool> {
    let wrapped = annotation
        .odata_type
        .as_ref()
        .is_some_and(|ty| ty.value.trim().starts_with("Collection("));
    annotation.is_collection.or(wrapped.then_some(true))
}

/// The type that a body names for itself, or for all its items alike.
pub(in crate::resolve) fn shown(page: &Page, body: &Value, names: &Names) -> Option<TypeName> {
    let named = |value: &Value| {
        let text = value.as_object()?.get("@odata.type")?.as_str()?;
        names.by_name(text, names.namespace(page))
    };
    match body.get("value") {
        _ if named(body).is_some() => named(body),
        Some(Value::Array(items)) => {
            let first = named(items.first()?)?;
            items
                .iter()
                .all(|item| named(item).as_ref() == Some(&first))
                .then_some(first)
        }
        Some(value) => named(value).or_else(|| scalar(body, value)),
        None => None,
    }
}

/// `{"value": true}` is how a function gives a Boolean.
fn scalar(body: &Value, value: &Value) -> Option<TypeName> {
    let alone = body
        .as_object()?
        .keys()
        .all(|key| key == "value" || key.starts_with('@'));
    let name = match value {
        Value::Bool(_) => "Edm.Boolean",
        Value::String(_) => "Edm.String",
        Value::Number(number) if number.is_i64() => "Edm.Int32",
        Value::Number(_) => "Edm.Double",
        _ => return None,
    };
    alone.then(|| TypeName::new(name))
}

/// `{"value": […]}` holds several, `{"value": {…}}` and other objects one; `None` where bodies differ or there is none.
fn bodies(answers: &[&Message]) -> Option<bool> {
    let told: Vec<bool> = answers
        .iter()
        .filter_map(|message| body_collection(message.body.json()?))
        .collect();
    let first = told.first()?;
    told.iter().all(|other| other == first).then_some(*first)
}

/// Whether a body is a collection of what its type says.
pub(in crate::resolve) fn body_collection(body: &Value) -> Option<bool> {
    let object = body.as_object()?;
    match object.get("value") {
        Some(value) => Some(value.is_array()),
        None if object.keys().all(|key| key.starts_with('@')) => None,
        None => Some(false),
    }
}
