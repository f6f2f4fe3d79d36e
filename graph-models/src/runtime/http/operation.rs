//! Operations: their documentation as data (paths, statuses, permissions), and decoding of their responses.

use std::collections::{BTreeMap, BTreeSet};

use http::Response;

use super::{error::Error, response::Answer};

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
    /// The permissions; `None` if the page has no table of them.
    pub permissions: Option<Permissions>,
    /// Documented header fields.
    pub headers: &'static [&'static str],
    /// Documented query parameters: `$select`.
    pub query: &'static [&'static str],
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// The national clouds, if the page lists them.
    pub clouds: &'static [&'static str],
}

/// The permissions for each type of account, the least privileged first. A call needs one of them; an empty list means
/// that the operation is not supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// For a user with a work or school account.
    pub work: &'static [&'static str],
    /// For a user with a personal account.
    pub personal: &'static [&'static str],
    /// For an application without a user.
    pub application: &'static [&'static str],
}

impl Info {
    /// No facts, as the base for the generated ones.
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

/// The type of account that makes the calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// A user with a work or school account.
    Work,
    /// A user with a personal account.
    Personal,
    /// An application without a user.
    Application,
}

/// The permissions that several operations need together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Needed {
    /// Sufficient for every supported operation; none can be left out.
    pub permissions: BTreeSet<&'static str>,
    /// Operations that the type of account does not support.
    pub unsupported: Vec<&'static Info>,
    /// Operations whose pages have no permissions.
    pub unstated: Vec<&'static Info>,
}

impl Permissions {
    /// The permissions for a type of account, the least privileged first. Empty if the operation is not supported.
    pub fn of(&self, account: Account) -> &'static [&'static str] {
        match account {
            Account::Work => self.work,
            Account::Personal => self.personal,
            Account::Application => self.application,
        }
    }
}

/// The least privileged permissions that suffice for all of the operations: the first permission of each operation,
/// without those that another one makes redundant.
///
/// # Example: reading and sending mail
///
/// ```
/// use graph_models::runtime::http::{Account, Info, Permissions, least_permissions};
///
/// const fn work(work: &'static [&'static str]) -> Info {
///     let permissions = Some(Permissions { work, personal: &[], application: &[] });
///     Info { permissions, ..Info::NONE }
/// }
/// static LIST: Info = work(&["Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite"]);
/// static UPDATE: Info = work(&["Mail.ReadWrite"]);
/// static SEND: Info = work(&["Mail.Send"]);
///
/// let needed = least_permissions(Account::Work, [&LIST, &UPDATE, &SEND]);
/// assert!(needed.permissions.into_iter().eq(["Mail.ReadWrite", "Mail.Send"]));
/// assert_eq!(least_permissions(Account::Personal, [&SEND]).unsupported, [&SEND]);
/// ```
pub fn least_permissions(account: Account, operations: impl IntoIterator<Item = &'static Info>) -> Needed {
    let mut needed = Needed::default();
    let mut lists = Vec::new();
    for info in operations {
        match info.permissions.map(|permissions| permissions.of(account)) {
            None => needed.unstated.push(info),
            Some([]) => needed.unsupported.push(info),
            Some(list) => lists.push(list),
        }
    }
    needed.permissions = lists.iter().filter_map(|list| list.first().copied()).collect();
    remove_redundant(&mut needed.permissions, &lists);
    needed
}

/// Tries to remove the permissions that suffice for the fewest operations first, so that those that suffice for many
/// remain.
fn remove_redundant(permissions: &mut BTreeSet<&'static str>, lists: &[&[&'static str]]) {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for permission in lists.iter().copied().flatten() {
        *uses.entry(permission).or_default() += 1;
    }
    let mut order: Vec<_> = permissions.iter().copied().collect();
    order.sort_by_key(|permission| uses.get(permission).copied());
    for permission in order {
        permissions.remove(permission);
        let is_covered = |list: &&[&str]| list.iter().any(|other| permissions.contains(other));
        if !lists.iter().all(is_covered) {
            permissions.insert(permission);
        }
    }
}
