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
    text::{PagePath, Span},
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
    /// The type in the first sentence where others outweigh it, and its place.
    pub(crate) outvoted: Option<(Span, TypeName)>,
    /// Whether the body is a collection.
    pub(crate) collection: Option<bool>,
    /// Whether at least two of body, annotation, sentence and method table say that it is a collection.
    pub(crate) surely_many: bool,
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
    let answers: Vec<&Message> = messages
        .iter()
        .copied()
        .filter(|message| is_answer(message))
        .collect();
    let call = line.template.segments.last().and_then(Segment::name);
    let mut votes = Votes::default();
    let stated = votes.sentences(page, &statements, names);
    for message in &answers {
        votes.message(page, message, names);
    }
    let by_property_set = answers
        .iter()
        .find_map(|message| by_property_set.find(message.body.json()?, call?));
    votes.extend(Witness::PropertySet, by_property_set);
    let listed = methods.of(&page.path);
    votes.extend(Witness::MethodTable, listed.iter().map(|typed| typed.ty.clone()));
    votes.title(page, names);
    let outvoted = votes.outvoted(&statements, &stated);
    let mut types = votes.into_types();
    prefer_objects(&mut types, &answers);
    let nothing = !statements.is_empty() && !answers.iter().any(|message| message.body != Body::Empty);
    let said = |message: &&Message| annotated_collection(message.annotation.as_ref()?);
    let witnesses = [
        bodies(&answers),
        answers.iter().find_map(said),
        stated.first().map(|typed| typed.collection),
        listed.first().map(|typed| typed.collection),
    ];
    let collection = witnesses.into_iter().flatten().next();
    let surely_many = witnesses.iter().filter(|many| **many == Some(true)).count() > 1;
    Evidence {
        statements,
        messages,
        types,
        outvoted,
        collection,
        surely_many,
        nothing,
    }
}

/// What names the type of a body. Its weight says how it fares against the others; they add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Witness {
    /// `"@odata.context": "…#Edm.Boolean"`: the service itself.
    Context,
    /// `true`: no annotation turns it into a text.
    Boolean,
    /// "a [message](…) object in the response body".
    Sentence,
    /// "[user](…) and [group](…) objects": each of them is one of several.
    Alternatives,
    /// `"@odata.type": "microsoft.graph.message"` above the body.
    Annotation,
    /// An annotation `stream` beside a JSON body: reports give both, and the type is that of the JSON.
    StreamAnnotation,
    /// The type with exactly the properties of the body.
    PropertySet,
    /// The Return type column of the resource's page.
    MethodTable,
    /// `@odata.type` in the body.
    Body,
    /// A number or a text.
    Scalar,
    /// "Get message". Names no type that nothing else names.
    Title,
}

impl Witness {
    fn weight(self) -> u32 {
        match self {
            Self::Context => 12,
            Self::Boolean => 10,
            Self::Sentence => 8,
            Self::Annotation => 6,
            Self::PropertySet | Self::Body => 4,
            Self::MethodTable | Self::Alternatives => 3,
            Self::Title | Self::Scalar => 2,
            Self::StreamAnnotation => 1,
        }
    }
}

/// The types that the witnesses name, in the order in which they were first named, with the weights of all that name them.
#[derive(Default)]
struct Votes {
    weights: Vec<(TypeName, u32)>,
    /// What each kind of witness has named; it counts once for each type, however many examples there are.
    heard: Vec<(Witness, TypeName)>,
}

impl Votes {
    fn extend(&mut self, witness: Witness, types: impl IntoIterator<Item = TypeName>) {
        for ty in types {
            let said = (witness, ty);
            if self.heard.contains(&said) {
                continue;
            }
            match self.weights.iter_mut().find(|(known, _)| *known == said.1) {
                Some((_, weight)) => *weight += witness.weight(),
                None => self.weights.push((said.1.clone(), witness.weight())),
            }
            self.heard.push(said);
        }
    }

    /// The types of the sentences on successes, which it gives back.
    fn sentences(&mut self, page: &Page, statements: &[&ResponseStatement], names: &Names) -> Vec<TypeUse> {
        let succeed =
            |statement: &&&ResponseStatement| statement.statuses.iter().all(|status| is_success(*status));
        let cells = statements
            .iter()
            .filter(succeed)
            .filter_map(|statement| statement.result.as_ref());
        let mut stated = Vec::new();
        for cell in cells {
            let Some(typed) = names.cell(page, cell) else {
                continue;
            };
            let witness = match cell.types.len() {
                0 | 1 => Witness::Sentence,
                _ => Witness::Alternatives,
            };
            self.extend(witness, [typed.ty.clone()]);
            stated.push(typed);
        }
        stated
    }

