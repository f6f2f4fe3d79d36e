//! Bodies of examples against documented types: which values contradict, which keys no table lists.

use graph_codegen::{analyze, generate, model::ApiInfo, text::Sources};
use serde_json::{Value, json};

const ROWS: &[&str] = &[
    "|stringProp|String|Text.|",
    "|urlProp|String|Address.|",
    "|numberProp|Int64|Number.|",
    "|dateProp|DateTimeOffset|Time.|",
    "|floatProp|Double|Number.|",
    "|season|season|Possible values are: `summer`, `winter`.|",
];

const SPELLINGS: &[&str] = &[
    "|width|Double|x|",
    "|day|Date|x|",
    "|span|Duration|x|",
    "|time|TimeOfDay|x|",
    "|at|DateTimeOffset|x|",
    "|word|String|x|",
];

const PLACE: &[&str] = &["|place|[place](place.md)|x|"];

/// A resource page with a table of properties.
fn resource(name: &str, intro: &str, rows: &[&str]) -> String {
    format!(
        "# {name} resource type\n\nNamespace: microsoft.graph\n\n{intro}\n\n## Properties\n\
         |Property|Type|Description|\n|:-|:-|:-|\n{}\n",
        rows.join("\n")
    )
}

/// What is tried with the only response of a page that gets a thing.
fn case_of(rows: &[&str], body: &str) -> Value {
    let get = format!(
        "# Get thing\n\nNamespace: microsoft.graph\n\n## HTTP request\n```http\nGET /things/{{id}}\n```\n\n## Response\n\
         If successful, this method returns a `200 OK` response code and a [thing](../resources/thing.md) object.\n\n\
         ## Example\n### Request\n```http\nGET https://graph.microsoft.com/v1.0/things/{{id}}\n```\n### Response\n\
         <!-- {{ \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.thing\" }} -->\n\
         ```http\nHTTP/1.1 200 OK\nContent-type: application/json\n\n{body}\n```\n"
    );
    let number = &["|number|Int32|Number.|"];
    let sources = Sources::from_texts(&[
        ("api/thing-get.md", &get),
        ("resources/thing.md", &resource("thing", "A thing.", rows)),
        (
            "resources/place.md",
            &resource("place", "A place.", &["|name|String|Name.|"]),
        ),
        (
            "resources/room.md",
            &resource("room", "Inherits from [place](place.md).", number),
        ),
    ]);
    let analysis = analyze(&sources, None, ApiInfo::default());
    let tree = generate(&sources, &analysis.api).tree;
    let lines = tree
        .get("tests/generated/examples.jsonl")
        .expect("is always written")
        .lines();
    let cases = lines
        .skip(1)
        .map(|line| serde_json::from_str(line).expect("is JSON"));
    let is_response = |case: &Value| {
        case["name"]
            .as_str()
            .is_some_and(|name| name.ends_with("response"))
    };
    let cases: Vec<Value> = cases.filter(is_response).collect();
    let [case] = cases.as_slice() else {
        panic!("{cases:?}");
    };
    case.clone()
}

