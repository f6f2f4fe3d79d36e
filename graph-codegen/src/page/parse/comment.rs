//! HTML comments: where they end. Comes in: a text that starts with `<!--`. Goes out: the comment and its inside.

use super::slice::Slice;

/// The inside of a comment, the whole of it, and whether it is closed. An open one ends at its first empty line.
pub(super) fn cut(from: Slice<'_>) -> (Slice<'_>, Slice<'_>, bool) {
    if let Some(end) = from.text.find("-->") {
        return (from.sub(4..end.max(4)), from.sub(0..end + 3), true);
    }
    let end = from.text.find("\n\n").unwrap_or(from.text.len());
    (from.sub(4..end), from.sub(0..end), false)
}
