//! What a page says: spellings verbatim, a span on everything. `parse` makes it, `overrides` may correct it,
//! `resolve` reads it. It knows neither what the words mean for the API nor any Rust name.

mod coverage;

use std::sync::Arc;

use serde_json::Value;

pub use coverage::{BlockKind, Coverage, Outcome};

use crate::source::{FileId, PagePath, Span, Spanned};

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

/// Facts that an override states and that no single place of the page holds.
#[derive(Clone, Debug, Default)]
pub struct Correction {
    /// The type's full name.
    pub name: Option<Spanned<String>>,
    /// The base type's full name.
    pub base: Option<Spanned<String>>,
    /// Entity (`true`) or complex type.
    pub entity: Option<Spanned<bool>>,
    /// The full name of a type that is not its base, whatever pages say.
    pub not_base: Option<Spanned<String>>,
    /// Only derived types occur.
    pub is_abstract: Option<Spanned<bool>>,
    /// The type may hold properties that no page lists.
    pub open: Option<Spanned<bool>>,
    /// Types that no page describes.
    pub types: Vec<Spanned<StatedType>>,
    /// Enums as a whole, whatever tables and lists say.
    pub enums: Vec<Spanned<StatedEnum>>,
    /// What requests of the page answer with, whatever its sentences and examples say.
    pub answers: Vec<Spanned<StatedAnswer>>,
}

/// A type as an override states it.
#[derive(Clone, Debug)]
pub struct StatedType {
    /// Its name, with a namespace or without.
    pub name: String,
    /// Entity (`true`) or complex type.
    pub entity: bool,
    /// The base type.
    pub base: Option<String>,
    /// Only derived types occur.
    pub is_abstract: bool,
    /// It may hold properties that are not listed.
    pub open: bool,
    /// Its properties.
    pub properties: Vec<PropertyRow>,
    /// Its relationships.
    pub relationships: Vec<PropertyRow>,
}

/// An enum as an override states it.
#[derive(Clone, Debug)]
pub struct StatedEnum {
    /// Its name, with a namespace or without.
    pub name: String,
    /// All members, in order.
    pub members: Vec<String>,
    /// Several members at once.
    pub flags: bool,
}

/// An answer as an override states it.
#[derive(Clone, Debug)]
pub struct StatedAnswer {
    /// The targets of the request lines that it is for.
    pub lines: Vec<Span>,
    /// The only status of success; where it is not given, those of the page.
    pub status: Option<u16>,
    /// The type of the body; nothing for no body.
    pub result: Option<TypeCell>,
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

/// Running text: Markdown on one line, soft breaks as spaces; `**TODO…**` marks are taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// The Markdown.
    pub text: String,
    /// Its links, in order, reference links resolved.
    pub links: Vec<Link>,
    /// Where.
    pub span: Span,
}

/// `[recipient](../resources/recipient.md)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// `recipient`.
    pub text: String,
    /// The target as written; empty for `[x]()`.
    pub target: String,
    /// Where.
    pub span: Span,
}

/// A table of properties or of relationships.
#[derive(Clone, Debug)]
pub struct PropertyTable {
    /// The nearest heading.
    pub heading: Spanned<String>,
    /// Its rows; rows that only group others are left out.
    pub rows: Vec<PropertyRow>,
    /// The header row.
    pub span: Span,
}

/// `|bccRecipients|[recipient](recipient.md) collection|The Bcc recipients.|`.
#[derive(Clone, Debug)]
pub struct PropertyRow {
    /// The name without bold, backticks, link and ` (deprecated)`.
    pub name: Spanned<String>,
    /// The Type cell.
    pub ty: TypeCell,
    /// The Description cell, whole.
    pub description: Prose,
    /// What the description and further columns state.
    pub notes: Notes,
    /// The row.
    pub span: Span,
}

/// A Type cell, or a type named in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeCell {
    /// The cell verbatim.
    pub text: String,
    /// One type, or several for `[A](a.md) or [B](b.md)`; empty for an empty or unreadable cell.
    pub types: Vec<TypeRef>,
    /// `X collection`, `Collection(X)`, `Collection of X`, `X list`, `array of X`.
    pub collection: bool,
    /// `(url)`, `(readonly)`, `(enum)`, `maximum size 20`.
    pub note: Option<String>,
    /// Where.
    pub span: Span,
}

/// `[recipient](../resources/recipient.md)`, `String`, `microsoft.graph.callRecords.modality`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// The name without markup: `recipient`, `Edm.String`.
    pub name: String,
    /// The link's target as written.
    pub link: Option<String>,
}

/// Facts that a description states in words. `None` and `false` mean "not said".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// `Inherited from [outlookItem](outlookitem.md)`.
    pub inherited_from: Vec<TypeRef>,
    /// `The possible values are: …`.
    pub values: Option<ValueList>,
    /// `Read-only.`
    pub read_only: bool,
    /// `Nullable.`, `Not nullable.`
    pub nullable: Option<bool>,
    /// `Required.`, `Optional.`, or a Required column.
    pub required: Option<bool>,
    /// ` (deprecated)` in the name cell or a sentence that says so.
    pub deprecated: bool,
    /// `Key.`, `Unique identifier`.
    pub key: bool,
    /// `Default value is 15.`
    pub default: Option<String>,
    /// `Supports $filter (eq, ne, …)`: the operators, or an empty list where none are named.
    pub filter: Option<Vec<String>>,
    /// `Returned only on $select.`
    pub only_on_select: bool,
}

