//! What a cell of permissions says: alternatives, permissions that are needed together, and the cases that the cell
//! distinguishes. Does not know which permissions there are: a name is words joined by dots.

use super::wordings::NOTHING;
use crate::{
    collections::{HashMap, HashSet},
    markdown::{Slice, inline},
    text::Spanned,
};

/// More alternatives than this are not written out: "(A or B) and (C or D) and …" of a hostile page.
const MOST_ALTERNATIVES: usize = 64;

/// The name of a case is shorter than this, in bytes.
const LONGEST_CASE: usize = 300;

/// Parentheses inside parentheses.
const DEEPEST: usize = 8;

/// Permissions that are needed together; mostly one.
pub(super) type AllOf = Vec<Spanned<String>>;

/// What a cell says in one case.
#[derive(Debug, Default)]
pub(super) struct CellCase {
    /// The case, where the cell distinguishes: `For user resource`.
    pub(super) when: Option<String>,
    /// The alternatives, in the order of the cell.
    pub(super) alternatives: Vec<AllOf>,
    /// It says `Not supported.`, `None` or the like.
    pub(super) not_supported: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Name,
    And,
    Plus,
    Or,
    Either,
    Open,
    Close,
    Colon,
    /// The end of a line or of a sentence.
    Break,
    Word,
}

#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    kind: Kind,
    at: Slice<'a>,
}

/// Reads a cell. A blank one, or one that is still to be written, says nothing.
pub(super) fn read(cell: Slice<'_>) -> Vec<CellCase> {
    if cell.text.contains("TODO") || inline::is_blank(cell.text) {
        return Vec::new();
    }
    let tokens = tokens(cell);
    let mut cases = Cases::default();
    if tokens.is_empty() && says_none(cell.text) {
        cases.add(None, Vec::new(), true);
    }
    let mut label: Option<String> = None;
    for line in lines(&tokens).into_iter().flat_map(|line| parts(line, &cell)) {
        let (own, rest) = split_label(line, &cell);
        label = own.filter(|label| is_case(label)).or(label);
        let when = trailing_case(rest, &cell).or_else(|| label.clone());
        let not_supported = text(rest, &cell).is_some_and(says_none);
        let alternatives = alternatives(rest);
        if !alternatives.is_empty() || not_supported {
            cases.add(when, alternatives, not_supported);
        }
    }
    cases.all
}

/// Cases, each once, and each of its alternatives once.
#[derive(Default)]
pub(super) struct Cases {
    pub(super) all: Vec<CellCase>,
    places: HashMap<Option<String>, usize>,
    known: HashSet<(usize, Vec<String>)>,
}

impl Cases {
    /// Adds what is said in a case; gives the place of the case.
    pub(super) fn add(
        &mut self,
        when: Option<String>,
        alternatives: Vec<AllOf>,
        not_supported: bool,
    ) -> usize {
        let place = *self.places.entry(when.clone()).or_insert(self.all.len());
        if place == self.all.len() {
            self.all.push(CellCase {
                when,
                ..CellCase::default()
            });
        }
        if let Some(case) = self.all.get_mut(place) {
            for all in alternatives {
                let names = all.iter().map(|name| name.value.clone()).collect();
                if self.known.insert((place, names)) {
                    case.alternatives.push(all);
                }
            }
            case.not_supported = case.alternatives.is_empty() && (case.not_supported || not_supported);
        }
        place
    }
}

/// The name of a case as plain text. A page of text is none.
pub(super) fn case_name(text: &str) -> String {
    let near = text
        .get(..crate::text::floor(text, 3 * LONGEST_CASE))
        .unwrap_or_default();
    let mut name = inline::plain(near);
    if name.len() > LONGEST_CASE {
        name.truncate(crate::text::floor(&name, LONGEST_CASE));
        name.push('…');
    }
    name
}

