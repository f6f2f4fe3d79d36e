//! Requests and answers without a client: a [`Call`] gives an `http::Request<Vec<u8>>`, an [`Operation`] reads an
//! `http::Response<Vec<u8>>`. Everything that is the same for all operations stands here; it knows none of them.

mod answer;
mod body;
mod call;
mod error;
mod operation;
pub mod option;
mod path;
mod permissions;
mod place;

pub use answer::{Accepted, Answer, Content, Wrapped};
pub use body::{Carried, Carry, Parameters, Patch, Put};
pub use call::Call;
pub use error::{Error, ErrorKind};
pub use operation::{Info, Operation, Permissions};
pub use option::Takes;
pub use path::Path;
pub use permissions::{Account, Needed, least_permissions};
pub use place::{Absent, Item, Items};

pub use crate::{header_option, parameters, query_option, takes};
#[doc(hidden)]
pub use body::{carry_parameters, debug_parameters};
