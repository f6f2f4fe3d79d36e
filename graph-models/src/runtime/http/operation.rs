//! What the pages say about an operation, as data, and how its answer is read.

use super::{Answer, Error};

/// An operation of the API: a type of its own that names it.
pub trait Operation: Sized {
    /// What its page says.
    const INFO: &'static Info;

    /// What its request carries: `()` for nothing, a type of the models, the operation itself where it holds its own
    /// parameters, `str` for the URL of a reference, `[u8]` for content.
    type Body: ?Sized;

    /// What a documented answer carries.
    type Output: Answer;

    /// Reads an answer. The status must be a documented one.
    ///
    /// # Errors
    ///
    /// The service's own error, with its code and message, where the status is not one of success; otherwise a
    /// status that the page does not list, or a body that is not what the page says.
    fn decode(response: http::Response<Vec<u8>>) -> Result<Self::Output, Error> {
        super::answer::check(Self::INFO, &response)?;
        Self::Output::read(response)
    }

    /// Reads an answer with any status of success, listed on the page or not.
    ///
    /// # Errors
    ///
    /// As [`decode`](Operation::decode), but for the status.
    fn decode_any_success(response: http::Response<Vec<u8>>) -> Result<Self::Output, Error> {
        super::answer::check_success(&response)?;
        Self::Output::read(response)
    }
}

/// What a page says about an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Info {
    /// The page's title: `List messages`.
    pub title: &'static str,
    /// Where the page is published.
    pub page: &'static str,
    /// `GET`.
    pub method: &'static str,
    /// Path templates, as on the page.
    pub paths: &'static [&'static str],
    /// Documented statuses.
    pub statuses: &'static [u16],
    /// Who may call it; `None` where the page does not say.
    pub permissions: Option<Permissions>,
    /// Documented header fields.
    pub headers: &'static [&'static str],
    /// Documented parameters in the query: `$select`.
    pub query: &'static [&'static str],
    /// It is going away.
    pub deprecated: bool,
    /// National clouds, where stated.
    pub clouds: &'static [&'static str],
}

/// The permissions that a call needs, one of each list; the least privileged stands first. Empty: not supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// On behalf of a user with a work or school account.
    pub work: &'static [&'static str],
    /// On behalf of a user with a personal account.
    pub personal: &'static [&'static str],
    /// Without a user.
    pub application: &'static [&'static str],
}

impl Info {
    /// Says nothing; the generated code fills in what the page says.
    pub const NONE: Self = Self {
        title: "",
        page: "",
        method: "GET",
        paths: &[],
        statuses: &[],
        permissions: None,
        headers: &[],
        query: &[],
        deprecated: false,
        clouds: &[],
    };
}