/// Whether a word is the name of a permission: `User.Read`, `BackupRestore-Control.ReadWrite.All`, `eDiscovery.Read.All`,
/// `user.read.all`; and OpenID's own.
fn is_permission(word: &str) -> bool {
    const WITHOUT_DOT: [&str; 4] = ["openid", "profile", "email", "offline_access"];
    const ACCESS: [&str; 4] = ["read", "readwrite", "readbasic", "all"];
    let Some((first, rest)) = word.split_once('.') else {
        return WITHOUT_DOT.contains(&word);
    };
    let is_upper = |part: &str| part.starts_with(|char: char| char.is_ascii_uppercase());
    let is_part = |part: &str| part.starts_with(|char: char| char.is_ascii_alphabetic());
    let is_access = |part: &str| ACCESS.iter().any(|access| access.eq_ignore_ascii_case(part));
    let mut parts = rest.split('.');
    is_part(first)
        && !first.eq_ignore_ascii_case("microsoft")
        && parts.clone().all(is_part)
        && ((is_upper(first) || first.contains(|char: char| char.is_ascii_uppercase()))
            && parts.clone().all(is_upper)
            || parts.any(is_access))
}

fn says_none(text: &str) -> bool {
    let text = inline::without_markup(text).to_lowercase();
    let text = text.trim_matches(['.', '*', ' ']);
    text.contains("not supported")
        || text.contains("not applicable")
        || text.contains("not available")
        || NOTHING.contains(&text)
}

fn tokens(cell: Slice<'_>) -> Vec<Token<'_>> {
    let is_part =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') || byte >= 0x80;
    let (bytes, mut at) = (cell.text.as_bytes(), 0);
    let mut tokens = Vec::new();
    while let Some(byte) = bytes.get(at) {
        let rest = cell.sub(at..cell.text.len());
        let (kind, length) = match byte {
            b',' | b';' | b'/' => (Some(Kind::Or), 1),
            b'+' => (Some(Kind::And), 1),
            b'(' => (Some(Kind::Open), 1),
            b')' => (Some(Kind::Close), 1),
            b':' => (Some(Kind::Colon), 1),
            b'<' => tag(rest.text),
            b'&' => entity(rest.text),
            // The target of a link.
            b']' if rest.text.starts_with("](") => {
                let target = rest.text.get(1..).unwrap_or_default();
                (None, inline::target(target).1 + 1)
            }
            _ if is_part(*byte) => {
                let end = rest.text.bytes().position(|byte| !is_part(byte));
                let end = end.unwrap_or(rest.text.len());
                add_word(rest.sub(0..end), &mut tokens);
                (None, end)
            }
            _ => (None, 1),
        };
        if let Some(kind) = kind {
            let at = rest.sub(0..length);
            tokens.push(Token { kind, at });
        }
        at += length.max(1);
    }
    tokens
}

/// A tag: a line break, or nothing.
fn tag(text: &str) -> (Option<Kind>, usize) {
    const LONGEST: usize = 200;
    const BREAKS: [&str; 7] = ["br", "li", "p", "ul", "ol", "div", "tr"];
    let near = text.get(..crate::text::floor(text, LONGEST)).unwrap_or_default();
    let Some(end) = near.find('>') else {
        return (None, 1);
    };
    let name = near.get(1..end).unwrap_or_default().trim_matches(['/', ' ']);
    let name = name.split([' ', '/']).next().unwrap_or_default();
    let is_break = BREAKS.iter().any(|known| known.eq_ignore_ascii_case(name));
    (is_break.then_some(Kind::Break), end + 1)
}

/// `&amp;` is "and", `&nbsp;` a space.
fn entity(text: &str) -> (Option<Kind>, usize) {
    const LONGEST: usize = 12;
    let near = text.get(..crate::text::floor(text, LONGEST)).unwrap_or_default();
    let name = near.find(';').and_then(|end| near.get(..=end));
    match name {
        Some("&amp;") => (Some(Kind::And), 5),
        Some(name) if !name.contains(' ') => (None, name.len()),
        _ => (Some(Kind::And), 1),
    }
}

fn add_word<'a>(at: Slice<'a>, tokens: &mut Vec<Token<'a>>) {
    let word = at.locate(at.text.trim_matches(['.', '-', '_']));
    let is = |known: &str| word.text.eq_ignore_ascii_case(known);
    let kind = match () {
        () if word.text.is_empty() => None,
        () if is("and") || is("with") => Some(Kind::And),
        () if is("plus") => Some(Kind::Plus),
        () if is("or") => Some(Kind::Or),
        () if is("either") => Some(Kind::Either),
        () if is_permission(word.text) => Some(Kind::Name),
        () => Some(Kind::Word),
    };
    tokens.extend(kind.map(|kind| Token { kind, at: word }));
    if at.text.ends_with('.') {
        tokens.push(Token {
            kind: Kind::Break,
            at,
        });
    }
}

