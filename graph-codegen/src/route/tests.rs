use std::ops::ControlFlow;

use super::*;
use crate::model::{ApiInfo, TypeName, TypeUse};

/// One line per segment: `name users`, `key id`, `call range(address='<address>')`.
fn describe(segment: &Segment) -> String {
    let arguments = |arguments: &[Argument]| {
        let one = |argument: &Argument| match &argument.name {
            Some(name) => format!("{name}={}", argument.value),
            None => argument.value.clone(),
        };
        arguments.iter().map(one).collect::<Vec<_>>().join("|")
    };
    match segment {
        Segment::Name(name) => format!("name {name}"),
        Segment::Key(text) => format!("key {text}"),
        Segment::Literal(text) => format!("literal {text}"),
        Segment::Call {
            name,
            arguments: given,
        } => format!("call {name}({})", arguments(given)),
        Segment::Qualified {
            name,
            arguments: given,
        } => match given {
            Some(given) => format!("qualified {name}({})", arguments(given)),
            None => format!("qualified {name}"),
        },
        Segment::ByPath(text) => format!("by path {text}"),
        special => format!("{special:?}"),
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn a_path_is_parsed_into_segments() {
    let cases: &[(&str, &[&str])] = &[
        (
            "/users/{id | userPrincipalName}/messages",
            &["name users", "key id | userPrincipalName", "name messages"],
        ),
        ("/worksheets/<id>/", &["name worksheets", "key id"]),
        (
            "/teams/(team-id)/channels",
            &["name teams", "key team-id", "name channels"],
        ),
        // A key without all its braces is one key.
        (
            "/users/{user-id} | user-principal-name/chats",
            &["name users", "key user-id | user-principal-name", "name chats"],
        ),
        // A GUID and an address are literal keys.
        (
            "/me/48d31887-5fad-4d73-a9f5-3c356e68a038",
            &["name me", "literal 48d31887-5fad-4d73-a9f5-3c356e68a038"],
        ),
        ("/users/a@b.com", &["name users", "literal a@b.com"]),
        // Named and positional arguments.
        (
            "/range(address='<address>')",
            &["call range(address='<address>')"],
        ),
        (
            "/cell(row=<row>, column=<column>)",
            &["call cell(row=<row>|column=<column>)"],
        ),
        ("/borders('EdgeTop')", &["call borders('EdgeTop')"]),
        ("/delta()", &["call delta()"]),
        // Slashes and commas in quotes do not separate.
        (
            "/drive/root/search(q='a/b, c=d')",
            &["name drive", "name root", "call search(q='a/b, c=d')"],
        ),
        // An unclosed parenthesis ends with its segment.
        (
            "/range(address='<address>'/entireRow",
            &["call range(address='<address>')", "name entireRow"],
        ),
        // Qualified names are casts or actions.
        (
            "/users/{id}/microsoft.graph.identityGovernance.attest",
            &[
                "name users",
                "key id",
                "qualified microsoft.graph.identityGovernance.attest",
            ],
        ),
        ("/microsoft.graph.delta()", &["qualified microsoft.graph.delta()"]),
        // Addresses by path.
        (
            "/me/drive/root:/{item-path}:/content",
            &[
                "name me",
                "name drive",
                "name root",
                "by path {item-path}",
                "name content",
            ],
        ),
        (
            "/drive/items/{id}:/{folder}/{file}",
            &["name drive", "name items", "key id", "by path {folder}/{file}"],
        ),
        ("/drive/root:/a b:", &["name drive", "name root", "by path a b"]),
        // Special segments.
        ("/owners/$ref", &["name owners", "Ref"]),
        ("/photo/$VALUE", &["name photo", "Value"]),
        ("/users/$count", &["name users", "Count"]),
        ("/a/.../b", &["name a", "Ellipsis", "name b"]),
    ];
    for (path, expected) in cases {
        let segments: Vec<_> = parse(path).segments.iter().map(describe).collect();
        assert_eq!(segments, *expected, "{path}");
    }
}

#[test]
fn a_query_is_parsed_into_parts() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "/me/calendarView?startDateTime={start}&$filter=a eq 'b?c'",
            "/me/calendarview",
            &["startDateTime = {start}", "$filter = a eq 'b?c'"],
        ),
        // A query in brackets is optional.
        (
            "/pages/{id}/content[?includeIDs=true]",
            "/pages/{}/content",
            &["optional includeIDs = true"],
        ),
    ];
    for (path, shape, expected) in cases {
        let template = parse(path);
        let describe = |part: &QueryPart| {
            let optional = if part.optional { "optional " } else { "" };
            format!(
                "{optional}{} = {}",
                part.name,
                part.value.as_deref().unwrap_or_default()
            )
        };
        let query: Vec<_> = template.query.iter().map(describe).collect();
        assert_eq!(
            (template.shape().as_str(), query.as_slice()),
            (*shape, &strings(expected)[..]),
            "{path}"
        );
    }
}

