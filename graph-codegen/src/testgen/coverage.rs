//! The report of what the round-trip tests do with the bodies of examples, for people.

use std::collections::BTreeMap;

use super::{
    case::Run,
    round_trips::{RoundTripCase, RoundTrips},
};

type Counts<'a> = BTreeMap<&'a str, usize>;

/// Bodies by class, reasons to skip them and repairs, as tables in Markdown.
pub(super) fn report(header: &str, round_trips: &RoundTrips) -> String {
    let mut classes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut skipped, mut repairs, mut dynamic) = (Counts::new(), Counts::new(), 0);
    for case in &round_trips.cases {
        let (tested, not_run) = classes.entry(class(case)).or_default();
        match &case.run {
            Run::Tested(test) => {
                *tested += 1;
                dynamic += test.dynamic;
            }
            Run::Skipped { skip } => {
                *not_run += 1;
                *skipped.entry(skip).or_default() += 1;
            }
        }
        for repair in &case.message.repaired {
            *repairs.entry(repair).or_default() += 1;
        }
    }
    classes.insert("without a body".to_owned(), (0, round_trips.empty));
    let rows: String = classes
        .iter()
        .map(|(class, (tested, not_run))| format!("| {class} | {tested} | {not_run} |\n"))
        .collect();
    let mut text = format!(
        "<!-- {header} -->\n\n# The examples of the pages\n\nWhat the round-trip tests do with each body, by what it holds.\n\n\
         | class | tried | not run |\n|:---|---:|---:|\n{rows}"
    );
    text += &table("Why a body is not run", "reason", &skipped);
    if dynamic > 0 {
        text += &format!(
            "\nOpen types, and bases of many types, hold {dynamic} properties that no page lists for them, as they may; all are kept.\n"
        );
    }
    text += &table("What was mended to read a body", "repair", &repairs);
    text
}

/// Repaired bodies are a class of their own: the page does not hold what the test reads.
fn class(case: &RoundTripCase) -> String {
    let class = serde_json::to_value(case.message.class).unwrap_or_default();
    let class = class.as_str().unwrap_or_default();
    if case.message.repaired.is_empty() {
        class.to_owned()
    } else {
        format!("{class}, repaired")
    }
}

fn table(title: &str, column: &str, counts: &Counts<'_>) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let rows: String = counts
        .iter()
        .map(|(name, count)| format!("| {name} | {count} |\n"))
        .collect();
    format!("\n## {title}\n\n| {column} | bodies |\n|:---|---:|\n{rows}")
}
