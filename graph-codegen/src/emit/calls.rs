//! The template of the methods that the tests of example requests walk through.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::ident;
use crate::rust::calls::{Arm, Calls, Carries, OptionRow, OwnBody};

/// Emits the functions that open a path, the builders, the options and the bodies.
pub(super) fn emit_calls(calls: &Calls) -> TokenStream {
    let entries = calls
        .entries
        .iter()
        .map(|arm| emit_arm(arm, &quote!(graph_models::)));
    let builders = calls.builders.iter().map(|(name, arms)| emit_builder(name, arms));
    let rows = calls.options.iter().map(emit_row);
    let bodies = calls.bodies.iter().map(emit_body);
    quote! {
        use crate::calls::{self, Apply, Args, Step};

        /// A function that opens a path.
        pub(crate) fn enter(way: &str, args: &Args<'_>) -> Step {
            match way {
                #(#entries)*
                _ => args.nowhere(way),
            }
        }

        /// Options of operations, by their names on the wire.
        pub(crate) static OPTIONS: &[(&str, &str, Apply)] = &[#(#rows),*];

        #(#builders)*
        #(#bodies)*
    }
}

fn emit_builder(name: &str, arms: &[Arm]) -> TokenStream {
    let name = ident(name);
    let arms = arms.iter().map(|arm| emit_arm(arm, &quote!(self.)));
    quote! {
        impl calls::Place for graph_models::requests::#name {
            fn go(self: Box<Self>, way: &str, args: &Args<'_>) -> Step {
                match way {
                    #(#arms)*
                    _ => args.nowhere(way),
                }
            }
        }
    }
}

fn emit_arm(arm: &Arm, receiver: &TokenStream) -> TokenStream {
    let (key, method) = (arm.key(), ident(&arm.method));
    let texts = (0..arm.arguments).map(|at| {
        let at = Literal::usize_unsuffixed(at);
        quote!(args.at(#at)?)
    });
    let body = arm.call.and_then(emit_carried);
    let made = match &arm.verb {
        Some(verb) => {
            let verb = ident(verb);
            quote!(#receiver #method(#(#texts),*).#verb(#body))
        }
        None => {
            let arguments = texts.chain(body);
            quote!(#receiver #method(#(#arguments),*))
        }
    };
    match arm.call {
        Some(_) => quote!(#key => calls::call(#made),),
        None => quote!(#key => calls::place(#made),),
    }
}

fn emit_carried(carries: Carries) -> Option<TokenStream> {
    Some(match carries {
        Carries::Nothing => return None,
        Carries::Value => quote!(&args.value()?),
        Carries::Own => quote!(&args.own()?),
        Carries::Reference => quote!(args.url()?),
        Carries::Content => quote!(args.content_type(), args.content()),
    })
}

fn emit_row(row: &OptionRow) -> TokenStream {
    let (name, wire, operation) = (&row.operation, &row.wire, ident(&row.operation));
    let operation = quote!(graph_models::operations::#operation);
    let option = ident(&row.option);
    let apply = match row.module.as_str() {
        "option" => {
            let apply = ident(&row.option.to_lowercase());
            quote!(calls::#apply::<#operation>)
        }
        module => {
            let module = ident(module);
            quote!(calls::#module::<#operation, graph_models::operations::#module::#option>)
        }
    };
    quote!((#name, #wire, #apply))
}

fn emit_body(body: &OwnBody) -> TokenStream {
    let name = ident(&body.operation);
    let (wires, idents): (Vec<_>, Vec<_>) = body
        .fields
        .iter()
        .map(|field| (&field.wire, ident(&field.rust)))
        .unzip();
    quote! {
        impl calls::Own for graph_models::operations::#name {
            fn fill(&mut self, fill: &mut calls::Fill) {
                #(fill.field(#wires, &mut self.#idents);)*
                fill.extra(&mut self.extra);
            }
        }
    }
}
