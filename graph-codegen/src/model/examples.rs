//! The examples of the model: what the pages show of requests and answers.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::{names::TypeName, source::Source};
use crate::text::Span;

/// What the values of an example are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ExampleClass {
    /// Real values.
    Literal,
    /// Type names in place of values: `"hasAttachments": "Boolean"`.
    Placeholder,
    /// Parts left out with `...`.
    Elided,
    /// Not readable as JSON.
    Invalid,
    /// Not meant to be JSON.
    NonJson,
    /// No body.
    Empty,
}

/// An example: a request with its answers, or a JSON representation.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Example {
    /// The operation's id.
    pub operation: Option<String>,
    /// The annotation's name, else the operation's id or type's name; suffixed to be unique within the page.
    pub name: String,
    /// The request.
    pub request: Option<ExampleRequest>,
    /// The answers.
    pub responses: Vec<ExampleResponse>,
    /// What the values of the typed body are: the answer's, else the request's.
    pub class: ExampleClass,
    /// Where it starts.
    pub source: Source,
}

/// An example request.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ExampleRequest {
    /// `POST`.
    pub method: String,
    /// As on the page.
    pub url: String,
    /// Header fields.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: ExampleBody,
    /// The type of its body.
    #[serde(rename = "type")]
    pub ty: Option<TypeName>,
    /// The body is a collection of them.
    pub collection: bool,
    /// Why it has no type, where it should have one.
    #[serde(skip)]
    pub untyped: Option<&'static str>,
    /// What its values are.
    pub class: ExampleClass,
    /// What had to be mended to read its JSON: `trailing comma`.
    pub repaired: Vec<String>,
    /// Where it starts.
    pub line: u32,
    /// Where its body stands.
    #[serde(skip)]
    pub place: Span,
}

/// An example answer, or a JSON representation with status 0.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ExampleResponse {
    /// 201; 0 for a JSON representation.
    pub status: u16,
    /// Header fields.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: ExampleBody,
    /// The type of its body.
    #[serde(rename = "type")]
    pub ty: Option<TypeName>,
    /// `{"value": […]}` of them.
    pub collection: bool,
    /// Shortened by the authors.
    pub truncated: bool,
    /// Why it has no type, where it should have one.
    #[serde(skip)]
    pub untyped: Option<&'static str>,
    /// What its values are.
    pub class: ExampleClass,
    /// What had to be mended to read its JSON: `trailing comma`.
    pub repaired: Vec<String>,
    /// Where it starts.
    pub line: u32,
    /// Where its body stands.
    #[serde(skip)]
    pub place: Span,
}

/// A body: JSON as it is, other text as a string, nothing as null.
#[derive(Clone, Debug, PartialEq)]
pub enum ExampleBody {
    /// No body.
    Empty,
    /// JSON, shared with the page that shows it.
    Json(Arc<Value>),
    /// Anything else.
    Text(String),
}

impl Serialize for ExampleBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Json(value) => value.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for ExampleBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Value::deserialize(deserializer)? {
            Value::Null => Self::Empty,
            Value::String(text) => Self::Text(text),
            json => Self::Json(Arc::new(json)),
        })
    }
}
