//! The template of an operation: its type, what it carries, what its page says.

use quote::quote;
use syn::{Expr, FieldValue, ImplItem, Item, ItemConst, ItemStatic, Type, parse_quote};

use super::super::syntax::{
    docs,
    expr::{call, field, named, number, record, reference, slice, text, texts},
    ident,
    item::{self, associated, constant, implementation, invocation, shown_elsewhere, structure},
    path,
    ty::{self, ty, wrapped},
};
use crate::rust::requests::{Body, Field, Info, Operation, Output, PermissionLists};

/// Operations, one after the other.
pub(in crate::emit) fn emit_operations(operations: &[Operation]) -> Vec<Item> {
    operations.iter().flat_map(emit_operation).collect()
}

fn emit_operation(operation: &Operation) -> Vec<Item> {
    let items = vec![
        emit_info(&operation.info),
        associated("Body", emit_body(&operation.body)),
        associated("Output", emit_output(&operation.output)),
    ];
    let mut emitted = emit_declaration(operation);
    emitted.push(implementation(
        Some(path(["Operation"])),
        ty::named([&*operation.ident]),
        items,
    ));
    if !operation.takes.is_empty() {
        let (name, takes) = (ident(&operation.ident), operation.takes.iter().map(ty));
        emitted.push(invocation("takes", quote!(#name, #(#takes),*)));
    }
    emitted
}

/// The table of all operations.
pub(in crate::emit) fn emit_table(operations: &[String]) -> Vec<Item> {
    let mut table: ItemStatic = parse_quote! {
        /// What the pages say of every operation.
        pub static OPERATIONS: &[&Info] = &[];
    };
    let rows = operations.iter().map(|name| named(["super", name, "INFO"]));
    *table.expr = slice(rows);
    vec![Item::Static(table)]
}

/// Permissions that operations share.
pub(in crate::emit) fn emit_permissions(constants: &[PermissionLists]) -> Vec<Item> {
    constants.iter().map(emit_lists).collect()
}

fn emit_lists(constant: &PermissionLists) -> Item {
    let name = ident(&constant.ident);
    let mut emitted: ItemConst = parse_quote!(pub const #name: Permissions = Permissions {};);
    let accounts = ["work", "personal", "application"]
        .into_iter()
        .zip(&constant.lists);
    let lists = accounts.map(|(account, list)| field(ident(account), texts(list)));
    emitted.attrs = docs(&constant.docs);
    *emitted.expr = record(path(["Permissions"]), lists, None);
    Item::Const(emitted)
}

fn emit_declaration(operation: &Operation) -> Vec<Item> {
    let (name, mut attrs) = (ident(&operation.ident), docs(&operation.docs));
    attrs.push(shown_elsewhere());
    let Some(fields) = &operation.fields else {
        return vec![item::unit(attrs, name)];
    };
    attrs.push(parse_quote!(#[derive(Clone, Default)]));
    let extra = item::field(docs(&operation.extra_docs), ident("extra"), ty::named(["Extra"]));
    let wires = fields.iter().map(|field| &field.name.wire);
    let idents = fields.iter().map(|field| ident(&field.name.rust));
    let parameters = quote!(#name { #(#idents: #wires),* });
    vec![
        structure(attrs, name, fields.iter().map(emit_field).chain([extra])),
        invocation("parameters", parameters),
    ]
}

fn emit_field(field: &Field) -> syn::Field {
    let holder = if field.patch { "Patch" } else { "Option" };
    item::field(
        docs(&field.docs),
        ident(&field.name.rust),
        wrapped(holder, ty(&field.ty)),
    )
}

/// What the page does not say is left out.
fn emit_info(info: &Info) -> ImplItem {
    let rest = named(["Info", "NONE"]);
    let record = record(path(["Info"]), emit_facts(info), Some(rest));
    constant("INFO", ty::of_static(ty::named(["Info"])), reference(record))
}

fn emit_facts(info: &Info) -> Vec<FieldValue> {
    let is_other = info.method != "GET";
    let statuses = info.statuses.iter().map(|status| number(usize::from(*status)));
    let statuses = (!info.statuses.is_empty()).then(|| slice(statuses));
    let permissions = info
        .permissions
        .as_ref()
        .map(|name| call(named(["Some"]), [named(["permissions", name])]));
    let facts = [
        ("title", Some(text(&info.title))),
        ("page", Some(text(&info.page))),
        ("method", is_other.then(|| text(&info.method))),
        ("paths", emit_list(&info.paths)),
        ("statuses", statuses),
        ("permissions", permissions),
        ("headers", emit_list(&info.headers)),
        ("query", emit_list(&info.query)),
        ("deprecated", info.deprecated.then(|| named(["true"]))),
        ("clouds", emit_list(&info.clouds)),
    ];
    let said = facts
        .into_iter()
        .filter_map(|(name, fact)| Some(field(ident(name), fact?)));
    said.collect()
}

fn emit_list(list: &[String]) -> Option<Expr> {
    (!list.is_empty()).then(|| texts(list))
}

fn emit_body(body: &Body) -> Type {
    match body {
        Body::None => ty::unit(),
        Body::Value(value) => ty(value),
        Body::Own => ty::named(["Self"]),
        Body::Reference => ty::named(["str"]),
        Body::Content => parse_quote!([u8]),
    }
}

fn emit_output(output: &Output) -> Type {
    match output {
        Output::None => ty::unit(),
        Output::Accepted => ty::named(["Accepted"]),
        Output::Content => ty::named(["Content"]),
        Output::Value(value) => ty(value),
        Output::Maybe(value) => wrapped("Option", ty(value)),
        Output::Collection(value) => wrapped("Collection", ty(value)),
        Output::MaybeCollection(value) => wrapped("Option", wrapped("Collection", ty(value))),
        Output::Wrapped(value) => wrapped("Wrapped", ty(value)),
    }
}
