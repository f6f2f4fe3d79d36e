//! Collects what a page says about the responses to one method: sentences, annotations, example bodies, method tables.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    collections::HashMap,
    model::{Type, TypeName, TypeUse},
    page::{Annotation, Body, Message, Page, ResponseStatement, StartLine},
    resolve::{
        exchanges::Paired,
        names::{Names, link_target},
        operations::lines::Line,
    },
    route::Segment,
    text::PagePath,
};

/// The body of a successful response.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ResponseBody {
    /// A body of this type.
    Typed(TypeUse),
    /// No body.
    Empty,
    /// The page does not say.
    Unknown,
}

/// The response that an override gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OverriddenResponse {
    /// Its body.
    pub(crate) body: ResponseBody,
    /// The only status of success; `None` for those of the page.
    pub(crate) status: Option<u16>,
}

/// What a page says about the responses to one method.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence<'p> {
    /// The sentences that may be about this method.
    pub(crate) statements: Vec<&'p ResponseStatement>,
    /// The example responses of this method.
    pub(crate) messages: Vec<&'p Message>,
    /// The types of the body, most reliable first.
    pub(crate) types: Vec<TypeName>,
    /// Whether the body is a collection.
    pub(crate) collection: Option<bool>,
    /// Whether a success has no body.
    pub(crate) nothing: bool,
}

impl Evidence<'_> {
    /// Whether an example with this status has a body.
    pub(crate) fn shows_body(&self, wanted: u16) -> bool {
        self.messages
            .iter()
            .any(|message| status(message) == Some(wanted) && message.body != Body::Empty)
    }
}

/// Look-ups for all pages.
#[derive(Clone, Copy)]
pub(crate) struct Lookups<'a> {
    /// The types by name and link.
    pub(crate) names: &'a Names,
    /// The types by their properties.
    pub(crate) by_property_set: &'a ByPropertySet<'a>,
    /// What method tables say.
    pub(crate) methods: &'a Methods,
}

/// Collects the evidence for the method of a line.
pub(crate) fn gather<'p>(
    page: &'p Page,
    line: &Line,
    paired: &Paired<'p>,
    known: Lookups<'_>,
) -> Evidence<'p> {
    let Lookups {
        names,
        by_property_set,
        methods,
    } = known;
    let method = line.method.as_str();
    let statements = statements(page, method);
    let messages = messages(paired, method);
    let stated: Vec<TypeUse> = statements
        .iter()
        .filter(|statement| statement.statuses.iter().all(|status| is_success(*status)))
        .filter_map(|statement| names.cell(page, statement.result.as_ref()?))
        .collect();
    let answers: Vec<&Message> = messages
        .iter()
        .copied()
        .filter(|message| is_answer(message))
        .collect();
    let annotated: Vec<TypeUse> = answers
        .iter()
        .filter_map(|message| annotated(page, message.annotation.as_ref()?, names))
        .collect();
    let listed = methods.of(&page.path);
    let shown = answers
        .iter()
        .filter_map(|message| shown(page, message.body.json()?, names));
    let call = line.template.segments.last().and_then(Segment::name);
    let by_property_set = answers
        .iter()
        .find_map(|message| by_property_set.find(message.body.json()?, call?));
    let told = stated.iter().chain(&annotated).map(|typed| typed.ty.clone());
    let listed_types = listed.iter().map(|typed| typed.ty.clone());
    let mut types: Vec<TypeName> = Vec::new();
    for ty in told.chain(by_property_set).chain(listed_types).chain(shown) {
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    prefer_json(&mut types);
    prefer_objects(&mut types, &answers);
    let nothing = !statements.is_empty() && !answers.iter().any(|message| message.body != Body::Empty);
    let collection = bodies(&answers)
        .or_else(|| {
            answers
                .iter()
                .find_map(|message| annotated_collection(message.annotation.as_ref()?))
        })
        .or_else(|| stated.first().map(|typed| typed.collection))
        .or_else(|| listed.first().map(|typed| typed.collection));
    Evidence {
        statements,
        messages,
        types,
        collection,
        nothing,
    }
}

