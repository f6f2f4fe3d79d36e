//! [`Krate`] → `syn::File`s, one for each part of it. Knows quote and syn and nothing of the model; decides
//! nothing and cannot fail.

mod calls;
mod enums;
mod examples;
mod modules;
mod origin;
mod requests;
mod structs;
mod tokens;
mod unions;

use proc_macro2::TokenStream;

use crate::rust::{Import, Item, ItemFile, Krate, Module, calls::Calls, examples::Examples};

/// A file of the generated crate: its path below the crate's root, its header line, its items.
pub struct File {
    /// `src/generated/models/message.rs`.
    pub path: String,
    /// The line after `//! `.
    pub header: String,
    /// Its content.
    pub file: syn::File,
}

/// What becomes one file.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    /// A `mod.rs`.
    Module(&'a Module),
    /// A file with one type.
    Item(&'a ItemFile),
    /// The types of the examples.
    Examples(&'a Examples),
    /// The builders of the example requests.
    Calls(&'a Calls),
    /// The unions that tests of limits go through.
    Unions(&'a Examples),
}

/// All files that a crate gets.
pub fn parts(krate: &Krate) -> Vec<Part<'_>> {
    let modules = krate.modules.iter().map(Part::Module);
    let items = krate.items.iter().map(Part::Item);
    modules
        .chain(items)
        .chain([Part::Examples(&krate.examples), Part::Unions(&krate.examples)])
        .chain([Part::Calls(&krate.calls)])
        .collect()
}

/// Quotes one file.
pub fn file(part: Part<'_>) -> File {
    match part {
        Part::Module(module) => emit_file(&module.path, "/mod", &module.header, modules::emit_module(module)),
        Part::Item(item) => emit_file(&item.path, "", &item.header, emit_item(item)),
        Part::Examples(examples) => File {
            path: "tests/generated/types.rs".to_owned(),
            header: examples.header.clone(),
            file: parse(examples::emit_types(&examples.types)),
        },
        Part::Calls(calls) => File {
            path: "tests/generated/requests.rs".to_owned(),
            header: calls.header.clone(),
            file: parse(calls::emit_calls(calls)),
        },
        Part::Unions(examples) => File {
            path: "tests/generated/unions.rs".to_owned(),
            header: examples.header.clone(),
            file: parse(examples::emit_limits(&examples.unions, &examples.structs)),
        },
    }
}

fn emit_file(path: &[String], name: &str, header: &str, tokens: TokenStream) -> File {
    File {
        path: format!("src/{}{name}.rs", path.join("/")),
        header: header.to_owned(),
        file: parse(tokens),
    }
}

fn parse(tokens: TokenStream) -> syn::File {
    syn::parse2(tokens).expect("templates are Rust, names are identifiers")
}

fn emit_item(file: &ItemFile) -> TokenStream {
    let mut tokens: TokenStream = file.imports.iter().map(emit_import).collect();
    tokens.extend(match &file.item {
        Item::Struct(struct_) => structs::emit_struct(struct_),
        Item::Enum(enum_) => enums::emit_enum(enum_),
        Item::Union(union_) => unions::emit_union(union_),
        Item::Entries(entries) => requests::emit_entries(entries),
        Item::Builders(builders) => requests::emit_builders(builders),
        Item::Operations(operations) => requests::emit_operations(operations),
        Item::Table(operations) => requests::emit_table(operations),
        Item::Permissions(lists) => requests::emit_permissions(lists),
        Item::Origin(origin) => origin::emit_origin(origin),
        Item::Options(options) => requests::emit_options(options),
    });
    tokens
}

fn emit_import(import: &Import) -> TokenStream {
    let module = tokens::path(&import.module);
    let names = tokens::names(&import.names);
    quote::quote!(use #module::#names;)
}
