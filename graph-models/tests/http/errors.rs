//! The service's errors, in every form that they are seen in.

use graph_models::{Error, ErrorKind, Operation};
use http::Response;
use proptest::prelude::*;

use super::{ListNames, answer};

fn refusal(status: u16, body: &str) -> Error {
    let error = ListNames::decode(answer(status, body)).expect_err("an error");
    assert_eq!(error.kind(), ErrorKind::Service);
    error
}

#[test]
fn errors_are_read_in_every_form() {
    let body = r#"{"error":{"code":"NotFound","message":"No such name.","innerError":
        {"code":"deeper","date":"2024-02-14T03:10:53","request-id":"1-2","innererror":{"code":"deepest"}}}}"#;
    let error = refusal(404, body);
    assert_eq!(error.code(), Some("NotFound"));
    assert_eq!(error.to_string(), "404: NotFound: No such name.");
    assert_eq!(error.request_id(), Some("1-2"));
    assert!(error.has_code("deepest") && error.has_code("NotFound") && !error.has_code("x"));
    assert_eq!(
        refusal(503, "<html>Our services aren't available</html>").to_string(),
        "503: Service Unavailable"
    );
    assert_eq!(refusal(401, "").to_string(), "401: Unauthorized");
    assert_eq!(
        refusal(400, r#"{"error":"invalid_grant","error_description":"x"}"#).to_string(),
        "400: invalid_grant: x"
    );
    assert_eq!(refusal(500, "[]").code(), None);
}

#[test]
fn the_time_to_wait_is_read() {
    let mut response = answer(429, "");
    response
        .headers_mut()
        .insert("Retry-After", "12".parse().expect("a value"));
    let error = ListNames::decode(response).expect_err("an error");
    assert_eq!(error.retry_after(), Some(std::time::Duration::from_secs(12)));
}

#[test]
fn errors_of_older_services_are_read() {
    let body = r#"{"odata.error":{"code":"Request_BadRequest","message":{"lang":"en","value":"Bad."}}}"#;
    assert_eq!(refusal(400, body).to_string(), "400: Request_BadRequest: Bad.");
    assert_eq!(
        refusal(400, r#"{"code":"x","message":"y"}"#).to_string(),
        "400: x: y"
    );
    assert_eq!(
        refusal(400, r#"{"error":{"code":409,"message":"y"}}"#).to_string(),
        "400: 409: y"
    );
    assert_eq!(
        refusal(400, r#"{"error":{"code":"x","message":""}}"#).to_string(),
        "400: x: Bad Request"
    );
    assert_eq!(refusal(400, r#"{"error":null}"#).to_string(), "400: Bad Request");
    assert_eq!(
        refusal(400, "\u{feff}{\"error\":{\"code\":\"x\"}}").code(),
        Some("x")
    );
}

#[test]
fn texts_are_read_as_messages() {
    assert_eq!(
        refusal(400, r#""No such name.""#).to_string(),
        "400: No such name."
    );
    let mut response = answer(400, "  No such name.\r\n");
    let plain = "text/plain; charset=utf-8".parse().expect("a value");
    response.headers_mut().insert("Content-Type", plain);
    let error = ListNames::decode(response).expect_err("an error");
    assert_eq!(error.to_string(), "400: No such name.");
    assert_eq!(refusal(499, "").to_string(), "499: the service gave no reason");
}

#[test]
fn errors_keep_what_the_service_sent() {
    let body =
        r#"{"error":{"code":"a","message":"b","details":[{"code":"c"}],"innererror":{"request-id":"1"}}}"#;
    let mut response = answer(429, body);
    let headers = response.headers_mut();
    headers.insert("request-id", "2".parse().expect("a value"));
    let error = ListNames::decode(response).expect_err("an error");
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
        let response = Response::builder().status(status).body(body).expect("an answer");
        prop_assert!(ListNames::decode(response).is_err());
    }
}
