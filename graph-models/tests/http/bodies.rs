//! What requests carry.

use graph_models::{Call, Extra, Patch, runtime::http::Path};

use super::{BASE, ListNames, Rename};

#[test]
fn changes_keep_clear_and_set() {
    let changes = Rename {
        name: "a".into(),
        secret: Patch::Clear,
        extra: Extra::from_iter([("@odata.type", "#x.y")]),
        ..Rename::default()
    };
    let call = Call::<Rename>::json(Path::new("/names").key("1"), &changes);
    let request = call.to_http(BASE).expect("a request");
    assert_eq!(request.method(), "PATCH");
    assert_eq!(request.headers()["content-type"], "application/json");
    let body = String::from_utf8_lossy(request.body()).into_owned();
    assert_eq!(body, r##"{"name":"a","secret":null,"@odata.type":"#x.y"}"##);
    assert_eq!(format!("{changes:?}"), "Rename { name, secret, @odata.type }");
}

#[test]
fn a_body_of_any_kind_has_a_plain_name() {
    let call = Call::<Rename>::json(Path::new("/names").key("1"), &Rename::default());
    let request = call
        .body_raw("text/plain", b"bWltZQ==")
        .to_http(BASE)
        .expect("a request");
    assert_eq!(request.headers()["content-type"], "text/plain");
    assert_eq!(request.body(), b"bWltZQ==");
}

#[test]
fn what_a_call_carries_is_checked_like_a_header() {
    let call = Call::<ListNames>::content(Path::new("/names"), "text/plain\r\nX: y", b"");
    assert!(call.to_http(BASE).is_err());
}
