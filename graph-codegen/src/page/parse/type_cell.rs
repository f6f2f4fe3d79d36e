//! Type cells: `String`, `[recipient](recipient.md) collection`, `Collection(Edm.String)`. Does not know which types there are.

use super::wordings::TYPE_SUFFIXES;
use crate::markdown::{
    Slice,
    inline::{self, FoundLink, References},
};
use crate::page::{TypeCell, TypeRef};

/// Reads a cell. Its `types` are empty where no type can be read from it.
pub(super) fn read(at: Slice<'_>, references: &References) -> TypeCell {
    let at = at.trim();
    let links = inline::links(at, references);
    let mut text = inline::entities(at.text);
    if !text.is_ascii() {
        text = text.replace(['\u{a0}', '\u{200b}'], " ");
    }
    let mut cell = TypeCell {
        text: text.trim().to_owned(),
        ..empty(at)
    };
    if links.is_empty() {
        words(&mut cell);
    } else {
        linked(&mut cell, at, &links);
    }
    cell
}

/// A cell without a text, for a column that is missing.
pub(super) fn empty(at: Slice<'_>) -> TypeCell {
    TypeCell {
        text: String::new(),
        types: Vec::new(),
        collection: false,
        span: at.span(),
    }
}

fn linked(cell: &mut TypeCell, at: Slice<'_>, links: &[FoundLink<'_>]) {
    let (mut rest, mut done) = (String::new(), 0);
    let place = |byte: u32| (byte - at.span().start) as usize;
    for link in links {
        rest.push_str(
            at.text
                .get(done..place(link.whole.span().start))
                .unwrap_or_default(),
        );
        rest.push(' ');
        done = place(link.whole.span().end);
        let name = inline::plain(link.text.text);
        let (name, plural) = without_collection(&name);
        cell.collection |= plural;
        let target = Some(link.target.trim().to_owned()).filter(|target| !target.is_empty());
        cell.types.push(TypeRef {
            name: name.to_owned(),
            link: target,
        });
    }
    rest.push_str(at.text.get(done..).unwrap_or_default());
    if rest.trim().is_empty() {
        return;
    }
    let rest = inline::plain(&rest).to_lowercase();
    cell.collection |= ["collection", "array", "list"]
        .iter()
        .any(|word| rest.contains(word));
}

/// A cell without links: words, `Collection(X)`, `X collection`, `A or B`.
fn words(cell: &mut TypeCell) {
    // Most cells hold one word.
    if cell.text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return cell.types.extend(name(&cell.text));
    }
    let text = inline::plain(&cell.text).replace(['[', ']'], " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let brackets = cell.text.trim_end().ends_with("[]") && !cell.text.starts_with('[');
    let text = text.strip_prefix("(Optional) ").unwrap_or(&text);
    // `Collection(string) of x`: the text is that of `x`.
    let text = values_of(text).unwrap_or(text);
    let text = without_remark(text);
    let (text, plural) = without_collection(&text);
    cell.collection = plural || brackets;
    let text = text.replace(" or ", "/");
    let types: Option<Vec<TypeRef>> = text.split('/').map(|part| name(part.trim())).collect();
    cell.types = types.unwrap_or_default();
}

/// `Collection(x)` of `Collection(string) of x`, without its first words; `None` for other texts.
fn values_of(text: &str) -> Option<&str> {
    const START: &str = "collection(string) of ";
    let head = text.get(..START.len())?;
    // The rest starts with "of ", which makes it a collection.
    head.eq_ignore_ascii_case(START)
        .then(|| text.get("collection(string) ".len()..))?
}

/// `String (url)`, `string, maximum size 20`: the remark goes. `Collection(X)` has none.
fn without_remark(text: &str) -> String {
    let start = text.get(..11);
    if start.is_some_and(|start| start.eq_ignore_ascii_case("collection(")) {
        let inner = text.get(11..).unwrap_or_default();
        return format!("{} collection", inner.strip_suffix(')').unwrap_or(inner));
    }
    let cut = text
        .find(" (")
        .or_else(|| text.find(", "))
        .or_else(|| text.find('('));
    let (head, remark) = text.split_at(cut.filter(|cut| *cut > 0).unwrap_or(text.len()));
    let behind = remark.split_once(')').filter(|_| !remark.starts_with(','));
    format!("{head}{}", behind.map_or("", |(_, behind)| behind))
}

/// The name without the words that make it many: `X collection`, `Collection of X`, `X list`, `array of X`.
pub(super) fn without_collection(text: &str) -> (&str, bool) {
    let mut text = text.trim().trim_end_matches([',', '.', ';']);
    let mut plural = false;
    for start in [
        "collection of ",
        "a collection of ",
        "array of ",
        "list of ",
        "of ",
        "collection ",
    ] {
        if text
            .get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
        {
            text = text.get(start.len()..).unwrap_or_default().trim();
            plural = true;
        }
    }
    for end in [" collection", " collections", " list", " array", "[]"] {
        while let Some(head) = ends_with(text, end) {
            text = head.trim();
            plural = true;
        }
    }
    (text, plural)
}

fn ends_with<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let cut = text.len().checked_sub(end.len())?;
    let (head, tail) = (text.get(..cut)?, text.get(cut..)?);
    tail.eq_ignore_ascii_case(end).then_some(head)
}

/// One name, with a word behind it that says nothing about it: `JSON object`, `importance enum`.
fn name(text: &str) -> Option<TypeRef> {
    let mut words = text.strip_prefix("Untyped ").unwrap_or(text).split_whitespace();
    let (first, suffix, more) = (words.next()?, words.next(), words.next());
    let suffix = suffix.map(str::to_lowercase);
    let is_suffix = |word: &str| TYPE_SUFFIXES.contains(&word) || word.starts_with("enum");
    let fits = |char: char| char.is_alphanumeric() || matches!(char, '.' | '_' | '#' | '-');
    let is_name = first.chars().all(fits)
        && first.starts_with(|char: char| char.is_alphabetic() || char == '#' || char == '_');
    (is_name && more.is_none() && suffix.as_deref().is_none_or(is_suffix)).then(|| TypeRef {
        name: first.trim_start_matches('#').to_owned(),
        link: None,
    })
}
