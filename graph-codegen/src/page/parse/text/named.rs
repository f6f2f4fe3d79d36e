//! The type that a sentence names. Comes in: a sentence. Goes out: a [`TypeCell`]. Does not know which types there are.

use crate::{
    page::parse::{
        inline::{self, FoundLink, References},
        slice::Slice,
        type_cell,
    },
    page::{TypeCell, TypeRef},
};

/// Words before "object" and the like that name no type.
const NO_NAMES: &[&str] = &[
    "a",
    "an",
    "the",
    "of",
    "new",
    "updated",
    "requested",
    "json",
    "created",
    "response",
    "this",
    "that",
    "these",
    "each",
    "single",
    "empty",
    "following",
    "collection",
    "list",
    "array",
    "one",
    "more",
    "resource",
    "entity",
    "all",
    "and",
    "or",
    "property",
    "existing",
    "target",
    "resulting",
    "returned",
    "valid",
    "same",
    "its",
    "complete",
    "full",
    "corresponding",
    "relevant",
    "associated",
    "specified",
    "user's",
    "error",
    "graph",
    "in",
    "object",
    "objects",
];

/// Words that are a type by themselves.
const PRIMITIVES: &[&str] = &[
    "String",
    "Boolean",
    "Int32",
    "Int64",
    "Double",
    "Stream",
    "Guid",
    "Date",
    "DateTimeOffset",
    "Binary",
    "boolean",
    "string",
    "stream",
    "Decimal",
    "Single",
];

/// The type that a sentence names: a link to a resource, `**x** object`, `x collection`, a primitive.
pub(in crate::page::parse) fn type_of(at: Slice<'_>, references: &References) -> Option<TypeCell> {
    linked(at, references)
        .or_else(|| named(at))
        .or_else(|| primitive(at))
}

fn linked(at: Slice<'_>, references: &References) -> Option<TypeCell> {
    let links = inline::links(at, references);
    let link = links.iter().find(|link| is_resource(link))?;
    let start = (link.whole.span().start - at.span().start) as usize;
    let end = (link.whole.span().end - at.span().start) as usize;
    let text = inline::plain(link.text.text);
    let (name, plural) = type_cell::without_collection(&text);
    let (before, after) = (at.text.get(..start)?, at.text.get(end..)?);
    let target = Some(link.target.trim().to_owned()).filter(|target| !target.is_empty());
    let collection = plural || is_many(before, after);
    Some(cell(
        link.whole,
        TypeRef {
            name: name.to_owned(),
            link: target,
        },
        collection,
    ))
}

/// A link to a page of a type; links to operations and to articles name none.
fn is_resource(link: &FoundLink<'_>) -> bool {
    let target = link.target.to_ascii_lowercase();
    let word = !link.text.text.trim().contains(' ') || target.contains("resources/");
    let article = target.contains("/api/") && !target.contains("/api/resources/") && target.ends_with(".md")
        || target.starts_with("../api/");
    let page = target.ends_with(".md")
        || target.contains(".md#")
        || target.contains("/api/resources/")
        || target.is_empty()
        || target.contains("resources/");
    word && page && !article && !target.contains("/concepts/")
}

/// `collection of x`, `x collection`, `x objects`.
fn is_many(before: &str, after: &str) -> bool {
    let words = |text: &str| inline::plain(text).to_lowercase();
    let start = inline::floor(before, before.len().saturating_sub(60));
    let before = words(before.get(start..).unwrap_or_default());
    let end = inline::floor(after, 40);
    let after = words(after.get(..end).unwrap_or_default());
    let ahead = [
        "collection of",
        "array of",
        "list of",
        "set of",
        "array containing",
        "collection containing",
    ];
    let near = ahead
        .iter()
        .filter_map(|words| before.rfind(words).map(|at| before.len() - at - words.len()));
    near.min().is_some_and(|distance| distance < 25)
        || [
            "collection",
            "objects",
            "resources",
            "list of objects",
            "array",
            "entities",
        ]
        .iter()
        .any(|word| after.starts_with(word))
}

/// `an androidCustomConfiguration object`, `a collection of **x** objects`, `a String collection`.
fn named(at: Slice<'_>) -> Option<TypeCell> {
    let words = words(at);
    let ends = [
        "object",
        "objects",
        "collection",
        "resource",
        "resources",
        "entity",
        "instance",
    ];
    let position = words.windows(2).position(|pair| match pair {
        [name, end] => is_one_of(end.text, &ends) && is_name(name.text),
        _ => false,
    })?;
    let (name, end) = (words.get(position)?, words.get(position + 1)?);
    let before = words
        .iter()
        .take(position)
        .rev()
        .take(4)
        .any(|word| word.text == "collection" || word.text == "array" || word.text == "list");
    let next = words
        .get(position + 2)
        .is_some_and(|word| word.text == "collection");
    let many = before || next || matches!(end.text, "collection" | "objects" | "resources");
    Some(cell(
        *name,
        TypeRef {
            name: name.text.to_owned(),
            link: None,
        },
        many,
    ))
}

fn is_name(word: &str) -> bool {
    let fits = word
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || matches!(char, '.' | '_'));
    word.len() > 1
        && fits
        && word.starts_with(|char: char| char.is_ascii_alphabetic())
        && !is_one_of(word, NO_NAMES)
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn primitive(at: Slice<'_>) -> Option<TypeCell> {
    let words = words(at);
    let name = words.iter().find(|word| PRIMITIVES.contains(&word.text))?;
    Some(cell(
        *name,
        TypeRef {
            name: name.text.to_owned(),
            link: None,
        },
        false,
    ))
}

/// The words of a text with their places.
fn words<'a>(at: Slice<'a>) -> Vec<Slice<'a>> {
    let trim = ['.', ',', ';', ':', '*', '`', '(', ')', '"', '\''];
    at.text
        .split_whitespace()
        .map(|word| at.locate(word.trim_matches(trim)))
        .collect()
}

fn cell(at: Slice<'_>, ty: TypeRef, collection: bool) -> TypeCell {
    TypeCell {
        text: at.text.to_owned(),
        types: vec![ty],
        collection,
        note: None,
        span: at.span(),
    }
}
