//! Builds the parameters and the body of a request.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    collections::HashSet,
    diagnostic::{Diagnostic, codes},
    model::{
        BodyProperty, OperationKind, Parameter, QueryOptions, RequestBody, TypeName, TypeUse, is_identifier,
    },
    page::{self, Body, Page, ParameterPlace, PropertyRow, PropertyTable, StartLine, is_query_option},
    resolve::{
        context::Context,
        operations::{drafts::Draft, evidence::ResponseBody, lines::Line, schema::Graph},
    },
    route::{self, Argument, End, QueryPart, Segment, Target},
    text::Spanned,
};

/// The parameters of the paths, and those of the query.
pub(crate) fn of_paths(
    context: Context<'_>,
    page: &Page,
    lines: &[&Line],
    found: &mut Vec<Diagnostic>,
) -> (Vec<Parameter>, Vec<Parameter>) {
    let rows = Rows { context, page };
    let mut path = Vec::new();
    for line in lines {
        for segment in &line.template.segments {
            for name in names(segment) {
                add(&mut path, || {
                    let row = rows.describe(&name, &[ParameterPlace::Path, ParameterPlace::Function]);
                    // Parameters of paths are always required.
                    Parameter {
                        required: true,
                        ..row
                    }
                });
            }
        }
    }
    let query = query(&rows, lines, &path, found);
    (path, query)
}

/// The tables of parameters of a page.
struct Rows<'a> {
    context: Context<'a>,
    page: &'a Page,
}

impl<'a> Rows<'a> {
    fn in_places(&self, places: &'a [ParameterPlace]) -> impl Iterator<Item = &'a PropertyRow> {
        let tables = self
            .page
            .parameters
            .iter()
            .filter(|table| places.contains(&table.place));
        tables.flat_map(|table| &table.rows)
    }

    /// Whether an operation has all request lines of the page, so that each row of a path parameter is about one of its
    /// paths.
    fn are_of_all_requests(&self, lines: &[&Line]) -> bool {
        let has = |target: &Spanned<String>| lines.iter().any(|line| line.span == target.span);
        self.page.requests.iter().all(|request| has(&request.target))
    }

    /// A parameter, with the description of its row if there is one; `{team-id}` and `teamId` are the same.
    fn describe(&self, name: &str, places: &'static [ParameterPlace]) -> Parameter {
        let row = self
            .in_places(places)
            .find(|row| normalize(&row.name.value) == normalize(name));
        row.map_or_else(|| undescribed(name), |row| self.parameter(name, row))
    }

    fn parameter(&self, name: &str, row: &PropertyRow) -> Parameter {
        let typed = self.context.names.cell(self.page, &row.ty);
        Parameter {
            name: name.to_owned(),
            ty: typed.as_ref().map_or_else(string, |typed| typed.ty.clone()),
            collection: typed.is_some_and(|typed| typed.collection),
            required: row.notes.required.unwrap_or(false),
            value: None,
            description: row.description.text.clone(),
        }
    }
}

pub(super) fn undescribed(name: &str) -> Parameter {
    Parameter {
        name: name.to_owned(),
        ty: string(),
        collection: false,
        required: false,
        value: None,
        description: String::new(),
    }
}

fn string() -> TypeName {
    TypeName::new("Edm.String")
}

pub(super) fn normalize(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric() || *c == '$');
    kept.flat_map(char::to_lowercase).collect()
}

fn add(parameters: &mut Vec<Parameter>, parameter: impl FnOnce() -> Parameter) {
    let parameter = parameter();
    if !parameter.name.is_empty() && !parameters.iter().any(|known| known.name == parameter.name) {
        parameters.push(parameter);
    }
}

/// The parameters of a segment: the name of a named argument, otherwise the placeholders.
fn names(segment: &Segment) -> Vec<String> {
    match segment {
        Segment::Key(text) => vec![text.clone()],
        Segment::ByPath(text) => inner(text),
        Segment::Call { arguments, .. }
        | Segment::Qualified {
            arguments: Some(arguments),
            ..
        } => arguments.iter().flat_map(argument).collect(),
        _ => Vec::new(),
    }
}

