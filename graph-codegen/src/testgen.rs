//! Test cases from the examples of the pages: bodies that are read and written again, and requests that builders
//! make again.

pub mod requests;
pub mod round_trips;
mod router;

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    facts::{Facts, examples::CheckedExamples},
    lower::{
        self, Lowered,
        names::{Names, Scope},
    },
    model::{Api, Example},
};
use requests::Requests;
use round_trips::RoundTrips;

/// All test cases of a crate.
#[derive(Debug)]
pub struct TestCases {
    /// The first line of each file.
    pub header: String,
    /// The bodies of examples.
    pub round_trips: RoundTrips,
    /// The requests of examples.
    pub requests: Requests,
}

/// The model and the names of its types in Rust.
#[derive(Clone, Copy)]
struct Ctx<'a> {
    api: &'a Api,
    facts: &'a Facts,
    names: &'a Names,
}

/// Makes a case of each example body and of each example request.
pub fn test_cases(api: &Api, facts: &Facts, examples: &CheckedExamples<'_>, lowered: &Lowered) -> TestCases {
    let ctx = Ctx {
        api,
        facts,
        names: &lowered.names,
    };
    let (round_trips, requests) = rayon::join(
        || round_trips::round_trips(ctx, examples),
        || requests::requests(ctx, &lowered.krate.items),
    );
    TestCases {
        header: lower::header(api),
        round_trips,
        requests,
    }
}

impl TestCases {
    /// The files that tests read, by path. The first line of each says where it comes from.
    pub fn files(&self) -> [(&'static str, String); 4] {
        let header = &self.header;
        let plain = json!({ "//": header });
        let counted = json!({ "//": header, "empty": self.round_trips.empty });
        [
            (
                "tests/generated/examples.jsonl",
                lines(&counted, &self.round_trips.cases),
            ),
            (
                "tests/generated/examples.md",
                round_trips::coverage_report(header, &self.round_trips),
            ),
            (
                "tests/generated/rows.jsonl",
                lines(&plain, &self.round_trips.rows),
            ),
            (
                "tests/generated/requests.jsonl",
                lines(&plain, &self.requests.cases),
            ),
        ]
    }
}

fn lines(first: &Value, cases: &[impl Serialize]) -> String {
    let mut text = format!("{first}\n");
    for case in cases {
        let line = serde_json::to_string(case).expect("a case is JSON: its keys are strings");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// A case that comes from a message of an example.
#[derive(Debug, Serialize)]
pub struct Case<Message, Test> {
    /// `user_post_messages::create_message_from_user`, unique.
    pub name: String,
    /// `api/user-post-messages.md`.
    pub page: String,
    /// The line where the message starts.
    pub line: u32,
    /// The message, as far as tests print it.
    #[serde(flatten)]
    pub message: Message,
    /// What the test does.
    #[serde(flatten)]
    pub run: Run<Test>,
}

/// What a test does with a message.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Run<Test> {
    /// Nothing.
    Skipped {
        /// Why: `another host`.
        skip: String,
    },
    /// It runs with this input.
    Tested(Test),
}

impl<Message, Test> Case<Message, Test> {
    /// The case of a message at a line. `part` is added to its name.
    fn new(example: &Example, part: &str, line: u32, message: Message, run: Run<Test>) -> Self {
        let page = &example.source.page;
        let stem = page.stem().replace(['-', '.'], "_");
        let name = example.name.replace(char::is_whitespace, "_");
        Self {
            name: format!("{stem}::{name}{part}"),
            page: page.as_str().to_owned(),
            line,
            message,
            run,
        }
    }
}

/// Numbers equal names and sorts by page and line.
fn finish<Message, Test>(cases: &mut [Case<Message, Test>]) {
    let mut scope = Scope::default();
    for case in &mut *cases {
        case.name = scope.take(&case.name, "_", ()).0;
    }
    cases.sort_by(|a, b| (&a.page, a.line, &a.name).cmp(&(&b.page, b.line, &b.name)));
}
