//! The type of an operation: its request body, its response, and what its page documents as data.

use std::collections::BTreeSet;

use super::{
    Ctx,
    bodies::{BodyShape, Resource, body_shape, is_own},
    operation_docs,
    options::is_header,
    permissions::accesses,
};
use crate::{
    facts::ValuePlace,
    lower::{
        docs,
        imports::Imports,
        names::{Scope, field_ident},
        types::value,
    },
    markdown::Text,
    model::{BodyProperty, Operation, OperationKind, Response, TypeName},
    rust::{
        Docs, Name, Type,
        requests::{self, Body, Field, Info, Output},
    },
};

const HTTP: &str = "crate::runtime::http";

/// What the file of these operations uses in any case. The operations' own names are not free for types.
pub(super) fn imports(ctx: &Ctx<'_>, indexes: &[usize]) -> Imports {
    let mut imports = Imports::default();
    for name in ["Accepted", "Content", "Info", "Operation", "Patch", "Wrapped"] {
        imports.reserve(name, &format!("{HTTP}::{name}"));
    }
    for index in indexes {
        let ident = ctx.ident(*index);
        imports.reserve(ident, &format!("crate::operations::{ident}"));
    }
    imports.name(HTTP, "Info");
    imports.name(HTTP, "Operation");
    imports
}

/// Lowers an operation.
pub(super) fn operation(ctx: &Ctx<'_>, index: usize, imports: &mut Imports) -> requests::Operation {
    let operation = ctx.operation(index);
    let fields = fields(ctx, operation, imports);
    let takes = ctx.options.of(index, operation, imports);
    if !takes.is_empty() {
        imports.name(HTTP, "takes");
    }
    let body = body(ctx, operation, imports);
    let output = output(ctx, operation, imports);
    requests::Operation {
        id: operation.id.clone(),
        ident: ctx.ident(index).to_owned(),
        docs: operation_docs::docs(ctx, index, (&body, &output, &takes), imports),
        alias: ctx.alias(index),
        calls: ctx.calls.get(index).cloned().unwrap_or_default(),
        body,
        output,
        info: info(ctx, operation, imports),
        extra_docs: Text::new("Parameters that are not documented.").into(),
        fields,
        takes,
    }
}

/// What an operation's request carries.
pub(super) fn body(ctx: &Ctx<'_>, operation: &Operation, imports: &mut Imports) -> Body {
    match body_shape(operation) {
        BodyShape::None => Body::None,
        BodyShape::Own => Body::Own,
        BodyShape::Reference => Body::Reference,
        BodyShape::Content => Body::Content,
        BodyShape::Value(ty) => {
            let untyped = TypeName::new("Edm.Untyped");
            let place = || ValuePlace::Body(operation.id.clone());
            let (one, _) = value(ctx.outer, imports, ty.unwrap_or(&untyped), place);
            let many = operation
                .request_body
                .as_ref()
                .is_some_and(|body| body.collection);
            Body::Value(if many { Type::List(Box::new(one)) } else { one })
        }
    }
}

fn fields(ctx: &Ctx<'_>, operation: &Operation, imports: &mut Imports) -> Option<Vec<Field>> {
    let body = operation
        .request_body
        .as_ref()
        .filter(|body| is_own(operation, body))?;
    imports.name(HTTP, "parameters");
    imports.runtime("Extra");
    let patch = operation.kind == OperationKind::Update;
    if patch {
        imports.name(HTTP, "Patch");
    }
    let mut scope = Scope::default();
    scope.take("extra", "_", ());
    let resource = body.ty.as_ref().and_then(|ty| ctx.resources.of(ty));
    let mut seen = BTreeSet::new();
    let mut fields = Vec::new();
    for property in &body.properties {
        if !seen.insert(&property.name) {
            continue;
        }
        let place = || ValuePlace::Parameter(operation.id.clone(), property.name.clone());
        let (ty, _) = value(ctx.outer, imports, &property.ty, place);
        let rust = scope.take(&field_ident(&property.name), "_", ()).0;
        fields.push(Field {
            docs: field_docs(ctx, resource, property, imports),
            name: Name {
                wire: property.name.clone(),
                rust,
            },
            ty: if property.collection {
                Type::List(Box::new(ty))
            } else {
                ty
            },
            patch,
        });
    }
    Some(fields)
}

