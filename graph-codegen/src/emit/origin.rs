//! The template of what a crate says of its pages.

use quote::quote;
use syn::Item;

use super::syntax::{docs, ident, parsed};
use crate::rust::Origin;

/// The constant.
pub(super) fn emit_origin(origin: &Origin) -> Vec<Item> {
    let (docs, name) = (docs(&origin.docs), ident(origin.name));
    let facts = origin.facts.iter().map(|(name, fact)| {
        let name = ident(name);
        match fact {
            Some(fact) => quote!(#name: Some(#fact)),
            None => quote!(#name: None),
        }
    });
    parsed(quote!(#(#docs)* pub const #name: Origin = Origin { #(#facts),* };))
}
