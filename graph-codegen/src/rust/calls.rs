//! The tests that come from the pages' example requests: cases, which are data, and the methods of builders that
//! they walk through.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::Name;

/// All cases of a crate and what it takes to run them.
#[derive(Debug, Default)]
pub struct Calls {
    /// What the files say of where they come from.
    pub header: String,
    /// One for each example request, by page and line.
    pub cases: Vec<Case>,
    /// Functions that open a path.
    pub entries: Vec<Arm>,
    /// Builders by name, each with the methods that cases use.
    pub builders: Vec<(String, Vec<Arm>)>,
    /// Options that cases use.
    pub options: Vec<OptionRow>,
    /// Operations whose own struct cases read.
    pub bodies: Vec<OwnBody>,
    /// Paths that builders make because example requests show them.
    pub shown: Vec<String>,
}

/// An example request.
#[derive(Debug, Serialize)]
pub struct Case {
    /// `user_post_messages::create_message_from_user`, unique.
    pub name: String,
    /// `api/user-post-messages.md`.
    pub page: String,
    /// Where it starts.
    pub line: u32,
    /// `POST`.
    pub method: String,
    /// As on the page.
    pub url: String,
    /// What is done with it.
    #[serde(flatten)]
    pub run: Run,
}

/// What is done with an example request.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Run {
    /// Nothing, for this reason.
    Skipped {
        /// `another host`.
        skip: String,
    },
    /// It is built again.
    Built(Built),
}

/// How a request is built.
#[derive(Debug, Serialize)]
pub struct Built {
    /// `ListMessages`.
    pub operation: String,
    /// `https://graph.microsoft.com/v1.0`.
    pub base: String,
    /// Methods with their arguments: `["message", "AAMk…"]`, `["messages.list"]`.
    pub way: Vec<Vec<String>>,
    /// Parameters in the query, by their names on the wire.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<(String, String)>,
    /// Header fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// What it carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Arc<Value>>,
    /// The body is none that the page documents, so that it is sent as it stands.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub raw: bool,
    /// Why its body is not compared.
    #[serde(rename = "bodySkip", skip_serializing_if = "Option::is_none")]
    pub body_skip: Option<String>,
}

/// A method that a case walks through.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arm {
    /// `message`.
    pub method: String,
    /// `list`: the call of a usual place.
    pub verb: Option<String>,
    /// How many texts it takes.
    pub arguments: usize,
    /// Whether it gives a call, and with which body.
    pub call: Option<Carries>,
}

impl Arm {
    /// What cases call it: `messages.list`.
    pub fn key(&self) -> String {
        match &self.verb {
            Some(verb) => format!("{}.{verb}", self.method),
            None => self.method.clone(),
        }
    }
}

/// What a call takes beside texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carries {
    /// Nothing.
    Nothing,
    /// A value of a type of the models.
    Value,
    /// The operation's own struct.
    Own,
    /// The URL of a reference.
    Reference,
    /// Bytes.
    Content,
}

/// An option of an operation.
#[derive(Clone, Debug)]
pub struct OptionRow {
    /// `ListMessages`.
    pub operation: String,
    /// `$select`.
    pub wire: String,
    /// `option`, `header`, `query`.
    pub module: String,
    /// `Select`, `Prefer`.
    pub option: String,
}

/// An operation's own struct.
#[derive(Clone, Debug)]
pub struct OwnBody {
    /// `UserSendMail`.
    pub operation: String,
    /// Its fields.
    pub fields: Vec<Name>,
}
