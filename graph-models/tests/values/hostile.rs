//! Malformed and unexpected JSON, made from valid JSON: other values and keys in one position, and changes of the text.

use std::{mem, ops::Range};

use fastrand::Rng;
use graph_models::Json;

/// Changes a body in one position, and then sometimes its text.
pub(crate) fn text(random: &mut Rng, body: &Json, names: &[&str]) -> Vec<u8> {
    let mut text = change_value(random, body, names);
    match random.u8(0..8) {
        0 => text.truncate(random.usize(0..=text.len())),
        1 => flip_bit(random, &mut text),
        2 => drop(text.drain(range(random, text.len()))),
        3 => {
            let again = text[range(random, text.len())].to_vec();
            let at = random.usize(0..=text.len());
            text.splice(at..at, again);
        }
        _ => {}
    }
    text
}

fn flip_bit(random: &mut Rng, text: &mut [u8]) {
    if let Some(byte) = random.choice(text) {
        *byte ^= 1 << random.u8(0..8);
    }
}

fn range(random: &mut Rng, length: usize) -> Range<usize> {
    let start = random.usize(0..=length);
    start..start + random.usize(0..=20).min(length - start)
}

/// Stands for the value that is changed.
const MARKER: &str = "\u{1}changed\u{1}";

/// The text of a body with another value or key in one position, a repeated key, or an additional type annotation.
fn change_value(random: &mut Rng, body: &Json, names: &[&str]) -> Vec<u8> {
    let mut body = body.clone();
    let mut position = random.usize(0..count(&body));
    let (key, old) = mark(&mut body, None, &mut position).expect("the position is one of the values");
    let text = body.to_string();
    let (before, after) = text
        .split_once(&Json::from(MARKER).to_string())
        .expect("the marker was put there");
    let key = key.map(|key| format!("{}:", Json::from(key))).unwrap_or_default();
    let start = before.strip_suffix(&key).expect("the key is before the value");
    let old = old.to_string();
    let middle: Vec<u8> = match random.u8(0..8) {
        0..=2 => [key.as_bytes(), &value(random, names)].concat(),
        3 => [
            key.as_bytes(),
            &value(random, names),
            b",",
            key.as_bytes(),
            old.as_bytes(),
        ]
        .concat(),
        4 if !key.is_empty() => format!("\"{}\":{old}", KEYS[random.usize(0..KEYS.len())]).into(),
        5 | 6 if !key.is_empty() => {
            let ty = random.choice(names).copied().unwrap_or("x");
            format!("\"@odata.type\":\"#{ty}\",{key}{old}").into()
        }
        _ => [key, old].concat().into(),
    };
    [start.as_bytes(), &middle, after.as_bytes()].concat()
}

/// Replaces the value at a position, counted from the outermost one, by the marker. Returns its key and the value.
fn mark(json: &mut Json, key: Option<&str>, position: &mut usize) -> Option<(Option<String>, Json)> {
    if *position == 0 {
        let old = mem::replace(json, MARKER.into());
        return Some((key.map(str::to_owned), old));
    }
    *position -= 1;
    match json {
        Json::Array(elements) => elements
            .iter_mut()
            .find_map(|element| mark(element, None, position)),
        Json::Object(entries) => {
            let mut entries = entries.iter_mut();
            entries.find_map(|(key, value)| mark(value, Some(key), position))
        }
        _ => None,
    }
}

/// The number of values in a body, itself included.
fn count(json: &Json) -> usize {
    match json {
        Json::Array(elements) => 1 + elements.iter().map(count).sum::<usize>(),
        Json::Object(entries) => 1 + entries.values().map(count).sum::<usize>(),
        _ => 1,
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

/// The text of any value, valid or not.
fn value(random: &mut Rng, names: &[&str]) -> Vec<u8> {
    let depths = [40, 97, 98, 99, 100, 101, 127, 128, 129, 20_000];
    let depth = depths[random.usize(0..depths.len())];
    let nested = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth)).into_bytes()
    };
    match random.u8(0..24) {
        0 => nested("[", "null", "]"),
        1 => nested("{\"a\":", "1", "}"),
        2 => nested("[{\"id\":[", "", "]}]"),
        3 => nested("{\"@odata.type\":\"x\",\"value\":", "[]", "}"),
        4 => format!("\"{}\"", "é\\u0000".repeat(20_000)).into(),
        5 => "9".repeat(random.usize(1..400)).into(),
        6 => format!("-0.{}e-{}", "1".repeat(random.usize(1..400)), random.u16(..)).into(),
        7 => format!("\"#{}\"", random.choice(names).copied().unwrap_or("x")).into(),
        8 => b"\"\xff\xc0\xaf\xed\xa0\x80\"".to_vec(),
        _ => WRONG[random.usize(0..WRONG.len())].into(),
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
