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
        append_extra(object, true, out)?;
        for (index, key) in object.table().keys.iter().enumerate() {
            let slot = object.field(index).get();
            if !matches!(slot, Slot::Absent) {
                append_key(key, out);
                self.inner(slot).append(out)?;
            }
        }
        append_extra(object, false, out)?;
        open(b'{', start, out);
        out.push(b'}');
        self.leave();
        Ok(())
    }

    fn append_list(&self, list: &dyn List, out: &mut Vec<u8>) -> Result<(), Error> {
        self.enter()?;
        let start = out.len();
        for index in 0..list.len() {
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
    out.push(b',');
    append_string(key, out);
    out.push(b':');
}

/// The first entry has a comma before it, where the bracket belongs.
fn open(bracket: u8, start: usize, out: &mut Vec<u8>) {
    match out.get_mut(start) {
        Some(comma) => *comma = bracket,
        None => out.push(bracket),
    }
}

/// Looks at many bytes at once, which the compiler makes one comparison of; most hold nothing to escape.
const CHUNK: usize = 16;

fn append_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let mut plain = text.as_bytes();
    while let Some(length) = escape_at(plain) {
        let (before, rest) = plain.split_at(length);
        out.extend_from_slice(before);
        if let Some((byte, rest)) = rest.split_first() {
            append_escape(*byte, out);
            plain = rest;
        }
    }
    out.extend_from_slice(plain);
    out.push(b'"');
}

/// Where the first byte is that cannot stand in a JSON string as it is.
fn escape_at(bytes: &[u8]) -> Option<usize> {
    let escaped = |byte: &u8| *byte < b' ' || *byte == b'"' || *byte == b'\\';
    let mut start = 0;
    while let Some((chunk, _)) = bytes.get(start..).and_then(<[u8]>::split_first_chunk::<CHUNK>) {
        if chunk.iter().fold(false, |any, byte| any | escaped(byte)) {
            break;
        }
        start += CHUNK;
    }
    let rest = bytes.get(start..).unwrap_or_default();
    rest.iter().position(escaped).map(|at| start + at)
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
    fn strings_of_every_length_are_whole() {
        for length in 0..50 {
            let text = "x".repeat(length);
            let mut out = Vec::new();
            append_string(&text, &mut out);
            assert_eq!(out, format!("\"{text}\"").into_bytes());
        }
    }
}
