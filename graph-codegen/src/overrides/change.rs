//! The changes that an override can make. Comes in: a change and its page. Goes out: the page as it should be.

use super::{
    file::{Enum, Kind, Member, Rename, RenameMember, Response, Type, Typed},
    members, properties, requests, stated,
};
use crate::{
    diagnostic::nearest,
    page::{self, BlockKind, Page, PropertyTable, TypeCell, TypeRef},
    text::{Span, Spanned},
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
        Change::RenameProperty(rename) => properties::rename(page, &rename.value),
        Change::RetypeProperty(typed) => properties::retype(page, typed),
        Change::AddProperty(typed) => properties::add(page, typed),
        Change::DropProperty(name) => properties::drop(page, &name.value),
        Change::RenameMember(rename) => members::rename(page, &rename.value),
        Change::AddMember(member) => members::add(page, member),
        Change::DropMember(member) => members::drop(page, &member.value),
        Change::DropPath(path) => requests::drop_path(page, &path.value),
        Change::DropBase(base) => set(&mut page.correction.not_base, base),
        Change::SetAbstract(yes) => set(&mut page.correction.is_abstract, yes),
        Change::SetOpen(yes) => set(&mut page.correction.open, yes),
        Change::AddType(ty) => stated::add_type(page, ty),
        Change::SetEnum(enum_) => stated::set_enum(page, enum_),
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

/// The page has no such thing; `known` are those that it has.
pub(super) fn not_found<'a>(what: String, name: &str, known: impl IntoIterator<Item = &'a str>) -> Outcome {
    let near = nearest(name, known).map(str::to_owned);
    Outcome::NotFound { what, near }
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
        span,
    }
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
