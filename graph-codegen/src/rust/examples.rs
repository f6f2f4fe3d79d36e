//! The tests that come from the pages' examples: cases, which are data, and the Rust types that they need.

use serde::Serialize;
use serde_json::Value;

use super::ItemPath;
use crate::model::ExampleClass;

/// All cases of a crate.
#[derive(Debug, Default)]
pub struct Examples {
    /// What the files say of where they come from.
    pub header: String,
    /// How many example messages have no body.
    pub empty: usize,
    /// One for each body, by page and line.
    pub cases: Vec<Case>,
    /// The types of their bodies, by name.
    pub types: Vec<CaseType>,
    /// All unions of the models, for tests of the compiler's and the stack's limits.
    pub unions: Vec<ItemPath>,
    /// All structs of the models, for the same: unions end the walks of the compiler, structs do not.
    pub structs: Vec<ItemPath>,
}

/// A body of an example.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Case {
    /// `user_post_messages::create_message_from_user::response`, unique.
    pub name: String,
    /// `api/user-post-messages.md`.
    pub page: String,
    /// Where its message starts.
    pub line: u32,
    /// What its values are.
    pub class: ExampleClass,
    /// Its JSON had to be mended.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub repaired: bool,
    /// What is done with it.
    #[serde(flatten)]
    pub run: Run,
}

/// What is done with a body.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Run {
    /// Nothing, for this reason.
    Skipped {
        /// `no type known`.
        skip: String,
    },
    /// It is read and written.
    Tried(Tried),
}

/// A body with its documented type and what is known to be wrong with it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tried {
    /// The type, by its key in the table of types.
    #[serde(rename = "type")]
    pub ty: String,
    /// Where in the body values of the type are.
    pub shape: Shape,
    /// Paths of keys that the type does not have, without annotations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undocumented: Vec<String>,
    /// Values that the type cannot hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contradicts: Vec<Contradiction>,
    /// The JSON.
    pub body: Value,
}

/// Where in a body values of its type are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// The body is one.
    One,
    /// The body is an array of them.
    List,
    /// `{"value": […]}`.
    Collection,
    /// `{"value": …}`, one.
    Value,
}

/// A value that the documented type of its place cannot hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// `value[3].isRead`.
    pub path: String,
    /// `expected a boolean, found a string`.
    pub reason: String,
}

/// A type that cases need.
#[derive(Debug)]
pub struct CaseType {
    /// `microsoft.graph.message`, `any microsoft.graph.attachment`, `Edm.Int32`.
    pub key: String,
    /// What stands for it.
    pub rust: CaseRust,
}

/// The Rust type of a case.
#[derive(Debug)]
pub enum CaseRust {
    /// A type of the models.
    Item(ItemPath),
    /// A set of members of an enum of the models.
    Flags(ItemPath),
    /// A type of Rust: `bool`.
    Builtin(&'static str),
    /// A type of the runtime: `DateTimeOffset`.
    Runtime(&'static str),
}
