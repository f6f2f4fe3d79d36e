//! Links from responses, which services write with more freedom than a URL has: relative, with spaces and quotes.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// Characters that no URL has. What is encoded already stays as it is. A `#` is encoded as well: it would start a
/// fragment, which is never sent, but belongs to a value.
const INVALID: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The absolute URL of a link: a path is one of the base's origin if it starts with `/`, otherwise below the base.
pub(super) fn resolve(link: &str, base: &str) -> Result<String, String> {
    let link = utf8_percent_encode(link.trim(), INVALID).to_string();
    let base = base.trim_end_matches('/');
    let (scheme, rest) = base.split_once("://").unwrap_or(("", base));
    let host = rest.split('/').next().unwrap_or(rest);
    if link.is_empty() || link.starts_with('?') {
        return Err(format!("the link {link:?} has no path"));
    }
    Ok(if has_scheme(&link) || base.is_empty() {
        link
    } else if link.starts_with("//") {
        format!("{scheme}:{link}")
    } else if link.starts_with('/') {
        format!("{scheme}://{host}{link}")
    } else {
        format!("{base}/{link}")
    })
}

/// Whether a link starts with a scheme.
fn has_scheme(link: &str) -> bool {
    let is_scheme = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    link.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme))
}

/// The link without the query parameters of these names, which are set anew.
pub(super) fn without_options(link: String, names: &[&str]) -> String {
    let Some((path, query)) = link.split_once('?').filter(|_| !names.is_empty()) else {
        return link;
    };
    let stays = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or(parameter);
        let name: Cow<'_, str> = percent_decode_str(name).decode_utf8_lossy();
        !names.contains(&&*name)
    };
    let query: Vec<_> = query.split('&').filter(stays).collect();
    if query.is_empty() {
        return path.to_owned();
    }
    format!("{path}?{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_resolved_and_encoded() {
        let base = "https://graph.example/v1.0/";
        for (link, expected) in [
            (
                "https://graph.example/v1.0/users?a=b%20c",
                "https://graph.example/v1.0/users?a=b%20c",
            ),
            ("/v1.0/users?$skip=2", "https://graph.example/v1.0/users?$skip=2"),
            ("users?$skip=2", "https://graph.example/v1.0/users?$skip=2"),
            ("//graph.example/v1.0/users", "https://graph.example/v1.0/users"),
            (
                "users?next=https://elsewhere.example",
                "https://graph.example/v1.0/users?next=https://elsewhere.example",
            ),
            (
                " users?$search=\"a b\"&x=#1é ",
                "https://graph.example/v1.0/users?$search=%22a%20b%22&x=%231%C3%A9",
            ),
        ] {
            assert_eq!(resolve(link, base).as_deref(), Ok(expected));
        }
        assert!(resolve("", base).is_err() && resolve("?$skip=2", base).is_err());
    }

    #[test]
    fn options_that_are_set_anew_are_removed() {
        for (link, expected) in [
            ("/a?$top=5&b=1", "/a?b=1"),
            ("/a?%24top=5", "/a"),
            ("/a?$topic=5", "/a?$topic=5"),
            ("/a", "/a"),
        ] {
            assert_eq!(without_options(link.to_owned(), &["$top"]), expected);
        }
        assert_eq!(without_options("/a?$top=5".to_owned(), &[]), "/a?$top=5");
    }
}
