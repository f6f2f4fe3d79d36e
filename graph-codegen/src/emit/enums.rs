//! The template of an open enum.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{docs, ident};
use crate::rust::Enum;

/// The enum and its texts.
pub(super) fn emit_enum(enum_: &Enum) -> TokenStream {
    let name = ident(&enum_.name.rust);
    let (enum_docs, unlisted_docs) = (docs(&enum_.docs), docs(&enum_.unlisted_docs));
    let variants: Vec<_> = enum_
        .variants
        .iter()
        .map(|variant| ident(&variant.name.rust))
        .collect();
    let texts: Vec<_> = enum_.variants.iter().map(|variant| &variant.name.wire).collect();
    let indexes = (0..variants.len()).map(Literal::usize_unsuffixed);
    let variant_docs = enum_.variants.iter().map(|variant| docs(&variant.docs));
    quote! {
        #enum_docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #variants,)*
            #unlisted_docs
            Unlisted(Unlisted),
        }
        impl OpenEnum for #name {
            const NAMES: &'static [&'static str] = &[#(#texts),*];
            fn member(index: usize, text: EnumText<'_>) -> Self {
                match index {
                    #(#indexes => Self::#variants,)*
                    _ => Self::Unlisted(text.into()),
                }
            }
            fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::Unlisted(text) => text.as_str(),
                }
            }
        }
        open_enum!(#name);
    }
}
