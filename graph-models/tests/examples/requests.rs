//! Requests of the pages' examples: each is built again by the request builders and compared with its page, up to
//! differences without a meaning for the service.

use graph_models::{Binary, Json};
use http::Request;
use percent_encoding::percent_decode_str;

use super::{
    builders,
    calls::{AnyCall, Apply, Args, Raw, Returned},
    case::{Case, Outcome, Run, elements, text},
};

/// The content type of bodies other than JSON; pages do not always name it.
const CONTENT_TYPE: &str = "application/octet-stream";

/// An example request, and how it is built.
struct Example {
    place: String,
    method: String,
    /// As on the page.
    url: String,
    operation: String,
    base: String,
    /// Methods with their arguments.
    calls: Vec<Vec<String>>,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Option<Json>,
    /// Whether the page does not document the body.
    raw: bool,
    body_skip: Option<String>,
}

/// The findings of a comparison.
#[derive(Default)]
struct Comparison {
    faults: Vec<String>,
    /// The kinds of differences without a meaning.
    normalized: Vec<&'static str>,
    /// Options that the page does not list.
    undocumented: Vec<String>,
}

/// The cases in the lines of `generated/requests.jsonl`.
pub(crate) fn cases(lines: &[Json]) -> Vec<Case> {
    lines.iter().map(case).collect()
}

fn case(json: &Json) -> Case {
    let example = Example::parse(json);
    let place = example.place.clone();
    let run = match json["skip"].as_str() {
        Some(reason) => Run::Skipped(reason.to_owned()),
        None => Run::Tested(Box::new(move || outcome(&example))),
    };
    Case {
        name: text(&json["name"]),
        class: "request".to_owned(),
        place,
        run,
    }
}

fn outcome(example: &Example) -> Outcome {
    let mut found = Comparison::default();
    match example.request(&mut found) {
        Ok(request) => compare(example, &request, &mut found),
        Err(fault) => found.faults.push(fault),
    }
    let normalized = found.normalized.iter();
    let normalized = normalized.map(|kind| ("sent in another spelling", (*kind).to_owned()));
    let undocumented = found.undocumented.into_iter();
    let undocumented = undocumented.map(|option| ("not documented", option));
    let body = example.body_skip.iter().map(|reason| {
        let short = reason.split(':').next().unwrap_or_default();
        ("body of a request not compared", short.to_owned())
    });
    Outcome {
        notes: normalized.chain(undocumented).chain(body).collect(),
        failure: (!found.faults.is_empty())
            .then(|| format!("{}\n  {}", example.place, found.faults.join("\n  "))),
    }
}

fn compare(example: &Example, request: &Request<Vec<u8>>, found: &mut Comparison) {
    if *request.method() != *example.method {
        let (built, shown) = (request.method(), &example.method);
        found.faults.push(format!("method {built}, on the page {shown}"));
    }
    compare_urls(&example.url, &example.base, &request.uri().to_string(), found);
    for (name, value) in &example.headers {
        let mut sent = request.headers().get_all(name.as_str()).iter();
        if !sent.any(|sent| sent.as_bytes() == value.as_bytes()) {
            found.faults.push(format!("no header field `{name}: {value}`"));
        }
    }
    if example.body_skip.is_none() {
        compare_bodies(example.body.as_ref(), request.body(), found);
    }
}

impl Example {
    fn parse(json: &Json) -> Self {
        Self {
            place: format!("{}:{}", text(&json["page"]), json["line"]),
            method: text(&json["method"]),
            url: text(&json["url"]),
            operation: text(&json["operation"]),
            base: text(&json["base"]),
            calls: elements(&json["calls"])
                .map(|step| elements(step).map(text).collect())
                .collect(),
            query: elements(&json["query"]).map(pair).collect(),
            headers: elements(&json["headers"]).map(pair).collect(),
            body: json.get("body").cloned(),
            raw: json["raw"] == true,
            body_skip: json["bodySkip"].as_str().map(str::to_owned),
        }
    }

