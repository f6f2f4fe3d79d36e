//! Templates of requests: functions that open a path, builders of paths, options.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident};
use crate::rust::requests::{Body, Builder, Gives, Method, OptionKind, OptionType, Piece};

/// Functions that open a path.
pub(super) fn entries(entries: &[Method]) -> TokenStream {
    let functions = entries
        .iter()
        .map(|entry| method(entry, None, quote!(Path::default())));
    functions.collect()
}

/// A builder with its methods. rustdoc hides it here and shows it where it is re-exported: such a page has no list of
/// implementations, which would be nearly all of the page of a builder. Editors suggest it all the same.
pub(super) fn builder(builder: &Builder) -> TokenStream {
    let (docs, name) = (docs(&builder.docs), ident(&builder.ident));
    let methods = builder.methods.iter();
    let methods = methods.map(|one| method(one, Some(quote!(self,)), quote!(self.0)));
    quote! {
        #docs
        #[cfg_attr(doc, doc(hidden))]
        #[derive(Clone, Debug)]
        pub struct #name(pub(super) Path);

        impl #name {
            #(#methods)*
        }
    }
}

fn method(method: &Method, receiver: Option<TokenStream>, start: TokenStream) -> TokenStream {
    let (docs, name) = (docs(&method.docs), ident(&method.ident));
    let arguments = method.arguments.iter().map(|name| ident(name));
    let path = method.pieces.iter().fold(start, piece);
    let (parameters, output, value) = match &method.gives {
        Gives::Builder(builder) => {
            let builder = ident(builder);
            (None, quote!(#builder), quote!(#builder(#path)))
        }
        Gives::Place { kind, operations } => {
            let (kind, operations) = (ident(kind), place_operations(operations));
            (None, quote!(#kind<#operations>), quote!(#kind::new(#path)))
        }
        Gives::Call {
            operation,
            body,
            query,
        } => {
            let operation = ident(operation);
            let operation = quote!(operations::#operation);
            let (parameters, call) = call(body, &operation, &path);
            let (wires, arguments) = (
                query.iter().map(|(wire, _)| wire),
                query.iter().map(|(_, name)| ident(name)),
            );
            let call = quote!(#call #(.query_raw(#wires, #arguments))*);
            (parameters, quote!(Call<#operation>), call)
        }
    };
    let aliases = &method.aliases;
    let aliases = (!aliases.is_empty()).then(|| quote!(#[cfg_attr(doc, doc(#(alias = #aliases),*))]));
    quote! {
        #docs
        #aliases
        pub fn #name(#receiver #(#arguments: &str,)* #parameters) -> #output {
            #value
        }
    }
}

fn piece(path: TokenStream, piece: &Piece) -> TokenStream {
    let (method, argument) = match piece {
        Piece::Text(text) => return quote!(#path.to(#text)),
        Piece::Key(argument) => ("key", argument),
        Piece::Quoted(argument) => ("text", argument),
        Piece::Plain(argument) => ("literal", argument),
        Piece::Address(argument) => ("address", argument),
    };
    let (method, argument) = (ident(method), ident(argument));
    quote!(#path.#method(#argument))
}

/// Those after the last one that is documented are left out.
fn place_operations(operations: &[Option<String>]) -> TokenStream {
    let documented = operations.iter().rposition(Option::is_some);
    let count = documented.map_or(0, |last| last + 1);
    let operations = operations.iter().take(count).map(|operation| match operation {
        Some(operation) => {
            let operation = ident(operation);
            quote!(operations::#operation)
        }
        None => quote!(Absent),
    });
    quote!(#(#operations),*)
}

/// The parameters for the body, and the call.
fn call(body: &Body, operation: &TokenStream, path: &TokenStream) -> (Option<TokenStream>, TokenStream) {
    let (parameters, call) = match body {
        Body::None => return (None, quote!(Call::new(#path))),
        Body::Value(ty) => (quote!(body: &#ty), quote!(Call::json(#path, body))),
        Body::Own => (quote!(body: &#operation), quote!(Call::json(#path, body))),
        Body::Reference => (quote!(url: &str), quote!(Call::reference(#path, url))),
        Body::Content => (
            quote!(content_type: &str, content: &[u8]),
            quote!(Call::content(#path, content_type, content)),
        ),
    };
    (Some(parameters), call)
}

/// An option that is a type of its own.
pub(super) fn option(option: &OptionType) -> TokenStream {
    let (name, wire) = (ident(&option.name.rust), &option.name.wire);
    match option.kind {
        OptionKind::Query => quote!(query_option!(#name, #wire);),
        OptionKind::Header => quote!(header_option!(#name, #wire);),
    }
}
