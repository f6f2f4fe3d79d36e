//! The template of a base with its derived types.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident, ty};
use crate::rust::Union;

/// The union, how each variant is made, and how the walkers reach it.
pub(super) fn emit_union(union_: &Union) -> TokenStream {
    let name = ident(&union_.name.rust);
    let base = &union_.name.wire;
    let union_docs = docs(&union_.docs);
    let wires = union_.variants.iter().map(|variant| &variant.name.wire);
    let variants: Vec<_> = union_
        .variants
        .iter()
        .map(|variant| ident(&variant.name.rust))
        .collect();
    let types: Vec<_> = union_.variants.iter().map(|variant| ty(&variant.ty)).collect();
    let variant_docs = union_.variants.iter().map(|variant| docs(&variant.docs));
    let first = variants.first();
    let conversions = union_.has_conversions.then(|| {
        quote! {
            #(
                impl From<#types> for #name {
                    fn from(value: #types) -> Self {
                        Self::#variants(Box::new(value))
                    }
                }
            )*
        }
    });
    quote! {
        #union_docs
        #[derive(Clone, PartialEq)]
        pub enum #name {
            #(#variant_docs #variants(Box<#types>),)*
        }
        impl Default for #name {
            fn default() -> Self {
                Self::#first(Box::default())
            }
        }
        impl Union for #name {
            const BASE: &'static str = #base;
            const VARIANTS: &'static [Variant<Self>] = &[
                #((#wires, || Self::#variants(Box::default()))),*
            ];
            fn object(&self) -> &dyn Object {
                match self {
                    #(Self::#variants(value) => &**value,)*
                }
            }
            fn object_mut(&mut self) -> &mut dyn Object {
                match self {
                    #(Self::#variants(value) => &mut **value,)*
                }
            }
        }
        union!(#name);
        #conversions
    }
}
