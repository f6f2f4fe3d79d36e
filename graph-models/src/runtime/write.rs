//! Writing of any value, into any format and, faster, into JSON text. Generic over the format only, not over the type:
//! it reads the [`Slot`]s of the value.

use std::{cell::Cell, fmt};

use base64::{display::Base64Display, engine::general_purpose};
use serde::{
    Serialize, Serializer,
    ser::{Error, SerializeMap},
};

use super::{
    extra::Json,
    value::{DEPTH, Joined, List, Object, Slot, Value},
};

/// Writes a value.
///
/// # Errors
///
/// Returns the format's errors, and an error if values are nested too deeply.
pub fn write<T: Value, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    write_slot(value.slot(), serializer)
}

/// Writes a value into any format.
pub(super) fn write_slot<S: Serializer>(slot: Slot<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let depth = &Cell::new(0);
    Written { slot, depth }.serialize(serializer)
}

/// Writes a value as JSON text.
pub(super) fn write_text(slot: Slot<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let depth = &Cell::new(0);
    let mut text = Vec::with_capacity(128);
    Written { slot, depth }.append(&mut text)?;
    Ok(text)
}

/// Bytes as base64 in the standard alphabet, padded.
pub(super) fn base64(bytes: &[u8]) -> impl fmt::Display {
    Base64Display::new(bytes, &general_purpose::STANDARD)
}

/// A value and its depth.
struct Written<'a> {
    slot: Slot<'a>,
    depth: &'a Cell<usize>,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.slot {
            Slot::Absent => serializer.serialize_unit(),
            Slot::Bool(value) => serializer.serialize_bool(value),
            Slot::Int(value) => serializer.serialize_i64(value),
            Slot::Float(value) => write_float(value, serializer),
            Slot::Decimal(text) => write_decimal(text, serializer),
            Slot::Text(text) | Slot::Enum(text) => serializer.serialize_str(text),
            Slot::Flags(set) => serializer.collect_str(&Joined(set)),
            Slot::Binary(bytes) => serializer.collect_str(&base64(bytes)),
            Slot::Object(object) => self.write_object(object, None, serializer),
            Slot::Union(object, base) => self.write_object(object, Some(base), serializer),
            Slot::List(list) => self.write_list(list, serializer),
            Slot::Json(value) => value.serialize(serializer),
        }
    }
}

impl Written<'_> {
    /// Writes annotations before properties, since streaming readers need the type first.
    fn write_object<S: Serializer>(
        &self,
        object: &dyn Object,
        base: Option<&'static str>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        self.enter()?;
        let mut map = serializer.serialize_map(None)?;
        if let Some(name) = missing_type(object, base) {
            map.serialize_entry("@odata.type", &format_args!("#{name}"))?;
        }
        write_extra(object, true, &mut map)?;
        let (table, mut result) = (object.table(), Ok(()));
        object.each(|index, slot| {
            if result.is_ok() {
                result = map.serialize_entry(table.key(index), &self.inner(slot));
            }
        });
        result?;
        write_extra(object, false, &mut map)?;
        self.leave();
        map.end()
    }

    fn write_list<S: Serializer>(&self, list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
        self.enter()?;
        let elements = (0..list.count()).map(|index| self.inner(list.element(index)));
        let written = serializer.collect_seq(elements)?;
        self.leave();
        Ok(written)
    }

    fn enter<E: Error>(&self) -> Result<(), E> {
        self.depth.set(self.depth.get() + 1);
        if self.depth.get() > DEPTH {
            return Err(E::custom(format_args!("nested more than {DEPTH} levels deep")));
        }
        Ok(())
    }

    fn leave(&self) {
        self.depth.set(self.depth.get() - 1);
    }

    fn inner<'a>(&'a self, slot: Slot<'a>) -> Written<'a> {
        Written {
            slot,
            depth: self.depth,
        }
    }
}

/// The type annotation to add: the type is not the declared one, and no annotation was read.
fn missing_type(object: &dyn Object, base: Option<&'static str>) -> Option<&'static str> {
    let name = object.table().name;
    let derived = base.is_some_and(|base| base != name);
    (derived && object.extra().odata_type().is_none()).then_some(name)
}

fn write_extra<M: SerializeMap>(object: &dyn Object, annotations: bool, map: &mut M) -> Result<(), M::Error> {
    extra(object, annotations).try_for_each(|(key, value)| map.serialize_entry(key, value))
}

/// The extra annotations or the other extra entries, except for properties that have a value.
fn extra(object: &dyn Object, annotations: bool) -> impl Iterator<Item = (&str, &Json)> {
    let entries = object.extra().iter();
    entries.filter(move |(key, _)| key.starts_with('@') == annotations && is_free(object, key))
}

fn is_free(object: &dyn Object, key: &str) -> bool {
    let index = object.table().index(key);
    index.is_none_or(|index| matches!(object.value(index), Slot::Absent))
}

/// OData writes the three values that JSON numbers cannot express as strings.
fn write_float<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.is_nan() {
        return serializer.serialize_str("NaN");
    }
    if value.is_infinite() {
        return serializer.serialize_str(if value > 0.0 { "INF" } else { "-INF" });
    }
    serializer.serialize_f64(value)
}

/// Writes a number if it has the same digits as the text, otherwise a string.
fn write_decimal<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse::<i64>() {
        return serializer.serialize_i64(value);
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && same_digits(&value.to_string(), text) => {
            serializer.serialize_f64(value)
        }
        _ => serializer.serialize_str(text),
    }
}