    fn request(&self, found: &mut Comparison) -> Result<Request<Vec<u8>>, String> {
        let mut call = self.call()?;
        if call.operation() != self.operation {
            let operation = call.operation();
            return Err(format!("calls `{operation}`, on the page `{}`", self.operation));
        }
        for (kind, options) in [(Raw::Query, &self.query), (Raw::Header, &self.headers)] {
            for (name, value) in options {
                call = match self.documented(name) {
                    Some(apply) => call.with(apply, value),
                    None => {
                        found.undocumented.push(format!("`{name}`"));
                        call.with_raw(kind, name, value)
                    }
                };
            }
        }
        if self.raw {
            found.undocumented.push("a body".to_owned());
            call = call.with_raw(Raw::Body, CONTENT_TYPE, &self.content());
        }
        call.to_http(&self.base).map_err(|error| error.to_string())
    }

    fn documented(&self, name: &str) -> Option<Apply> {
        let mut rows = builders::OPTIONS.iter();
        let row = rows.find(|(operation, option, _)| *operation == self.operation && *option == name);
        row.map(|(.., apply)| *apply)
    }

    fn content(&self) -> String {
        match &self.body {
            Some(Json::String(text)) => text.clone(),
            Some(json) => json.to_string(),
            None => String::new(),
        }
    }

    fn call(&self) -> Result<AnyCall, String> {
        let content = self.content();
        let mut returned = None;
        for step in &self.calls {
            let (method, texts) = step.split_first().ok_or("a step without a name")?;
            let args = Args {
                texts,
                body: self.body.as_ref().filter(|_| !self.raw),
                content: content.as_bytes(),
                content_type: CONTENT_TYPE,
            };
            returned = Some(match returned {
                None => builders::entry(method, &args)?,
                Some(Returned::Builder(builder)) => builder.call_method(method, &args)?,
                Some(Returned::Call(_)) => return Err(format!("`{method}` after a call")),
            });
        }
        match returned {
            Some(Returned::Call(call)) => Ok(call),
            _ => Err("the path does not end with a call".to_owned()),
        }
    }
}

fn pair(json: &Json) -> (String, String) {
    (text(&json[0]), text(&json[1]))
}

/// Compares two URLs.
fn compare_urls(shown: &str, base: &str, built: &str, found: &mut Comparison) {
    let Some(built) = built.strip_prefix(base) else {
        return found.faults.push(format!("{built} does not start with {base}"));
    };
    let shown = shown.trim();
    let shown = shown.strip_prefix(base).unwrap_or(shown);
    let split = |url: &str| -> (String, String) {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        (path.to_owned(), query.to_owned())
    };
    let ((path, query), (built_path, built_query)) = (split(shown), split(built));
    if decoded(&path) != decoded(&built_path) {
        compare_paths(&path, &built_path, found);
    }
    let (shown, built) = (pairs(&query), pairs(&built_query));
    if shown != built {
        compare_queries(shown, built, found);
    }
}

type Normalization = (&'static str, fn(&str) -> String);

/// The differences without a meaning in paths. Each is removed after those before it.
const PATH: &[Normalization] = &[
    ("slashes", slashes),
    ("empty parentheses", |path| path.replace("()", "")),
    ("case of names", |path| path.to_lowercase()),
    ("namespace of a name", |path| {
        path.replace("/microsoft.graph.", "/")
    }),
    ("key in parentheses", keys),
    ("order and spaces of arguments", arguments),
    ("quotes of a literal", |path| path.replace('\'', "")),
];

fn compare_paths(shown: &str, built: &str, found: &mut Comparison) {
    let (mut a, mut b) = (decoded(shown), decoded(built));
    for (kind, normalize) in PATH {
        let before = (a.clone(), b.clone());
        (a, b) = (normalize(&a), normalize(&b));
        if (&a, &b) != (&before.0, &before.1) {
            found.normalized.push(kind);
        }
        if a == b {
            return;
        }
    }
    found.faults.push(format!("path {built}, on the page {shown}"));
}

fn slashes(path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty());
    let path: String = parts.map(|part| format!("/{part}")).collect();
    path.trim_end_matches(':').to_owned()
}

/// `/users('x')` is `/users/x`.
fn keys(path: &str) -> String {
    let part = |part: &str| match part.split_once('(') {
        Some((name, key)) if key.starts_with('\'') || !key.contains('=') => {
            format!(
                "/{name}/{}",
                key.trim_end_matches(')').trim_matches('\'').replace("''", "'")
            )
        }
        _ => format!("/{part}"),
    };
    path.split('/').skip(1).map(part).collect()
}

