//! Makes a page of its own of each further type that a page describes: `resources/shelf.md` with a second table and a
//! second JSON representation of `microsoft.graph.board` is also read as `resources/board.md`.

use std::{collections::BTreeSet, mem};

use super::{Page, PropertyTable, Representation};
use crate::text::{Span, Spanned};

/// Separates the types that share a page. A type that another page describes is only mentioned, and stays.
pub(super) fn types(pages: &mut Vec<Page>) {
    let several = |page: &Page| page.path.is_resource() && named(page).nth(1).is_some();
    if !pages.iter().any(several) {
        return;
    }
    let mut described: BTreeSet<String> = pages.iter().filter_map(own).map(str::to_lowercase).collect();
    let mut paths: BTreeSet<String> = pages
        .iter()
        .map(|page| page.path.as_str().to_lowercase())
        .collect();
    let mut separate = Vec::new();
    for page in pages.iter_mut().filter(|page| several(page)) {
        let further: Vec<_> = further(page)
            .into_iter()
            .filter(|part| {
                let path = page.path.join(&part.file());
                described.insert(part.name.value.to_lowercase()) && paths.insert(path.as_str().to_lowercase())
            })
            .collect();
        separate.extend(further.into_iter().map(|part| part.take(page)));
    }
    pages.extend(separate);
}

/// The names in the annotations of representations, each with its representation.
fn named(page: &Page) -> impl Iterator<Item = (&Spanned<String>, &Representation)> {
    page.representations.iter().filter_map(|shown| {
        let name = shown.annotation.as_ref()?.odata_type.as_ref()?;
        let is_word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
        let usable = name.value.contains('.') && name.value.split('.').all(is_word);
        usable.then_some((name, shown))
    })
}

/// `board` of `microsoft.graph.board`.
fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// The type that the page is about: the one in its title, else the first.
fn own(page: &Page) -> Option<&str> {
    let names = || named(page).map(|(name, _)| name.value.as_str());
    let title = page.title.value.to_lowercase();
    let in_title = |name: &&str| title.split(' ').any(|word| word == short(name).to_lowercase());
    names().find(in_title).or_else(|| names().next())
}

/// A further type, and the place of all that is said about it.
struct Part {
    name: Spanned<String>,
    place: Span,
}

/// The further types of a page. What stands between the end of the previous representation and the end of its own is
/// about a type.
fn further(page: &Page) -> Vec<Part> {
    let own = own(page);
    let mut parts = Vec::new();
    let mut start = 0;
    for (name, shown) in named(page) {
        let place = Span { start, ..shown.span };
        start = shown.span.end;
        if own.is_some_and(|own| !own.eq_ignore_ascii_case(&name.value)) {
            let name = name.clone();
            parts.push(Part { name, place });
        }
    }
    parts
}

impl Part {
    fn file(&self) -> String {
        format!("{}.md", short(&self.name.value).to_lowercase())
    }

    fn has(&self, span: Span) -> bool {
        span.file == self.place.file && self.place.start <= span.start && span.end <= self.place.end
    }

    /// Moves what is about the type from its page to a page of its own.
    fn take(self, page: &mut Page) -> Page {
        let title = format!("{} resource type", short(&self.name.value));
        let namespace = self.name.value.rsplit_once('.').map(|(namespace, _)| namespace);
        let namespace = namespace.map(|namespace| Spanned::new(namespace.to_owned(), self.name.span));
        let is_of = |table: &PropertyTable| table.rows.first().is_some_and(|row| self.has(row.name.span));
        Page {
            title: Spanned::new(title, self.name.span),
            namespace,
            properties: split(&mut page.properties, is_of),
            relationships: split(&mut page.relationships, is_of),
            representations: split(&mut page.representations, |shown| self.has(shown.span)),
            property_prose: split(&mut page.property_prose, |prose| self.has(prose.span)),
            ..Page::empty(page.file, page.path.join(&self.file()))
        }
    }
}

/// Takes out what fits.
fn split<T>(all: &mut Vec<T>, fits: impl Fn(&T) -> bool) -> Vec<T> {
    let (taken, left) = mem::take(all).into_iter().partition(fits);
    *all = left;
    taken
}
