//! Operations and examples of small pages.

mod examples;

use crate::{
    Analysis, analyze,
    model::{ApiInfo, Operation, OperationKind},
    text::Sources,
};

const MESSAGE: &str = "# message resource type\n\nNamespace: microsoft.graph\n\nA mail.\n\n\
    ## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|The key.|\n|subject|String|What it is about.|\n\
    |isRead|Boolean|Seen.|\n\n\
    ## Relationships\n\n|Relationship|Type|Description|\n|:--|:--|:--|\n|replies|[message](message.md) collection|Answers.|\n\n\
    ## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"keyProperty\": \"id\", \"@odata.type\": \"microsoft.graph.message\" } -->\n\
    ```json\n{ \"id\": \"String (identifier)\", \"subject\": \"String\", \"isRead\": \"Boolean\" }\n```\n";

/// A page with HTTP lines, a sentence and more.
fn page(title: &str, lines: &str, response: &str, rest: &str) -> String {
    format!(
        "# {title}\n\nNamespace: microsoft.graph\n\nDoes it.\n\n## HTTP request\n\n\
         <!-- {{ \"blockType\": \"ignored\" }} -->\n```http\n{lines}\n```\n\n## Response\n\n{response}\n\n{rest}"
    )
}

fn read(pages: &[(&str, &str)]) -> Analysis {
    let mut files = vec![("resources/message.md", MESSAGE)];
    files.extend(pages);
    analyze(&Sources::from_texts(&files), None, ApiInfo::default())
}

fn operation<'a>(analysis: &'a Analysis, id: &str) -> &'a Operation {
    let ids: Vec<_> = analysis
        .api
        .operations
        .iter()
        .map(|operation| &operation.id)
        .collect();
    let found = analysis
        .api
        .operations
        .iter()
        .find(|operation| operation.id == id);
    found.unwrap_or_else(|| panic!("{id} is not among {ids:?}"))
}

/// `200 microsoft.graph.message[]`, one text per answer.
fn answers(operation: &Operation) -> Vec<String> {
    let text = |answer: &crate::model::Response| {
        let ty = answer.ty.as_ref().map_or("nothing", |ty| ty.as_str());
        format!(
            "{} {ty}{}",
            answer.status,
            if answer.collection { "[]" } else { "" }
        )
    };
    operation.responses.iter().map(text).collect()
}

const ONE: &str = "If successful, this method returns a `200 OK` response code and a [message](../resources/message.md) \
    object in the response body.";
const SEVERAL: &str = "If successful, this method returns a `200 OK` response code and a collection of \
    [message](../resources/message.md) objects in the response body.";

#[test]
fn list_and_get_on_one_page_are_two_operations() {
    let root = page("List messages", "GET /messages", SEVERAL, "");
    let both = page(
        "Get replies",
        "GET /messages/{id}/replies\nGET /messages/{id}/replies/{id}",
        SEVERAL,
        "",
    );
    let analysis = read(&[("api/message-list.md", &root), ("api/message-replies.md", &both)]);
    let list = operation(&analysis, "message-replies");
    assert_eq!(list.kind, OperationKind::List);
    assert_eq!(answers(list), ["200 microsoft.graph.message[]"]);
    let get = operation(&analysis, "message-replies-get");
    assert_eq!(get.kind, OperationKind::Get);
    assert_eq!(answers(get), ["200 microsoft.graph.message"]);
}

#[test]
fn two_methods_on_one_page_are_two_operations() {
    let text = page(
        "Update message",
        "PATCH /messages/{id}\nPUT /messages/{id}",
        ONE,
        "",
    );
    let analysis = read(&[("api/message-update.md", &text)]);
    assert_eq!(operation(&analysis, "message-update").method, "PATCH");
    assert_eq!(operation(&analysis, "message-update-put").method, "PUT");
}

#[test]
fn the_same_line_twice_counts_once() {
    let text = page("Get message", "GET /messages/{id}\nGET /messages/{id}/", ONE, "");
    let analysis = read(&[("api/message-get.md", &text)]);
    assert_eq!(operation(&analysis, "message-get").paths, ["/messages/{id}"]);
}

