//! Sentences and the types in them.

use super::*;
use crate::{page::parse::inline::References, text::Sources};

fn check(text: &str, expect: Option<(&str, bool)>) {
    let sources = Sources::from_texts(&[("api/a.md", text)]);
    let (file, source) = sources.pages().next().expect("one page");
    let cell = type_of(Slice::whole(file, &source.text), &References::default());
    let found = cell
        .as_ref()
        .and_then(|cell| Some((cell.types.first()?.name.as_str(), cell.collection)));
    assert_eq!(found, expect, "{text}");
}

#[test]
fn links_name_types() {
    check(
        "a [message](../resources/message.md) object in the body",
        Some(("message", false)),
    );
    check(
        "a collection of [message](../resources/message.md) objects",
        Some(("message", true)),
    );
    check(
        "[message](../resources/message.md) collection",
        Some(("message", true)),
    );
    check(
        "see [get](../api/message-get.md) and a [user](../resources/user.md) object",
        Some(("user", false)),
    );
    check(
        "an array of [a](/graph/api/resources/a?view=x)",
        Some(("a", true)),
    );
}

#[test]
fn words_name_types() {
    check("a android object in the response body", Some(("android", false)));
    check("a **user** object", Some(("user", false)));
    check("a String collection in the response body", Some(("String", true)));
    check(
        "a collection of accessReview objects",
        Some(("accessReview", true)),
    );
    check("an updated object", None);
    check("It contains a Stream", Some(("Stream", false)));
}

#[test]
fn full_stops_in_code_end_no_sentence() {
    let sources = Sources::from_texts(&[("api/a.md", "One `a. b` [x](y.md). Two (e.g. three). Four")]);
    let (file, source) = sources.pages().next().expect("one page");
    assert_eq!(sentences(Slice::whole(file, &source.text)).len(), 3);
}