/// Rows of the type, a body, the paths of values that contradict, and the keys that no table lists.
type Case = (
    &'static [&'static str],
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const CASES: &[Case] = &[
    // The documented types.
    (
        ROWS,
        r#"{ "stringProp": "seattle, wa", "urlProp": "http://example.org", "numberProp": 1234567901, "dateProp": "2013-02-24T03:10:00Z", "floatProp": 123123.12 }"#,
        &[],
        &[],
    ),
    // Values of other types.
    (
        ROWS,
        r#"{ "stringProp": 12, "numberProp": "many", "floatProp": 1.5 }"#,
        &["stringProp", "numberProp"],
        &[],
    ),
    (ROWS, r#"{ "stringProp": ["one", "two"] }"#, &["stringProp"], &[]),
    // A key that no table lists.
    (ROWS, r#"{ "stringProp": "x", "foobar": 1 }"#, &[], &["foobar"]),
    // Any property may be absent or null.
    (ROWS, r#"{ "stringProp": "x" }"#, &[], &[]),
    (ROWS, r#"{ "stringProp": null, "numberProp": null }"#, &[], &[]),
    (
        &["|children|[thing](thing.md) collection|x|", "|id|String|x|"],
        r#"{ "children": [{ "id": "a" }, {}] }"#,
        &[],
        &[],
    ),
    // Texts of dates, enums and addresses, whatever they hold.
    (
        ROWS,
        r#"{ "dateProp": "2015-07-08T03:48:00Z", "season": "summer", "urlProp": "https://x" }"#,
        &[],
        &[],
    ),
    (
        ROWS,
        r#"{ "dateProp": "July 8, 2015 3:48 PM", "season": "jupiter", "urlProp": "../something/another" }"#,
        &[],
        &[],
    ),
    (
        &["|level|level|Possible values are: `low`, `high`.|"],
        r#"{ "level": "hidden" }"#,
        &[],
        &[],
    ),
    // Spellings of numbers and times.
    (
        SPELLINGS,
        r#"{ "width": 3, "day": "2020-01-01", "span": "PT2H", "time": "17:00:00.0000000" }"#,
        &[],
        &[],
    ),
    (
        SPELLINGS,
        r#"{ "width": 3.25, "at": "2020-01-01T00:00:00.1234567+02:00", "word": "Single" }"#,
        &[],
        &[],
    ),
    (SPELLINGS, r#"{ "width": 3.25, "word": "Binary" }"#, &[], &[]),
    (SPELLINGS, r#"{ "width": 3.25, "word": "Date" }"#, &[], &[]),
    // A number beyond its type.
    (
        &["|a|Int32|x|", "|b|Int64|x|"],
        r#"{ "a": 3000000000, "b": 3000000000 }"#,
        &["a"],
        &[],
    ),
    // An object with a type of its own.
    (
        PLACE,
        r##"{ "place": { "@odata.type": "#microsoft.graph.room", "name": "x", "number": 4 } }"##,
        &[],
        &[],
    ),
    (
        PLACE,
        r##"{ "place": { "@odata.type": "#microsoft.graph.room", "number": "four" } }"##,
        &["place.number"],
        &[],
    ),
    // Each element of an array.
    (
        &["|all|Int32 collection|x|"],
        r#"{ "all": [1, "two", 3] }"#,
        &["all[1]"],
        &[],
    ),
];

#[test]
fn bodies_are_compared_with_their_types() {
    for (rows, body, contradicts, undocumented) in CASES {
        let case = case_of(rows, body);
        let faults = case["contradicts"].as_array().into_iter().flatten();
        let paths: Vec<_> = faults.filter_map(|fault| fault["path"].as_str()).collect();
        assert_eq!(paths, *contradicts, "{body}");
        let keys = case["undocumented"].as_array().into_iter().flatten();
        let keys: Vec<_> = keys.filter_map(Value::as_str).collect();
        assert_eq!(keys, *undocumented, "{body}");
        let whole: Value = serde_json::from_str(body).expect("is JSON");
        assert_eq!(case["body"], whole, "{body}");
    }
}

#[test]
fn annotations_stay_in_the_body_and_are_documented() {
    let body = json!({
        "@odata.context": "https://x/$metadata#things", "@odata.etag": "W/\"1\"", "word@odata.type": "#String",
        "word": "x", "parts@odata.nextLink": "https://x", "@odata.count": 2,
    });
    let case = case_of(&["|word|String|x|"], &body.to_string());
    assert_eq!(case["body"], body);
    assert_eq!(case["undocumented"], Value::Null);
}

#[test]
fn type_words_in_a_response_make_it_a_placeholder() {
    let case = case_of(
        ROWS,
        r#"{ "stringProp": "String", "dateProp": "String (timestamp)" }"#,
    );
    assert_eq!(case["class"], "placeholder");
}
