//! What people look at: the sums agree with the account of the pages, and every body of an example has its class.

use std::collections::BTreeMap;

use graph_codegen::{
    analyze,
    model::ApiInfo,
    report::{Input, report},
    resolve::coverage,
    text::Sources,
};
use serde_json::{Value, json};

/// The first part of the report, and the bodies of examples.
fn made(files: &[(&str, &str)]) -> (Value, Vec<String>) {
    let sources = Sources::from_texts(files);
    let analysis = analyze(&sources, None, ApiInfo::default());
    let report = report(&Input {
        sources: &sources,
        analysis: &analysis,
        findings: &analysis.diagnostics,
        judged: None,
        link: None,
    });
    let overview = serde_json::to_value(&report.overview).expect("is JSON");
    let account = coverage::coverage_report(&sources, &analysis.pages);
    let counted: usize = account.blocks.values().flat_map(BTreeMap::values).sum();
    assert_eq!(blocks(&overview), counted);
    (overview, report.bodies)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn blocks(overview: &Value) -> usize {
    let areas = list(overview, "areas").iter();
    let counts = areas
        .flat_map(|area| list(area, "blocks"))
        .filter_map(|block| block[2].as_u64());
    usize::try_from(counts.sum::<u64>()).expect("is small")
}

fn names<'a>(overview: &'a Value, key: &str) -> Vec<&'a str> {
    let named = list(overview, key).iter();
    named.filter_map(|item| item["name"].as_str()).collect()
}

const THING: &str = "# thing resource type\n\nNamespace: microsoft.graph\n\nA thing.\n\n## Properties\n\n\
|Property|Type|Description|\n|:--|:--|:--|\n|count|Int32|How many.|\n|name|String|How many.|\n";

fn page(front_matter: &str, rest: &str) -> String {
    format!("---\ntitle: \"x\"\n{front_matter}---\n\n{rest}")
}

#[test]
fn areas_are_what_the_front_matter_says_else_a_namespace() {
    let (outlook, newer) = (
        page("ms.prod: \"Outlook\"\n", THING),
        page("ms.prod: a\nms.subservice: b\n", "# b\n"),
    );
    let calls = "# call resource type\n\nNamespace: microsoft.graph.callRecords\n";
    let (overview, _) = made(&[
        ("api/a.md", "# a\n"),
        ("resources/b.md", &newer),
        ("resources/call.md", calls),
        ("resources/thing.md", &outlook),
    ]);
    let areas = names(&overview, "areas");
    assert_eq!(areas, ["b", "microsoft.graph.callrecords", "no area", "outlook"]);
    let of_pages: Vec<_> = list(&overview, "pages")
        .iter()
        .map(|page| page[1].as_u64())
        .collect();
    assert_eq!(of_pages, [Some(2), Some(0), Some(1), Some(3)]);
}

#[test]
fn a_text_is_said_once() {
    let (overview, _) = made(&[("resources/thing.md", THING)]);
    let properties = &overview["types"][0]["properties"];
    assert_eq!(properties[0]["text"], properties[1]["text"]);
    let texts = list(&overview, "texts");
    let same = texts.iter().filter(|text| **text == "How many.");
    assert_eq!(same.count(), 1, "{texts:?}");
}

/// The class of the answer on a page whose answer has this body.
fn class(content_type: &str, body: &str) -> Value {
    let text = format!(
        "# Get thing\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\nGET /things/{{id}}\n```\n\n## Response\n\n\
         If successful, this method returns a `200 OK` response code and a [thing](../resources/thing.md) object.\n\n\
         ## Example\n\n### Request\n\n```http\nGET https://graph.microsoft.com/v1.0/things/1\n```\n\n### Response\n\n\
         ```http\nHTTP/1.1 200 OK\nContent-type: {content_type}\n\n{body}\n```\n"
    );
    let (overview, bodies) = made(&[("api/thing-get.md", &text), ("resources/thing.md", THING)]);
    let answer = &overview["examples"][0]["responses"][0];
    assert_eq!(answer["status"], 200, "{overview}");
    if let Some(place) = answer["body"].as_u64() {
        let place = usize::try_from(place).expect("is small");
        assert!(
            bodies[place].contains("count") || answer["class"] != "literal",
            "{bodies:?}"
        );
    }
    answer["class"].clone()
}

