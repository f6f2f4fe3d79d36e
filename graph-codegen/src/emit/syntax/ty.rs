//! Types.

use syn::{Path, Token, Type, TypePath, TypeReference};

use super::path;
use crate::rust;

/// The type that was decided: `Vec<Recipient>`.
pub(in crate::emit) fn ty(ty: &rust::Type) -> Type {
    match ty {
        rust::Type::Path(parts) => named(parts.iter().map(String::as_str)),
        rust::Type::Flags(inner) => wrapped("Flags", self::ty(inner)),
        rust::Type::List(inner) => wrapped("Vec", self::ty(inner)),
        rust::Type::Boxed(inner) => wrapped("Boxed", self::ty(inner)),
    }
}

/// `operations::ListMessages`, from its parts.
pub(in crate::emit) fn named<'a>(parts: impl IntoIterator<Item = &'a str>) -> Type {
    of(path(parts))
}

/// `Option<String>`.
pub(in crate::emit) fn wrapped(outer: &str, inner: Type) -> Type {
    generic([outer], [inner])
}

/// `Items<ListMessages, Absent>`.
pub(in crate::emit) fn generic<'a>(
    outer: impl IntoIterator<Item = &'a str>,
    inner: impl IntoIterator<Item = Type>,
) -> Type {
    of(super::generic(outer, None, inner))
}

/// `&str`.
pub(in crate::emit) fn reference(elem: Type) -> Type {
    Type::Reference(TypeReference {
        attrs: Vec::new(),
        and_token: <Token![&]>::default(),
        lifetime: None,
        mutability: None,
        elem: Box::new(elem),
    })
}

fn of(path: Path) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}
