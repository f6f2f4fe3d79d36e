//! HTTP lines → paths of the model. Comes in: the lines of a page. Goes out: method, path and template, each line once.
//! Knows neither types nor what an operation means.

pub(super) mod entries;
pub(super) mod graph;

use crate::{
    diagnostic::{Diagnostic, codes},
    model::ApiInfo,
    page::{Message, Page, StartLine},
    route::{self, Template},
    text::Span,
};

/// A line of an HTTP block with a path of this API.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// `GET`.
    pub(super) method: String,
    /// `/users/{id | userPrincipalName}/messages`.
    pub(super) path: String,
    /// The path taken apart.
    pub(super) template: Template,
    /// The path's shape: equal for lines that differ in the spelling of placeholders only.
    pub(super) shape: String,
    /// Query options that stand in brackets, cut off from the path.
    pub(super) optional_query: Vec<route::QueryPart>,
    /// The line.
    pub(super) span: Span,
}

/// Why a target is no path of this API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoPath {
    /// `** Entity URI for … not found`: a generator's message in place of a path.
    Failure,
    /// An absolute address of another host.
    OtherHost,
    /// Nothing.
    Empty,
}

/// The lines of a page that name a path, the same line once.
pub(super) fn lines(page: &Page, info: &ApiInfo, found: &mut Vec<Diagnostic>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for request in &page.requests {
        match normalise(&request.target.value, info) {
            Ok(path) => {
                let line = Line::new(&request.method.value, path, request.target.span);
                let same = |known: &Line| known.method == line.method && known.path == line.path;
                if !lines.iter().any(same) {
                    lines.push(line);
                }
            }
            Err(why) => found.push(no_path(why, request.target.span, &request.target.value)),
        }
    }
    if page.path.is_api() {
        for line in page.examples.iter().filter_map(|message| shown(message, info)) {
            let same = |known: &Line| known.method == line.method && known.means(&line);
            if !lines.iter().any(same) {
                lines.push(line);
            }
        }
    }
    lines
}

/// Some examples are requests and templates at once: no host, and placeholders in the path.
fn shown(message: &Message, info: &ApiInfo) -> Option<Line> {
    let StartLine::Request { method, url } = &message.start else {
        return None;
    };
    if url.contains("://") {
        return None;
    }
    let path = normalise(url, info).ok()?;
    let line = Line::new(method, path, message.span);
    (!line.template.placeholders().is_empty()).then_some(line)
}

impl Line {
    fn new(method: &str, path: Normal, span: Span) -> Self {
        let template = route::parse(&path.text);
        Self {
            method: method.to_uppercase(),
            shape: template.shape(),
            template,
            path: path.text,
            optional_query: path.optional_query,
            span,
        }
    }

    /// Whether two lines differ in the spelling of placeholders only.
    fn means(&self, other: &Self) -> bool {
        self.shape == other.shape && self.query().eq(other.query())
    }

    /// The names of the query options.
    pub(super) fn query(&self) -> impl Iterator<Item = &str> {
        self.template.query.iter().map(|part| part.name.as_str())
    }

    /// `/me/insights/used/{id}/resource` on the page of `/me/insights/used` is not what the page is about.
    pub(super) fn continues(&self, other: &Self) -> bool {
        let further = self.shape.strip_prefix(&other.shape);
        further.is_some_and(|further| further.starts_with('/'))
    }
}

fn no_path(why: NoPath, span: Span, target: &str) -> Diagnostic {
    match why {
        NoPath::Failure => Diagnostic::new(
            &codes::NO_PATH,
            span,
            "a generator's message stands in place of a path",
        )
        .help("write the path that addresses the resource"),
        NoPath::Empty => Diagnostic::new(&codes::NO_PATH, span, "a method without a path"),
        NoPath::OtherHost => Diagnostic::new(
            &codes::OTHER_HOST,
            span,
            format!("`{target}` is an address of another host"),
        ),
    }
}

/// A path without host, version and brackets.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Normal {
    /// `/me/messages`.
    pub(super) text: String,
    /// What stood in brackets.
    pub(super) optional_query: Vec<route::QueryPart>,
}

