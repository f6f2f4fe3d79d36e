//! Small pieces that all templates use: identifiers, paths, documentation, types.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::rust::{Docs, Type};

/// An identifier; `lower` has made it one.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// `crate::models`.
pub(super) fn path(parts: &[String]) -> TokenStream {
    let parts = parts.iter().map(|part| ident(part));
    quote!(#(#parts)::*)
}

/// The end of a `use`: `Message` or `{MailFolder, Message}`.
pub(super) fn names(names: &[String]) -> TokenStream {
    let idents: Vec<_> = names.iter().map(|name| ident(name)).collect();
    match idents.as_slice() {
        [name] => quote!(#name),
        names => quote!({#(#names),*}),
    }
}

/// One attribute a line, so that each prints as `///`.
pub(super) fn docs(docs: &Docs) -> TokenStream {
    let lines = docs.iter().map(|line| match line.as_str() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// `Vec<Recipient>`.
pub(super) fn ty(ty: &Type) -> TokenStream {
    match ty {
        Type::Path(parts) => path(parts),
        Type::Flags(inner) => wrapped("Flags", inner),
        Type::List(inner) => wrapped("Vec", inner),
        Type::Boxed(inner) => wrapped("Boxed", inner),
    }
}

fn wrapped(outer: &str, inner: &Type) -> TokenStream {
    let outer = ident(outer);
    let inner = ty(inner);
    quote!(#outer<#inner>)
}
