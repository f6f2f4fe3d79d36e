//! JSON as the pages write it, and where in it a value stands. Strict JSON is read by `serde_json`. What that refuses is read
//! leniently, each repair with its place: no library accepts missing commas, elisions, typographic quotes and words without
//! quotes, which is what the pages have beside comments and trailing commas.

use std::ops::Range;

use serde_json::{Map, Number, Value};

use crate::{collections::HashMap, markdown::Slice, text::Spanned};

/// A value and its repairs.
pub(super) struct Read {
    /// The value, keys in page order.
    pub(super) value: Value,
    /// What was repaired, and where.
    pub(super) repairs: Vec<Spanned<&'static str>>,
}

/// Why a text is no JSON, and where that shows.
pub(super) struct Fault {
    /// In words.
    pub(super) message: &'static str,
    /// The byte in the text.
    pub(super) at: usize,
}

/// The characters of a number.
const NUMBER: &[u8] = b"+-.eE0123456789";

/// Deeper nesting is a fault, not a recursion.
const DEEPEST: usize = 100;

/// Reads one value; text behind it is a repair.
pub(super) fn read(at: Slice<'_>) -> Result<Read, Fault> {
    if let Ok(value) = serde_json::from_str(at.text) {
        return Ok(Read {
            value,
            repairs: Vec::new(),
        });
    }
    let mut reader = Reader::new(at.text);
    let value = reader.value(0)?;
    reader.space();
    if reader.at < at.text.len() {
        reader.repair("text after the value", reader.at);
    }
    let place = |(message, index): (&'static str, usize)| {
        let end = crate::text::floor(at.text, index + 1).max(index);
        Spanned::new(message, at.sub(index..end).span())
    };
    Ok(Read {
        value,
        repairs: reader.repairs.into_iter().map(place).collect(),
    })
}

/// Where a member or an element stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The key of a member; empty for an element.
    pub(super) key: Range<usize>,
    /// The value.
    pub(super) value: Range<usize>,
}

