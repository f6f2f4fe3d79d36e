//! Selects the response for a request: that of the example with the same method, path and position in a list, and of
//! those the one whose other options differ least.

use std::{collections::BTreeMap, fs, path::Path};

use graph_models::{Json, operations::OPERATIONS};
use percent_encoding::percent_decode_str;
use serde_json::json;

use super::wire::{Request, Response};

const BASE: &str = "https://graph.microsoft.com/v1.0";

/// The query parameters for the position in a list.
const POSITION: [&str; 4] = ["$deltatoken", "$skip", "$skiptoken", "token"];

/// The pages' examples, and the state of an upload.
pub(crate) struct Examples {
    url: String,
    examples: Vec<Example>,
    /// The example of a file.
    file: Json,
    /// The number of bytes that were uploaded.
    uploaded: usize,
}

struct Example {
    method: String,
    target: Target,
    status: u16,
    body: Option<Json>,
}

/// The decoded path and query.
#[derive(Debug, PartialEq)]
struct Target {
    path: String,
    query: BTreeMap<String, String>,
}

impl Examples {
    /// Reads the test data of `graph-models`. Links are changed to lead to `url`.
    pub(crate) fn load(url: &str) -> Self {
        let bodies = lines("examples.jsonl");
        let file = bodies
            .iter()
            .find(|line| line["type"] == "microsoft.graph.driveItem" && line["shape"] == "one");
        let file = file.expect("an example is a file")["body"].clone();
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
            uploaded: 0,
        }
    }

    /// The response to a request.
    pub(crate) fn respond(&mut self, request: &Request) -> Response {
        let token = request.header("authorization").is_some();
        match request.target.strip_prefix("/v1.0") {
            Some("/upload") if !token => self.upload(request),
            Some("/upload") => error(400, "aTokenWasSent"),
            Some(_) if !token => error(401, "InvalidAuthenticationToken"),
            Some(rest) => self.example(&request.method, &target(rest)),
            None => error(404, "BadRequest"),
        }
    }

    fn example(&mut self, method: &str, target: &Target) -> Response {
        let fits = |example: &&Example| example.method == method && example.target.is_same_page(target);
        let best = self
            .examples
            .iter()
            .filter(fits)
            .min_by_key(|example| example.target.distance(target));
        let Some(example) = best else {
            return error(404, "itemNotFound");
        };
        let mut body = example.body.clone();
        if let Some(upload_url) = body.as_mut().and_then(|body| body.get_mut("uploadUrl")) {
            *upload_url = format!("{}/upload", self.url).into();
            self.uploaded = 0;
        }
        let body = body.map_or(Vec::new(), |body| body.to_string().into_bytes());
        Response {
            status: example.status,
            body,
        }
    }

    /// Accepts a chunk that starts where the last one ended.
    fn upload(&mut self, request: &Request) -> Response {
        let range = request.header("content-range").unwrap_or_default();
        let size = range
            .rsplit('/')
            .next()
            .and_then(|size| size.parse::<usize>().ok())
            .unwrap_or_default();
        let end = self.uploaded + request.body.len();
        if range != format!("bytes {}-{}/{size}", self.uploaded, end.saturating_sub(1)) {
            return error(416, "invalidRange");
        }
        self.uploaded = end;
        let (status, body) = if end < size {
            (202, json!({ "nextExpectedRanges": [format!("{end}-")] }))
        } else {
            (201, self.file.clone())
        };
        Response {
            status,
            body: body.to_string().into_bytes(),
        }
    }
}

impl Target {
    fn is_same_page(&self, other: &Self) -> bool {
        let same = |name: &&str| self.query.get(*name) == other.query.get(*name);
        self.path == other.path && POSITION.iter().all(same)
    }

    /// The number of options that differ.
    fn distance(&self, other: &Self) -> usize {
        let missing = |a: &Self, b: &Self| {
            a.query
                .iter()
                .filter(|(name, value)| b.query.get(*name) != Some(*value))
                .count()
        };
        missing(self, other) + missing(other, self)
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

/// The body with links to this service.
fn local(body: &Json, url: &str) -> Json {
    serde_json::from_str(&body.to_string().replace(BASE, url)).expect("is JSON")
}

fn error(status: u16, code: &str) -> Response {
    let body = json!({ "error": { "code": code, "message": "No example has this request." } });
    Response {
        status,
        body: body.to_string().into_bytes(),
    }
}

/// The lines of a file without its header.
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
