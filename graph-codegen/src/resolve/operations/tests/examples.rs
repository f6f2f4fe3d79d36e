//! Examples of small pages.

use super::{GET, ONE, answers, example, operation, page, read};
use crate::{
    Analysis,
    model::{Example, ExampleClass},
};

fn only_example(analysis: &Analysis) -> &Example {
    let mut exchanges = analysis
        .api
        .examples
        .iter()
        .filter(|example| example.request.is_some());
    exchanges.next().expect("the page has an example")
}

#[test]
fn an_example_belongs_to_the_operation_that_its_path_fits() {
    let rest = example(
        GET,
        "HTTP/1.1 200 OK",
        "",
        "{ \"id\": \"AAMk\", \"subject\": \"Hi\" }",
    );
    let analysis = read(&[(
        "api/message-get.md",
        &page("Get message", "GET /messages/{id}", ONE, &rest),
    )]);
    let example = only_example(&analysis);
    assert_eq!(example.operation.as_deref(), Some("message-get"));
    assert_eq!(example.name, "it");
    let answer = &example.responses[0];
    assert_eq!(
        answer.ty.as_ref().map(|ty| ty.as_str()),
        Some("microsoft.graph.message")
    );
    assert!(!answer.collection);
    assert_eq!(example.class, ExampleClass::Literal);
}

// G27
#[test]
fn type_words_in_place_of_values_make_a_placeholder() {
    for (body, class) in [
        ("{ \"subject\": \"String\" }", ExampleClass::Placeholder),
        ("{ \"id\": \"String (identifier)\" }", ExampleClass::Placeholder),
        ("{ \"isRead\": \"Boolean\" }", ExampleClass::Placeholder),
        ("{ \"subject\": \"Date\" }", ExampleClass::Literal),
        ("{ \"subject\": \"subject-value\" }", ExampleClass::Literal),
        ("{ \"isRead\": \"isRead-value\" }", ExampleClass::Placeholder),
        ("{ \"subject\": \"...\" }", ExampleClass::Elided),
    ] {
        let rest = example(GET, "HTTP/1.1 200 OK", "", body);
        let text = page("Get message", "GET /messages/{id}", ONE, &rest);
        let analysis = read(&[("api/message-get.md", &text)]);
        assert_eq!(only_example(&analysis).class, class, "{body}");
    }
}

#[test]
fn the_body_decides_whether_an_answer_is_a_collection() {
    let annotation = ", \"@odata.type\": \"microsoft.graph.message\"";
    let rest = example(
        "GET https://graph.microsoft.com/v1.0/messages",
        "HTTP/1.1 200 OK",
        annotation,
        "{ \"value\": [ { \"id\": \"a\" } ] }",
    );
    let analysis = read(&[(
        "api/message-list.md",
        &page("List messages", "GET /messages", ONE, &rest),
    )]);
    assert!(only_example(&analysis).responses[0].collection);
    assert_eq!(
        answers(operation(&analysis, "message-list")),
        ["200 microsoft.graph.message[]"]
    );
}

// G41
#[test]
fn a_status_that_the_page_does_not_document_is_a_finding() {
    let rest = example(GET, "HTTP/1.1 206 Partial Content", "", "{ \"id\": \"a\" }");
    let analysis = read(&[(
        "api/message-get.md",
        &page("Get message", "GET /messages/{id}", ONE, &rest),
    )]);
    let codes: Vec<_> = analysis
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.id)
        .collect();
    assert!(codes.contains(&"GD0406"), "{codes:?}");
}

// G25
#[test]
fn keys_in_parentheses_fit_templates_with_keys() {
    let rest = example(
        "GET https://graph.microsoft.com/v1.0/messages('AA=')",
        "HTTP/1.1 200 OK",
        "",
        "{ \"id\": \"a\" }",
    );
    let analysis = read(&[(
        "api/message-get.md",
        &page("Get message", "GET /messages/{id}", ONE, &rest),
    )]);
    assert_eq!(only_example(&analysis).operation.as_deref(), Some("message-get"));
}

#[test]
fn representations_are_examples_without_an_operation() {
    let analysis = read(&[]);
    let shown = &analysis.api.examples[0];
    assert_eq!(shown.operation, None);
    assert_eq!(shown.name, "message");
    assert_eq!(shown.responses[0].status, 0);
    assert_eq!(shown.class, ExampleClass::Placeholder);
}
