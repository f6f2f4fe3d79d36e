//! The templates of requests: entries, builders, operations, options.

mod operations;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::tokens::{docs, ident, ty};
use crate::rust::requests::{Body, Builder, Gives, Method, OptionKind, OptionType, Piece};

pub(super) use operations::{emit_operations, emit_permissions, emit_table};

/// Functions that open a path.
pub(super) fn emit_entries(entries: &[Method]) -> TokenStream {
    entries
        .iter()
        .map(|method| emit_method(method, &quote!(), &quote!(Path::default())))
        .collect()
}

/// Builders with their methods.
pub(super) fn emit_builders(builders: &[Builder]) -> TokenStream {
    builders.iter().map(emit_builder).collect()
}

fn emit_builder(builder: &Builder) -> TokenStream {
    let (name, docs) = (ident(&builder.ident), docs(&builder.docs));
    let methods = builder
        .methods
        .iter()
        .map(|method| emit_method(method, &quote!(self,), &quote!(self.0)));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(pub(super) Path);

        impl #name {
            #(#methods)*
        }
    }
}

fn emit_method(method: &Method, receiver: &TokenStream, start: &TokenStream) -> TokenStream {
    let (name, docs) = (ident(&method.ident), docs(&method.docs));
    let path = method
        .pieces
        .iter()
        .fold(start.clone(), |path, piece| emit_piece(&path, piece));
    let arguments = method.arguments.iter().map(|argument| ident(argument));
    match &method.gives {
        Gives::Builder(builder) => {
            let builder = ident(builder);
            quote! {
                #docs
                pub fn #name(#receiver #(#arguments: &str),*) -> #builder {
                    #builder(#path)
                }
            }
        }
        Gives::Place { kind, operations } => {
            let (kind, operations) = (ident(kind), emit_places(operations));
            quote! {
                #docs
                pub fn #name(#receiver #(#arguments: &str),*) -> #kind<#operations> {
                    #kind::new(#path)
                }
            }
        }
        Gives::Call {
            operation,
            body,
            query,
        } => {
            let operation = ident(operation);
            let (parameters, call) = emit_call(body, &operation, &path);
            let query = query.iter().map(|(wire, argument)| {
                let argument = ident(argument);
                quote!(.query_raw(#wire, #argument))
            });
            quote! {
                #docs
                pub fn #name(#receiver #(#arguments: &str,)* #parameters) -> Call<operations::#operation> {
                    #call #(#query)*
                }
            }
        }
    }
}

/// The last operations that are absent are left out.
fn emit_places(operations: &[Option<String>]) -> TokenStream {
    let known = operations
        .iter()
        .rposition(Option::is_some)
        .map_or(0, |last| last + 1);
    let operations = operations.iter().take(known).map(|operation| match operation {
        Some(operation) => {
            let operation = ident(operation);
            quote!(operations::#operation)
        }
        None => quote!(Absent),
    });
    quote!(#(#operations),*)
}

fn emit_piece(path: &TokenStream, piece: &Piece) -> TokenStream {
    match piece {
        Piece::Text(text) => quote!(#path.to(#text)),
        Piece::Key(argument) => emit_argument(path, "key", argument),
        Piece::Quoted(argument) => emit_argument(path, "text", argument),
        Piece::Plain(argument) => emit_argument(path, "literal", argument),
        Piece::Address(argument) => emit_argument(path, "address", argument),
    }
}

fn emit_argument(path: &TokenStream, method: &str, argument: &str) -> TokenStream {
    let (method, argument) = (ident(method), ident(argument));
    quote!(#path.#method(#argument))
}

/// The parameters of the body and the call.
fn emit_call(body: &Body, operation: &Ident, path: &TokenStream) -> (TokenStream, TokenStream) {
    match body {
        Body::None => (quote!(), quote!(Call::new(#path))),
        Body::Value(value) => {
            let value = ty(value);
            (quote!(body: &#value), quote!(Call::json(#path, body)))
        }
        Body::Own => (
            quote!(body: &operations::#operation),
            quote!(Call::json(#path, body)),
        ),
        Body::Reference => (quote!(url: &str), quote!(Call::reference(#path, url))),
        Body::Content => (
            quote!(content_type: &str, content: &[u8]),
            quote!(Call::content(#path, content_type, content)),
        ),
    }
}

/// Options that are types of their own.
pub(super) fn emit_options(options: &[OptionType]) -> TokenStream {
    let options = options.iter().map(|option| {
        let (name, wire) = (ident(&option.name.rust), &option.name.wire);
        match option.kind {
            OptionKind::Query => quote!(query_option!(#name, #wire);),
            OptionKind::Header => quote!(header_option!(#name, #wire);),
        }
    });
    options.collect()
}
