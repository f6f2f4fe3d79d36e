//! JSON as the pages write it. Comes in: a text. Goes out: the value, and what had to be mended to read it.
//! Strict JSON takes the short way through `serde_json`.

mod places;
mod scan;
mod strings;
#[cfg(test)]
mod tests;
mod words;

use serde_json::{Map, Value};

use super::slice::Slice;
use crate::text::Spanned;
use places::Places;
pub(super) use places::place;
use strings::closing_quote;

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
    /// Where members and elements stand, for those who ask.
    places: Option<Places>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            repairs: Vec::new(),
            places: None,
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
            Some(':' | '}' | ']' | '=') => return self.fault("a comma or the end was expected"),
            Some('.' | '…') => {}
            Some(_) => self.repair("missing comma", self.at),
            None => return self.fault("the text ends inside an object or an array"),
        }
        Ok(())
    }
}
