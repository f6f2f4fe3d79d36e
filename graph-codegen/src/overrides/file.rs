//! The overrides file: entries in TOML, each with its place, and findings for those that cannot be read.

use serde::Deserialize;
use toml::Spanned as TomlSpanned;

use crate::{
    diagnostic::{Diagnostic, codes, in_file, read_toml},
    text::{FileId, PagePath, Sources, Span, Spanned},
};

/// What the file holds.
const HELP: &str = "an entry is `[[override]]` with `page`, `reason`, perhaps `reference`, and one change";

/// One correction.
pub(super) struct Entry {
    /// The page that is wrong.
    pub(super) page: Spanned<PagePath>,
    /// Why.
    pub(super) reason: String,
    /// What it says instead.
    pub(super) change: Change,
}

/// What a page should say instead.
pub(super) enum Change {
    RenameType(Spanned<String>),
    SetBase(Spanned<String>),
    SetKind(Spanned<Kind>),
    RenameProperty(Spanned<Rename>),
    RetypeProperty(Spanned<Typed>),
    AddProperty(Spanned<Typed>),
    DropProperty(Spanned<String>),
    RenameMember(Spanned<RenameMember>),
    AddMember(Spanned<Member>),
    DropMember(Spanned<Member>),
    /// `GET /x/{id}`, or a path alone for all methods.
    DropPath(Spanned<String>),
    /// A type that is not the base.
    DropBase(Spanned<String>),
    SetAbstract(Spanned<bool>),
    SetOpen(Spanned<bool>),
    AddType(Spanned<Type>),
    SetEnum(Spanned<Enum>),
    SetResponse(Spanned<Response>),
}

impl Change {
    /// Its place in the overrides file.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::RenameType(at) | Self::SetBase(at) | Self::DropBase(at) => at.span,
            Self::DropProperty(at) | Self::DropPath(at) => at.span,
            Self::SetAbstract(at) | Self::SetOpen(at) => at.span,
            Self::AddType(at) => at.span,
            Self::SetEnum(at) => at.span,
            Self::SetResponse(at) => at.span,
            Self::SetKind(at) => at.span,
            Self::RenameProperty(at) => at.span,
            Self::RetypeProperty(at) | Self::AddProperty(at) => at.span,
            Self::RenameMember(at) => at.span,
            Self::AddMember(at) | Self::DropMember(at) => at.span,
        }
    }
}

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "override")]
    entries: Vec<TomlSpanned<Raw>>,
}

/// An entry as it is written: exactly one of the changes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    page: TomlSpanned<String>,
    reason: TomlSpanned<String>,
    #[serde(default)]
    reference: Option<String>,
    rename_type: Option<TomlSpanned<String>>,
    set_base: Option<TomlSpanned<String>>,
    set_kind: Option<TomlSpanned<Kind>>,
    rename_property: Option<TomlSpanned<Rename>>,
    retype_property: Option<TomlSpanned<Typed>>,
    add_property: Option<TomlSpanned<Typed>>,
    drop_property: Option<TomlSpanned<String>>,
    rename_member: Option<TomlSpanned<RenameMember>>,
    add_member: Option<TomlSpanned<Member>>,
    drop_member: Option<TomlSpanned<Member>>,
    drop_path: Option<TomlSpanned<String>>,
    drop_base: Option<TomlSpanned<String>>,
    set_abstract: Option<TomlSpanned<bool>>,
    set_open: Option<TomlSpanned<bool>>,
    add_type: Option<TomlSpanned<Type>>,
    set_enum: Option<TomlSpanned<Enum>>,
    set_response: Option<TomlSpanned<Response>>,
}

/// Entity or complex type.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Entity,
    Complex,
}

/// `{ from = "a", to = "b" }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rename {
    pub(super) from: String,
    pub(super) to: String,
}

/// `{ name = "x", type = "microsoft.graph.y", collection = true }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
    #[serde(default)]
    pub(super) collection: bool,
    /// A relationship, or none; where it is not given, as it is, and none when added.
    pub(super) navigation: Option<bool>,
    #[serde(default)]
    pub(super) description: String,
}

/// `{ enum = "importance", from = "a", to = "b" }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RenameMember {
    #[serde(rename = "enum")]
    pub(super) enum_: String,
    pub(super) from: String,
    pub(super) to: String,
}

/// `{ enum = "importance", name = "low" }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Member {
    #[serde(rename = "enum")]
    pub(super) enum_: String,
    pub(super) name: String,
}

