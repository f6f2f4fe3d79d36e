//! Requests, answers and settings of the service.

use serde_json::{Value, json};

/// How the service behaves.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Where it listens: `http://127.0.0.1:8080`.
    pub base: String,
    /// Repeats the items of lists until there are so many, each with an `id` of its own; 0: lists as the examples have them.
    pub items: usize,
    /// Items on a page where the request has no `$top`; 0: all of them.
    pub page_size: usize,
    /// The share of requests that are answered with 429, from 0 to 1.
    pub throttle: f64,
    /// Chooses which.
    pub seed: u64,
    /// Refuses requests without a bearer token.
    pub token: bool,
}

/// A request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `GET`.
    pub method: String,
    /// Path and query, or a URL of the service.
    pub target: String,
    /// Header fields.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Header fields.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// For the person who runs the service: where the answer comes from, or why the request is refused.
    pub log: String,
    /// The request is not as documented.
    pub refused: bool,
}

/// The body of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// None.
    Empty,
    /// JSON.
    Json(Value),
    /// Anything else.
    Text(String),
}

impl Request {
    /// The value of a header field.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// The body as JSON; none if there is no body, or another one.
    pub(super) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// The value of a header field.
pub(super) fn header<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    let mut headers = headers.iter();
    let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.trim())
}

impl Answer {
    /// JSON.
    pub(super) fn json(status: u16, body: Value) -> Self {
        Self {
            headers: vec![("Content-Type".to_owned(), "application/json".to_owned())],
            body: Body::Json(body),
            ..Self::empty(status)
        }
    }

    /// Text.
    pub(super) fn text(status: u16, body: &str) -> Self {
        Self {
            headers: vec![("Content-Type".to_owned(), "text/plain".to_owned())],
            body: Body::Text(body.to_owned()),
            ..Self::empty(status)
        }
    }

    /// No body.
    pub(super) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Body::Empty,
            log: String::new(),
            refused: false,
        }
    }

    /// Adds to the log.
    pub(super) fn because(mut self, reason: &str) -> Self {
        let separator = if self.log.is_empty() { "" } else { "; " };
        self.log.push_str(separator);
        self.log.push_str(reason);
        self
    }

    /// The request is one too many.
    pub(super) fn throttled() -> Self {
        let mut answer = Self::refusal(429, "TooManyRequests", "Too many requests; try again later.");
        answer.headers.push(("Retry-After".to_owned(), "1".to_owned()));
        answer
    }

    /// The request has no token.
    pub(super) fn unauthorized() -> Self {
        let mut answer = Self::refusal(401, "InvalidAuthenticationToken", "Access token is empty.");
        let challenge = ("WWW-Authenticate".to_owned(), "Bearer".to_owned());
        answer.headers.push(challenge);
        answer
    }

    /// An error of the service.
    pub fn refusal(status: u16, code: &str, message: &str) -> Self {
        let body = json!({ "error": { "code": code, "message": message, "innerError": {} } });
        Self {
            refused: true,
            log: message.to_owned(),
            ..Self::json(status, body)
        }
    }

    /// The bytes of the body.
    pub fn bytes(&self) -> Vec<u8> {
        match &self.body {
            Body::Empty => Vec::new(),
            Body::Json(value) => value.to_string().into_bytes(),
            Body::Text(text) => text.clone().into_bytes(),
        }
    }

    /// Names the request in the header and in errors.
    pub(super) fn with_request_id(mut self, request: &Request, id: &str) -> Self {
        let sent = request.header("client-request-id").map(str::to_owned);
        let ids = [("request-id", Some(id.to_owned())), ("client-request-id", sent)];
        for (name, value) in ids {
            let Some(value) = value else { continue };
            if let Body::Json(body) = &mut self.body
                && let Some(inner) = body
                    .pointer_mut("/error/innerError")
                    .and_then(Value::as_object_mut)
            {
                inner.insert(name.to_owned(), value.clone().into());
            }
            if header(&self.headers, name).is_none() {
                self.headers.push((name.to_owned(), value));
            }
        }
        self
    }
}
