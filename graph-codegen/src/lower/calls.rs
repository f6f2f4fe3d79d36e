//! Example requests of the pages → cases for the tests of builders: by which methods each one is built again.
//! Comes in: the model's examples and the builders as they will be. Goes out: data, and the methods that it names.

mod choices;
mod documented;
mod route;
mod shown;
mod target;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rayon::prelude::*;
use serde_json::Value;

use super::{
    Ctx,
    examples::{carried, unique},
    requests::{options::is_header, paths},
};
use crate::{
    collections::HashMap,
    model::{self, Example, ExampleBody, ExampleClass, ExampleRequest},
    route::Template,
    rust::{
        Item, ItemFile, Name, Type,
        calls::{Arm, Built, Calls, Carries, Case, OptionRow, OwnBody, Run},
        requests::{Body, Operation},
    },
};
use documented::Documented;
use route::{Router, Taken, Way};

/// Paths that only example requests show, by the index of their operation.
pub(super) fn shown(ctx: &Ctx<'_>, templates: &[Vec<Template>]) -> Vec<(usize, String)> {
    let tree = paths::documented(&ctx.api.operations, templates);
    let documented = Documented::new(&ctx.api.operations, &tree);
    shown::shown(ctx, &documented, templates)
}

/// Makes the cases of all example requests.
pub(super) fn calls(ctx: &Ctx<'_>, files: &[ItemFile]) -> Calls {
    let operations = ctx.api.operations.iter();
    let mut making = Making {
        ctx,
        router: Router::new(files),
        // Of equal ids the first counts.
        operations: operations.rev().map(|one| (one.id.as_str(), one)).collect(),
        options: options(files),
        taken: BTreeSet::new(),
        arms: BTreeMap::new(),
        rows: BTreeMap::new(),
        bodies: BTreeMap::new(),
    };
    let requests = ctx.api.examples.iter();
    let requests = requests.filter_map(|example| Some((example, example.request.as_ref()?)));
    let requests: Vec<_> = requests.collect();
    let sought = requests.par_iter();
    let sought = sought.map(|(example, request)| making.seek(example, request));
    let sought: Vec<_> = sought.collect();
    let cases = requests.into_iter().zip(sought);
    let mut cases: Vec<Case> = cases
        .map(|((example, request), sought)| making.case(example, request, sought))
        .collect();
    cases.sort_by(|a, b| (&a.page, a.line, &a.name).cmp(&(&b.page, b.line, &b.name)));
    let entries = making.arms.remove(&None).unwrap_or_default();
    let builders = making.arms.into_iter();
    let builders = builders.filter_map(|(builder, arms)| Some((builder?, arms.into_iter().collect())));
    Calls {
        header: ctx.header_of_all(),
        cases,
        entries: entries.into_iter().collect(),
        builders: builders.collect(),
        options: making.rows.into_values().collect(),
        bodies: making.bodies.into_values().collect(),
        shown: Vec::new(),
    }
}

struct Making<'a> {
    ctx: &'a Ctx<'a>,
    router: Router<'a>,
    /// Operations of the model, by id.
    operations: HashMap<&'a str, &'a model::Operation>,
    /// Names on the wire of the options that are types of their own, by module and name.
    options: BTreeMap<(String, String), String>,
    taken: BTreeSet<String>,
    arms: BTreeMap<Option<String>, BTreeSet<Arm>>,
    rows: BTreeMap<(String, String), OptionRow>,
    bodies: BTreeMap<String, OwnBody>,
}

fn options(files: &[ItemFile]) -> BTreeMap<(String, String), String> {
    let mut known = BTreeMap::new();
    for file in files {
        if let (Item::Options(options), Some(module)) = (&file.item, file.path.last()) {
            let named = options.iter().map(|option| {
                let Name { wire, rust } = option.name.clone();
                ((module.clone(), rust), wire)
            });
            known.extend(named);
        }
    }
    known
}

/// A request and the way to it.
struct Sought<'a> {
    way: Way<'a>,
    base: String,
    query: Vec<(String, String)>,
    raw: bool,
    body: Result<Option<Arc<Value>>, String>,
}

impl<'a> Making<'a> {
    fn case(
        &mut self,
        example: &Example,
        request: &ExampleRequest,
        sought: Result<Sought<'a>, &'static str>,
    ) -> Case {
        let page = &example.source.page;
        let stem = page.stem().replace(['-', '.'], "_");
        let name = format!("{stem}::{}", example.name.replace(char::is_whitespace, "_"));
        let run = match sought {
            Ok(sought) => Run::Built(self.build(request, sought)),
            Err(reason) => Run::Skipped {
                skip: reason.to_owned(),
            },
        };
        Case {
            name: unique(&mut self.taken, name),
            page: page.as_str().to_owned(),
            line: request.line,
            method: request.method.clone(),
            url: request.url.clone(),
            run,
        }
    }

    /// All that does not depend on other requests.
    fn seek(&self, example: &Example, request: &ExampleRequest) -> Result<Sought<'a>, &'static str> {
        let target = target::parse(&request.url, &self.ctx.api.api)?;
        let operation = example.operation.as_deref();
        let way = self
            .router
            .find(&request.method, &target, operation)
            .ok_or("no documented path")?;
        if way.has_placeholder {
            return Err("a placeholder for a number or a date");
        }
        if carries(&way.operation.body) == Carries::Reference && reference(request).is_none() {
            return Err("the body is no reference");
        }
        let query = target.query.into_iter();
        let query = query.filter(|(name, _)| !way.query.iter().any(|used| used.eq_ignore_ascii_case(name)));
        let sent = raw(&way.operation.body, request);
        Ok(Sought {
            base: target.base,
            query: query.collect(),
            raw: sent.is_some(),
            body: sent.map_or_else(|| self.body(way.operation, request), |sent| Ok(Some(sent))),
            way,
        })
    }