    fn message(&mut self, page: &Page, message: &Message, names: &Names) {
        let body = message.body.json();
        let annotated = message
            .annotation
            .as_ref()
            .and_then(|said| annotated(page, said, names));
        if let Some(TypeUse { ty, .. }) = annotated {
            let stream = ty.as_str() == "Edm.Stream";
            let witness = if stream {
                Witness::StreamAnnotation
            } else {
                Witness::Annotation
            };
            self.extend(witness, [ty]);
        }
        let Some(body) = body else { return };
        self.extend(Witness::Context, context(body, names));
        match shown(page, body, names) {
            Some(ty) if ty.as_str() == "Edm.Boolean" => self.extend(Witness::Boolean, [ty]),
            Some(ty) if ty.is_primitive() => self.extend(Witness::Scalar, [ty]),
            shown => self.extend(Witness::Body, shown),
        }
    }

    /// The types among those named so far that the title names, too.
    fn title(&mut self, page: &Page, names: &Names) {
        let words = page.title.value.split([' ', ':']).filter(|word| !word.is_empty());
        let named: Vec<_> = words
            .filter_map(|word| names.by_name(word, names.namespace(page)))
            .collect();
        let known = |ty: &TypeName| self.weights.iter().any(|(other, _)| other == ty);
        let named: Vec<_> = named.into_iter().filter(known).collect();
        self.extend(Witness::Title, named);
    }

    /// The best type; of equals, the one that was named first.
    fn best(&self) -> Option<&TypeName> {
        let most = self.weights.iter().map(|(_, weight)| *weight).max()?;
        let best = self.weights.iter().find(|(_, weight)| *weight == most);
        best.map(|(ty, _)| ty)
    }

    /// The first sentence that names another type than the best, with that type.
    fn outvoted(&self, statements: &[&ResponseStatement], stated: &[TypeUse]) -> Option<(Span, TypeName)> {
        let first = stated.first().filter(|first| Some(&first.ty) != self.best())?;
        let cell = statements
            .iter()
            .find_map(|statement| statement.result.as_ref())?;
        (cell.types.len() == 1).then(|| (cell.span, first.ty.clone()))
    }

    /// All types, the best first.
    fn into_types(mut self) -> Vec<TypeName> {
        self.weights.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        self.weights.into_iter().map(|(ty, _)| ty).collect()
    }
}

/// The type that the sentences of a page name and the one that outweighs it, where they differ: known before there are
/// types, from the page alone.
pub(crate) fn outvoted(page: &Page, names: &Names) -> Option<(TypeName, TypeName)> {
    let statements: Vec<_> = page.responses.iter().collect();
    let mut votes = Votes::default();
    let stated = votes.sentences(page, &statements, names);
    for message in page
        .examples
        .iter()
        .filter(|message| status(message).is_some() && is_answer(message))
    {
        votes.message(page, message, names);
    }
    votes.title(page, names);
    let (_, said) = votes.outvoted(&statements, &stated)?;
    Some((said, votes.best()?.clone()))
}

/// The type in `@odata.context`: `…/$metadata#Edm.Boolean`, `…#Collection(microsoft.graph.message)`. What names an
/// entity set or a path says less than the page.
fn context(body: &Value, names: &Names) -> Option<TypeName> {
    let (_, fragment) = body.get("@odata.context")?.as_str()?.rsplit_once('#')?;
    let fragment = fragment.strip_suffix("/$entity").unwrap_or(fragment);
    let name = in_collection(fragment).unwrap_or(fragment);
    let is_full = name.contains('.') && !name.contains(['/', '(']);
    is_full.then(|| names.by_name(name, "")).flatten()
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
    let ty = names.by_name(in_collection(text).unwrap_or(text), names.namespace(page))?;
    Some(TypeUse {
        ty,
        collection: annotated_collection(annotation).unwrap_or(false),
    })
}

/// `x` of `Collection(x)`, in any letter case.
pub(crate) fn in_collection(text: &str) -> Option<&str> {
    const START: &str = "collection(";
    let head = text.get(..START.len())?;
    let inner = text.get(START.len()..)?.strip_suffix(')');
    inner.filter(|_| head.eq_ignore_ascii_case(START))
}

fn annotated_collection(annotation: &Annotation) -> Option<bool> {
    let wrapped = annotation
        .odata_type
        .as_ref()
        .is_some_and(|ty| in_collection(ty.value.trim()).is_some());
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
