//! The requests of examples as cases for the tests of builders: the chain of methods that makes each request again.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::{
    case::{Case, Ctx, Run, finish},
    router::{BuilderMethod, CallChain, Router},
};
use crate::{
    collections::HashMap,
    facts::{
        ValuePlace,
        examples::{Shape, ValueType, check, fill, parameters, wire::WireKinds},
    },
    lower::requests::options::is_header,
    model::{self, Example, ExampleBody, ExampleClass, ExampleRequest},
    route::{RouteStep, parse_url},
    rust::{
        Item, ItemFile, Name, Type,
        requests::{Body, Operation},
    },
};

/// All request cases of a crate and what it takes to run them.
#[derive(Debug, Default)]
pub struct Requests {
    /// One for each example request, by page and line.
    pub cases: Vec<RequestCase>,
    /// Functions that open a path.
    pub entries: Vec<CallStep>,
    /// Builders by name, each with the methods that cases call.
    pub builders: Vec<(String, Vec<CallStep>)>,
    /// Options that cases use.
    pub options: Vec<OptionRow>,
    /// Operations whose own struct cases read.
    pub bodies: Vec<OwnBody>,
}

/// The case of one request.
pub type RequestCase = Case<RequestMessage, BuiltRequest>;

/// A request as its page shows it.
#[derive(Debug, Serialize)]
pub struct RequestMessage {
    /// `POST`.
    pub method: String,
    /// As on the page.
    pub url: String,
}

/// How a request is built.
#[derive(Debug, Serialize)]
pub struct BuiltRequest {
    /// `ListMessages`.
    pub operation: String,
    /// `https://graph.microsoft.com/v1.0`.
    pub base: String,
    /// Methods with their arguments: `["message", "AAMk…"]`, `["messages.list"]`.
    #[serde(rename = "calls")]
    pub call_chain: Vec<Vec<String>>,
    /// Query options, by their names on the wire.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<(String, String)>,
    /// Header fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// The body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Arc<Value>>,
    /// The page does not document such a body, so it is sent as it stands.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub raw: bool,
    /// Why the body is not compared.
    #[serde(rename = "bodySkip", skip_serializing_if = "Option::is_none")]
    pub body_skip: Option<String>,
}

/// A method that cases call.
#[derive(Clone, Debug)]
pub struct CallStep {
    /// `message`.
    pub method: String,
    /// The method of the usual place that it gives: `list`.
    pub verb: Option<&'static str>,
    /// How many texts it takes.
    pub arguments: usize,
    /// The request body, if the method makes the call.
    pub call: Option<Body>,
}

impl CallStep {
    /// Its name in cases: `messages.list`.
    pub fn key(&self) -> String {
        key(&self.method, self.verb)
    }
}

/// An option of an operation.
#[derive(Clone, Debug)]
pub struct OptionRow {
    /// `ListMessages`.
    pub operation: String,
    /// `$select`.
    pub wire: String,
    /// `option`, `header`, `query`.
    pub module: String,
    /// `Select`, `Prefer`.
    pub option: String,
}

/// An operation's own struct.
#[derive(Clone, Debug)]
pub struct OwnBody {
    /// `UserSendMail`.
    pub operation: String,
    /// Its fields.
    pub fields: Vec<Name>,
}

/// Makes the cases of all example requests.
pub(super) fn requests(ctx: Ctx<'_>, files: &[ItemFile]) -> Requests {
    let builder = CaseBuilder {
        ctx,
        router: Router::new(files),
        // Of equal ids the first counts.
        operations: (ctx.api.operations.iter().rev())
            .map(|operation| (operation.id.as_str(), operation))
            .collect(),
        options: option_names(files),
    };
    let resolved: Vec<_> = (ctx.api.examples.par_iter())
        .filter_map(|example| {
            let request = example.request.as_ref()?;
            Some((example, request, builder.resolve(example, request)))
        })
        .collect();
    let mut tables = Tables::default();
    let mut cases: Vec<_> = resolved
        .into_iter()
        .map(|(example, request, resolved)| {
            let run = match resolved {
                Ok(resolved) => Run::Tested(tables.build(resolved)),
                Err(reason) => Run::Skipped {
                    skip: reason.to_owned(),
                },
            };
            let message = RequestMessage {
                method: request.method.clone(),
                url: request.url.clone(),
            };
            Case::new(example, "", request.line, message, run)
        })
        .collect();
    finish(&mut cases);
    tables.finish(cases)
}

/// The names on the wire of the options that are types of their own, by module and name.
fn option_names(files: &[ItemFile]) -> BTreeMap<(&str, &str), &str> {
    let files = files
        .iter()
        .filter_map(|file| match (&file.item, file.path.last()) {
            (Item::Options(options), Some(module)) => Some((module, options)),
            _ => None,
        });
    files
        .flat_map(|(module, options)| {
            options.iter().map(|option| {
                (
                    (module.as_str(), option.name.rust.as_str()),
                    option.name.wire.as_str(),
                )
            })
        })
        .collect()
}

