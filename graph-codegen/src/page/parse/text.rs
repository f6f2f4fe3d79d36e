//! Sentences, and the types that they name. Comes in: running text. Goes out: its sentences.

mod named;
#[cfg(test)]
mod tests;

use super::{inline, slice::Slice};

pub(super) use named::type_of;

/// The sentences of a text; a full stop in code, in a link or in parentheses ends none.
pub(super) fn sentences(at: Slice<'_>) -> Vec<Slice<'_>> {
    let (mut found, mut start, mut index, mut depth) = (Vec::new(), 0, 0, 0usize);
    let bytes = at.text.as_bytes();
    while let Some(byte) = bytes.get(index) {
        match byte {
            b'`' => index = inline::code_span_end(at.text, index).saturating_sub(1),
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b'.' if depth == 0
                && bytes
                    .get(index + 1)
                    .is_none_or(|next| next.is_ascii_whitespace() || next.is_ascii_uppercase()) =>
            {
                found.push(at.sub(start..index + 1).trim());
                start = index + 1;
            }
            _ => {}
        }
        index += 1;
    }
    found.push(at.sub(start..at.text.len()).trim());
    found.retain(|sentence| !sentence.text.is_empty());
    found
}
