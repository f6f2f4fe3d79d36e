//! What pages on operations hold: request lines, permissions, headers, parameters, request bodies and responses.

use std::sync::Arc;

use super::{
    examples::Annotation,
    resources::{PropertyRow, PropertyTable, Prose, TypeCell},
};
use crate::text::Spanned;

/// One line of an HTTP block: `GET /users/{id | userPrincipalName}/messages`.
#[derive(Clone, Debug)]
pub struct RequestLine {
    /// `GET`, upper case.
    pub method: Spanned<String>,
    /// The rest of the line verbatim, trimmed, without an HTTP version.
    pub target: Spanned<String>,
    /// The annotation of the block: OneDrive's templates are also requests.
    pub annotation: Option<Arc<Annotation>>,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PermissionKind {
    /// `Delegated (work or school account)`.
    DelegatedWork,
    /// `Delegated (personal Microsoft account)`.
    DelegatedPersonal,
    /// `Application`.
    Application,
}

/// A table of permissions, with the text that tells it from others of the page.
#[derive(Clone, Debug)]
pub struct PermissionTable {
    /// The heading above it, if it says more than "Permissions": `Permissions for chats`.
    pub heading: Option<String>,
    /// The sentence right above it, if it is not the usual one.
    pub lead: Option<String>,
    /// Its rows.
    pub rows: Vec<PermissionRow>,
}

/// `|Application|Mail.Read, Mail.ReadWrite|`, or a cell of a table with a column for each kind of account.
#[derive(Clone, Debug)]
pub struct PermissionRow {
    /// Who acts.
    pub kind: Spanned<PermissionKind>,
    /// The case that it is about, if the table distinguishes: `Policy Set`, `calendar`. Plain text.
    pub when: Option<String>,
    /// The alternatives, least privileged first whatever the order of the page, each with the permissions that are needed
    /// together. Empty: not supported, or `TODO`.
    pub alternatives: Vec<Vec<Spanned<String>>>,
    /// How many of the alternatives stand in a column for the least privileged ones, if the table has one.
    pub least: Option<usize>,
    /// The cell says so: `Not supported.`, `None`, `N/A`. `TODO` says nothing.
    pub not_supported: bool,
}

/// `|Prefer: outlook.timezone|String|The time zone. Optional.|`.
#[derive(Clone, Debug)]
pub struct HeaderRow {
    /// `Prefer`, without a value that stands in the same cell.
    pub name: Spanned<String>,
    /// `outlook.timezone`, from the name cell or a Value column.
    pub value: Option<String>,
    /// `Required.`, `Optional.`, or a Required column.
    pub required: Option<bool>,
    /// The Description or Value cell.
    pub description: Prose,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParameterPlace {
    /// `## Path parameters`.
    Path,
    /// `## Function parameters`, and Intune's "provide the following query parameters with values" under `## Request body`.
    Function,
    /// `## Query parameters`, `## Optional query parameters`.
    Query,
}

/// A table of parameters.
#[derive(Clone, Debug)]
pub struct ParameterTable {
    /// Where they go.
    pub place: ParameterPlace,
    /// One row each; the type cell may be empty.
    pub rows: Vec<PropertyRow>,
}

/// What the section on query parameters says.
#[derive(Clone, Debug, Default)]
pub struct QueryText {
    /// Options named in the text, spelled with `$` and in lower case, `$orderby`; none named is usual.
    pub options: Vec<Spanned<String>>,
    /// "This method supports (some of) the OData query parameters": a sentence that does not name all of them.
    pub supported: bool,
    /// "This method does not support the OData query parameters", or "the other OData query parameters".
    pub unsupported: bool,
    /// Options that are excluded by name, spelled as the others: "`$filter` is not supported".
    pub excluded: Vec<String>,
}

/// What the section on the request body says.
#[derive(Clone, Debug, Default)]
pub struct RequestBody {
    /// "Do not supply a request body for this method."
    pub none: bool,
    /// "supply a JSON representation of the [message](…) object": the type named first.
    pub ty: Option<TypeCell>,
    /// "the parameters": an object made for this call.
    pub parameters: bool,
    /// "only the values for properties that should be updated".
    pub updates: bool,
    /// Content that is not JSON: `text/plain` for MIME in base64, `application/octet-stream` for bytes, `text/html`.
    pub content_type: Option<String>,
    /// "a JSON representation of the **lockState** property": that property alone.
    pub property: Option<Spanned<String>>,
    /// Tables of properties or parameters.
    pub tables: Vec<PropertyTable>,
}

/// "If successful, this method returns a `200 OK` response code and a collection of [message](…) objects".
#[derive(Clone, Debug)]
pub struct ResponseStatement {
    /// 200.
    pub statuses: Vec<u16>,
    /// The type of the body, if the sentence names one.
    pub result: Option<TypeCell>,
    /// "It does not return anything in the response body."
    pub no_body: bool,
    /// "The `Location` header contains the URL of the operation": what the URL is of is not in the body.
    pub located: bool,
    /// The type of what the URL is of.
    pub located_type: Option<TypeCell>,
}

/// Whether a word is the name of one of OData's query options, without its sign and in any letter case.
pub fn is_query_option(name: &str) -> bool {
    const OPTIONS: [&str; 14] = [
        "apply",
        "compute",
        "count",
        "deltatoken",
        "expand",
        "filter",
        "format",
        "levels",
        "orderby",
        "search",
        "select",
        "skip",
        "skiptoken",
        "top",
    ];
    OPTIONS.iter().any(|option| option.eq_ignore_ascii_case(name))
}
