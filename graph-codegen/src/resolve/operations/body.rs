//! What a request carries. Comes in: the section on the request body and the draft. Goes out: a body or none.

use crate::{
    model::{BodyProperty, OperationKind, RequestBody, TypeName},
    page::{self, Body, Page, PropertyRow, StartLine},
    resolve::{names::is_identifier, paths::graph::Graph, responses::Answer},
    route::{End, Target},
};

use super::{Context, draft::Draft};

/// The body of a draft's requests.
pub(super) fn request_body(context: Context<'_>, page: &Page, draft: &Draft<'_>) -> Option<RequestBody> {
    let said = page.request_body.as_ref();
    let silent = matches!(draft.first().method.as_str(), "GET" | "DELETE" | "HEAD");
    let tables = said.is_some_and(|said| said.tables.iter().any(|table| !table.rows.is_empty()));
    if said.is_some_and(|said| said.none && !tables) || silent && !tables {
        return None;
    }
    // A page with several methods describes the body of those that usually have one.
    if silent
        && page
            .requests
            .iter()
            .any(|request| is_writing(&request.method.value))
    {
        return None;
    }
    let ty = body_type(context, page, said, draft);
    let properties = properties(context, page, said);
    if said.is_none() && ty.is_none() {
        return None;
    }
    Some(RequestBody {
        content_types: content_types(said, ty.is_some() || !properties.is_empty()),
        collection: ty.is_some() && shows_array(page, &draft.first().method),
        ty,
        properties,
    })
}

/// Whether the page's own requests carry an array. Words do not tell: "a collection of messages" may be wrapped in an
/// object.
fn shows_array(page: &Page, method: &str) -> bool {
    let bodies = page
        .examples
        .iter()
        .filter_map(|message| match (&message.start, &message.body) {
            (StartLine::Request { method: shown, .. }, Body::Json { value, .. }) => {
                shown.eq_ignore_ascii_case(method).then_some(value)
            }
            _ => None,
        });
    let mut arrays = bodies.map(|body| body.is_array()).peekable();
    arrays.peek().is_some() && arrays.all(|is_array| is_array)
}

fn is_writing(method: &str) -> bool {
    matches!(method.to_ascii_uppercase().as_str(), "POST" | "PUT" | "PATCH")
}

fn content_types(said: Option<&page::RequestBody>, json: bool) -> Vec<String> {
    let other = said.and_then(|said| said.content_type.clone());
    let json = json || other.is_none();
    let json = json.then(|| "application/json".to_owned());
    json.into_iter().chain(other).collect()
}

/// The type that the text names; what is created or updated, where it names none and gives no set of parameters.
fn body_type(
    context: Context<'_>,
    page: &Page,
    said: Option<&page::RequestBody>,
    draft: &Draft<'_>,
) -> Option<TypeName> {
    let graph = context.graph;
    if draft.kind == OperationKind::Ref {
        return None;
    }
    let named = said
        .and_then(|said| context.names.cell(page, said.ty.as_ref()?))
        .map(|typed| typed.ty);
    let named = named.filter(|ty| !ty.is_primitive());
    let parameters = said.is_some_and(|said| said.parameters);
    let raw = said.is_some_and(|said| said.content_type.is_some() && said.tables.is_empty());
    match draft.kind {
        OperationKind::Update | OperationKind::Create if !parameters || named.is_some() => {
            let implied = || if raw { None } else { addressed(draft, graph) };
            named.or_else(implied)
        }
        OperationKind::Create => addressed(draft, graph).filter(|ty| lists_only(said, ty, graph)),
        OperationKind::Content => None,
        _ if parameters => None,
        _ => named.filter(|ty| rows(said).next().is_none() || lists_any(said, ty, graph)),
    }
}

/// "The following parameters" of a creation can be properties of what is created.
fn lists_only(said: Option<&page::RequestBody>, ty: &TypeName, graph: &Graph<'_>) -> bool {
    let mut rows = rows(said).peekable();
    rows.peek().is_some() && rows.all(|row| graph.types.property(ty, &row.name.value).is_some())
}

/// A table that lists no property of the type lists parameters, and the type is that of one of them.
fn lists_any(said: Option<&page::RequestBody>, ty: &TypeName, graph: &Graph<'_>) -> bool {
    rows(said).any(|row| graph.types.property(ty, &row.name.value).is_some())
}

fn rows(said: Option<&page::RequestBody>) -> impl Iterator<Item = &PropertyRow> {
    let tables = said.into_iter().flat_map(|said| &said.tables);
    tables.flat_map(|table| &table.rows)
}

/// What is created or updated: the answer, else what the path addresses.
fn addressed(draft: &Draft<'_>, graph: &Graph<'_>) -> Option<TypeName> {
    let answered = match &draft.answer {
        Answer::Typed { ty, .. } => Some(ty),
        _ => None,
    };
    let walked = match &draft.reach.target {
        Target::Typed(typed) if draft.reach.end != End::Call => Some(&typed.ty),
        _ => None,
    };
    let ty = answered.filter(|ty| graph.types.ty(ty).is_some()).or(walked)?;
    graph.types.ty(ty).map(|ty| ty.name.clone())
}

fn properties(context: Context<'_>, page: &Page, said: Option<&page::RequestBody>) -> Vec<BodyProperty> {
    let mut properties: Vec<BodyProperty> = Vec::new();
    for row in rows(said) {
        // Rows such as `file/localizations` name no property.
        let name = row.name.value.as_str();
        let is_property = is_identifier(name) || name.starts_with('@');
        if is_property && !properties.iter().any(|known| known.name == name) {
            properties.push(property(context, page, row));
        }
    }
    properties
}

fn property(context: Context<'_>, page: &Page, row: &PropertyRow) -> BodyProperty {
    let typed = context.names.cell(page, &row.ty);
    BodyProperty {
        name: row.name.value.clone(),
        ty: typed
            .as_ref()
            .map_or_else(|| TypeName::new("Edm.Untyped"), |typed| typed.ty.clone()),
        collection: typed.is_some_and(|typed| typed.collection),
        required: row.notes.required,
        description: row.description.text.clone(),
        source: context.source(row.span),
    }
}
