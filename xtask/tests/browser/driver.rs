//! A headless Chromium, controlled by WebDriver: JSON over HTTP. Each has its own profile and ends when it is dropped.
//!
//! Not `fantoccini` or `thirtyfour`: each brings more than 150 crates and an async runtime for the dozen calls below, of
//! which those that matter most (console, requests, emulation) are Chromium's own and would be written by hand anyway.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use reqwest::{Method, blocking::Client};
use serde_json::{Value, json};
use tempfile::TempDir;

/// How long a view may take to appear; a test that fails waits as long.
const PATIENCE: Duration = Duration::from_secs(20);

/// Keys as WebDriver names them.
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const ESCAPE: &str = "\u{e00c}";
pub(crate) const UP: &str = "\u{e013}";
pub(crate) const DOWN: &str = "\u{e015}";

pub(crate) struct Browser {
    driver: Child,
    http: Client,
    /// The address of the driver, then of the session.
    address: String,
    _profile: TempDir,
}

impl Browser {
    pub(crate) fn start() -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let port = port(&mut driver);
        let profile = tempfile::tempdir().expect("can make a folder");
        let mut browser = Self {
            driver,
            http: Client::builder().no_proxy().build().expect("a client"),
            address: format!("http://127.0.0.1:{port}"),
            _profile: profile,
        };
        let asked = capabilities(&browser._profile);
        let session = browser.ask(Method::POST, "/session", &asked);
        let id = session["sessionId"].as_str().expect("a session has an id");
        browser.address.push_str(&format!("/session/{id}"));
        // A new browser shows a page of its own, whose requests are not ours.
        browser.open("about:blank");
        browser.log("performance");
        browser
    }

    fn ask(&self, method: Method, path: &str, body: &Value) -> Value {
        let request = self
            .http
            .request(method.clone(), format!("{}{path}", self.address));
        let request = match method {
            Method::POST => request.body(body.to_string()),
            _ => request,
        };
        let response = request.send().expect("the driver answers");
        let done = response.status().is_success();
        let text = response.text().expect("the driver answers in UTF-8");
        let mut answer: Value = serde_json::from_str(&text).expect("the driver answers in JSON");
        assert!(done, "{path}: {text}");
        answer["value"].take()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.ask(Method::POST, path, body)
    }

    pub(crate) fn open(&self, url: &str) {
        self.post("/url", &json!({ "url": url }));
    }

    /// What a script returns.
    pub(crate) fn script(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until an expression holds.
    #[track_caller]
    pub(crate) fn wait(&self, expression: &str) {
        let start = Instant::now();
        while self.script(&format!("return Boolean({expression})")) != json!(true) {
            let shown = || self.script("return location.hash + ' ' + document.body.innerText.slice(0, 600)");
            assert!(start.elapsed() < PATIENCE, "{expression}\n{}", shown());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits for a view by the text of its heading.
    #[track_caller]
    pub(crate) fn expect_heading(&self, text: &str) {
        self.wait(&format!(
            "document.querySelector('h1')?.textContent === {}",
            json!(text)
        ));
    }

    #[track_caller]
    fn element(&self, css: &str) -> String {
        self.wait(&format!("document.querySelector({})", json!(css)));
        let found = self.post("/element", &json!({ "using": "css selector", "value": css }));
        id(&found)
    }

    #[track_caller]
    pub(crate) fn click(&self, css: &str) {
        let element = self.element(css);
        self.post(&format!("/element/{element}/click"), &json!({}));
    }

    /// Types into what has the focus.
    pub(crate) fn keys(&self, text: &str) {
        let active = id(&self.ask(Method::GET, "/element/active", &Value::Null));
        self.post(&format!("/element/{active}/value"), &json!({ "text": text }));
    }

    pub(crate) fn back(&self) {
        self.post("/back", &json!({}));
    }

    /// A command of Chromium's own protocol.
    pub(crate) fn protocol(&self, command: &str, parameters: &Value) {
        self.post(
            "/goog/cdp/execute",
            &json!({ "cmd": command, "params": parameters }),
        );
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let log = self.post("/se/log", &json!({ "type": kind }));
        log.as_array().cloned().unwrap_or_default()
    }

    /// The console is empty, and nothing but the file itself was requested.
    #[track_caller]
    pub(crate) fn expect_quiet(&self) {
        assert_eq!(self.log("browser"), [] as [Value; 0]);
        let events = self.log("performance");
        let asked: Vec<_> = events.iter().filter_map(request).collect();
        assert!(!asked.is_empty(), "the log holds the page itself");
        for url in asked {
            assert!(url.starts_with("file:///") || url.starts_with("data:"), "{url}");
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Best effort: a test that failed should show its own failure.
        let _ = self.http.delete(&self.address).send();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn port(driver: &mut Child) -> u16 {
    let out = driver.stdout.take().expect("is piped");
    let mut lines = BufReader::new(out).lines().map_while(Result::ok);
    let line = lines.find(|line| line.contains("started successfully on port"));
    let line = line.expect("chromedriver tells its port");
    let port = line.rsplit("port ").next().unwrap_or_default();
    port.trim_end_matches('.').parse().expect("is a number")
}

fn capabilities(profile: &TempDir) -> Value {
    let profile = format!("--user-data-dir={}", profile.path().display());
    let args = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        &profile,
    ];
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "goog:chromeOptions": { "args": args },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    }}})
}

/// The id of an element: the only value of its object.
fn id(element: &Value) -> String {
    let value = element.as_object().and_then(|object| object.values().next());
    value
        .and_then(Value::as_str)
        .expect("an element has an id")
        .to_owned()
}

/// The address of a request in an entry of the performance log.
fn request(entry: &Value) -> Option<String> {
    let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
    let message = &message["message"];
    let sent = message["method"] == "Network.requestWillBeSent";
    let url = message["params"]["request"]["url"].as_str()?;
    sent.then(|| url.to_owned())
}
