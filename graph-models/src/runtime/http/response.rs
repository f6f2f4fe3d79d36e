//! The kinds of successful responses and how they are decoded.

use http::{HeaderMap, Response, header};

use super::error::{Error, without_bom};
use crate::runtime::{
    extra::{Extra, Json},
    json::{JsonError, from_slice, from_value},
    value::{Slot, Value},
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Content {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The media type, if the service sent one.
    pub content_type: Option<String>,
    /// The URL to download the content from, if the response is a redirect. It needs no token and must not get one.
    pub location: Option<String>,
}

/// The service has accepted the request and is still working on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accepted {
    /// The URL for polling the status of the work, if the service sent one.
    pub location: Option<String>,
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

#[doc(hidden)]
impl<T: Value> Answer for T {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let read = from_slice::<T>(without_bom(response.body())).and_then(unwrapped);
        read.map_err(|error| mismatch(&error, response))
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
        if response.body().is_empty() {
            return Ok(None);
        }
        T::read(response).map(Some)
    }
}

impl Answer for Accepted {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let location = header(response.headers(), &header::LOCATION);
        Ok(Self { location })
    }
}

impl Answer for Content {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, bytes) = response.into_parts();
        Ok(Self {
            bytes,
            content_type: header(&parts.headers, &header::CONTENT_TYPE),
            location: header(&parts.headers, &header::LOCATION),
        })
    }
}

impl<T: Value> Answer for Wrapped<T> {
    fn read(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let read = || {
            let mut extra = match from_slice(without_bom(response.body()))? {
                Json::Object(fields) => fields.into_iter().collect::<Extra>(),
                other => Extra::from_iter([("value", other)]),
            };
            let value = extra.remove("value").filter(|value| !value.is_null());
            let value = value.map(from_value).transpose()?;
            Ok(Self { value, extra })
        };
        read().map_err(|error| mismatch(&error, response))
    }
}

/// Some actions wrap the object that they return: `{"value": {…}}`.
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

fn mismatch(error: &JsonError, response: Response<Vec<u8>>) -> Error {
    let message = if response.body().is_empty() {
        format!("the response has no body (status {})", response.status())
    } else {
        format!("the response does not match the page: {error}")
    };
    Error::response(message, response)
}

fn header(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}
