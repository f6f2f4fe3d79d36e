//! Values as items of an HTML list, an `<li>` each, with their explanations. Comes in: a part of a text.
//! Goes out: the word that starts each item. What an item explains holds no values.

use crate::{
    page::parse::{inline, slice::Slice},
    text::Spanned,
};

use super::items;

/// How far behind the words that announce a list its first item may start: "… are supported. Not nullable. <ul>".
const NEAR: usize = 48;

/// The values of the list that starts near `start`, and where the list ends; `None` where an item is no value.
pub(super) fn list(at: Slice<'_>, lower: &str, start: usize) -> Option<(Vec<Spanned<String>>, usize)> {
    let rest = lower.get(start..)?;
    let near = rest.get(..inline::floor(rest, NEAR))?;
    let first = near
        .find("<li>")
        .filter(|first| !near[..*first].contains(['`', ',']))?;
    let end = rest.find("</ul>").unwrap_or(rest.len());
    let starts = rest
        .get(..end)?
        .match_indices("<li>")
        .map(|(found, item)| found + item.len());
    let starts: Vec<usize> = starts.filter(|found| *found > first).collect();
    let mut values = Vec::new();
    for (index, found) in starts.iter().enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or(end);
        let item = at.sub(start + found..start + next);
        values.push(head(item)?);
    }
    Some((values, start + end))
}

/// The value that an item starts with: marked, or a word that stands alone or before a dash, a colon or a bracket.
fn head(item: Slice<'_>) -> Option<Spanned<String>> {
    let item = item.locate(item.text.trim_start());
    if let Some(mark) = item
        .text
        .chars()
        .next()
        .filter(|char| matches!(char, '`' | '*' | '_' | '"' | '\''))
    {
        let inner = item.locate(item.text.trim_start_matches(mark));
        let value = inner.sub(0..inner.text.find(mark)?).trim();
        return items::is_value(value.text).then(|| value.owned());
    }
    let end = item
        .text
        .find(|char: char| !(char.is_alphanumeric() || matches!(char, '_' | '.')));
    let word = item.sub(0..end.unwrap_or(item.text.len()));
    let word = word.locate(word.text.trim_end_matches('.'));
    let behind = item.text.get(word.text.len()..)?.trim_start_matches([' ', '.']);
    let alone = behind.is_empty() || behind.starts_with(['<', '-', '–', ':', '(']);
    (alone && items::is_value(word.text)).then(|| word.owned())
}
