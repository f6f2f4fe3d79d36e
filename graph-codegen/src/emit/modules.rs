//! The template of a `mod.rs`.

use quote::quote;
use syn::{Item, parse_quote};

use super::syntax::{
    docs, ident,
    item::{import, public, shown_here},
};
use crate::rust::{Child, Module};

/// Inner modules, files, and what they give to this module.
pub(super) fn emit_module(module: &Module) -> Vec<Item> {
    let inner = module.public.iter().map(emit_child);
    let files = module.files.iter().map(|file| {
        let name = ident(&file.file);
        parse_quote!(mod #name;)
    });
    let reexports = module.files.iter().map(|file| {
        let path = std::slice::from_ref(&file.file);
        let reexport = import(public(), path, &file.idents);
        if module.shown {
            shown_here(reexport)
        } else {
            reexport
        }
    });
    inner.chain(files).chain(reexports).collect()
}

fn emit_child(child: &Child) -> Item {
    let (name, docs) = (ident(&child.name), docs(&child.docs));
    let feature = child.feature.map(|feature| quote!(#[cfg(feature = #feature)]));
    parse_quote!(#(#docs)* #feature pub mod #name;)
}
