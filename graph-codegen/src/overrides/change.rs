//! The changes that an override can make. Comes in: a change and its page. Goes out: the page as it should be.

use super::{
    file::{Enum, Kind, Member, Rename, RenameMember, Response, Type, Typed},
    members, requests,
};
use crate::{
    page::{
        self, BlockKind, Notes, Page, PropertyRow, PropertyTable, Prose, StatedEnum, StatedType, TypeCell,
        TypeRef,
    },
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
    /// A type that is not the base.
    DropBase(Spanned<String>),
    SetAbstract(Spanned<bool>),
    SetOpen(Spanned<bool>),
    AddType(Spanned<Type>),
    SetEnum(Spanned<Enum>),
    SetResponse(Spanned<Response>),
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
        Change::DropPath(path) => requests::drop_path(page, &path.value),
        Change::DropBase(base) => set(&mut page.correction.not_base, base),
        Change::SetAbstract(yes) => set(&mut page.correction.is_abstract, yes),
        Change::SetOpen(yes) => set(&mut page.correction.open, yes),
        Change::AddType(stated) => add_type(page, stated),
        Change::SetEnum(stated) => set_enum(page, stated),
        Change::SetResponse(stated) => requests::set_response(page, stated),
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
    let cell = type_cell(&typed.value.ty, typed.value.collection, typed.span);
    let same = rows
        .iter()
        .all(|row| row.ty.types == cell.types && row.ty.collection == cell.collection);
    for row in &mut rows {
        row.ty = cell.clone();
    }
    let moved = typed
        .value
        .navigation
        .is_some_and(|to| move_property(page, typed, to));
    if same && !moved {
        Outcome::AlreadySo
    } else {
        Outcome::Applied
    }
}

/// Makes a property a relationship, or the other way round; whether there was one to move.
fn move_property(page: &mut Page, typed: &Spanned<Typed>, navigation: bool) -> bool {
    let is_moved = |row: &PropertyRow| row.name.value == typed.value.name;
    let mut rows = Vec::new();
    for table in tables_of(page, !navigation) {
        rows.extend(table.rows.extract_if(.., |row| is_moved(row)));
    }
    let moved = !rows.is_empty();
    if moved {
        tables_of(page, navigation).push(table(rows, typed.span));
    }
    moved
}

/// A table that only the overrides file has.
fn table(rows: Vec<PropertyRow>, span: Span) -> PropertyTable {
    PropertyTable {
        heading: Spanned::new("overrides".to_owned(), span),
        rows,
        span,
    }
}

fn add_property(page: &mut Page, typed: &Spanned<Typed>) -> Outcome {
    let name = &typed.value.name;
    if tables(page).any(|table| table.rows.iter().any(|row| row.name.value == *name)) {
        return Outcome::AlreadySo;
    }
    let table = table(vec![row(&typed.value, typed.span)], typed.span);
    tables_of(page, typed.value.navigation == Some(true)).push(table);
    Outcome::Applied
}

/// The tables of relationships, or those of properties.
fn tables_of(page: &mut Page, navigation: bool) -> &mut Vec<PropertyTable> {
    if navigation {
        &mut page.relationships
    } else {
        &mut page.properties
    }
}

fn row(typed: &Typed, span: Span) -> PropertyRow {
    PropertyRow {
        name: Spanned::new(typed.name.clone(), span),
        ty: type_cell(&typed.ty, typed.collection, span),
        description: Prose {
            text: typed.description.clone(),
            links: Vec::new(),
            span,
        },
        notes: Notes::default(),
        span,
    }
}

/// A cell that names one type.
pub(super) fn type_cell(name: &str, collection: bool, span: Span) -> TypeCell {
    TypeCell {
        text: name.to_owned(),
        types: vec![TypeRef {
            name: name.to_owned(),
            link: None,
        }],
        collection,
        note: None,
        span,
    }
}

fn add_type(page: &mut Page, stated: &Spanned<Type>) -> Outcome {
    let ty = &stated.value;
    let known = &mut page.correction.types;
    if known.iter().any(|known| known.value.name == ty.name) {
        return Outcome::AlreadySo;
    }
    let rows = |navigation| {
        let of_kind = ty
            .properties
            .iter()
            .filter(move |typed| (typed.navigation == Some(true)) == navigation);
        of_kind.map(|typed| row(typed, stated.span)).collect()
    };
    let ty = StatedType {
        name: ty.name.clone(),
        entity: matches!(ty.kind, Kind::Entity),
        base: ty.base.clone(),
        is_abstract: ty.is_abstract,
        open: ty.open,
        properties: rows(false),
        relationships: rows(true),
    };
    known.push(Spanned::new(ty, stated.span));
    Outcome::Applied
}

fn set_enum(page: &mut Page, stated: &Spanned<Enum>) -> Outcome {
    let Enum { name, members, flags } = &stated.value;
    let known = &mut page.correction.enums;
    if known.iter().any(|known| known.value.name == *name) {
        return Outcome::AlreadySo;
    }
    let enum_ = StatedEnum {
        name: name.clone(),
        members: members.clone(),
        flags: *flags,
    };
    known.push(Spanned::new(enum_, stated.span));
    Outcome::Applied
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
