//! JSON that no service should send, made of JSON that is right: other values and keys in one place, faults of the text.

use fastrand::Rng;
use graph_models::Json;

/// Changes a body in one place, then sometimes its text.
pub(crate) fn text(chance: &mut Rng, body: &Json, names: &[&str]) -> Vec<u8> {
    let mut writer = Writer {
        at: chance.usize(0..count(body)),
        change: change(chance, names),
        text: Vec::new(),
    };
    writer.value(body);
    let mut text = writer.text;
    match chance.u8(0..8) {
        0 => text.truncate(chance.usize(0..=text.len())),
        1 => flip(chance, &mut text),
        2 => drop(text.drain(piece(chance, text.len()))),
        3 => {
            let again = text[piece(chance, text.len())].to_vec();
            let at = chance.usize(0..=text.len());
            text.splice(at..at, again);
        }
        _ => {}
    }
    text
}

fn flip(chance: &mut Rng, text: &mut [u8]) {
    if let Some(byte) = chance.choice(text) {
        *byte ^= 1 << chance.u8(0..8);
    }
}

fn piece(chance: &mut Rng, length: usize) -> std::ops::Range<usize> {
    let start = chance.usize(0..=length);
    start..start + chance.usize(0..=20).min(length - start)
}

/// What happens at one place.
enum Change {
    /// Another value.
    Instead(Vec<u8>),
    /// The key again, with another value.
    Twice(Vec<u8>),
    /// Another key.
    Renamed(&'static str),
    /// One more entry before it.
    Before(Vec<u8>),
    Nothing,
}

fn change(chance: &mut Rng, names: &[&str]) -> Change {
    match chance.u8(0..8) {
        0..=2 => Change::Instead(value(chance, names)),
        3 => Change::Twice(value(chance, names)),
        4 => Change::Renamed(KEYS[chance.usize(0..KEYS.len())]),
        5 | 6 => {
            let ty = chance.choice(names).copied().unwrap_or("x");
            Change::Before(format!("\"@odata.type\":\"#{ty}\"").into_bytes())
        }
        _ => Change::Nothing,
    }
}

const KEYS: &[&str] = &[
    "@odata.type",
    "value",
    "",
    "id",
    "\\u0069d",
    "\\ud800",
    "$serde_json::private::Number",
    "a@odata.type",
    "#a",
];

fn value(chance: &mut Rng, names: &[&str]) -> Vec<u8> {
    let deep = [40, 97, 98, 99, 100, 101, 127, 128, 129, 20_000];
    let depth = deep[chance.usize(0..deep.len())];
    match chance.u8(0..24) {
        0 => nested("[", "null", "]", depth),
        1 => nested("{\"a\":", "1", "}", depth),
        2 => nested("[{\"id\":[", "", "]}]", depth),
        3 => nested("{\"@odata.type\":\"x\",\"value\":", "[]", "}", depth),
        4 => nested("", &format!("\"{}\"", "é\\u0000".repeat(20_000)), "", 1),
        5 => nested("", &"9".repeat(chance.usize(1..400)), "", 1),
        6 => nested(
            "",
            &format!("-0.{}e-{}", "1".repeat(chance.usize(1..400)), chance.u16(..)),
            "",
            1,
        ),
        7 => nested(
            "",
            &format!("\"#{}\"", chance.choice(names).copied().unwrap_or("x")),
            "",
            1,
        ),
        8 => b"\"\xff\xc0\xaf\xed\xa0\x80\"".to_vec(),
        _ => WRONG[chance.usize(0..WRONG.len())].as_bytes().to_vec(),
    }
}

const WRONG: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-1",
    "3.0",
    "1.5",
    "1e2",
    "-0.0",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "1e308",
    "1e309",
    "-1e-400",
    "\"\"",
    "\"a\"",
    "\"1\"",
    "\"1.10\"",
    "\"1e400\"",
    "\"NaN\"",
    "\"INF\"",
    "\"inf\"",
    "\"infinity\"",
    "\"-INF\"",
    "\"+5\"",
    "\"007\"",
    "\"-0\"",
    "\"true\"",
    "\"null\"",
    "\"a,b,,a , A\"",
    "\"\\ud800\"",
    "\"\\udc00\\ud800\"",
    "\"\\ud83d\\ude00\"",
    "\"\\u0000\"",
    "\"AQI\"",
    "\"_-8\"",
    "\"=\"",
    "\"A\"",
    "\"????\"",
    "[]",
    "{}",
    "[null]",
    "[null,{}]",
    "[[]]",
    "[1,\"a\",true,{}]",
    "{\"\":null}",
    "{\"@odata.type\":5}",
    "{\"@odata.type\":null}",
    "{\"@odata.type\":\"#\"}",
    "{\"value\":{}}",
    "{\"id\":null,\"id\":\"a\",\"id\":5}",
    "{\"$serde_json::private::Number\":\"1.50\"}",
    "{\"$serde_json::private::Number\":\"1e999\",\"a\":1}",
    "{\"$serde_json::private::RawValue\":\"{\"}",
    "NaN",
    "Infinity",
    "undefined",
    "'a'",
    "01",
    "+1",
    ".5",
    "1.",
    "0x10",
    "{a:1}",
    "[1,]",
    "/**/1",
];

