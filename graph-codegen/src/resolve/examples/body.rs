//! Bodies of messages → bodies of examples.

use std::sync::Arc;

use crate::{
    model::{ExampleBody, ExampleClass, ExampleRequest, ExampleResponse},
    page::Body,
    text::Span,
};

pub(super) fn body(body: &Body) -> ExampleBody {
    match body {
        Body::Empty => ExampleBody::Empty,
        Body::Json { value, .. } => ExampleBody::Json(Arc::clone(value)),
        Body::Invalid { text, .. } | Body::Other { text, .. } => ExampleBody::Text(text.clone()),
    }
}

/// What was mended, once each, in order of place.
pub(super) fn repaired(body: &Body) -> Vec<String> {
    let Body::Json { repairs, .. } = body else {
        return Vec::new();
    };
    let mut words: Vec<String> = Vec::new();
    for repair in repairs {
        if !words.iter().any(|word| word == repair.value) {
            words.push(repair.value.to_owned());
        }
    }
    words
}

/// Where a body stands; its message, where there is none.
pub(super) fn place(body: &Body, message: Span) -> Span {
    match body {
        Body::Empty => message,
        Body::Json { span, .. } | Body::Invalid { span, .. } | Body::Other { span, .. } => *span,
    }
}

/// The class of the body that is typed: the answer's, else the request's, else whatever there is.
pub(super) fn overall(request: Option<&ExampleRequest>, responses: &[ExampleResponse]) -> ExampleClass {
    let bodies = responses
        .iter()
        .map(|response| (response.ty.is_some(), response.class))
        .chain(request.map(|request| (request.ty.is_some(), request.class)));
    let filled = bodies.filter(|(_, class)| *class != ExampleClass::Empty);
    // `min_by_key` keeps the first of equals.
    filled
        .min_by_key(|(typed, _)| !typed)
        .map_or(ExampleClass::Empty, |(_, class)| class)
}
