//! The template of a struct with its table.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::tokens::{docs, ident, ty};
use crate::rust::{Hash, Struct};

/// The struct, its table, how the walkers reach its fields.
///
/// `extra` is the first field of the default: it is a call, and if it came last, the compiler would write code that
/// drops all fields before it, should it panic.
pub(super) fn emit_struct(struct_: &Struct) -> TokenStream {
    let name = ident(&struct_.name.rust);
    let fields: Vec<_> = struct_
        .fields
        .iter()
        .map(|field| ident(&field.name.rust))
        .collect();
    let declaration = emit_declaration(struct_, &name, &fields);
    let table = emit_table(struct_);
    let field = emit_field(&fields);
    quote! {
        #declaration
        impl Default for #name {
            fn default() -> Self {
                Self {
                    extra: Extra::new(),
                    #(#fields: None,)*
                }
            }
        }
        impl Object for #name {
            fn table(&self) -> &'static Table {
                &#table
            }
            #field
        }
        object!(#name);
    }
}

fn emit_declaration(struct_: &Struct, name: &Ident, fields: &[Ident]) -> TokenStream {
    let struct_docs = docs(&struct_.docs);
    let extra_docs = docs(&struct_.extra_docs);
    let field_docs = struct_.fields.iter().map(|field| docs(&field.docs));
    let types = struct_.fields.iter().map(|field| ty(&field.ty));
    quote! {
        #struct_docs
        pub struct #name {
            #(#field_docs pub #fields: Option<#types>,)*
            #extra_docs
            pub extra: Extra,
        }
    }
}

fn emit_table(struct_: &Struct) -> TokenStream {
    let name = &struct_.name.wire;
    let keys = struct_.fields.iter().map(|field| &field.name.wire);
    let secrets = struct_
        .secrets
        .iter()
        .map(|index| Literal::u16_unsuffixed(*index));
    let hash = match &struct_.hash {
        None => quote!(Hash::NONE),
        Some(Hash { seed, slots }) => {
            let (seed, slots) = (Literal::u32_unsuffixed(*seed), Literal::byte_string(slots));
            quote!(Hash { seed: #seed, slots: #slots })
        }
    };
    quote! {
        Table {
            name: #name,
            keys: &[#(#keys),*],
            hash: #hash,
            secrets: &[#(#secrets),*],
        }
    }
}

fn emit_field(fields: &[Ident]) -> TokenStream {
    if fields.is_empty() {
        return quote! {
            fn field(&self, _: usize) -> &dyn Field {
                &self.extra
            }
            fn field_mut(&mut self, _: usize) -> &mut dyn Field {
                &mut self.extra
            }
        };
    }
    let indexes: Vec<_> = (0..fields.len()).map(Literal::usize_unsuffixed).collect();
    quote! {
        fn field(&self, index: usize) -> &dyn Field {
            match index {
                #(#indexes => &self.#fields,)*
                _ => &self.extra,
            }
        }
        fn field_mut(&mut self, index: usize) -> &mut dyn Field {
            match index {
                #(#indexes => &mut self.#fields,)*
                _ => &mut self.extra,
            }
        }
    }
}
