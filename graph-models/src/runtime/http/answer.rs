//! Answers: which statuses are right, and what the body holds.

use http::{HeaderMap, Response, header};

use super::{Error, Info};
use crate::runtime::{Extra, Json, JsonError, Slot, Value, from_slice, from_value};

/// What an answer carries: every [`Value`], one or none, [`Content`] and the like.
pub trait Answer: Sized {
    /// Reads it. The status has been checked.
    ///
    /// # Errors
    ///
    /// The body is not what the page says.
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error>;
}

/// Bytes that are not JSON: a file, an image, a report. Or where they are to be had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Content {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What they are, where the service says so.
    pub content_type: Option<String>,
    /// Where they are to be had, of an answer that sends the caller on. The place needs no token and must get none.
    pub location: Option<String>,
}

/// The service has taken the request and works on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accepted {
    /// Where to ask how far it is, where the service says so.
    pub location: Option<String>,
}

/// A value that the service wraps: `{"@odata.context": "…", "value": true}`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Wrapped<T> {
    /// The value; none where the service sends null.
    pub value: Option<T>,
    /// What stands beside it: the context.
    pub extra: Extra,
}

/// Whether the status is one that the page lists.
pub(super) fn check(info: &Info, response: &Response<Vec<u8>>) -> Result<(), Error> {
    let status = response.status();
    check_success(response)?;
    // Clients that follow a redirection end with the content itself.
    let followed = status == http::StatusCode::OK && info.statuses.contains(&302);
    if info.statuses.is_empty() || info.statuses.contains(&status.as_u16()) || followed {
        return Ok(());
    }
    let message = format!("{status} is none of the documented statuses {:?}", info.statuses);
    Err(Error::answer(message, response.clone()))
}

/// Whether the status says that all went well.
pub(super) fn check_success(response: &Response<Vec<u8>>) -> Result<(), Error> {
    match response.status().as_u16() {
        200..400 => Ok(()),
        _ => Err(Error::service(response)),
    }
}

#[doc(hidden)]
impl<T: Value> Answer for T {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let read = from_slice::<T>(json(response.body())).and_then(unwrapped);
        read.map_err(|error| unreadable(&error, response))
    }
}

impl Answer for () {
    fn read(_response: Response<Vec<u8>>) -> Result<Self, Error> {
        Ok(())
    }
}

/// An answer with a body or without one, as the status says.
impl<T: Value> Answer for Option<T> {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        if response.body().is_empty() {
            return Ok(None);
        }
        T::read(response).map(Some)
    }
}

impl Answer for Accepted {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let location = field(response.headers(), &header::LOCATION);
        Ok(Self { location })
    }
}

impl Answer for Content {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, bytes) = response.into_parts();
        Ok(Self {
            bytes,
            content_type: field(&parts.headers, &header::CONTENT_TYPE),
            location: field(&parts.headers, &header::LOCATION),
        })
    }
}

impl<T: Value> Answer for Wrapped<T> {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let read = || {
            let mut extra = match from_slice(json(response.body()))? {
                Json::Object(fields) => fields.into_iter().collect::<Extra>(),
                other => Extra::from_iter([("value", other)]),
            };
            let value = extra.remove("value").filter(|value| !value.is_null());
            let value = value.map(from_value).transpose()?;
            Ok(Self { value, extra })
        };
        read().map_err(|error| unreadable(&error, response))
    }
}

/// Some actions wrap the one object that they give: `{"value": {…}}`.
fn unwrapped<T: Value>(read: T) -> Result<T, JsonError> {
    let inner = match read.slot() {
        Slot::Object(object) | Slot::Union(object, _) => {
            object.extra().get("value").filter(|value| value.is_object())
        }
        _ => None,
    };
    match inner.cloned() {
        Some(inner) => from_value(inner),
        None => Ok(read),
    }
}

fn json(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

fn unreadable(error: &JsonError, response: Response<Vec<u8>>) -> Error {
    let message = match response.body().is_empty() {
        true => format!("the answer has no body (status {})", response.status()),
        false => format!("the answer is not what the page says: {error}"),
    };
    Error::answer(message, response)
}

fn field(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}
