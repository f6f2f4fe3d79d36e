//! Numbers and words. Comes in: the place of one. Goes out: its value; words without quotes are texts.

use serde_json::{Number, Value};

use super::{Fault, Reader};

const EXPONENT: &[u8] = b"+-.eE0123456789";

impl Reader<'_> {
    pub(super) fn number(&mut self) -> Result<Value, Fault> {
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
    pub(super) fn word(&mut self) -> Result<Value, Fault> {
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
}

pub(super) fn is_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | '@' | '$')
}
