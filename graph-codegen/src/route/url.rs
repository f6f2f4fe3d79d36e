//! URLs and targets as pages write them: cuts off host and version, and decodes the parts of a request's URL.

use super::parse::{QueryPart, Segment, parse, query_start, segment, split_path};
use crate::model::ApiInfo;

/// The parts of a request's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestUrl {
    /// `https://graph.microsoft.com/v1.0`.
    pub base: String,
    /// The path below the base.
    pub path: Vec<UrlSegment>,
    /// The query after the `?`, decoded.
    pub query: Vec<(String, String)>,
}

/// A segment of the path of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlSegment {
    /// The decoded text; without its colons for an address by path.
    pub text: String,
    /// The same text, parsed.
    pub segment: Segment,
}

impl UrlSegment {
    fn new(text: String) -> Self {
        Self {
            segment: segment(&text),
            text,
        }
    }

    fn by_path(text: String) -> Self {
        Self {
            segment: Segment::ByPath(text.clone()),
            text,
        }
    }
}

impl RequestUrl {
    /// `users('adele')` as `users/adele`.
    pub fn with_keys_apart(&self) -> Self {
        let apart = self.path.iter().flat_map(|part| match part.segment.keyed() {
            Some((name, key)) => vec![UrlSegment::new(name.to_owned()), UrlSegment::new(unquote(key))],
            None => vec![part.clone()],
        });
        Self {
            path: apart.collect(),
            ..self.clone()
        }
    }
}

/// Parses the URL of a request of this API.
///
/// # Errors
///
/// The reason why it is no URL of this API.
pub fn parse_url(url: &str, info: &ApiInfo) -> Result<RequestUrl, &'static str> {
    let (base, rest) = split_base(url.trim(), info)?;
    let (path, query) = rest.split_at(query_start(rest).unwrap_or(rest.len()));
    let path = split_path(path, decode, UrlSegment::new, UrlSegment::by_path);
    if path.is_empty() {
        return Err("no path");
    }
    if path.len() > MAX_SEGMENTS {
        return Err("the path is too long");
    }
    if path.iter().any(|part| part.segment == Segment::Ellipsis) {
        return Err("parts of the URL are left out");
    }
    Ok(RequestUrl {
        base,
        path,
        query: query_pairs(query.trim_start_matches('?')),
    })
}

/// The text of an OData literal: `'O''Neil'` is `O'Neil`.
pub fn unquote(value: &str) -> String {
    match (value.find('\''), value.rfind('\'')) {
        (Some(first), Some(last)) if first < last => {
            value.get(first + 1..last).unwrap_or_default().replace("''", "'")
        }
        _ => value.to_owned(),
    }
}

/// The version in a URL belongs to the base, whichever it is.
fn split_base<'u>(url: &'u str, info: &ApiInfo) -> Result<(String, &'u str), &'static str> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return if url.starts_with('/') {
            Ok((info.base_url.clone(), url))
        } else {
            Err("neither a URL nor a path")
        };
    };
    let (host, path) = split_host(rest);
    if !host.eq_ignore_ascii_case(host_of(&info.base_url)) {
        return Err("another host");
    }
    let path = path.trim_start_matches('/');
    let (version, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
    Ok((format!("{scheme}://{host}/{version}"), rest))
}

fn query_pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name.trim()), decode(value))
    });
    pairs.collect()
}

/// Text without percent-encoding. A text that is not encoded properly stays as it is.
pub fn decode(text: &str) -> String {
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

/// A path without host, version and brackets.
#[derive(Debug, PartialEq, Eq)]
pub struct NormalizedPath {
    /// `/me/messages`.
    pub text: String,
    /// The query options in brackets.
    pub optional_query: Vec<QueryPart>,
}

/// Why a target is no path of this API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAPath {
    /// `** Entity URI for … not found`: a documentation generator's message in place of a path.
    GeneratorFailure,
    /// An absolute URL of another host.
    OtherHost,
    /// There is no text.
    Empty,
    /// It has more than [`MAX_SEGMENTS`] segments.
    TooLong,
}

/// The most segments of a path, and the most slashes in a target. The longest path of Graph has 15.
pub const MAX_SEGMENTS: usize = 64;

/// The path of a target: `GET https://graph.microsoft.com/v1.0/me` and `GET me/` are both `/me`.
///
/// # Errors
///
/// The reason why it is no path of this API.
pub fn normalize_target(target: &str, info: &ApiInfo) -> Result<NormalizedPath, NotAPath> {
    let target = target.trim();
    if target.starts_with("**") {
        return Err(NotAPath::GeneratorFailure);
    }
    let relative = without_version(without_host(target, info)?, info);
    let (relative, bracket) = relative.split_at(relative.find("[?").unwrap_or(relative.len()));
    let (path, query) = relative.split_at(query_start(relative).unwrap_or(relative.len()));
    let path = path.trim().trim_matches('/');
    if path.is_empty() {
        return Err(NotAPath::Empty);
    }
    if path.matches('/').nth(MAX_SEGMENTS).is_some() {
        return Err(NotAPath::TooLong);
    }
    let query = if query.len() > 1 { query.trim_end() } else { "" };
    Ok(NormalizedPath {
        text: format!("/{}{query}", path.replace("//", "/")),
        optional_query: parse(bracket).query,
    })
}

fn without_host<'t>(target: &'t str, info: &ApiInfo) -> Result<&'t str, NotAPath> {
    match target.split_once("://") {
        Some((scheme, rest)) if scheme.chars().all(|c| c.is_ascii_alphabetic()) => {
            let (host, path) = split_host(rest);
            if host.eq_ignore_ascii_case(host_of(&info.base_url)) || host.starts_with(['{', '<']) {
                Ok(path)
            } else {
                Err(NotAPath::OtherHost)
            }
        }
        _ => Ok(target),
    }
}

fn split_host(url: &str) -> (&str, &str) {
    url.split_at(url.find('/').unwrap_or(url.len()))
}

/// The scheme and the host of a URL: `https://graph.microsoft.com`.
pub fn origin_of(url: &str) -> &str {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let length = url.get(after_scheme..).and_then(|rest| rest.find('/'));
    length
        .and_then(|length| url.get(..after_scheme + length))
        .unwrap_or(url)
}

fn host_of(url: &str) -> &str {
    split_host(url.split_once("://").map_or(url, |(_, rest)| rest)).0
}

fn without_version<'t>(path: &'t str, info: &ApiInfo) -> &'t str {
    match split_version(path, info) {
        Some(rest) if !rest.is_empty() => rest.trim_start_matches('/'),
        _ => path.trim_start_matches('/'),
    }
}

/// What follows the version that a path begins with: `/me?$top=5` of `/v1.0/me?$top=5`.
pub fn split_version<'t>(path: &'t str, info: &ApiInfo) -> Option<&'t str> {
    let bare = path.trim_start_matches('/');
    let (version, rest) = bare.split_at(bare.find(['/', '?']).unwrap_or(bare.len()));
    is_version(version, info).then_some(rest)
}

/// The API's own version, `beta`, `v2.0`, `{version}`.
fn is_version(segment: &str, info: &ApiInfo) -> bool {
    let lower = segment.to_ascii_lowercase();
    let number = lower.strip_prefix('v').unwrap_or_default();
    lower == info.version.to_ascii_lowercase()
        || matches!(lower.as_str(), "beta" | "{version}")
        || !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.')
}