fn nested(open: &str, inner: &str, close: &str, depth: usize) -> Vec<u8> {
    format!("{}{inner}{}", open.repeat(depth), close.repeat(depth)).into_bytes()
}

/// Of how many values a body consists.
fn count(json: &Json) -> usize {
    match json {
        Json::Array(elements) => 1 + elements.iter().map(count).sum::<usize>(),
        Json::Object(entries) => 1 + entries.values().map(count).sum::<usize>(),
        _ => 1,
    }
}

/// Writes a body with a change at one of its values: counted down as they are written.
struct Writer {
    at: usize,
    change: Change,
    text: Vec<u8>,
}

impl Writer {
    fn add(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
    }

    /// The change, at its place.
    fn change(&mut self) -> Change {
        let here = self.at == 0;
        self.at = self.at.wrapping_sub(1);
        if here {
            std::mem::replace(&mut self.change, Change::Nothing)
        } else {
            Change::Nothing
        }
    }

    fn value(&mut self, json: &Json) {
        match self.change() {
            Change::Instead(other) | Change::Twice(other) => self.add(&other),
            _ => self.inner(json),
        }
    }

    fn entry(&mut self, key: &str, json: &Json) {
        let key = Json::from(key).to_string();
        match self.change() {
            Change::Instead(other) => self.add(&[key.as_bytes(), b":", &other].concat()),
            Change::Twice(other) => {
                self.add(&[key.as_bytes(), b":", &other, b",", key.as_bytes(), b":"].concat());
                self.inner(json);
            }
            Change::Renamed(other) => {
                self.add(&[b"\"", other.as_bytes(), b"\":"].concat());
                self.inner(json);
            }
            Change::Before(entry) => {
                self.add(&[&entry, &b","[..], key.as_bytes(), b":"].concat());
                self.inner(json);
            }
            Change::Nothing => {
                self.add(&[key.as_bytes(), b":"].concat());
                self.inner(json);
            }
        }
    }

    fn inner(&mut self, json: &Json) {
        match json {
            Json::Array(elements) => {
                self.add(b"[");
                for (index, element) in elements.iter().enumerate() {
                    self.add(if index == 0 { b"" } else { b"," });
                    self.value(element);
                }
                self.add(b"]");
            }
            Json::Object(entries) => {
                self.add(b"{");
                for (index, (key, value)) in entries.iter().enumerate() {
                    self.add(if index == 0 { b"" } else { b"," });
                    self.entry(key, value);
                }
                self.add(b"}");
            }
            scalar => self.add(scalar.to_string().as_bytes()),
        }
    }
}
