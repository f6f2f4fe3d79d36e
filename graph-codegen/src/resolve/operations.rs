//! Builds operations from pages with HTTP lines, one per page, method and meaning, and merges equal ones.

mod drafts;
pub(super) mod evidence;
mod lines;
pub(super) mod paths;
mod permissions;
pub(super) mod requests;
mod responses;
pub(super) mod schema;
pub(super) mod shown;

use std::collections::BTreeSet;

use crate::{
    collections::HashMap,
    diagnostic::{Diagnostic, codes, par_map_with_diagnostics},
    model::{ApiInfo, Operation, Parameter, ResponseHeader, Source, Type, TypeName, TypeUse},
    page::Page,
    resolve::{
        context::{Context, make_unique},
        names::Names,
    },
    text::Span,
};
use drafts::Draft;
use evidence::{ByPropertySet, Lookups, Methods, ResponseBody};
use lines::Line;
use responses::OperationPage;

/// Builds all operations, sorted by id.
pub(crate) fn resolve(
    context: Context<'_>,
    documented: &[OperationPage<'_>],
    found: &mut Vec<Diagnostic>,
) -> Vec<Operation> {
    let of_pages = par_map_with_diagnostics(documented, found, |page, found| {
        let drafts = drafts::drafts(page, context.graph).into_iter();
        let operations = drafts.map(|draft| {
            let operation = operation(context, page, &draft, found);
            (draft.lines, operation)
        });
        operations.collect::<Vec<_>>()
    });
    let mut operations = merge(of_pages.into_iter().flatten().collect());
    operations.sort_by(|a, b| a.id.cmp(&b.id));
    operations
}

/// The pages with HTTP lines, with the evidence for their responses.
pub(crate) fn documented<'p>(
    pages: &'p [Page],
    names: &Names,
    types: &[Type],
    info: &ApiInfo,
    found: &mut Vec<Diagnostic>,
) -> Vec<OperationPage<'p>> {
    let methods = Methods::new(pages, names);
    let known = Lookups {
        names,
        by_property_set: &ByPropertySet::new(types),
        methods: &methods,
    };
    let documented = par_map_with_diagnostics(pages, found, |page, found| {
        let lines = lines::lines(page, info, found);
        if lines.is_empty() && page.path.is_api() {
            let message = "an operation page without an HTTP line that can be read";
            found.push(
                Diagnostic::new(&codes::NO_REQUEST_LINE, page.title.span, message)
                    .help("add a code block with `GET /path` under `## HTTP request`"),
            );
        }
        (!lines.is_empty()).then(|| OperationPage::new(page, lines, known))
    });
    documented.into_iter().flatten().collect()
}

fn operation(
    context: Context<'_>,
    documented: &OperationPage<'_>,
    draft: &Draft<'_>,
    found: &mut Vec<Diagnostic>,
) -> Operation {
    let page = documented.page;
    let evidence = documented.evidence(draft.first());
    let documented_responses = responses::responses(evidence, &draft.body);
    let responses = match documented.overridden(draft.first()) {
        Some(overridden) => responses::override_success(documented_responses, overridden),
        None => documented_responses,
    };
    if draft.body == ResponseBody::Unknown && responses.iter().any(|response| response.ty.is_some()) {
        let message = "nothing tells the type of the answer, which has a body";
        found.push(
            Diagnostic::new(&codes::ANSWER_UNKNOWN, draft.first().span, message).help(
                "link the type in the sentence under `## Response`; the body is modelled as free-form JSON",
            ),
        );
    }
    if let Some((span, said)) = &evidence.outvoted
        && let ResponseBody::Typed(TypeUse { ty, .. }) = &draft.body
        && evidence.types.first() == Some(ty)
        && !context.graph.types.related(ty, said)
    {
        found.push(answers_differ(*span, said, ty));
    }
    let (path_parameters, query_parameters) = requests::of_paths(context, page, &draft.lines, found);
    let path_sources: Vec<Source> = draft.lines.iter().map(|line| context.source(line.span)).collect();
    Operation {
        id: draft.id.clone(),
        rust: None,
        title: page.title.value.clone(),
        kind: draft.kind,
        method: draft.first().method.clone(),
        paths: draft.lines.iter().map(|line| line.path.clone()).collect(),
        example_paths: Vec::new(),
        calls: Vec::new(),
        description: page
            .intro
            .first()
            .map(|prose| prose.text.clone())
            .unwrap_or_default(),
        deprecated: page.deprecated,
        path_parameters,
        query_parameters,
        query_options: requests::options(page),
        all_query_options: requests::all_options(page, &draft.first().method),
        excluded_query_options: requests::excluded_options(page),
        headers: requests::headers(page),
        request_body: requests::request_body(context, page, draft),
        responses,
        response_headers: response_headers(page),
        permissions: permissions::permissions(page),
        clouds: page.clouds.clone(),
        source: context.source(draft.first().span),
        path_sources,
    }
}

