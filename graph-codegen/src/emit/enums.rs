//! The template of an open enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident};
use crate::rust::Enum;

/// The enum and its texts.
pub(super) fn emit_enum(enum_: &Enum) -> TokenStream {
    let name = ident(&enum_.name.rust);
    let wire = &enum_.name.wire;
    let (enum_docs, unlisted_docs) = (docs(&enum_.docs), docs(&enum_.unlisted_docs));
    let variants: Vec<_> = enum_
        .variants
        .iter()
        .map(|variant| ident(&variant.name.rust))
        .collect();
    let texts: Vec<_> = enum_.variants.iter().map(|variant| &variant.name.wire).collect();
    let variant_docs = enum_.variants.iter().map(|variant| docs(&variant.docs));
    quote! {
        #enum_docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum #name {
            #(#variant_docs #variants,)*
            #unlisted_docs
            Unlisted(Unlisted),
        }
        impl OpenEnum for #name {
            const NAME: &'static str = #wire;
            const MEMBERS: &'static [(&'static str, Self)] = &[#((#texts, Self::#variants)),*];
            fn unlisted(text: Unlisted) -> Self {
                Self::Unlisted(text)
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
