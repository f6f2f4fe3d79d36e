//! Which answer belongs to a request: that of the pages' example with the same method, path and place in a list, and
//! of those the one with the fewest other options.

use std::{collections::BTreeMap, fs, path::Path};

use graph_models::{Json, operations::OPERATIONS};
use percent_encoding::percent_decode_str;
use serde_json::json;

use super::wire::{Request, Response};

const BASE: &str = "https://graph.microsoft.com/v1.0";

/// Parameters that say where in a list a page starts.
const PLACES: [&str; 4] = ["$deltatoken", "$skip", "$skiptoken", "token"];

/// The pages' examples, and an upload that may be on its way.
pub(crate) struct Answers {
    url: String,
    examples: Vec<Example>,
    /// A file as the pages show one.
    file: Json,
    arrived: usize,
}

struct Example {
    method: String,
    target: Target,
    status: u16,
    body: Option<Json>,
}

/// Path and query, decoded.
#[derive(Debug, PartialEq)]
struct Target {
    path: String,
    query: BTreeMap<String, String>,
}

impl Answers {
    /// Reads the data of the tests of `graph-models`; links lead to `url` from then on.
    pub(crate) fn load(url: &str) -> Self {
        let bodies = lines("examples.jsonl");
        let file = bodies
            .iter()
            .find(|line| line["type"] == "microsoft.graph.driveItem" && line["shape"] == "one");
        let file = file.expect("the pages show a file")["body"].clone();
        let bodies: BTreeMap<_, _> = bodies
            .iter()
            .map(|line| (text(line, "name"), &line["body"]))
            .collect();
        let example = |line: &Json| Example {
            method: text(line, "method"),
            target: target(text(line, "url").strip_prefix(BASE).unwrap_or_default()),
            status: status(&text(line, "page"), &text(line, "method")),
            body: bodies
                .get(&format!("{}::response", text(line, "name")))
                .map(|body| local(body, url)),
        };
        let examples = lines("requests.jsonl").iter().map(example).collect();
        Self {
            url: url.to_owned(),
            examples,
            file,
            arrived: 0,
        }
    }

    /// The answer to a request.
    pub(crate) fn answer(&mut self, request: &Request) -> Response {
        let token = request.header("authorization").is_some();
        match request.target.strip_prefix("/v1.0") {
            Some("/upload") if !token => self.take(request),
            Some("/upload") => refuse(400, "aTokenWasSent"),
            Some(_) if !token => refuse(401, "InvalidAuthenticationToken"),
            Some(rest) => self.show(&request.method, &target(rest)),
            None => refuse(404, "BadRequest"),
        }
    }

    fn show(&mut self, method: &str, asked: &Target) -> Response {
        let fits = |example: &&Example| example.method == method && example.target.is_place_of(asked);
        let best = self
            .examples
            .iter()
            .filter(fits)
            .min_by_key(|example| example.target.away_from(asked));
        let Some(example) = best else {
            return refuse(404, "itemNotFound");
        };
        let mut body = example.body.clone();
        if let Some(address) = body.as_mut().and_then(|body| body.get_mut("uploadUrl")) {
            *address = format!("{}/upload", self.url).into();
            self.arrived = 0;
        }
        let body = body.map_or(Vec::new(), |body| body.to_string().into_bytes());
        Response {
            status: example.status,
            body,
        }
    }

    /// A piece of an upload, which starts where the last one has ended.
    fn take(&mut self, request: &Request) -> Response {
        let range = request.header("content-range").unwrap_or_default();
        let size = range
            .rsplit('/')
            .next()
            .and_then(|size| size.parse::<usize>().ok())
            .unwrap_or_default();
        let end = self.arrived + request.body.len();
        if range != format!("bytes {}-{}/{size}", self.arrived, end.saturating_sub(1)) {
            return refuse(416, "invalidRange");
        }
        self.arrived = end;
        let (status, body) = match end < size {
            true => (202, json!({ "nextExpectedRanges": [format!("{end}-")] })),
            false => (201, self.file.clone()),
        };
        Response {
            status,
            body: body.to_string().into_bytes(),
        }
    }
}

impl Target {
    fn is_place_of(&self, asked: &Self) -> bool {
        let same = |name: &&str| self.query.get(*name) == asked.query.get(*name);
        self.path == asked.path && PLACES.iter().all(same)
    }

    /// How many options differ.
    fn away_from(&self, asked: &Self) -> usize {
        let lacks = |one: &Self, other: &Self| {
            one.query
                .iter()
                .filter(|(name, value)| other.query.get(*name) != Some(*value))
                .count()
        };
        lacks(self, asked) + lacks(asked, self)
    }
}

fn target(text: &str) -> Target {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    Target {
        path: decoded(path),
        query: pairs
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect(),
    }
}

/// The first status that the page of an operation lists.
fn status(page: &str, method: &str) -> u16 {
    let stem = page.trim_start_matches("api/").trim_end_matches(".md");
    let fits = |info: &&&graph_models::runtime::http::Info| {
        info.method == method && info.page.rsplit('/').next() == Some(stem)
    };
    let info = OPERATIONS.iter().find(fits);
    info.and_then(|info| info.statuses.first().copied())
        .unwrap_or(200)
}

/// The same with links that lead here.
fn local(body: &Json, url: &str) -> Json {
    serde_json::from_str(&body.to_string().replace(BASE, url)).expect("still is JSON")
}

fn refuse(status: u16, code: &str) -> Response {
    let body = json!({ "error": { "code": code, "message": "The pages show no such request." } });
    Response {
        status,
        body: body.to_string().into_bytes(),
    }
}

/// The lines of a file, but for the first, which says where they come from.
fn lines(file: &str) -> Vec<Json> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../graph-models/tests/generated");
    let text = fs::read_to_string(folder.join(file)).expect("is in the repository");
    text.lines()
        .skip(1)
        .map(|line| serde_json::from_str(line).expect("the generator writes JSON"))
        .collect()
}

fn text(line: &Json, key: &str) -> String {
    line[key].as_str().unwrap_or_default().to_owned()
}
