//! The template of the methods that the tests of example requests walk through.

use syn::{Expr, Item, Pat, Stmt, Token, Visibility, parse_quote};

use super::syntax::{
    expr::{self, arm, call, generic, literal, named, number, reference, reference_mut, text, tried, tuple},
    ident,
    item::{function, implementation},
    path, ty,
};
use crate::{
    rust::requests::Body,
    testgen::requests::{CallStep, OptionRow, OwnBody, Requests},
};

/// Emits the functions that open a path, the builders, the options and the bodies.
pub(super) fn emit_calls(calls: &Requests) -> Vec<Item> {
    let builders = calls.builders.iter().map(|(name, arms)| emit_builder(name, arms));
    let bodies = calls.bodies.iter().map(emit_body);
    let first = [
        emit_imports(),
        emit_entries(&calls.entries),
        emit_options(&calls.options),
    ];
    first.into_iter().chain(builders).chain(bodies).collect()
}

fn emit_imports() -> Item {
    parse_quote! { use crate::calls::{self, Apply, Args, Step}; }
}

fn emit_entries(entries: &[CallStep]) -> Item {
    let mut enter: syn::ItemFn = parse_quote! {
        /// A function that opens a path.
        pub(crate) fn enter(way: &str, args: &Args<'_>) -> Step {}
    };
    let opened = |arm: &CallStep, arguments| call(named(["graph_models", &arm.method]), arguments);
    enter.block.stmts = vec![Stmt::Expr(emit_ways(entries, opened), None)];
    Item::Fn(enter)
}

fn emit_builder(name: &str, arms: &[CallStep]) -> Item {
    let gone = |arm: &CallStep, arguments| expr::method(named(["self"]), &arm.method, arguments);
    let go = function(
        Vec::new(),
        Visibility::Inherited,
        parse_quote!(fn go(self: Box<Self>, way: &str, args: &Args<'_>) -> Step),
        emit_ways(arms, gone),
    );
    implementation(
        Some(path(["calls", "Place"])),
        ty::named(["graph_models", "requests", name]),
        vec![go],
    )
}

fn emit_ways(arms: &[CallStep], method: impl Fn(&CallStep, Vec<Expr>) -> Expr) -> Expr {
    let ways = arms.iter().map(|way| {
        let kind = if way.call.is_some() { "call" } else { "place" };
        let made = call(named(["calls", kind]), [emit_way(way, &method)]);
        arm(Pat::Lit(literal(&way.key())), made)
    });
    let nowhere = arm(expr::wild(), parse_quote!(args.nowhere(way)));
    expr::matched("way", ways.chain([nowhere]).collect())
}

/// The call of the method, and of its verb where the method gives a usual place.
fn emit_way(way: &CallStep, method: &impl Fn(&CallStep, Vec<Expr>) -> Expr) -> Expr {
    let args = |name: &str, arguments: Vec<Expr>| expr::method(named(["args"]), name, arguments);
    let texts = (0..way.arguments).map(|at| tried(args("at", vec![number(at)])));
    let carried = match &way.call {
        None | Some(Body::None) => Vec::new(),
        Some(Body::Value(_)) => vec![reference(tried(args("value", Vec::new())))],
        Some(Body::Own) => vec![reference(tried(args("own", Vec::new())))],
        Some(Body::Reference) => vec![tried(args("url", Vec::new()))],
        Some(Body::Content) => vec![args("content_type", Vec::new()), args("content", Vec::new())],
    };
    match &way.verb {
        Some(verb) => expr::method(method(way, texts.collect()), verb, carried),
        None => method(way, texts.chain(carried).collect()),
    }
}

fn emit_options(rows: &[OptionRow]) -> Item {
    let mut options: syn::ItemStatic = parse_quote! {
        /// Options of operations, by their names on the wire.
        pub(crate) static OPTIONS: &[(&str, &str, Apply)] = &[];
    };
    *options.expr = expr::slice(rows.iter().map(emit_row));
    Item::Static(options)
}

fn emit_row(row: &OptionRow) -> Expr {
    let operation = ty::named(["graph_models", "operations", &row.operation]);
    let apply = match row.module.as_str() {
        "option" => generic(["calls", &row.option.to_lowercase()], vec![operation]),
        module => {
            let option = ty::named(["graph_models", "operations", module, &row.option]);
            generic(["calls", module], vec![operation, option])
        }
    };
    tuple([text(&row.operation), text(&row.wire), apply])
}

fn emit_body(body: &OwnBody) -> Item {
    let fields = body.fields.iter().map(|field| {
        let place = reference_mut(expr::of_self(ident(&field.rust).into()));
        expr::method(named(["fill"]), "field", [text(&field.wire), place])
    });
    let extra = parse_quote!(fill.extra(&mut self.extra));
    let stmts = fields
        .chain([extra])
        .map(|call| Stmt::Expr(call, Some(<Token![;]>::default())));
    let mut fill: syn::ImplItemFn = parse_quote! { fn fill(&mut self, fill: &mut calls::Fill) {} };
    fill.block.stmts = stmts.collect();
    implementation(
        Some(path(["calls", "Own"])),
        ty::named(["graph_models", "operations", &body.operation]),
        vec![syn::ImplItem::Fn(fill)],
    )
}
