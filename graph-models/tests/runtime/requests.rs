//! Requests of operations that are written by hand: whatever a value is, it does not leave its position.

use graph_models::{
    Call, Collection, ErrorKind, Extra, Operation, Patch,
    runtime::http::{
        Carried, Info, Path,
        option::{OrderBy, Select, Top},
    },
};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

const BASE: &str = "https://graph.example/v1.0";

pub(crate) struct ListNames;

impl Operation for ListNames {
    const INFO: &'static Info = &Info {
        title: "List names",
        statuses: &[200],
        ..Info::NONE
    };
    type Body = ();
    type Output = Collection<String>;
}

graph_models::takes!(ListNames, Select, OrderBy, Top, StartDateTime, IfMatch);
graph_models::query_option!(StartDateTime, "startDateTime");
graph_models::header_option!(IfMatch, "If-Match");

#[derive(Default)]
pub(crate) struct Rename {
    name: Patch<String>,
    secret: Patch<String>,
    force: Option<bool>,
    extra: Extra,
}

impl Operation for Rename {
    const INFO: &'static Info = &Info {
        method: "PATCH",
        statuses: &[204],
        ..Info::NONE
    };
    type Body = Self;
    type Output = ();
}

graph_models::parameters! { Rename;
    name "name";
    secret "secret";
    force "force";
}

fn call(path: Path) -> Call<ListNames> {
    Call::new(path)
}

fn uri(path: Path) -> String {
    let request = call(path).to_http(BASE).expect("a request");
    request.uri().to_string()
}

/// A call, its body and the request that it becomes.
#[test]
fn debug_output_shows_no_tokens_and_no_bodies() {
    let call = Call::<ListNames>::content(Path::new("/names"), "text/plain", b"secret");
    let call = ["Authorization", "Proxy-Authorization", "Cookie"]
        .into_iter()
        .fold(call, |call, name| call.header_raw(name, "Bearer secret"));
    let request = call.to_http(BASE).expect("a request");
    assert_eq!(request.headers()["authorization"], "Bearer secret");
    let rename = Rename {
        secret: "secret".into(),
        ..Rename::default()
    };
    let shown = [
        format!("{call:?}"),
        format!("{:?}", request.headers()),
        format!("{:?}", rename.carry()),
    ];
    assert_eq!(shown[0], "GET /names");
    assert!(shown[1].contains("\"authorization\": Sensitive"), "{}", shown[1]);
    assert!(shown[2].contains("application/json (19 bytes)"), "{}", shown[2]);
    for shown in shown {
        assert!(!shown.contains("Bearer"), "{shown}");
    }
}

#[test]
fn values_are_encoded_in_their_segments_and_literals() {
    let address = || Path::new("/me/drive/root").address("/A b/c:d.xlsx");
    for (path, expected) in [
        (
            Path::new("/users")
                .key("adele@contoso.com")
                .to("/messages")
                .key("AA/k?#%="),
            "/users/adele@contoso.com/messages/AA%2Fk%3F%23%25=",
        ),
        (Path::new("/a").key("ä b"), "/a/%C3%A4%20b"),
        (Path::new("/a").key("$value"), "/a/%24value"),
        (
            Path::new("/search(q=").text("O'Neil (a/b)").to(")"),
            "/search(q='O%27%27Neil%20%28a%2Fb%29')",
        ),
        (Path::new("/row(index=").literal("-3").to(")"), "/row(index=-3)"),
        // A colon ends an address by path if the path continues.
        (address(), "/me/drive/root:/A%20b/c%3Ad.xlsx"),
        (
            address().to("/content"),
            "/me/drive/root:/A%20b/c%3Ad.xlsx:/content",
        ),
    ] {
        assert_eq!(uri(path), format!("{BASE}{expected}"));
    }
}

#[test]
fn values_that_would_change_the_path_are_errors() {
    for (path, expected) in [
        (
            Path::new("/users").key(""),
            "an empty value cannot be a path segment (after `/users/`)",
        ),
        (
            Path::new("/users").key("..").to("/x"),
            "\"..\" cannot be a path segment (after `/users/`)",
        ),
        (
            Path::new("/root").address("a/../b"),
            "\"..\" cannot be a path segment (after `/root:/a/`)",
        ),
        (
            Path::new("/row(index=").literal("1,x=2").to(")"),
            "\"1,x=2\" is not a number, a date, a GUID or another plain value (after `/row(index=`)",
        ),
    ] {
        let error = call(path).to_http(BASE).expect_err("an error");
        assert_eq!(error.kind(), ErrorKind::Request);
        assert_eq!(error.message(), expected);
    }
}

