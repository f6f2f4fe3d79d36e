//! The templates of the tables that tests take types from: by name, and the unions.

use std::collections::BTreeMap;

use syn::{Expr, ExprClosure, Item, ItemStatic, Type, parse_quote};

use super::syntax::{
    expr::{self, call, named, slice, text, tuple},
    ty::{self, generic},
};
use crate::{rust::ItemPath, testgen::round_trips::CaseType};

/// Emits the table.
pub(super) fn emit_types(types: &BTreeMap<String, CaseType>) -> Vec<Item> {
    let mut table: ItemStatic = parse_quote! {
        /// All types of the models and those that examples need besides, by key.
        pub(crate) static TYPES: &[Type] = &[];
    };
    *table.expr = slice(types.iter().map(emit_row));
    vec![
        parse_quote! { use graph_models::runtime::Field; },
        parse_quote! {
            /// A type by its key in the data, and how to make an empty place for a value of it.
            pub(crate) type Type = (&'static str, fn() -> Box<dyn Field>);
        },
        Item::Static(table),
    ]
}

/// `("microsoft.graph.user", || Box::new(None::<User>))`.
fn emit_row((key, ty): (&String, &CaseType)) -> Expr {
    let mut make: ExprClosure = parse_quote!(|| ());
    let none = expr::generic(["None"], vec![emit_type(ty)]);
    *make.body = call(named(["Box", "new"]), [none]);
    tuple([text(key), Expr::Closure(make)])
}

/// Emits the tables of unions and of structs.
pub(super) fn emit_limits(unions: &[ItemPath], structs: &[ItemPath]) -> Vec<Item> {
    let of_unions = parse_quote! {
        /// The check of the test for each union of the models.
        pub(crate) static UNIONS: &[fn()] = &[];
    };
    let of_structs = parse_quote! {
        /// The check of the test for each struct of the models.
        pub(crate) static STRUCTS: &[fn()] = &[];
    };
    vec![
        emit_checks(of_unions, "check", unions),
        emit_checks(of_structs, "check_struct", structs),
    ]
}

fn emit_checks(mut table: ItemStatic, check: &str, items: &[ItemPath]) -> Item {
    let checks = items
        .iter()
        .map(|item| expr::generic(["super", check], vec![emit_item(item)]));
    *table.expr = slice(checks);
    Item::Static(table)
}

fn emit_type(ty: &CaseType) -> Type {
    let runtime = |name| ["graph_models", "runtime", name];
    match ty {
        CaseType::Item(item) => emit_item(item),
        CaseType::Flags(item) => generic(runtime("Flags"), [emit_item(item)]),
        CaseType::Builtin(name) => ty::named([*name]),
        CaseType::Runtime(name) => ty::named(runtime(name)),
    }
}

fn emit_item(item: &ItemPath) -> Type {
    let module = item.module.iter().map(String::as_str);
    let models = ["graph_models", "models"].into_iter();
    ty::named(models.chain(module).chain([item.ident.as_str()]))
}
