//! Writes the Rust of a crate: templates with `quote!`, then printing. Every decision was made in lowering.

mod models;
mod modules;
mod operations;
mod print;
mod requests;
mod test_code;
mod tokens;

use proc_macro2::TokenStream;
use rayon::prelude::*;

use crate::{
    rust::{Item, ItemFile, Krate},
    testgen::TestCases,
};

/// The Rust files of a crate: their paths below its root, and their texts.
pub fn files(krate: &Krate, tests: &TestCases) -> Vec<(String, String)> {
    let modules = krate.modules.par_iter().map(|module| {
        let path = format!("src/{}/mod.rs", module.path.join("/"));
        (path, print::text(&module.header, modules::module(module)))
    });
    let items = krate.items.par_iter().map(|file| {
        let path = format!("src/{}.rs", file.path.join("/"));
        (path, print::text(&file.header, item_file(file)))
    });
    modules.chain(items).chain(test_files(tests)).collect()
}

fn test_files(tests: &TestCases) -> Vec<(String, String)> {
    let file = |name: &str, code: TokenStream| {
        let path = format!("tests/generated/{name}.rs");
        (path, print::text(&tests.header, code))
    };
    vec![
        file("types", test_code::types(&tests.round_trips.types)),
        file("unions", test_code::limits(&tests.round_trips)),
        file("requests", test_code::requests(&tests.requests)),
    ]
}

fn item_file(file: &ItemFile) -> TokenStream {
    let imports = file.imports.iter().map(modules::import);
    let item = match &file.item {
        Item::Struct(struct_) => models::struct_(struct_),
        Item::Enum(enum_) => models::enum_(enum_),
        Item::Union(union_) => models::union_(union_),
        Item::Entries(entries) => requests::entries(entries),
        Item::Builders(builders) => builders.iter().map(requests::builder).collect(),
        Item::Options(options) => options.iter().map(requests::option).collect(),
        Item::Operations(list) => list.iter().map(operations::operation).collect(),
        Item::Table(operations) => operations::table(operations),
        Item::Permissions(lists) => lists.iter().map(operations::permissions).collect(),
        Item::Origin(origin) => modules::origin(origin),
    };
    imports.chain([item]).collect()
}
