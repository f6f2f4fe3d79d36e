//! Keys and texts in quotes of all kinds. Comes in: the place of one. Goes out: what is between its quotes.

use super::{Fault, Reader, words::is_word};

impl Reader<'_> {
    pub(super) fn key(&mut self) -> Result<String, Fault> {
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

    pub(super) fn string(&mut self) -> Result<String, Fault> {
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
}

/// The quotes that may close a text opened with `open`.
pub(super) fn closing_quote(open: char) -> Option<&'static str> {
    match open {
        '"' => Some("\""),
        '\'' => Some("'"),
        '\u{201c}' | '\u{201d}' => Some("\u{201c}\u{201d}\""),
        '\u{2018}' | '\u{2019}' => Some("\u{2018}\u{2019}'"),
        _ => None,
    }
}
