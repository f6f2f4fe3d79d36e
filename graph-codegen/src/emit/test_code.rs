//! Templates of the code that the generated tests need: the types of the examples, the checks of limits, and the
//! builders that example requests walk through.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{ident, number};
use crate::{
    rust::requests::Body,
    testgen::{
        requests::{CallStep, OptionRow, OwnBody, Requests},
        round_trips::{CaseType, RoundTrips},
    },
};

/// The types, by key.
pub(super) fn types(types: &BTreeMap<String, CaseType>) -> TokenStream {
    let rows = types
        .iter()
        .map(|(key, rust)| quote!((#key, || Box::new(None::<#rust>))));
    quote! {
        use graph_models::runtime::Field;

        /// A type by its key in the data, and how to make an empty field of it.
        pub(crate) type Type = (&'static str, fn() -> Box<dyn Field>);

        /// All types of the models and those that examples need besides, by key.
        pub(crate) static TYPES: &[Type] = &[#(#rows),*];
    }
}

/// The checks of all unions and structs.
pub(super) fn limits(RoundTrips { unions, structs, .. }: &RoundTrips) -> TokenStream {
    quote! {
        /// The check of the test for each union of the models.
        pub(crate) static UNIONS: &[fn()] = &[#(super::check::<#unions>),*];

        /// The check of the test for each struct of the models.
        pub(crate) static STRUCTS: &[fn()] = &[#(super::check_struct::<#structs>),*];
    }
}

/// The functions that open a path, the builders, the options and the request bodies.
pub(super) fn requests(calls: &Requests) -> TokenStream {
    let entries = calls.entries.iter();
    let entries = entries.map(|entry| arm(entry, &quote!(graph_models::)));
    let options = calls.options.iter().map(option);
    let builders = calls.builders.iter().map(|(name, arms)| builder(name, arms));
    let bodies = calls.bodies.iter().map(body);
    quote! {
        use crate::calls::{self, Apply, Args, CallResult};

        /// A function that opens a path.
        pub(crate) fn entry(method: &str, args: &Args<'_>) -> CallResult {
            match method {
                #(#entries)*
                _ => args.no_method(method),
            }
        }

        /// Options of operations, by their names on the wire.
        pub(crate) static OPTIONS: &[(&str, &str, Apply)] = &[#(#options),*];

        #(#builders)*
        #(#bodies)*
    }
}

fn builder(name: &str, arms: &[CallStep]) -> TokenStream {
    let name = ident(name);
    let arms = arms.iter().map(|one| arm(one, &quote!(self.)));
    quote! {
        impl calls::Builder for graph_models::requests::#name {
            fn call_method(self: Box<Self>, method: &str, args: &Args<'_>) -> CallResult {
                match method {
                    #(#arms)*
                    _ => args.no_method(method),
                }
            }
        }
    }
}

/// A call of the method, and of its verb where the method returns a builder that others return, too.
fn arm(arm: &CallStep, receiver: &TokenStream) -> TokenStream {
    let (key, method) = (arm.key(), ident(&arm.method));
    let kind = ident(if arm.call.is_some() { "call" } else { "builder" });
    let texts = (0..arm.arguments as u64).map(number);
    let texts = quote!(#(args.at(#texts)?,)*);
    let carried = match &arm.call {
        None | Some(Body::None) => quote!(),
        Some(Body::Value(_)) => quote!(&args.value()?),
        Some(Body::Own) => quote!(&args.own()?),
        Some(Body::Reference) => quote!(args.url()?),
        Some(Body::Content) => quote!(args.content_type(), args.content()),
    };
    match arm.verb.map(ident) {
        Some(verb) => quote!(#key => calls::#kind(#receiver #method(#texts).#verb(#carried)),),
        None => quote!(#key => calls::#kind(#receiver #method(#texts #carried)),),
    }
}

fn option(row: &OptionRow) -> TokenStream {
    let (name, wire, operation) = (&row.operation, &row.wire, ident(&row.operation));
    let operation = quote!(graph_models::operations::#operation);
    let (module, option) = (ident(&row.module), ident(&row.option));
    let apply = if row.module == "option" {
        let apply = ident(&row.option.to_lowercase());
        quote!(calls::#apply::<#operation>)
    } else {
        quote!(calls::#module::<#operation, graph_models::operations::#module::#option>)
    };
    quote!((#name, #wire, #apply))
}

fn body(body: &OwnBody) -> TokenStream {
    let operation = ident(&body.operation);
    let fields = body.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.rust), &field.wire);
        quote!(fill.field(#wire, &mut self.#name);)
    });
    quote! {
        impl calls::OwnBody for graph_models::operations::#operation {
            fn fill(&mut self, fill: &mut calls::Fill) {
                #(#fields)*
                fill.extra(&mut self.extra);
            }
        }
    }
}