fn arguments(path: &str) -> String {
    let part = |part: &str| match part.split_once('(') {
        Some((name, inside)) => {
            let mut arguments: Vec<_> = inside.trim_end_matches(')').split(',').map(str::trim).collect();
            arguments.sort_unstable();
            format!("/{name}({})", arguments.join(","))
        }
        None => format!("/{part}"),
    };
    path.split('/').skip(1).map(part).collect()
}

fn compare_queries(mut shown: Pairs, mut built: Pairs, found: &mut Comparison) {
    for pairs in [&mut shown, &mut built] {
        pairs.sort();
    }
    if shown == built {
        return found.normalized.push("order of the query");
    }
    for pairs in [&mut shown, &mut built] {
        for (name, _) in pairs.iter_mut() {
            *name = name.trim_start_matches('$').to_lowercase();
        }
        pairs.sort();
    }
    if shown == built {
        found.normalized.push("`$` and case of an option");
    } else {
        found
            .faults
            .push(format!("query {built:?}, on the page {shown:?}"));
    }
}

type Pairs = Vec<(String, String)>;

fn pairs(query: &str) -> Pairs {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| (decoded(name).trim().to_owned(), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Compares two bodies.
fn compare_bodies(shown: Option<&Json>, built: &[u8], found: &mut Comparison) {
    match shown {
        None if built == b"{}" => found.normalized.push("no body as `{}`"),
        None if built.is_empty() => {}
        None => found.faults.push("has a body, but not on the page".to_owned()),
        Some(Json::String(text)) if text.as_bytes() == built => {}
        Some(shown) => match serde_json::from_slice::<Json>(built) {
            Ok(built) => compare_values("the body", shown, &built, found),
            Err(error) => found.faults.push(format!("the body is not JSON: {error}")),
        },
    }
}

fn compare_values(path: &str, shown: &Json, built: &Json, found: &mut Comparison) {
    match (shown, built) {
        (shown, built) if shown == built => {}
        (Json::Object(shown), Json::Object(built)) => {
            for (name, inner) in shown {
                match built.get(name) {
                    Some(built) => compare_values(&format!("{path}.{name}"), inner, built, found),
                    None if inner.is_null() => found.normalized.push("null and absent"),
                    None => found.faults.push(format!("{path}.{name} was lost")),
                }
            }
            for name in built.keys().filter(|name| !shown.contains_key(*name)) {
                found.faults.push(format!("{path}.{name} was made up"));
            }
        }
        (Json::Array(shown), Json::Array(built)) if shown.len() == built.len() => {
            for (shown, built) in shown.iter().zip(built) {
                compare_values(&format!("{path}[]"), shown, built, found);
            }
        }
        (shown, Json::Array(built)) if built.len() == 1 => {
            found.normalized.push("one value as a collection of one");
            compare_values(path, shown, &built[0], found);
        }
        (Json::String(a), Json::String(b)) if a.eq_ignore_ascii_case(b) => {
            found.normalized.push("case of an enum");
        }
        (Json::String(a), Json::String(b)) if members(a) == members(b) => {
            found.normalized.push("spelling of flags");
        }
        (Json::String(a), Json::String(b)) if same_bytes(a, b) => {
            found.normalized.push("spelling of base64");
        }
        (a, b) if same_number(a, b) => found.normalized.push("spelling of a number"),
        (a, b) => found.faults.push(format!("{path} is {b}, on the page {a}")),
    }
}

fn members(text: &str) -> Vec<String> {
    let mut members: Vec<_> = text.split(',').map(|name| name.trim().to_lowercase()).collect();
    members.sort();
    members
}

fn same_bytes(a: &str, b: &str) -> bool {
    matches!((Binary::from_base64(a), Binary::from_base64(b)), (Ok(a), Ok(b)) if a == b)
}

fn same_number(a: &Json, b: &Json) -> bool {
    let number = |json: &Json| match json {
        Json::String(text) => text.parse().ok(),
        json => json.as_f64(),
    };
    matches!((number(a), number(b)), (Some(a), Some(b)) if a.total_cmp(&b).is_eq())
}
