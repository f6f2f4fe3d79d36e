//! Types and enums.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{
    names::{TypeName, TypeUse},
    source::Source,
};

/// Entity or complex type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum TypeKind {
    /// Has an identity of its own.
    Entity,
    /// A value.
    Complex,
}

impl TypeKind {
    /// The kind as the model file spells it.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// A structured type.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Type {
    /// `microsoft.graph.message`.
    pub name: TypeName,
    /// What it is called in Rust, where lowering has named it: `models::Message`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<String>,
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

impl Type {
    /// A type of which nothing but its kind is known, and that no page describes.
    pub fn plain(name: TypeName, kind: TypeKind, source: Source) -> Self {
        Self {
            name,
            rust: None,
            kind,
            base: None,
            is_abstract: false,
            open: false,
            free_form: false,
            key: None,
            deprecated: false,
            description: String::new(),
            properties: Vec::new(),
            restated: Vec::new(),
            source,
            documented: false,
        }
    }
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
    /// What it is called in Rust, where lowering has named it: `bcc_recipients`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<String>,
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
    /// Its type, or a collection of it.
    pub fn type_use(&self) -> TypeUse {
        TypeUse {
            ty: self.ty.clone(),
            collection: self.collection,
        }
    }

    /// A structural property of which nothing but its type is known.
    pub fn plain(name: impl Into<String>, ty: TypeName, source: Source) -> Self {
        Self {
            name: name.into(),
            rust: None,
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
    /// What it is called in Rust, where lowering has named it: `models::Importance`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<String>,
    /// Several members at once, comma-separated.
    pub flags: bool,
    /// Its members, in page order.
    pub members: Vec<Member>,
    /// Its table or the list that names its members.
    pub source: Source,
}

impl Enum {
    /// An enum of which one member is chosen.
    pub fn plain(name: TypeName, members: Vec<Member>, source: Source) -> Self {
        Self {
            name,
            rust: None,
            flags: false,
            members,
            source,
        }
    }
}

/// A member of an enum.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Member {
    /// `low`.
    pub name: String,
    /// What it is called in Rust, where lowering has named it: `Low`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust: Option<String>,
    /// What it means.
    pub description: Option<String>,
    /// Sent only to those who ask with `Prefer: include-unknown-enum-members`.
    pub evolvable: bool,
    /// Going away.
    pub deprecated: bool,
    /// Its row, or its word in a list.
    pub source: Source,
}

impl Member {
    /// A member of which nothing but its name is known.
    pub fn plain(name: impl Into<String>, source: Source) -> Self {
        Self {
            name: name.into(),
            rust: None,
            description: None,
            evolvable: false,
            deprecated: false,
            source,
        }
    }
}
