//! Writes documentation as CommonMark that reads back as the same blocks and inlines, in rustdoc's dialect too.
//!
//! A block becomes units that are never broken: a word, a code span, a link. Lines are broken between units only, and
//! the first unit of a line is escaped where it would begin another block.

use super::doc::{Block, Doc, Docs, Inline, Kind, Place, Target, Text};

/// Wide enough for a link, narrow enough to read beside code.
const WIDTH: usize = 100;

impl Doc {
    /// The lines of the comment.
    pub fn lines(&self) -> Docs {
        Docs(lines(&self.blocks))
    }
}

impl From<Text> for Docs {
    fn from(text: Text) -> Self {
        Doc::default().paragraph(text).lines()
    }
}

impl Text {
    /// All of it on one line, for a comment that is not wrapped.
    pub fn line(&self) -> String {
        line(&self.inlines)
    }
}

/// All blocks, with an empty line around paragraphs.
fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut before = None;
    for block in blocks {
        let is_list = before == Some(Kind::Item) && block.kind == Kind::Item;
        if before.is_some() && !is_list {
            lines.push(String::new());
        }
        wrap(block.kind, &units(&block.text.inlines), &mut lines);
        before = Some(block.kind);
    }
    lines
}

/// One line, as long as it gets.
fn line(inlines: &[Inline]) -> String {
    let units = units(inlines);
    match units.split_first() {
        Some((first, [])) => guarded(first),
        Some((first, rest)) => format!("{} {}", guarded(first), rest.join(" ")),
        None => String::new(),
    }
}

fn wrap(kind: Kind, units: &[String], lines: &mut Vec<String>) {
    let (first, rest) = match kind {
        Kind::Paragraph => ("", ""),
        Kind::Item => ("- ", "  "),
    };
    let (mut line, mut width) = (String::new(), 0);
    let mut indent = first;
    for unit in units {
        let added = unit.chars().count() + 1;
        if !line.is_empty() && width + added > WIDTH {
            lines.push(std::mem::take(&mut line));
            indent = rest;
        }
        if line.is_empty() {
            line = format!("{indent}{}", guarded(unit));
            width = line.chars().count();
        } else {
            line.push(' ');
            line.push_str(unit);
            width += added;
        }
    }
    lines.push(line);
}

/// A unit as the first of a line: escaped if CommonMark would read the start of a block, or the line under a heading or
/// a table's header.
fn guarded(unit: &str) -> String {
    let digits = unit.trim_end_matches(['.', ')']);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && digits.len() + 1 == unit.len() {
        let (number, mark) = unit.split_at(digits.len());
        return format!("{number}\\{mark}");
    }
    let is_rule = unit.bytes().all(|byte| b"-+=:|".contains(&byte));
    if is_rule || unit.starts_with(['#', '>', '|']) {
        return format!("\\{unit}");
    }
    unit.to_owned()
}

/// What a block is put together from.
#[derive(Debug, PartialEq)]
enum Piece {
    /// A part of a unit, escaped.
    Part(String),
    /// A link, and whether it has no target of its own.
    Link(String, bool),
    /// Where a line may be broken.
    Space,
    /// Where emphasis begins.
    Open(bool),
    /// Where emphasis ends.
    Close,
}

/// The unbreakable units of a block.
fn units(inlines: &[Inline]) -> Vec<String> {
    let mut pieces = Vec::new();
    collect(inlines, false, false, &mut pieces);
    join(&mark_emphasis(pieces))
}

fn collect(inlines: &[Inline], in_link: bool, in_emphasis: bool, pieces: &mut Vec<Piece>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) if in_link => words(text, pieces),
            Inline::Text(text) => words_and_urls(text, pieces),
            Inline::Code(code) => pieces.push(Piece::Part(code_span(code))),
            Inline::Emphasis { inner, .. } if in_emphasis => collect(inner, in_link, true, pieces),
            Inline::Emphasis { strong, inner } => {
                pieces.push(Piece::Open(*strong));
                collect(inner, in_link, true, pieces);
                pieces.push(Piece::Close);
            }
            Inline::Link { text, .. } if in_link => collect(text, true, in_emphasis, pieces),
            Inline::Link { text, target } => pieces.push(link(text, target, in_emphasis)),
        }
    }
}

