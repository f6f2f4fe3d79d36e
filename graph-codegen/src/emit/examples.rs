//! The templates of the tables that tests take types from: by name, and the unions.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::syntax::{ident, parsed, path};
use crate::rust::{
    ItemPath,
    examples::{CaseRust, CaseType},
};

/// Emits the table.
pub(super) fn emit_types(types: &[CaseType]) -> Vec<Item> {
    let rows = types.iter().map(|ty| {
        let (key, rust) = (&ty.key, emit_type(&ty.rust));
        quote!((#key, || Box::new(None::<#rust>)))
    });
    parsed(quote! {
        use graph_models::runtime::Field;

        /// A type by its key in the data, and how to make an empty place for a value of it.
        pub(crate) type Type = (&'static str, fn() -> Box<dyn Field>);

        /// All types of the models and those that examples need besides, by key.
        pub(crate) static TYPES: &[Type] = &[#(#rows),*];
    })
}

/// Emits the tables of unions and of structs.
pub(super) fn emit_limits(unions: &[ItemPath], structs: &[ItemPath]) -> Vec<Item> {
    let (unions, structs) = (unions.iter().map(emit_item), structs.iter().map(emit_item));
    parsed(quote! {
        /// The check of the test for each union of the models.
        pub(crate) static UNIONS: &[fn()] = &[#(super::check::<#unions>),*];

        /// The check of the test for each struct of the models.
        pub(crate) static STRUCTS: &[fn()] = &[#(super::check_struct::<#structs>),*];
    })
}

fn emit_type(ty: &CaseRust) -> TokenStream {
    match ty {
        CaseRust::Item(item) => emit_item(item),
        CaseRust::Flags(item) => {
            let item = emit_item(item);
            quote!(graph_models::runtime::Flags<#item>)
        }
        CaseRust::Builtin(name) => {
            let name = ident(name);
            quote!(#name)
        }
        CaseRust::Runtime(name) => {
            let name = ident(name);
            quote!(graph_models::runtime::#name)
        }
    }
}

fn emit_item(item: &ItemPath) -> TokenStream {
    let (module, name) = (path(item.module.iter().map(String::as_str)), ident(&item.ident));
    match item.module.is_empty() {
        true => quote!(graph_models::models::#name),
        false => quote!(graph_models::models::#module::#name),
    }
}