fn argument(argument: &Argument) -> Vec<String> {
    match &argument.name {
        Some(name) => vec![name.clone()],
        None => inner(&argument.value),
    }
}

fn inner(text: &str) -> Vec<String> {
    route::placeholders(text).into_iter().map(str::to_owned).collect()
}

/// The query parameters: of the lines, of the tables, and of the text.
fn query(
    rows: &Rows<'_>,
    lines: &[&Line],
    path: &[Parameter],
    found: &mut Vec<Diagnostic>,
) -> Vec<Parameter> {
    let mut query = Vec::new();
    for part in lines
        .iter()
        .flat_map(|line| line.template.query.iter().chain(&line.optional_query))
    {
        add(&mut query, || templated(rows, part, lines));
    }
    for row in rows.in_places(&[ParameterPlace::Query]) {
        add(&mut query, || rows.parameter(&row.name.value, row));
    }
    for row in rows.in_places(&[ParameterPlace::Function]) {
        if !path
            .iter()
            .any(|known| normalize(&known.name) == normalize(&row.name.value))
        {
            add(&mut query, || rows.parameter(&row.name.value, row));
        }
    }
    if rows.are_of_all_requests(lines) {
        for row in rows.in_places(&[ParameterPlace::Path]) {
            let known = |known: &Parameter| normalize(&known.name).contains(&normalize(&row.name.value));
            if !path.iter().any(known) {
                found.push(not_in_path(row));
            }
        }
    }
    let text = rows
        .page
        .query
        .as_ref()
        .filter(|text| !text.unsupported || !text.options.is_empty());
    for option in text.into_iter().flat_map(|text| &text.options) {
        add(&mut query, || undescribed(&option.value));
    }
    query
}

fn not_in_path(row: &PropertyRow) -> Diagnostic {
    let message = format!(
        "the path parameter `{}` stands in no path of the page",
        row.name.value
    );
    Diagnostic::new(&codes::PARAMETER_NOT_IN_PATH, row.name.span, message)
        .help("use the same name in the HTTP request")
}

/// A query option of a template is required if the lines take it everywhere. The sample value of an OData option,
/// `$select=id`, is a choice of the caller.
fn templated(rows: &Rows<'_>, part: &QueryPart, lines: &[&Line]) -> Parameter {
    let places = &[ParameterPlace::Query, ParameterPlace::Function];
    let mut parameter = rows.describe(&part.name, places);
    let is_sample = is_query_option(part.name.trim_start_matches('$'))
        && route::placeholders(part.value.as_deref().unwrap_or_default()).is_empty();
    parameter.required |= !part.optional && !is_sample && is_everywhere(&part.name, lines);
    parameter
}

/// Whether every line has an option. A line that ends as one with the option, at another path, only left it out.
fn is_everywhere(option: &str, lines: &[&Line]) -> bool {
    let has = |line: &&&Line| line.query().any(|name| name == option);
    let (with, without): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(has);
    let end = |line: &Line| {
        line.template
            .segments
            .last()
            .and_then(Segment::name)
            .map(str::to_lowercase)
    };
    without.into_iter().all(|line| {
        let alike = |other: &&Line| end(other).is_some() && end(other) == end(line);
        with.iter().any(alike) && !with.iter().any(|other| other.shape == line.shape)
    })
}

/// What the page says of OData's query options.
pub(crate) fn options(page: &Page) -> QueryOptions {
    match &page.query {
        None => QueryOptions::Unstated,
        Some(text) if text.unsupported && text.options.is_empty() => QueryOptions::None,
        Some(text) if text.supported && !text.unsupported => QueryOptions::Some,
        Some(text) if !text.options.is_empty() => QueryOptions::Listed,
        Some(_) => QueryOptions::Unstated,
    }
}

