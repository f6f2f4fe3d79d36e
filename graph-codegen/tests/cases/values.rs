//! Bodies of examples against documented types.

use serde_json::{Value, json};

use super::{codes, get, read, resource, tried};

const ROWS: [&str; 5] = [
    "|stringProp|String|Text.|",
    "|urlProp|String|Address.|",
    "|numberProp|Int64|Number.|",
    "|dateProp|DateTimeOffset|Time.|",
    "|floatProp|Double|Number.|",
];

/// The only answer of a page: what is done with it.
fn case_of(rows: &[&str], body: &str) -> Value {
    let mut cases = tried(&[
        ("api/thing-get.md", &get("/things/{id}", body)),
        ("resources/thing.md", &resource("thing", "A thing.", rows)),
        (
            "resources/place.md",
            &resource("place", "A place.", &["|name|String|Name.|"]),
        ),
        (
            "resources/room.md",
            &resource(
                "room",
                "Inherits from [place](place.md).",
                &["|number|Int32|Number.|"],
            ),
        ),
    ]);
    assert_eq!(cases.len(), 1, "{cases:?}");
    cases.remove(0)
}

/// Paths of values that contradict their types, and of keys that no table lists.
fn faults(rows: &[&str], body: &str) -> (Vec<String>, Vec<String>) {
    let case = case_of(rows, body);
    let texts = |list: &Value, key: Option<&str>| -> Vec<String> {
        let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
        let text = |item: &Value| key.map_or(item, |key| &item[key]).as_str().map(str::to_owned);
        items.iter().filter_map(text).collect()
    };
    (
        texts(&case["contradicts"], Some("path")),
        texts(&case["undocumented"], None),
    )
}

fn good(rows: &[&str], body: &str) {
    assert_eq!(faults(rows, body), (vec![], vec![]), "{body}");
}

fn wrong(rows: &[&str], body: &str, paths: &[&str]) {
    assert_eq!(faults(rows, body).0, paths, "{body}");
}

// T08
#[test]
fn a_body_of_the_documented_types_has_no_faults() {
    good(
        &ROWS,
        r#"{ "stringProp": "seattle, wa", "urlProp": "http://example.org", "numberProp": 1234567901, "dateProp": "2013-02-24T03:10:00Z", "floatProp": 123123.12 }"#,
    );
}

// T09
#[test]
fn values_of_another_type_are_faults_each() {
    wrong(
        &ROWS,
        r#"{ "stringProp": 12, "numberProp": "many", "floatProp": 1.5 }"#,
        &["stringProp", "numberProp"],
    );
}

// T10 G38
#[test]
fn a_key_that_no_table_lists_is_told_and_no_contradiction() {
    let (wrong, undocumented) = faults(&ROWS, r#"{ "stringProp": "x", "foobar": 1 }"#);
    assert!(wrong.is_empty());
    assert_eq!(undocumented, ["foobar"]);
}

// T11 T13 T14 T15
#[test]
fn a_property_may_be_absent() {
    good(&ROWS, r#"{ "stringProp": "x" }"#);
    good(
        &["|children|[thing](thing.md) collection|x|", "|id|String|x|"],
        r#"{ "children": [{ "id": "a" }, {}] }"#,
    );
}

// T12
#[test]
fn an_array_in_place_of_one_value_is_a_fault() {
    wrong(&ROWS, r#"{ "stringProp": ["one", "two"] }"#, &["stringProp"]);
}

// T16 T17 T18 T19
#[test]
fn texts_of_dates_enums_and_addresses_are_kept_as_they_are() {
    let season = "|season|season|Possible values are: `summer`, `winter`.|";
    for body in [
        r#"{ "dateProp": "2015-07-08T03:48:00Z", "season": "summer", "urlProp": "https://x" }"#,
        r#"{ "dateProp": "July 8, 2015 3:48 PM", "season": "jupiter", "urlProp": "../something/another" }"#,
    ] {
        good(&[ROWS[1], ROWS[3], season], body);
    }
}

// T20 T21 G29
#[test]
fn any_property_may_be_null() {
    let body = r#"{ "stringProp": null, "numberProp": null }"#;
    good(&ROWS, body);
    assert_eq!(
        case_of(&ROWS, body)["body"],
        serde_json::from_str::<Value>(body).expect("is JSON")
    );
}

// G15
#[test]
fn a_value_that_its_enum_does_not_list_is_no_fault() {
    good(
        &["|level|level|Possible values are: `low`, `high`.|"],
        r#"{ "level": "hidden" }"#,
    );
}

// G26
#[test]
fn spellings_of_numbers_and_times_fit_their_types() {
    let rows = [
        "|width|Double|x|",
        "|day|Date|x|",
        "|span|Duration|x|",
        "|time|TimeOfDay|x|",
        "|at|DateTimeOffset|x|",
        "|word|String|x|",
    ];
    for body in [
        r#"{ "width": 3, "day": "2020-01-01", "span": "PT2H", "time": "17:00:00.0000000" }"#,
        r#"{ "width": 3.25, "at": "2020-01-01T00:00:00.1234567+02:00", "word": "Single" }"#,
        r#"{ "width": 3.25, "word": "Binary" }"#,
        r#"{ "width": 3.25, "word": "Date" }"#,
    ] {
        good(&rows, body);
    }
}

// G28
#[test]
fn a_number_beyond_its_type_is_a_fault() {
    wrong(
        &["|a|Int32|x|", "|b|Int64|x|"],
        r#"{ "a": 3000000000, "b": 3000000000 }"#,
        &["a"],
    );
}

// G30
#[test]
fn an_object_is_held_against_the_type_that_it_states() {
    let rows = ["|place|[place](place.md)|x|"];
    good(
        &rows,
        r##"{ "place": { "@odata.type": "#microsoft.graph.room", "name": "x", "number": 4 } }"##,
    );
    wrong(
        &rows,
        r##"{ "place": { "@odata.type": "#microsoft.graph.room", "number": "four" } }"##,
        &["place.number"],
    );
}

// G31
#[test]
fn each_element_of_an_array_is_looked_at() {
    wrong(
        &["|all|Int32 collection|x|"],
        r#"{ "all": [1, "two", 3] }"#,
        &["all[1]"],
    );
}

// G32
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

// G27
#[test]
fn type_words_in_an_answer_make_it_a_placeholder() {
    let case = case_of(
        &ROWS,
        r#"{ "stringProp": "String", "dateProp": "String (timestamp)" }"#,
    );
    assert_eq!(case["class"], "placeholder");
}

// T39
#[test]
fn several_parts_in_one_body_are_kept_as_text() {
    let text = "# Create thing\n\n## HTTP request\n```http\nPOST /things\n```\n\n## Response\nReturns `201 Created`.\n\n\
        ## Example\n```http\nPOST https://graph.microsoft.com/v1.0/things\nContent-Type: multipart/form-data; boundary=A1\n\n\
        --A1\nContent-Disposition: form-data; name=\"metadata\"\nContent-Type: application/json\n\n{ \"a\": 1 }\n\
        --A1\nContent-Type: text/plain\n\nwords\n--A1--\n```\n";
    let found = read(&[("api/thing-create.md", text)]);
    let request = found.api.examples[0].request.as_ref().expect("has a request");
    let graph_codegen::model::ExampleBody::Text(body) = &request.body else {
        panic!("{:?} {:?}", request.body, codes(&found));
    };
    assert!(
        body.starts_with("--A1\nContent-Disposition") && body.ends_with("words\n--A1--"),
        "{body}"
    );
}
