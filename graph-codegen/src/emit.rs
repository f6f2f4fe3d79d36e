//! [`Krate`] → syntax trees, one for each file of it. Knows quote and syn and nothing of the model; decides
//! nothing and cannot fail.

mod calls;
mod enums;
mod examples;
mod modules;
mod origin;
mod requests;
mod structs;
mod syntax;
mod unions;

use syntax::item;

use crate::{
    rust::{Import, Item, ItemFile, Krate, Module},
    testgen::TestCases,
};

/// A file of the generated crate: its path below the crate's root, its header line, its items.
pub struct File {
    /// `src/generated/models/message.rs`.
    pub path: String,
    /// The line after `//! `.
    pub header: String,
    /// Its content.
    pub items: Vec<syn::Item>,
}

/// What becomes one file.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    /// A `mod.rs`.
    Module(&'a Module),
    /// A file with one type.
    Item(&'a ItemFile),
    /// The types that round trips read.
    Types(&'a TestCases),
    /// The methods of builders that request cases call.
    Requests(&'a TestCases),
    /// The unions that tests of limits go through.
    Unions(&'a TestCases),
}

/// All files that a crate gets.
pub fn parts<'a>(krate: &'a Krate, tests: &'a TestCases) -> Vec<Part<'a>> {
    let modules = krate.modules.iter().map(Part::Module);
    let items = krate.items.iter().map(Part::Item);
    modules
        .chain(items)
        .chain([Part::Types(tests), Part::Unions(tests), Part::Requests(tests)])
        .collect()
}

/// The syntax of one file.
pub fn file(part: Part<'_>) -> File {
    match part {
        Part::Module(module) => source(&module.path, "/mod", &module.header, modules::emit_module(module)),
        Part::Item(item) => source(&item.path, "", &item.header, emit_item(item)),
        Part::Types(tests) => test(
            "types",
            &tests.header,
            examples::emit_types(&tests.round_trips.types),
        ),
        Part::Requests(tests) => test("requests", &tests.header, calls::emit_calls(&tests.requests)),
        Part::Unions(tests) => {
            let items = examples::emit_limits(&tests.round_trips.unions, &tests.round_trips.structs);
            test("unions", &tests.header, items)
        }
    }
}

fn source(path: &[String], name: &str, header: &str, items: Vec<syn::Item>) -> File {
    File {
        path: format!("src/{}{name}.rs", path.join("/")),
        header: header.to_owned(),
        items,
    }
}

fn test(name: &str, header: &str, items: Vec<syn::Item>) -> File {
    File {
        path: format!("tests/generated/{name}.rs"),
        header: header.to_owned(),
        items,
    }
}

fn emit_item(file: &ItemFile) -> Vec<syn::Item> {
    let mut items: Vec<_> = file.imports.iter().map(emit_import).collect();
    items.extend(match &file.item {
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
    items
}

fn emit_import(import: &Import) -> syn::Item {
    item::import(syn::Visibility::Inherited, &import.module, &import.names)
}
