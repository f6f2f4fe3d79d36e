//! Options in the query and header fields.

use graph_models::runtime::http::Path;
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

use super::{BASE, IfMatch, StartDateTime, call};

#[test]
fn options_stand_in_the_query_and_the_headers() {
    let call = call(Path::new("/names"))
        .select(["id", "name"])
        .top(1)
        .top(2)
        .order_by(["name desc"])
        .query(StartDateTime, "2021-07-01T00:00:00+02:00&x")
        .query_raw("$format", "json")
        .header(IfMatch, "W/\"1\"");
    let request = call.to_http("https://graph.example/v1.0/").expect("a request");
    assert_eq!(
        request.uri(),
        "https://graph.example/v1.0/names?$select=id,name&$top=2&$orderby=name%20desc\
         &startDateTime=2021-07-01T00:00:00%2B02:00%26x&$format=json"
    );
    assert_eq!(request.headers()["if-match"], "W/\"1\"");
}

#[test]
fn headers_are_checked() {
    let refused = |name: &str, value: &str| call(Path::new("/a")).header_raw(name, value).to_http(BASE);
    assert!(refused("Prefer", "a\r\nAuthorization: b").is_err());
    assert!(refused("Pre fer", "a").is_err());
    assert!(refused("Prefer", "return=minimal").is_ok());
}

proptest! {
    #[test]
    fn a_value_in_the_query_is_one_value(value in any::<String>()) {
        let call = call(Path::new("/a")).query_raw("x", &value).query_raw("y", "1");
        let request = call.to_http(BASE).expect("a request");
        let query = request.uri().query().expect("a query");
        let pairs: Vec<_> = query.split('&').collect();
        prop_assert_eq!(pairs.len(), 2);
        let inside = pairs[0].strip_prefix("x=").expect("its name");
        prop_assert_eq!(percent_decode_str(inside).decode_utf8().expect("UTF-8"), value);
    }

    #[test]
    fn a_header_field_is_sent_as_it_is_or_refused(name in "[ -~]{0,12}|\\PC{0,4}", value in any::<String>()) {
        let request = call(Path::new("/a")).header_raw(&name, &value).to_http(BASE);
        if let Ok(request) = request {
            let fields: Vec<_> = request.headers().iter().collect();
            prop_assert_eq!(fields.len(), 1);
            prop_assert!(fields[0].0.as_str().eq_ignore_ascii_case(&name));
            prop_assert_eq!(fields[0].1.as_bytes(), value.as_bytes());
            prop_assert!(!value.contains(['\r', '\n', '\0']));
        }
    }
}
