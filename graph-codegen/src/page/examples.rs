//! Fences: example messages, their bodies, and the comments before them.

use std::sync::Arc;

use serde_json::Value;

use crate::text::{Span, Spanned};

/// An example message.
#[derive(Clone, Debug)]
pub struct Message {
    /// What kind, with its first line.
    pub start: StartLine,
    /// The nearest heading: `Request`, `Example 2: …`.
    pub heading: Arc<str>,
    /// The nearest heading that starts an example of its own: `Example 2: …`; empty under a plain `## Example`.
    pub group: Arc<str>,
    /// The comment before the fence.
    pub annotation: Option<Arc<Annotation>>,
    /// Header fields, verbatim.
    pub headers: Vec<(String, String)>,
    /// What follows the headers.
    pub body: Body,
    /// The fence's content.
    pub span: Span,
}

/// The first line of an example message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartLine {
    /// `POST https://graph.microsoft.com/v1.0/me/messages`.
    Request {
        /// `POST`.
        method: String,
        /// The rest of the line, trimmed, without an HTTP version; spaces and quotes kept.
        url: String,
    },
    /// `HTTP/1.1 201 Created`.
    Response {
        /// 201.
        status: u16,
        /// `Created`.
        reason: String,
    },
    /// A fence of JSON only.
    None,
}

/// The content of a message or a representation.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// JSON.
    Json {
        /// The value, keys in page order; the model shares it.
        value: Arc<Value>,
        /// What had to be repaired to read it: `trailing comma`.
        repairs: Vec<Spanned<&'static str>>,
        /// Where the body stands.
        span: Span,
    },
    /// Meant as JSON, but beyond repair; the diagnostic says where.
    Invalid {
        /// The text.
        text: String,
        /// Where the body stands.
        span: Span,
    },
    /// MIME, CSV, XML, HTML, a description of bytes.
    Other {
        /// The text.
        text: String,
        /// Where the body stands.
        span: Span,
    },
}

impl Body {
    /// The JSON value.
    pub fn json(&self) -> Option<&Value> {
        match self {
            Self::Json { value, .. } => Some(value),
            _ => None,
        }
    }
}

/// A comment that holds a JSON object: `<!-- { "blockType": "response", "truncated": true } -->`.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// `blockType`: `resource`, `request`, `response`, `example`, `ignored`, `samples`, `permissions`.
    pub block_type: Option<String>,
    /// `name`; several where the page gives an array.
    pub names: Vec<String>,
    /// `@odata.type` or `@type`, verbatim: `microsoft.graph.message`, `Collection(microsoft.graph.user)`, `stream`.
    pub odata_type: Option<Spanned<String>>,
    /// `isCollection`, also as a string.
    pub is_collection: Option<bool>,
    /// `truncated`, also as a string.
    pub truncated: Option<bool>,
    /// `baseType`.
    pub base_type: Option<String>,
    /// `keyProperty`.
    pub key_property: Option<String>,
    /// `openType`.
    pub open_type: Option<bool>,
    /// `abstract`, `isAbstract`.
    pub is_abstract: Option<bool>,
    /// `@type.aka`.
    pub aliases: Vec<String>,
    /// `"type": "#page.annotation"`: it stands for the whole page.
    pub of_page: bool,
    /// The comment.
    pub span: Span,
}