fn same_digits(written: &str, text: &str) -> bool {
    if text.contains('.') {
        written == text.trim_end_matches('0').trim_end_matches('.')
    } else {
        written == text
    }
}

impl Written<'_> {
    /// Appends the value as JSON text. Same output as through `serde_json`, but faster: the frequent kinds of values are
    /// written here, all others by `serde_json`.
    fn append(&self, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        match self.slot {
            Slot::Bool(true) => out.extend_from_slice(b"true"),
            Slot::Bool(false) => out.extend_from_slice(b"false"),
            Slot::Text(text) => append_string(text, out),
            Slot::Object(object) => self.append_object(object, None, out)?,
            Slot::Union(object, base) => self.append_object(object, Some(base), out)?,
            Slot::List(list) => self.append_list(list, out)?,
            _ => serde_json::to_writer(out, self)?,
        }
        Ok(())
    }

    fn append_object(
        &self,
        object: &dyn Object,
        base: Option<&'static str>,
        out: &mut Vec<u8>,
    ) -> Result<(), serde_json::Error> {
        self.enter()?;
        let start = out.len();
        if let Some(name) = missing_type(object, base) {
            append_key("@odata.type", out);
            append_string(&format!("#{name}"), out);
        }
        let has_extra = !object.extra().is_empty();
        if has_extra {
            append_extra(object, true, out)?;
        }
        let (table, mut result) = (object.table(), Ok(()));
        object.each(|index, slot| {
            if result.is_err() {
                return;
            }
            append_key(table.key(index), out);
            match slot {
                Slot::Text(text) => append_string(text, out),
                slot => result = self.inner(slot).append(out),
            }
        });
        result?;
        if has_extra {
            append_extra(object, false, out)?;
        }
        open(b'{', start, out);
        out.push(b'}');
        self.leave();
        Ok(())
    }

    fn append_list(&self, list: &dyn List, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        self.enter()?;
        let start = out.len();
        for index in 0..list.count() {
            out.push(b',');
            self.inner(list.element(index)).append(out)?;
        }
        open(b'[', start, out);
        out.push(b']');
        self.leave();
        Ok(())
    }
}

fn append_extra(object: &dyn Object, annotations: bool, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    for (key, value) in extra(object, annotations) {
        append_key(key, out);
        serde_json::to_writer(&mut *out, value)?;
    }
    Ok(())
}

fn append_key(key: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"");
    append_content(key.as_bytes(), out);
    out.extend_from_slice(b"\":");
}

/// Puts the bracket in place of the comma before the first entry.
fn open(bracket: u8, start: usize, out: &mut Vec<u8>) {
    match out.get_mut(start) {
        Some(comma) => *comma = bracket,
        None => out.push(bracket),
    }
}

fn append_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    append_content(text.as_bytes(), out);
    out.push(b'"');
}

fn append_content(mut bytes: &[u8], out: &mut Vec<u8>) {
    while let Some(length) = escape_at(bytes) {
        let (before, rest) = bytes.split_at(length);
        out.extend_from_slice(before);
        if let Some((byte, rest)) = rest.split_first() {
            append_escape(*byte, out);
            bytes = rest;
        }
    }
    out.extend_from_slice(bytes);
}

/// The position of the first byte that must be escaped in a JSON string. Most strings have none, and the compiler
/// vectorizes the comparisons of a chunk. The last chunk overlaps the one before.
fn escape_at(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    while let Some((chunk, after)) = rest.split_first_chunk::<LONG>() {
        if any_escaped(chunk) {
            break;
        }
        rest = after;
    }
    let plain = rest.len() < LONG && is_plain_end(bytes);
    let at = || rest.iter().position(is_escaped);
    if plain {
        None
    } else {
        at().map(|at| bytes.len() - rest.len() + at)
    }
}

const LONG: usize = 16;
const SHORT: usize = 8;

/// Whether none of the last bytes must be escaped; false if there are too few bytes for a chunk.
fn is_plain_end(bytes: &[u8]) -> bool {
    if let Some(end) = bytes.last_chunk::<LONG>() {
        return !any_escaped(end);
    }
    match (bytes.first_chunk::<SHORT>(), bytes.last_chunk::<SHORT>()) {
        (Some(start), Some(end)) => !any_escaped(start) && !any_escaped(end),
        _ => false,
    }
}

fn any_escaped<const N: usize>(chunk: &[u8; N]) -> bool {
    chunk.iter().fold(false, |any, byte| any | is_escaped(byte))
}

fn is_escaped(byte: &u8) -> bool {
    *byte < b' ' || *byte == b'"' || *byte == b'\\'
}

fn append_escape(byte: u8, out: &mut Vec<u8>) {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0c => b'f',
        _ => {
            out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_escaped_as_serde_json_does() {
        let all: String = ('\0'..='\u{ff}').chain(['\u{2028}', '😀', '"', '\\']).collect();
        for start in 0..40 {
            let text: String = all.chars().cycle().skip(start).take(300).collect();
            let mut out = Vec::new();
            append_string(&text, &mut out);
            assert_eq!(String::from_utf8(out).ok(), serde_json::to_string(&text).ok());
        }
    }

    #[test]
    fn an_escape_is_found_at_every_position_of_strings_of_every_length() {
        for length in 0..50 {
            for escaped in 0..=length {
                let mut text = "x".repeat(length);
                text.insert(escaped, '"');
                let mut out = Vec::new();
                append_string(&text, &mut out);
                assert_eq!(String::from_utf8(out).ok(), serde_json::to_string(&text).ok());
            }
        }
    }
}