fn link(text: &[Inline], target: &Target, in_emphasis: bool) -> Piece {
    let mut pieces = Vec::new();
    collect(text, true, in_emphasis, &mut pieces);
    let text = join(&mark_emphasis(pieces)).join(" ");
    match &target.0 {
        Place::Name => Piece::Link(format!("[{text}]"), true),
        Place::Item(path) => Piece::Link(format!("[{text}]({path})"), false),
        Place::Url(url) => Piece::Link(format!("[{text}]({})", escaped_target(url)), false),
    }
}

/// `&copy;` in a target would be read as a character.
fn escaped_target(url: &str) -> String {
    let mut parts = url.split('&');
    let mut escaped = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        escaped.push_str(if is_entity(part) { "\\&" } else { "&" });
        escaped.push_str(part);
    }
    escaped
}

/// Whether a text would be read as a character if `&` stood before it; one that ends too early may go on elsewhere.
fn is_entity(text: &str) -> bool {
    // The longest name has 32 letters.
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let name = text.bytes().take(40).take_while(is_part).count();
    (name > 0 || text.is_empty()) && matches!(text.as_bytes().get(name), None | Some(b';'))
}

/// Text as code, between fences that it does not hold.
fn code_span(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    match longest {
        0 => format!("{fence}{text}{fence}"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// Literal text, with each URL in angle brackets.
fn words_and_urls(text: &str, pieces: &mut Vec<Piece>) {
    let (mut plain, mut from) = (0, 0);
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("http")) {
        let start = from + found;
        let url = url(&text[start..]);
        from = start + url.map_or("http".len(), str::len);
        if let Some(url) = url {
            words(&text[plain..start], pieces);
            pieces.push(Piece::Part(format!("<{url}>")));
            plain = from;
        }
    }
    words(&text[plain..], pieces);
}

/// The URL that a text begins with, without the punctuation of the sentence around it.
fn url(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.starts_with(scheme))?;
    let end = text.find(|c: char| c.is_whitespace() || "<>\"`|\\^[]".contains(c));
    let mut url = &text[..end.unwrap_or(text.len())];
    let count = |of| url.matches(of).count();
    let mut surplus = count(')').saturating_sub(count('('));
    while let Some(last) = url.chars().next_back() {
        match last {
            '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' => {}
            ')' if surplus > 0 => surplus -= 1,
            _ => break,
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    (url.len() > scheme.len()).then_some(url)
}

/// Literal text: marks of Markdown are escaped where they would mean something.
fn words(text: &str, pieces: &mut Vec<Piece>) {
    let mut word = String::new();
    let mut before = ' ';
    for (index, c) in text.char_indices() {
        if c == ' ' {
            if !word.is_empty() {
                pieces.push(Piece::Part(std::mem::take(&mut word)));
            }
            pieces.push(Piece::Space);
        } else {
            if is_mark(before, c, &text[index + c.len_utf8()..]) {
                word.push('\\');
            }
            word.push(c);
        }
        before = c;
    }
    if !word.is_empty() {
        pieces.push(Piece::Part(word));
    }
}

fn is_mark(before: char, c: char, rest: &str) -> bool {
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '^' => true,
        // Between letters it can neither begin nor end emphasis.
        '_' => !(before.is_ascii_alphanumeric() && rest.starts_with(|c: char| c.is_ascii_alphanumeric())),
        '&' => is_entity(rest),
        _ => false,
    }
}

/// Moves spaces out of emphasis, and drops its marks where CommonMark would not read them as such.
fn mark_emphasis(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut marked: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut open = None;
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open(_) => {
                open = Some(marked.len());
                marked.push(piece);
            }
            Piece::Space if open.is_some_and(|open| open + 1 == marked.len()) => {
                marked.insert(marked.len() - 1, Piece::Space);
                open = open.map(|open| open + 1);
            }
            Piece::Close => {
                let Some(start) = open.take() else { continue };
                let spaces = marked
                    .iter()
                    .rev()
                    .take_while(|piece| **piece == Piece::Space)
                    .count();
                let end = marked.len() - spaces;
                let next = if spaces > 0 {
                    Some(&Piece::Space)
                } else {
                    pieces.peek()
                };
                if is_emphasis(&marked[..start], &marked[start + 1..end], next) {
                    marked.insert(end, Piece::Close);
                } else {
                    marked.remove(start);
                }
            }
            _ => marked.push(piece),
        }
    }
    marked
}