/// Why a body is not compared.
type BodyError = Cow<'static, str>;

struct CaseBuilder<'a> {
    ctx: Ctx<'a>,
    router: Router<'a>,
    /// Operations of the model, by id.
    operations: HashMap<&'a str, &'a model::Operation>,
    options: BTreeMap<(&'a str, &'a str), &'a str>,
}

/// A request with the call chain to its operation.
struct ResolvedRequest<'r, 'a> {
    chain: CallChain<'r, 'a>,
    base: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    /// The documented options among its query and header fields.
    options: Vec<OptionRow>,
    raw: bool,
    body: Result<Option<Arc<Value>>, BodyError>,
}

impl<'a> CaseBuilder<'a> {
    fn resolve(
        &self,
        example: &Example,
        request: &ExampleRequest,
    ) -> Result<ResolvedRequest<'_, 'a>, &'static str> {
        let url = parse_url(&request.url, &self.ctx.api.api)?;
        let chain = self
            .router
            .find_route(&request.method, &url, example.operation.as_deref())
            .ok_or("no documented path")?;
        if chain.has_placeholder() {
            return Err("a placeholder for a number or a date");
        }
        let operation = chain.operation;
        if operation.body == Body::Reference && reference(request).is_none() {
            return Err("the body is no reference");
        }
        let is_argument = |name: &str| {
            chain
                .query
                .iter()
                .any(|(wire, _)| wire.eq_ignore_ascii_case(name))
        };
        let query = url.query.into_iter().filter(|(name, _)| !is_argument(name));
        let headers = request
            .headers
            .iter()
            .filter(|(name, _)| is_header(name))
            .cloned();
        let mut options = Vec::new();
        let mut documented = |(name, value): (String, String)| {
            let row = self.option(operation, &name);
            let name = row.as_ref().map_or(name, |row| row.wire.clone());
            options.extend(row);
            (name, value)
        };
        let raw = raw_body(&operation.body, request);
        Ok(ResolvedRequest {
            base: url.base,
            query: query.map(&mut documented).collect(),
            headers: headers.map(&mut documented).collect(),
            options,
            raw: raw.is_some(),
            body: raw.map_or_else(|| self.body(operation, request), |raw| Ok(Some(raw))),
            chain,
        })
    }

    /// The option that an operation documents by this name.
    fn option(&self, operation: &Operation, name: &str) -> Option<OptionRow> {
        let documented = operation.takes.iter().filter_map(|option| {
            let Type::Path(path) = option else { return None };
            let [module, option] = path.as_slice() else {
                return None;
            };
            let wire = match module.as_str() {
                "option" => format!("${}", option.to_lowercase()),
                _ => (*self.options.get(&(module.as_str(), option.as_str()))?).to_owned(),
            };
            Some(OptionRow {
                operation: operation.ident.clone(),
                wire,
                module: module.clone(),
                option: option.clone(),
            })
        });
        documented.into_iter().find(|row| same_option(&row.wire, name))
    }

    fn body(&self, operation: &Operation, request: &ExampleRequest) -> Result<Option<Arc<Value>>, BodyError> {
        match (&operation.body, &request.body) {
            (_, ExampleBody::Empty) | (Body::None, _) => Ok(None),
            (Body::Content, ExampleBody::Text(text)) => Ok(Some(Arc::new(text.clone().into()))),
            (Body::Content | Body::Reference, ExampleBody::Json(json)) => Ok(Some(Arc::clone(json))),
            _ if request.class == ExampleClass::Elided => Err("parts are left out".into()),
            (_, ExampleBody::Text(_)) => Err("not readable as JSON".into()),
            (body, ExampleBody::Json(json)) => {
                let model = self.operations.get(operation.id.as_str());
                let model = model.expect("operations come from the model");
                checked_body(self.ctx, model, *body == Body::Own, request.class, json).map(Some)
            }
        }
    }
}

/// The JSON of a request as the body of its operation takes it: placeholders filled, or why it does not fit. `own`: each key is a parameter of the operation, instead of all of them being those of one type.
fn checked_body(
    ctx: Ctx<'_>,
    operation: &model::Operation,
    own: bool,
    class: ExampleClass,
    body: &Arc<Value>,
) -> Result<Arc<Value>, BodyError> {
    let kinds = WireKinds {
        api: ctx.api,
        facts: ctx.facts,
    };
    let has_placeholders = class == ExampleClass::Placeholder;
    let mut body = Arc::clone(body);
    let Some(documented) = &operation.request_body else {
        return Ok(body);
    };
    if !own {
        if let Some(ty) = &documented.ty {
            let spot = kinds.spot(ty, || ValuePlace::Body(operation.id.clone()));
            let shape = shape(documented.collection);
            if has_placeholders {
                fill::fill(&kinds, spot, shape, Arc::make_mut(&mut body));
            }
            check_value(kinds, spot, shape, &body)?;
        }
        return Ok(body);
    }
    if !body.is_object() {
        return Err("contradicts its page: parameters are an object".into());
    }
    for parameter in parameters(kinds, operation, documented) {
        if has_placeholders && let Some(given) = Arc::make_mut(&mut body).get_mut(parameter.name) {
            fill::field(&kinds, parameter.spot, parameter.collection, given);
        }
        if let Some(given) = body.get(parameter.name).filter(|given| !given.is_null()) {
            check_value(kinds, parameter.spot, shape(parameter.collection), given)?;
        }
    }
    Ok(body)
}