#[test]
fn the_same_operation_on_two_pages_is_one() {
    let text = page("Get message", "GET /messages/{id}", ONE, "");
    let other = page("Get message", "GET /messages/{message-id}", ONE, "");
    let analysis = read(&[("api/a-get.md", &text), ("api/b-get.md", &other)]);
    let merged = operation(&analysis, "a-get");
    assert_eq!(merged.paths, ["/messages/{id}", "/messages/{message-id}"]);
    assert_eq!(analysis.api.operations.len(), 1);
    let places: Vec<_> = merged
        .path_sources
        .iter()
        .map(|source| source.page.as_str())
        .collect();
    assert_eq!(places, ["api/a-get.md", "api/b-get.md"]);
}

#[test]
fn what_differs_in_meaning_stays_apart() {
    let text = page("Get message", "GET /messages/{id}", ONE, "");
    let other = page("Get draft", "GET /messages/{id}", ONE, "");
    let analysis = read(&[("api/a-get.md", &text), ("api/b-get.md", &other)]);
    assert_eq!(analysis.api.operations.len(), 2);
}

#[test]
fn a_path_that_ends_in_a_key_gives_one_whatever_the_page_says() {
    let text = page("Get message", "GET /messages/{id}", SEVERAL, "");
    let analysis = read(&[("api/message-get.md", &text)]);
    assert_eq!(
        answers(operation(&analysis, "message-get")),
        ["200 microsoft.graph.message"]
    );
}

#[test]
fn a_path_that_others_continue_with_a_key_gives_several() {
    let list = page("List drafts", "GET /drafts", ONE, "");
    let get = page("Get draft", "GET /drafts/{id}", ONE, "");
    let analysis = read(&[("api/draft-list.md", &list), ("api/draft-get.md", &get)]);
    assert_eq!(
        answers(operation(&analysis, "draft-list")),
        ["200 microsoft.graph.message[]"]
    );
}

#[test]
fn an_action_without_a_body_answers_with_nothing() {
    let sentence = "If successful, this action returns a `202 Accepted` response code.";
    let text = page("message: forward", "POST /messages/{id}/forward", sentence, "");
    let analysis = read(&[("api/message-forward.md", &text)]);
    let forward = operation(&analysis, "message-forward");
    assert_eq!(forward.kind, OperationKind::Action);
    assert_eq!(answers(forward), ["202 nothing"]);
}

#[test]
fn placeholders_are_path_parameters_and_options_query_parameters() {
    let rest =
        "## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|period|String|How long.|\n";
    let lines = "GET /messages/{id}/count(period='{period_value}')?$top={n}";
    let analysis = read(&[("api/message-count.md", &page("message: count", lines, ONE, rest))]);
    let count = operation(&analysis, "message-count");
    let path: Vec<_> = count
        .path_parameters
        .iter()
        .map(|parameter| {
            (
                parameter.name.as_str(),
                parameter.description.as_str(),
                parameter.required,
            )
        })
        .collect();
    assert_eq!(path, [("id", "", true), ("period", "How long.", true)]);
    let query: Vec<_> = count
        .query_parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    assert_eq!(query, ["$top"]);
}

#[test]
fn special_ends_have_their_kinds() {
    for (line, kind) in [
        ("GET /messages/{id}/$value", OperationKind::Content),
        ("GET /messages/$count", OperationKind::Count),
        ("DELETE /messages/{id}/replies/{id}/$ref", OperationKind::Ref),
        ("GET /messages/delta", OperationKind::Delta),
        ("DELETE /messages/{id}", OperationKind::Delete),
        ("PATCH /messages/{id}", OperationKind::Update),
        ("POST /messages", OperationKind::Create),
    ] {
        let title = if line.starts_with("POST") {
            "Create message"
        } else {
            "It"
        };
        let analysis = read(&[("api/it.md", &page(title, line, "", ""))]);
        assert_eq!(operation(&analysis, "it").kind, kind, "{line}");
    }
}

#[test]
fn a_count_beside_a_list_is_a_number() {
    let lines = "GET /messages\nGET /messages/$count";
    let analysis = read(&[("api/message-list.md", &page("List messages", lines, SEVERAL, ""))]);
    assert_eq!(
        answers(operation(&analysis, "message-list")),
        ["200 microsoft.graph.message[]"]
    );
    assert_eq!(
        answers(operation(&analysis, "message-list-count")),
        ["200 Edm.Int32"]
    );
}

