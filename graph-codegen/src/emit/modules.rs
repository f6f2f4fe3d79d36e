//! The template of a `mod.rs`.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident, names};
use crate::rust::Module;

/// Inner modules, files, and what they give to this module.
pub(super) fn emit_module(module: &Module) -> TokenStream {
    let public = module.public.iter().map(|child| {
        let (name, docs) = (ident(&child.name), docs(&child.docs));
        let feature = child.feature.map(|feature| quote!(#[cfg(feature = #feature)]));
        quote!(#docs #feature pub mod #name;)
    });
    let files: Vec<_> = module.files.iter().map(|file| ident(&file.file)).collect();
    let reexports = module.files.iter().map(|file| {
        let (file, names) = (ident(&file.file), names(&file.idents));
        quote!(pub use #file::#names;)
    });
    quote! {
        #(#public)*
        #(mod #files;)*
        #(#reexports)*
    }
}
