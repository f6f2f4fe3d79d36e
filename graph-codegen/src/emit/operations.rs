//! Templates of operations: a type with its request body, its response, and what its page says.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::tokens::{docs, ident, number};
use crate::rust::requests::{Access, AnyOf, Body, Field, Info, Operation, Output, PermissionSet};

/// An operation.
pub(super) fn operation(operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let (declaration, info) = (declaration(operation), info(&operation.info));
    let (body, output) = (body(&operation.body), output(&operation.output));
    let takes = (!operation.takes.is_empty()).then(|| {
        let options = operation.takes_as_sets();
        quote!(takes!(#name, #(#options),*);)
    });
    quote! {
        #declaration

        impl Operation for #name {
            const INFO: &'static Info = &Info { #info ..Info::NONE };
            type Body = #body;
            type Output = #output;
        }

        #takes
    }
}

/// rustdoc shows the type where it is re-exported, as it does with builders.
fn declaration(operation: &Operation) -> TokenStream {
    let (docs, name) = (docs(&operation.docs), ident(&operation.ident));
    let alias = operation.alias.iter();
    let Some(fields) = &operation.fields else {
        return quote! {
            #docs
            #[cfg_attr(doc, doc(hidden #(, alias = #alias)*))]
            pub struct #name;
        };
    };
    let extra_docs = self::docs(&operation.extra_docs);
    let rows = fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name.rust), &field.name.wire);
        quote!(#name #wire;)
    });
    let fields = fields.iter().map(field);
    quote! {
        #docs
        #[cfg_attr(doc, doc(hidden #(, alias = #alias)*))]
        #[derive(Clone, Default)]
        pub struct #name {
            #(#fields)*
            #extra_docs
            pub extra: Extra,
        }

        parameters! { #name;
            #(#rows)*
        }
    }
}

fn field(field: &Field) -> TokenStream {
    let (docs, name, ty) = (docs(&field.docs), ident(&field.name.rust), &field.ty);
    let holder = ident(if field.patch { "Patch" } else { "Option" });
    quote!(#docs pub #name: #holder<#ty>,)
}

/// The facts that the page gives.
fn info(info: &Info) -> TokenStream {
    let (title, page) = (&info.title, &info.page);
    let method = (info.method != "GET").then_some(&info.method);
    let statuses: Vec<_> = info.statuses.iter().map(|status| number(*status)).collect();
    let permissions = info.permissions.as_ref().map(|name| {
        let name = ident(name);
        quote!(permissions::#name)
    });
    let facts = [
        fact("method", method),
        list("paths", &info.paths),
        list("statuses", &statuses),
        fact("permissions", permissions),
        list("headers", &info.headers),
        list("response_headers", &info.response_headers),
        list("query", &info.query),
        fact("deprecated", info.deprecated.then_some(true)),
        list("clouds", &info.clouds),
    ];
    quote!(title: #title, page: #page, #(#facts)*)
}

fn fact(name: &str, value: Option<impl ToTokens>) -> Option<TokenStream> {
    let name = ident(name);
    value.map(|value| quote!(#name: #value,))
}

fn list(name: &str, values: &[impl ToTokens]) -> Option<TokenStream> {
    fact(name, (!values.is_empty()).then(|| quote!(&[#(#values),*])))
}

fn body(body: &Body) -> TokenStream {
    match body {
        Body::None => quote!(()),
        Body::Value(ty) => quote!(#ty),
        Body::Own => quote!(Self),
        Body::Reference => quote!(str),
        Body::Content => quote!([u8]),
    }
}

fn output(output: &Output) -> TokenStream {
    match output {
        Output::None => quote!(()),
        Output::Accepted => quote!(Accepted),
        Output::Content => quote!(Content),
        Output::Value(ty) => quote!(#ty),
        Output::Maybe(ty) => quote!(Option<#ty>),
        Output::Collection(ty) => quote!(Collection<#ty>),
        Output::MaybeCollection(ty) => quote!(Option<Collection<#ty>>),
        Output::Wrapped(ty) => quote!(Wrapped<#ty>),
    }
}

/// The table of all operations.
pub(super) fn table(operations: &[String]) -> TokenStream {
    let operations = operations.iter().map(|name| ident(name));
    quote! {
        /// What the pages say of every operation.
        pub static OPERATIONS: &[&Info] = &[#(super::#operations::INFO),*];
    }
}

/// Permissions that operations share.
pub(super) fn permissions(set: &PermissionSet) -> TokenStream {
    let (docs, name) = (docs(&set.docs), ident(&set.ident));
    let accounts = ["work", "personal", "application"].iter().zip(&set.accesses);
    let facts: Vec<_> = accounts
        .filter(|(_, access)| **access != Access::Unsupported)
        .map(|(account, access)| {
            let (account, access) = (ident(account), self::access(access));
            quote!(#account: #access,)
        })
        .collect();
    let base = (facts.len() < set.accesses.len()).then(|| quote!(..Permissions::UNSUPPORTED));
    quote! {
        #docs
        pub const #name: Permissions = Permissions { #(#facts)* #base };
    }
}

fn access(access: &Access) -> TokenStream {
    match access {
        Access::Unstated => quote!(Access::Unstated),
        Access::Unsupported => quote!(Access::Unsupported),
        Access::Needs(needs) => {
            let needs = any_of(needs);
            quote!(Access::Needs(#needs))
        }
        Access::Depends(cases) => {
            let cases = cases.iter().map(|(when, needs)| {
                let needs = any_of(needs);
                quote!(Case { when: #when, needs: #needs })
            });
            quote!(Access::Depends(&[#(#cases),*]))
        }
    }
}

fn any_of(any_of: &AnyOf) -> TokenStream {
    let alternatives = any_of.alternatives.iter().map(|all| quote!(&[#(#all),*]));
    if any_of.least == any_of.alternatives.len().min(1) {
        return quote!(AnyOf::ordered(&[#(#alternatives),*]));
    }
    let least = Literal::usize_unsuffixed(any_of.least);
    quote!(AnyOf { alternatives: &[#(#alternatives),*], least: #least })
}
