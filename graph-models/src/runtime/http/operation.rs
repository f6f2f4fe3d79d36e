//! Operations: their documentation as data (paths, statuses, header fields), and decoding of their responses.

use http::Response;

use super::{error::Error, permissions::Permissions, response::Answer};

/// An operation of the API. Each operation is a type of its own.
pub trait Operation: Sized {
    /// The facts on the operation's page.
    const INFO: &'static Info;

    /// The request body: `()` for none, a type of the models, the operation itself if it has its own parameters, `str`
    /// for the URL of a reference, `[u8]` for content.
    type Body: ?Sized;

    /// The documented content of the response.
    type Output: Answer;

    /// Decodes a response. Any status from 200 to 299 is a success, documented or not.
    ///
    /// # Errors
    ///
    /// The service's error with its code and message, if the status is not a success. Otherwise,
    /// [`ErrorKind::NoBody`](super::ErrorKind::NoBody) if there is no content where the page documents some, or
    /// [`ErrorKind::Answer`](super::ErrorKind::Answer) if the content does not match the page.
    fn decode(response: Response<Vec<u8>>) -> Result<Self::Output, Error> {
        if response.status().is_success() {
            return Self::Output::read(response);
        }
        // Redirects are content for some operations only.
        Self::decode_documented(response)
    }

    /// Decodes a response whose status the page documents, for tests and for those who want to know when the service
    /// and the page differ.
    ///
    /// # Errors
    ///
    /// Those of [`decode`](Operation::decode), and [`ErrorKind::Answer`](super::ErrorKind::Answer) if the page lists
    /// statuses, but not that of the response.
    fn decode_documented(response: Response<Vec<u8>>) -> Result<Self::Output, Error> {
        check(Self::INFO, &response)?;
        Self::Output::read(response)
    }
}

/// The facts on the page of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Info {
    /// The page's title: `List messages`.
    pub title: &'static str,
    /// The URL of the published page.
    pub page: &'static str,
    /// `GET`.
    pub method: &'static str,
    /// Path templates, as on the page.
    pub paths: &'static [&'static str],
    /// Documented statuses.
    pub statuses: &'static [u16],
    /// The permissions for each type of account.
    pub permissions: Permissions,
    /// Documented header fields of the request.
    pub headers: &'static [&'static str],
    /// Documented header fields of the response: `Location`.
    pub response_headers: &'static [&'static str],
    /// Documented query parameters: `$select`.
    pub query: &'static [&'static str],
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// The national clouds, if the page lists them.
    pub clouds: &'static [&'static str],
}

impl Info {
    /// No facts, as the base for the generated ones.
    pub const NONE: Self = Self {
        title: "",
        page: "",
        method: "GET",
        paths: &[],
        statuses: &[],
        permissions: Permissions::UNSTATED,
        headers: &[],
        response_headers: &[],
        query: &[],
        deprecated: false,
        clouds: &[],
    };
}

/// Checks that the page lists the status, or that a page without statuses means success.
fn check(info: &Info, response: &Response<Vec<u8>>) -> Result<(), Error> {
    let status = response.status();
    if !(200..400).contains(&status.as_u16()) {
        return Err(Error::service(response));
    }
    // Clients that follow a redirect get the content itself.
    let followed = status == http::StatusCode::OK && info.statuses.contains(&302);
    if info.statuses.is_empty() || info.statuses.contains(&status.as_u16()) || followed {
        return Ok(());
    }
    let message = format!(
        "the status {status} is not documented; the page lists {:?}",
        info.statuses
    );
    Err(Error::response(&message, response.clone()))
}
