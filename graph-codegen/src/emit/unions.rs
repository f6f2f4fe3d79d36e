//! The template of a base with its derived types.

use proc_macro2::Literal;
use quote::quote;
use syn::Item;

use super::syntax::{docs, ident, parsed, ty::ty};
use crate::rust::Union;

/// The union, how each variant is made, and how the walkers reach it.
pub(super) fn emit_union(union_: &Union) -> Vec<Item> {
    let name = ident(&union_.name.rust);
    let base = &union_.name.wire;
    let union_docs = docs(&union_.docs);
    let wires = union_.variants.iter().map(|variant| &variant.name.wire);
    let indexes = (1..union_.variants.len()).map(Literal::usize_unsuffixed);
    let variants: Vec<_> = union_
        .variants
        .iter()
        .map(|variant| ident(&variant.name.rust))
        .collect();
    let types: Vec<_> = union_.variants.iter().map(|variant| ty(&variant.ty)).collect();
    let variant_docs = union_.variants.iter().map(|variant| docs(&variant.docs));
    let (first, others) = match variants.split_first() {
        Some((first, others)) => (Some(first), others),
        None => (None, [].as_slice()),
    };
    let conversions = union_.has_conversions.then(|| {
        quote! {
            #(
                impl From<#types> for #name {
                    #[inline]
                    fn from(value: #types) -> Self {
                        Self::#variants(Boxed::new(value))
                    }
                }
            )*
        }
    });
    parsed(quote! {
        #(#union_docs)*
        #[non_exhaustive]
        pub enum #name {
            #(#(#variant_docs)* #variants(Boxed<#types>),)*
        }
        impl Default for #name {
            fn default() -> Self {
                Self::#first(Boxed::blank())
            }
        }
        #[doc(hidden)]
        impl Union for #name {
            const BASE: &'static str = #base;
            const NAMES: &'static [&'static str] = &[#(#wires),*];
            fn variant(index: usize) -> Self {
                match index {
                    #(#indexes => Self::#others(Boxed::blank()),)*
                    _ => Self::#first(Boxed::blank()),
                }
            }
            fn object(&self) -> &dyn Object {
                match self {
                    #(Self::#variants(Boxed { object, .. }))|* => &**object,
                }
            }
            fn object_mut(&mut self) -> &mut dyn Object {
                match self {
                    #(Self::#variants(Boxed { object, .. }))|* => &mut **object,
                }
            }
        }
        union!(#name);
        #conversions
    })
}
