//! Answers: documented statuses, wrapped values, content, work in progress.

use graph_models::{
    Collection, ErrorKind, Json, Operation,
    runtime::http::{Accepted, Answer, Content, Wrapped},
};
use http::Response;

use super::{ListNames, Rename, answer};

#[test]
fn documented_answers_are_read() {
    let page =
        ListNames::decode(answer(200, r#"{"value":["a"],"@odata.nextLink":"https://x"}"#)).expect("a page");
    assert_eq!(page.value, ["a"]);
    assert_eq!(page.next_link.as_deref(), Some("https://x"));
    Rename::decode(answer(204, "")).expect("no body");
}

#[test]
fn undocumented_statuses_are_told() {
    let error = ListNames::decode(answer(206, r#"{"value":[]}"#)).expect_err("not documented");
    assert_eq!(error.kind(), ErrorKind::Answer);
    assert!(ListNames::decode_any_success(answer(206, r#"{"value":[]}"#)).is_ok());
}

#[test]
fn wrapped_values_content_and_work_in_progress() {
    fn read<T: Answer>(response: Response<Vec<u8>>) -> T {
        T::read(response).expect("an answer")
    }
    let wrapped: Wrapped<bool> = read(answer(200, r##"{"@odata.context":"#x","value":true}"##));
    assert_eq!((wrapped.value, wrapped.extra.context()), (Some(true), Some("#x")));
    assert_eq!(read::<Option<String>>(answer(204, "")), None);
    let mut response = answer(302, "");
    response
        .headers_mut()
        .insert("Location", "https://x".parse().expect("a value"));
    assert_eq!(
        read::<Content>(response.clone()).location.as_deref(),
        Some("https://x")
    );
    assert_eq!(read::<Accepted>(response).location.as_deref(), Some("https://x"));
}

#[test]
fn an_empty_page_may_have_a_next_one() {
    let body =
        r#"{"value":[],"@odata.nextLink":"https://x","@odata.deltaLink":"https://y","@odata.count":7}"#;
    let page = ListNames::decode(answer(200, body)).expect("a page");
    assert!(page.value.is_empty());
    assert_eq!(page.next_link.as_deref(), Some("https://x"));
    assert_eq!(page.delta_link.as_deref(), Some("https://y"));
    assert_eq!(page.count, Some(7));
}

#[test]
fn what_is_not_as_the_page_says_is_told_with_the_answer() {
    let error = ListNames::decode(answer(200, "<html>proxy</html>")).expect_err("no JSON");
    assert_eq!(error.kind(), ErrorKind::Answer);
    assert_eq!(error.body(), b"<html>proxy</html>");
    let error = ListNames::decode(answer(200, "")).expect_err("nothing");
    assert_eq!(error.message(), "the response has no body (status 200 OK)");
    let error = ListNames::decode(answer(200, r#"{"value":[1]}"#)).expect_err("no text");
    assert!(error.message().contains("value[0]"), "{error}");
}

#[test]
fn a_byte_order_mark_is_none_of_the_answer() {
    let page: Collection<Json> = Answer::read(answer(200, "\u{feff}{\"value\":[1]}")).expect("a page");
    assert_eq!(page.value, [Json::from(1)]);
}