/// Whether marks around `inner` can open and close: a conservative reading of CommonMark's flanking delimiter runs.
fn is_emphasis(before: &[Piece], inner: &[Piece], after: Option<&Piece>) -> bool {
    let is_part = |piece: &&Piece| matches!(piece, Piece::Part(_) | Piece::Link(..));
    let (Some(first), Some(last)) = (inner.first().filter(is_part), inner.last().filter(is_part)) else {
        return false;
    };
    let apart = |piece: Option<&Piece>, edge: fn(&str) -> Option<char>| match piece {
        None | Some(Piece::Space) => true,
        Some(Piece::Part(part) | Piece::Link(part, _)) => {
            edge(part).is_some_and(|c| c.is_ascii_punctuation())
        }
        Some(Piece::Open(_) | Piece::Close) => false,
    };
    let is_letter = |piece: &Piece, edge: fn(&str) -> Option<char>| match piece {
        Piece::Part(part) | Piece::Link(part, _) => edge(part).is_some_and(char::is_alphanumeric),
        _ => false,
    };
    let touches = |piece: Option<&Piece>| matches!(piece, Some(Piece::Open(_) | Piece::Close));
    let (first_char, last_char) = (
        |text: &str| text.chars().next(),
        |text: &str| text.chars().next_back(),
    );
    !touches(before.last())
        && (is_letter(first, first_char) || apart(before.last(), last_char))
        && (is_letter(last, last_char) || apart(after, first_char))
}

/// Puts pieces together between spaces.
fn join(pieces: &[Piece]) -> Vec<String> {
    let mut units = Vec::new();
    let mut unit = String::new();
    let mut strong = false;
    let mut after_name = false;
    for piece in pieces {
        let is_name = matches!(piece, Piece::Link(_, true));
        match piece {
            Piece::Space if unit.is_empty() => {}
            Piece::Space => units.push(std::mem::take(&mut unit)),
            // `[Name](…` would be a link of another kind, and `[Name]:` at the start a definition.
            Piece::Part(part)
                if after_name
                    && (part.starts_with('(')
                        || part.starts_with(':') && units.is_empty() && unit.starts_with('[')) =>
            {
                unit.push('\\');
                unit.push_str(part);
            }
            // Two code spans without a space would read as one.
            Piece::Part(part) if part.starts_with('`') && unit.ends_with('`') => {
                units.push(std::mem::replace(&mut unit, part.clone()));
            }
            Piece::Part(part) => unit.push_str(part),
            Piece::Link(link, _) => {
                // `[Name][…` would be a link of another kind, and `![…` an image.
                if after_name {
                    units.push(std::mem::take(&mut unit));
                }
                if unit.ends_with('!') {
                    unit.insert(unit.len() - 1, '\\');
                }
                unit.push_str(link);
            }
            Piece::Open(is_strong) => {
                strong = *is_strong;
                unit.push_str(if strong { "**" } else { "*" });
            }
            Piece::Close => unit.push_str(if strong { "**" } else { "*" }),
        }
        after_name = is_name;
    }
    if !unit.is_empty() {
        units.push(unit);
    }
    units
}
