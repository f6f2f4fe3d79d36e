//! The one error type of the client, to match on.

use std::{fmt, sync::Arc, time::Duration};

use http::{HeaderMap, Response, StatusCode};

use crate::Error as HttpError;

/// The cause of an error in another library: a transport, a credential, a file.
pub type Source = Arc<dyn std::error::Error + Send + Sync>;

/// Why a call of the client has no result.
///
/// The service's errors have their code, message and request id: [`Error::code`], [`Error::message`] and
/// [`Error::request_id`] look into every variant that has them. Neither `Debug` nor `Display` shows tokens or the URLs of
/// requests.
///
/// # Example
///
/// ```
/// use graph_models::client::Error;
///
/// fn advice(error: &Error) -> &'static str {
///     match error {
///         Error::Request(_) | Error::Token(_) | Error::NotSent(_) => "nothing was done",
///         Error::Service(error) if error.has_code("ErrorItemNotFound") => "it is gone",
///         Error::Service(_) => "the service refused",
///         Error::Resync(_) => "start anew",
///         Error::Interrupted(_) | Error::TimedOut(_) => "it may or may not be done",
///         Error::Answer(_) | Error::NoBody(_) => "it is done, but the answer is lost",
///         _ => "another error",
///     }
/// }
/// # assert_eq!(advice(&Error::TimedOut(std::time::Duration::ZERO)), "it may or may not be done");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request could not be built: a value is not allowed in its position, or a link leads to another origin. Nothing
    /// was sent.
    Request(Arc<HttpError>),
    /// The credential returned an error instead of a token. Nothing was sent.
    Token(Source),
    /// No connection could be made, so the request did not reach the service.
    NotSent(Source),
    /// The connection broke before the answer was complete. The service may have done what it was asked to do.
    Interrupted(Source),
    /// There was no answer, or no further part of it, within this time. The service may have done what it was asked to do.
    TimedOut(Duration),
    /// The service refused: see [`Error::status`], [`Error::code`] and [`Error::message`].
    Service(Arc<HttpError>),
    /// A saved link of a delta query is too old, or the service lost the state: start anew, without the link. Some
    /// services send the link for the new start as [`HttpError::location`].
    Resync(Arc<HttpError>),
    /// Work that the service had accepted has failed.
    Failed(Arc<HttpError>),
    /// The service did what it was asked to do, but its answer does not match the pages.
    Answer(Arc<HttpError>),
    /// The service did what it was asked to do, but its answer has no content where the page documents some.
    NoBody(Arc<HttpError>),
    /// The answer is longer than this number of bytes, the client's limit.
    TooLong(usize),
    /// The source of an upload could not be read.
    Read(Source),
}

impl Error {
    /// The error of a request that cannot be built.
    pub(super) fn request(message: impl Into<String>) -> Self {
        HttpError::request(message.into()).into()
    }

    /// The error of a response that does not match the pages.
    pub(super) fn answer(message: &str, response: Response<Vec<u8>>) -> Self {
        HttpError::response(message, response).into()
    }

    /// The error with the response of the service; `None` if there is no response.
    pub fn response(&self) -> Option<&HttpError> {
        match self {
            Self::Request(error)
            | Self::Service(error)
            | Self::Resync(error)
            | Self::Failed(error)
            | Self::Answer(error)
            | Self::NoBody(error) => Some(error),
            _ => None,
        }
    }

    /// The status of the response, if there is one.
    pub fn status(&self) -> Option<StatusCode> {
        self.response()?.status()
    }

    /// The error code of the service: `ErrorItemNotFound`.
    pub fn code(&self) -> Option<&str> {
        self.response()?.code()
    }

    /// The message of the service, or a description of the error.
    pub fn message(&self) -> String {
        self.response()
            .map_or_else(|| self.to_string(), |error| error.message().to_owned())
    }

    /// The id that the service gave to the request, for its support.
    pub fn request_id(&self) -> Option<&str> {
        self.response()?.request_id()
    }

    /// The `client-request-id` that the request was sent with, if there is a response.
    pub fn client_request_id(&self) -> Option<&str> {
        self.headers()?.get("client-request-id")?.to_str().ok()
    }

    /// The header fields of the response, if there is one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(HttpError::headers)
    }
}

impl From<HttpError> for Error {
    fn from(error: HttpError) -> Self {
        use crate::ErrorKind;
        let kind = error.kind();
        let error = Arc::new(error);
        match kind {
            ErrorKind::Request => Self::Request(error),
            ErrorKind::Service if is_resync(&error) => Self::Resync(error),
            ErrorKind::Service => Self::Service(error),
            ErrorKind::Answer => Self::Answer(error),
            ErrorKind::NoBody => Self::NoBody(error),
        }
    }
}

/// Whether a delta query has to start anew. Services agree on neither the status nor the code.
fn is_resync(error: &HttpError) -> bool {
    let codes = [
        "resyncRequired",
        "syncStateNotFound",
        "syncStateInvalid",
        "SyncStateNotFound",
        "SyncStateInvalid",
    ];
    codes.iter().any(|code| error.has_code(code))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => write!(f, "the request could not be built: {error}"),
            Self::Token(source) => write!(f, "there is no access token: {source}"),
            Self::NotSent(source) => write!(f, "the request could not be sent: {source}"),
            Self::Interrupted(source) => write!(f, "the connection broke: {source}"),
            Self::TimedOut(time) => write!(f, "no answer within {time:?}"),
            Self::Service(error) | Self::Answer(error) | Self::NoBody(error) => error.fmt(f),
            Self::Resync(error) => write!(f, "the delta query must start anew: {error}"),
            Self::Failed(error) => write!(f, "the work failed: {error}"),
            Self::TooLong(limit) => write!(f, "the answer is longer than {limit} bytes"),
            Self::Read(source) => write!(f, "the content could not be read: {source}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Token(source) | Self::NotSent(source) | Self::Interrupted(source) | Self::Read(source) => {
                Some(&**source)
            }
            _ => None,
        }
    }
}