/// Values listed in a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueList {
    /// In the order of the text, the evolvable ones last.
    pub values: Vec<Spanned<String>>,
    /// Those that need `Prefer: include-unknown-enum-members`.
    pub evolvable: Vec<String>,
    /// The text says that several can be given at once.
    pub flags: bool,
}

/// A table of enum members.
#[derive(Clone, Debug)]
pub struct EnumTable {
    /// `importance`, from `### importance values` or the title `importance enum type`, without ` (deprecated)`.
    pub name: Spanned<String>,
    /// Its rows.
    pub members: Vec<MemberRow>,
    /// The text says that several members can be given at once.
    pub flags: bool,
    /// Members that need `Prefer: include-unknown-enum-members`, from the text beside the table.
    pub evolvable: Vec<String>,
    /// The table is the whole page, not a part of a resource page.
    pub own_page: bool,
}

/// `|low|0|Low importance.|`.
#[derive(Clone, Debug)]
pub struct MemberRow {
    /// The member as the service spells it.
    pub name: Spanned<String>,
    /// The Value cell, where it is a number.
    pub value: Option<i64>,
    /// The Description cell.
    pub description: Option<Prose>,
    /// ` (deprecated)`.
    pub deprecated: bool,
}

/// A row of `## Methods`.
#[derive(Clone, Debug)]
pub struct MethodRow {
    /// The bold row above it: `Attachments`.
    pub group: Option<String>,
    /// `List messages`, without ` (deprecated)`.
    pub name: Spanned<String>,
    /// The operation page.
    pub link: Option<Link>,
    /// The Return type cell; `None` for `None`.
    pub returns: Option<TypeCell>,
    /// The Description cell.
    pub description: Prose,
}

/// A JSON representation and its annotation.
#[derive(Clone, Debug)]
pub struct Representation {
    /// `"blockType": "resource"`, where there is one.
    pub annotation: Option<Arc<Annotation>>,
    /// The fence.
    pub body: Body,
    /// The fence.
    pub span: Span,
}

/// One line of an HTTP block: `GET /users/{id | userPrincipalName}/messages`.
#[derive(Clone, Debug)]
pub struct RequestLine {
    /// `GET`, upper case.
    pub method: Spanned<String>,
    /// The rest of the line verbatim, trimmed, without an HTTP version.
    pub target: Spanned<String>,
    /// The nearest heading.
    pub heading: String,
    /// The annotation of the block: OneDrive's templates are also requests.
    pub annotation: Option<Arc<Annotation>>,
}

/// A table of permissions.
#[derive(Clone, Debug)]
pub struct PermissionTable {
    /// The nearest heading: `Permissions`, `Permissions acting on other users`.
    pub heading: String,
    /// A row per kind.
    pub rows: Vec<PermissionRow>,
    /// The header row.
    pub span: Span,
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

/// `|Application|Mail.Read, Mail.ReadWrite|`.
#[derive(Clone, Debug)]
pub struct PermissionRow {
    /// Who acts.
    pub kind: Spanned<PermissionKind>,
    /// What the row is about where a table holds several: `Policy Set`, `calendar`.
    pub subject: Option<String>,
    /// The permissions, least privileged first whatever the order of the page. Empty: not supported, or `TODO`.
    pub permissions: Vec<Spanned<String>>,
    /// The cell, or both cells, say so: `Not supported.`, `None`, `N/A`. False also for `TODO`.
    pub not_supported: bool,
    /// The cells verbatim.
    pub text: String,
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
    /// "This method supports the OData query parameters", with none named in that sentence: all of them.
    pub supported: bool,
    /// "This method does not support …".
    pub unsupported: bool,
    /// The section's text.
    pub prose: Vec<Prose>,
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
    /// Tables of properties or parameters.
    pub tables: Vec<PropertyTable>,
    /// The section's text.
    pub prose: Vec<Prose>,
}

/// "If successful, this method returns a `200 OK` response code and a collection of [message](…) objects".
#[derive(Clone, Debug)]
pub struct ResponseStatement {
    /// 200.
    pub statuses: Vec<u16>,
    /// The type named for the body, where one is.
    pub result: Option<TypeCell>,
    /// "It does not return anything in the response body."
    pub no_body: bool,
    /// The sentence.
    pub prose: Prose,
}

/// An example message.
#[derive(Clone, Debug)]
pub struct Message {
    /// What kind, with its first line.
    pub start: StartLine,
    /// The nearest heading: `Request`, `Example 2: …`.
    pub heading: String,
    /// The nearest heading that starts an example of its own: `Example 2: …`; empty under a plain `## Example`.
    pub group: String,
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
        /// What had to be mended to read it, in words: `trailing comma`.
        repairs: Vec<Spanned<&'static str>>,
        /// Where the body stands.
        span: Span,
    },
    /// Meant to be JSON, but beyond repair; the diagnostic says where.
    Invalid {
        /// The text.
        text: String,
        /// Where the body stands.
        span: Span,
    },
    /// MIME, CSV, XML, HTML, bytes in words.
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
    /// `optionalProperties`.
    pub optional_properties: Vec<String>,
    /// `@type.aka`.
    pub aliases: Vec<String>,
    /// `"type": "#page.annotation"`: it stands for the whole page.
    pub of_page: bool,
    /// The comment.
    pub span: Span,
}
