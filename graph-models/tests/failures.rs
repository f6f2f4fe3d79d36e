//! What a failed case of the round trips shows: the harness is told of a wrong row, and must point at it.

#[allow(dead_code, reason = "the harness of the cases uses more of it")]
#[path = "examples/case.rs"]
mod case;
#[path = "examples/compare.rs"]
mod compare;
#[allow(dead_code, reason = "the harness of the cases uses more of it")]
mod miniature;
#[path = "examples/place.rs"]
mod place;
#[allow(dead_code, reason = "the harness of the cases uses more of it")]
#[path = "examples/show.rs"]
mod show;
#[path = "examples/trial.rs"]
mod trial;

use std::collections::{BTreeMap, BTreeSet};

use case::{Case, Parameter, Run, Tried, Values};
use graph_models::Json;
use miniature::Message;
use serde_json::json;
use show::Documents;

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

fn case(values: Values, body: Json) -> Case {
    Case {
        name: "message_get::get_message::response".to_owned(),
        page: "api/message-get.md".to_owned(),
        line: 4,
        class: "literal".to_owned(),
        repaired: Vec::new(),
        run: Run::Tried(Tried {
            values,
            body,
            undocumented: BTreeSet::new(),
            contradicts: BTreeMap::new(),
        }),
    }
}

/// What a case says of itself; empty where it passes.
fn told(case: &Case, page: &dyn Fn(&str) -> Option<String>) -> String {
    let Run::Tried(tried) = &case.run else {
        panic!("is tried")
    };
    let make: trial::Make = || Box::new(None::<Message>);
    let comparison = trial::run(tried, &BTreeMap::from([("microsoft.graph.message", make)]));
    let rows = json!({"size": [4, "Edm.Int32"], "id": [3, "Edm.String"]});
    let types = json!({"name": "microsoft.graph.message", "page": "resources/message.md", "rows": rows});
    let documents = Documents {
        page,
        types: show::types(vec![types]),
    };
    match comparison.faults.is_empty() {
        true => String::new(),
        false => show::text(case, &comparison, &documents),
    }
}

fn messages(body: Json) -> Case {
    let values = Values::Typed {
        ty: "microsoft.graph.message".to_owned(),
        shape: "collection".to_owned(),
    };
    case(values, body)
}

#[test]
fn a_value_is_shown_with_its_line() {
    let body = json!({"value": [{"id": "{["}, {"id": "a", "size": "large"}]});
    let told = told(&messages(body), &page);
    for part in [
        "`value[1].size` cannot be read",
        "--> api/message-get.md:9:",
        "{ \"id\": \"a\", \"size\": \"large\" }",
        "resources/message.md:4:1",
        "documented as Edm.Int32 of microsoft.graph.message",
        "run `cargo test --test examples message_get::get_message::response`",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn what_is_kept_in_extra_unasked_is_shown() {
    let told = told(&messages(json!({"value": [{"mood": "calm"}]})), &page);
    assert!(
        told.contains("`value[0].mood` is documented, but is not known to the type"),
        "{told}"
    );
}

#[test]
fn a_contradiction_that_the_type_does_not_see_is_a_fault() {
    let mut case = messages(json!({"value": [{"id": "{["}, {"id": "a", "size": 5}]}));
    if let Run::Tried(tried) = &mut case.run {
        tried.contradicts = BTreeMap::from([("value[1].id".to_owned(), "expected a number".to_owned())]);
    }
    let told = told(&case, &page);
    assert!(told.contains("contradicts its page, but can be read"), "{told}");
}

#[test]
fn a_parameter_is_shown_with_its_row_also_without_pages() {
    let parameter = Parameter {
        ty: "microsoft.graph.message".to_owned(),
        collection: false,
        row: Some(("api/message-get.md".to_owned(), 55)),
    };
    let values = Values::Parameters(BTreeMap::from([("message".to_owned(), parameter)]));
    let told = told(&case(values, json!({"message": 5})), &|_| None);
    for part in [
        "`message` cannot be read",
        "read at api/message-get.md:4",
        "api/message-get.md:55",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn a_good_body_has_nothing_to_show() {
    assert_eq!(
        told(&messages(json!({"value": [{"id": "a", "size": 5}]})), &page),
        ""
    );
}
