//! Prints the data of the generated tests, and the account of the examples for people.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::rust::{
    Krate,
    calls::Calls,
    examples::{Case, Examples, Run},
};

/// The files with data: their paths below the root of the crate, and their texts.
pub fn data(krate: &Krate) -> [(&'static str, String); 4] {
    let (examples, calls) = (&krate.examples, &krate.calls);
    [
        ("tests/generated/examples.jsonl", cases(examples)),
        ("tests/generated/examples.md", account(examples)),
        ("tests/generated/rows.jsonl", rows(examples)),
        ("tests/generated/requests.jsonl", requests(calls)),
    ]
}

/// Prints the cases of the examples as lines of JSON; the first says where they come from.
fn cases(examples: &Examples) -> String {
    let first = json!({ "//": examples.header, "empty": examples.empty });
    lines(&first, &examples.cases)
}

/// Prints what the pages document of each type, as [`cases`].
fn rows(examples: &Examples) -> String {
    lines(&json!({ "//": examples.header }), &examples.rows)
}

/// Prints the cases of the example requests, as [`cases`].
fn requests(calls: &Calls) -> String {
    lines(&json!({ "//": calls.header }), &calls.cases)
}

/// Prints what becomes of the examples, by class, for people.
fn account(examples: &Examples) -> String {
    let mut classes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut skipped: BTreeMap<&str, usize> = BTreeMap::new();
    let mut repairs: BTreeMap<&str, usize> = BTreeMap::new();
    let mut dynamic = 0;
    for case in &examples.cases {
        let class = classes.entry(class(case)).or_default();
        match &case.run {
            Run::Tried(tried) => {
                class.0 += 1;
                dynamic += tried.dynamic;
            }
            Run::Skipped { skip } => {
                class.1 += 1;
                *skipped.entry(skip).or_default() += 1;
            }
        }
        for repair in &case.repaired {
            *repairs.entry(repair).or_default() += 1;
        }
    }
    classes.insert("without a body".to_owned(), (0, examples.empty));
    let rows = classes.iter();
    let rows: String = rows
        .map(|(class, (tried, not))| format!("| {class} | {tried} | {not} |\n"))
        .collect();
    let header = &examples.header;
    let mut text = format!(
        "<!-- {header} -->\n\n# The examples of the pages\n\nWhat the round-trip tests do with each body, by what it holds.\n\n\
         | class | tried | not run |\n|:---|---:|---:|\n{rows}"
    );
    text += &counts("Why a body is not run", "reason", &skipped);
    if dynamic > 0 {
        text += &format!(
            "\nOpen types, and bases of many types, hold {dynamic} properties that no page lists for them, as they may; all are kept.\n"
        );
    }
    text += &counts("What was mended to read a body", "repair", &repairs);
    text
}

/// Bodies that had to be mended are a class of their own: literal or not, the page does not hold what is tried.
fn class(case: &Case) -> String {
    let class = serde_json::to_value(case.class).unwrap_or_default();
    let class = class.as_str().unwrap_or_default();
    match case.repaired.is_empty() {
        true => class.to_owned(),
        false => format!("{class}, repaired"),
    }
}

fn counts(title: &str, of: &str, counts: &BTreeMap<&str, usize>) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let rows = counts.iter();
    let rows: String = rows
        .map(|(name, count)| format!("| {name} | {count} |\n"))
        .collect();
    format!("\n## {title}\n\n| {of} | bodies |\n|:---|---:|\n{rows}")
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
