//! What the service says of itself: its `$metadata`, an OData CSDL document. Comes in: XML. Goes out: [`Csdl`] or findings.
//! Knows no page; `verify` holds the two against each other.

mod read;
#[cfg(test)]
mod tests;
mod xml;

use std::collections::BTreeMap;

pub use crate::model::TypeUse;
use crate::model::{PropertyKind, TypeKind, TypeName};

pub use read::read;

/// A CSDL document: the schemas of one service, aliases of namespaces resolved.
#[derive(Clone, Debug, Default)]
pub struct Csdl {
    /// `EntityType` and `ComplexType`, by name.
    pub types: BTreeMap<TypeName, StructuredType>,
    /// `EnumType`, by name.
    pub enums: BTreeMap<TypeName, EnumType>,
    /// `Action` and `Function`, in order; an overload each.
    pub callables: Vec<Callable>,
    /// `EntitySet` and `Singleton`, in order.
    pub entries: Vec<Entry>,
}

/// `<EntityType Name="message" BaseType="graph.outlookItem">`.
#[derive(Clone, Debug)]
pub struct StructuredType {
    /// Its full name.
    pub name: TypeName,
    /// Entity or complex type.
    pub kind: TypeKind,
    /// `BaseType`.
    pub base: Option<TypeName>,
    /// `Abstract`.
    pub is_abstract: bool,
    /// `OpenType`.
    pub open: bool,
    /// `Property` and `NavigationProperty`: its own.
    pub properties: Vec<Property>,
    /// Its line in the document.
    pub line: u32,
}

/// `<Property Name="subject" Type="Edm.String" />`.
#[derive(Clone, Debug)]
pub struct Property {
    /// `subject`.
    pub name: String,
    /// `Property` or `NavigationProperty`.
    pub kind: PropertyKind,
    /// Its type.
    pub ty: TypeUse,
    /// Its line in the document.
    pub line: u32,
}

/// `<EnumType Name="importance">`.
#[derive(Clone, Debug)]
pub struct EnumType {
    /// Its full name.
    pub name: TypeName,
    /// `IsFlags`.
    pub flags: bool,
    /// The names of its members, in order.
    pub members: Vec<String>,
    /// Its line in the document.
    pub line: u32,
}

/// Action or function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallableKind {
    /// `<Action>`: called with POST.
    Action,
    /// `<Function>`: called with GET.
    Function,
}

/// `<Function Name="delta" IsBound="true">`.
#[derive(Clone, Debug)]
pub struct Callable {
    /// Action or function.
    pub kind: CallableKind,
    /// `delta`.
    pub name: String,
    /// The type of its first parameter, where it is bound to it.
    pub on: Option<TypeUse>,
    /// `ReturnType`.
    pub result: Option<TypeUse>,
    /// Its line in the document.
    pub line: u32,
}

/// `<EntitySet Name="users" EntityType="microsoft.graph.user">`, `<Singleton Name="me" …>`.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `users`.
    pub name: String,
    /// What it holds; a collection for an entity set.
    pub ty: TypeUse,
    /// Its line in the document.
    pub line: u32,
}