/// A property that the resource describes in the same words is not described again.
fn field_docs(
    ctx: &Ctx<'_>,
    resource: Option<&Resource<'_>>,
    property: &BodyProperty,
    imports: &Imports,
) -> Docs {
    if let Some(link) = resource.and_then(|resource| resource.same_as(property)) {
        return link.into();
    }
    let docs = docs::prose(ctx.outer, imports, &property.description, &property.source);
    if docs.is_empty() {
        docs::name_only(&property.name).into()
    } else {
        docs.lines()
    }
}

/// What an answer carries: the body of the first documented status that has one.
fn output(ctx: &Ctx<'_>, operation: &Operation, imports: &mut Imports) -> Output {
    let good = || {
        operation
            .responses
            .iter()
            .filter(|response| response.status < 400)
    };
    let Some((response, ty)) = good().find_map(|response| Some((response, response.ty.as_ref()?))) else {
        let reads_content = operation.kind == OperationKind::Content && operation.method == "GET";
        return match reads_content {
            true => content(imports),
            false => empty(good(), operation, imports),
        };
    };
    let maybe = good().any(|response| response.ty.is_none() && matches!(response.status, 202 | 204));
    if ty.as_str() == "Edm.Stream" {
        return content(imports);
    }
    let (item, _) = value(ctx.outer, imports, ty, || {
        ValuePlace::Response(operation.id.clone())
    });
    if response.collection {
        imports.runtime("Collection");
        return if maybe {
            Output::MaybeCollection(item)
        } else {
            Output::Collection(item)
        };
    }
    let bare = ctx.outer.api.ty(ty).is_some()
        || ty.as_str() == "Edm.Untyped"
        || operation.kind == OperationKind::Count;
    match (bare, maybe) {
        (true, false) => Output::Value(item),
        (true, true) => Output::Maybe(item),
        (false, _) => {
            imports.name(HTTP, "Wrapped");
            Output::Wrapped(item)
        }
    }
}

fn content(imports: &mut Imports) -> Output {
    imports.name(HTTP, "Content");
    Output::Content
}

/// The response has no body, but may say where to go on: where a download is, the work that goes on, or what was created.
fn empty<'r>(
    mut responses: impl Iterator<Item = &'r Response>,
    operation: &Operation,
    imports: &mut Imports,
) -> Output {
    let mut headers = operation.response_headers.iter();
    let is_located = headers.any(|header| header.name.eq_ignore_ascii_case("location"));
    match responses.find(|response| matches!(response.status, 202 | 302)) {
        Some(response) if response.status == 302 => content(imports),
        None if !is_located => Output::None,
        _ => {
            imports.name(HTTP, "Accepted");
            Output::Accepted
        }
    }
}

fn info(ctx: &Ctx<'_>, operation: &Operation, imports: &mut Imports) -> Info {
    let mut statuses: Vec<u16> = operation
        .responses
        .iter()
        .map(|response| response.status)
        .collect();
    statuses.sort_unstable();
    statuses.dedup();
    let permissions = accesses(operation).and_then(|accesses| ctx.permissions.get(&accesses).cloned());
    if permissions.is_some() {
        imports.name("crate::operations", "permissions");
    }
    Info {
        title: operation.title.clone(),
        page: docs::published(ctx.outer, &operation.source.page).unwrap_or_default(),
        method: operation.method.clone(),
        paths: operation.paths.clone(),
        statuses,
        permissions,
        headers: headers(operation),
        response_headers: operation
            .response_headers
            .iter()
            .map(|header| header.name.clone())
            .collect(),
        query: operation
            .query_parameters
            .iter()
            .map(|query| query.name.clone())
            .collect(),
        deprecated: operation.deprecated,
        clouds: operation.clouds.clone(),
    }
}

/// The header fields that say something of this operation, each once: not those that every request has.
fn headers(operation: &Operation) -> Vec<String> {
    let mut headers: Vec<String> = Vec::new();
    for name in operation
        .headers
        .iter()
        .map(|header| &header.name)
        .filter(|name| is_header(name))
    {
        if !headers.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            headers.push(name.clone());
        }
    }
    headers
}
