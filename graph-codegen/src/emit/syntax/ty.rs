//! Types.

use proc_macro2::Span;
use syn::{
    Lifetime, Path, Token, Type, TypePath, TypeReference, TypeTuple, punctuated::Punctuated, token::Paren,
};

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

/// `()`.
pub(in crate::emit) fn unit() -> Type {
    Type::Tuple(TypeTuple {
        attrs: Vec::new(),
        paren_token: Paren::default(),
        elems: Punctuated::new(),
    })
}

/// `&str`.
pub(in crate::emit) fn reference(elem: Type) -> Type {
    borrowed(None, elem)
}

/// `&'static Info`.
pub(in crate::emit) fn of_static(elem: Type) -> Type {
    borrowed(Some(Lifetime::new("'static", Span::call_site())), elem)
}

fn borrowed(lifetime: Option<Lifetime>, elem: Type) -> Type {
    Type::Reference(TypeReference {
        attrs: Vec::new(),
        and_token: <Token![&]>::default(),
        lifetime,
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
