//! The URL of an example request → its parts. Comes in: text of a page. Goes out: base, segments and query, decoded.

use crate::{
    model::ApiInfo,
    route::{self, Argument, Segment},
};

/// A URL taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// `https://graph.microsoft.com/v1.0`.
    pub(crate) base: String,
    /// The path below the base.
    pub(crate) path: Vec<Part>,
    /// What follows the `?`.
    pub(crate) query: Vec<(String, String)>,
}

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Decoded.
    pub(crate) text: String,
    /// What it looks like; none for an address by path.
    pub(crate) shape: Option<Segment>,
}

/// Takes a URL apart, or tells why it is none of the API's.
pub(crate) fn parse(url: &str, info: &ApiInfo) -> Result<Target, &'static str> {
    let (base, rest) = split_base(url.trim(), info)?;
    let (path, query) = match route::query_start(rest) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let path = parts(path);
    if path.is_empty() {
        return Err("no path");
    }
    if path.iter().any(|part| part.shape == Some(Segment::Ellipsis)) {
        return Err("parts of the URL are left out");
    }
    Ok(Target {
        base,
        path,
        query: pairs(query.trim_start_matches('?')),
    })
}

impl Target {
    /// `users('adele')` as `users/adele`.
    pub(crate) fn with_keys_apart(&self) -> Self {
        let apart = self.path.iter().flat_map(|part| match &part.shape {
            Some(Segment::Call { name, arguments }) => match arguments.as_slice() {
                [Argument { name: None, value }] => vec![part_of(name), part_of(&unquoted(value))],
                _ => vec![part.clone()],
            },
            _ => vec![part.clone()],
        });
        Self {
            path: apart.collect(),
            ..self.clone()
        }
    }
}

/// The text of a literal: `'O''Neil'` is `O'Neil`.
pub(crate) fn unquoted(value: &str) -> String {
    match (value.find('\''), value.rfind('\'')) {
        (Some(first), Some(last)) if first < last => {
            value.get(first + 1..last).unwrap_or_default().replace("''", "'")
        }
        _ => value.to_owned(),
    }
}

/// The version that the page says belongs to the base.
fn split_base<'u>(url: &'u str, info: &ApiInfo) -> Result<(String, &'u str), &'static str> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return match url.starts_with('/') {
            true => Ok((info.base_url.clone(), url)),
            false => Err("neither a URL nor a path"),
        };
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let own = info.base_url.split("://").nth(1).unwrap_or_default();
    let own = own.split('/').next().unwrap_or_default();
    if !host.eq_ignore_ascii_case(own) {
        return Err("another host");
    }
    let path = path.trim_start_matches('/');
    let (version, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
    Ok((format!("{scheme}://{host}/{version}"), rest))
}

/// A colon at the end of a segment opens an address by path, and another one closes it.
fn parts(path: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut open: Option<String> = None;
    for raw in split(path) {
        let text = decoded(raw);
        let (inner, colon) = match text.strip_suffix(':') {
            Some(inner) => (inner, true),
            None => (text.as_str(), false),
        };
        match open.take() {
            Some(address) if address.is_empty() && inner.is_empty() && !colon => open = Some(address),
            Some(address) => {
                let address = match address.is_empty() {
                    true => inner.to_owned(),
                    false => format!("{address}/{inner}"),
                };
                match colon {
                    true => parts.push(address_of(address)),
                    false => open = Some(address),
                }
            }
            None => {
                parts.extend((!inner.is_empty()).then(|| part_of(inner)));
                open = colon.then(String::new);
            }
        }
    }
    parts.extend(open.filter(|address| !address.is_empty()).map(address_of));
    parts
}

fn address_of(text: String) -> Part {
    Part { text, shape: None }
}

fn part_of(text: &str) -> Part {
    let shape = route::parse(&format!("/{text}")).segments.into_iter().next();
    Part {
        text: text.to_owned(),
        shape: Some(shape.unwrap_or_else(|| Segment::Literal(text.to_owned()))),
    }
}

/// Slashes in parentheses are part of a literal.
fn split(path: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in path.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '/' if depth == 0 => {
                parts.push(path.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(path.get(start..).unwrap_or_default());
    parts
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name.trim()), decoded(value))
    });
    pairs.collect()
}

/// Text without percent-encoding; what is not encoded properly stays.
pub(crate) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = (*byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                decoded.push(value);
                at += 3;
            }
            None => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(url: &str) -> Vec<String> {
        let target = parse(url, &ApiInfo::default()).expect("a URL of the API");
        target.path.into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn the_version_belongs_to_the_base() {
        let target = parse(
            "https://graph.microsoft.com/beta/me?$top=5&x=a%20b",
            &ApiInfo::graph("v1.0"),
        );
        let target = target.expect("a URL of the API");
        assert_eq!(target.base, "https://graph.microsoft.com/beta");
        assert_eq!(target.path.len(), 1);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(target.query, [pair("$top", "5"), pair("x", "a b")]);
    }

    #[test]
    fn addresses_are_one_part() {
        assert_eq!(
            texts("/me/drive/root:/a/b%20c:/content"),
            ["me", "drive", "root", "a/b c", "content"]
        );
        assert_eq!(texts("/me/drive/root:/a"), ["me", "drive", "root", "a"]);
        assert_eq!(
            texts("/chats/19:x@thread.v2/members"),
            ["chats", "19:x@thread.v2", "members"]
        );
    }

    #[test]
    fn slashes_in_literals_stay() {
        assert_eq!(texts("/me/search(q='a/b')"), ["me", "search(q='a/b')"]);
        let target = parse("/users('O''Neil')/x", &ApiInfo::default()).expect("a path");
        let apart = target.with_keys_apart().path;
        assert_eq!(apart[1].text, "O'Neil");
    }

    #[test]
    fn what_is_no_url_of_the_api_is_told() {
        let why = |url: &str| parse(url, &ApiInfo::graph("v1.0")).expect_err("none");
        assert_eq!(why("https://elsewhere.example/v1.0/me"), "another host");
        assert_eq!(why("me/messages"), "neither a URL nor a path");
        assert_eq!(why("https://graph.microsoft.com/v1.0/"), "no path");
    }
}
