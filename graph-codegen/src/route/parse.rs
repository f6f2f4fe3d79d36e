//! Parses path templates.

/// A parsed path template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The path, segment by segment.
    pub segments: Vec<Segment>,
    /// The query after the `?`.
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
        /// The arguments in the parentheses.
        arguments: Vec<Argument>,
    },
    /// `microsoft.graph.mobileLobApp`: a cast, or an action or function with its namespace.
    Qualified {
        /// The whole name.
        name: String,
        /// The arguments, if there are parentheses.
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
    /// `address`; `None` for a positional argument.
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
    /// Whether it is in brackets: `[?includeIDs=true]`.
    pub optional: bool,
}

impl Template {
    /// The placeholders in the path, in order, keys and arguments alike: `id | userPrincipalName`, `address`.
    pub fn placeholders(&self) -> Vec<&str> {
        self.segments.iter().flat_map(Segment::placeholders).collect()
    }

    /// The segments but the last.
    pub fn before(&self) -> &[Segment] {
        self.segments.split_last().map_or(&[], |(_, before)| before)
    }
}

impl Segment {
    /// The name of a property, an entity set or a call; `None` for keys and `$…`.
    pub fn name(&self) -> Option<&str> {
        self.called().map(|(name, _)| name)
    }

    /// The name and the arguments in parentheses, which may be none; `None` for keys and `$…`.
    pub fn called(&self) -> Option<(&str, &[Argument])> {
        match self {
            Self::Name(name) => Some((name, &[])),
            Self::Call { name, arguments } => Some((name, arguments)),
            Self::Qualified { name, arguments } => Some((name, arguments.as_deref().unwrap_or_default())),
            _ => None,
        }
    }

    /// The name and the key of `users('adele')`.
    pub(super) fn keyed(&self) -> Option<(&str, &str)> {
        match self {
            Self::Call { name, arguments } => match arguments.as_slice() {
                [Argument { name: None, value }] => Some((name, value)),
                _ => None,
            },
            _ => None,
        }
    }

    fn placeholders(&self) -> Vec<&str> {
        match self {
            Self::Key(text) => vec![text],
            Self::ByPath(text) => placeholders(text),
            other => {
                let (_, arguments) = other.called().unwrap_or_default();
                let values = arguments.iter().map(|argument| argument.value.as_str());
                values.flat_map(placeholders).collect()
            }
        }
    }

    /// Whether it is `$ref`, `$value` or `$count`.
    pub fn is_special(&self) -> bool {
        matches!(self, Self::Ref | Self::Value | Self::Count)
    }
}

/// Parses a template. Any text gives a result; what has no other form is a name or a literal.
pub fn parse(path: &str) -> Template {
    let (path, query) = split_query(path);
    let mut template = Template {
        segments: split_path(path, str::to_owned, |text| segment(&text), Segment::ByPath),
        query: query.map(query_parts).unwrap_or_default(),
    };
    template.replace_aliases();
    template
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

/// Where the query of a target starts. A `?` in brackets starts none.
pub fn query_start(path: &str) -> Option<usize> {
    find_outside(path, '?')
}

impl Template {
    /// Makes literals of sample values that look like qualified names: `contoso.sharepoint.com` after `sites`. Casts and
    /// actions begin as the API's namespace does.
    pub fn with_values_apart(mut self, namespace: &str) -> Self {
        let root = namespace.split('.').next().unwrap_or_default();
        let mut after_name = false;
        for segment in &mut self.segments {
            if let Segment::Qualified {
                name,
                arguments: None,
            } = segment
                && after_name
                && name.split('.').next() != Some(root)
            {
                *segment = Segment::Literal(std::mem::take(name));
            }
            after_name = matches!(segment, Segment::Name(_));
        }
        self
    }

    /// `find(text=@text)?@text='{text}'` is `find(text='{text}')`: the query holds the value of an alias.
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
}

/// Splits a path at its slashes. `root:` opens an address by path, which the next part with a colon at its end closes.
pub(super) fn split_path<T>(
    path: &str,
    decode: impl Fn(&str) -> String,
    segment: impl Fn(String) -> T,
    by_path: impl Fn(String) -> T,
) -> Vec<T> {
    let mut segments = Vec::with_capacity(path.bytes().filter(|byte| *byte == b'/').count());
    let mut open: Option<String> = None;
    for raw in split_outside(path, '/').map(str::trim) {
        let mut text = decode(raw);
        let colon = text.ends_with(':');
        text.truncate(text.len() - usize::from(colon));
        let Some(mut address) = open.take() else {
            segments.extend((!text.is_empty()).then(|| segment(text)));
            open = colon.then(String::new);
            continue;
        };
        if !address.is_empty() {
            address.push('/');
        }
        address.push_str(&text);
        if colon {
            segments.push(by_path(address));
        } else {
            open = Some(address);
        }
    }
    segments.extend(open.filter(|address| !address.is_empty()).map(by_path));
    segments
}

/// Parses one segment.
pub(super) fn segment(raw: &str) -> Segment {
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
        return Segment::Key(if text.contains(marks) {
            text.replace(marks, "").trim().to_owned()
        } else {
            text.trim().to_owned()
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

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn is_qualified(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_identifier)
}

fn split_query(path: &str) -> (&str, Option<&str>) {
    let Some(at) = query_start(path) else {
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

/// Splits at a character outside of brackets and quotes; in a path only parentheses hold quotes.
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
