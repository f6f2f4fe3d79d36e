//! Templates of the models: structs, enums, unions. Each has its declaration and a table for the runtime's macro.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{docs, ident, number};
use crate::rust::{Enum, Struct, Union};

/// A struct with its table of fields.
pub(super) fn struct_(struct_: &Struct) -> TokenStream {
    let (name, wire) = (ident(&struct_.name.rust), &struct_.name.wire);
    let (struct_docs, extra_docs) = (docs(&struct_.docs), docs(&struct_.extra_docs));
    let fields = struct_.fields.iter().map(|field| {
        let (docs, name, ty) = (docs(&field.docs), ident(&field.name.rust), &field.ty);
        quote!(#docs pub #name: Option<#ty>,)
    });
    let rows = struct_.fields.iter().zip(0_u64..).map(|(field, index)| {
        let (index, name, wire) = (number(index), ident(&field.name.rust), &field.name.wire);
        quote!(#index #name #wire;)
    });
    let secrets = (!struct_.secrets.is_empty()).then(|| {
        let indexes = struct_.secrets.iter().map(|index| number(*index));
        quote!(secrets #(#indexes)*;)
    });
    let hash = struct_.hash.as_ref().map(|hash| {
        let (seed, slots) = (number(hash.seed), Literal::byte_string(&hash.slots));
        quote!(hash #seed #slots;)
    });
    quote! {
        #struct_docs
        pub struct #name {
            #(#fields)*
            #extra_docs
            pub extra: Extra,
        }

        object! { #name #wire;
            #(#rows)*
            #secrets
            #hash
        }
    }
}

/// An open enum with its table of members.
pub(super) fn enum_(enum_: &Enum) -> TokenStream {
    let name = ident(&enum_.name.rust);
    let (enum_docs, unlisted_docs) = (docs(&enum_.docs), docs(&enum_.unlisted_docs));
    let variants = enum_.variants.iter().map(|variant| {
        let (docs, name) = (docs(&variant.docs), ident(&variant.name.rust));
        quote!(#docs #name,)
    });
    let rows = enum_.variants.iter().zip(0_u64..).map(|(variant, index)| {
        let (index, name, wire) = (number(index), ident(&variant.name.rust), &variant.name.wire);
        quote!(#index #name #wire;)
    });
    quote! {
        #enum_docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unlisted_docs
            Unlisted(Unlisted),
        }

        open_enum! { #name;
            #(#rows)*
        }
    }
}

/// A base and its derived types, with the table of them.
pub(super) fn union_(union_: &Union) -> TokenStream {
    let (name, base) = (ident(&union_.name.rust), &union_.name.wire);
    let union_docs = docs(&union_.docs);
    let variants = union_.variants.iter().map(|variant| {
        let (docs, name, ty) = (docs(&variant.docs), ident(&variant.name.rust), &variant.ty);
        quote!(#docs #name(Boxed<#ty>),)
    });
    let rows = union_.variants.iter().zip(0_u64..).map(|(variant, index)| {
        let (index, name, wire) = (number(index), ident(&variant.name.rust), &variant.name.wire);
        let ty = &variant.ty;
        let from = union_.has_conversions.then(|| quote!(from #ty));
        quote!(#index #name #wire #from;)
    });
    quote! {
        #union_docs
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }

        union! { #name #base;
            #(#rows)*
        }
    }
}
