//! What one page says, spelled as the page spells it and with a span on everything, and how it is read (`parse`).
//! Does not know what the words mean for the API, nor any Rust name.

mod correction;
mod examples;
mod operations;
pub mod parse;
mod resources;
mod separate;

pub use correction::{Correction, Fact, StatedAnswer, StatedEnum, StatedKind, StatedProperty, StatedType};
pub use examples::{Annotation, Body, Message, StartLine};
pub use operations::{
    HeaderRow, ParameterPlace, ParameterTable, PermissionKind, PermissionRow, PermissionTable, QueryText,
    RequestBody, RequestLine, ResponseStatement, is_query_option,
};
pub use resources::{
    EnumTable, Link, MemberRow, MethodRow, Notes, PropertyRow, PropertyTable, Prose, Representation,
    TypeCell, TypeRef, ValueList,
};

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
    /// All tables of permissions, also from includes.
    pub permissions: Vec<PermissionTable>,
    /// National clouds, if the page names them (`global`, `usGovernmentL4`, `usGovernmentL5`, `china`).
    pub clouds: Vec<String>,
    /// Rows of `## Request headers`.
    pub headers: Vec<HeaderRow>,
    /// Rows of `## Response headers`, and header fields that sentences on the response name.
    pub response_headers: Vec<HeaderRow>,
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
            response_headers: Vec::new(),
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

/// Front matter, in page order. An unknown key is no fault.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter(pub Vec<(Spanned<String>, Spanned<String>)>);

impl FrontMatter {
    /// The value of a key, unquoted.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(_, value)| value.value.as_str())
    }
}

/// What became of a block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// What it is.
    pub kind: BlockKind,
    /// What became of it.
    pub outcome: Outcome,
    /// Where.
    pub span: Span,
}

/// The blocks that are accounted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The whole page; known when the model is made.
    Page,
    /// The lines between the two `---`.
    FrontMatter,
    /// A heading.
    Section,
    /// A paragraph or an item of a list.
    Text,
    /// The titles of a table's columns.
    TableHead,
    /// A row of a table.
    Row,
    /// A line of an HTTP block; it lies in a fence.
    RequestLine,
    /// A fence with requests, an example or a representation.
    Fence,
    /// A comment.
    Comment,
    /// An include; the included blocks are accounted for where they stand, once for each page.
    Include,
    /// HTML that is no comment.
    Html,
    /// A line that is for layout only: a tab, a zone; or the definition of a reference link.
    Mark,
}

impl BlockKind {
    /// What blocks of this kind are called: `rows of tables`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "pages",
            Self::FrontMatter => "front matters",
            Self::Section => "headings",
            Self::Text => "paragraphs and items of lists",
            Self::TableHead => "tables",
            Self::Row => "rows of tables",
            Self::RequestLine => "HTTP lines",
            Self::Fence => "blocks of code",
            Self::Comment => "comments",
            Self::Include => "includes",
            Self::Html => "pieces of HTML",
            Self::Mark => "tabs, zones and definitions of links",
        }
    }
}

/// What becomes of a block.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is in the page's data; once the model is made, in the model or used to make it.
    Modelled,
    /// It is not used, and need not be: the reason.
    Skipped(&'static str),
    /// It could not be read; a diagnostic says why.
    Failed,
}