#[test]
fn an_alias_has_the_value_that_the_query_gives() {
    let alias = parse("/notes/find(text=@text,after=@after,x=@y)?@text='{text}'&@after={after}&q={q}");
    let plain = parse("/notes/find(text='{text}',after={after},x=@y)?q={q}");
    assert_eq!(alias, plain);
}

#[test]
fn placeholders_are_listed_in_order() {
    let template = parse("/users/{id}/drive/root:/{path}:/range(address='<address>')");
    assert_eq!(template.placeholders(), ["id", "path", "address"]);
}

#[test]
fn templates_that_differ_in_spelling_have_one_shape() {
    for path in [
        "/Users/{id | userPrincipalName}/X(b={b},a='c')",
        "users/<id>/x(a={y},b={z})",
    ] {
        assert_eq!(parse(path).shape(), "/users/{}/x(a,b)", "{path}");
    }
}

#[test]
fn any_text_gives_a_result() {
    let texts = [
        "",
        "/",
        "(",
        "a(b",
        "{",
        "?",
        "[?]",
        "://",
        ":",
        "a:",
        "é(ü='ö",
        "))",
        "{}<>()",
        "a?b=c&&d",
    ];
    for text in texts {
        let template = parse(text);
        let _ = (template.shape(), template.placeholders().len());
        let _ = parse_url(text, &ApiInfo::default());
    }
}

#[test]
fn a_target_is_normalized() {
    let cases = [
        (
            "https://graph.microsoft.com/v1.0/groups?$select=id",
            Ok("/groups?$select=id"),
        ),
        ("/beta/teams/{id}/photo", Ok("/teams/{id}/photo")),
        ("https://{host}/v1.0/me", Ok("/me")),
        ("/vpn/{id}", Ok("/vpn/{id}")),
        ("  policies/x ", Ok("/policies/x")),
        ("/groups/{id}/events/{id}/", Ok("/groups/{id}/events/{id}")),
        ("/groups//{id}/?$count=true", Ok("/groups/{id}?$count=true")),
        ("/pages/{id}/content[?includeIDs=true]", Ok("/pages/{id}/content")),
        ("** Entity URI for x not found", Err(NotAPath::GeneratorFailure)),
        ("https://sn3302.up.1drv.com/up/x", Err(NotAPath::OtherHost)),
        (" / ", Err(NotAPath::Empty)),
    ];
    for (target, expected) in cases {
        let path = normalize_target(target, &ApiInfo::default());
        let text = path.as_ref().map(|path| path.text.as_str()).map_err(|why| *why);
        assert_eq!(text, expected, "{target}");
        let optional = path.map_or(0, |path| {
            path.optional_query.iter().filter(|part| part.optional).count()
        });
        assert_eq!(optional, usize::from(target.contains('[')), "{target}");
    }
}

#[test]
fn the_version_belongs_to_the_base() {
    let url = parse_url(
        "https://graph.microsoft.com/beta/me?$top=5&x=a%20b",
        &ApiInfo::graph("v1.0"),
    );
    let url = url.expect("a URL of the API");
    assert_eq!(url.base, "https://graph.microsoft.com/beta");
    assert_eq!(url.path.len(), 1);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(url.query, [pair("$top", "5"), pair("x", "a b")]);
}

#[test]
fn a_url_is_split_and_decoded() {
    let cases: &[(&str, Result<&[&str], &str>)] = &[
        (
            "/me/drive/root:/a/b%20c:/content",
            Ok(&["me", "drive", "root", "a/b c", "content"]),
        ),
        ("/me/drive/root:/a", Ok(&["me", "drive", "root", "a"])),
        (
            "/chats/19:x@thread.v2/members",
            Ok(&["chats", "19:x@thread.v2", "members"]),
        ),
        ("/me/search(q='a/b')", Ok(&["me", "search(q='a/b')"])),
        ("https://elsewhere.example/v1.0/me", Err("another host")),
        ("me/messages", Err("neither a URL nor a path")),
        ("https://graph.microsoft.com/v1.0/", Err("no path")),
        ("/me/.../messages", Err("parts of the URL are left out")),
    ];
    for (url, expected) in cases {
        let parsed = parse_url(url, &ApiInfo::graph("v1.0"));
        let texts = parsed.map(|url| url.path.into_iter().map(|part| part.text).collect::<Vec<_>>());
        assert_eq!(texts, expected.map(strings), "{url}");
    }
    let url = parse_url("/users('O''Neil')/x", &ApiInfo::default()).expect("a path");
    assert_eq!(url.with_keys_apart().path[1].text, "O'Neil");
}

