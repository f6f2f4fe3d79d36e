//! The template of a struct with its table.

use proc_macro2::Ident;
use quote::quote;
use syn::{Arm, Expr, ImplItem, Item, Member, Pat, Signature, parse_quote};

use super::syntax::{
    docs,
    expr::{self, arm, field, named, number, record, text, wild},
    ident,
    item::{self, function, implementation, invocation, machinery, structure},
    path,
    ty::{named as type_named, ty, wrapped},
};
use crate::rust::{Hash, Struct};

/// The struct, its table, how the walkers reach its fields.
pub(super) fn emit_struct(struct_: &Struct) -> Vec<Item> {
    let name = ident(&struct_.name.rust);
    let fields: Vec<_> = struct_
        .fields
        .iter()
        .map(|field| ident(&field.name.rust))
        .collect();
    let object = vec![
        emit_table(struct_),
        emit_field(
            parse_quote!(fn field(&self, index: usize) -> &dyn Field),
            &fields,
            expr::reference,
        ),
        emit_field(
            parse_quote!(fn field_mut(&mut self, index: usize) -> &mut dyn Field),
            &fields,
            expr::reference_mut,
        ),
    ];
    vec![
        emit_declaration(struct_, &fields),
        implementation(
            Some(path(["Default"])),
            type_named([&*struct_.name.rust]),
            vec![emit_default(&fields)],
        ),
        machinery(path(["Object"]), type_named([&*struct_.name.rust]), object),
        invocation("object", quote!(#name)),
    ]
}

fn emit_declaration(struct_: &Struct, names: &[Ident]) -> Item {
    let fields = struct_.fields.iter().zip(names).map(|(field, name)| {
        let ty = wrapped("Option", ty(&field.ty));
        item::field(docs(&field.docs), name.clone(), ty)
    });
    let extra = item::field(docs(&struct_.extra_docs), ident("extra"), type_named(["Extra"]));
    structure(
        docs(&struct_.docs),
        ident(&struct_.name.rust),
        fields.chain([extra]),
    )
}

/// `extra` is the first field: it is a call, and if it came last, the compiler would write code that drops all fields
/// before it, should it panic.
fn emit_default(fields: &[Ident]) -> ImplItem {
    let extra = field(ident("extra"), parse_quote!(Extra::new()));
    let others = fields.iter().map(|name| field(name.clone(), named(["None"])));
    let value = record(path(["Self"]), [extra].into_iter().chain(others), None);
    function(
        Vec::new(),
        syn::Visibility::Inherited,
        parse_quote!(fn default() -> Self),
        value,
    )
}

fn emit_table(struct_: &Struct) -> ImplItem {
    let keys = struct_.fields.iter().map(|field| text(&field.name.wire));
    let secrets = struct_.secrets.iter().map(|index| number(usize::from(*index)));
    let fields = [
        field(ident("name"), text(&struct_.name.wire)),
        field(ident("keys"), expr::slice(keys)),
        field(ident("hash"), emit_hash(struct_.hash.as_ref())),
        field(ident("secrets"), expr::slice(secrets)),
    ];
    let table = expr::reference(record(path(["Table"]), fields, None));
    let head = parse_quote!(fn table(&self) -> &'static Table);
    function(Vec::new(), syn::Visibility::Inherited, head, table)
}

fn emit_hash(hash: Option<&Hash>) -> Expr {
    let Some(Hash { seed, slots }) = hash else {
        return named(["Hash", "NONE"]);
    };
    let fields = [
        field(ident("seed"), number(*seed as usize)),
        field(ident("slots"), expr::bytes(slots)),
    ];
    record(path(["Hash"]), fields, None)
}

/// A struct without fields of its own has nothing to tell apart.
fn emit_field(mut head: Signature, fields: &[Ident], borrowed: fn(Expr) -> Expr) -> ImplItem {
    let place = |name: &Ident| borrowed(expr::of_self(Member::Named(name.clone())));
    let extra = place(&ident("extra"));
    let body = if fields.is_empty() {
        if let Some(syn::FnArg::Typed(index)) = head.inputs.last_mut() {
            *index.pat = wild();
        }
        extra
    } else {
        let numbered = fields.iter().enumerate();
        let arms = numbered.map(|(at, name)| arm(Pat::Lit(expr::int(at)), place(name)));
        let rest: Arm = arm(wild(), extra);
        expr::matched("index", arms.chain([rest]).collect())
    };
    function(Vec::new(), syn::Visibility::Inherited, head, body)
}
