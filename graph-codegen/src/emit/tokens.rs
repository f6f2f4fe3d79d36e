//! The tokens that templates are filled with: identifiers, documentation, types.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

use crate::{
    rust::{Docs, ItemPath, Type},
    testgen::round_trips::CaseType,
};

/// An identifier; lowering has made it one.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Names as a path: `crate::models::Session`.
pub(super) fn path(parts: &[String]) -> TokenStream {
    let parts = parts.iter().map(|part| ident(part));
    quote!(#(#parts)::*)
}

/// Numbers without their type: `0`, `1`.
pub(super) fn number(number: impl Into<u64>) -> Literal {
    Literal::u64_unsuffixed(number.into())
}

/// An attribute for each line, which prints as `///`.
pub(super) fn docs(docs: &Docs) -> TokenStream {
    let lines = docs.iter().map(|line| match line.as_str() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

impl ToTokens for Type {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(match self {
            Self::Path(parts) => path(parts),
            Self::Flags(inner) => quote!(Flags<#inner>),
            Self::List(inner) => quote!(Vec<#inner>),
            Self::Boxed(inner) => quote!(Boxed<#inner>),
        });
    }
}

/// Items and types as tests write them, which are another crate.
impl ToTokens for ItemPath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (module, name) = (self.module.iter().map(|part| ident(part)), ident(&self.ident));
        tokens.append_all(quote!(graph_models::models::#(#module::)*#name));
    }
}

impl ToTokens for CaseType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(match self {
            Self::Item(item) => quote!(#item),
            Self::Flags(item) => quote!(graph_models::runtime::Flags<#item>),
            Self::Builtin(name) => ident(name).into_token_stream(),
            Self::Runtime(name) => {
                let name = ident(name);
                quote!(graph_models::runtime::#name)
            }
        });
    }
}
