//! The models in the plain shape of serde's derives.

use serde::{Deserialize, Serialize};

pub mod models;

/// A page of a collection.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct Collection<T> {
    /// How many there are in all.
    #[serde(rename = "@odata.count", skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// Where the next page is.
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    pub next_link: Option<String>,
    /// Where to ask for what has changed since.
    #[serde(rename = "@odata.deltaLink", skip_serializing_if = "Option::is_none")]
    pub delta_link: Option<String>,
    /// The values.
    pub value: Vec<T>,
}
