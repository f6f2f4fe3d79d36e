//! The examples that answer requests.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::message::{Answer, Body, Request, header};
use crate::{
    collections::HashMap,
    facts::{
        Facts,
        examples::{Outcome, check_examples, fill, wire::WireKinds},
    },
    model::{
        Api, Example, ExampleBody, ExampleClass, ExampleRequest, ExampleResponse, Operation, Response,
        TypeName,
    },
    route::{RequestUrl, parse_url},
};

/// The examples of a model.
pub(super) struct Examples<'a> {
    kinds: WireKinds<'a>,
    all: Vec<Shown<'a>>,
    /// By method, path and query.
    by_request: HashMap<String, Vec<usize>>,
    by_operation: HashMap<&'a str, Vec<usize>>,
    /// One object of each type, the first that has real values.
    by_type: HashMap<&'a TypeName, Arc<Value>>,
}

/// An example request with its answer.
pub(super) struct Shown<'a> {
    pub(super) example: &'a Example,
    pub(super) request: &'a ExampleRequest,
    pub(super) response: &'a ExampleResponse,
    /// The JSON of the answer, placeholders filled.
    pub(super) body: Option<Arc<Value>>,
}

/// Header fields that belong to a connection or to the bytes of the page's answer.
const NOT_SENT: [&str; 7] = [
    "connection",
    "content-encoding",
    "content-length",
    "date",
    "keep-alive",
    "transfer-encoding",
    "upgrade",
];

impl<'a> Examples<'a> {
    pub(super) fn new(api: &'a Api, facts: &'a Facts) -> Self {
        let filled = filled_bodies(api, facts);
        let all: Vec<Shown<'_>> = api
            .examples
            .iter()
            .filter_map(|example| shown(example, &filled))
            .collect();
        let (mut by_request, mut by_operation) = (HashMap::default(), HashMap::default());
        for (index, shown) in all.iter().enumerate() {
            if let Ok(url) = parse_url(&shown.request.url, &api.api) {
                let known: &mut Vec<_> = by_request.entry(key(&shown.request.method, &url)).or_default();
                known.push(index);
            }
            if let Some(operation) = shown.example.operation.as_deref() {
                let known: &mut Vec<_> = by_operation.entry(operation).or_default();
                known.push(index);
            }
        }
        Self {
            kinds: WireKinds { api, facts },
            by_type: objects(api, &filled),
            all,
            by_request,
            by_operation,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Shown<'a>> {
        self.all.iter()
    }

    /// The example of exactly this request: the same method, path, query and body. Among several, the one with the same
    /// `Prefer`, then the first.
    pub(super) fn exact(&self, request: &Request, url: &RequestUrl) -> Option<&Shown<'a>> {
        let known = self.by_request.get(&key(&request.method, url))?;
        let shown = known.iter().filter_map(|index| self.all.get(*index));
        let sent = request.json();
        let same_body = shown.filter(|shown| match &shown.request.body {
            ExampleBody::Empty => request.body.is_empty(),
            ExampleBody::Json(body) => sent.as_ref() == Some(body.as_ref()),
            ExampleBody::Text(text) => request.body == text.as_bytes(),
        });
        best(same_body, |shown| usize::from(same_preference(shown, request)))
    }

    /// The example of the operation whose request is nearest: options in common, parameters in common, the same `Prefer`.
    /// Successes only.
    pub(super) fn nearest(
        &self,
        operation: &Operation,
        request: &Request,
        url: &RequestUrl,
    ) -> Option<&Shown<'a>> {
        let known = self.by_operation.get(operation.id.as_str())?;
        let shown = known.iter().filter_map(|index| self.all.get(*index));
        let successes = shown.filter(|shown| (200..400).contains(&shown.response.status));
        let sent = request.json();
        best(successes, |shown| {
            let example = parse_url(&shown.request.url, &self.kinds.api.api);
            let query = example.map_or(0, |example| common_options(&example, url));
            let body = match (&shown.request.body, &sent) {
                (ExampleBody::Json(body), Some(sent)) => common_keys(body, sent),
                _ => 0,
            };
            100 + 4 * query + body + 2 * usize::from(same_preference(shown, request))
        })
    }

    /// A body of the documented type, for an operation that has no example.
    pub(super) fn sample(&self, operation: &Operation) -> Option<Value> {
        let known = self.by_operation.get(operation.id.as_str()).into_iter().flatten();
        let mut shown = known.filter_map(|index| self.all.get(*index));
        let own = shown.find(|shown| (200..300).contains(&shown.response.status));
        if let Some(body) = own.and_then(|shown| shown.body.as_deref()) {
            return Some(body.clone());
        }
        let response = success(operation)?;
        let ty = response.ty.as_ref()?;
        if ty.as_str() == "Edm.Stream" {
            return None;
        }
        let one = match self.by_type.get(ty) {
            Some(object) => object.as_ref().clone(),
            None => fill::sample_of(&self.kinds, ty),
        };
        Some(match one {
            one if response.collection => json!({ "value": [one] }),
            one if one.is_object() => one,
            one => json!({ "value": one }),
        })
    }
}

