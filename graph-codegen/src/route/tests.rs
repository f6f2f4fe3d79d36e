use super::*;

fn name(text: &str) -> Segment {
    Segment::Name(text.to_owned())
}

fn key(text: &str) -> Segment {
    Segment::Key(text.to_owned())
}

fn by_path(text: &str) -> Segment {
    Segment::ByPath(text.to_owned())
}

fn named(name: &str, value: &str) -> Argument {
    Argument {
        name: Some(name.to_owned()),
        value: value.to_owned(),
    }
}

fn called(name: &str, arguments: Vec<Argument>) -> Segment {
    Segment::Call {
        name: name.to_owned(),
        arguments,
    }
}

fn check(path: &str, segments: &[Segment]) {
    assert_eq!(parse(path).segments, segments, "{path}");
}

#[test]
fn names_and_keys() {
    check(
        "/users/{id | userPrincipalName}/messages",
        &[name("users"), key("id | userPrincipalName"), name("messages")],
    );
    check("/worksheets/<id>/", &[name("worksheets"), key("id")]);
    check(
        "/teams/(team-id)/channels",
        &[name("teams"), key("team-id"), name("channels")],
    );
}

#[test]
fn a_key_without_all_its_braces_is_one_key() {
    let segments = [name("users"), key("user-id | user-principal-name"), name("chats")];
    check("/users/{user-id} | user-principal-name/chats", &segments);
}

#[test]
fn a_guid_and_an_address_are_literal_keys() {
    let literal = |text: &str| Segment::Literal(text.to_owned());
    let id = "48d31887-5fad-4d73-a9f5-3c356e68a038";
    check(&format!("/me/{id}"), &[name("me"), literal(id)]);
    check("/users/a@b.com", &[name("users"), literal("a@b.com")]);
}

#[test]
fn calls_take_named_and_positional_arguments() {
    let address = vec![named("address", "'<address>'")];
    check("/range(address='<address>')", &[called("range", address)]);
    let arguments = vec![named("row", "<row>"), named("column", "<column>")];
    check("/cell(row=<row>, column=<column>)", &[called("cell", arguments)]);
    let edge = Argument {
        name: None,
        value: "'EdgeTop'".to_owned(),
    };
    check("/borders('EdgeTop')", &[called("borders", vec![edge])]);
    check("/delta()", &[called("delta", Vec::new())]);
}

#[test]
fn slashes_and_commas_in_quotes_do_not_separate() {
    let arguments = vec![named("q", "'a/b, c=d'")];
    check(
        "/drive/root/search(q='a/b, c=d')",
        &[name("drive"), name("root"), called("search", arguments)],
    );
}

#[test]
fn an_unclosed_parenthesis_ends_with_its_segment() {
    let address = vec![named("address", "'<address>'")];
    check(
        "/range(address='<address>'/entireRow",
        &[called("range", address), name("entireRow")],
    );
}

#[test]
fn qualified_names_are_casts_or_actions() {
    let qualified = |text: &str, arguments| Segment::Qualified {
        name: text.to_owned(),
        arguments,
    };
    check(
        "/users/{id}/microsoft.graph.identityGovernance.attest",
        &[
            name("users"),
            key("id"),
            qualified("microsoft.graph.identityGovernance.attest", None),
        ],
    );
    check(
        "/microsoft.graph.delta()",
        &[qualified("microsoft.graph.delta", Some(Vec::new()))],
    );
}

#[test]
fn addresses_by_path() {
    check(
        "/me/drive/root:/{item-path}:/content",
        &[
            name("me"),
            name("drive"),
            name("root"),
            by_path("{item-path}"),
            name("content"),
        ],
    );
    check(
        "/drive/items/{id}:/{folder}/{file}",
        &[
            name("drive"),
            name("items"),
            key("id"),
            by_path("{folder}/{file}"),
        ],
    );
    check(
        "/drive/root:/a b:",
        &[name("drive"), name("root"), by_path("a b")],
    );
}

#[test]
fn special_segments() {
    check("/owners/$ref", &[name("owners"), Segment::Ref]);
    check("/photo/$VALUE", &[name("photo"), Segment::Value]);
    check("/users/$count", &[name("users"), Segment::Count]);
    check("/a/.../b", &[name("a"), Segment::Ellipsis, name("b")]);
}

#[test]
fn the_query_is_apart() {
    let template = parse("/me/calendarView?startDateTime={start}&$filter=a eq 'b?c'");
    assert_eq!(template.segments, [name("me"), name("calendarView")]);
    let names: Vec<_> = template.query.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["startDateTime", "$filter"]);
    assert_eq!(template.query[1].value.as_deref(), Some("a eq 'b?c'"));
    assert!(!template.query[0].optional);
}

#[test]
fn an_alias_is_what_the_query_says() {
    let alias = parse("/notes/find(text=@text,after=@after,x=@y)?@text='{text}'&@after={after}&q={q}");
    let plain = parse("/notes/find(text='{text}',after={after},x=@y)?q={q}");
    assert_eq!(alias, plain);
}

#[test]
fn a_query_in_brackets_is_optional() {
    let template = parse("/pages/{id}/content[?includeIDs=true]");
    assert_eq!(template.segments.last(), Some(&name("content")));
    assert_eq!(template.query[0].name, "includeIDs");
    assert_eq!(template.query[0].value.as_deref(), Some("true"));
    assert!(template.query[0].optional);
}

#[test]
fn placeholders_are_listed_in_order() {
    let template = parse("/users/{id}/drive/root:/{path}:/range(address='<address>')");
    assert_eq!(template.placeholders(), ["id", "path", "address"]);
}

#[test]
fn templates_that_differ_in_spelling_have_one_shape() {
    assert_eq!(
        parse("/Users/{id | userPrincipalName}/X(b={b},a='c')").shape(),
        "/users/{}/x(a,b)"
    );
    assert_eq!(parse("users/<id>/x(a={y},b={z})").shape(), "/users/{}/x(a,b)");
}

#[test]
fn any_text_gives_a_result() {
    for text in [
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
    ] {
        let template = parse(text);
        let _ = (template.shape(), template.placeholders().len());
    }
}
