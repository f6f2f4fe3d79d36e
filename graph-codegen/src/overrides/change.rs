//! The changes that an override can make. Comes in: a change and its page. Goes out: the page as it should be.

use super::{
    file::{Kind, Member, Rename, RenameMember, Typed},
    members,
};
use crate::{
    page::{self, BlockKind, Notes, Page, PropertyRow, PropertyTable, Prose, RequestLine, TypeCell, TypeRef},
    source::{Span, Spanned},
    suggest,
};

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
}

/// What came of a change.
pub(super) enum Outcome {
    Applied,
    /// The page has no such thing.
    NotFound {
        /// `property `x``.
        what: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// The page has been corrected meanwhile.
    AlreadySo,
}

impl Change {
    /// Its place in the overrides file.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::RenameType(at) | Self::SetBase(at) | Self::DropProperty(at) | Self::DropPath(at) => at.span,
            Self::SetKind(at) => at.span,
            Self::RenameProperty(at) => at.span,
            Self::RetypeProperty(at) | Self::AddProperty(at) => at.span,
            Self::RenameMember(at) => at.span,
            Self::AddMember(at) | Self::DropMember(at) => at.span,
        }
    }
}

/// Makes a change.
pub(super) fn apply(change: &Change, page: &mut Page) -> Outcome {
    match change {
        Change::RenameType(name) => set(&mut page.correction.name, name),
        Change::SetBase(base) => set(&mut page.correction.base, base),
        Change::SetKind(kind) => {
            let entity = Spanned::new(matches!(kind.value, Kind::Entity), kind.span);
            set(&mut page.correction.entity, &entity)
        }
        Change::RenameProperty(rename) => rename_property(page, &rename.value),
        Change::RetypeProperty(typed) => retype_property(page, typed),
        Change::AddProperty(typed) => add_property(page, typed),
        Change::DropProperty(name) => drop_property(page, &name.value),
        Change::RenameMember(rename) => members::rename(page, &rename.value),
        Change::AddMember(member) => members::add(page, member),
        Change::DropMember(member) => members::drop(page, &member.value),
        Change::DropPath(path) => drop_path(page, &path.value),
    }
}

fn set<T: Clone + PartialEq>(place: &mut Option<Spanned<T>>, value: &Spanned<T>) -> Outcome {
    if place.as_ref().is_some_and(|known| known.value == value.value) {
        return Outcome::AlreadySo;
    }
    *place = Some(value.clone());
    Outcome::Applied
}

/// Every table of properties of the page.
pub(super) fn tables(page: &mut Page) -> impl Iterator<Item = &mut PropertyTable> {
    let body = page.request_body.iter_mut().flat_map(|body| &mut body.tables);
    page.properties
        .iter_mut()
        .chain(&mut page.relationships)
        .chain(body)
}

fn rows<'a>(page: &'a mut Page, name: &str) -> Vec<&'a mut PropertyRow> {
    let all = tables(page).flat_map(|table| &mut table.rows);
    all.filter(|row| row.name.value == name).collect()
}

/// The page has no such thing; `known` are those that it has.
pub(super) fn not_found<'a>(what: String, name: &str, known: impl IntoIterator<Item = &'a str>) -> Outcome {
    let near = suggest::nearest(name, known).map(str::to_owned);
    Outcome::NotFound { what, near }
}

fn no_property(page: &mut Page, name: &str) -> Outcome {
    let rows = tables(page).flat_map(|table| &table.rows);
    let known: Vec<_> = rows.map(|row| row.name.value.as_str()).collect();
    not_found(format!("property `{name}`"), name, known)
}

fn rename_property(page: &mut Page, rename: &Rename) -> Outcome {
    if rename.from == rename.to {
        return Outcome::AlreadySo;
    }
    let rows = rows(page, &rename.from);
    if rows.is_empty() {
        return no_property(page, &rename.from);
    }
    for row in rows {
        row.name.value.clone_from(&rename.to);
    }
    Outcome::Applied
}

fn retype_property(page: &mut Page, typed: &Spanned<Typed>) -> Outcome {
    let mut rows = rows(page, &typed.value.name);
    if rows.is_empty() {
        return no_property(page, &typed.value.name);
    }
    let cell = cell(typed);
    if rows
        .iter()
        .all(|row| row.ty.types == cell.types && row.ty.collection == cell.collection)
    {
        return Outcome::AlreadySo;
    }
    for row in &mut rows {
        row.ty = cell.clone();
    }
    Outcome::Applied
}

fn add_property(page: &mut Page, typed: &Spanned<Typed>) -> Outcome {
    let name = &typed.value.name;
    if tables(page).any(|table| table.rows.iter().any(|row| row.name.value == *name)) {
        return Outcome::AlreadySo;
    }
    let table = PropertyTable {
        heading: Spanned::new("overrides".to_owned(), typed.span),
        rows: vec![row(typed)],
        span: typed.span,
    };
    if typed.value.navigation {
        page.relationships.push(table);
    } else {
        page.properties.push(table);
    }
    Outcome::Applied
}

fn row(typed: &Spanned<Typed>) -> PropertyRow {
    PropertyRow {
        name: Spanned::new(typed.value.name.clone(), typed.span),
        ty: cell(typed),
        description: Prose {
            text: typed.value.description.clone(),
            links: Vec::new(),
            span: typed.span,
        },
        notes: Notes::default(),
        span: typed.span,
    }
}

fn cell(typed: &Spanned<Typed>) -> TypeCell {
    TypeCell {
        text: typed.value.ty.clone(),
        types: vec![TypeRef {
            name: typed.value.ty.clone(),
            link: None,
        }],
        collection: typed.value.collection,
        note: None,
        span: typed.span,
    }
}

fn drop_property(page: &mut Page, name: &str) -> Outcome {
    let mut dropped = Vec::new();
    for table in tables(page) {
        let of_name = |row: &&PropertyRow| row.name.value == name;
        dropped.extend(table.rows.iter().filter(of_name).map(|row| row.span));
        table.rows.retain(|row| row.name.value != name);
    }
    if dropped.is_empty() {
        return no_property(page, name);
    }
    uncover(page, &dropped);
    Outcome::Applied
}

/// The account of the page says what became of what was dropped.
pub(super) fn uncover(page: &mut Page, dropped: &[Span]) {
    for block in &mut page.coverage {
        let holds = |at: &Span| {
            block.span.file == at.file && block.span.start <= at.start && at.end <= block.span.end
        };
        if matches!(block.kind, BlockKind::Row | BlockKind::RequestLine) && dropped.iter().any(holds) {
            block.outcome = page::Outcome::Skipped("dropped by an override");
        }
    }
}

fn drop_path(page: &mut Page, wanted: &str) -> Outcome {
    let is_wanted = |line: &RequestLine| {
        let whole = format!("{} {}", line.method.value, line.target.value);
        whole == wanted || line.target.value == wanted
    };
    let lines = page.requests.iter().filter(|line| is_wanted(line));
    let dropped: Vec<Span> = lines.map(|line| line.target.span).collect();
    if dropped.is_empty() {
        let known: Vec<_> = page
            .requests
            .iter()
            .map(|line| format!("{} {}", line.method.value, line.target.value))
            .collect();
        return not_found(
            format!("request `{wanted}`"),
            wanted,
            known.iter().map(String::as_str),
        );
    }
    page.requests.retain(|line| !is_wanted(line));
    uncover(page, &dropped);
    Outcome::Applied
}
