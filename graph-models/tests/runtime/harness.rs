//! The harness of the examples, `tests/examples`: which differences it accepts, and its messages for the others.

#[allow(dead_code, reason = "the harness uses more of it")]
#[path = "../examples/case.rs"]
mod case;
#[path = "../examples/compare.rs"]
mod compare;
#[allow(dead_code, reason = "the harness uses more of it")]
#[path = "../examples/example.rs"]
mod example;
#[allow(dead_code, reason = "the harness uses more of it")]
#[path = "../examples/round_trip.rs"]
mod round_trip;
#[allow(dead_code, reason = "the harness uses more of it")]
#[path = "../examples/show.rs"]
mod show;

use std::collections::{BTreeMap, BTreeSet};

use compare::Comparison;
use example::{Example, Parameter, Values};
use graph_models::{
    Json,
    runtime::{Field, read_slice_strict},
};
use serde_json::json;
use show::Documents;

use super::miniature::Message;

/// Reads one JSON and compares it with another as if that had been written.
fn compare(read: &Json, written: &Json) -> Comparison {
    let mut field = None::<Message>;
    read_slice_strict(read.to_string().as_bytes(), &mut field).expect("is a message");
    let mut comparison = Comparison::default();
    comparison.value("", read, field.get(), Some(written));
    comparison
}

fn faults(comparison: &Comparison) -> Vec<String> {
    comparison.faults.iter().map(ToString::to_string).collect()
}

#[test]
fn equal_values_pass_without_a_count() {
    let json = json!({"id": "a", "size": 1, "score": 1.5, "from": {}, "categories": ["x"], "frees": [null]});
    let comparison = compare(&json, &json);
    assert!(comparison.faults.is_empty() && comparison.normalized.is_empty());
}

#[test]
fn differences_without_a_meaning_for_the_type_are_counted() {
    let file = |bytes: &str| json!({"attachments": [{"@odata.type": "#microsoft.graph.fileAttachment", "contentBytes": bytes}]});
    for (kind, read, written) in [
        ("null and absent", json!({"id": null}), json!({})),
        (
            "case of an enum",
            json!({"importance": "HIGH"}),
            json!({"importance": "high"}),
        ),
        (
            "spelling of flags",
            json!({"architectures": "x86, X64"}),
            json!({"architectures": "x86,x64"}),
        ),
        ("spelling of a number", json!({"size": 3.0}), json!({"size": 3})),
        ("number in a string", json!({"total": "7"}), json!({"total": 7})),
        (
            "null among elements",
            json!({"categories": [null, "a"]}),
            json!({"categories": ["a"]}),
        ),
        ("spelling of base64", file("_-8"), file("/+8=")),
    ] {
        let comparison = compare(&read, &written);
        assert_eq!(faults(&comparison), [""; 0], "{kind}");
        assert_eq!(comparison.normalized, [kind]);
    }
}

#[test]
fn other_differences_are_faults() {
    for (read, written, expected) in [
        // Strings, dates and free-form JSON are never normalized.
        (
            json!({"id": "A"}),
            json!({"id": "a"}),
            "`id` differs: read \"A\", wrote \"a\"",
        ),
        (
            json!({"receivedDateTime": "2017-08-29T04:03:21Z"}),
            json!({"receivedDateTime": "2017-08-29T04:03:21+00:00"}),
            "`receivedDateTime` differs: read \"2017-08-29T04:03:21Z\", wrote \"2017-08-29T04:03:21+00:00\"",
        ),
        (
            json!({"free": 1.0}),
            json!({"free": 1}),
            "`free` differs: read 1.0, wrote 1",
        ),
        // Losses and inventions.
        (json!({"id": "a"}), json!({}), "`id` was not written: read \"a\""),
        (json!({}), json!({"id": "a"}), "`id` was made up: wrote \"a\""),
        (json!({"z": 1}), json!({}), "`z` was not kept: read 1"),
        (json!({"z": 1}), json!({"z": 2}), "`z` was not kept: read 1"),
        (
            json!({"size": 1}),
            json!({"size": 2}),
            "`size` differs: read 1, wrote 2",
        ),
        (
            json!({"total": 9_007_199_254_740_993_i64}),
            json!({"total": 9_007_199_254_740_992_i64}),
            "`total` differs: read 9007199254740993, wrote 9007199254740992",
        ),
        (
            json!({"categories": ["a", "b"]}),
            json!({"categories": ["a"]}),
            "`categories[1]` was not written: read \"b\"",
        ),
        (
            json!({"categories": []}),
            json!({}),
            "`categories` was not written: read []",
        ),
        (
            json!({"importance": "urgent"}),
            json!({"importance": "high"}),
            "`importance` differs: read \"urgent\", wrote \"high\"",
        ),
        (
            json!({"toRecipients": [{"emailAddress": {"name": "a"}}]}),
            json!({"toRecipients": [{"emailAddress": {}}]}),
            "`toRecipients[0].emailAddress.name` was not written: read \"a\"",
        ),
    ] {
        assert_eq!(faults(&compare(&read, &written)), [expected]);
    }
}

