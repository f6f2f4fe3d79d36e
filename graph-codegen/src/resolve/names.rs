//! Which name means which type. Comes in: all pages. Goes out: look-ups from links and words to full names.
//! Knows neither properties nor members.

mod gather;
mod links;
mod subject;
mod words;

use std::collections::BTreeMap;

use crate::{
    collections::HashMap,
    model::{TypeName, TypeUse},
    page::{EnumTable, Page, TypeCell, TypeRef},
    text::PagePath,
};
pub(super) use links::link_target;
use links::linked_path;
use subject::namespace_of;
pub(super) use subject::{
    Subject, annotation_name, annotations, front_matter_name, is_table_of_string, subject, title_name,
};
pub(super) use words::{full_name, is_identifier, primitive};

/// Every type and enum that the pages describe, found by link, by full name, by short name and by alias.
/// Letter case never matters.
#[derive(Debug)]
pub(super) struct Names {
    /// The namespace of names that stand alone.
    default: String,
    /// Full names in lower case.
    full: HashMap<String, TypeName>,
    /// What a page of `resources/` describes.
    pages: HashMap<String, TypeName>,
    /// What `page.md#x-values` describes.
    anchors: HashMap<(String, String), TypeName>,
    /// Titles, file stems and `@type.aka` that differ from the name, as full names; `None`: several types.
    aliases: HashMap<String, Option<TypeName>>,
    /// Base types, once they are known.
    bases: BTreeMap<TypeName, TypeName>,
}

impl Names {
    /// Makes a further name known: one that only references or lists give.
    pub(super) fn add(&mut self, name: TypeName) {
        self.full.entry(name.as_str().to_lowercase()).or_insert(name);
    }

    /// Makes links to `path`, a page that does not exist, mean `name`.
    pub(super) fn add_page(&mut self, path: &PagePath, name: TypeName) {
        self.pages
            .entry(path.as_str().to_lowercase())
            .or_insert_with(|| name.clone());
        self.add(name);
    }

    /// Tells base types, which decide what `[A](a.md) or [B](b.md)` is.
    pub(super) fn set_bases(&mut self, bases: BTreeMap<TypeName, TypeName>) {
        self.bases = bases;
    }

    /// The type that a reference on a page means: the link's target first, then the page's namespace, then the default one.
    pub(super) fn lookup(&self, page: &Page, ty: &TypeRef) -> Option<TypeName> {
        let link = ty.link.as_deref().and_then(|link| self.by_link(&page.path, link));
        link.or_else(|| self.by_name(&ty.name, self.namespace(page)))
            .or_else(|| self.by_stem(page, ty.link.as_deref()?))
    }

    /// The type of a cell; `None` where it is empty, unreadable or names a type that nothing describes.
    /// Alternatives become their common base, or free-form JSON.
    pub(super) fn cell(&self, page: &Page, cell: &TypeCell) -> Option<TypeUse> {
        let types = cell.types.iter().filter_map(|ty| self.lookup(page, ty));
        self.one_of(types, cell.collection)
    }

    /// What alternatives have in common, or free-form JSON; `None` where there are none.
    pub(super) fn one_of(
        &self,
        types: impl IntoIterator<Item = TypeName>,
        collection: bool,
    ) -> Option<TypeUse> {
        let mut types = types.into_iter();
        let first = types.next()?;
        let ty = types.try_fold(first, |common, other| self.common_base(&common, &other));
        Some(TypeUse {
            ty: ty.unwrap_or_else(|| TypeName::new("Edm.Untyped")),
            collection,
        })
    }

    /// The type or primitive of a name, full or short, seen from a namespace.
    pub(super) fn by_name(&self, text: &str, namespace: &str) -> Option<TypeName> {
        let text = text.trim().trim_start_matches('#');
        let wanted = text.to_lowercase();
        let known = |wanted| {
            let mut candidates = self.candidates(wanted, namespace);
            candidates.find_map(|name| self.full.get(&name))
        };
        match primitive(&wanted) {
            // A page can describe what free-form JSON is.
            Some("Edm.Untyped") if !wanted.starts_with("edm.") => {
                let json = known("json").cloned();
                return Some(json.unwrap_or_else(|| TypeName::new("Edm.Untyped")));
            }
            Some(primitive) => return Some(TypeName::new(primitive)),
            None => {}
        }
        let alias = || {
            let mut candidates = self.candidates(&wanted, namespace);
            candidates.find_map(|name| self.aliases.get(&name)?.as_ref())
        };
        known(&wanted).or_else(alias).cloned()
    }

    /// What a page of `resources/` describes; for a page of one enum, that enum.
    pub(super) fn of_page(&self, path: &PagePath) -> Option<&TypeName> {
        self.pages.get(&path.as_str().to_lowercase())
    }

    /// The namespace that a page states, else the default one.
    pub(super) fn namespace<'a>(&'a self, page: &'a Page) -> &'a str {
        namespace_of(page).unwrap_or(&self.default)
    }

    /// All full names, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &TypeName> {
        self.full.values()
    }

    /// The type that a link's target describes.
    pub(super) fn by_link(&self, from: &PagePath, link: &str) -> Option<TypeName> {
        let path = folded(linked_path(from, link)?);
        let anchor = link.split_once('#').map(|(_, anchor)| anchor.to_lowercase());
        let by_anchor = |anchor| self.anchors.get(&(path.clone(), anchor));
        match anchor {
            Some(anchor) if anchor.ends_with("-values") => by_anchor(anchor),
            _ => self.pages.get(&path),
        }
        .cloned()
    }

    fn by_stem(&self, page: &Page, link: &str) -> Option<TypeName> {
        let target = link_target(&page.path, link)?;
        self.by_name(target.stem(), self.namespace(page))
            .filter(|name| !name.is_primitive())
    }

    /// Full names that a text in lower case may mean, best first.
    fn candidates<'t>(&'t self, text: &'t str, namespace: &'t str) -> impl Iterator<Item = String> + 't {
        let vendor = self.default.split('.').next().unwrap_or_default();
        // `graph.message`, `callRecords.session` and `microsoft.graph.message` all occur.
        let places = match text.contains('.') {
            true => [Some(""), Some(vendor), Some(&self.default)],
            false => [Some(namespace), Some(self.default.as_str()), None],
        };
        places.into_iter().flatten().map(move |place| {
            let mut name = String::with_capacity(place.len() + 1 + text.len());
            if !place.is_empty() {
                name.push_str(place);
                name.push('.');
                name = folded(name);
            }
            name.push_str(text);
            name
        })
    }

    fn common_base(&self, a: &TypeName, b: &TypeName) -> Option<TypeName> {
        let above_b: Vec<_> = self.chain(b).collect();
        self.chain(a).find(|name| above_b.contains(name)).cloned()
    }

    fn chain<'a>(&'a self, name: &'a TypeName) -> impl Iterator<Item = &'a TypeName> {
        // Bases form no cycle; the limit only keeps a broken promise from hanging.
        std::iter::successors(Some(name), |name| self.bases.get(name)).take(100)
    }

    /// The enum that a table describes.
    pub(super) fn of_table(&self, page: &Page, table: &EnumTable) -> Option<&TypeName> {
        self.anchors
            .get(&(page.path.as_str().to_lowercase(), anchor_of(table)))
    }
}

/// In lower case; ASCII where it stands.
fn folded(mut text: String) -> String {
    if !text.is_ascii() {
        return text.to_lowercase();
    }
    text.make_ascii_lowercase();
    text
}

fn anchor_of(table: &EnumTable) -> String {
    format!("{}-values", table.name.value.to_lowercase())
}
