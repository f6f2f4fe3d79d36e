//! Text, and the tables of pages on resources and enums: properties, members, methods and representations.

use std::sync::Arc;

use super::examples::{Annotation, Body};
use crate::text::{Span, Spanned};

pub use crate::markdown::inline::{Link, Prose};

/// A table of properties or of relationships.
#[derive(Clone, Debug)]
pub struct PropertyTable {
    /// Its rows; rows that only group others are left out.
    pub rows: Vec<PropertyRow>,
    /// The heading or the text above says that it holds with delegated or with application permissions only.
    pub by_account: bool,
}

/// `|bccRecipients|[recipient](recipient.md) collection|The Bcc recipients.|`.
#[derive(Clone, Debug)]
pub struct PropertyRow {
    /// The name without bold, backticks, link and ` (deprecated)`.
    pub name: Spanned<String>,
    /// The Type cell.
    pub ty: TypeCell,
    /// The Description cell, whole.
    pub description: Prose,
    /// What the description and further columns say.
    pub notes: Notes,
    /// The row.
    pub span: Span,
}

impl PropertyRow {
    /// A row of which nothing but its name and its type is known.
    pub fn plain(name: &str, ty: TypeCell) -> Self {
        let span = ty.span;
        Self {
            name: Spanned::new(name.to_owned(), span),
            ty,
            description: Prose {
                text: String::new(),
                links: Vec::new(),
                span,
            },
            notes: Notes::default(),
            span,
        }
    }
}

/// A Type cell, or a type named in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeCell {
    /// The cell verbatim.
    pub text: String,
    /// One type, or several for `[A](a.md) or [B](b.md)`; empty for an empty or unreadable cell.
    pub types: Vec<TypeRef>,
    /// `X collection`, `Collection(X)`, `Collection of X`, `X list`, `array of X`.
    pub collection: bool,
    /// Where.
    pub span: Span,
}

impl TypeCell {
    /// A cell that names one type.
    pub fn of(name: &str, collection: bool, span: Span) -> Self {
        let name = name.to_owned();
        Self {
            text: name.clone(),
            types: vec![TypeRef { name, link: None }],
            collection,
            span,
        }
    }
}

/// `[recipient](../resources/recipient.md)`, `String`, `microsoft.graph.callRecords.modality`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TypeRef {
    /// The name without markup: `recipient`, `Edm.String`.
    pub name: String,
    /// The link's target as written.
    pub link: Option<String>,
}

/// Facts that a description states. `None` and `false`: it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// `Inherited from [outlookItem](outlookitem.md)`.
    pub inherited_from: Vec<TypeRef>,
    /// `The possible values are: …`.
    pub values: Option<ValueList>,
    /// `Read-only.`
    pub read_only: bool,
    /// `Nullable.`, `Not nullable.`
    pub nullable: Option<bool>,
    /// `Required.`, `Optional.`, or a Required column.
    pub required: Option<bool>,
    /// ` (deprecated)` in the name cell or a sentence that says so.
    pub deprecated: bool,
    /// `Key.`, `Unique identifier`.
    pub key: bool,
    /// `Default value is 15.`
    pub default: Option<String>,
    /// `Supports $filter (eq, ne, …)`: the operators, or an empty list where none are named.
    pub filter: Option<Vec<String>>,
    /// `Returned only on $select.`
    pub only_on_select: bool,
}

/// Values listed in a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueList {
    /// In the order of the text, the evolvable ones last.
    pub values: Vec<Spanned<String>>,
    /// Those that need `Prefer: include-unknown-enum-members`.
    pub evolvable: Vec<String>,
    /// The text says that several can be given at once.
    pub flags: bool,
}

/// A table of enum members.
#[derive(Clone, Debug)]
pub struct EnumTable {
    /// `importance`, from `### importance values` or the title `importance enum type`, without ` (deprecated)`.
    pub name: Spanned<String>,
    /// Its rows.
    pub members: Vec<MemberRow>,
    /// The text says that several members can be given at once.
    pub flags: bool,
    /// Members that need `Prefer: include-unknown-enum-members`, from the text beside the table.
    pub evolvable: Vec<String>,
    /// The table is the whole page, not a part of a resource page.
    pub own_page: bool,
}

/// `|low|0|Low importance.|`.
#[derive(Clone, Debug)]
pub struct MemberRow {
    /// The member as the service spells it.
    pub name: Spanned<String>,
    /// The Value cell, where it is a number.
    pub value: Option<i64>,
    /// The Description cell.
    pub description: Option<Prose>,
    /// ` (deprecated)`.
    pub deprecated: bool,
}

/// A row of `## Methods`.
#[derive(Clone, Debug)]
pub struct MethodRow {
    /// `List messages`, without ` (deprecated)`.
    pub name: Spanned<String>,
    /// The operation page.
    pub link: Option<Link>,
    /// The Return type cell; `None` for `None`.
    pub returns: Option<TypeCell>,
}

/// A JSON representation and its annotation.
#[derive(Clone, Debug)]
pub struct Representation {
    /// `"blockType": "resource"`, where there is one.
    pub annotation: Option<Arc<Annotation>>,
    /// The fence.
    pub body: Body,
    /// The fence.
    pub span: Span,
}
