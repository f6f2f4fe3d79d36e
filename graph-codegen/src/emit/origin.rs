//! The template of what a crate says of its pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident};
use crate::rust::Origin;

/// The constant.
pub(super) fn emit_origin(origin: &Origin) -> TokenStream {
    let (docs, name) = (docs(&origin.docs), ident(origin.name));
    let facts = origin.facts.iter().map(|(name, fact)| {
        let name = ident(name);
        match fact {
            Some(fact) => quote!(#name: Some(#fact)),
            None => quote!(#name: None),
        }
    });
    quote!(#docs pub const #name: Origin = Origin { #(#facts),* };)
}
