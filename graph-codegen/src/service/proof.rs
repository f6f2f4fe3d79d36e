//! Holds the service against its own examples: which documented requests it answers with their example.

use serde_json::Value;

use super::{
    examples::{Examples, Shown},
    jobs::is_address,
    message::{Answer, Body, Request},
};
use crate::{
    model::{ApiInfo, ExampleBody},
    route::parse_url,
};

/// Which documented requests are answered with their example.
#[derive(Debug, Default)]
pub struct Proof {
    /// How many are.
    pub answered: usize,
    /// The others.
    pub unproved: Vec<Unproved>,
}

/// A documented request that is not answered with its example.
#[derive(Debug)]
pub struct Unproved {
    /// `api/user-get.md:34`.
    pub source: String,
    /// `GET`.
    pub method: String,
    /// As the page shows it.
    pub url: String,
    /// Why.
    pub reason: String,
}

/// Sends every example request to a service.
pub(super) fn prove(examples: &Examples<'_>, info: &ApiInfo, answer: impl Fn(&Request) -> Answer) -> Proof {
    let mut proof = Proof::default();
    for shown in examples.iter() {
        match prove_one(shown, examples, info, &answer) {
            Ok(()) => proof.answered += 1,
            Err(reason) => proof.unproved.push(Unproved {
                source: format!("{}:{}", shown.example.source.page, shown.request.line),
                method: shown.request.method.clone(),
                url: shown.request.url.clone(),
                reason,
            }),
        }
    }
    proof
}

fn prove_one(
    shown: &Shown<'_>,
    examples: &Examples<'_>,
    info: &ApiInfo,
    answer: impl Fn(&Request) -> Answer,
) -> Result<(), String> {
    let request = request_of(shown, info);
    let url = parse_url(&shown.request.url, info)?;
    // Several pages may show one request: the first of them answers it.
    let Some(shown) = examples.exact(&request, &url) else {
        return Err("the request is not among those of the examples".to_owned());
    };
    let answer = answer(&request);
    let (status, wanted) = (answer.status, shown.response.status);
    if status != wanted {
        return Err(format!("{status}, the example has {wanted}: {}", answer.log));
    }
    let same = match (&answer.body, shown.body.as_deref()) {
        (Body::Json(body), Some(expected)) => same_but_addresses(body, expected),
        (_, expected) => expected.is_none(),
    };
    if same {
        Ok(())
    } else {
        Err("another body".to_owned())
    }
}

/// The request of an example, as a client sends it.
fn request_of(shown: &Shown<'_>, info: &ApiInfo) -> Request {
    let request = shown.request;
    let url = request.url.trim();
    let version = if url.starts_with('/') {
        format!("/{}", info.version)
    } else {
        String::new()
    };
    Request {
        method: request.method.clone(),
        target: format!("{version}{url}"),
        headers: request.headers.clone(),
        body: match &request.body {
            ExampleBody::Empty => Vec::new(),
            ExampleBody::Json(body) => body.to_string().into_bytes(),
            ExampleBody::Text(text) => text.clone().into_bytes(),
        },
    }
}

/// Whether two bodies are the same but for the addresses that a service replaces by its own.
fn same_but_addresses(body: &Value, expected: &Value) -> bool {
    let (Some(body), Some(expected)) = (body.as_object(), expected.as_object()) else {
        return body == expected;
    };
    let same = |(key, value): (&String, &Value)| is_address(key) || expected.get(key) == Some(value);
    body.len() == expected.len() && body.iter().all(same)
}
