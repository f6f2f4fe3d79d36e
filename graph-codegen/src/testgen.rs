//! Test cases from the examples of the pages: bodies that are read and written again, and requests that builders
//! make again.

mod case;
pub mod requests;
pub mod round_trips;
mod router;

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    facts::{Facts, examples::CheckedExamples},
    lower::{self, Lowered},
    model::Api,
};
use case::Ctx;
pub use case::{Case, Run};
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
