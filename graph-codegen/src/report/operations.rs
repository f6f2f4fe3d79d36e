//! Operations of the model, small enough for a page. Comes in: operations. Goes out: the same with numbers for names,
//! and with parameters and lists of permissions that many share.

use serde::Serialize;

use super::{Place, Tables, unset};
use crate::model::{self, Account, OperationKind, PermissionLists, QueryOptions};

/// For work, personal and application: the list of alternatives and how many of them are called the least privileged;
/// none where the page says nothing.
type Lists = [Option<(usize, usize)>; 3];

/// An operation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Operation<'a> {
    id: &'a str,
    title: &'a str,
    kind: OperationKind,
    method: &'a str,
    /// What it is called in Rust: `operations::ListMessages`.
    #[serde(skip_serializing_if = "Option::is_none")]
    rust: Option<&'a str>,
    /// Those that only examples show come last.
    paths: Vec<&'a str>,
    /// The Rust call of each path.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    calls: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<usize>,
    #[serde(skip_serializing_if = "unset")]
    deprecated: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    path: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    query: Vec<usize>,
    query_options: QueryOptions,
    #[serde(skip_serializing_if = "unset")]
    all_options: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    headers: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Body<'a>>,
    responses: Vec<Response>,
    /// Header fields of the responses: names and texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    response_headers: Vec<(&'a str, Option<usize>)>,
    /// The permissions without a condition; none where the page has no table.
    #[serde(skip_serializing_if = "Option::is_none")]
    permissions: Option<Lists>,
    /// The permissions in each case.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cases: Vec<(&'a str, Lists)>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    clouds: &'a [String],
    at: Place,
}

/// A parameter in a path, a query, a header or a body.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub(super) struct Parameter<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    ty: usize,
    #[serde(skip_serializing_if = "unset")]
    collection: bool,
    /// Not said: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<usize>,
}

/// What a request carries.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    content_types: &'a [String],
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    ty: Option<usize>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    collection: bool,
    /// Places of parameters, and where each stands.
    properties: Vec<(usize, Place)>,
}

/// A documented answer: status, type, whether it is a collection.
#[derive(Serialize)]
struct Response(u16, Option<usize>, bool);

/// All operations, by id.
pub(super) fn operations<'a>(
    operations: &'a [model::Operation],
    tables: &mut Tables<'a>,
) -> Vec<Operation<'a>> {
    operations.iter().map(|one| operation(one, tables)).collect()
}

fn operation<'a>(operation: &'a model::Operation, tables: &mut Tables<'a>) -> Operation<'a> {
    Operation {
        id: &operation.id,
        title: &operation.title,
        kind: operation.kind,
        method: &operation.method,
        rust: operation.rust.as_deref(),
        paths: (operation.paths.iter().chain(&operation.example_paths))
            .map(String::as_str)
            .collect(),
        calls: &operation.calls,
        text: tables.text(&operation.description),
        deprecated: operation.deprecated,
        path: parameters(&operation.path_parameters, tables),
        query: parameters(&operation.query_parameters, tables),
        query_options: operation.query_options,
        all_options: operation.all_query_options,
        headers: parameters(&operation.headers, tables),
        body: operation.request_body.as_ref().map(|it| body(it, tables)),
        responses: responses(&operation.responses, tables),
        response_headers: operation
            .response_headers
            .iter()
            .map(|header| (header.name.as_str(), tables.text(&header.description)))
            .collect(),
        permissions: operation
            .permissions
            .stated
            .then(|| permissions(&operation.permissions.lists, tables)),
        cases: operation
            .permissions
            .cases
            .iter()
            .map(|case| (case.when.as_str(), permissions(&case.lists, tables)))
            .collect(),
        clouds: &operation.clouds,
        at: tables.place(&operation.source),
    }
}

fn parameters<'a>(parameters: &'a [model::Parameter], tables: &mut Tables<'a>) -> Vec<usize> {
    let parameter = |parameter: &'a model::Parameter| {
        let row = Parameter {
            name: &parameter.name,
            ty: tables.name(&parameter.ty),
            collection: parameter.collection,
            required: parameter.required.then_some(true),
            value: parameter.value.as_deref(),
            text: tables.text(&parameter.description),
        };
        tables.parameters.add(row)
    };
    parameters.iter().map(parameter).collect()
}

fn body<'a>(body: &'a model::RequestBody, tables: &mut Tables<'a>) -> Body<'a> {
    let mut row = |property: &'a model::BodyProperty| {
        let row = Parameter {
            name: &property.name,
            ty: tables.name(&property.ty),
            collection: property.collection,
            required: property.required,
            value: None,
            text: tables.text(&property.description),
        };
        (tables.parameters.add(row), tables.place(&property.source))
    };
    let properties = body.properties.iter().map(&mut row).collect();
    Body {
        content_types: &body.content_types,
        ty: body.ty.as_ref().map(|ty| tables.name(ty)),
        collection: body.collection,
        properties,
    }
}

fn responses<'a>(responses: &'a [model::Response], tables: &mut Tables<'a>) -> Vec<Response> {
    let response = |response: &'a model::Response| {
        let ty = response.ty.as_ref().map(|ty| tables.name(ty));
        Response(response.status, ty, response.collection)
    };
    responses.iter().map(response).collect()
}

fn permissions<'a>(lists: &'a PermissionLists, tables: &mut Tables<'a>) -> Lists {
    Account::ALL.map(|account| {
        let alternatives = lists.of(account);
        let list = alternatives.iter().map(|all| {
            let names = all.names().iter();
            names.map(|name| tables.permissions.add(name.as_str())).collect()
        });
        let list = tables.permission_lists.add(list.collect());
        let least = lists.least_of(account).min(alternatives.len());
        (lists.states(account)).then_some((list, least))
    })
}
