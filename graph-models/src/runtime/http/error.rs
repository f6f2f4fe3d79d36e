//! One error type for requests that cannot be built, errors of the service, and responses that do not match the pages.
//! The service's errors are parsed in every form that occurs, down to HTML and empty bodies.

use std::{fmt, time::Duration};

use http::{HeaderMap, StatusCode};
use serde_json::Value as Json;

use super::headers::{location, retry_after};

/// The error of a request or a response.
pub struct Error(Box<Inner>);

/// The kind of an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request could not be built: a value is not allowed in its position.
    Request,
    /// The service returned an error: see [`Error::status`], [`Error::code`] and [`Error::message`].
    Service,
    /// The response does not match the pages.
    Answer,
    /// The operation succeeded, but the response has no content where the page documents some. Sending the request
    /// again would do the work twice. The error has the status and the header fields, such as
    /// [`Error::location`].
    NoBody,
}

struct Inner {
    kind: ErrorKind,
    status: Option<StatusCode>,
    code: Option<String>,
    message: String,
    details: Option<Json>,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Error {
    /// The kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the response; `None` if the request was not built.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The error code of the service: `ErrorItemNotFound`.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The message of the service, or a description of the error.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Whether the service returned this code, on any level: the service nests errors from general to specific.
    pub fn has_code(&self, code: &str) -> bool {
        let inner = std::iter::successors(self.inner(), |error| inner_error(error));
        self.code() == Some(code)
            || inner
                .filter_map(|error| text(error, "code"))
                .any(|inner| inner == code)
    }

    /// The complete `error` object of the service.
    pub fn details(&self) -> Option<&Json> {
        self.0.details.as_ref()
    }

    /// The inner error of the service: request id, date, more specific codes.
    pub fn inner(&self) -> Option<&Json> {
        self.details().and_then(inner_error)
    }

    /// The id of the request, for the support of the service.
    pub fn request_id(&self) -> Option<&str> {
        self.header("request-id")
            .or_else(|| text(self.inner()?, "request-id"))
    }

    /// The time to wait before a retry, if the service gave one: in seconds, or as a date, which is taken relative to
    /// the response's `Date`.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers())
    }

    /// The header field `Location`: where to look for the result of an operation that succeeded without a body.
    pub fn location(&self) -> Option<&str> {
        location(self.headers())
    }

    /// The header fields of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body of the response, unchanged.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// The error of a request that cannot be built.
    pub(in crate::runtime) fn request(message: String) -> Self {
        Self::new(ErrorKind::Request, None, message)
    }

    /// The error of a response that does not match the pages. The message shows the start of the body.
    pub(in crate::runtime) fn response(message: &str, response: http::Response<Vec<u8>>) -> Self {
        let shown = start(response.body());
        Self::of(
            ErrorKind::Answer,
            format!("{message}; the body is {shown}"),
            response,
        )
    }

    /// The error of a success without the content that the page documents.
    pub(super) fn no_body(response: http::Response<Vec<u8>>) -> Self {
        let message = format!(
            "the operation succeeded, but the response has no body (status {})",
            response.status()
        );
        Self::of(ErrorKind::NoBody, message, response)
    }

    fn of(kind: ErrorKind, message: String, response: http::Response<Vec<u8>>) -> Self {
        let (parts, body) = response.into_parts();
        let mut error = Self::new(kind, Some(parts.status), message);
        error.0.headers = parts.headers;
        error.0.body = body;
        error
    }

    /// The error that the service returned.
    pub(in crate::runtime) fn service(response: &http::Response<Vec<u8>>) -> Self {
        let status = response.status();
        let body = without_bom(response.body());
        let details = details(body);
        let message = details
            .as_ref()
            .and_then(message)
            .or_else(|| plain(response, body));
        let message = message.filter(|message| !message.is_empty()).unwrap_or_else(|| {
            let reason = status.canonical_reason();
            reason.unwrap_or("the service gave no reason").to_owned()
        });
        let code = details.as_ref().and_then(code);
        let mut error = Self::new(ErrorKind::Service, Some(status), message);
        error.0.code = code;
        error.0.details = details;
        error.0.headers = response.headers().clone();
        error.0.body = response.body().clone();
        error
    }

    fn new(kind: ErrorKind, status: Option<StatusCode>, message: String) -> Self {
        Self(Box::new(Inner {
            kind,
            status,
            code: None,
            message,
            details: None,
            headers: HeaderMap::new(),
            body: Vec::new(),
        }))
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.0.headers.get(name)?.to_str().ok()
    }
}

/// The body without a byte order mark.
pub(super) fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// The most characters of a body that a message shows.
const SHOWN: usize = 200;

/// The start of a body, for a message.
fn start(body: &[u8]) -> String {
    let most = body.get(..SHOWN * 4).unwrap_or(body);
    let text = String::from_utf8_lossy(most);
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() || most.len() < body.len() {
        shown.push('…');
    }
    format!("{shown:?}")
}

/// The message. In older services it is an object with a language.
fn message(details: &Json) -> Option<String> {
    let found = text(details, "message").or_else(|| text(details.get("message")?, "value"));
    found
        .or_else(|| text(details, "error_description"))
        .map(str::to_owned)
}

/// The code, which is a number in some services.
fn code(details: &Json) -> Option<String> {
    let number = || details.get("code").filter(|code| code.is_number());
    let code = text(details, "code").map(str::to_owned);
    code.or_else(|| number().map(Json::to_string))
        .or_else(|| text(details, "error").map(str::to_owned))
}

/// The message of a body that is plain text or a JSON string.
fn plain(response: &http::Response<Vec<u8>>, body: &[u8]) -> Option<String> {
    let kind = response.headers().get(http::header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain")) {
        return Some(String::from_utf8_lossy(body).trim().to_owned());
    }
    serde_json::from_slice(body).ok()
}

/// The `error` object of a body, or the body itself if it is an object.
fn details(body: &[u8]) -> Option<Json> {
    let json: Json = serde_json::from_slice(body).ok()?;
    let error = ["error", "odata.error"]
        .into_iter()
        .find_map(|name| json.get(name));
    match error {
        Some(error) if error.is_object() => Some(error.clone()),
        _ => json.is_object().then_some(json),
    }
}

fn inner_error(error: &Json) -> Option<&Json> {
    ["innerError", "innererror"]
        .into_iter()
        .find_map(|name| error.get(name))
}

/// The first letters of a text.
fn cut(text: &str, letters: usize) -> &str {
    let end = text.char_indices().nth(letters).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

fn text<'a>(object: &'a Json, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str()
}

/// Long texts are cut, as in `Display`.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("status", &self.0.status)
            .field("code", &self.code().map(|code| cut(code, 100)))
            .field("message", &cut(self.message(), 1000))
            .finish_non_exhaustive()
    }
}

/// Long texts are cut: the service decides how long they are.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message();
        match (self.status(), self.code()) {
            (Some(status), Some(code)) => write!(f, "{}: {code:.100}: {message:.1000}", status.as_u16()),
            (Some(status), None) => write!(f, "{}: {message:.1000}", status.as_u16()),
            _ => write!(f, "{message:.1000}"),
        }
    }
}

impl std::error::Error for Error {}
