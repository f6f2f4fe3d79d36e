//! The overrides file: entries in TOML, each with its place, and findings for those that cannot be read.

use serde::Deserialize;
use toml::Spanned as TomlSpanned;

use crate::{
    diagnostic::{Diagnostic, codes, in_file, read_toml},
    page::{Fact, StatedEnum, StatedKind, StatedProperty, StatedType},
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
    pub(super) change: Spanned<Change>,
}

/// What a page should say instead.
pub(super) enum Change {
    State(Fact),
    RenameProperty(Rename),
    RetypeProperty(StatedProperty),
    AddProperty(StatedProperty),
    DropProperty(String),
    RenameMember(RenameMember),
    AddMember(Member),
    DropMember(Member),
    /// `GET /x/{id}`, or a path alone for all methods.
    DropPath(String),
    SetResponse(Response),
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
    set_kind: Option<TomlSpanned<StatedKind>>,
    rename_property: Option<TomlSpanned<Rename>>,
    retype_property: Option<TomlSpanned<StatedProperty>>,
    add_property: Option<TomlSpanned<StatedProperty>>,
    drop_property: Option<TomlSpanned<String>>,
    rename_member: Option<TomlSpanned<RenameMember>>,
    add_member: Option<TomlSpanned<Member>>,
    drop_member: Option<TomlSpanned<Member>>,
    drop_path: Option<TomlSpanned<String>>,
    drop_base: Option<TomlSpanned<String>>,
    set_abstract: Option<TomlSpanned<bool>>,
    set_open: Option<TomlSpanned<bool>>,
    add_type: Option<TomlSpanned<StatedType>>,
    set_enum: Option<TomlSpanned<StatedEnum>>,
    set_response: Option<TomlSpanned<Response>>,
}

/// `{ from = "a", to = "b" }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rename {
    pub(super) from: String,
    pub(super) to: String,
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

fn only_change(file: FileId, raw: Raw) -> Result<Spanned<Change>, usize> {
    fn change<T>(value: Option<TomlSpanned<T>>, change: impl Fn(T) -> Change) -> Option<TomlSpanned<Change>> {
        value.map(|value| TomlSpanned::new(value.span(), change(value.into_inner())))
    }
    fn fact<T>(value: Option<TomlSpanned<T>>, fact: impl Fn(T) -> Fact) -> Option<TomlSpanned<Change>> {
        change(value, |value| Change::State(fact(value)))
    }
    let changes = [
        fact(raw.rename_type, Fact::Name),
        fact(raw.set_base, Fact::Base),
        fact(raw.drop_base, Fact::NotBase),
        fact(raw.set_kind, Fact::Kind),
        fact(raw.set_abstract, Fact::Abstract),
        fact(raw.set_open, Fact::Open),
        fact(raw.add_type, Fact::Type),
        fact(raw.set_enum, Fact::Enum),
        change(raw.rename_property, Change::RenameProperty),
        change(raw.retype_property, Change::RetypeProperty),
        change(raw.add_property, Change::AddProperty),
        change(raw.drop_property, Change::DropProperty),
        change(raw.rename_member, Change::RenameMember),
        change(raw.add_member, Change::AddMember),
        change(raw.drop_member, Change::DropMember),
        change(raw.drop_path, Change::DropPath),
        change(raw.set_response, Change::SetResponse),
    ];
    let mut changes: Vec<_> = changes.into_iter().flatten().collect();
    match (changes.pop(), changes.len()) {
        (Some(change), 0) => Ok(in_file(file, change)),
        (None, _) => Err(0),
        (Some(_), others) => Err(others + 1),
    }
}