/// The options that the page excludes by name and that nothing else on it names.
pub(crate) fn excluded_options(page: &Page) -> Vec<String> {
    let text = page.query.iter();
    let excluded = text.flat_map(|text| {
        let names = |name: &&String| text.options.iter().all(|option| option.value != **name);
        text.excluded.iter().filter(names).cloned()
    });
    excluded.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether all of OData's query options that fit can be used.
pub(crate) fn all_options(page: &Page, method: &str) -> bool {
    let excludes_others = page.query.as_ref().is_some_and(|text| text.unsupported);
    !excludes_others && (method == "GET" || options(page) == QueryOptions::Some)
}

/// The rows of the header tables.
pub(crate) fn headers(page: &Page) -> Vec<Parameter> {
    let rows = page.headers.iter().map(|row| Parameter {
        required: row.required.unwrap_or(false),
        value: row.value.clone(),
        description: row.description.text.clone(),
        ..undescribed(&row.name.value)
    });
    rows.collect()
}

/// The request body of an operation.
pub(crate) fn request_body(context: Context<'_>, page: &Page, draft: &Draft<'_>) -> Option<RequestBody> {
    let said = page.request_body.as_ref();
    let silent = matches!(draft.first().method.as_str(), "GET" | "DELETE" | "HEAD");
    let tables = said.is_some_and(|said| said.tables.iter().any(|table| !table.rows.is_empty()));
    if said.is_some_and(|said| said.none && !tables) || silent && !tables {
        return None;
    }
    // A page with several methods describes the body of those that usually have one: POST, PUT and PATCH.
    if silent
        && page
            .requests
            .iter()
            .any(|request| is_writing(&request.method.value))
    {
        return None;
    }
    if let Some(wrapped) = wrapped(context, page, said, draft) {
        return Some(RequestBody {
            content_types: content_types(said, true),
            collection: false,
            ty: None,
            properties: vec![wrapped],
        });
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

/// The only property of a body: one that a sentence names ("a JSON representation of the **lockState** property"), or
/// one in which all examples wrap the properties of the table.
fn wrapped(
    context: Context<'_>,
    page: &Page,
    said: Option<&page::RequestBody>,
    draft: &Draft<'_>,
) -> Option<BodyProperty> {
    let said = said?;
    let bodies: Vec<_> = shown_bodies(page, &draft.first().method).collect();
    let shown = |name: &str| bodies.iter().find_map(|body| body.get(name));
    if let Some(name) = &said.property {
        let known = named_property(context, draft, &name.value);
        let value = shown(&name.value);
        let ty = known.or_else(|| Some(sample_type(value?)));
        return Some(sole(context, name, ty, false));
    }
    let (first, others) = bodies.split_first()?;
    let (name, inner) = first
        .as_object()?
        .iter()
        .next()
        .filter(|_| first.as_object().is_some_and(|object| object.len() == 1))?;
    let alike = |body: &&Value| {
        body.as_object()
            .is_some_and(|object| object.len() == 1 && object.contains_key(name))
    };
    let inner = inner.as_object()?;
    let listed = |key: &str| rows(Some(said)).any(|row| row.name.value == key);
    if !others.iter().all(alike) || listed(name) || inner.is_empty() || !inner.keys().all(|key| listed(key)) {
        return None;
    }
    let (span, text) = said.ty.as_ref().map_or_else(
        || Some((rows(Some(said)).next()?.span, None)),
        |cell| Some((cell.span, context.names.cell(page, cell))),
    )?;
    let by_name = || {
        Some(TypeUse::one(
            context.names.by_name(name, context.names.namespace(page))?,
        ))
    };
    let ty = text.or_else(by_name).filter(|typed| !typed.ty.is_primitive());
    let required = rows(Some(said)).any(|row| row.notes.required == Some(true));
    Some(sole(context, &Spanned::new(name.clone(), span), ty, required))
}

fn sole(context: Context<'_>, name: &Spanned<String>, ty: Option<TypeUse>, required: bool) -> BodyProperty {
    let ty = ty.unwrap_or_else(|| TypeUse::one(TypeName::new("Edm.Untyped")));
    BodyProperty {
        name: name.value.clone(),
        ty: ty.ty,
        collection: ty.collection,
        required: required.then_some(true),
        description: String::new(),
        source: context.source(name.span),
    }
}

/// The type of a property of the type whose path the operation continues: `lockState` of `/documents/{id}/lock`.
fn named_property(context: Context<'_>, draft: &Draft<'_>, name: &str) -> Option<TypeUse> {
    let segments = &draft.first().template.segments;
    let target = |length: usize| match context.graph.walk(segments.get(..length)?).target {
        Target::Typed(typed) => context.graph.types.property(&typed.ty, name),
        _ => None,
    };
    let lengths = [segments.len(), segments.len().saturating_sub(1)];
    let property = lengths.into_iter().find_map(target)?;
    Some(TypeUse {
        ty: property.ty.clone(),
        collection: property.collection,
    })
}

fn sample_type(value: &Value) -> TypeUse {
    let (value, collection) = match value {
        Value::Array(items) => (items.first().unwrap_or(&Value::Null), true),
        other => (other, false),
    };
    let ty = match value {
        Value::Bool(_) => "Edm.Boolean",
        Value::String(_) => "Edm.String",
        Value::Number(number) if number.is_i64() => "Edm.Int32",
        Value::Number(_) => "Edm.Double",
        _ => "Edm.Untyped",
    };
    TypeUse {
        ty: TypeName::new(ty),
        collection,
    }
}

/// Whether the bodies of the example requests are arrays. Sentences do not decide: "a collection of messages" may be
/// wrapped in an object.
fn shows_array(page: &Page, method: &str) -> bool {
    let mut arrays = shown_bodies(page, method).map(Value::is_array).peekable();
    arrays.peek().is_some() && arrays.all(|is_array| is_array)
}

/// The JSON bodies of the example requests with a method.
fn shown_bodies<'p>(page: &'p Page, method: &str) -> impl Iterator<Item = &'p Value> {
    page.examples
        .iter()
        .filter_map(move |message| match (&message.start, &message.body) {
            (StartLine::Request { method: shown, .. }, Body::Json { value, .. }) => {
                shown.eq_ignore_ascii_case(method).then_some(&**value)
            }
            _ => None,
        })
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

/// The type that the text names, else the type that is created or updated, unless the page lists parameters.
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

/// Whether all rows are properties of the type: "the following parameters" may be properties of the created entity.
fn lists_only(said: Option<&page::RequestBody>, ty: &TypeName, graph: &Graph<'_>) -> bool {
    let mut rows = rows(said).peekable();
    rows.peek().is_some() && rows.all(|row| graph.types.property(ty, &row.name.value).is_some())
}

/// Whether any row is a property of the type; otherwise the rows are parameters, and the type is that of one of them.
fn lists_any(said: Option<&page::RequestBody>, ty: &TypeName, graph: &Graph<'_>) -> bool {
    rows(said).any(|row| graph.types.property(ty, &row.name.value).is_some())
}

fn rows(said: Option<&page::RequestBody>) -> impl Iterator<Item = &PropertyRow> {
    let tables = said.into_iter().flat_map(|said| &said.tables);
    tables.flat_map(|table| &table.rows)
}

/// The type that is created or updated: that of the response, else the one that the path addresses.
fn addressed(draft: &Draft<'_>, graph: &Graph<'_>) -> Option<TypeName> {
    let answered = match &draft.body {
        ResponseBody::Typed(TypeUse { ty, .. }) => Some(ty),
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
            let mut property = property(context, page, row);
            if property.required == Some(true) && !is_always_required(said, name) {
                property.required = Some(false);
            }
            properties.push(property);
        }
    }
    properties
}

/// Whether every table requires a property. Tables that share rows are alternatives, such as the bodies with delegated and
/// with application permissions; tables without a common row are parts of one body.
fn is_always_required(said: Option<&page::RequestBody>, name: &str) -> bool {
    let tables: Vec<_> = said.into_iter().flat_map(|said| &said.tables).collect();
    let mut names = HashSet::default();
    let are_alternatives = tables.iter().any(|table| {
        let of_table: HashSet<_> = table.rows.iter().map(|row| row.name.value.as_str()).collect();
        let shares = of_table.iter().any(|name| names.contains(name));
        names.extend(of_table);
        shares
    });
    let requires = |table: &&PropertyTable| {
        let mut rows = table.rows.iter();
        rows.any(|row| row.name.value == name && row.notes.required == Some(true))
    };
    let are_alternatives =
        are_alternatives || tables.len() > 1 && tables.iter().any(|table| table.by_account);
    !are_alternatives || tables.iter().all(requires)
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
