//! Templates of a `mod.rs`, of imports, and of the constant that says where the pages come from.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident, path};
use crate::rust::{Child, Import, Module, Origin};

/// Public modules, files, and what the files give to this module.
pub(super) fn module(module: &Module) -> TokenStream {
    let public = module.public.iter().map(child);
    let files = module.files.iter().map(|file| ident(&file.file));
    let inline = module.shown.then(|| quote!(#[doc(inline)]));
    let reexports = module.files.iter().map(|file| {
        let names = use_tree(std::slice::from_ref(&file.file), &file.idents);
        quote!(#inline pub use #names;)
    });
    quote!(#(#public)* #(mod #files;)* #(#reexports)*)
}

fn child(child: &Child) -> TokenStream {
    let (name, docs) = (ident(&child.name), docs(&child.docs));
    let feature = child.feature.map(|feature| quote!(#[cfg(feature = #feature)]));
    quote!(#docs #feature pub mod #name;)
}

/// `use crate::models::{ItemBody, Recipient};`
pub(super) fn import(import: &Import) -> TokenStream {
    let names = use_tree(&import.module, &import.names);
    let docs = import.is_for_docs.then(|| quote!(#[cfg(doc)]));
    quote!(#docs use #names;)
}

fn use_tree(module: &[String], names: &[String]) -> TokenStream {
    let module = path(module);
    let names = names.iter().map(|name| ident(name));
    // Braces around one name are not printed.
    quote!(#module::{#(#names),*})
}

/// The constant.
pub(super) fn origin(origin: &Origin) -> TokenStream {
    let (docs, name) = (docs(&origin.docs), ident(origin.name));
    let facts = origin.facts.iter().map(|(name, fact)| {
        let name = ident(name);
        match fact {
            Some(fact) => quote!(#name: Some(#fact)),
            None => quote!(#name: None),
        }
    });
    quote! {
        #docs
        pub const #name: Origin = Origin { #(#facts),* };
    }
}