/// The path of a target: `GET https://graph.microsoft.com/v1.0/me` and `GET me/` are both `/me`.
pub(super) fn normalise(target: &str, info: &ApiInfo) -> Result<Normal, NoPath> {
    let target = target.trim();
    if target.starts_with("**") {
        return Err(NoPath::Failure);
    }
    let relative = relative(target, info)?;
    let (relative, bracket) = match relative.find("[?") {
        Some(at) => relative.split_at(at),
        None => (relative, ""),
    };
    let (path, query) = match route::query_start(relative) {
        Some(at) => relative.split_at(at),
        None => (relative, ""),
    };
    let path = path.trim().trim_matches('/');
    if path.is_empty() {
        return Err(NoPath::Empty);
    }
    let query = if query.len() > 1 { query.trim_end() } else { "" };
    Ok(Normal {
        text: match path.contains("//") {
            true => format!("/{}{query}", path.replace("//", "/")),
            false => format!("/{path}{query}"),
        },
        optional_query: match bracket {
            "" => Vec::new(),
            bracket => route::parse(bracket).query,
        },
    })
}

/// Cuts off scheme, host and version.
fn relative<'t>(target: &'t str, info: &ApiInfo) -> Result<&'t str, NoPath> {
    let path = match target.split_once("://") {
        Some((scheme, rest)) if scheme.chars().all(|c| c.is_ascii_alphabetic()) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if !host.eq_ignore_ascii_case(host_of(&info.base_url)) && !host.starts_with(['{', '<']) {
                return Err(NoPath::OtherHost);
            }
            path
        }
        _ => target,
    };
    Ok(without_version(path, info))
}

fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}

fn without_version<'t>(path: &'t str, info: &ApiInfo) -> &'t str {
    let bare = path.trim_start_matches('/');
    match bare.split_once('/') {
        Some((first, rest)) if is_version(first, info) => rest,
        _ => bare,
    }
}

/// The API's own version, `beta`, `v2.0`, `{version}`.
fn is_version(segment: &str, info: &ApiInfo) -> bool {
    let lower = segment.to_ascii_lowercase();
    let number = lower.strip_prefix('v').unwrap_or_default();
    lower == info.version.to_ascii_lowercase()
        || matches!(lower.as_str(), "beta" | "{version}")
        || !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, expected: &str) {
        let path = normalise(target, &ApiInfo::default()).map(|path| path.text);
        assert_eq!(path.as_deref(), Ok(expected), "{target}");
    }

    #[test]
    fn host_and_version_are_cut_off() {
        check(
            "https://graph.microsoft.com/v1.0/groups?$select=id",
            "/groups?$select=id",
        );
        check("/beta/teams/{id}/photo", "/teams/{id}/photo");
        check("https://{host}/v1.0/me", "/me");
        check("/vpn/{id}", "/vpn/{id}");
    }

    #[test]
    fn slashes_and_spaces_are_evened() {
        check("  policies/x ", "/policies/x");
        check("/groups/{id}/events/{id}/", "/groups/{id}/events/{id}");
        check("/groups//{id}/?$count=true", "/groups/{id}?$count=true");
    }

    #[test]
    fn a_query_in_brackets_is_cut_off() {
        let path = normalise("/pages/{id}/content[?includeIDs=true]", &ApiInfo::default()).expect("a path");
        assert_eq!(path.text, "/pages/{id}/content");
        assert_eq!(path.optional_query.len(), 1);
        assert!(path.optional_query[0].optional);
    }

    #[test]
    fn failures_of_generators_and_other_hosts_are_no_paths() {
        let info = ApiInfo::default();
        assert_eq!(
            normalise("** Entity URI for x not found", &info),
            Err(NoPath::Failure)
        );
        assert_eq!(
            normalise("https://sn3302.up.1drv.com/up/x", &info),
            Err(NoPath::OtherHost)
        );
        assert_eq!(normalise(" / ", &info), Err(NoPath::Empty));
    }
}