#[test]
fn changes_keep_clear_and_set_properties() {
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
fn any_body_can_be_sent() {
    let call = Call::<Rename>::json(Path::new("/names").key("1"), &Rename::default());
    let request = call
        .body_raw("text/plain", b"bWltZQ==")
        .to_http(BASE)
        .expect("a request");
    assert_eq!(request.headers()["content-type"], "text/plain");
    assert_eq!(request.body(), b"bWltZQ==");
}

#[test]
fn the_content_type_is_checked_like_a_header_field() {
    let call = Call::<ListNames>::content(Path::new("/names"), "text/plain\r\nX: y", b"");
    assert!(call.to_http(BASE).is_err());
}

#[test]
fn options_are_sent_in_the_query_and_the_header() {
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
fn header_fields_are_checked() {
    let send = |name: &str, value: &str| call(Path::new("/a")).header_raw(name, value).to_http(BASE);
    assert!(send("Prefer", "a\r\nAuthorization: b").is_err());
    assert!(send("Pre fer", "a").is_err());
    assert!(send("Prefer", "return=minimal").is_ok());
}

#[test]
fn the_base_must_be_an_absolute_url() {
    for base in [
        "",
        "/v1.0",
        "graph.example",
        "https://graph.example/?x=",
        "https://u@graph.example",
    ] {
        assert!(call(Path::new("/a")).to_http(base).is_err(), "{base}");
    }
}

fn follow(link: &str) -> Result<http::Request<Vec<u8>>, graph_models::Error> {
    Call::<ListNames>::from_link(link).to_http(BASE)
}

#[test]
fn links_to_the_origin_of_the_base_are_followed() {
    for link in [
        "https://graph.example/v1.0/names?$skiptoken=a%2Bb",
        "https://GRAPH.example:443/v1.0/names",
        " https://graph.example/v1.0/names",
        "//graph.example/v1.0/names",
        "/v1.0/names",
        "names",
        "*",
    ] {
        assert!(follow(link).is_ok(), "{link}");
    }
    let anywhere = Call::<ListNames>::from_link_to_any_origin("https://elsewhere.example/x");
    assert!(anywhere.to_http(BASE).is_ok());
}

#[test]
fn links_to_another_origin_are_errors_in_every_spelling() {
    for link in [
        "https://elsewhere.example/v1.0/names",
        "http://graph.example/v1.0/names",
        "https://graph.example:8443/names",
        "https://graph.example@elsewhere.example/",
        "https://graph.example:443@elsewhere.example/v1.0/names",
        "https://graph.example%40elsewhere.example/",
        "https://user:secret@graph.example/v1.0/names",
        "https://graph.example.elsewhere.example/",
        "https://graph.example./v1.0/names",
        "https://graph.example:444/v1.0/names",
        "https://graph.example:80/v1.0/names",
        "HTTP://graph.example/v1.0/names",
        "ftp://graph.example/v1.0/names",
        "//elsewhere.example/v1.0/names",
        "https:///graph.example/v1.0/names",
        "https:\\\\graph.example/v1.0/names",
        "https://graph.example\\@elsewhere.example/",
        "https://graph.example\n.elsewhere.example/",
        "https://[::1]/v1.0/names",
        "https:graph.example/v1.0/names",
        "",
    ] {
        let request = follow(link);
        assert!(request.is_err(), "{link:?} led to {request:?}");
    }
}

#[test]
fn the_port_is_part_of_the_origin() {
    let base = "https://graph.example:8443/v1.0";
    let follow = |link: &str| Call::<ListNames>::from_link(link).to_http(base);
    assert!(follow("https://graph.example:8443/v1.0/names?$skip=1").is_ok());
    assert!(follow("HTTPS://Graph.Example:8443/v1.0/names").is_ok());
    assert!(follow("https://graph.example/v1.0/names").is_err());
}

#[test]
fn options_can_be_added_to_a_link() {
    let call = Call::<ListNames>::from_link("https://graph.example/v1.0/names?$skiptoken=x").top(5);
    let request = call.to_http(BASE).expect("a request");
    assert_eq!(
        request.uri(),
        "https://graph.example/v1.0/names?$skiptoken=x&$top=5"
    );
    let call = Call::<ListNames>::from_link("names?$top=2&$search=\"a #1\"&$select=id")
        .top(5)
        .select(["name"]);
    assert_eq!(
        call.to_http(BASE).expect("a request").uri(),
        "https://graph.example/v1.0/names?$search=%22a%20%231%22&$top=5&$select=name"
    );
}

#[test]
fn lists_of_names_add_up() {
    let call = call(Path::new("/names"))
        .select(["id", "name"])
        .select(["name", "size"])
        .select([""; 0])
        .order_by(["f(a,b)"])
        .order_by(["b", "f(a,b)"]);
    assert_eq!(
        call.to_http(BASE).expect("a request").uri().query(),
        Some("$select=id,name,size&$orderby=f(a,b),b")
    );
}

#[test]
fn the_root_has_an_address() {
    let root = || Path::new("/sites").key("graph.example").address("/");
    assert_eq!(uri(root()), "https://graph.example/v1.0/sites/graph.example:/");
    assert_eq!(
        uri(root().to("/lists")),
        "https://graph.example/v1.0/sites/graph.example:/:/lists"
    );
}

#[test]
fn a_field_wins_over_an_extra_entry_of_its_name() {
    let changes = Rename {
        name: "a".into(),
        extra: Extra::from_iter([("name", "b"), ("force", "c")]),
        ..Rename::default()
    };
    let call = Call::<Rename>::json(Path::new("/names").key("1"), &changes);
    let request = call.to_http(BASE).expect("a request");
    assert_eq!(
        String::from_utf8_lossy(request.body()),
        r#"{"name":"a","force":"c"}"#
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
                prop_assert_eq!(segments(&uri), ["a", value.as_str(), "b"]);
            }
        }
    }

    #[test]
    fn a_string_is_one_literal(value in any::<String>()) {
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
        prop_assert_eq!(segments(&uri), expected);
    }

    #[test]
    fn an_address_is_kept_or_an_error(address in "[./%a?# \\\\:é]{0,10}") {
        match call(Path::new("/root").address(&address).to("/x")).to_http(BASE) {
            Ok(request) if address == "/" => prop_assert_eq!(request.uri().path(), "/v1.0/root:/:/x"),
            Ok(request) => {
                let below = address.strip_prefix('/').unwrap_or(&address);
                let mut expected: Vec<_> = std::iter::once("root:".to_owned())
                    .chain(below.split('/').map(str::to_owned))
                    .collect();
                expected.last_mut().expect("one at least").push(':');
                expected.push("x".to_owned());
                prop_assert_eq!(segments(&request.uri().to_string()), expected);
            }
            Err(_) => {
                prop_assert_ne!(&address, "/");
                let below = address.strip_prefix('/').unwrap_or(&address);
                prop_assert!(below.split('/').any(|part| matches!(part, "" | "." | "..")));
            }
        }
    }

    #[test]
    fn a_plain_literal_is_one_literal(value in "[ -~é]{0,8}") {
        if let Ok(request) = call(Path::new("/f(a=").literal(&value).to(",b=1)")).to_http(BASE) {
            let uri = request.uri().to_string();
            let inside = uri.strip_prefix("https://graph.example/v1.0/f(a=").and_then(|rest| rest.strip_suffix(",b=1)"));
            let inside = percent_decode_str(inside.expect("in its place")).decode_utf8().expect("UTF-8");
            prop_assert_eq!(&inside, &value);
            prop_assert!(!inside.is_empty() && !inside.contains(['(', ')', ',', '=', '/', '\'', '?', '#', '%']));
        }
    }

    #[test]
    fn a_query_parameter_has_one_value(value in any::<String>()) {
        let call = call(Path::new("/a")).query_raw("x", &value).query_raw("y", "1");
        let request = call.to_http(BASE).expect("a request");
        let query = request.uri().query().expect("a query");
        let pairs: Vec<_> = query.split('&').collect();
        prop_assert_eq!(pairs.len(), 2);
        let inside = pairs[0].strip_prefix("x=").expect("its name");
        prop_assert_eq!(percent_decode_str(inside).decode_utf8().expect("UTF-8"), value);
    }

    #[test]
    fn a_header_field_is_sent_unchanged_or_an_error(name in "[ -~]{0,12}|\\PC{0,4}", value in any::<String>()) {
        let request = call(Path::new("/a")).header_raw(&name, &value).to_http(BASE);
        if let Ok(request) = request {
            let fields: Vec<_> = request.headers().iter().collect();
            prop_assert_eq!(fields.len(), 1);
            prop_assert!(fields[0].0.as_str().eq_ignore_ascii_case(&name));
            prop_assert_eq!(fields[0].1.as_bytes(), value.as_bytes());
            prop_assert!(!value.contains(['\r', '\n', '\0']));
        }
    }

    #[test]
    fn no_link_leads_to_another_origin(link in any::<String>()) {
        if let Ok(request) = follow(&link) {
            prop_assert_eq!(request.uri().host(), Some("graph.example"));
        }
    }

    #[test]
    fn no_link_that_looks_like_a_url_leads_to_another_origin(
        scheme in "(https?|HTTPS)",
        before in "([a-z.]{0,8}[@:./\\\\])?",
        after in "([@:./\\\\][a-z0-9.@]{0,8})?",
        rest in "(/[ -~]{0,12})?",
    ) {
        let link = format!("{scheme}://{before}graph.example{after}{rest}");
        if let Ok(request) = follow(&link) {
            let uri = request.uri();
            prop_assert_eq!(uri.host(), Some("graph.example"), "{}", link);
            prop_assert_eq!(uri.scheme_str(), Some("https"));
            prop_assert!(uri.port_u16().is_none_or(|port| port == 443));
            prop_assert!(!uri.authority().expect("a host").as_str().contains('@'));
        }
    }
}

/// The decoded segments of a path.
fn segments(uri: &str) -> Vec<String> {
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
