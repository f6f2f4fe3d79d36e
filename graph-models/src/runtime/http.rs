//! Requests and responses, independent of the HTTP client: a [`Call`] becomes an `http::Request<Vec<u8>>`, and an
//! [`Operation`] decodes an `http::Response<Vec<u8>>`. The same for all operations.

mod body;
mod call;
mod error;
mod headers;
mod link;
mod needed;
mod operation;
pub mod option;
mod path;
mod permissions;
mod response;

pub use body::{Carried, Carry, Parameters, Patch, Put};
pub use call::{Absent, Call, Item, Items};
pub use error::{Error, ErrorKind};
pub use needed::{Depends, Needed, least_permissions};
pub use operation::{Info, Operation};
pub use option::Takes;
pub use path::Path;
pub use permissions::{Access, Account, AllOf, AnyOf, Case, Permissions};
pub use response::{Accepted, Answer, Content, Wrapped};

pub use crate::{header_option, parameters, query_option, takes};
#[doc(hidden)]
pub use body::{carry_parameters, debug_parameters};
#[cfg(feature = "client-core")]
pub(in crate::runtime) use call::origin;
#[cfg(feature = "client-core")]
pub(in crate::runtime) use headers::{location, retry_after};
