//! Sentences, and the type that each names: a link to a resource, `**x** object`, `x collection`, a primitive. Does not know
//! which types there are.

use super::{
    type_cell,
    wordings::{BEFORE_A_COLLECTION, BEHIND_A_COLLECTION, BEHIND_A_TYPE, NOT_A_TYPE, PRIMITIVES},
};
use crate::markdown::{
    Slice,
    inline::{self, FoundLink, References},
};
use crate::page::{TypeCell, TypeRef};

/// The sentences of a text; a full stop in code, in a link or in parentheses ends none.
pub(super) fn sentences(at: Slice<'_>) -> Vec<Slice<'_>> {
    let (mut found, mut start, mut index, mut depth) = (Vec::new(), 0, 0, 0usize);
    let bytes = at.text.as_bytes();
    let ends = |index: usize| {
        let next = bytes.get(index + 1);
        next.is_none_or(|next| next.is_ascii_whitespace() || next.is_ascii_uppercase())
    };
    while let Some(byte) = bytes.get(index) {
        match byte {
            b'`' => index = inline::code_span_end(at.text, index).saturating_sub(1),
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b'.' if depth == 0 && ends(index) => {
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

/// The type that a sentence names.
pub(super) fn type_of(at: Slice<'_>, references: &References) -> Option<TypeCell> {
    linked(at, references).or_else(|| {
        let words = words(at);
        named(&words).or_else(|| {
            let name = words.iter().find(|word| PRIMITIVES.contains(&word.text))?;
            Some(cell(*name, name.text, None, false))
        })
    })
}

fn cell(at: Slice<'_>, name: &str, link: Option<String>, collection: bool) -> TypeCell {
    TypeCell {
        text: at.text.to_owned(),
        types: vec![TypeRef {
            name: name.to_owned(),
            link,
        }],
        collection,
        span: at.span(),
    }
}

fn linked(at: Slice<'_>, references: &References) -> Option<TypeCell> {
    let links = inline::links(at, references);
    let link = links.iter().find(|link| is_resource(link))?;
    let place = |byte: u32| (byte - at.span().start) as usize;
    let (start, end) = (place(link.whole.span().start), place(link.whole.span().end));
    let text = inline::plain(link.text.text);
    let (name, plural) = type_cell::without_collection(&text);
    let collection = plural || is_many(at.text.get(..start)?, at.text.get(end..)?);
    let mut named = cell(link.whole, name, target(link), collection);
    // "[user](…) and [group](…) objects": either.
    let mut last = end;
    for other in links
        .iter()
        .skip_while(|other| other.whole.span() != link.whole.span())
        .skip(1)
    {
        let (start, end) = (place(other.whole.span().start), place(other.whole.span().end));
        let between = at.text.get(last..start)?.trim_matches([' ', ',', '*']);
        if !matches!(
            between,
            "" | "and" | "or" | "and/or" | "objects and" | "objects or"
        ) || !is_resource(other)
        {
            break;
        }
        let text = inline::plain(other.text.text);
        let (name, plural) = type_cell::without_collection(&text);
        named.collection |= plural || is_many("", at.text.get(end..)?);
        named.types.push(TypeRef {
            name: name.to_owned(),
            link: target(other),
        });
        last = end;
    }
    Some(named)
}

fn target(link: &FoundLink<'_>) -> Option<String> {
    Some(link.target.trim().to_owned()).filter(|target| !target.is_empty())
}

/// A link to the page of a type; links to operations and to articles name none.
fn is_resource(link: &FoundLink<'_>) -> bool {
    let target = link.target.to_ascii_lowercase();
    let is_word = !link.text.text.trim().contains(' ') || target.contains("resources/");
    let is_operation =
        target.contains("/api/") && !target.contains("/api/resources/") && target.ends_with(".md")
            || target.starts_with("../api/");
    let is_page = target.ends_with(".md")
        || target.contains(".md#")
        || target.contains("resources/")
        || target.is_empty();
    is_word && is_page && !is_operation && !target.contains("/concepts/")
}

/// `collection of x`, `x collection`, `x objects`.
fn is_many(before: &str, after: &str) -> bool {
    let words = |text: &str| inline::plain(text).to_lowercase();
    let start = crate::text::floor(before, before.len().saturating_sub(60));
    let before = words(before.get(start..).unwrap_or_default());
    let after = words(after.get(..crate::text::floor(after, 40)).unwrap_or_default());
    let is_near = |words: &&str| {
        before
            .rfind(*words)
            .is_some_and(|at| before.len() - at - words.len() < 25)
    };
    BEFORE_A_COLLECTION.iter().any(is_near) || BEHIND_A_COLLECTION.iter().any(|word| after.starts_with(word))
}

/// `an androidCustomConfiguration object`, `a collection of **x** objects`, `a String collection`.
fn named(words: &[Slice<'_>]) -> Option<TypeCell> {
    let mut pairs = words.windows(2);
    let position = pairs.position(|pair| match pair {
        [name, next] => is_one_of(next.text, &BEHIND_A_TYPE) && is_name(name.text),
        _ => false,
    })?;
    let [name, next, behind @ ..] = words.get(position..)? else {
        return None;
    };
    let mut before = words.iter().take(position).rev().take(4);
    let many = before.any(|word| matches!(word.text, "collection" | "array" | "list"))
        || behind.first().is_some_and(|word| word.text == "collection")
        || matches!(next.text, "collection" | "objects" | "resources");
    Some(cell(*name, name.text, None, many))
}

fn is_name(word: &str) -> bool {
    let fits = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '_');
    word.len() > 1
        && word.chars().all(fits)
        && word.starts_with(|char: char| char.is_ascii_alphabetic())
        && !is_one_of(word, NOT_A_TYPE)
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The words of a text with their places.
fn words<'a>(at: Slice<'a>) -> Vec<Slice<'a>> {
    const MARKS: [char; 10] = ['.', ',', ';', ':', '*', '`', '(', ')', '"', '\''];
    let words = at.text.split_whitespace();
    words.map(|word| at.locate(word.trim_matches(MARKS))).collect()
}
