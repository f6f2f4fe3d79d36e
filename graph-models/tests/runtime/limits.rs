//! Reading within limits: text that is not trusted.

use graph_models::{Collection, Json, Limits, from_slice, from_slice_within, runtime::Value};
use serde_json::json;

use super::miniature::{AnyAttachment, Message};

/// The error of a text within limits, if it exceeds one.
fn exceeded<T: Value>(text: &str, limits: Limits) -> Option<String> {
    let error = from_slice_within::<T>(text.as_bytes(), limits).err()?;
    assert!(error.exceeds_limits(), "{error}");
    Some(error.to_string())
}

/// Reads with the most elements that fail and the fewest that do not.
fn check_elements<T: Value>(text: &str, count: usize, path: &str) {
    let limits = Limits::new().elements(count);
    assert_eq!(exceeded::<T>(text, limits), None, "{text}");
    let found = exceeded::<T>(text, Limits::new().elements(count - 1)).expect("one too many");
    let expected = format!("{path}: more than {} elements and members", count - 1);
    assert!(found.starts_with(&expected), "{found}, expected {expected}");
}

#[test]
fn elements_and_members_are_counted_once_each() {
    type Page = Collection<Message>;
    type Attachments = Collection<AnyAttachment>;
    for (text, count, path) in [
        (r#"{"value":[{},{},{}]}"#, 4, "value"),
        (r#"{"value":[{"id":"a"},{"isRead":true}]}"#, 5, "value"),
        (r#"{"value":[{"subject":7}],"x":[1,{"y":2}]}"#, 7, "x[1]"),
        (r#"{"value":[null,null]}"#, 3, "value"),
        (r#"{"value":[{"categories":["a",1]}]}"#, 5, "value"),
    ] {
        check_elements::<Page>(text, count, path);
    }
    let late = r##"{"value":[{"id":"a","name":"b","@odata.type":"#microsoft.graph.fileAttachment","z":1}]}"##;
    check_elements::<Attachments>(late, 6, "value");
    check_elements::<Json>(r#"[[],{},{"a":{"b":0}}]"#, 5, "[2]");
}

#[test]
fn what_a_short_text_makes_is_within_the_bytes() {
    let many = |text: &str| format!(r#"{{"value":[{}]}}"#, [text; 1_000].join(","));
    let size = size_of::<Message>() * 1_000;
    let empty = many("{}");
    let limits = |bytes| Limits::new().bytes(bytes);
    assert!(exceeded::<Collection<Message>>(&empty, limits(size)).is_some());
    assert_eq!(exceeded::<Collection<Message>>(&empty, limits(2 * size)), None);
    // All of these take much more memory than they have bytes, as structs, as free-form JSON, or first as one and then as
    // the other.
    for text in [
        many("{}"),
        many(r#"{"":0}"#),
        many(r#"{"categories":[[]]}"#),
        many(r#"{"free":{"":0}}"#),
        many(r#"{"attachments":[{}]}"#),
        many(r#"{"architectures":"a,b,c"}"#),
        many(r#"{"toRecipients":[{"emailAddress":{}},1]}"#),
        format!(r#"{{"value":[{{"subject":"{}"}}]}}"#, "x".repeat(20_000)),
    ] {
        let found = exceeded::<Collection<Message>>(&text, limits(20_000)).expect("more than the limit");
        assert!(found.contains("more than 20000 bytes of memory"), "{found}");
        assert_eq!(exceeded::<Collection<Message>>(&text, Limits::new()), None);
    }
}

#[test]
fn depth_has_a_limit_that_only_gets_smaller() {
    for (depth, expected) in [(3, 3), (1_000, 100)] {
        let limits = Limits::new().depth(depth);
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert_eq!(exceeded::<Json>(&nested(expected), limits), None);
        let found = exceeded::<Json>(&nested(expected + 1), limits).expect("one too many");
        assert!(
            found.contains(&format!("nested more than {expected} levels deep")),
            "{found}"
        );
    }
}

#[test]
fn what_is_within_the_limits_is_read_as_without() {
    let text = json!({"value": [
        {"id": "a", "categories": ["b", 1], "attachments": [{"id": "c", "@odata.type": "#microsoft.graph.fileAttachment"}]},
        {"size": "large", "free": {"x": [1, 2]}, "architectures": "x64,arm", "z": null},
    ]});
    let text = text.to_string();
    let within: Collection<Message> = from_slice_within(text.as_bytes(), Limits::new()).unwrap();
    assert_eq!(within, from_slice(text.as_bytes()).unwrap());
    for (text, limits) in [
        ("{", Limits::new()),
        (r#"{"value":1}"#, Limits::new().elements(9)),
    ] {
        let error = from_slice_within::<Collection<Message>>(text.as_bytes(), limits).unwrap_err();
        assert!(!error.exceeds_limits(), "{error}");
    }
}