/// Reports return CSV or JSON; the types are those of the JSON.
fn prefer_json(types: &mut [TypeName]) {
    types.sort_by_key(|ty| ty.as_str() == "Edm.Stream");
}

/// A sentence that says "string" above an example of objects is wrong.
fn prefer_objects(types: &mut [TypeName], answers: &[&Message]) {
    let object = |value: &Value| match value.get("value") {
        Some(Value::Array(items)) => items.first().is_some_and(Value::is_object),
        Some(value) => value.is_object(),
        None => true,
    };
    let bodies = answers.iter().filter_map(|message| message.body.json());
    if bodies.clone().count() > 0 && bodies.into_iter().all(object) {
        types.sort_by_key(TypeName::is_primitive);
    }
}

/// On a page with several methods, the status shows which one a sentence is about.
fn statements<'p>(page: &'p Page, method: &str) -> Vec<&'p ResponseStatement> {
    let several = page
        .requests
        .iter()
        .any(|request| !request.method.value.eq_ignore_ascii_case(method));
    let all: Vec<_> = page.responses.iter().collect();
    if !several || all.len() < 2 {
        return all;
    }
    let fitting: Vec<_> = all
        .iter()
        .copied()
        .filter(|statement| {
            statement
                .statuses
                .iter()
                .all(|status| can_answer(method, *status))
        })
        .collect();
    if fitting.is_empty() { all } else { fitting }
}

fn can_answer(method: &str, status: u16) -> bool {
    match method {
        "GET" => !matches!(status, 201 | 204),
        "DELETE" => !matches!(status, 200 | 201),
        "PATCH" => status != 201,
        _ => true,
    }
}

/// The responses to requests with this method; all responses if no example has a request.
fn messages<'p>(paired: &Paired<'p>, method: &str) -> Vec<&'p Message> {
    let asked = |message: &Message| match &message.start {
        StartLine::Request { method: asked, .. } => asked.eq_ignore_ascii_case(method),
        _ => false,
    };
    let fits = paired
        .exchanges
        .iter()
        .filter(|exchange| exchange.request.is_none_or(asked))
        .flat_map(|exchange| exchange.responses.iter().copied());
    fits.collect()
}

/// Whether it is a success and no error object.
fn is_answer(message: &Message) -> bool {
    let error = |value: &Value| {
        value
            .as_object()
            .is_some_and(|object| object.contains_key("error") && object.len() == 1)
    };
    status(message).is_none_or(is_success) && !message.body.json().is_some_and(error)
}

/// The type that an annotation names: `microsoft.graph.message`, `Collection(microsoft.graph.user)`, `stream`.
pub(crate) fn annotated(page: &Page, annotation: &Annotation, names: &Names) -> Option<TypeUse> {
    let text = annotation.odata_type.as_ref()?.value.trim();
    let inner = text
        .strip_prefix("Collection(")
        .and_then(|rest| rest.strip_suffix(')'));
    let ty = names.by_name(inner.unwrap_or(text), names.namespace(page))?;
    Some(TypeUse {
        ty,
        collection: annotated_collection(annotation).unwrap_or(false),
    })
}

fn annotated_collection(annotation: &Annotation) -> Option<bool> {
    let wrapped = annotation
        .odata_type
        .as_ref()
        .is_some_and(|ty| ty.value.trim().starts_with("Collection("));
    annotation.is_collection.or(wrapped.then_some(true))
}

