//! The ancestors that a description names. Comes in: a text. Goes out: names and links.

use crate::{
    page::TypeRef,
    page::parse::{
        inline::{self, References},
        slice::Slice,
    },
};

pub(super) fn inherited_from(at: Slice<'_>, lower: &str, references: &References) -> Vec<TypeRef> {
    const LEAD: &str = "inherited from";
    let mut found: Vec<TypeRef> = Vec::new();
    for (index, lead) in lower.match_indices(LEAD) {
        if !is_statement(at.text, index) {
            continue;
        }
        let rest = at.sub(index + lead.len()..at.text.len());
        if let Some(ty) = type_behind(rest, references)
            && !found.contains(&ty)
        {
            found.push(ty);
        }
    }
    found
}

/// "Permissions inherited from [parent](x.md)" speaks of something else than the property.
fn is_statement(text: &str, index: usize) -> bool {
    let (before, words) = text.split_at_checked(index).unwrap_or_default();
    let before = before.trim_end_matches([' ', '*', '_']);
    words.starts_with('I') || before.is_empty() || before.ends_with(['.', '>', '(', ',', ';', ':'])
}

/// The type named at once behind some words: a link, or a single word.
fn type_behind(rest: Slice<'_>, references: &References) -> Option<TypeRef> {
    let text = rest.text.trim_start_matches([' ', '*', '`', ':']);
    let text = ["the ", "a ", "an "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let text = rest.locate(text.trim_start_matches(['*', '`']));
    if text.text.starts_with('[') {
        // A link is short; the rest of the description need not be read again.
        let near = text.sub(0..inline::floor(text.text, 600));
        if let Some(link) = inline::links(near, references).first() {
            return Some(TypeRef {
                name: inline::plain(link.text.text),
                link: Some(link.target.to_string()).filter(|target| !target.is_empty()),
            });
        }
    }
    let word = text.text.trim_start_matches('[');
    let end = word
        .find(|char: char| !(char.is_alphanumeric() || matches!(char, '.' | '_')))
        .unwrap_or(word.len());
    let name = word.get(..end)?.trim_end_matches('.');
    (name.len() > 1).then(|| TypeRef {
        name: name.to_owned(),
        link: None,
    })
}