#[test]
fn content_beside_an_object_is_bytes() {
    let lines = "GET /messages/{id}\nGET /messages/{id}/$value";
    let analysis = read(&[("api/message-get.md", &page("Get message", lines, ONE, ""))]);
    assert_eq!(
        answers(operation(&analysis, "message-get")),
        ["200 microsoft.graph.message"]
    );
    assert_eq!(
        answers(operation(&analysis, "message-get-content")),
        ["200 Edm.Stream"]
    );
}

#[test]
fn a_generators_failure_is_a_finding_and_no_path() {
    let analysis = read(&[(
        "api/it.md",
        &page("It", "GET ** Entity URI for x not found", "", ""),
    )]);
    assert!(analysis.api.operations.is_empty());
    let codes: Vec<_> = analysis
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.id)
        .collect();
    assert!(codes.contains(&"GD0403"), "{codes:?}");
}

#[test]
fn an_answer_whose_type_nothing_tells_is_free_form_with_a_finding() {
    let rest = example(GET, "HTTP/1.1 200 OK", "", "{ \"odd\": 1 }");
    let sentence = "If successful, this method returns a `200 OK` response code.";
    let text = page(
        "Get it",
        "GET /odd/{id}",
        sentence,
        &rest.replace("messages/AAMk", "odd/1"),
    );
    let analysis = read(&[("api/it.md", &text)]);
    assert_eq!(answers(operation(&analysis, "it")), ["200 Edm.Untyped"]);
    let codes: Vec<_> = analysis
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.id)
        .collect();
    assert!(codes.contains(&"GD0405"), "{codes:?}");
}

#[test]
fn a_body_is_an_array_where_the_requests_carry_one() {
    let words = "## Request body\n\nIn the request body, supply a JSON representation of [message](../resources/message.md) objects.\n\n";
    let posted = |body: &str| {
        let request =
            format!("POST https://graph.microsoft.com/v1.0/import\nContent-type: application/json\n\n{body}");
        let rest = words.to_owned() + &example(&request, "HTTP/1.1 204 No Content", "", "");
        let response = "If successful, this method returns a `204 No Content` response code.";
        let text = page("Import messages", "POST /import", response, &rest);
        let analysis = read(&[("api/it.md", &text)]);
        let body = operation(&analysis, "it").request_body.clone();
        body.map(|body| (body.ty.map(|ty| ty.to_string()), body.collection))
    };
    let message = Some("microsoft.graph.message".to_owned());
    assert_eq!(posted("[{ \"subject\": \"Hi\" }]"), Some((message.clone(), true)));
    assert_eq!(posted("{ \"subject\": \"Hi\" }"), Some((message, false)));
}

#[test]
fn a_table_without_a_property_of_the_linked_type_lists_parameters() {
    let body = |row: &str| {
        let rest = format!(
            "## Request body\n\nIn the request body, supply the [message](../resources/message.md) objects.\n\n\
             |Parameter|Type|Description|\n|:--|:--|:--|\n{row}\n"
        );
        let response = "If successful, this method returns a `204 No Content` response code.";
        let text = page("message: import", "POST /messages/import", response, &rest);
        let analysis = read(&[("api/it.md", &text)]);
        let body = operation(&analysis, "it").request_body.clone();
        body.map(|body| (body.ty.is_some(), body.properties.len()))
    };
    let listed = "|value|[message](../resources/message.md) collection|The messages.|";
    assert_eq!(body(listed), Some((false, 1)));
    assert_eq!(body("|subject|String|What it is about.|"), Some((true, 1)));
}

const GET: &str = "GET https://graph.microsoft.com/v1.0/messages/AAMk";

/// A request and an answer below `## Example`.
fn example(request: &str, status: &str, annotation: &str, body: &str) -> String {
    format!(
        "## Example\n\n### Request\n\n<!-- {{ \"blockType\": \"request\", \"name\": \"it\" }} -->\n```http\n{request}\n```\n\n\
         ### Response\n\n<!-- {{ \"blockType\": \"response\"{annotation} }} -->\n```http\n{status}\n\
         Content-type: application/json\n\n{body}\n```\n"
    )
}
