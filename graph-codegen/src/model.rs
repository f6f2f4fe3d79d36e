//! What the API is. `resolve` makes it from pages; its JSON is the model file, a contract with other tools:
//! `format` rises when a field changes its meaning. Fields that are not said in the pages are `null` or `false`.
//! Names are spelled as the service spells them; nothing here knows Rust.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use examples::{Example, ExampleBody, ExampleClass, ExampleRequest, ExampleResponse};

use crate::source::{PagePath, Span};

mod examples;
mod read;

pub use read::{Unreadable, read};

/// The version of the model file.
pub const FORMAT: u32 = 1;

/// The whole model.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Api {
    /// The version of this format.
    pub format: u32,
    /// Which API.
    pub api: ApiInfo,
    /// Entities and complex types, by name.
    pub types: Vec<Type>,
    /// Enums, by name.
    pub enums: Vec<Enum>,
    /// Operations, by id.
    pub operations: Vec<Operation>,
    /// Examples, by page and line.
    pub examples: Vec<Example>,
    /// Counts of the findings.
    pub diagnostics: DiagnosticCounts,
}

/// Which API the pages describe: what `api.toml` beside them says, or Graph v1.0.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiInfo {
    /// `v1.0`.
    pub version: String,
    /// `https://graph.microsoft.com/v1.0`.
    pub base_url: String,
    /// The namespace of names given without one; its types stand at the root of the models: `microsoft.graph`.
    pub namespace: String,
    /// The ancestor of every entity that names no other: `microsoft.graph.entity`.
    #[serde(skip, default = "no_name")]
    pub root: TypeName,
    /// Where the pages are published: `https://learn.microsoft.com/graph/api`.
    #[serde(skip)]
    pub online: String,
    /// Where the pages come from, an address in a repository.
    #[serde(skip)]
    pub source: Option<String>,
    /// The commit of the pages there.
    #[serde(skip)]
    pub commit: Option<String>,
    /// The day of the commit or of the copy: `2026-02-28`.
    #[serde(skip)]
    pub date: Option<String>,
    /// The licence of the pages: `CC-BY-4.0`.
    #[serde(skip)]
    pub licence: Option<String>,
    /// Whom to name as the author of the pages.
    #[serde(skip)]
    pub attribution: Option<String>,
    /// How generated files call the folder of pages: `docs-input`. Said by the command, not by the pages.
    #[serde(skip)]
    pub label: String,
}

impl ApiInfo {
    /// Microsoft Graph in one of its versions: `v1.0`, `beta`.
    pub fn graph(version: &str) -> Self {
        Self {
            version: version.to_owned(),
            base_url: format!("https://graph.microsoft.com/{version}"),
            namespace: "microsoft.graph".to_owned(),
            root: TypeName::new("microsoft.graph.entity"),
            online: "https://learn.microsoft.com/graph/api".to_owned(),
            source: None,
            commit: None,
            date: None,
            licence: None,
            attribution: None,
            label: "docs-input".to_owned(),
        }
    }
}

/// `resolve` alone asks for the root; a model that was read is past that.
fn no_name() -> TypeName {
    TypeName::new("")
}

impl Default for ApiInfo {
    /// Graph v1.0.
    fn default() -> Self {
        Self::graph("v1.0")
    }
}

/// Counts of the findings.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub struct DiagnosticCounts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
}

/// A full name: `microsoft.graph.message`, `Edm.String`. Compared by its exact spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeName(Arc<str>);

impl TypeName {
    /// A full name.
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self(name.into())
    }

    /// The full name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: `message`.
    pub fn short(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or(&self.0)
    }

    /// All but the last part: `microsoft.graph`.
    pub fn namespace(&self) -> &str {
        self.0.rsplit_once('.').map_or("", |(namespace, _)| namespace)
    }

    /// `Edm.String`, `Edm.Int32`, ….
    pub fn is_primitive(&self) -> bool {
        self.0.starts_with("Edm.")
    }
}

impl std::fmt::Display for TypeName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for TypeName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

impl Serialize for TypeName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Where a fact stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct Source {
    /// `resources/message.md`.
    pub page: PagePath,
    /// Line, from 1.
    pub line: u32,
    /// The exact place, for diagnostics of later stages.
    #[serde(skip)]
    pub span: Span,
}

/// Entity or complex type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TypeKind {
    /// Has an identity of its own.
    Entity,
    /// A value.
    Complex,
}

/// A structured type.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Type {
    /// `microsoft.graph.message`.
    pub name: TypeName,
    /// Entity or complex.
    pub kind: TypeKind,
    /// The base type.
    pub base: Option<TypeName>,
    /// Only derived types occur.
    #[serde(rename = "abstract")]
    pub is_abstract: bool,
    /// May hold properties that no page lists.
    pub open: bool,
    /// Stands for any JSON, not only for objects: the page `Json resource type`.
    pub free_form: bool,
    /// The property that identifies an entity.
    pub key: Option<String>,
    /// Its pages say that it is going away.
    pub deprecated: bool,
    /// First paragraph, plain Markdown, links as on the page.
    pub description: String,
    /// Its own properties, in page order.
    pub properties: Vec<Property>,
    /// Properties of its bases of which its page says something else, in page order: name, type and kind of the base,
    /// the rest as it holds for this type.
    pub restated: Vec<Property>,
    /// The page that describes it; the reference that needs it, where none does.
    pub source: Source,
    /// False where no page describes it and other pages only refer to it.
    pub documented: bool,
}

