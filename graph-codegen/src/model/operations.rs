//! Operations: what they take, what they answer, who may call them.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{names::TypeName, permissions::Permissions, source::Source};

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum OperationKind {
    /// GET of a collection.
    List,
    /// GET of one.
    Get,
    /// POST to a collection.
    Create,
    /// PATCH, or PUT of properties.
    Update,
    /// DELETE of one.
    Delete,
    /// POST to a bound or unbound action.
    Action,
    /// GET of a function.
    Function,
    /// The function `delta`.
    Delta,
    /// `$ref`.
    Ref,
    /// `$value`, or content that is not JSON.
    Content,
    /// `$count`.
    Count,
}

/// What a page says of OData's query options. Ordered by how much it allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QueryOptions {
    /// "This method does not support the OData query parameters."
    None,
    /// No word of them.
    #[default]
    Unstated,
    /// It names those that it supports.
    Listed,
    /// "This method supports some of the OData query parameters": it does not say which, or not all of them.
    Some,
}

/// An operation: one method, one meaning, all paths that its pages give.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// The page's file stem, suffixed where one page documents several: `user-post-messages`.
    pub id: String,
    /// What it is called in Rust, where lowering has named it: `operations::CreateMessage`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<String>,
    /// The page's title.
    pub title: String,
    /// What it does.
    pub kind: OperationKind,
    /// `POST`.
    pub method: String,
    /// Path templates as on the page, absolute parts cut off, starting with `/`; a query stays.
    pub paths: Vec<String>,
    /// Path templates that no page lists and that an example of this operation shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub example_paths: Vec<String>,
    /// What calls each of these paths in Rust, those of examples last, where lowering has named it:
    /// `me().message(message_id).get()`; empty where no builder makes the path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<String>,
    /// First paragraph of the page.
    pub description: String,
    /// Going away.
    pub deprecated: bool,
    /// Parameters in the path.
    pub path_parameters: Vec<Parameter>,
    /// Options in the query.
    pub query_parameters: Vec<Parameter>,
    /// What the page says of OData's query options.
    pub query_options: QueryOptions,
    /// All of OData's query options that fit the operation can be used, documented or not: it reads, or its page speaks of
    /// them, and its page does not exclude those that it does not name.
    pub all_query_options: bool,
    /// OData's query options that the page excludes by name: `$filter`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded_query_options: Vec<String>,
    /// Header fields.
    pub headers: Vec<Parameter>,
    /// What the request carries.
    pub request_body: Option<RequestBody>,
    /// Documented answers, by status.
    pub responses: Vec<Response>,
    /// Header fields of the answers.
    #[serde(default)]
    pub response_headers: Vec<ResponseHeader>,
    /// Who may call it.
    pub permissions: Permissions,
    /// National clouds, where stated.
    pub clouds: Vec<String>,
    /// Its first HTTP line.
    pub source: Source,
    /// The line of each path, in the order of `paths`.
    #[serde(skip)]
    pub path_sources: Vec<Source>,
}

/// A parameter in a path, a query or a header.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Parameter {
    /// `$select`, `id`, `Authorization`.
    pub name: String,
    /// `Edm.String`, or the type that the page gives.
    #[serde(rename = "type")]
    pub ty: TypeName,
    /// A collection of them.
    pub collection: bool,
    /// The page says that it is required.
    pub required: bool,
    /// The value that the page gives: `eventual`, `outlook.timezone`.
    pub value: Option<String>,
    /// What it means.
    pub description: String,
}

/// What a request carries.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestBody {
    /// `application/json`, `text/plain`, ….
    pub content_types: Vec<String>,
    /// The resource; null for an ad-hoc object, see `properties`.
    #[serde(rename = "type")]
    pub ty: Option<TypeName>,
    /// The body is an array of them.
    #[serde(default)]
    pub collection: bool,
    /// The properties that the page lists for this operation.
    pub properties: Vec<BodyProperty>,
}

/// A property or parameter in a request body.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BodyProperty {
    /// `subject`.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: TypeName,
    /// A collection of them.
    pub collection: bool,
    /// Whether the page says that it must be given.
    pub required: Option<bool>,
    /// What it means.
    pub description: String,
    /// Its row.
    pub source: Source,
}

/// A header field of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct ResponseHeader {
    /// `Location`.
    pub name: String,
    /// What it means: the words of a table, or the sentence that names it.
    pub description: String,
}

/// A documented answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct Response {
    /// 200.
    pub status: u16,
    /// The body's type: `Edm.Stream` for content that is not JSON; null for no body.
    #[serde(rename = "type")]
    pub ty: Option<TypeName>,
    /// A collection of them.
    pub collection: bool,
}

impl OperationKind {
    /// The kind as the model file spells it.
    pub fn word(self) -> &'static str {
        self.into()
    }
}
