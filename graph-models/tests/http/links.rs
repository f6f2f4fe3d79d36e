//! Bases and links: a request goes where the base leads, unless another origin is asked for by name.

use graph_models::Call;
use proptest::prelude::*;

use super::{BASE, ListNames, Path, call};

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
fn no_spelling_of_another_origin_passes() {
    for link in [
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
        "//graph.example/v1.0/names",
        "https:///graph.example/v1.0/names",
        "https:\\\\graph.example/v1.0/names",
        "https://graph.example\\@elsewhere.example/",
        " https://graph.example/v1.0/names",
        "https://graph.example\n.elsewhere.example/",
        "https://[::1]/v1.0/names",
        "graph.example/v1.0/names",
        "https:graph.example/v1.0/names",
        "*",
        "",
    ] {
        let request = Call::<ListNames>::from_link(link).to_http(BASE);
        assert!(request.is_err(), "{link:?} led to {request:?}");
    }
}

#[test]
fn the_origin_has_its_port() {
    let base = "https://graph.example:8443/v1.0";
    let follow = |link: &str| Call::<ListNames>::from_link(link).to_http(base);
    assert!(follow("https://graph.example:8443/v1.0/names?$skip=1").is_ok());
    assert!(follow("HTTPS://Graph.Example:8443/v1.0/names").is_ok());
    assert!(follow("https://graph.example/v1.0/names").is_err());
}

#[test]
fn options_may_be_added_to_a_link() {
    let call = Call::<ListNames>::from_link("https://graph.example/v1.0/names?$skiptoken=x").top(5);
    let request = call.to_http(BASE).expect("a request");
    assert_eq!(
        request.uri(),
        "https://graph.example/v1.0/names?$skiptoken=x&$top=5"
    );
}

proptest! {
    #[test]
    fn whatever_a_link_is_the_request_stays_at_its_origin(link in any::<String>()) {
        if let Ok(request) = Call::<ListNames>::from_link(&link).to_http(BASE) {
            prop_assert_eq!(request.uri().host(), Some("graph.example"));
        }
    }

    #[test]
    fn the_same_is_true_of_what_looks_like_a_url(
        scheme in "(https?|HTTPS)",
        before in "([a-z.]{0,8}[@:./\\\\])?",
        after in "([@:./\\\\][a-z0-9.@]{0,8})?",
        rest in "(/[ -~]{0,12})?",
    ) {
        let link = format!("{scheme}://{before}graph.example{after}{rest}");
        if let Ok(request) = Call::<ListNames>::from_link(&link).to_http(BASE) {
            let uri = request.uri();
            prop_assert_eq!(uri.host(), Some("graph.example"), "{}", link);
            prop_assert_eq!(uri.scheme_str(), Some("https"));
            prop_assert!(uri.port_u16().is_none_or(|port| port == 443));
            prop_assert!(!uri.authority().expect("a host").as_str().contains('@'));
        }
    }
}
