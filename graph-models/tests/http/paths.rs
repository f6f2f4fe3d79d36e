//! Values in paths: none leaves its place.

use graph_models::runtime::http::Path;
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

use super::{BASE, call, fault, uri};

#[test]
fn values_are_encoded_in_their_segments() {
    let path = Path::new("/users")
        .key("adele@contoso.com")
        .to("/messages")
        .key("AA/k?#%=");
    assert_eq!(
        uri(path),
        "https://graph.example/v1.0/users/adele@contoso.com/messages/AA%2Fk%3F%23%25="
    );
    assert_eq!(
        uri(Path::new("/a").key("ä b")),
        "https://graph.example/v1.0/a/%C3%A4%20b"
    );
    assert_eq!(
        uri(Path::new("/a").key("$value")),
        "https://graph.example/v1.0/a/%24value"
    );
}

#[test]
fn values_that_would_change_the_path_are_refused() {
    assert_eq!(
        fault(Path::new("/users").key("")),
        "an empty value cannot be a path segment (after `/users/`)"
    );
    assert!(fault(Path::new("/users").key("..").to("/x")).starts_with("\"..\" cannot be a path segment"));
    assert!(fault(Path::new("/root").address("a/../b")).starts_with("\"..\""));
    assert!(fault(Path::new("/row(index=").literal("1,x=2").to(")")).contains("plain value"));
}

#[test]
fn literals_double_their_quotes() {
    let path = Path::new("/search(q=").text("O'Neil (a/b)").to(")");
    assert_eq!(
        uri(path),
        "https://graph.example/v1.0/search(q='O%27%27Neil%20%28a%2Fb%29')"
    );
    assert_eq!(
        uri(Path::new("/row(index=").literal("-3").to(")")),
        "https://graph.example/v1.0/row(index=-3)"
    );
}

#[test]
fn addresses_by_path_close_when_the_path_goes_on() {
    let root = || Path::new("/me/drive/root").address("/A b/c:d.xlsx");
    assert_eq!(
        uri(root()),
        "https://graph.example/v1.0/me/drive/root:/A%20b/c%3Ad.xlsx"
    );
    assert_eq!(
        uri(root().to("/content")),
        "https://graph.example/v1.0/me/drive/root:/A%20b/c%3Ad.xlsx:/content"
    );
}

proptest! {
    #[test]
    fn a_key_is_one_segment(value in any::<String>()) {
        let request = call(Path::new("/a").key(&value).to("/b")).to_http(BASE);
        match value.as_str() {
            "" | "." | ".." => prop_assert!(request.is_err()),
            _ => {
                let uri = request.expect("a request").uri().to_string();
                prop_assert_eq!(seen(&uri), ["a", value.as_str(), "b"]);
            }
        }
    }

    #[test]
    fn a_text_is_one_literal(value in any::<String>()) {
        let uri = uri(Path::new("/f(a=").text(&value).to(",b=1)"));
        let inside = uri.strip_prefix("https://graph.example/v1.0/f(a='").and_then(|rest| rest.strip_suffix("',b=1)"));
        let inside = inside.expect("between its quotes");
        prop_assert!(!inside.contains(['\'', '(', ')', '/', '?', '#', ',']));
        let decoded = percent_decode_str(inside).decode_utf8().expect("UTF-8");
        prop_assert_eq!(decoded, value.replace('\'', "''"));
    }

    #[test]
    fn an_address_keeps_its_segments(parts in prop::collection::vec("[^/]{1,8}", 1..4)) {
        prop_assume!(parts.iter().all(|part| part != "." && part != ".."));
        let uri = uri(Path::new("/root").address(&parts.join("/")).to("/x"));
        let mut expected = vec!["root:".to_owned()];
        expected.extend(parts);
        expected.last_mut().expect("one at least").push(':');
        expected.push("x".to_owned());
        prop_assert_eq!(seen(&uri), expected);
    }

    #[test]
    fn an_address_is_kept_or_refused(address in "[./%a?# \\\\:é]{0,10}") {
        match call(Path::new("/root").address(&address).to("/x")).to_http(BASE) {
            Ok(request) => {
                let below = address.strip_prefix('/').unwrap_or(&address);
                let mut expected: Vec<_> = std::iter::once("root:".to_owned())
                    .chain(below.split('/').map(str::to_owned))
                    .collect();
                expected.last_mut().expect("one at least").push(':');
                expected.push("x".to_owned());
                prop_assert_eq!(seen(&request.uri().to_string()), expected);
            }
            Err(_) => {
                let below = address.strip_prefix('/').unwrap_or(&address);
                prop_assert!(below.split('/').any(|part| matches!(part, "" | "." | "..")));
            }
        }
    }

    #[test]
    fn a_plain_literal_brings_nothing_with_it(value in "[ -~é]{0,8}") {
        if let Ok(request) = call(Path::new("/f(a=").literal(&value).to(",b=1)")).to_http(BASE) {
            let uri = request.uri().to_string();
            let inside = uri.strip_prefix("https://graph.example/v1.0/f(a=").and_then(|rest| rest.strip_suffix(",b=1)"));
            let inside = percent_decode_str(inside.expect("in its place")).decode_utf8().expect("UTF-8");
            prop_assert_eq!(&inside, &value);
            prop_assert!(!inside.is_empty() && !inside.contains(['(', ')', ',', '=', '/', '\'', '?', '#', '%']));
        }
    }
}

/// The segments of a path as a server sees them.
fn seen(uri: &str) -> Vec<String> {
    let path = uri
        .strip_prefix(BASE)
        .expect("below the base")
        .split(['?', '#'])
        .next()
        .unwrap_or_default();
    let decoded = path
        .split('/')
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned());
    decoded.skip(1).collect()
}
