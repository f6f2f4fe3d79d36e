//! The kinds of successful responses and how they are decoded.

use std::{fmt, time::Duration};

use http::{Response, header};

use super::{
    error::{Error, without_bom},
    headers::{location, retry_after, text},
};
use crate::runtime::{
    extra::{Extra, Json},
    json::{JsonError, from_slice, from_value},
    secrets::HIDDEN,
    value::{Object, Slot, Value},
};

/// The content of a response: a [`Value`], an optional one, nothing, [`Content`], [`Accepted`] or [`Wrapped`].
pub trait Answer: Sized {
    /// Decodes a response whose status has been checked.
    ///
    /// # Errors
    ///
    /// The body does not match the page.
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error>;
}

/// Content other than JSON (a file, an image, a report), or the URL to download it from.
///
/// `Debug` shows neither the bytes nor the URL, with which anyone can download them.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Content {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The media type, if the service sent one.
    pub content_type: Option<String>,
    /// The URL to download the content from, if the response is a redirect. It needs no token and must not get one.
    pub location: Option<String>,
}

/// A response without documented content that says where to go on: the service is still working (202), or it has created
/// something that it does not describe (201).
///
/// `Debug` shows neither the body nor the URL, which some services open to anyone who has it.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accepted {
    /// The URL for polling the status of the work, or of what was created, if the service sent one.
    pub location: Option<String>,
    /// The time to wait before polling, if the service gave one.
    pub retry_after: Option<Duration>,
    /// The body, which is mostly empty; some services describe the work in it.
    pub body: Vec<u8>,
}

/// A value that the service wraps: `{"@odata.context": "…", "value": true}`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Wrapped<T> {
    /// The value; `None` if the service sent null.
    pub value: Option<T>,
    /// The other members, such as the context.
    pub extra: Extra,
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content")
            .field("bytes", &format_args!("({} bytes)", self.bytes.len()))
            .field("content_type", &self.content_type)
            .field("location", &self.location.as_ref().map(|_| HIDDEN))
            .finish()
    }
}

impl fmt::Debug for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accepted")
            .field("location", &self.location.as_ref().map(|_| HIDDEN))
            .field("retry_after", &self.retry_after)
            .field("body", &format_args!("({} bytes)", self.body.len()))
            .finish()
    }
}

#[doc(hidden)]
impl<T: Value> Answer for T {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let Some(body) = content(&response) else {
            return Err(Error::no_body(response));
        };
        let read = from_slice::<T>(body).map_err(|error| error.to_string());
        read.and_then(unwrapped)
            .map_err(|error| mismatch(&error, response))
    }
}

impl Answer for () {
    fn read(_response: Response<Vec<u8>>) -> Result<Self, Error> {
        Ok(())
    }
}

/// `None` if the response has no body.
impl<T: Value> Answer for Option<T> {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        match content(&response) {
            Some(_) => T::read(response).map(Some),
            None => Ok(None),
        }
    }
}

impl Answer for Accepted {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        Ok(Self {
            location: location(response.headers()).map(str::to_owned),
            retry_after: retry_after(response.headers()),
            body: response.into_body(),
        })
    }
}

impl Answer for Content {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, bytes) = response.into_parts();
        Ok(Self {
            bytes,
            content_type: text(&parts.headers, &header::CONTENT_TYPE).map(str::to_owned),
            location: location(&parts.headers).map(str::to_owned),
        })
    }
}

impl<T: Value> Answer for Wrapped<T> {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let Some(body) = content(&response) else {
            return Err(Error::no_body(response));
        };
        let read = || {
            let mut extra = match from_slice(body)? {
                Json::Object(fields) => fields.into_iter().collect::<Extra>(),
                other => Extra::from_iter([("value", other)]),
            };
            let value = extra.remove("value").filter(|value| !value.is_null());
            let value = value.map(from_value).transpose()?;
            Ok(Self { value, extra })
        };
        read().map_err(|error: JsonError| mismatch(&error.to_string(), response))
    }
}

/// The body without a byte order mark; `None` if nothing is left of it, or `null`.
fn content(response: &Response<Vec<u8>>) -> Option<&[u8]> {
    let body = without_bom(response.body());
    (!matches!(body.trim_ascii(), b"" | b"null")).then_some(body)
}

/// Some actions wrap the object that they return, alone or in an array: `{"value": {…}}`. It is taken out only where
/// nothing but annotations stands beside it.
fn unwrapped<T: Value>(read: T) -> Result<T, String> {
    let inner = match read.slot() {
        Slot::Object(object) | Slot::Union(object, _) => only_value(object),
        _ => None,
    };
    let inner = match inner {
        Some(Json::Array(elements)) => match elements.as_slice() {
            [element] => element,
            _ => return Err(format!("expected one object, found {}", elements.len())),
        },
        Some(object @ Json::Object(_)) => object,
        _ => return Ok(read),
    };
    from_value(inner.clone()).map_err(|error| error.to_string())
}

/// The undocumented member `value` of an object that has no other members but annotations.
fn only_value(object: &dyn Object) -> Option<&Json> {
    let value = object.extra().get("value")?;
    let mut others = object.extra().iter().filter(|(key, _)| *key != "value");
    let is_only = object.table().index("value").is_none()
        && object.values().is_empty()
        && others.all(|(key, _)| is_annotation(key));
    is_only.then_some(value)
}

/// Whether a member of an object is an annotation, not a property: `@odata.etag`, `members@odata.nextLink`,
/// `#microsoft.graph.move`. A `#` within a name is part of the name.
fn is_annotation(key: &str) -> bool {
    key.contains('@') || key.starts_with('#')
}

fn mismatch(error: &str, response: Response<Vec<u8>>) -> Error {
    Error::response(
        &format!("the response does not match the page: {error}"),
        response,
    )
}
