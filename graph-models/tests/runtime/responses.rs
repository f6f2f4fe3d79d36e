//! Responses of operations that are written by hand, the service's errors, and permissions.

use std::time::Duration;

use graph_models::{
    Collection, Error, ErrorKind, Json, Operation,
    runtime::http::{
        Accepted, Access, Account, AllOf, Answer, AnyOf, Case, Content, Info, Permissions, Wrapped,
        least_permissions,
    },
};
use http::Response;
use proptest::prelude::*;

use super::{
    miniature::Message,
    requests::{ListNames, Rename},
};

fn response(status: u16, body: &str) -> Response<Vec<u8>> {
    let response = Response::builder().status(status).body(body.as_bytes().to_vec());
    response.expect("a response")
}

fn with_header(mut response: Response<Vec<u8>>, name: &'static str, value: &str) -> Response<Vec<u8>> {
    let headers = response.headers_mut();
    headers.insert(name, value.parse().expect("a value"));
    response
}

#[test]
fn documented_responses_are_decoded() {
    let page =
        ListNames::decode(response(200, r#"{"value":["a"],"@odata.nextLink":"https://x"}"#)).expect("a page");
    assert_eq!(page.value, ["a"]);
    assert_eq!(page.next_link.as_deref(), Some("https://x"));
    Rename::decode(response(204, "")).expect("no body");
}

#[test]
fn any_2xx_is_a_success_unless_the_page_is_taken_at_its_word() {
    let other = || response(206, r#"{"value":[]}"#);
    assert!(ListNames::decode(other()).is_ok());
    let error = ListNames::decode_documented(other()).expect_err("not documented");
    assert_eq!(error.kind(), ErrorKind::Answer);
    assert!(error.message().contains("the page lists [200]"), "{error}");
    let error = ListNames::decode(response(302, "")).expect_err("a redirect");
    assert_eq!(error.kind(), ErrorKind::Answer);
    Rename::decode(response(200, "{}")).expect("more than documented");
}

#[test]
fn a_success_without_a_body_is_told_apart() {
    for body in ["", "  \r\n", "\u{feff}", "null"] {
        let response = with_header(response(202, body), "Location", "https://x");
        let error = ListNames::decode(response).expect_err("no body");
        assert_eq!(error.kind(), ErrorKind::NoBody, "{body:?}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(202));
        assert_eq!(error.location(), Some("https://x"));
    }
}

/// An object with the property `id`, and possibly more.
fn object(body: &str) -> Result<Message, Error> {
    Answer::read(response(200, body))
}

#[test]
fn a_wrapped_object_is_unwrapped_only_where_it_is_alone() {
    for body in [
        r#"{"value":{"id":"a"}}"#,
        r##"{"@odata.context":"c","#x":{},"a@b":1,"value":{"id":"a"}}"##,
        r#"{"value":[{"id":"a"}]}"#,
        r#"{"id":"a"}"#,
        r#"{"id":"a","value":{"id":"b"}}"#,
        r#"{"crane":2,"id":"a","value":[]}"#,
    ] {
        let message = object(body).unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(message.id.as_deref(), Some("a"), "{body}");
    }
    let open = object(r#"{"crane":2,"value":{"id":"b"}}"#).expect("an open type");
    assert_eq!((open.id, open.extra.len()), (None, 2));
    for body in [
        r#"{"value":[]}"#,
        r#"{"value":[{"id":"a"},{"id":"b"}]}"#,
        r#"{"value":["a"]}"#,
    ] {
        let error = object(body).expect_err("not one object");
        assert_eq!((error.kind(), error.body()), (ErrorKind::Answer, body.as_bytes()));
    }
}

#[test]
fn wrapped_values_content_and_accepted_work_are_decoded() {
    fn read<T: Answer>(response: Response<Vec<u8>>) -> T {
        T::read(response).expect("a response")
    }
    let wrapped: Wrapped<bool> = read(response(200, r##"{"@odata.context":"#x","value":true}"##));
    assert_eq!((wrapped.value, wrapped.extra.context()), (Some(true), Some("#x")));
    assert_eq!(read::<Option<String>>(response(204, "")), None);
    let redirect = || with_header(response(302, ""), "Location", "https://x");
    assert_eq!(read::<Content>(redirect()).location.as_deref(), Some("https://x"));
    assert_eq!(
        read::<Accepted>(redirect()).location.as_deref(),
        Some("https://x")
    );
    let accepted: Accepted = read(with_header(response(202, "{}"), "Retry-After", "5"));
    assert_eq!(accepted.retry_after, Some(Duration::from_secs(5)));
    assert_eq!(accepted.body, b"{}");
}

#[test]
fn an_empty_page_can_have_a_next_link() {
    let body =
        r#"{"value":[],"@odata.nextLink":"https://x","@odata.deltaLink":"https://y","@odata.count":7}"#;
    let page = ListNames::decode(response(200, body)).expect("a page");
    assert!(page.value.is_empty());
    assert_eq!(page.next_link.as_deref(), Some("https://x"));
    assert_eq!(page.delta_link.as_deref(), Some("https://y"));
    assert_eq!(page.count, Some(7));
}

#[test]
fn responses_that_do_not_match_the_page_are_errors() {
    let error = ListNames::decode(response(200, "<html>proxy</html>")).expect_err("no JSON");
    assert_eq!(error.kind(), ErrorKind::Answer);
    assert_eq!(error.body(), b"<html>proxy</html>");
    assert!(error.message().contains("<html>proxy"), "{error}");
    let long = ListNames::decode(response(200, &"é".repeat(100_000))).expect_err("no JSON");
    assert!(long.message().len() < 600, "{long}");
    let error = ListNames::decode(response(200, r#"{"value":[1]}"#)).expect_err("no text");
    assert!(error.message().contains("value[0]"), "{error}");
}

#[test]
fn a_byte_order_mark_is_ignored() {
    let page: Collection<Json> = Answer::read(response(200, "\u{feff}{\"value\":[1]}")).expect("a page");
    assert_eq!(page.value, [Json::from(1)]);
}

fn service_error(response: Response<Vec<u8>>) -> Error {
    let error = ListNames::decode(response).expect_err("an error");
    assert_eq!(error.kind(), ErrorKind::Service);
    error
}

#[test]
fn errors_are_read_in_every_form() {
    for (status, body, expected) in [
        (
            404,
            r#"{"error":{"code":"NotFound","message":"No such name."}}"#,
            "404: NotFound: No such name.",
        ),
        (
            503,
            "<html>Our services aren't available</html>",
            "503: Service Unavailable",
        ),
        (401, "", "401: Unauthorized"),
        (499, "", "499: the service gave no reason"),
        (
            400,
            r#"{"error":"invalid_grant","error_description":"x"}"#,
            "400: invalid_grant: x",
        ),
        (500, "[]", "500: Internal Server Error"),
        (
            400,
            r#"{"odata.error":{"code":"Request_BadRequest","message":{"lang":"en","value":"Bad."}}}"#,
            "400: Request_BadRequest: Bad.",
        ),
        (400, r#"{"code":"x","message":"y"}"#, "400: x: y"),
        (400, r#"{"error":{"code":409,"message":"y"}}"#, "400: 409: y"),
        (
            400,
            r#"{"error":{"code":"x","message":""}}"#,
            "400: x: Bad Request",
        ),
        (400, r#"{"error":null}"#, "400: Bad Request"),
        (400, "\u{feff}{\"error\":{\"code\":\"x\"}}", "400: x: Bad Request"),
        (400, r#""No such name.""#, "400: No such name."),
    ] {
        assert_eq!(
            service_error(response(status, body)).to_string(),
            expected,
            "{body}"
        );
    }
    let plain = response(400, "  No such name.\r\n");
    let plain = with_header(plain, "Content-Type", "text/plain; charset=utf-8");
    assert_eq!(service_error(plain).to_string(), "400: No such name.");
}

#[test]
fn codes_are_found_on_every_level() {
    let body = r#"{"error":{"code":"NotFound","message":"No such name.","innerError":
        {"code":"deeper","date":"2024-02-14T03:10:53","request-id":"1-2","innererror":{"code":"deepest"}}}}"#;
    let error = service_error(response(404, body));
    assert_eq!(error.code(), Some("NotFound"));
    assert_eq!(error.request_id(), Some("1-2"));
    assert!(error.has_code("deepest") && error.has_code("NotFound") && !error.has_code("x"));
    assert_eq!(service_error(response(500, "[]")).code(), None);
}

#[test]
fn the_time_to_wait_is_read() {
    for (text, expected) in [
        ("12", Some(12_000)),
        (" 2.128 ", Some(2128)),
        ("\"120\"", Some(120_000)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(37_000)),
        ("Sun, 06 Nov 1994 08:48:37 GMT", Some(0)),
        ("-1", None),
        ("soon", None),
    ] {
        let response = with_header(response(429, ""), "Date", "Sun, 06 Nov 1994 08:49:00 GMT");
        let error = service_error(with_header(response, "Retry-After", text));
        assert_eq!(error.retry_after(), expected.map(Duration::from_millis), "{text}");
    }
    // A time that no clock can hold is no reason to try again at once.
    let error = service_error(with_header(response(429, ""), "Retry-After", "1e999"));
    assert_eq!(error.retry_after(), Some(Duration::MAX));
}

/// A service, or who answers in its place, decides how long its texts are and what they hold.
#[test]
fn debug_output_is_short_and_shows_no_bytes_and_no_urls() {
    let long = "x".repeat(1_000_000);
    let json = format!(r#"{{"error":{{"code":"{long}","message":"{long}","innerError":{{"x":"{long}"}}}}}}"#);
    let json = response(500, &json);
    let plain = with_header(response(500, &long), "content-type", "text/plain");
    for response in [json, plain] {
        let response = with_header(response, "location", "https://secret.example");
        let error = service_error(response);
        for shown in [format!("{error:?}"), format!("{error:#?}"), error.to_string()] {
            assert!(
                shown.len() < 2_000 && shown.contains("xxx"),
                "{} bytes",
                shown.len()
            );
            assert!(!shown.contains("secret"), "{shown}");
        }
    }
    let answer = || with_header(response(200, &long), "location", "https://secret.example");
    let content: Content = Answer::read(answer()).expect("content");
    let accepted: Accepted = Answer::read(answer()).expect("accepted");
    for shown in [format!("{content:?}"), format!("{accepted:?}")] {
        assert!(shown.contains("(1000000 bytes)") && shown.len() < 200, "{shown}");
        assert!(!shown.contains("secret"), "{shown}");
    }
}

#[test]
fn errors_keep_the_response() {
    let body =
        r#"{"error":{"code":"a","message":"b","details":[{"code":"c"}],"innererror":{"request-id":"1"}}}"#;
    let error = service_error(with_header(response(429, body), "request-id", "2"));
    assert_eq!(error.request_id(), Some("2"));
    assert_eq!(error.body(), body.as_bytes());
    assert_eq!(
        error.details().map(|details| &details["details"][0]["code"]),
        Some(&"c".into())
    );
    assert_eq!(error.inner().map(|inner| &inner["request-id"]), Some(&"1".into()));
    assert_eq!(error.retry_after(), None);
}

proptest! {
    #[test]
    fn errors_never_panic(status in 400_u16..600, body in any::<Vec<u8>>()) {
        let response = Response::builder().status(status).body(body).expect("a response");
        prop_assert!(ListNames::decode(response).is_err());
    }
}

const fn named(title: &'static str, work: Access) -> Info {
    let permissions = Permissions {
        work,
        ..Permissions::UNSUPPORTED
    };
    Info {
        title,
        permissions,
        ..Info::NONE
    }
}

const fn needs(alternatives: &'static [AllOf]) -> Info {
    named("needs", Access::Needs(AnyOf::ordered(alternatives)))
}

static BOTH: Info = needs(&[&["B"], &["A"]]);
static FIRST: Info = needs(&[&["A"], &["B"]]);
static WIDE: Info = needs(&[&["C"], &["B"]]);
static PAIR: Info = needs(&[&["A", "D"], &["E"]]);
static ONLY_E: Info = needs(&[&["E"]]);
static OPEN: Info = named(
    "open",
    Access::Needs(AnyOf {
        alternatives: &[&["A"], &["C", "D"], &["E"]],
        least: 2,
    }),
);
static NONE_LEAST: Info = named(
    "none is least",
    Access::Needs(AnyOf {
        alternatives: &[&["F"], &["G"]],
        least: 0,
    }),
);
static BY_CASE: Info = named(
    "by case",
    Access::Depends(&[
        Case {
            when: "user",
            needs: AnyOf::ordered(&[&["A"], &["E"]]),
        },
        Case {
            when: "group",
            needs: AnyOf::ordered(&[&["C", "D"], &["E"]]),
        },
    ]),
);
static NOT_IN_ONE: Info = named(
    "not in one",
    Access::Depends(&[
        Case {
            when: "user",
            needs: AnyOf::ordered(&[&["A"]]),
        },
        Case {
            when: "post",
            needs: AnyOf::ordered(&[]),
        },
    ]),
);

#[test]
fn least_permissions_are_combined() {
    let cases: [(&[&'static Info], &str); 16] = [
        (&[], "no permissions"),
        (&[&FIRST], "all of: A"),
        // A permission that several operations accept replaces theirs.
        (&[&FIRST, &BOTH], "all of: B"),
        (&[&WIDE, &BOTH], "all of: B"),
        (&[&WIDE, &FIRST], "all of: A, C"),
        // All of an alternative, or none of it.
        (&[&PAIR], "all of: A, D"),
        (&[&PAIR, &FIRST], "all of: A, D"),
        (&[&PAIR, &ONLY_E], "all of: E"),
        // Several are the least privileged: the choice stays open, unless another operation decides it.
        (&[&OPEN], "one of: A, C and D"),
        (&[&OPEN, &OPEN, &WIDE], "all of: C; one of: A, C and D"),
        (&[&OPEN, &FIRST], "all of: A"),
        (&[&OPEN, &ONLY_E], "all of: E"),
        (&[&NONE_LEAST], "one of: F, G"),
        // A condition stays one, unless what is needed anyway suffices in every case.
        (
            &[&FIRST, &BY_CASE],
            "all of: A; by case depends on the case: user: A, group: C and D",
        ),
        (&[&ONLY_E, &BY_CASE], "all of: E"),
        (
            &[&NOT_IN_ONE, &Info::NONE, &FIRST],
            "all of: A; not in one depends on the case: user: A, post: not supported; not stated: ",
        ),
    ];
    for (operations, expected) in cases {
        let needed = least_permissions(Account::Work, operations.iter().copied());
        assert_eq!(needed.to_string(), expected);
        let reversed = least_permissions(Account::Work, operations.iter().rev().copied());
        assert_eq!(reversed.all_of, needed.all_of);
        for operation in operations.iter().copied() {
            let access = operation.permissions.work;
            let is_depending = needed
                .depends
                .iter()
                .any(|depends| depends.operation == operation);
            assert!(!is_depending || matches!(access, Access::Depends(_)), "{access}");
        }
    }
}

#[test]
fn operations_without_permissions_are_listed() {
    let needed = least_permissions(Account::Application, [&FIRST, &Info::NONE]);
    assert!(needed.all_of.is_empty());
    assert_eq!((needed.unsupported.len(), needed.unstated.len()), (1, 1));
}
