//! `serve` as a process of its own, with an HTTP client that is not ours.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use reqwest::blocking::Client;
use sandbox::Sandbox;

/// A service of the pages of this project, on a free port.
struct Serving {
    process: Child,
    base: String,
    log: BufReader<std::process::ChildStdout>,
}

impl Serving {
    fn start(more: &[&str]) -> Self {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
        let mut process = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["serve", "--port", "0", "--docs"])
            .arg(docs)
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut log = BufReader::new(process.stdout.take().expect("is piped"));
        let first = next_line(&mut log);
        let base = first.split(": ").next().unwrap_or_default().to_owned();
        Self { process, base, log }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn get(&self, path: &str) -> reqwest::Result<(u16, String)> {
        let response = Client::new().get(self.url(path)).send()?;
        Ok((response.status().as_u16(), response.text()?))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill().and_then(|()| self.process.wait());
    }
}

fn next_line(log: &mut impl BufRead) -> String {
    let mut line = String::new();
    log.read_line(&mut line).expect("can be read");
    line
}

#[test]
fn a_client_reads_a_list_page_by_page() {
    let mut serving = Serving::start(&["--items", "10", "--page-size", "4"]);
    let mut next = Some(serving.url("/me/messages?$select=subject"));
    let mut counts = Vec::new();
    while let Some(url) = next {
        let text = Client::new().get(url).send().and_then(|response| response.text());
        let page: serde_json::Value = serde_json::from_str(&text.expect("is sent")).expect("is JSON");
        counts.push(page["value"].as_array().expect("is a list").len());
        next = page["@odata.nextLink"].as_str().map(str::to_owned);
    }
    assert_eq!(counts, [4, 4, 2]);
    let line = next_line(&mut serving.log);
    assert!(
        line.starts_with("200 GET /v1.0/me/messages?$select=subject  api/"),
        "{line}"
    );
}

#[test]
fn a_refusal_names_its_reason_here_and_there() {
    let mut serving = Serving::start(&[]);
    let (status, text) = serving.get("/me/messages?$top=%1b[2J").expect("is answered");
    assert_eq!(status, 400);
    assert!(text.contains("non-negative integer"), "{text}");
    let line = next_line(&mut serving.log);
    assert!(
        line.starts_with("400 GET ") && !line.contains('\u{1b}'),
        "{line:?}"
    );
}

#[test]
fn faults_are_injected_where_asked_for() {
    let throttled = Serving::start(&["--throttle", "1"]);
    let response = Client::new()
        .get(throttled.url("/me"))
        .send()
        .expect("is answered");
    assert_eq!(response.status().as_u16(), 429);
    assert_eq!(response.headers()["retry-after"], "1");
    let broken = Serving::start(&["--drop", "1"]);
    for _ in 0..4 {
        assert!(broken.get("/me").is_err());
    }
}

#[test]
fn a_port_that_is_taken_is_an_error_with_a_command() {
    let serving = Serving::start(&[]);
    let port = serving
        .base
        .rsplit(':')
        .next()
        .and_then(|rest| rest.split('/').next());
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let docs = docs.to_str().expect("is text");
    let run = Sandbox::new().run(&["serve", "--docs", docs, "--port", port.expect("has a port")]);
    run.expect(1);
    run.ends_with_a_command();
    Sandbox::new()
        .run(&["serve", "--docs", docs, "--throttle", "2"])
        .expect(2);
}