#[test]
fn a_url_matches_a_pattern() {
    let cases: &[(&str, &str, Option<&[&str]>)] = &[
        ("/me/messages/{id}", "/me/Messages/AAMk", Some(&["AAMk"])),
        ("/users/{id}", "/users/$count", None),
        ("/users/$count", "/users/$COUNT", Some(&[])),
        ("/root:/{path}:", "/root:/a/b:", Some(&["a/b"])),
        ("/items/{id}", "/items:/a:", None),
        ("/range(address='{x}')", "/range(address='A1')", Some(&["A1"])),
        ("/range(address='{x}')", "/range('A1')", Some(&["A1"])),
        (
            "/cell(row={r},column={c})",
            "/cell(column=2,row=1)",
            Some(&["1", "2"]),
        ),
        ("/cell(row={r},column={c})", "/cell(row=1)", None),
        ("/delta()", "/microsoft.graph.delta", Some(&[])),
        ("/microsoft.graph.user", "/graph.user", None),
    ];
    for (pattern, url, expected) in cases {
        let url = parse_url(url, &ApiInfo::default()).expect("a path");
        let arguments = match_prefix(&parse(pattern).segments, &url.path);
        assert_eq!(arguments, expected.map(strings), "{pattern}");
    }
}

#[test]
fn the_path_with_most_names_in_common_is_most_similar() {
    let example = parse("/users/delta/x/y?$top=5");
    let rank = |path: &str| similarity(&parse(path), &example);
    let closest = [
        "/users/delta/x/{id}?$top={n}",
        "/users/delta/x/{id}",
        "/users/{id}/x/{id}",
        "/.../x/...",
    ];
    for pair in closest.windows(2) {
        let (a, b) = (rank(pair[0]), rank(pair[1]));
        assert!(a.is_some() && a > b, "{pair:?}: {a:?} {b:?}");
    }
    assert_eq!(rank("/.../x/.../y"), rank("/users/{id}/x/{id}"));
    assert_eq!(rank("/groups/{id}/x/y"), None);
    assert!(ends_alike(&parse("/anything/y"), &example));
}

#[test]
fn routes_lead_through_places() {
    let edge = |pattern: &str, to| Edge {
        pattern: parse(pattern).segments,
        value: pattern.to_owned(),
        to,
    };
    let graph = RouteGraph::new([
        vec![edge("/me", Some(1)), edge("/users/{id}", Some(1))],
        vec![
            edge("", None),
            edge("/folders/{id}", Some(1)),
            edge("/messages/{id}", None),
        ],
    ]);
    let routes = |url: &str| {
        let url = parse_url(url, &ApiInfo::default()).expect("a path");
        let mut found = Vec::new();
        let _ = graph.find_routes(&url.path, |route| {
            let steps = route
                .iter()
                .map(|step| format!("{} {}", step.value, step.arguments.join(",")));
            found.push(steps.collect::<Vec<_>>().join(" > "));
            ControlFlow::Continue(())
        });
        found
    };
    assert_eq!(routes("/me"), ["/me  >  "]);
    assert_eq!(
        routes("/users/a/folders/b/folders/c"),
        ["/users/{id} a > /folders/{id} b > /folders/{id} c >  "]
    );
    assert_eq!(routes("/me/messages/x"), ["/me  > /messages/{id} x"]);
    assert_eq!(routes("/me/messages/x/y"), [""; 0]);
}

/// A schema with an overloaded property: `holder` has `thing`, and so have two of its subtypes.
struct Overloaded;

impl Schema for Overloaded {
    fn entry(&self, path: &str) -> Option<TypeUse> {
        (path == "things").then(|| TypeUse::many(TypeName::new("thing")))
    }

    fn property(&self, ty: &TypeName, name: &str) -> Vec<TypeUse> {
        let of = |ty: &str| TypeUse::one(TypeName::new(ty));
        match (ty.as_str(), name) {
            ("thing", "part") => vec![of("wheel"), of("wing")],
            ("wing", "tip") => vec![of("tip")],
            _ => Vec::new(),
        }
    }

    fn call(&self, _: Option<&TypeUse>, name: &str) -> Vec<Option<TypeUse>> {
        if name == "stop" { vec![None] } else { Vec::new() }
    }

    fn cast(&self, _: &str) -> Option<TypeName> {
        None
    }
}

#[test]
fn a_walk_follows_all_alternatives() {
    let reached = |path: &str| walk(&Overloaded, &parse(path).segments);
    let target = |reach: &Reach| match &reach.target {
        Target::Typed(typed) => typed.to_string(),
        other => format!("{other:?}"),
    };
    let cases: &[(&str, &[&str], End)] = &[
        ("/things", &["thing collection"], End::Entry),
        ("/things('x')", &["thing"], End::Key),
        ("/things/{id}/part", &["wheel", "wing"], End::Property),
        ("/things/{id}/part/tip", &["tip"], End::Property),
        ("/things/{id}/part/stop", &["Nothing"], End::Call),
        ("/things/{id}/nowhere", &["Unknown"], End::Unknown),
        ("/things/$count", &["Special"], End::Special),
    ];
    for (path, expected, end) in cases {
        let reached = reached(path);
        assert_eq!(
            reached.iter().map(target).collect::<Vec<_>>(),
            *expected,
            "{path}"
        );
        assert!(reached.iter().all(|reach| reach.end == *end), "{path}");
    }
}
