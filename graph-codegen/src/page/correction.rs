//! What the overrides file says instead of a page, where no row or line of the page says it.

use super::resources::{PropertyRow, TypeCell};
use crate::text::{Span, Spanned};

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
