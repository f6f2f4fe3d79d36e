//! Requests and answers, on an operation written by hand: what a value can do to a request, what an answer can be.
#![cfg(feature = "requests")]

use graph_models::{
    Call, Collection, Error, ErrorKind, Extra, Operation, Patch,
    runtime::http::{
        Accepted, Account, Content, Info, Parameters, Path, Permissions, Put, Wrapped, least_permissions,
        option::{OrderBy, Select, Top},
    },
};
use http::Response;
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

const BASE: &str = "https://graph.example/v1.0";

struct ListNames;

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
struct Rename {
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

impl Parameters for Rename {
    fn each(&self, put: &mut Put<'_>) {
        put.field("name", &self.name);
        put.field("secret", &self.secret);
        put.field("force", &self.force);
        put.extra(&self.extra);
    }
}

graph_models::parameters!(Rename);

fn call(path: Path) -> Call<ListNames> {
    Call::new(path)
}

fn uri(path: Path) -> String {
    let request = call(path).to_http(BASE).expect("a request");
    request.uri().to_string()
}

fn fault(path: Path) -> String {
    let error = call(path).to_http(BASE).expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Request);
    error.message().to_owned()
}

fn answer(status: u16, body: &str) -> Response<Vec<u8>> {
    let response = Response::builder().status(status).body(body.as_bytes().to_vec());
    response.expect("an answer")
}

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
        "an empty value cannot be a segment (after `/users/`)"
    );
    assert!(fault(Path::new("/users").key("..").to("/x")).starts_with("\"..\" cannot be a segment"));
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

#[test]
fn a_base_is_an_absolute_url() {
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

#[test]
fn a_link_to_another_origin_is_refused() {
    let follow = |link: &str| Call::<ListNames>::from_link(link).to_http(BASE);
    assert!(follow("https://graph.example/v1.0/names?$skiptoken=a%2Bb").is_ok());
    assert!(follow("https://GRAPH.example:443/v1.0/names").is_ok());
    for link in [
        "https://elsewhere.example/v1.0/names",
        "http://graph.example/v1.0/names",
        "https://graph.example:8443/names",
        "https://graph.example@elsewhere.example/",
        "/v1.0/names",
    ] {
        assert!(follow(link).is_err(), "{link}");
    }
    assert!(
        Call::<ListNames>::from_link_to_any_origin("https://elsewhere.example/x")
            .to_http(BASE)
            .is_ok()
    );
}

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
fn wrapped_values_content_and_work_in_progress() {
    fn read<T: graph_models::runtime::http::Answer>(response: Response<Vec<u8>>) -> T {
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

static BOTH: Info = needs(&["B", "A"]);
static FIRST: Info = needs(&["A", "B"]);
static WIDE: Info = needs(&["C", "B"]);

const fn needs(work: &'static [&'static str]) -> Info {
    let (personal, application): (&[&str], &[&str]) = (&[], &[]);
    let permissions = Some(Permissions {
        work,
        personal,
        application,
    });
    Info {
        permissions,
        ..Info::NONE
    }
}

fn least(operations: &[&'static Info]) -> Vec<&'static str> {
    let needed = least_permissions(Account::Work, operations.iter().copied());
    needed.permissions.into_iter().collect()
}

#[test]
fn a_permission_that_another_one_makes_needless_is_dropped() {
    assert_eq!(least(&[&FIRST]), ["A"]);
    assert_eq!(least(&[&FIRST, &BOTH]), ["B"]);
    assert_eq!(least(&[&WIDE, &BOTH]), ["B"]);
    assert_eq!(least(&[&WIDE, &FIRST]), ["A", "C"]);
    assert_eq!(least(&[]), [""; 0]);
}

#[test]
fn operations_without_permissions_are_told() {
    let needed = least_permissions(Account::Application, [&FIRST, &Info::NONE]);
    assert!(needed.permissions.is_empty());
    assert_eq!((needed.unsupported.len(), needed.unstated.len()), (1, 1));
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
    fn errors_never_panic(status in 400_u16..600, body in any::<Vec<u8>>()) {
        let response = Response::builder().status(status).body(body).expect("an answer");
        prop_assert!(ListNames::decode(response).is_err());
    }
}
