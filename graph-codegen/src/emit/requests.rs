//! The templates of requests: entries, builders, operations, options.

mod operations;

use quote::quote;
use syn::{Expr, FnArg, Item, ItemFn, Signature, Type, parse_quote};

use super::syntax::{
    docs,
    expr::{self, call, named, text},
    ident,
    item::{self, argument, function, implementation, public, receiver, shown_elsewhere, signature},
    parsed,
    ty::{self, generic, reference, ty, wrapped},
};
use crate::rust::requests::{Body, Builder, Gives, Method, OptionKind, OptionType, Piece};

pub(super) use operations::{emit_operations, emit_permissions, emit_table};

/// Functions that open a path.
pub(super) fn emit_entries(entries: &[Method]) -> Vec<Item> {
    let entries = entries.iter().map(|method| {
        let (sig, body) = emit_method(method, None, parse_quote!(Path::default()));
        Item::Fn(ItemFn {
            attrs: docs(&method.docs),
            vis: public(),
            modifiers: Default::default(),
            sig,
            block: Box::new(item::block(body)),
        })
    });
    entries.collect()
}

/// Builders with their methods.
pub(super) fn emit_builders(builders: &[Builder]) -> Vec<Item> {
    builders.iter().flat_map(emit_builder).collect()
}

fn emit_builder(builder: &Builder) -> [Item; 2] {
    let name = ident(&builder.ident);
    let mut declaration: syn::ItemStruct = parse_quote! {
        #[derive(Clone, Debug)]
        pub struct #name(pub(super) Path);
    };
    let outer = docs(&builder.docs).into_iter().chain([shown_elsewhere()]);
    declaration.attrs.splice(0..0, outer);
    let methods = builder.methods.iter().map(|method| {
        let path = expr::of_self(0.into());
        let (sig, body) = emit_method(method, Some(receiver()), path);
        function(docs(&method.docs), public(), sig, body)
    });
    let methods = methods.collect();
    [
        Item::Struct(declaration),
        implementation(None, ty::named([&*builder.ident]), methods),
    ]
}

/// The head of the method and what it gives.
fn emit_method(method: &Method, receiver: Option<FnArg>, start: Expr) -> (Signature, Expr) {
    let path = method.pieces.iter().fold(start, emit_piece);
    let texts = method
        .arguments
        .iter()
        .map(|name| argument(name, reference(ty::named(["str"]))));
    let mut inputs: Vec<_> = receiver.into_iter().chain(texts).collect();
    let (output, body) = match &method.gives {
        Gives::Builder(builder) => (ty::named([&**builder]), call(named([&**builder]), [path])),
        Gives::Place { kind, operations } => (
            generic([&**kind], emit_places(operations)),
            call(named([kind, "new"]), [path]),
        ),
        Gives::Call {
            operation,
            body,
            query,
        } => {
            let (carried, made) = emit_call(body, operation, path);
            inputs.extend(carried);
            let made = query.iter().fold(made, |made, (wire, argument)| {
                expr::method(made, "query_raw", [text(wire), named([&**argument])])
            });
            (wrapped("Call", of_operations(operation)), made)
        }
    };
    (signature(&method.ident, inputs, output), body)
}

fn of_operations(name: &str) -> Type {
    ty::named(["operations", name])
}

/// The last operations that are absent are left out.
fn emit_places(operations: &[Option<String>]) -> impl Iterator<Item = Type> {
    let known = operations
        .iter()
        .rposition(Option::is_some)
        .map_or(0, |last| last + 1);
    operations.iter().take(known).map(|operation| match operation {
        Some(operation) => of_operations(operation),
        None => ty::named(["Absent"]),
    })
}

fn emit_piece(path: Expr, piece: &Piece) -> Expr {
    let (method, argument) = match piece {
        Piece::Text(constant) => ("to", text(constant)),
        Piece::Key(argument) => ("key", named([&**argument])),
        Piece::Quoted(argument) => ("text", named([&**argument])),
        Piece::Plain(argument) => ("literal", named([&**argument])),
        Piece::Address(argument) => ("address", named([&**argument])),
    };
    expr::method(path, method, [argument])
}

/// The parameters of the body and the call.
fn emit_call(body: &Body, operation: &str, path: Expr) -> (Vec<FnArg>, Expr) {
    let (how, carried): (_, Vec<(&str, Type)>) = match body {
        Body::None => ("new", Vec::new()),
        Body::Value(value) => ("json", vec![("body", ty(value))]),
        Body::Own => ("json", vec![("body", of_operations(operation))]),
        Body::Reference => ("reference", vec![("url", ty::named(["str"]))]),
        Body::Content => (
            "content",
            vec![
                ("content_type", ty::named(["str"])),
                ("content", parse_quote!([u8])),
            ],
        ),
    };
    let arguments = carried.iter().map(|(name, _)| named([*name]));
    let made = call(named(["Call", how]), [path].into_iter().chain(arguments));
    let inputs = carried
        .into_iter()
        .map(|(name, ty)| argument(name, reference(ty)));
    (inputs.collect(), made)
}

/// Options that are types of their own.
pub(super) fn emit_options(options: &[OptionType]) -> Vec<Item> {
    let options = options.iter().map(|option| {
        let (name, wire) = (ident(&option.name.rust), &option.name.wire);
        match option.kind {
            OptionKind::Query => quote!(query_option!(#name, #wire);),
            OptionKind::Header => quote!(header_option!(#name, #wire);),
        }
    });
    parsed(options.collect())
}
