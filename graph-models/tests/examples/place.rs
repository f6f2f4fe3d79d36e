//! Where a value of an example stands in its page. Comes in: the text behind the start of a message, and the path of a
//! value. Goes out: its bytes; none where the JSON on the page had to be mended before it could be read.

use std::ops::Range;

/// Finds a value.
pub(crate) fn find(text: &str, path: &str) -> Option<Range<usize>> {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let mut starts = lines.filter(|(_, line)| line.trim_start().starts_with(['{', '[']));
    let (at, _) = starts.next()?;
    let mut scan = Scan {
        text,
        at,
        path: String::new(),
        wanted: path,
        found: None,
    };
    scan.value();
    scan.found
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    path: String,
    wanted: &'a str,
    found: Option<Range<usize>>,
}

impl Scan<'_> {
    fn value(&mut self) -> Option<()> {
        self.space();
        let start = self.at;
        let wanted = self.path == self.wanted;
        match self.peek()? {
            b'{' => self.members()?,
            b'[' => self.elements()?,
            b'"' => drop(self.string()?),
            _ => {
                self.at += self
                    .rest()
                    .find([',', '}', ']', '\n', '`'])
                    .unwrap_or_default()
                    .max(1)
            }
        }
        if wanted {
            self.found = Some(start..self.at);
        }
        Some(())
    }

    fn members(&mut self) -> Option<()> {
        self.each(b'}', |scan, _| {
            let key = scan.string()?;
            scan.space();
            scan.eat(b':')?;
            let dot = if scan.path.is_empty() { "" } else { "." };
            Some(format!("{dot}{key}"))
        })
    }

    fn elements(&mut self) -> Option<()> {
        self.each(b']', |_, index| Some(format!("[{index}]")))
    }

    /// What stands between brackets: `step` reads up to a value and says what its path gains.
    fn each(&mut self, close: u8, step: impl Fn(&mut Self, usize) -> Option<String>) -> Option<()> {
        self.at += 1;
        let outer = self.path.len();
        for index in 0.. {
            self.space();
            if self.peek()? == close {
                break;
            }
            let gained = step(self, index)?;
            self.path += &gained;
            self.value()?;
            self.path.truncate(outer);
            self.space();
            if self.peek()? == b',' {
                self.at += 1;
            }
        }
        self.at += 1;
        Some(())
    }

    fn string(&mut self) -> Option<String> {
        self.eat(b'"')?;
        let start = self.at;
        while self.peek()? != b'"' {
            self.at += if self.peek()? == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        self.text.get(start..self.at - 1).map(str::to_owned)
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
}