fn shape(collection: bool) -> Shape {
    if collection { Shape::List } else { Shape::One }
}

fn check_value(
    kinds: WireKinds<'_>,
    spot: ValueType<'_>,
    shape: Shape,
    value: &Value,
) -> Result<(), BodyError> {
    let faults = check(kinds, spot, shape, value);
    match faults.iter().find(|fault| fault.refused) {
        Some(found) => Err(format!("contradicts its page: {} {}", found.path, found.reason).into()),
        None => Ok(()),
    }
}

/// A body where the page documents none, or that is no JSON where it documents JSON: a message as MIME.
fn raw_body(documented: &Body, request: &ExampleRequest) -> Option<Arc<Value>> {
    if request.class == ExampleClass::Elided {
        return None;
    }
    match (documented, &request.body) {
        (Body::None, ExampleBody::Json(json)) => Some(Arc::clone(json)),
        (Body::None | Body::Value(_) | Body::Own, ExampleBody::Text(text)) => {
            Some(Arc::new(text.clone().into()))
        }
        _ => None,
    }
}

/// The URL that a reference names.
fn reference(request: &ExampleRequest) -> Option<&str> {
    match &request.body {
        ExampleBody::Json(json) => json.get("@odata.id")?.as_str(),
        _ => None,
    }
}

/// The service takes the options of OData with `$` and without.
fn same_option(a: &str, b: &str) -> bool {
    let plain = |name: &str| name.trim_start_matches('$').to_lowercase();
    plain(a) == plain(b)
}

/// What cases use of the generated crate, each thing once.
#[derive(Default)]
struct Tables {
    /// The methods of each builder; those of no builder open a path.
    steps: BTreeMap<Option<String>, BTreeMap<String, CallStep>>,
    options: BTreeMap<(String, String), OptionRow>,
    bodies: BTreeMap<String, OwnBody>,
}

impl Tables {
    fn build(&mut self, resolved: ResolvedRequest<'_, '_>) -> BuiltRequest {
        self.add_steps(&resolved.chain);
        self.add_body(resolved.chain.operation);
        for row in resolved.options {
            self.options
                .insert((row.operation.clone(), row.wire.clone()), row);
        }
        let (body, body_skip) = match resolved.body {
            Ok(body) => (body, None),
            Err(reason) => (None, Some(reason.into_owned())),
        };
        let call = |step: RouteStep<'_, BuilderMethod<'_>>| {
            let name = key(&step.value.method.ident, step.value.verb);
            std::iter::once(name).chain(step.arguments).collect()
        };
        BuiltRequest {
            operation: resolved.chain.operation.ident.clone(),
            base: resolved.base,
            call_chain: resolved.chain.steps.into_iter().map(call).collect(),
            query: resolved.query,
            headers: resolved.headers,
            raw: resolved.raw,
            body,
            body_skip,
        }
    }

    fn add_steps(&mut self, chain: &CallChain<'_, '_>) {
        for (index, step) in chain.steps.iter().enumerate() {
            let is_last = index + 1 == chain.steps.len();
            let call_step = CallStep {
                method: step.value.method.ident.clone(),
                verb: step.value.verb,
                arguments: step.arguments.len(),
                call: is_last.then(|| chain.operation.body.clone()),
            };
            let steps = self
                .steps
                .entry(step.value.builder.map(str::to_owned))
                .or_default();
            steps.insert(call_step.key(), call_step);
        }
    }

    fn add_body(&mut self, operation: &Operation) {
        if let (Body::Own, Some(fields)) = (&operation.body, &operation.fields) {
            let body = OwnBody {
                operation: operation.ident.clone(),
                fields: fields.iter().map(|field| field.name.clone()).collect(),
            };
            self.bodies.insert(operation.ident.clone(), body);
        }
    }

    fn finish(mut self, cases: Vec<RequestCase>) -> Requests {
        let entries = self.steps.remove(&None).unwrap_or_default();
        let builders = self
            .steps
            .into_iter()
            .filter_map(|(builder, steps)| Some((builder?, steps.into_values().collect())));
        Requests {
            cases,
            entries: entries.into_values().collect(),
            builders: builders.collect(),
            options: self.options.into_values().collect(),
            bodies: self.bodies.into_values().collect(),
        }
    }
}

fn key(method: &str, verb: Option<&str>) -> String {
    match verb {
        Some(verb) => format!("{method}.{verb}"),
        None => method.to_owned(),
    }
}