/// The `@odata.type` of a body, or of all its items.
pub(crate) fn shown(page: &Page, body: &Value, names: &Names) -> Option<TypeName> {
    let named = |value: &Value| {
        let text = value.as_object()?.get("@odata.type")?.as_str()?;
        names.by_name(text, names.namespace(page))
    };
    match body.get("value") {
        _ if named(body).is_some() => named(body),
        Some(Value::Array(items)) => {
            let first = named(items.first()?)?;
            items
                .iter()
                .all(|item| named(item).as_ref() == Some(&first))
                .then_some(first)
        }
        Some(value) => named(value).or_else(|| scalar(body, value)),
        None => None,
    }
}

/// `{"value": true}` is the Boolean that a function returns.
fn scalar(body: &Value, value: &Value) -> Option<TypeName> {
    let alone = body
        .as_object()?
        .keys()
        .all(|key| key == "value" || key.starts_with('@'));
    let name = match value {
        Value::Bool(_) => "Edm.Boolean",
        Value::String(_) => "Edm.String",
        Value::Number(number) if number.is_i64() => "Edm.Int32",
        Value::Number(_) => "Edm.Double",
        _ => return None,
    };
    alone.then(|| TypeName::new(name))
}

/// Whether the bodies are collections, `{"value": […]}`; `None` if they differ or there are none.
fn bodies(answers: &[&Message]) -> Option<bool> {
    let told: Vec<bool> = answers
        .iter()
        .filter_map(|message| body_collection(message.body.json()?))
        .collect();
    let first = told.first()?;
    told.iter().all(|other| other == first).then_some(*first)
}

/// Whether a body is a collection of its type.
pub(crate) fn body_collection(body: &Value) -> Option<bool> {
    let object = body.as_object()?;
    match object.get("value") {
        Some(value) => Some(value.is_array()),
        None if object.keys().all(|key| key.starts_with('@')) => None,
        None => Some(false),
    }
}

/// Types by the sorted names of their properties.
pub(crate) struct ByPropertySet<'a>(HashMap<Vec<&'a str>, Vec<&'a Type>>);

impl<'a> ByPropertySet<'a> {
    /// Groups types by their properties.
    pub(crate) fn new(types: &'a [Type]) -> Self {
        let mut types_of: HashMap<_, Vec<_>> = HashMap::default();
        for ty in types {
            let names = ty.properties.iter().map(|property| property.name.as_str());
            types_of.entry(sorted(names)).or_default().push(ty);
        }
        Self(types_of)
    }

    /// The type with exactly the properties of a body that is named after the call: `itemPreviewInfo` after `preview`.
    pub(crate) fn find(&self, body: &Value, call: &str) -> Option<TypeName> {
        let types = self
            .0
            .get(&sorted(body.as_object()?.keys().map(String::as_str)))?;
        let call = call.to_lowercase();
        let named = |ty: &&&Type| ty.name.short().to_lowercase().contains(&call);
        types.iter().find(named).map(|ty| ty.name.clone())
    }
}

fn sorted<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Return types by operation page.
pub(crate) struct Methods(BTreeMap<PagePath, Vec<TypeUse>>);

impl Methods {
    /// Reads the method tables of all pages.
    pub(crate) fn new(pages: &[Page], names: &Names) -> Self {
        let mut methods: BTreeMap<PagePath, Vec<TypeUse>> = BTreeMap::new();
        for page in pages {
            for row in &page.methods {
                let target = row
                    .link
                    .as_ref()
                    .and_then(|link| link_target(&page.path, &link.target));
                let returns = row.returns.as_ref().and_then(|cell| names.cell(page, cell));
                if let (Some(target), Some(returns)) = (target, returns) {
                    methods.entry(target).or_default().push(returns);
                }
            }
        }
        Self(methods)
    }

    /// The types that the tables list for an operation page.
    pub(crate) fn of(&self, page: &PagePath) -> &[TypeUse] {
        self.0.get(page).map_or(&[], Vec::as_slice)
    }
}

/// The status of an example response.
pub(crate) fn status(message: &Message) -> Option<u16> {
    match message.start {
        StartLine::Response { status, .. } => Some(status),
        _ => None,
    }
}

/// Whether a status is 2xx.
pub(crate) fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}
