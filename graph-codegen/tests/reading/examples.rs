//! Examples and their annotations.

use graph_codegen::page::{Body, StartLine};

use super::operation;

// G16 G17 G18
#[test]
fn examples_are_read_in_page_order_with_heading_and_group() {
    let text = "## Examples\n### Example 1: one\n#### Response\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n#### Request\n```http\nGET https://x/v1.0/me\n```\n### Example 2: two\n##### Request\n```json\n{ \"a\": 1 }\n```\n";
    let (page, _) = operation(text);
    let found: Vec<_> = page
        .examples
        .iter()
        .map(|message| (message.group.as_str(), message.heading.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("Example 1: one", "Response"),
            ("Example 1: one", "Request"),
            ("Example 2: two", "Request")
        ]
    );
    assert_eq!(page.examples[2].start, StartLine::None);
}

// G23
#[test]
fn messages_of_odd_form_are_read_and_told() {
    let text = "## Example\n```http\nhttp/1.1 204\n```\n```http\nPOST https://x/y\n\nContent-type:application/json\n{ \"a\": 1 }\n```\n";
    let (page, found) = operation(text);
    assert!(matches!(
        page.examples[0].start,
        StartLine::Response { status: 204, .. }
    ));
    assert_eq!(
        page.examples[1].headers,
        [("Content-type".to_owned(), "application/json".to_owned())]
    );
    assert!(page.examples[1].body.json().is_some());
    assert_eq!(found, ["GD0115", "GD0115"]);
}

// T26
#[test]
fn two_requests_in_a_fence_are_two() {
    let (page, _) = operation(
        "## Example\n```http\nPOST https://x/a('b')\nContent-Type: application/json\n\n{ \"a\": 1 }\n\nGET https://x/c\n```\n",
    );
    assert_eq!(page.examples.len(), 2);
    assert!(page.examples[0].body.json().is_some());
}

// G20
#[test]
fn an_annotation_does_not_reach_over_a_paragraph() {
    let text = "## Example\n<!-- { \"blockType\": \"response\", } --><!-- plain -->\nText.\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n<!-- { blockType: \"response\" } -->\n\n```http\nHTTP/1.1 201 Created\n```\n";
    let (page, _) = operation(text);
    assert!(page.examples[0].annotation.is_none());
    let second = page.examples[1].annotation.as_ref().expect("stands right before");
    assert_eq!(second.block_type.as_deref(), Some("response"));
}

// G22
#[test]
fn annotations_of_the_page_stand_anywhere() {
    let (page, _) = operation(
        "<!-- { \"type\": \"#page.annotation\", \"namespace\": \"microsoft.graph.x\" } -->\n\n## Response\nText `200 OK`.\n",
    );
    assert_eq!(page.annotations.len(), 1);
}

// T05
#[test]
fn json_without_its_end_is_told() {
    let (page, found) = operation("## Example\n```json\n{ \"a\": {\n```\n");
    assert!(matches!(page.examples[0].body, Body::Invalid { .. }));
    assert_eq!(found, ["GD0117"]);
}

#[test]
fn bytes_in_words_are_no_json() {
    let (page, _) = operation(
        "## Example\n```http\nPUT https://x/y\nContent-Type: image/jpeg\n\n{Raw bytes of the file}\n```\n",
    );
    assert!(matches!(page.examples[0].body, Body::Other { .. }));
}

#[test]
fn a_bold_line_above_an_example_is_its_heading() {
    let (page, _) = operation("## Example\n**Response**\n\nHere it is.\n```json\n{ \"a\": 1 }\n```\n");
    assert_eq!(page.examples[0].heading, "Response");
}