/// The lines of a cell. A line goes on where "and" stands at a break.
fn lines<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let kind = |index: Option<usize>| Some(tokens.get(index?)?.kind);
    let joins = |index| matches!(kind(index), Some(Kind::And | Kind::Plus));
    let mut lines = Vec::new();
    let mut start = 0;
    for (index, token) in tokens.iter().enumerate() {
        let goes_on = joins(index.checked_sub(1)) || joins(Some(index + 1));
        if token.kind == Kind::Break && !goes_on {
            lines.extend(tokens.get(start..index));
            start = index + 1;
        }
    }
    lines.extend(tokens.get(start..));
    lines
}

/// The parts of "A for a chat, B for a channel", or else the line.
fn parts<'t, 'a>(line: &'t [Token<'a>], cell: &Slice<'a>) -> Vec<&'t [Token<'a>]> {
    let parts: Vec<_> = line.split(|token| token.kind == Kind::Or).collect();
    let conditional = parts.iter().filter(|part| trailing_case(part, cell).is_some());
    if conditional.count() > 1 {
        parts
    } else {
        vec![line]
    }
}

/// The text from the first to the last of some tokens.
fn text<'a>(tokens: &[Token<'a>], cell: &Slice<'a>) -> Option<&'a str> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    Some(first.at.until(&last.at, cell).text)
}

/// `For **user** resource` before the colon of a line, and what stands behind it.
fn split_label<'t, 'a>(line: &'t [Token<'a>], cell: &Slice<'a>) -> (Option<String>, &'t [Token<'a>]) {
    let end = line
        .iter()
        .position(|token| matches!(token.kind, Kind::Colon | Kind::Name));
    match end.and_then(|end| line.split_at_checked(end)) {
        Some((label, [colon, rest @ ..])) if colon.kind == Kind::Colon => {
            (text(label, cell).map(case_name), rest)
        }
        _ => (None, line),
    }
}

/// Whether the words before a colon name a case: those that only introduce the list do not.
fn is_case(label: &str) -> bool {
    const LEADS: [&str; 7] = [
        "permission",
        "privilege",
        "following",
        "one of",
        "any of",
        "all of",
        "note",
    ];
    let label = label.to_lowercase();
    !LEADS.iter().any(|lead| label.contains(lead))
}

/// `for a chat message` behind the last name of a line.
fn trailing_case<'a>(line: &[Token<'a>], cell: &Slice<'a>) -> Option<String> {
    let last = line.iter().rposition(|token| token.kind == Kind::Name)?;
    let behind = line.get(last + 1..)?;
    let words = match behind {
        [only, rest @ ..] if matches!(only.at.text, "only" | "required") => rest,
        words => words,
    };
    let first = words.first()?.at.text;
    let is_condition = matches!(first, "for" | "if" | "when" | "where");
    let words = is_condition.then(|| text(words, cell)).flatten()?;
    Some(case_name(words)).filter(|words| words.contains(' '))
}

