//! The comparer of the round-trip tests itself: what it lets pass, what it counts, what it does not miss.

#[allow(dead_code, reason = "the harness of the cases uses more of it")]
#[path = "examples/compare.rs"]
mod compare;
mod miniature;

use compare::Comparison;
use graph_models::{
    Json,
    runtime::{Field, read_slice},
};
use miniature::Message;
use serde_json::json;

/// Reads one JSON and compares it with another as if that had been written.
fn compare(read: Json, written: Json) -> Comparison {
    let mut place = None::<Message>;
    read_slice(read.to_string().as_bytes(), &mut place).unwrap();
    let mut comparison = Comparison::default();
    comparison.value("", &read, place.get(), Some(&written));
    comparison
}

fn told(comparison: &Comparison) -> Vec<String> {
    comparison.faults.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn counts(read: Json, written: Json, kind: &str) {
    let comparison = compare(read, written);
    assert_eq!(told(&comparison), [""; 0]);
    assert_eq!(
        comparison.normalised.get(kind),
        Some(&1),
        "{:?}",
        comparison.normalised
    );
}

#[track_caller]
fn fails(read: Json, written: Json, expected: &str) {
    assert_eq!(told(&compare(read, written)), [expected]);
}

#[test]
fn equal_values_pass_without_a_count() {
    let json = json!({"id": "a", "size": 1, "score": 1.5, "from": {}, "categories": ["x"], "frees": [null]});
    let comparison = compare(json.clone(), json);
    assert!(comparison.faults.is_empty() && comparison.normalised.is_empty());
}

#[test]
fn what_the_type_says_is_equal_is_counted() {
    counts(json!({"id": null}), json!({}), "null and absent");
    counts(
        json!({"importance": "HIGH"}),
        json!({"importance": "high"}),
        "case of an enum",
    );
    counts(
        json!({"architectures": "x86, X64"}),
        json!({"architectures": "x86,x64"}),
        "spelling of flags",
    );
    counts(json!({"size": 3.0}), json!({"size": 3}), "spelling of a number");
    counts(json!({"total": "7"}), json!({"total": 7}), "number in a string");
    counts(
        json!({"categories": [null, "a"]}),
        json!({"categories": ["a"]}),
        "null among elements",
    );
    let file = |bytes: &str| json!({"attachments": [{"@odata.type": "#microsoft.graph.fileAttachment", "contentBytes": bytes}]});
    counts(file("_-8"), file("/+8="), "spelling of base64");
}

#[test]
fn strings_and_dates_are_never_normalised() {
    fails(
        json!({"id": "A"}),
        json!({"id": "a"}),
        "`id` differs: read \"A\", wrote \"a\"",
    );
    let (zulu, offset) = ("2017-08-29T04:03:21Z", "2017-08-29T04:03:21+00:00");
    let expected = format!("`receivedDateTime` differs: read \"{zulu}\", wrote \"{offset}\"");
    fails(
        json!({"receivedDateTime": zulu}),
        json!({"receivedDateTime": offset}),
        &expected,
    );
    fails(
        json!({"free": 1.0}),
        json!({"free": 1}),
        "`free` differs: read 1.0, wrote 1",
    );
}

#[test]
fn losses_and_inventions_are_found() {
    fails(json!({"id": "a"}), json!({}), "`id` was not written: read \"a\"");
    fails(json!({}), json!({"id": "a"}), "`id` was made up: wrote \"a\"");
    fails(json!({"z": 1}), json!({}), "`z` was not kept: read 1");
    fails(json!({"z": 1}), json!({"z": 2}), "`z` was not kept: read 1");
    fails(
        json!({"size": 1}),
        json!({"size": 2}),
        "`size` differs: read 1, wrote 2",
    );
    fails(
        json!({"total": 9_007_199_254_740_993_i64}),
        json!({"total": 9_007_199_254_740_992_i64}),
        "`total` differs: read 9007199254740993, wrote 9007199254740992",
    );
    fails(
        json!({"categories": ["a", "b"]}),
        json!({"categories": ["a"]}),
        "`categories[1]` was not written: read \"b\"",
    );
    fails(
        json!({"categories": []}),
        json!({}),
        "`categories` was not written: read []",
    );
    fails(
        json!({"importance": "urgent"}),
        json!({"importance": "high"}),
        "`importance` differs: read \"urgent\", wrote \"high\"",
    );
    fails(
        json!({"toRecipients": [{"emailAddress": {"name": "a"}}]}),
        json!({"toRecipients": [{"emailAddress": {}}]}),
        "`toRecipients[0].emailAddress.name` was not written: read \"a\"",
    );
}

#[test]
fn what_no_table_lists_is_told_apart_from_annotations() {
    let json = json!({"@odata.etag": "e", "from@odata.type": "x", "#microsoft.graph.move": {}, "from": {"z": 1}, "y": 2});
    let comparison = compare(json.clone(), json);
    assert_eq!(told(&comparison), [""; 0]);
    assert_eq!(comparison.extra.into_iter().collect::<Vec<_>>(), ["from.z", "y"]);
}