    fn build(&mut self, request: &ExampleRequest, sought: Sought<'_>) -> Built {
        let way = sought.way;
        self.learn(&way);
        let query = sought.query.into_iter();
        let query = query.map(|(name, value)| (self.option(way.operation, name), value));
        let query = query.collect();
        let headers = request.headers.iter().filter(|(name, _)| is_header(name));
        let headers = headers.map(|(name, value)| (self.option(way.operation, name.clone()), value.clone()));
        let headers = headers.collect();
        let (body, body_skip) = match sought.body {
            Ok(body) => (body, None),
            Err(reason) => (None, Some(reason)),
        };
        Built {
            operation: way.operation.ident.clone(),
            base: sought.base,
            way: way.taken.into_iter().map(spoken).collect(),
            query,
            headers,
            raw: sought.raw,
            body,
            body_skip,
        }
    }

    /// Takes note of the methods of a way.
    fn learn(&mut self, way: &Way<'_>) {
        for (index, taken) in way.taken.iter().enumerate() {
            let last = index + 1 == way.taken.len();
            let arm = Arm {
                method: taken.method.ident.clone(),
                verb: taken.verb.map(str::to_owned),
                arguments: taken.arguments.len(),
                call: last.then(|| carries(&way.operation.body)),
            };
            let builder = taken.builder.map(str::to_owned);
            self.arms.entry(builder).or_default().insert(arm);
        }
        let operation = way.operation;
        if let (Body::Own, Some(fields)) = (&operation.body, &operation.fields) {
            let body = OwnBody {
                operation: operation.ident.clone(),
                fields: fields.iter().map(|field| field.name.clone()).collect(),
            };
            self.bodies.insert(operation.ident.clone(), body);
        }
    }

    /// The documented spelling of an option; what is not documented keeps its own.
    fn option(&mut self, operation: &Operation, name: String) -> String {
        let documented = operation
            .takes
            .iter()
            .filter_map(|option| self.row(operation, option));
        let mut documented = documented.filter(|row| same_option(&row.wire, &name));
        let Some(row) = documented.next() else {
            return name;
        };
        let wire = row.wire.clone();
        self.rows.insert((row.operation.clone(), wire.clone()), row);
        wire
    }

    fn row(&self, operation: &Operation, option: &Type) -> Option<OptionRow> {
        let Type::Path(path) = option else { return None };
        let [module, option] = path.as_slice() else {
            return None;
        };
        let wire = match module.as_str() {
            "option" => format!("${}", option.to_lowercase()),
            _ => self.options.get(&(module.clone(), option.clone()))?.clone(),
        };
        Some(OptionRow {
            operation: operation.ident.clone(),
            wire,
            module: module.clone(),
            option: option.clone(),
        })
    }

    fn body(&self, operation: &Operation, request: &ExampleRequest) -> Result<Option<Arc<Value>>, String> {
        match (carries(&operation.body), &request.body) {
            (_, ExampleBody::Empty) | (Carries::Nothing, _) => Ok(None),
            (Carries::Content, ExampleBody::Text(text)) => Ok(Some(Arc::new(text.clone().into()))),
            (Carries::Content | Carries::Reference, ExampleBody::Json(json)) => Ok(Some(Arc::clone(json))),
            _ if request.class == ExampleClass::Elided => Err("parts are left out".to_owned()),
            (_, ExampleBody::Text(_)) => Err("not readable as JSON".to_owned()),
            (carries, ExampleBody::Json(json)) => {
                let model = self.operations.get(operation.id.as_str());
                let model = model.expect("operations come from the model");
                carried(self.ctx, model, carries == Carries::Own, request.class, json).map(Some)
            }
        }
    }
}

/// A body where the page documents none, or that is no JSON where it documents JSON: a message as MIME.
fn raw(body: &Body, request: &ExampleRequest) -> Option<Arc<Value>> {
    if request.class == ExampleClass::Elided {
        return None;
    }
    match (carries(body), &request.body) {
        (Carries::Nothing, ExampleBody::Json(json)) => Some(Arc::clone(json)),
        (Carries::Nothing | Carries::Value | Carries::Own, ExampleBody::Text(text)) => {
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

fn spoken(taken: Taken<'_>) -> Vec<String> {
    let name = match taken.verb {
        Some(verb) => format!("{}.{verb}", taken.method.ident),
        None => taken.method.ident.clone(),
    };
    std::iter::once(name).chain(taken.arguments).collect()
}

fn carries(body: &Body) -> Carries {
    match body {
        Body::None => Carries::Nothing,
        Body::Value(_) => Carries::Value,
        Body::Own => Carries::Own,
        Body::Reference => Carries::Reference,
        Body::Content => Carries::Content,
    }
}

/// The service takes the options of OData with `$` and without.
fn same_option(a: &str, b: &str) -> bool {
    let plain = |name: &str| name.trim_start_matches('$').to_lowercase();
    plain(a) == plain(b)
}
