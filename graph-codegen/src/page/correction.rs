//! What the overrides file says instead of a page, where no row or line of the page says it.

#![allow(missing_docs, reason = "the methods that `EnumTryAs` makes have none")]

use serde::Deserialize;
use strum::EnumTryAs;

use super::resources::{PropertyRow, TypeCell};
use crate::text::{Span, Spanned};

/// A fact that an override states and that no single place of the page holds.
#[derive(Clone, Debug, EnumTryAs)]
pub enum Fact {
    /// The type's full name.
    Name(String),
    /// The base type's full name.
    Base(String),
    /// The full name of a type that is not its base, whatever pages say.
    NotBase(String),
    /// Entity or complex type.
    Kind(StatedKind),
    /// Whether only derived types occur.
    Abstract(bool),
    /// Whether the type may hold properties that no page lists.
    Open(bool),
    /// A type that no page describes.
    Type(StatedType),
    /// An enum as a whole, whatever tables and lists say.
    Enum(StatedEnum),
    /// What requests of the page answer with, whatever its sentences and examples say.
    Answer(StatedAnswer),
}

/// The facts that overrides state, each with its place in the overrides file.
#[derive(Clone, Debug, Default)]
pub struct Correction(pub Vec<Spanned<Fact>>);

impl Correction {
    /// The facts of a kind: `all(Fact::try_as_enum_ref)`.
    pub fn all<'a, T: 'a>(
        &'a self,
        of_kind: impl Fn(&'a Fact) -> Option<&'a T>,
    ) -> impl Iterator<Item = Spanned<&'a T>> {
        let facts = self.0.iter();
        facts.filter_map(move |fact| Some(Spanned::new(of_kind(&fact.value)?, fact.span)))
    }

    /// The fact of a kind that is stated once.
    pub fn first<'a, T: 'a>(&'a self, of_kind: impl Fn(&'a Fact) -> Option<&'a T>) -> Option<Spanned<&'a T>> {
        self.all(of_kind).next()
    }
}

/// Entity or complex type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatedKind {
    /// Has an identity of its own.
    Entity,
    /// A value.
    Complex,
}

/// `{ name = "x", type = "microsoft.graph.y", collection = true }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedProperty {
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: String,
    /// A collection of it.
    #[serde(default)]
    pub collection: bool,
    /// A relationship, or none; where it is not given, as it is, and none when added.
    pub navigation: Option<bool>,
    /// What it means.
    #[serde(default)]
    pub description: String,
}

impl StatedProperty {
    /// Whether it is added as a relationship.
    pub fn is_relationship(&self) -> bool {
        self.navigation == Some(true)
    }

    /// The row of a table that would say the same.
    pub fn row(&self, span: Span) -> PropertyRow {
        let ty = TypeCell::of(&self.ty, self.collection, span);
        let mut row = PropertyRow::plain(&self.name, ty);
        row.description.text.clone_from(&self.description);
        row
    }
}

/// `{ name = "microsoft.graph.x", kind = "entity", base = "microsoft.graph.y", properties = [{ … }] }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedType {
    /// Its name, with a namespace or without.
    pub name: String,
    /// Entity or complex type.
    pub kind: StatedKind,
    /// The base type.
    pub base: Option<String>,
    /// Only derived types occur.
    #[serde(default, rename = "abstract")]
    pub is_abstract: bool,
    /// It may hold properties that are not listed.
    #[serde(default)]
    pub open: bool,
    /// Its properties and relationships.
    #[serde(default)]
    pub properties: Vec<StatedProperty>,
}

/// `{ name = "importance", members = ["low", "normal"], flags = false }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedEnum {
    /// Its name, with a namespace or without.
    pub name: String,
    /// All members, in order.
    pub members: Vec<String>,
    /// Several members at once.
    #[serde(default)]
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
