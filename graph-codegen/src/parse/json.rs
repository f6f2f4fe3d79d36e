//! JSON as the pages write it. Comes in: a text. Goes out: the value, and what had to be mended to read it.
//! Strict JSON takes the short way through `serde_json`.

use serde_json::{Map, Number, Value};

use super::slice::Slice;
use crate::source::Spanned;

/// A value and its repairs.
pub(super) struct Read {
    /// The value, keys in page order.
    pub(super) value: Value,
    /// What was mended, and where.
    pub(super) repairs: Vec<Spanned<&'static str>>,
}

/// Why a text is no JSON, and where that shows.
pub(super) struct Fault {
    /// In words.
    pub(super) message: &'static str,
    /// The byte in the text.
    pub(super) at: usize,
}

/// Deeper nesting is a fault, not a recursion.
const DEEPEST: usize = 100;

const EXPONENT: &[u8] = b"+-.eE0123456789";

/// Reads one value; text behind it is a repair.
pub(super) fn read(at: Slice<'_>) -> Result<Read, Fault> {
    if let Ok(value) = serde_json::from_str(at.text) {
        return Ok(Read {
            value,
            repairs: Vec::new(),
        });
    }
    let mut reader = Reader {
        text: at.text,
        at: 0,
        repairs: Vec::new(),
    };
    let value = reader.value(0)?;
    reader.space();
    if reader.at < at.text.len() {
        reader.repair("text after the value", reader.at);
    }
    let place = |(message, index): (&'static str, usize)| {
        let end = super::inline::floor(at.text, index + 1).max(index);
        Spanned::new(message, at.sub(index..end).span())
    };
    Ok(Read {
        value,
        repairs: reader.repairs.into_iter().map(place).collect(),
    })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    repairs: Vec<(&'static str, usize)>,
}

impl<'a> Reader<'a> {
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

    fn repair(&mut self, message: &'static str, at: usize) {
        self.repairs.push((message, at));
    }

    fn fault<T>(&self, message: &'static str) -> Result<T, Fault> {
        Err(Fault { message, at: self.at })
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
            let key = self.key()?;
            self.space();
            if !self.eat(':') {
                return self.fault("a colon was expected");
            }
            self.space();
            if self.peek() == Some(':') {
                self.repair("doubled colon", self.at);
                self.at += 1;
            }
            let value = self.value(depth + 1)?;
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
            array.push(self.value(depth + 1)?);
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

    /// After a member: a comma, the end, or a missing comma.
    fn comma(&mut self, close: char) -> Result<(), Fault> {
        self.space();
        match self.peek() {
            Some(',') => self.at += 1,
            Some(char) if char == close => {}
            Some(':' | '}' | ']' | '=') => return self.fault("a comma or the end was expected"),
            Some('.' | '…') => {}
            Some(_) => self.repair("missing comma", self.at),
            None => return self.fault("the text ends inside an object or an array"),
        }
        Ok(())
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
            Some(_) => self.fault("a key was expected"),
        }
    }

    /// A quote that is missing at the end of a key, or doubled at its start, does not swallow what follows.
    fn quoted_key(&mut self) -> Result<String, Fault> {
        let start = self.at;
        let rest = self.rest();
        let line = rest.split('\n').next().unwrap_or_default();
        let inner = line.get(1..).unwrap_or_default();
        if let Some(doubled) = inner.strip_prefix('"').filter(|key| key.starts_with(is_word))
            && let Some(end) = doubled.find('"')
        {
            self.repair("doubled quote", start);
            self.at += end + 3;
            return Ok(doubled.get(..end).unwrap_or_default().to_owned());
        }
        if line.starts_with('"')
            && !inner.contains('"')
            && let Some(end) = inner.find(':')
        {
            self.repair("missing quote", start);
            self.at += end + 1;
            return Ok(inner.get(..end).unwrap_or_default().to_owned());
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
                return self.fault("a text without its closing quote");
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
                None => return self.fault("a text without its closing quote"),
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
            None => return self.fault("a text without its closing quote"),
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
        let text = self.take(|char| char.is_ascii() && EXPONENT.contains(&(char as u8)));
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
            "" => return self.fault("a value was expected"),
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
            return self.fault("a value was expected");
        }
        self.repair("text without quotes", start);
        Ok(value)
    }

    fn take(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|char| !fits(char)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | '@' | '$')
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn check(text: &str, expect: Result<(&str, &[&str]), &str>) {
        let sources = Sources::from_texts(&[("api/a.md", text)]);
        let (file, source) = sources.pages().next().expect("one page");
        let found = read(Slice::whole(file, &source.text));
        let found = found.map(|read| {
            let repairs: Vec<_> = read.repairs.iter().map(|repair| repair.value).collect();
            (read.value.to_string(), repairs)
        });
        match (found, expect) {
            (Ok((value, repairs)), Ok((wanted, mended))) => {
                assert_eq!(value, wanted, "{text}");
                assert_eq!(repairs, mended, "{text}");
            }
            (Err(fault), Err(wanted)) => assert_eq!(fault.message, wanted, "{text}"),
            (found, _) => panic!("{text}: {:?}", found.map_err(|fault| (fault.message, fault.at))),
        }
    }

    #[test]
    fn strict_json_needs_no_repair() {
        check(
            r#"{"b": [1, 2.50, null], "a": "é\n"}"#,
            Ok((r#"{"b":[1,2.5,null],"a":"é\n"}"#, &[])),
        );
    }

    // G20
    #[test]
    fn commas_too_many_are_mended() {
        check(r#"{"a": 1,}"#, Ok((r#"{"a":1}"#, &["trailing comma"])));
        check(r#"[1, , 2]"#, Ok(("[1,2]", &["doubled comma"])));
    }

    // T04
    #[test]
    fn a_missing_comma_is_told() {
        check(
            "{\"a\": 1\n \"b\": 2}",
            Ok((r#"{"a":1,"b":2}"#, &["missing comma"])),
        );
    }

    // T05
    #[test]
    fn a_missing_brace_is_beyond_repair() {
        check(
            r#"{"a": {"b": 1}"#,
            Err("the text ends inside an object or an array"),
        );
    }

    #[test]
    fn comments_are_skipped() {
        check(
            "{ // one\n \"a\": /* two */ 1 }",
            Ok((r#"{"a":1}"#, &["comment", "comment"])),
        );
    }

    #[test]
    fn elisions_are_told() {
        check(
            r#"{"a": [1, ...], ... }"#,
            Ok((r#"{"a":[1]}"#, &["elision", "elision"])),
        );
        check(r#"{"a": 1 … }"#, Ok((r#"{"a":1}"#, &["elision"])));
    }

    #[test]
    fn quotes_of_other_kinds() {
        check(
            "{'a': \u{201c}b\u{201d}}",
            Ok((r#"{"a":"b"}"#, &["unusual quotes", "unusual quotes"])),
        );
        check(r#"{a: 1}"#, Ok((r#"{"a":1}"#, &["key without quotes"])));
        check(r#"{""code": "x"}"#, Ok((r#"{"code":"x"}"#, &["doubled quote"])));
        check(
            "{\"size: : null}",
            Ok((r#"{"size":null}"#, &["missing quote", "doubled colon"])),
        );
    }

    #[test]
    fn words_without_quotes() {
        check(
            "{\"d\": 2019-08-27T10:00:00Z}",
            Ok((r#"{"d":"2019-08-27T10:00:00Z"}"#, &["text without quotes"])),
        );
        check("{\"d\": True}", Ok((r#"{"d":true}"#, &["text without quotes"])));
        check("{\"n\": 007}", Ok((r#"{"n":7}"#, &["unusual number"])));
    }

    #[test]
    fn white_space_of_other_kinds() {
        check(
            "{\u{a0}\"a\": \"x\ty\"}",
            Ok((
                r#"{"a":"x\ty"}"#,
                &["unusual white space", "control character in a text"],
            )),
        );
    }

    #[test]
    fn text_behind_the_value_is_told() {
        check("{\"a\": 1}\nmore", Ok((r#"{"a":1}"#, &["text after the value"])));
    }

    #[test]
    fn words_in_brackets_are_no_json() {
        check("[Zip file of an app]", Err("a value was expected"));
        check("{Raw bytes of the file}", Err("a colon was expected"));
    }

    #[test]
    fn deep_nesting_is_a_fault() {
        check(&"[".repeat(100_000), Err("nested too deep"));
        check(&"{\"a\":".repeat(100_000), Err("nested too deep"));
    }

    #[test]
    fn escapes_are_kept_or_mended() {
        check(
            r#"{"a": "\d \ud83d\ude00 \ud83d",}"#,
            Ok((
                "{\"a\":\"\\\\d 😀 \u{fffd}\"}",
                &["unknown escape", "broken escape", "trailing comma"],
            )),
        );
    }
}
