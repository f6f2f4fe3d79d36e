//! What a page says: spellings verbatim, a span on everything. `parse` makes it, `overrides` may correct it,
//! `resolve` reads it. It knows neither what the words mean for the API nor any Rust name.

mod correction;
mod coverage;
mod examples;
mod operations;
pub mod parse;
mod resources;
mod text;

pub use correction::{Correction, StatedAnswer, StatedEnum, StatedType};
pub use coverage::{BlockKind, Coverage, Outcome};
pub use examples::{Annotation, Body, Message, StartLine};
pub use operations::{
    HeaderRow, ParameterPlace, ParameterTable, PermissionKind, PermissionRow, PermissionTable, QueryText,
    RequestBody, RequestLine, ResponseStatement,
};
pub use resources::{
    EnumTable, MemberRow, MethodRow, Notes, PropertyRow, PropertyTable, Representation, TypeCell, TypeRef,
    ValueList,
};
pub use text::{FrontMatter, Link, Prose};

use crate::text::{FileId, PagePath, Span, Spanned};

/// One Markdown page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its text.
    pub file: FileId,
    /// Its path: `resources/message.md`.
    pub path: PagePath,
    /// `key: value` lines between the two `---`.
    pub front_matter: FrontMatter,
    /// The first real level-1 heading, verbatim, without a ` (deprecated)`: `message resource type`, `Create message`.
    pub title: Spanned<String>,
    /// The title carried ` (deprecated)`, or a deprecation callout stands before the first section.
    pub deprecated: bool,
    /// `Namespace: microsoft.graph.callRecords`.
    pub namespace: Option<Spanned<String>>,
    /// The paragraphs before the first section, callouts and includes left out.
    pub intro: Vec<Prose>,
    /// The paragraphs of callouts before the first section: `> [!TIP]`, `> **Note:**`.
    pub callouts: Vec<Prose>,
    /// Tables of properties: under `## Properties`, under its sub-headings, or known by their columns.
    pub properties: Vec<PropertyTable>,
    /// The paragraphs of the sections on properties and relationships; the base type is often named there:
    /// `The following properties are inherited from **[baseItem][]**.`
    pub property_prose: Vec<Prose>,
    /// Tables under `## Relationships`.
    pub relationships: Vec<PropertyTable>,
    /// Tables of enum members, in all their homes.
    pub enums: Vec<EnumTable>,
    /// Rows of `## Methods`.
    pub methods: Vec<MethodRow>,
    /// Links under `## Derived types`, and of a list that follows "from which the following type is derived".
    pub derived_types: Vec<Link>,
    /// Fences under `## JSON representation`, and any fence annotated `"blockType": "resource"`.
    pub representations: Vec<Representation>,
    /// Request lines under `## HTTP request`.
    pub requests: Vec<RequestLine>,
    /// Tables of permissions, also from includes.
    pub permissions: Vec<PermissionTable>,
    /// National clouds where stated (`global`, `usGovernmentL4`, `usGovernmentL5`, `china`).
    pub clouds: Vec<String>,
    /// Rows of `## Request headers`.
    pub headers: Vec<HeaderRow>,
    /// Tables of path, function and query parameters.
    pub parameters: Vec<ParameterTable>,
    /// What the section on query parameters says.
    pub query: Option<QueryText>,
    /// What the section on the request body says.
    pub request_body: Option<RequestBody>,
    /// The sentences of `## Response`, one per documented result.
    pub responses: Vec<ResponseStatement>,
    /// Tables under `## Response`: properties of an object that has no page of its own.
    pub response_tables: Vec<PropertyTable>,
    /// Example messages in page order: requests, responses and bare bodies.
    pub examples: Vec<Message>,
    /// Annotations that stand for the whole page: `"type": "#page.annotation"`.
    pub annotations: Vec<Annotation>,
    /// What the overrides file says instead of the page; empty after `parse`.
    pub correction: Correction,
    /// What became of every block of the page.
    pub coverage: Vec<Coverage>,
}

impl Page {
    /// A page that says nothing yet.
    pub fn empty(file: FileId, path: PagePath) -> Self {
        Self {
            file,
            path,
            front_matter: FrontMatter::default(),
            title: Spanned::new(String::new(), Span::new(file, 0..0)),
            deprecated: false,
            namespace: None,
            intro: Vec::new(),
            callouts: Vec::new(),
            properties: Vec::new(),
            property_prose: Vec::new(),
            relationships: Vec::new(),
            enums: Vec::new(),
            methods: Vec::new(),
            derived_types: Vec::new(),
            representations: Vec::new(),
            requests: Vec::new(),
            permissions: Vec::new(),
            clouds: Vec::new(),
            headers: Vec::new(),
            parameters: Vec::new(),
            query: None,
            request_body: None,
            responses: Vec::new(),
            response_tables: Vec::new(),
            examples: Vec::new(),
            annotations: Vec::new(),
            correction: Correction::default(),
            coverage: Vec::new(),
        }
    }
}
