//! Examples of the model and the class of each body. Comes in: the model. Goes out: its examples, bodies as texts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Place, Tables, unset};
use crate::model::{self, Api, ExampleBody, ExampleClass, TypeName};

/// An example.
#[derive(Serialize)]
pub(super) struct Example<'a> {
    name: &'a str,
    /// The place of its operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<Message<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    responses: Vec<Message<'a>>,
    at: Place,
}

/// A request or an answer.
#[derive(Serialize)]
struct Message<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    /// 0 for a JSON representation.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<usize>,
    class: Class,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<usize>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    ty: Option<usize>,
    #[serde(skip_serializing_if = "unset")]
    collection: bool,
    #[serde(skip_serializing_if = "unset")]
    truncated: bool,
    /// What had to be mended to read its JSON.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    repaired: &'a [String],
    /// Why it has no type.
    #[serde(skip_serializing_if = "Option::is_none")]
    untyped: Option<&'static str>,
    line: u32,
}

/// What a body is good for. Each has one class: the first of these that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
enum Class {
    /// No body.
    Empty,
    /// Not readable as JSON.
    Invalid,
    /// Not meant to be JSON.
    NonJson,
    /// The parameters of its operation: an object without a type of its own.
    Parameters,
    /// JSON of which no type is known.
    Untyped,
    /// Parts left out with `...`.
    Elided,
    /// Names of types in place of values.
    Placeholder,
    /// JSON that had to be mended.
    Repaired,
    /// Real values.
    Literal,
}

/// All examples, by page and line.
pub(super) fn examples<'a>(api: &'a Api, tables: &mut Tables<'a>) -> Vec<Example<'a>> {
    let ids = api.operations.iter().map(|operation| operation.id.as_str());
    let places: BTreeMap<&str, usize> = ids.zip(0..).collect();
    let example = |example: &'a model::Example| {
        let id = example.operation.as_deref();
        let place = id.and_then(|id| places.get(id).copied());
        let request = example.request.as_ref();
        Example {
            name: &example.name,
            operation: place,
            request: request.map(|it| request_message(it, tables)),
            responses: example.responses.iter().map(|it| answer(it, tables)).collect(),
            at: tables.place(&example.source),
        }
    };
    api.examples.iter().map(example).collect()
}

fn request_message<'a>(request: &'a model::ExampleRequest, tables: &mut Tables<'a>) -> Message<'a> {
    let class = class(request.class, request.ty.as_ref(), &request.repaired);
    // What needs no type is what its operation lists.
    let parameters = class == Class::Untyped && request.untyped.is_none();
    Message {
        method: Some(&request.method),
        url: Some(&request.url),
        status: None,
        headers: headers(&request.headers, tables),
        class: if parameters { Class::Parameters } else { class },
        body: body(&request.body, tables),
        ty: request.ty.as_ref().map(|ty| tables.name(ty)),
        collection: request.collection,
        truncated: false,
        repaired: &request.repaired,
        untyped: request.untyped,
        line: request.line,
    }
}

fn answer<'a>(answer: &'a model::ExampleResponse, tables: &mut Tables<'a>) -> Message<'a> {
    Message {
        method: None,
        url: None,
        status: Some(answer.status),
        headers: headers(&answer.headers, tables),
        class: class(answer.class, answer.ty.as_ref(), &answer.repaired),
        body: body(&answer.body, tables),
        ty: answer.ty.as_ref().map(|ty| tables.name(ty)),
        collection: answer.collection,
        truncated: answer.truncated,
        repaired: &answer.repaired,
        untyped: answer.untyped,
        line: answer.line,
    }
}

fn headers<'a>(headers: &'a [(String, String)], tables: &mut Tables<'a>) -> Option<usize> {
    (!headers.is_empty()).then(|| tables.headers.add(headers))
}

fn class(values: ExampleClass, ty: Option<&TypeName>, repaired: &[String]) -> Class {
    match values {
        ExampleClass::Empty => Class::Empty,
        ExampleClass::Invalid => Class::Invalid,
        ExampleClass::NonJson => Class::NonJson,
        _ if ty.is_none() => Class::Untyped,
        ExampleClass::Elided => Class::Elided,
        ExampleClass::Placeholder => Class::Placeholder,
        ExampleClass::Literal if !repaired.is_empty() => Class::Repaired,
        ExampleClass::Literal => Class::Literal,
    }
}

fn body(body: &ExampleBody, tables: &mut Tables<'_>) -> Option<usize> {
    let text = match body {
        ExampleBody::Empty => return None,
        ExampleBody::Json(value) => value.to_string(),
        ExampleBody::Text(text) => text.clone(),
    };
    Some(tables.bodies.add(text))
}