/// The alternatives of a line.
fn alternatives(line: &[Token<'_>]) -> Vec<AllOf> {
    let mut parser = Parser {
        tokens: line
            .iter()
            .filter(|token| !matches!(token.kind, Kind::Word | Kind::Break))
            .copied()
            .collect(),
        at: 0,
    };
    let mut all = Vec::new();
    while parser.at < parser.tokens.len() {
        all.extend(parser.sum(0));
        // A parenthesis that closes nothing.
        parser.at += 1;
    }
    all
}

/// "A, B or C and D plus E": "and" binds closer than a comma, "plus" joins whole lists.
struct Parser<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn skip(&mut self, kind: Kind) -> bool {
        let is = self.peek() == Some(kind);
        self.at += usize::from(is);
        is
    }

    /// Lists joined by "plus".
    fn sum(&mut self, depth: usize) -> Vec<AllOf> {
        let mut lists = vec![self.list(depth)];
        while self.skip(Kind::Plus) {
            lists.push(self.list(depth));
        }
        product(lists)
    }

    /// Alternatives. "A, B, and C" are all three, where no other "and" says otherwise.
    fn list(&mut self, depth: usize) -> Vec<AllOf> {
        let (mut items, mut is_enumeration, mut is_simple) = (Vec::new(), false, true);
        loop {
            match self.peek() {
                Some(Kind::Name | Kind::Open | Kind::Either) => {
                    let (item, joined) = self.conjunction(depth);
                    is_simple &= !joined;
                    items.push(item);
                }
                Some(Kind::Or) => {
                    self.at += 1;
                    is_enumeration |= !items.is_empty() && self.skip(Kind::And);
                }
                None | Some(Kind::Plus | Kind::Close) => break,
                Some(_) => self.at += 1,
            }
        }
        if is_enumeration && is_simple {
            return product(items);
        }
        items.into_iter().flatten().collect()
    }

    /// Permissions joined by "and", and whether any are.
    fn conjunction(&mut self, depth: usize) -> (Vec<AllOf>, bool) {
        let mut factors = vec![self.factor(depth)];
        while self.skip(Kind::And) {
            factors.push(self.factor(depth));
        }
        let joined = factors.len() > 1;
        (product(factors), joined)
    }

    fn factor(&mut self, depth: usize) -> Vec<AllOf> {
        match self.peek() {
            Some(Kind::Name) => self.name(),
            Some(Kind::Either) => {
                self.at += 1;
                let mut all = self.name();
                while self.skip(Kind::Or) {
                    all.extend(self.name());
                }
                all
            }
            Some(Kind::Open) => {
                self.at += 1;
                if depth == DEEPEST {
                    return Vec::new();
                }
                let all = self.sum(depth + 1);
                self.skip(Kind::Close);
                all
            }
            _ => Vec::new(),
        }
    }

    fn name(&mut self) -> Vec<AllOf> {
        let name = self.tokens.get(self.at).filter(|token| token.kind == Kind::Name);
        let name = name.map(|token| vec![token.at.owned()]);
        self.at += usize::from(name.is_some());
        name.into_iter().collect()
    }
}

/// One alternative of each list, in all combinations.
fn product(mut lists: Vec<Vec<AllOf>>) -> Vec<AllOf> {
    lists.retain(|list| !list.is_empty());
    if lists.len() < 2 {
        return lists.pop().unwrap_or_default();
    }
    let count = lists
        .iter()
        .try_fold(1usize, |count, list| count.checked_mul(list.len()));
    if count.is_none_or(|count| count > MOST_ALTERNATIVES) {
        // All of them together suffice in any case.
        return vec![together(lists.iter().flatten())];
    }
    let count = count.unwrap_or_default();
    let combination = |index: usize| {
        // The last list turns fastest.
        let mut rest = index;
        let mut chosen: Vec<&AllOf> = Vec::with_capacity(lists.len());
        for list in lists.iter().rev() {
            chosen.extend(list.get(rest % list.len()));
            rest /= list.len();
        }
        together(chosen.into_iter().rev())
    };
    (0..count).map(combination).collect()
}

/// All names, each once.
fn together<'a>(parts: impl Iterator<Item = &'a AllOf>) -> AllOf {
    let mut known = HashSet::default();
    let names = parts.flatten().filter(|name| known.insert(name.value.as_str()));
    names.cloned().collect()
}
