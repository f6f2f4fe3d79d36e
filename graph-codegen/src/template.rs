//! Path templates, taken apart: `/me/messages/{id}` → segments and query. Comes in: a path of the model.
//! Knows the syntax only: whether `x(y='z')` is a key or a call, and `a.b.c` a cast or an action, types tell.

use std::borrow::Cow;

/// A template taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The path, segment by segment.
    pub segments: Vec<Segment>,
    /// What follows the `?`.
    pub query: Vec<QueryPart>,
}

/// One segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// `messages`: an entity set, a singleton, a property, an action or function without parentheses.
    Name(String),
    /// `{id | userPrincipalName}`, `<id>`, `(team-id)`: the text inside.
    Key(String),
    /// A literal where a key is expected: a GUID, `adele@contoso.com`.
    Literal(String),
    /// `borders('EdgeTop')`, `applications(appId='{appId}')`, `range(address='<address>')`, `delta()`:
    /// a key, an alternate key, or a call.
    Call {
        /// `range`.
        name: String,
        /// What stands in the parentheses.
        arguments: Vec<Argument>,
    },
    /// `microsoft.graph.mobileLobApp`: a cast, or an action or function with its namespace.
    Qualified {
        /// The whole name.
        name: String,
        /// The parentheses, where there are any.
        arguments: Option<Vec<Argument>>,
    },
    /// `:/{item-path}:` after the segment that it belongs to: the text inside.
    ByPath(String),
    /// `$ref`.
    Ref,
    /// `$value`.
    Value,
    /// `$count`.
    Count,
    /// `...`: any number of segments.
    Ellipsis,
}

/// `address='<address>'`, `'EdgeTop'`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// `address`; none for a positional one.
    pub name: Option<String>,
    /// `'<address>'`, verbatim.
    pub value: String,
}

/// `startDateTime={start_datetime}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryPart {
    /// `startDateTime`.
    pub name: String,
    /// `{start_datetime}`.
    pub value: Option<String>,
    /// It stands in brackets: `[?includeIDs=true]`.
    pub optional: bool,
}

/// Takes a template apart. Any text gives a result; what fits no form is a name.
pub fn parse(path: &str) -> Template {
    let (path, query) = split_query(path);
    let mut template = Template {
        segments: segments(path),
        query: query.map(query_parts).unwrap_or_default(),
    };
    template.replace_aliases();
    template
}

impl Template {
    /// `find(text=@text)?@text='{text}'` is `find(text='{text}')`: the query says what an alias stands for.
    fn replace_aliases(&mut self) {
        let (aliases, query) = std::mem::take(&mut self.query)
            .into_iter()
            .partition::<Vec<_>, _>(|part| part.name.starts_with('@'));
        self.query = query;
        let value = |alias: &str| aliases.iter().find(|part| part.name == alias)?.value.clone();
        for segment in &mut self.segments {
            let (Segment::Call { arguments, .. }
            | Segment::Qualified {
                arguments: Some(arguments),
                ..
            }) = segment
            else {
                continue;
            };
            for argument in arguments {
                argument.value = value(&argument.value).unwrap_or(std::mem::take(&mut argument.value));
            }
        }
    }

    /// The placeholders in the path, in order, keys and arguments alike: `id | userPrincipalName`, `address`.
    pub fn placeholders(&self) -> Vec<&str> {
        let mut found = Vec::new();
        for segment in &self.segments {
            match segment {
                Segment::Key(text) => found.push(text.as_str()),
                Segment::ByPath(text) => found.extend(placeholders(text)),
                Segment::Call { arguments, .. }
                | Segment::Qualified {
                    arguments: Some(arguments),
                    ..
                } => found.extend(
                    arguments
                        .iter()
                        .flat_map(|argument| placeholders(&argument.value)),
                ),
                _ => {}
            }
        }
        found
    }

    /// The shape of the path.
    pub fn shape(&self) -> String {
        shape(&self.segments)
    }

    /// The segments but the last.
    pub fn before(&self) -> &[Segment] {
        self.segments.split_last().map_or(&[], |(_, before)| before)
    }
}

/// A path in lower case with every placeholder as `{}`: equal for paths that differ in spelling only.
pub fn shape(segments: &[Segment]) -> String {
    let mut shape = String::with_capacity(48);
    for segment in segments {
        shape.push('/');
        shape.push_str(&segment.shape());
    }
    shape
}

impl Segment {
    fn shape(&self) -> Cow<'_, str> {
        match self {
            Self::Key(_) | Self::Literal(_) => "{}".into(),
            Self::Call { name, arguments }
            | Self::Qualified {
                name,
                arguments: Some(arguments),
            } => call_shape(name, arguments).into(),
            Self::Name(name)
            | Self::Qualified {
                name,
                arguments: None,
            } => name.to_lowercase().into(),
            Self::ByPath(_) => ":{}:".into(),
            Self::Ref => "$ref".into(),
            Self::Value => "$value".into(),
            Self::Count => "$count".into(),
            Self::Ellipsis => "...".into(),
        }
    }

    /// The name that a property, a set or a call goes by; no name for keys and `$…`.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) | Self::Call { name, .. } | Self::Qualified { name, .. } => Some(name),
            _ => None,
        }
    }
}

fn call_shape(name: &str, arguments: &[Argument]) -> String {
    let mut names: Vec<String> = arguments
        .iter()
        .map(|argument| argument.name.as_deref().unwrap_or_default().to_lowercase())
        .collect();
    names.sort();
    format!("{}({})", name.to_lowercase(), names.join(","))
}

