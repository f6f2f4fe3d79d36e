//! The template of an open enum.

use quote::quote;
use syn::{Arm, Expr, ImplItem, Item, Pat, Variant, parse_quote};

use super::syntax::{
    docs,
    expr::{self, arm, matched, named, text, wild},
    ident,
    item::{function, invocation, machinery},
    list, path, ty,
};
use crate::rust::Enum;

/// The enum and its texts.
pub(super) fn emit_enum(enum_: &Enum) -> Vec<Item> {
    let name = ident(&enum_.name.rust);
    let items = vec![emit_names(enum_), emit_member(enum_), emit_as_str(enum_)];
    vec![
        emit_declaration(enum_),
        machinery(path(["OpenEnum"]), ty::named([&*enum_.name.rust]), items),
        invocation("open_enum", quote!(#name)),
    ]
}

fn emit_declaration(enum_: &Enum) -> Item {
    let name = ident(&enum_.name.rust);
    let mut declaration: syn::ItemEnum = parse_quote! {
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            Unlisted(Unlisted),
        }
    };
    declaration.attrs.splice(0..0, docs(&enum_.docs));
    let unlisted = declaration.variants.pop().map(|unlisted| Variant {
        attrs: docs(&enum_.unlisted_docs),
        ..unlisted
    });
    let listed = enum_.variants.iter().map(|variant| Variant {
        attrs: docs(&variant.docs),
        ident: ident(&variant.name.rust),
        fields: syn::Fields::Unit,
        discriminant: None,
    });
    declaration.variants = list(listed.chain(unlisted));
    Item::Enum(declaration)
}

fn emit_names(enum_: &Enum) -> ImplItem {
    let mut names: syn::ImplItemConst = parse_quote!(
        const NAMES: &'static [&'static str] = &[];
    );
    names.expr = expr::slice(enum_.variants.iter().map(|variant| text(&variant.name.wire)));
    ImplItem::Const(names)
}

fn emit_member(enum_: &Enum) -> ImplItem {
    let arms = enum_.variants.iter().enumerate().map(|(at, variant)| {
        let body = named(["Self", &variant.name.rust]);
        arm(Pat::Lit(expr::int(at)), body)
    });
    let unlisted = arm(wild(), parse_quote!(Self::Unlisted(text.into())));
    choice(
        parse_quote!(fn member(index: usize, text: EnumText<'_>) -> Self),
        "index",
        arms.chain([unlisted]).collect(),
    )
}

fn emit_as_str(enum_: &Enum) -> ImplItem {
    let arms = enum_.variants.iter().map(|variant| {
        let pat = expr::as_path(path(["Self", &variant.name.rust]));
        arm(Pat::Path(pat), text(&variant.name.wire))
    });
    let unlisted: Arm = parse_quote!(Self::Unlisted(text) => text.as_str(),);
    choice(
        parse_quote!(fn as_str(&self) -> &str),
        "self",
        arms.chain([unlisted]).collect(),
    )
}

fn choice(head: syn::Signature, subject: &str, arms: Vec<Arm>) -> ImplItem {
    let body: Expr = matched(subject, arms);
    function(Vec::new(), syn::Visibility::Inherited, head, body)
}
