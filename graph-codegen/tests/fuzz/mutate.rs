//! Random changes of a text: of lines, of bytes, and of where it ends. Some marks go in that mean something to a page.

use std::ops::Range;

use fastrand::Rng;

/// One to four changes.
pub(crate) fn mutate(chance: &mut Rng, text: &[u8], other: &[u8]) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..chance.usize(1..=4) {
        text = match chance.u8(0..14) {
            0 | 1 => delete(&text, lines(chance, &text, 5)),
            2 | 3 => duplicate(&text, lines(chance, &text, 5)),
            4 | 5 => swap(chance, &text, lines),
            6 => delete(&text, bytes(chance, &text, 40)),
            7 => duplicate(&text, bytes(chance, &text, 40)),
            8 => swap(chance, &text, bytes),
            9 => change_byte(chance, text),
            10 => delete(&text, end(chance, &text)),
            11 | 12 => {
                let at = bytes(chance, &text, 0).start;
                insert(&text, at, MARKS[chance.usize(0..MARKS.len())])
            }
            _ => {
                let at = lines(chance, &text, 1).start;
                let part = lines(chance, other, 8);
                insert(&text, at, other.get(part).unwrap_or_default())
            }
        };
    }
    text
}

const MARKS: &[&[u8]] = &[
    b"\n",
    b"|",
    b"\n|a|b|c|\n|-|-|-|\n",
    b"`",
    b"\n```\n",
    b"\n```http\n",
    b"\n```json\n",
    b"<!--",
    b"-->",
    b"{",
    b"}",
    b"[",
    b"](",
    b")",
    b"\"",
    b"\\",
    b",",
    b":",
    b"/",
    b"@odata.type",
    b"\n# ",
    b"\n## Properties\n",
    b"\n## Response\n",
    b"\n## HTTP request\n",
    b"\n### Request body\n",
    b"\n## Permissions\n",
    b"\n- ",
    b"\n> ",
    b"**",
    b"\0",
    b"\r",
    b"\xff",
    "é".as_bytes(),
    "\u{202e}".as_bytes(),
    "😀".as_bytes(),
    b" collection",
    b"Collection(",
    b"HTTP/1.1 200 OK",
    b"GET /",
    b"{id}",
    b"('",
    b"')",
    b"[!INCLUDE [a](",
    b"{\"blockType\": ",
    b"9999999999999999999999",
    b"self",
    b"*/",
    b"#[",
    b"\"#",
    b"microsoft.graph.",
    b"<br>",
    b"&nbsp;",
    b"```rust",
    b"    ",
    b"<script>",
    b"<https://x.org/",
    b"\\![t](https://x.org)",
    b"[^1]: ",
    b"~~",
    b"\n===\n",
    "\u{61c}".as_bytes(),
];

/// A random piece of a text.
type Piece = fn(&mut Rng, &[u8], usize) -> Range<usize>;

fn bytes(chance: &mut Rng, text: &[u8], most: usize) -> Range<usize> {
    let start = chance.usize(0..=text.len());
    let length = chance.usize(0..=most).min(text.len() - start);
    start..start + length
}

/// Whole lines, with their ends.
fn lines(chance: &mut Rng, text: &[u8], most: usize) -> Range<usize> {
    let around = bytes(chance, text, 0).start;
    let after_newline = |before: &[u8]| {
        before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1)
    };
    let start = after_newline(&text[..around]);
    let rest = &text[start..];
    let mut ends = rest.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let end = ends.nth(chance.usize(0..most));
    start..end.map_or(text.len(), |(at, _)| start + at + 1)
}

fn end(chance: &mut Rng, text: &[u8]) -> Range<usize> {
    bytes(chance, text, 0).start..text.len()
}

fn delete(text: &[u8], piece: Range<usize>) -> Vec<u8> {
    [&text[..piece.start], &text[piece.end..]].concat()
}

fn duplicate(text: &[u8], piece: Range<usize>) -> Vec<u8> {
    [&text[..piece.end], &text[piece.start..]].concat()
}

fn insert(text: &[u8], at: usize, piece: &[u8]) -> Vec<u8> {
    [&text[..at], piece, &text[at..]].concat()
}

/// Two pieces change places; one that lies in the other only moves.
fn swap(chance: &mut Rng, text: &[u8], piece: Piece) -> Vec<u8> {
    let (a, b) = (piece(chance, text, 3), piece(chance, text, 3));
    let (a, b) = if a.start <= b.start { (a, b) } else { (b, a) };
    let b = b.start.max(a.end)..b.end.max(a.end);
    let parts = [
        &text[..a.start],
        &text[b.clone()],
        &text[a.end..b.start],
        &text[a],
        &text[b.end..],
    ];
    parts.concat()
}

fn change_byte(chance: &mut Rng, mut text: Vec<u8>) -> Vec<u8> {
    if let Some(byte) = chance.choice(&mut text) {
        *byte ^= 1 << chance.u8(0..8);
    }
    text
}
