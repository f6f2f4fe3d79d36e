//! One example request: how it is found in the data, and how it is built again.

use std::path::Path;

use graph_models::Json;
use http::Request;

use crate::{
    body, builders,
    calls::{Apply, Args, At, Made, Raw},
    url,
};

/// Of what is no JSON; pages do not always say what it is.
const CONTENT_TYPE: &str = "application/octet-stream";

/// An example request.
pub(crate) struct Case {
    pub(crate) name: String,
    /// `api/user-post-messages.md:140`.
    pub(crate) place: String,
    pub(crate) method: String,
    /// As on the page.
    pub(crate) url: String,
    pub(crate) run: Run,
}

/// What is done with it.
pub(crate) enum Run {
    /// Nothing, for this reason.
    Skipped(String),
    Built(Built),
}

/// How it is built.
pub(crate) struct Built {
    operation: String,
    base: String,
    /// Methods with their arguments.
    way: Vec<Vec<String>>,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Option<Json>,
    /// It is none that the page documents.
    raw: bool,
    body_skip: Option<String>,
}

/// What the comparison has found.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) faults: Vec<String>,
    /// Differences that mean nothing.
    pub(crate) normalised: Vec<&'static str>,
    /// Options that the page does not list.
    pub(crate) undocumented: Vec<String>,
    pub(crate) body_skip: Option<String>,
}

/// All cases.
pub(crate) fn load() -> Vec<Case> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated/requests.jsonl");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let lines = text.lines().skip(1);
    lines
        .map(|line| parse(&serde_json::from_str(line).expect("the generator writes JSON")))
        .collect()
}

fn parse(json: &Json) -> Case {
    let run = match json["skip"].as_str() {
        Some(reason) => Run::Skipped(reason.to_owned()),
        None => Run::Built(Built {
            operation: text(&json["operation"]),
            base: text(&json["base"]),
            way: elements(&json["way"]).map(texts).collect(),
            query: elements(&json["query"]).map(pair).collect(),
            headers: elements(&json["headers"]).map(pair).collect(),
            body: json.get("body").cloned(),
            raw: json["raw"] == true,
            body_skip: json["bodySkip"].as_str().map(str::to_owned),
        }),
    };
    Case {
        name: text(&json["name"]),
        place: format!("{}:{}", text(&json["page"]), json["line"]),
        method: text(&json["method"]),
        url: text(&json["url"]),
        run,
    }
}

fn text(json: &Json) -> String {
    json.as_str().unwrap_or_default().to_owned()
}

fn elements(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().into_iter().flatten()
}

fn texts(json: &Json) -> Vec<String> {
    elements(json).map(text).collect()
}

fn pair(json: &Json) -> (String, String) {
    (text(&json[0]), text(&json[1]))
}

/// Builds a request and compares it with its page.
pub(crate) fn run(case: &Case) -> Outcome {
    let mut outcome = Outcome::default();
    if let Run::Built(built) = &case.run {
        outcome.body_skip.clone_from(&built.body_skip);
        match built.request(&mut outcome) {
            Ok(request) => compare(case, built, &request, &mut outcome),
            Err(fault) => outcome.faults.push(fault),
        }
    }
    outcome
}

fn compare(case: &Case, built: &Built, request: &Request<Vec<u8>>, outcome: &mut Outcome) {
    if *request.method() != *case.method {
        let (built, shown) = (request.method(), &case.method);
        outcome
            .faults
            .push(format!("method {built}, on the page {shown}"));
    }
    url::compare(&case.url, &built.base, &request.uri().to_string(), outcome);
    for (name, value) in &built.headers {
        let mut sent = request.headers().get_all(name.as_str()).iter();
        if !sent.any(|sent| sent.as_bytes() == value.as_bytes()) {
            outcome.faults.push(format!("no header field `{name}: {value}`"));
        }
    }
    if built.body_skip.is_none() {
        body::compare(built.body.as_ref(), request.body(), outcome);
    }
}

impl Built {
    fn request(&self, outcome: &mut Outcome) -> Result<Request<Vec<u8>>, String> {
        let mut made = self.call()?;
        if made.operation() != self.operation {
            let operation = made.operation();
            return Err(format!("calls `{operation}`, on the page `{}`", self.operation));
        }
        for (kind, options) in [(Raw::Query, &self.query), (Raw::Header, &self.headers)] {
            for (name, value) in options {
                made = match self.documented(name) {
                    Some(apply) => made.with(apply, value),
                    None => {
                        outcome.undocumented.push(format!("`{name}`"));
                        made.with_raw(kind, name, value)
                    }
                };
            }
        }
        if self.raw {
            outcome.undocumented.push("a body".to_owned());
            made = made.with_raw(Raw::Body, CONTENT_TYPE, &self.content());
        }
        made.to_http(&self.base).map_err(|error| error.to_string())
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

    fn call(&self) -> Result<Made, String> {
        let content = self.content();
        let mut at = None;
        for step in &self.way {
            let (way, texts) = step.split_first().ok_or("a step without a name")?;
            let args = Args {
                texts,
                body: self.body.as_ref().filter(|_| !self.raw),
                content: content.as_bytes(),
                content_type: CONTENT_TYPE,
            };
            at = Some(match at {
                None => builders::enter(way, &args)?,
                Some(At::Place(place)) => place.go(way, &args)?,
                Some(At::Call(_)) => return Err(format!("`{way}` after a call")),
            });
        }
        match at {
            Some(At::Call(made)) => Ok(made),
            _ => Err("the way ends at no call".to_owned()),
        }
    }
}