/// Where the query of a target starts; a `?` in brackets is none.
pub fn query_start(path: &str) -> Option<usize> {
    find_outside(path, '?')
}

fn split_query(path: &str) -> (&str, Option<&str>) {
    let Some(at) = find_outside(path, '?') else {
        return (path, None);
    };
    let (path, query) = path.split_at(at);
    (path.strip_suffix('[').unwrap_or(path), Some(query))
}

fn query_parts(query: &str) -> Vec<QueryPart> {
    let bracketed = query.ends_with(']') && !query.contains('[');
    let query = query.trim_start_matches('?');
    split_outside(query, '&')
        .map(|part| query_part(part, bracketed))
        .filter(|part| !part.name.is_empty())
        .collect()
}

fn query_part(part: &str, bracketed: bool) -> QueryPart {
    let optional = bracketed || part.starts_with('[');
    let part = part.trim_matches(|c: char| c.is_whitespace() || (optional && matches!(c, '[' | ']' | '?')));
    let (name, value) = match part.split_once('=') {
        Some((name, value)) => (name, Some(value.trim().to_owned())),
        None => (part, None),
    };
    QueryPart {
        name: name.trim().to_owned(),
        value,
        optional,
    }
}

/// `root:` opens an address by path, which the next raw segment with a colon at its end closes.
fn segments(path: &str) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(path.bytes().filter(|byte| *byte == b'/').count());
    let mut open: Option<String> = None;
    for raw in split_outside(path, '/').map(str::trim) {
        let (text, colon) = match raw.strip_suffix(':') {
            Some(text) => (text, true),
            None => (raw, false),
        };
        match open.take() {
            Some(address) => {
                let address = if address.is_empty() {
                    text.to_owned()
                } else {
                    format!("{address}/{text}")
                };
                if colon {
                    segments.push(Segment::ByPath(address));
                } else {
                    open = Some(address);
                }
            }
            None => {
                segments.extend((!text.is_empty()).then(|| segment(text)));
                open = colon.then(String::new);
            }
        }
    }
    segments.extend(open.filter(|address| !address.is_empty()).map(Segment::ByPath));
    segments
}

fn segment(raw: &str) -> Segment {
    let is = |word| raw.eq_ignore_ascii_case(word);
    match () {
        () if is("$ref") => return Segment::Ref,
        () if is("$value") => return Segment::Value,
        () if is("$count") => return Segment::Count,
        () if is("...") || is("…") => return Segment::Ellipsis,
        () => {}
    }
    if raw.starts_with(['{', '<', '(']) {
        let marks = ['{', '}', '<', '>', '(', ')'];
        let text = raw.trim_matches(marks);
        return Segment::Key(match text.contains(marks) {
            true => text.replace(marks, "").trim().to_owned(),
            false => text.trim().to_owned(),
        });
    }
    match raw.split_once('(') {
        Some((name, rest)) => call(name, rest.strip_suffix(')').unwrap_or(rest)),
        None if is_qualified(raw) => Segment::Qualified {
            name: raw.to_owned(),
            arguments: None,
        },
        None if is_identifier(raw.trim_start_matches('$')) => Segment::Name(raw.to_owned()),
        None => Segment::Literal(raw.to_owned()),
    }
}

fn call(name: &str, arguments: &str) -> Segment {
    let name = name.trim().to_owned();
    let arguments = split_outside(arguments, ',')
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(argument)
        .collect();
    if is_qualified(&name) {
        Segment::Qualified {
            name,
            arguments: Some(arguments),
        }
    } else {
        Segment::Call { name, arguments }
    }
}

fn argument(text: &str) -> Argument {
    match text.split_once('=') {
        Some((name, value)) if is_identifier(name.trim()) => Argument {
            name: Some(name.trim().to_owned()),
            value: value.trim().to_owned(),
        },
        _ => Argument {
            name: None,
            value: text.to_owned(),
        },
    }
}

/// `{x}` and `<x>` in a text, without their brackets.
pub fn placeholders(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '<']) {
        let inside = rest.get(start + 1..).unwrap_or_default();
        let Some(end) = inside.find(['}', '>']) else { break };
        found.push(inside.get(..end).unwrap_or_default().trim());
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    found
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn is_qualified(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_identifier)
}

/// Splits at a character that stands in no brackets and no quotes; in a path only parentheses hold quotes.
fn split_outside(text: &str, at: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = find_outside(text, at) else {
            return rest.take();
        };
        rest = text.get(end + at.len_utf8()..);
        text.get(..end)
    })
}

/// An opening bracket without its counterpart further on opens nothing.
fn find_outside(text: &str, wanted: char) -> Option<usize> {
    // Most texts have none, or have it before any bracket.
    let first = text.find(wanted)?;
    if !text.get(..first)?.contains(['(', '{', '<', '\'']) {
        return Some(first);
    }
    let mut closers: Vec<char> = Vec::new();
    for (at, c) in text.char_indices() {
        if closers.last() == Some(&c) {
            closers.pop();
            continue;
        }
        if closers.is_empty() && c == wanted {
            return Some(at);
        }
        let closer = match c {
            '(' => ')',
            '{' => '}',
            '<' => '>',
            '\'' if !matches!(wanted, '/' | '?') || closers.last() == Some(&')') => '\'',
            _ => continue,
        };
        if text.get(at + 1..).is_some_and(|rest| rest.contains(closer)) {
            closers.push(closer);
        }
    }
    None
}

#[cfg(test)]
mod tests;
