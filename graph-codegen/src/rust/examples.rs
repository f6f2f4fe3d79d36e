//! The tests that come from the pages' examples: cases, which are data, and the Rust types that they need.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;
use serde_json::Value;

use super::ItemPath;
use crate::{facts::proof::Shape, model::ExampleClass};

/// All cases of a crate.
#[derive(Debug, Default)]
pub struct Examples {
    /// What the files say of where they come from.
    pub header: String,
    /// How many example messages have no body.
    pub empty: usize,
    /// One for each body, by page and line.
    pub cases: Vec<Case>,
    /// What is documented of each type.
    pub rows: Vec<TypeRows>,
    /// All types of the models and of their bodies, by name.
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
    /// What had to be mended to read its JSON.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub repaired: Vec<String>,
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

/// A body with its documented types and what is known to be wrong with it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tried {
    /// What its values are.
    #[serde(flatten)]
    pub values: Values,
    /// Paths of keys that the type does not have, without annotations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undocumented: Vec<String>,
    /// How many of them are no faults: properties of open types, and of bases of many.
    #[serde(skip_serializing_if = "is_zero")]
    pub dynamic: usize,
    /// Values that the type cannot hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contradicts: Vec<Contradiction>,
    /// The JSON.
    pub body: Arc<Value>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What the values in a body are. Types are keys in the table of types.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Values {
    /// Values of one type.
    Typed {
        /// The type.
        #[serde(rename = "type")]
        ty: String,
        /// Where in the body they are.
        shape: Shape,
    },
    /// A value for each parameter.
    Parameters {
        /// By name.
        parameters: BTreeMap<String, Parameter>,
    },
}

/// What the pages document of a type, for messages of tests.
#[derive(Debug, Serialize)]
pub struct TypeRows {
    /// `microsoft.graph.message`.
    pub name: String,
    /// Its base, which has further rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// `resources/message.md`.
    pub page: String,
    /// By property: the line of its row, and its type.
    pub rows: BTreeMap<String, (u32, String)>,
}

/// A parameter that a body gives.
#[derive(Debug, Serialize)]
pub struct Parameter {
    /// Its type.
    #[serde(rename = "type")]
    pub ty: String,
    /// A collection of them.
    pub collection: bool,
    /// Where it is documented: a page and a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<(String, u32)>,
}

/// A value that the documented type of its place cannot hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// `value[3].isRead`.
    pub path: String,
    /// `expected a boolean, found a string`.
    pub reason: String,
}

/// A type for tests.
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
