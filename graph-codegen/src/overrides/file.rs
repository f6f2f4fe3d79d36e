//! The overrides file. Comes in: TOML. Goes out: entries with places, and findings for those that cannot be read.

use serde::Deserialize;
use toml::Spanned as At;

use super::Change;
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

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "override")]
    entries: Vec<At<Raw>>,
}

/// An entry as it is written: exactly one of the changes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    page: At<String>,
    reason: At<String>,
    #[serde(default)]
    reference: Option<String>,
    rename_type: Option<At<String>>,
    set_base: Option<At<String>>,
    set_kind: Option<At<Kind>>,
    rename_property: Option<At<Rename>>,
    retype_property: Option<At<Typed>>,
    add_property: Option<At<Typed>>,
    drop_property: Option<At<String>>,
    rename_member: Option<At<RenameMember>>,
    add_member: Option<At<Member>>,
    drop_member: Option<At<Member>>,
    drop_path: Option<At<String>>,
    drop_base: Option<At<String>>,
    set_abstract: Option<At<bool>>,
    set_open: Option<At<bool>>,
    add_type: Option<At<Type>>,
    set_enum: Option<At<Enum>>,
    set_response: Option<At<Response>>,
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

fn entry(file: FileId, raw: At<Raw>) -> Result<Entry, Diagnostic> {
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