#[test]
fn undocumented_properties_are_distinguished_from_annotations() {
    let json = json!({"@odata.etag": "e", "from@odata.type": "x", "#microsoft.graph.move": {}, "from": {"z": 1}, "y": 2});
    let comparison = compare(&json, &json);
    assert_eq!(faults(&comparison), [""; 0]);
    assert_eq!(comparison.extra.into_iter().collect::<Vec<_>>(), ["from.z", "y"]);
}

const PAGE: &str = "\
# Get message

```http
HTTP/1.1 200 OK

{
    \"value\": [
        { \"id\": \"{[\" },
        { \"id\": \"a\", \"size\": \"large\" }
    ]
}
```
";

const RESOURCE: &str = "# message\n\n|id|String|Its key.|\n|size|Int32|Its size.|\n";

fn page(path: &str) -> Option<String> {
    match path {
        "api/message-get.md" => Some(PAGE.to_owned()),
        "resources/message.md" => Some(RESOURCE.to_owned()),
        _ => None,
    }
}

fn example(values: Values, body: Json) -> Example {
    Example {
        name: "message_get::get_message::response".to_owned(),
        page: "api/message-get.md".to_owned(),
        line: 4,
        values,
        body,
        undocumented: BTreeSet::new(),
        contradicts: BTreeMap::new(),
    }
}

fn messages(body: Json) -> Example {
    let (ty, shape) = ("microsoft.graph.message".to_owned(), "collection".to_owned());
    example(Values::Typed { ty, shape }, body)
}

/// The message of an example; empty if it passes.
fn message(example: &Example, page: &dyn Fn(&str) -> Option<String>) -> String {
    let make: round_trip::Make = || Box::new(None::<Message>);
    let comparison = round_trip::run(example, &BTreeMap::from([("microsoft.graph.message", make)]));
    if comparison.faults.is_empty() {
        return String::new();
    }
    let rows = json!({"size": [4, "Edm.Int32"], "id": [3, "Edm.String"]});
    let types = json!({"name": "microsoft.graph.message", "page": "resources/message.md", "rows": rows});
    let documents = Documents {
        page,
        types: show::types(vec![types]),
    };
    show::text(example, &comparison, &documents)
}

#[track_caller]
fn contains(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn messages_show_the_value_with_its_line_and_row() {
    let body = json!({"value": [{"id": "{["}, {"id": "a", "size": "large"}]});
    contains(
        &message(&messages(body), &page),
        &[
            "`value[1].size` cannot be read",
            "--> api/message-get.md:9:",
            "{ \"id\": \"a\", \"size\": \"large\" }",
            "resources/message.md:4:1",
            "documented as Edm.Int32 of microsoft.graph.message",
            "run `cargo test --test examples message_get::get_message::response`",
        ],
    );
}

#[test]
fn documented_properties_in_extra_are_faults() {
    let message = message(&messages(json!({"value": [{"mood": "calm"}]})), &page);
    contains(
        &message,
        &["`value[0].mood` is documented, but the type does not have it"],
    );
}

#[test]
fn a_contradiction_that_can_be_read_is_a_fault() {
    let mut example = messages(json!({"value": [{"id": "{["}, {"id": "a", "size": 5}]}));
    let reason = "expected a number".to_owned();
    example.contradicts = BTreeMap::from([("value[1].id".to_owned(), reason)]);
    contains(
        &message(&example, &page),
        &["contradicts its page, but can be read"],
    );
}

#[test]
fn messages_for_parameters_have_the_row_even_without_pages() {
    let parameter = Parameter {
        ty: "microsoft.graph.message".to_owned(),
        collection: false,
        row: Some(("api/message-get.md".to_owned(), 55)),
    };
    let values = Values::Parameters(BTreeMap::from([("message".to_owned(), parameter)]));
    contains(
        &message(&example(values, json!({"message": 5})), &|_| None),
        &[
            "`message` cannot be read",
            "read at api/message-get.md:4",
            "api/message-get.md:55",
        ],
    );
}

#[test]
fn a_matching_body_has_no_message() {
    let body = json!({"value": [{"id": "a", "size": 5}]});
    assert_eq!(message(&messages(body), &page), "");
}