#[test]
fn each_body_has_one_class() {
    for (content_type, body, expected) in [
        ("application/json", "{ \"count\": 1, \"name\": \"a\" }", "literal"),
        (
            "application/json",
            "{ \"count\": 1, \"name\": \"a\", }",
            "repaired",
        ),
        (
            "application/json",
            "{ \"count\": \"Int32\", \"name\": \"String\" }",
            "placeholder",
        ),
        (
            "application/json",
            "{ \"count\": 1, \"name\": \"...\" }",
            "elided",
        ),
        ("application/json", "{ \"count\" 1 ] }", "invalid"),
        ("text/plain", "count", "nonJson"),
        ("application/json", "", "empty"),
    ] {
        assert_eq!(class(content_type, body), expected, "{body}");
    }
}

#[test]
fn the_parameters_of_an_action_need_no_type_and_other_bodies_do() {
    let text = "# thing: count\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\nPOST /things/count\n```\n\n\
        ## Request body\n\nIn the request body, supply a JSON representation of the parameters.\n\n\
        |Parameter|Type|Description|\n|:--|:--|:--|\n|from|Int32|x|\n\n## Response\n\n\
        If successful, this action returns a `204 No Content` response code.\n\n## Example\n\n### Request\n\n\
        ```http\nPOST https://graph.microsoft.com/v1.0/things/count\nContent-type: application/json\n\n{ \"from\": 1 }\n```\n\n\
        ### Response\n\n```http\nHTTP/1.1 204 No Content\n```\n";
    let (overview, bodies) = made(&[("api/thing-count.md", text)]);
    let example = &overview["examples"][0];
    assert_eq!(example["request"]["class"], "parameters", "{overview}");
    assert_eq!(example["operation"], 0);
    assert_eq!(bodies, [r#"{"from":1}"#]);
    let other = text
        .replace("POST /things/count", "POST /things")
        .replace("parameters.", "thing.");
    let other = other.replace("|from|Int32|x|\n", "");
    let (overview, _) = made(&[("api/thing-count.md", &other)]);
    assert_eq!(
        overview["examples"][0]["request"]["class"], "untyped",
        "{overview}"
    );
}

#[test]
fn operations_share_their_lists_of_permissions() {
    let text = |name: &str| {
        format!(
            "# Get {name}\n\nNamespace: microsoft.graph\n\n## Permissions\n\n|Permission type|Permissions|\n|:--|:--|\n\
             |Delegated (work or school account)|A.Read, B.Read|\n|Delegated (personal Microsoft account)|Not supported.|\n\
             |Application|A.Read, B.Read|\n\n## HTTP request\n\n```http\nGET /{name}\n```\n"
        )
    };
    let (overview, _) = made(&[("api/a-get.md", &text("a")), ("api/b-get.md", &text("b"))]);
    assert_eq!(overview["permissions"], json!(["A.Read", "B.Read"]));
    assert_eq!(overview["permissionLists"], json!([[[0], [1]], []]));
    for operation in list(&overview, "operations") {
        assert_eq!(
            operation["permissions"],
            json!([[0, 1], [1, 0], [0, 1]]),
            "{operation}"
        );
    }
}

#[test]
fn findings_stand_below_their_codes_with_page_and_line() {
    let text = format!("{THING}|odd|nothingKnown|x|\n");
    let (overview, _) = made(&[("resources/thing.md", &text)]);
    let found = list(&overview, "findings");
    let place = list(&overview, "codes")
        .iter()
        .position(|code| code["id"] == "GD0305");
    let finding = found
        .iter()
        .find(|finding| finding["code"] == json!(place))
        .expect("is found");
    assert_eq!(finding["at"], json!([0, 13]), "{finding}");
    assert_eq!(overview["pages"][0][0], "resources/thing.md");
}