/// Structural or navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PropertyKind {
    /// Part of the value.
    Structural,
    /// A relationship, present where `$expand` asks for it.
    Navigation,
}

/// A property of a type.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Property {
    /// `bccRecipients`.
    pub name: String,
    /// Structural or navigation.
    pub kind: PropertyKind,
    /// Full name of a type or an enum of this model, or a primitive: `Edm.String`, …; `Edm.Untyped` for free-form JSON.
    #[serde(rename = "type")]
    pub ty: TypeName,
    /// A collection of them.
    pub collection: bool,
    /// Whether null is allowed.
    pub nullable: Option<bool>,
    /// Set by the service only.
    pub read_only: bool,
    /// Needed on creation.
    pub required: bool,
    /// Going away.
    pub deprecated: bool,
    /// The value where none is given.
    pub default: Option<String>,
    /// The operators of `$filter`; null where filtering is not mentioned.
    pub filter: Option<Vec<String>>,
    /// Absent unless `$select` names it.
    pub only_on_select: bool,
    /// The values of a string property that lists them and has no enum type.
    pub known_values: Vec<String>,
    /// The Description cell, plain Markdown.
    pub description: String,
    /// Its row.
    pub source: Source,
}

impl Property {
    /// A structural property of which nothing but its type is known.
    pub fn plain(name: impl Into<String>, ty: TypeName, source: Source) -> Self {
        Self {
            name: name.into(),
            kind: PropertyKind::Structural,
            ty,
            collection: false,
            nullable: None,
            read_only: false,
            required: false,
            deprecated: false,
            default: None,
            filter: None,
            only_on_select: false,
            known_values: Vec::new(),
            description: String::new(),
            source,
        }
    }
}

/// An enum.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Enum {
    /// `microsoft.graph.importance`.
    pub name: TypeName,
    /// Several members at once, comma-separated.
    pub flags: bool,
    /// Its members, in page order.
    pub members: Vec<Member>,
    /// Its table or the list that names its members.
    pub source: Source,
}

/// A member of an enum.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Member {
    /// `low`.
    pub name: String,
    /// What it means.
    pub description: Option<String>,
    /// Sent only to those who ask with `Prefer: include-unknown-enum-members`.
    pub evolvable: bool,
    /// Going away.
    pub deprecated: bool,
    /// Its row, or its word in a list.
    pub source: Source,
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
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

/// An operation: one method, one meaning, all paths that its pages give.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// The page's file stem, suffixed where one page documents several: `user-post-messages`.
    pub id: String,
    /// The page's title.
    pub title: String,
    /// What it does.
    pub kind: OperationKind,
    /// `POST`.
    pub method: String,
    /// Path templates as on the page, absolute parts cut off, starting with `/`; a query stays.
    pub paths: Vec<String>,
    /// First paragraph of the page.
    pub description: String,
    /// Going away.
    pub deprecated: bool,
    /// Parameters in the path.
    pub path_parameters: Vec<Parameter>,
    /// Options in the query.
    pub query_parameters: Vec<Parameter>,
    /// The text says that the OData options are supported, whether it names some or none.
    pub all_query_options: bool,
    /// Header fields.
    pub headers: Vec<Parameter>,
    /// What the request carries.
    pub request_body: Option<RequestBody>,
    /// Documented answers, by status.
    pub responses: Vec<Response>,
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

/// Permissions, least privileged first. Empty: not supported or not stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Permissions {
    /// Work or school account.
    pub delegated_work: Vec<String>,
    /// Personal Microsoft account.
    pub delegated_personal: Vec<String>,
    /// No user.
    pub application: Vec<String>,
    /// The page has a table, so that an empty list means "not supported".
    pub stated: bool,
}

impl OperationKind {
    /// The kind as the model file spells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Get => "get",
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Action => "action",
            Self::Function => "function",
            Self::Delta => "delta",
            Self::Ref => "ref",
            Self::Content => "content",
            Self::Count => "count",
        }
    }
}

impl Api {
    /// The type of this name.
    pub fn ty(&self, name: &TypeName) -> Option<&Type> {
        self.types
            .binary_search_by(|ty| ty.name.cmp(name))
            .ok()
            .and_then(|index| self.types.get(index))
    }

    /// The enum of this name.
    pub fn enum_(&self, name: &TypeName) -> Option<&Enum> {
        self.enums
            .binary_search_by(|enum_| enum_.name.cmp(name))
            .ok()
            .and_then(|index| self.enums.get(index))
    }

    /// A type and its bases, nearest first. Bases form no cycle: `resolve` sees to that.
    pub fn chain<'a>(&'a self, name: &TypeName) -> impl Iterator<Item = &'a Type> + use<'a> {
        std::iter::successors(self.ty(name), |ty| {
            ty.base.as_ref().and_then(|base| self.ty(base))
        })
    }
}
