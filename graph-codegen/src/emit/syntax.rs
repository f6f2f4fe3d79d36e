//! Makers of syntax trees: what the templates are put together from. Trees are made directly where a crate has
//! thousands of them; quoted and parsed, which is more work, only where there are few.

pub(super) mod expr;
pub(super) mod item;
pub(super) mod ty;

use proc_macro2::{Ident, Span};
use syn::{
    AngleBracketedGenericArguments, Attribute, Expr, GenericArgument, Item, Meta, MetaNameValue, Path,
    PathArguments, PathSegment, Token, Type, punctuated::Punctuated, token::Bracket,
};

use crate::rust::Docs;

/// An identifier; `lower` has made it one.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// `crate::models`, from its parts.
pub(super) fn path<'a>(parts: impl IntoIterator<Item = &'a str>) -> Path {
    Path {
        leading_colon: None,
        segments: list(parts.into_iter().map(|part| PathSegment::from(ident(part)))),
    }
}

/// `Items<ListMessages, Absent>`; in an expression there are two colons before the types.
fn generic<'a>(
    parts: impl IntoIterator<Item = &'a str>,
    colons: Option<Token![::]>,
    types: impl IntoIterator<Item = Type>,
) -> Path {
    let mut path = path(parts);
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
            colon2_token: colons,
            lt_token: <Token![<]>::default(),
            args: list(types.into_iter().map(GenericArgument::Type)),
            gt_token: <Token![>]>::default(),
        });
    }
    path
}

/// Things with separators between them.
pub(super) fn list<T, P: Default>(items: impl IntoIterator<Item = T>) -> Punctuated<T, P> {
    items.into_iter().collect()
}

/// One attribute a line, so that each prints as `///`.
pub(super) fn docs(docs: &Docs) -> Vec<Attribute> {
    let lines = docs.iter().map(|line| match line.as_str() {
        "" => doc(""),
        line => doc(&format!(" {line}")),
    });
    lines.collect()
}

fn doc(line: &str) -> Attribute {
    let value = Expr::Lit(expr::literal(line));
    attribute(Meta::NameValue(MetaNameValue {
        path: ident("doc").into(),
        eq_token: <Token![=]>::default(),
        value,
    }))
}

fn attribute(meta: Meta) -> Attribute {
    Attribute {
        pound_token: <Token![#]>::default(),
        style: syn::AttrStyle::Outer,
        bracket_token: Bracket::default(),
        meta,
    }
}

/// Items of a template that is quoted.
pub(super) fn parsed(tokens: proc_macro2::TokenStream) -> Vec<Item> {
    let file: syn::File = syn::parse2(tokens).expect("templates are Rust, names are identifiers");
    file.items
}