/// `{ name = "microsoft.graph.x", kind = "entity", base = "microsoft.graph.y", properties = [{ … }] }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Type {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) base: Option<String>,
    #[serde(default, rename = "abstract")]
    pub(super) is_abstract: bool,
    #[serde(default)]
    pub(super) open: bool,
    #[serde(default)]
    pub(super) properties: Vec<Typed>,
}

/// `{ name = "importance", members = ["low", "normal"], flags = false }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Enum {
    pub(super) name: String,
    pub(super) members: Vec<String>,
    #[serde(default)]
    pub(super) flags: bool,
}

/// `{ request = "GET /me", status = 200, type = "microsoft.graph.user", collection = false }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Response {
    /// A request of the page, its path, or its method.
    pub(super) request: String,
    /// Where it is not given, those of the page.
    pub(super) status: Option<u16>,
    /// None: nothing comes back.
    #[serde(rename = "type")]
    pub(super) ty: Option<String>,
    #[serde(default)]
    pub(super) collection: bool,
}

/// Reads the file.
pub(super) fn read(sources: &Sources, file: FileId) -> (Vec<Entry>, Vec<Diagnostic>) {
    let raw: File = match read_toml(sources, file, &codes::BAD_OVERRIDE, HELP) {
        Ok(raw) => raw,
        Err(fault) => return (Vec::new(), vec![fault]),
    };
    let mut entries = Vec::new();
    let mut diagnostics = Vec::new();
    for raw in raw.entries {
        match entry(file, raw) {
            Ok(entry) => entries.push(entry),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (entries, diagnostics)
}

fn entry(file: FileId, raw: TomlSpanned<Raw>) -> Result<Entry, Diagnostic> {
    let whole = Span::new(file, raw.span());
    let raw = raw.into_inner();
    // The reference is for people; it need not be given.
    let _ = &raw.reference;
    if raw.reason.get_ref().trim().is_empty() {
        let span = Span::new(file, raw.reason.span());
        return Err(
            Diagnostic::new(&codes::BAD_OVERRIDE, span, "an override without a reason")
                .help("say what is wrong with the page and how that is known"),
        );
    }
    let page = in_file(file, raw.page.clone());
    let reason = raw.reason.get_ref().trim().to_owned();
    let change = only_change(file, raw).map_err(|count| {
        Diagnostic::new(
            &codes::BAD_OVERRIDE,
            whole,
            format!("an override with {count} changes"),
        )
        .help("give exactly one, such as `rename-property = { from = \"a\", to = \"b\" }`")
    })?;
    Ok(Entry {
        page: Spanned::new(PagePath::new(&page.value), page.span),
        reason,
        change,
    })
}

fn only_change(file: FileId, raw: Raw) -> Result<Change, usize> {
    let changes = [
        raw.rename_type.map(|at| Change::RenameType(in_file(file, at))),
        raw.set_base.map(|at| Change::SetBase(in_file(file, at))),
        raw.set_kind.map(|at| Change::SetKind(in_file(file, at))),
        raw.rename_property
            .map(|at| Change::RenameProperty(in_file(file, at))),
        raw.retype_property
            .map(|at| Change::RetypeProperty(in_file(file, at))),
        raw.add_property.map(|at| Change::AddProperty(in_file(file, at))),
        raw.drop_property
            .map(|at| Change::DropProperty(in_file(file, at))),
        raw.rename_member
            .map(|at| Change::RenameMember(in_file(file, at))),
        raw.add_member.map(|at| Change::AddMember(in_file(file, at))),
        raw.drop_member.map(|at| Change::DropMember(in_file(file, at))),
        raw.drop_path.map(|at| Change::DropPath(in_file(file, at))),
        raw.drop_base.map(|at| Change::DropBase(in_file(file, at))),
        raw.set_abstract.map(|at| Change::SetAbstract(in_file(file, at))),
        raw.set_open.map(|at| Change::SetOpen(in_file(file, at))),
        raw.add_type.map(|at| Change::AddType(in_file(file, at))),
        raw.set_enum.map(|at| Change::SetEnum(in_file(file, at))),
        raw.set_response.map(|at| Change::SetResponse(in_file(file, at))),
    ];
    let mut changes: Vec<Change> = changes.into_iter().flatten().collect();
    match (changes.pop(), changes.len()) {
        (Some(change), 0) => Ok(change),
        (None, _) => Err(0),
        (Some(_), others) => Err(others + 1),
    }
}
