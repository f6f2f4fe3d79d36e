//! The template of a `mod.rs`.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident};
use crate::rust::Module;

/// Inner modules, files, and what they give to this module.
pub(super) fn emit_module(module: &Module) -> TokenStream {
    let public = module.public.iter().map(|child| {
        let (name, docs) = (ident(&child.name), docs(&child.docs));
        quote!(#docs pub mod #name;)
    });
    let files: Vec<_> = module.files.iter().map(|file| ident(&file.file)).collect();
    let idents = module.files.iter().map(|file| ident(&file.ident));
    quote! {
        #(#public)*
        #(mod #files;)*
        #(pub use #files::#idents;)*
    }
}
