//! Characters of a template that stand outside of brackets and quotes.

/// Splits at a character that stands in no brackets and no quotes; in a path only parentheses hold quotes.
pub(super) fn split_outside(text: &str, at: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = find_outside(text, at) else {
            return rest.take();
        };
        rest = text.get(end + at.len_utf8()..);
        text.get(..end)
    })
}

/// An opening bracket without its counterpart further on opens nothing.
pub(super) fn find_outside(text: &str, wanted: char) -> Option<usize> {
    // Most texts have none, or have it before any bracket.
    let first = text.find(wanted)?;
    if !text.get(..first)?.contains(['(', '{', '<', '\'']) {
        return Some(first);
    }
    let mut closers: Vec<char> = Vec::new();
    for (at, c) in text.char_indices() {
        if closers.last() == Some(&c) {
            closers.pop();
            continue;
        }
        if closers.is_empty() && c == wanted {
            return Some(at);
        }
        let closer = match c {
            '(' => ')',
            '{' => '}',
            '<' => '>',
            '\'' if !matches!(wanted, '/' | '?') || closers.last() == Some(&')') => '\'',
            _ => continue,
        };
        if text.get(at + 1..).is_some_and(|rest| rest.contains(closer)) {
            closers.push(closer);
        }
    }
    None
}
