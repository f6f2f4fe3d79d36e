//! The template of an operation: its type, what it carries, what its page says.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::tokens::{docs, ident, ty};
use crate::rust::requests::{Body, Field, Info, Operation, Output, PermissionLists};

/// Operations, one after the other.
pub(in crate::emit) fn emit_operations(operations: &[Operation]) -> TokenStream {
    operations.iter().map(emit_operation).collect()
}

fn emit_operation(operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let declaration = emit_declaration(operation);
    let info = emit_info(&operation.info);
    let body = emit_body(&operation.body);
    let output = emit_output(&operation.output);
    let takes = operation.takes.iter().map(ty);
    let takes = (!operation.takes.is_empty()).then(|| quote!(takes!(#name, #(#takes),*);));
    quote! {
        #declaration

        impl Operation for #name {
            const INFO: &'static Info = &#info;
            type Body = #body;
            type Output = #output;
        }

        #takes
    }
}

/// The table of all operations.
pub(in crate::emit) fn emit_table(operations: &[String]) -> TokenStream {
    let operations = operations.iter().map(|name| ident(name));
    quote! {
        /// What the pages say of every operation.
        pub static OPERATIONS: &[&Info] = &[#(super::#operations::INFO),*];
    }
}

/// Permissions that operations share.
pub(in crate::emit) fn emit_permissions(constants: &[PermissionLists]) -> TokenStream {
    let constants = constants.iter().map(|constant| {
        let (name, docs) = (ident(&constant.ident), docs(&constant.docs));
        let [work, personal, application] = &constant.lists;
        quote! {
            #docs
            pub const #name: Permissions = Permissions {
                work: &[#(#work),*],
                personal: &[#(#personal),*],
                application: &[#(#application),*],
            };
        }
    });
    constants.collect()
}

fn emit_declaration(operation: &Operation) -> TokenStream {
    let (name, operation_docs) = (ident(&operation.ident), docs(&operation.docs));
    let Some(fields) = &operation.fields else {
        return quote! {
            #operation_docs
            pub struct #name;
        };
    };
    let declared = fields.iter().map(emit_field);
    let wires = fields.iter().map(|field| &field.name.wire);
    let idents = fields.iter().map(|field| ident(&field.name.rust));
    let extra_docs = docs(&operation.extra_docs);
    quote! {
        #operation_docs
        #[derive(Clone, Default)]
        pub struct #name {
            #(#declared)*
            #extra_docs
            pub extra: Extra,
        }

        parameters!(#name { #(#idents: #wires),* });
    }
}

fn emit_field(field: &Field) -> TokenStream {
    let (docs, name, ty) = (docs(&field.docs), ident(&field.name.rust), ty(&field.ty));
    let holder = ident(if field.patch { "Patch" } else { "Option" });
    quote!(#docs pub #name: #holder<#ty>,)
}

/// What the page does not say is left out.
fn emit_info(info: &Info) -> TokenStream {
    let Info {
        title, page, method, ..
    } = info;
    let method = (method != "GET").then(|| quote!(method: #method,));
    let paths = emit_list("paths", &info.paths);
    let statuses = info
        .statuses
        .iter()
        .map(|status| Literal::u16_unsuffixed(*status));
    let statuses = (!info.statuses.is_empty()).then(|| quote!(statuses: &[#(#statuses),*],));
    let permissions = info.permissions.as_ref().map(|name| {
        let name = ident(name);
        quote!(permissions: Some(permissions::#name),)
    });
    let (headers, query) = (
        emit_list("headers", &info.headers),
        emit_list("query", &info.query),
    );
    let deprecated = info.deprecated.then(|| quote!(deprecated: true,));
    let clouds = emit_list("clouds", &info.clouds);
    quote! {
        Info {
            title: #title,
            page: #page,
            #method #paths #statuses #permissions #headers #query #deprecated #clouds
            ..Info::NONE
        }
    }
}

fn emit_list(field: &str, list: &[String]) -> Option<TokenStream> {
    let field = ident(field);
    (!list.is_empty()).then(|| quote!(#field: &[#(#list),*],))
}

fn emit_body(body: &Body) -> TokenStream {
    match body {
        Body::None => quote!(()),
        Body::Value(value) => ty(value),
        Body::Own => quote!(Self),
        Body::Reference => quote!(str),
        Body::Content => quote!([u8]),
    }
}

fn emit_output(output: &Output) -> TokenStream {
    match output {
        Output::None => quote!(()),
        Output::Accepted => quote!(Accepted),
        Output::Content => quote!(Content),
        Output::Value(value) => ty(value),
        Output::Maybe(value) => {
            let value = ty(value);
            quote!(Option<#value>)
        }
        Output::Collection(value) => {
            let value = ty(value);
            quote!(Collection<#value>)
        }
        Output::MaybeCollection(value) => {
            let value = ty(value);
            quote!(Option<Collection<#value>>)
        }
        Output::Wrapped(value) => {
            let value = ty(value);
            quote!(Wrapped<#value>)
        }
    }
}
