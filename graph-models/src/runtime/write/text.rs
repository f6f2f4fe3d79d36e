//! The walker into JSON text. Gives what the general one gives through serde_json, sooner: what is frequent is written
//! here, every other kind of value by the general one.

use serde_json::Error;

use super::{Written, extra, missing_type};
use crate::runtime::{List, Object, Slot};

impl Written<'_> {
    /// Appends the value.
    pub(super) fn append(&self, out: &mut Vec<u8>) -> Result<(), Error> {
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
    ) -> Result<(), Error> {
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
        for (index, key) in object.table().keys.iter().enumerate() {
            let slot = object.field(index).get();
            if let Slot::Text(text) = slot {
                append_key(key, out);
                append_string(text, out);
            } else if !matches!(slot, Slot::Absent) {
                append_key(key, out);
                self.inner(slot).append(out)?;
            }
        }
        if has_extra {
            append_extra(object, false, out)?;
        }
        open(b'{', start, out);
        out.push(b'}');
        self.leave();
        Ok(())
    }

    fn append_list(&self, list: &dyn List, out: &mut Vec<u8>) -> Result<(), Error> {
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

fn append_extra(object: &dyn Object, annotations: bool, out: &mut Vec<u8>) -> Result<(), Error> {
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

/// The first entry has a comma before it, where the bracket belongs.
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

/// Where the first byte is that cannot stand in a JSON string as it is. Most strings have none, and the compiler makes
/// few comparisons of all those of a chunk. The last chunk overlaps the one before.
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

/// Whether nothing of the last bytes has to be escaped; false where they are too few to tell.
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
    fn every_character_is_written_as_serde_json_writes_it() {
        let all: String = ('\0'..='\u{ff}').chain(['\u{2028}', '😀', '"', '\\']).collect();
        for start in 0..40 {
            let text: String = all.chars().cycle().skip(start).take(300).collect();
            let mut out = Vec::new();
            append_string(&text, &mut out);
            assert_eq!(String::from_utf8(out).ok(), serde_json::to_string(&text).ok());
        }
    }

    #[test]
    fn an_escape_is_found_in_every_place_of_strings_of_every_length() {
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