/// The places of the values at these paths, `value[3].from.address`, as far as the text has them; the last one of
/// duplicate keys, which counts. Reads the text once.
pub(super) fn places<'p>(
    text: &'p str,
    paths: impl Iterator<Item = &'p str>,
) -> impl Iterator<Item = (&'p str, Place)> {
    let mut reader = Reader::new(text);
    reader.wanted = Some(Wanted {
        path: String::new(),
        places: paths.map(|path| (path, None)).collect(),
    });
    // What was found before a fault is good enough.
    let _ = reader.value(0);
    let found = reader.wanted.into_iter().flat_map(|wanted| wanted.places);
    found.filter_map(|(path, place)| Some((path, place?)))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    repairs: Vec<(&'static str, usize)>,
    /// The values whose places are looked for, if any are.
    wanted: Option<Wanted<'a>>,
}

struct Wanted<'a> {
    /// The path of the value that is being read.
    path: String,
    /// What was found, by path.
    places: HashMap<&'a str, Option<Place>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            repairs: Vec::new(),
            wanted: None,
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Fault> {
        self.space();
        if depth > DEEPEST {
            return self.fault("nested too deep");
        }
        match self.peek() {
            Some('{') => self.object(depth),
            Some('[') => self.array(depth),
            Some(open) if closing_quote(open).is_some() => self.string().map(Value::String),
            Some('-' | '0'..='9') => self.number(),
            Some(_) => self.word(),
            None => self.fault("the text ends where a value was expected"),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, Fault> {
        self.at += 1;
        let mut object = Map::new();
        loop {
            self.separators(&mut object.is_empty(), '}');
            if self.eat('}') {
                return Ok(Value::Object(object));
            }
            let start = self.at;
            let key = self.key()?;
            let named = start..self.at;
            self.space();
            if !self.eat(':') {
                return self.fault("a colon was expected");
            }
            self.space();
            if self.peek() == Some(':') {
                self.repair("doubled colon", self.at);
                self.at += 1;
            }
            let value = self.member(&key, named, depth)?;
            object.insert(key, value);
            self.comma('}')?;
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, Fault> {
        self.at += 1;
        let mut array = Vec::new();
        loop {
            self.separators(&mut array.is_empty(), ']');
            if self.eat(']') {
                return Ok(Value::Array(array));
            }
            let value = self.element(array.len(), depth)?;
            array.push(value);
            self.comma(']')?;
        }
    }

    /// Before a member: elisions, commas too many, or the comma before the end.
    fn separators(&mut self, first: &mut bool, close: char) {
        loop {
            self.space();
            let start = self.at;
            if self.ellipsis() {
                self.repair("elision", start);
                self.space();
                self.eat(',');
            } else if self.peek() == Some(',') {
                self.at += 1;
                self.repair("doubled comma", start);
            } else {
                break;
            }
            *first = true;
        }
        let before = self.text.get(..self.at).unwrap_or_default();
        if self.peek() == Some(close) && !*first && before.trim_end().ends_with(',') {
            self.repair("trailing comma", self.at);
        }
    }

    /// After a member: a comma, the end, or a missing comma.
    fn comma(&mut self, close: char) -> Result<(), Fault> {
        self.space();
        match self.peek() {
            Some(',') => self.at += 1,
            Some(char) if char == close => {}
            Some(':' | '}' | ']' | '=') => return self.fault("expected a comma or the end"),
            Some('.' | '…') => {}
            Some(_) => self.repair("missing comma", self.at),
            None => return self.fault("the text ends inside an object or an array"),
        }
        Ok(())
    }

    /// The value of a key.
    fn member(&mut self, key: &str, named: Range<usize>, depth: usize) -> Result<Value, Fault> {
        let step = |path: &mut String| {
            // The first key of a path has no dot before it.
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(key);
        };
        self.placed(step, named, depth)
    }

    /// An element of an array.
    fn element(&mut self, index: usize, depth: usize) -> Result<Value, Fault> {
        let step = |path: &mut String| path.push_str(&format!("[{index}]"));
        self.placed(step, self.at..self.at, depth)
    }

    /// A value whose path is one step longer than that of the value around it. Keeps its place if it is wanted.
    fn placed(
        &mut self,
        step: impl FnOnce(&mut String),
        key: Range<usize>,
        depth: usize,
    ) -> Result<Value, Fault> {
        self.space();
        let start = self.at;
        let outer = self.wanted.as_ref().map_or(0, |wanted| wanted.path.len());
        if let Some(wanted) = &mut self.wanted {
            step(&mut wanted.path);
        }
        let read = self.value(depth + 1);
        if let Some(wanted) = &mut self.wanted {
            let value = start..self.at;
            if let Some(place) = wanted.places.get_mut(wanted.path.as_str()) {
                *place = Some(Place { key, value });
            }
            wanted.path.truncate(outer);
        }
        read
    }

    fn key(&mut self) -> Result<String, Fault> {
        let start = self.at;
        match self.peek() {
            Some(open) if closing_quote(open).is_some() => self.quoted_key(),
            Some(char) if is_word(char) => {
                let word = self.take(is_word);
                self.repair("key without quotes", start);
                Ok(word.to_owned())
            }
            None => self.fault("the text ends inside an object"),
            Some(_) => self.fault("expected a key"),
        }
    }

    /// A quote that is missing at the end of a key, or doubled at its start, does not swallow what follows.
    fn quoted_key(&mut self) -> Result<String, Fault> {
        let start = self.at;
        let Some(inner) = self.rest().strip_prefix('"') else {
            return self.string();
        };
        // Reads no further than the next quote: many keys may stand on one line.
        let next = |text: &'a str| {
            let end = text.find(['"', '\n']).unwrap_or(text.len());
            text.split_at(end)
        };
        let doubled = inner.strip_prefix('"').filter(|key| key.starts_with(is_word));
        if let Some((key, behind)) = doubled.map(next)
            && behind.starts_with('"')
        {
            self.repair("doubled quote", start);
            self.at += key.len() + 3;
            return Ok(key.to_owned());
        }
        let (line, behind) = next(inner);
        if !behind.starts_with('"')
            && let Some((key, _)) = line.split_once(':')
        {
            self.repair("missing quote", start);
            self.at += key.len() + 1;
            return Ok(key.to_owned());
        }
        self.string()
    }

    fn string(&mut self) -> Result<String, Fault> {
        let start = self.at;
        let open = self.bump().unwrap_or('"');
        let close = closing_quote(open).unwrap_or("\"");
        if open != '"' {
            self.repair("unusual quotes", start);
        }
        let mut text = String::new();
        loop {
            // Runs without anything special are taken at once.
            let run = self
                .rest()
                .find(|char: char| char == '\\' || char < ' ' || close.contains(char));
            let Some(run) = run else {
                self.at = start;
                return self.fault("unterminated string");
            };
            text.push_str(self.rest().get(..run).unwrap_or_default());
            self.at += run;
            match self.bump() {
                Some('\\') => self.escape(&mut text)?,
                Some(char) if close.contains(char) => return Ok(text),
                Some(char) => {
                    self.repair("control character in a text", self.at - 1);
                    text.push(char);
                }
                None => return self.fault("unterminated string"),
            }
        }
    }

    fn escape(&mut self, text: &mut String) -> Result<(), Fault> {
        let start = self.at - 1;
        match self.bump() {
            Some(char @ ('"' | '\\' | '/')) => text.push(char),
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('b') => text.push('\u{8}'),
            Some('f') => text.push('\u{c}'),
            Some('u') => self.unicode(text, start),
            Some(char) => {
                self.repair("unknown escape", start);
                text.push('\\');
                text.push(char);
            }
            None => return self.fault("unterminated string"),
        }
        Ok(())
    }

    fn unicode(&mut self, text: &mut String, start: usize) {
        let first = self.four();
        let pair = first
            .filter(|high| (0xd800..0xdc00).contains(high))
            .and_then(|high| {
                self.rest().starts_with("\\u").then(|| self.at += 2)?;
                let low = self.four().filter(|low| (0xdc00..0xe000).contains(low))?;
                Some(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
            });
        match pair.or(first).and_then(char::from_u32) {
            Some(char) => text.push(char),
            None => {
                self.repair("broken escape", start);
                text.push('\u{fffd}');
            }
        }
    }

    fn four(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(value)
    }

    fn number(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        let text = self.take(|char| char.is_ascii() && NUMBER.contains(&(char as u8)));
        let goes_on = self.peek().is_some_and(is_word);
        if goes_on {
            self.at = start;
            return self.word();
        }
        if let Ok(number) = text.parse::<Number>() {
            return Ok(Value::Number(number));
        }
        let trimmed = text.trim_start_matches('0');
        self.repair("unusual number", start);
        Ok(match trimmed.parse::<Number>() {
            Ok(number) if text.bytes().all(|byte| byte.is_ascii_digit()) => Value::Number(number),
            _ => Value::String(text.to_owned()),
        })
    }

    /// `true`, `false`, `null`, or a text without quotes: one word, such as a date.
    fn word(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        let word = self.take(|char| is_word(char) || matches!(char, ':' | '+' | '/' | '<' | '>' | '#'));
        let value = match word {
            "" => return self.fault("expected a value"),
            "true" => return Ok(Value::Bool(true)),
            "false" => return Ok(Value::Bool(false)),
            "null" => return Ok(Value::Null),
            _ if word.eq_ignore_ascii_case("true") => Value::Bool(true),
            _ if word.eq_ignore_ascii_case("false") => Value::Bool(false),
            _ if word.eq_ignore_ascii_case("null") => Value::Null,
            _ => Value::String(word.to_owned()),
        };
        let follows = self.rest().trim_start_matches([' ', '\t', '\r']);
        if !(follows.is_empty() || follows.starts_with([',', '}', ']', '\n', '/'])) {
            self.at = start;
            return self.fault("expected a value");
        }
        self.repair("text without quotes", start);
        Ok(value)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.at += char.len_utf8();
        Some(char)
    }

    fn eat(&mut self, char: char) -> bool {
        let fits = self.peek() == Some(char);
        if fits {
            self.at += char.len_utf8();
        }
        fits
    }

    fn take(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|char| !fits(char)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// White space, comments and invisible characters.
    fn space(&mut self) {
        while let Some(char) = self.peek() {
            match char {
                ' ' | '\n' | '\t' | '\r' => self.at += 1,
                '\u{200b}' | '\u{feff}' => self.invisible(char),
                '/' if self.rest().starts_with("//") => self.comment("\n", 0),
                '/' if self.rest().starts_with("/*") => self.comment("*/", 2),
                char if char.is_whitespace() => self.invisible(char),
                _ => break,
            }
        }
    }

    fn invisible(&mut self, char: char) {
        self.repair("unusual white space", self.at);
        self.at += char.len_utf8();
    }

    fn comment(&mut self, end: &str, length: usize) {
        self.repair("comment", self.at);
        let rest = self.rest().get(2..).unwrap_or_default();
        self.at += 2 + rest.find(end).map_or(rest.len(), |index| index + length);
    }

    fn ellipsis(&mut self) -> bool {
        let rest = self.rest();
        let dots = rest.bytes().take_while(|byte| *byte == b'.').count();
        let length = if rest.starts_with('…') {
            '…'.len_utf8()
        } else {
            dots
        };
        let is_elision = length >= 2;
        if is_elision {
            self.at += length;
        }
        is_elision
    }

    fn repair(&mut self, message: &'static str, at: usize) {
        self.repairs.push((message, at));
    }

    fn fault<T>(&self, message: &'static str) -> Result<T, Fault> {
        Err(Fault { message, at: self.at })
    }
}

/// The quotes that may close a text opened with `open`.
fn closing_quote(open: char) -> Option<&'static str> {
    match open {
        '"' => Some("\""),
        '\'' => Some("'"),
        '\u{201c}' | '\u{201d}' => Some("\u{201c}\u{201d}\""),
        '\u{2018}' | '\u{2019}' => Some("\u{2018}\u{2019}'"),
        _ => None,
    }
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | '@' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_elements_are_found_by_path() {
        let text = r#"{ "value": [ {"a": 1}, { "a.b" : {"c": [true, "x"]} } ], "a": null }"#;
        for (text, path, key, value) in [
            (text, "value[0].a", r#""a""#, "1"),
            (text, "value[1].a.b.c[1]", "", r#""x""#),
            (text, "a", r#""a""#, "null"),
            ("{ a: 'x', b: [1 2], // note\n c: }", "b[1]", "", "2"),
            (r#"{"a": 1, "a": 2}"#, "a", r#""a""#, "2"),
        ] {
            let place = places(text, [path].into_iter()).next().expect("is there").1;
            assert_eq!((&text[place.key], &text[place.value]), (key, value), "{path}");
        }
        assert_eq!(places(text, ["value[2]"].into_iter()).next(), None);
    }
}