impl Shown<'_> {
    /// The answer of the example, with this JSON.
    pub(super) fn answer(&self, json: Option<Value>) -> Answer {
        let headers = self.response.headers.iter();
        let sent = headers.filter(|(name, _)| !NOT_SENT.iter().any(|other| name.eq_ignore_ascii_case(other)));
        let body = match (json, &self.response.body) {
            (Some(json), _) => Body::Json(json),
            (None, ExampleBody::Text(text)) => Body::Text(text.clone()),
            (None, _) => Body::Empty,
        };
        let mut answer = Answer {
            headers: sent.cloned().collect(),
            body,
            ..Answer::empty(self.response.status)
        };
        if matches!(answer.body, Body::Json(_)) && header(&answer.headers, "content-type").is_none() {
            let json = ("Content-Type".to_owned(), "application/json".to_owned());
            answer.headers.push(json);
        }
        answer.because(&format!("{}:{}", self.example.source.page, self.response.line))
    }
}

/// The answer of an operation without an example.
pub(super) fn undocumented(operation: &Operation, body: Option<Value>) -> Answer {
    let documented = success(operation).map(|response| response.status);
    let stream = success(operation)
        .and_then(|response| response.ty.as_ref())
        .is_some_and(|ty| ty.as_str() == "Edm.Stream");
    let answer = match body {
        Some(body) => Answer::json(documented.unwrap_or(200), body),
        None if stream => Answer::text(documented.unwrap_or(200), "content"),
        None => Answer::empty(documented.unwrap_or(204)),
    };
    let source = &operation.source;
    answer.because(&format!("{}:{}, without an example", source.page, source.line))
}

fn success(operation: &Operation) -> Option<&Response> {
    let mut responses = operation.responses.iter();
    responses.find(|response| (200..300).contains(&response.status))
}

/// The JSON of each message with its placeholders filled, by the example's address and the message's line.
fn filled_bodies<'a>(api: &'a Api, facts: &'a Facts) -> HashMap<(*const Example, u32), Arc<Value>> {
    let checked = check_examples(api, facts).bodies.into_iter();
    let filled = checked.filter_map(|one| match one.outcome {
        Outcome::Checked(checked) => {
            let key = (std::ptr::from_ref(one.message.example), one.message.line);
            Some((key, checked.body))
        }
        Outcome::Skipped(_) => None,
    });
    filled.collect()
}

fn shown<'a>(example: &'a Example, filled: &HashMap<(*const Example, u32), Arc<Value>>) -> Option<Shown<'a>> {
    let request = example.request.as_ref()?;
    let response = example.responses.iter().find(|response| response.status > 0)?;
    let known = filled.get(&(std::ptr::from_ref(example), response.line)).cloned();
    let body = known.or_else(|| match &response.body {
        ExampleBody::Json(body) => Some(Arc::clone(body)),
        _ => None,
    });
    Some(Shown {
        example,
        request,
        response,
        body,
    })
}

/// One object of each type that an example shows: the first with real values, else the first.
fn objects<'a>(
    api: &'a Api,
    filled: &HashMap<(*const Example, u32), Arc<Value>>,
) -> HashMap<&'a TypeName, Arc<Value>> {
    let mut objects: HashMap<&TypeName, (ExampleClass, Arc<Value>)> = HashMap::default();
    for example in &api.examples {
        for response in &example.responses {
            let body = filled.get(&(std::ptr::from_ref(example), response.line));
            let (Some(ty), Some(body)) = (&response.ty, body) else {
                continue;
            };
            let object = match body.get("value").and_then(Value::as_array) {
                Some(items) if response.collection => items.first().cloned().map(Arc::new),
                _ => Some(Arc::clone(body)),
            };
            let Some(object) = object.filter(|object| object.is_object()) else {
                continue;
            };
            let better = objects.get(ty).is_none_or(|(class, _)| response.class < *class);
            if better {
                objects.insert(ty, (response.class, object));
            }
        }
    }
    objects
        .into_iter()
        .map(|(ty, (_, object))| (ty, object))
        .collect()
}

/// The first of those with the highest score.
fn best<T>(items: impl Iterator<Item = T>, score: impl Fn(&T) -> usize) -> Option<T> {
    let scored = items.map(|item| (score(&item), item));
    let first = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
    first.map(|(_, item)| item)
}

/// Method, path and query, letter case aside.
fn key(method: &str, url: &RequestUrl) -> String {
    let apart = url.with_keys_apart();
    let path: Vec<String> = apart.path.iter().map(|part| part.text.to_lowercase()).collect();
    let mut query: Vec<String> = url
        .query
        .iter()
        .map(|(name, value)| format!("{name}={value}").to_lowercase())
        .collect();
    query.sort_unstable();
    format!(
        "{} /{}?{}",
        method.to_uppercase(),
        path.join("/"),
        query.join("&")
    )
}

fn same_preference(shown: &Shown<'_>, request: &Request) -> bool {
    header(&shown.request.headers, "prefer") == request.header("prefer")
}

/// How many options both have, less those that only the example has: those change what it shows. One with `$select`
/// shows some properties only, perhaps not those that the request selects.
fn common_options(example: &RequestUrl, url: &RequestUrl) -> usize {
    let has = |name: &str| {
        url.query
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(name))
    };
    let is_common = |name: &str| has(name) && !name.eq_ignore_ascii_case("$select");
    let common = example.query.iter().filter(|(name, _)| is_common(name)).count();
    (common + 8).saturating_sub(example.query.len() - common)
}

fn common_keys(example: &Value, sent: &Value) -> usize {
    let keys = |value: &Value| value.as_object().cloned().unwrap_or_else(Map::new);
    let sent = keys(sent);
    keys(example).keys().filter(|key| sent.contains_key(*key)).count()
}