fn answers_differ(span: Span, said: &TypeName, used: &TypeName) -> Diagnostic {
    let message = format!("the sentence names `{said}`, the rest of the page `{used}`");
    Diagnostic::new(&codes::ANSWERS_DIFFER, span, message)
        .help(format!("`{used}` is used; link its page in the sentence"))
}

/// The shape of a path, and the names in its query.
type Shape<'l> = (&'l str, BTreeSet<&'l str>);

/// The method, the paths, and the title in lower case.
type Title<'l> = (String, BTreeSet<Shape<'l>>, String);

/// Merges operations that several pages document, and makes ids unique. Pages of derived types that share a path stay
/// apart.
pub(crate) fn merge(operations: Vec<(Vec<&Line>, Operation)>) -> Vec<Operation> {
    let mut merged: Vec<Operation> = Vec::with_capacity(operations.len());
    let mut by_title: HashMap<Title<'_>, Vec<usize>> = HashMap::default();
    for (lines, operation) in operations {
        let alike = by_title.entry(title(&lines, &operation)).or_default();
        let same = |index: &&usize| merged.get(**index).is_some_and(|known| means(known, &operation));
        match alike.iter().find(same).and_then(|index| merged.get_mut(*index)) {
            Some(known) => add(known, operation),
            None => {
                alike.push(merged.len());
                merged.push(operation);
            }
        }
    }
    // Two pages can have the same stem only in different folders.
    make_unique(merged.iter_mut().map(|operation| &mut operation.id), "-");
    merged
}

/// The key by which operations are compared first.
fn title<'l>(lines: &[&'l Line], operation: &Operation) -> Title<'l> {
    let shapes = lines.iter().map(|line| shape(line)).collect();
    (operation.method.clone(), shapes, operation.title.to_lowercase())
}

/// Whether two operations of the same title are equal in everything else that a caller would notice.
fn means(a: &Operation, b: &Operation) -> bool {
    let body = |operation: &Operation| {
        let body = operation.request_body.as_ref()?;
        let properties = body.properties.iter().map(|property| property.name.clone());
        Some((
            (body.ty.clone(), body.collection),
            properties.collect::<Vec<_>>(),
            body.content_types.clone(),
        ))
    };
    a.kind == b.kind && a.description == b.description && a.responses == b.responses && body(a) == body(b)
}

/// Includes the query: `/x?$expand=y` and `/x` are different operations.
fn shape(line: &Line) -> Shape<'_> {
    (&line.shape, line.query().collect())
}

fn add(known: &mut Operation, other: Operation) {
    for (path, source) in other.paths.into_iter().zip(other.path_sources) {
        if !known.paths.contains(&path) {
            known.paths.push(path);
            known.path_sources.push(source);
        }
    }
    add_parameters(&mut known.path_parameters, other.path_parameters);
    add_parameters(&mut known.query_parameters, other.query_parameters);
    add_parameters(&mut known.headers, other.headers);
    known.all_query_options |= other.all_query_options;
    known
        .excluded_query_options
        .retain(|name| other.excluded_query_options.contains(name));
    known.query_options = known.query_options.max(other.query_options);
    for header in other.response_headers {
        if !known
            .response_headers
            .iter()
            .any(|known| known.name == header.name)
        {
            known.response_headers.push(header);
        }
    }
    permissions::merge(&mut known.permissions, other.permissions);
}

/// The header fields of the answers, each once.
fn response_headers(page: &Page) -> Vec<ResponseHeader> {
    let mut headers: Vec<ResponseHeader> = Vec::new();
    for row in &page.response_headers {
        let name = &row.name.value;
        if !headers.iter().any(|known| known.name.eq_ignore_ascii_case(name)) {
            headers.push(ResponseHeader {
                name: name.clone(),
                description: row.description.text.clone(),
            });
        }
    }
    headers
}

fn add_parameters(known: &mut Vec<Parameter>, others: Vec<Parameter>) {
    for other in others {
        if !known
            .iter()
            .any(|parameter| parameter.name == other.name && parameter.value == other.value)
        {
            known.push(other);
        }
    }
}
