//! Maps names and links to types: links, full names, short names and aliases.

use std::collections::BTreeMap;

use crate::{
    collections::HashMap,
    model::{TypeName, TypeUse, base_chain, full_name, primitive},
    page::{EnumTable, Fact, Page, TypeCell, TypeRef},
    resolve::subject::{
        PagesByName, Subject, annotations, is_table_of_string, namespace_of, page_type_name, subject,
        title_name,
    },
    text::{FileId, PagePath},
};

/// Every type and enum of the pages, found by link, full name, short name or alias, in any letter case.
#[derive(Debug)]
pub(crate) struct Names {
    /// The namespace of names without one.
    default: String,
    /// Full names in lower case.
    full: HashMap<String, TypeName>,
    /// The type that each page of `resources/` describes.
    pages: HashMap<String, TypeName>,
    /// The enum that each `page.md#x-values` describes.
    anchors: HashMap<(String, String), TypeName>,
    /// Titles, file stems and `@type.aka` that differ from the name, as full names; `None` for several types.
    aliases: HashMap<String, Option<TypeName>>,
    /// Base types, once they are known.
    bases: BTreeMap<TypeName, TypeName>,
}

impl Names {
    /// Adds a name that only references or lists give.
    pub(crate) fn add(&mut self, name: TypeName) {
        self.full.entry(name.as_str().to_lowercase()).or_insert(name);
    }

    /// Lets links to `path`, a page that does not exist, lead to `name`.
    pub(crate) fn add_page(&mut self, path: &PagePath, name: TypeName) {
        self.pages
            .entry(path.as_str().to_lowercase())
            .or_insert_with(|| name.clone());
        self.add(name);
    }

    /// Sets the base types, which decide the type of `[A](a.md) or [B](b.md)`.
    pub(crate) fn set_bases(&mut self, bases: BTreeMap<TypeName, TypeName>) {
        self.bases = bases;
    }

    /// The type of a reference: by the link's target, else in the page's namespace, else in the default one.
    pub(crate) fn lookup(&self, page: &Page, ty: &TypeRef) -> Option<TypeName> {
        let link = ty.link.as_deref().and_then(|link| self.by_link(&page.path, link));
        link.or_else(|| self.by_name(&ty.name, self.namespace(page)))
            .or_else(|| self.by_stem(page, ty.link.as_deref()?))
    }

    /// The type of a cell; `None` if it is empty, unreadable or names an unknown type.
    /// Alternatives become their common base, or free-form JSON.
    pub(crate) fn cell(&self, page: &Page, cell: &TypeCell) -> Option<TypeUse> {
        let types = cell.types.iter().filter_map(|ty| self.lookup(page, ty));
        self.one_of(types, cell.collection)
    }

    /// The common base of alternatives, or free-form JSON; `None` if there are none.
    pub(crate) fn one_of(
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

    /// The type or primitive of a full or short name, looked up in a namespace first.
    pub(crate) fn by_name(&self, text: &str, namespace: &str) -> Option<TypeName> {
        let text = text.trim().trim_start_matches('#');
        let wanted = text.to_lowercase();
        let known = |wanted| {
            let mut candidates = self.candidates(wanted, namespace);
            candidates.find_map(|name| self.full.get(&name))
        };
        match primitive(&wanted) {
            // A page can describe free-form JSON.
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

    /// The type, or for a page of one enum the enum, that a page of `resources/` describes.
    pub(crate) fn of_page(&self, path: &PagePath) -> Option<&TypeName> {
        self.pages.get(&path.as_str().to_lowercase())
    }

    /// The namespace of a page, else the default one.
    pub(crate) fn namespace<'a>(&'a self, page: &'a Page) -> &'a str {
        namespace_of(page).unwrap_or(&self.default)
    }

    /// All full names, in no particular order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &TypeName> {
        self.full.values()
    }

    /// The type that a link's target describes.
    pub(crate) fn by_link(&self, from: &PagePath, link: &str) -> Option<TypeName> {
        let path = folded(linked_path(from, link)?);
        let anchor = link.split_once('#').map(|(_, anchor)| anchor.to_lowercase());
        let by_anchor = |anchor| self.anchors.get(&(path.clone(), anchor));
        match anchor {
            Some(anchor) if anchor.ends_with("-values") => by_anchor(anchor),
            Some(anchor) => by_anchor(anchor).or_else(|| self.pages.get(&path)),
            None => self.pages.get(&path),
        }
        .cloned()
    }

    fn by_stem(&self, page: &Page, link: &str) -> Option<TypeName> {
        let target = link_target(&page.path, link)?;
        self.by_name(target.stem(), self.namespace(page))
            .filter(|name| !name.is_primitive())
    }

    /// The full names that a text in lower case can stand for, best first.
    fn candidates<'t>(&'t self, text: &'t str, namespace: &'t str) -> impl Iterator<Item = String> + 't {
        let vendor = self.default.split('.').next().unwrap_or_default();
        // Pages write `graph.message`, `callRecords.session` and `microsoft.graph.message`.
        let places = if text.contains('.') {
            [Some(""), Some(vendor), Some(&self.default)]
        } else {
            [Some(namespace), Some(self.default.as_str()), None]
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
        base_chain(Some(name), |name| self.bases.get(name))
    }

    /// The enum that a table describes.
    pub(crate) fn of_table(&self, page: &Page, table: &EnumTable) -> Option<&TypeName> {
        self.anchors
            .get(&(page.path.as_str().to_lowercase(), anchor_of(table)))
    }
}

/// In lower case; converts ASCII in place.
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

impl Names {
    /// Collects the names of all pages. `default` is the namespace of names that stand alone.
    pub(crate) fn new(pages: &[Page], default: &str) -> Self {
        let mut names = Self {
            default: default.to_owned(),
            full: HashMap::default(),
            pages: HashMap::default(),
            anchors: HashMap::default(),
            aliases: HashMap::default(),
            bases: BTreeMap::new(),
        };
        let named = PagesByName::new(pages);
        let of_types: Vec<_> = pages
            .iter()
            .filter(|page| subject(page) == Subject::Type)
            .collect();
        for page in &of_types {
            let name = page_type_name(page, &named, default);
            names
                .pages
                .insert(page.path.as_str().to_lowercase(), name.clone());
            names.add(name);
        }
        names.add_anchors(&of_types);
        for page in pages {
            names.add_enums(page);
            names.add_stated(page);
        }
        for page in of_types {
            names.add_aliases(page);
        }
        names
    }

    /// A type that shares the file of another is linked to by its heading: `shelf.md#board-resource-type`.
    fn add_anchors(&mut self, pages: &[&Page]) {
        let mut files: HashMap<FileId, &PagePath> = HashMap::default();
        for page in pages {
            let file = *files.entry(page.file).or_insert(&page.path);
            if let Some(name) = self.of_page(&page.path).filter(|_| *file != page.path).cloned() {
                let short = name.short().to_lowercase();
                for anchor in [format!("{short}-resource-type"), short] {
                    self.anchors
                        .insert((file.as_str().to_lowercase(), anchor), name.clone());
                }
            }
        }
    }

    fn add_enums(&mut self, page: &Page) {
        for table in &page.enums {
            let path = page.path.as_str().to_lowercase();
            if is_table_of_string(page, table) {
                self.anchors
                    .insert((path, anchor_of(table)), TypeName::new("Edm.String"));
                continue;
            }
            let name = self
                .by_name(&table.name.value, self.namespace(page))
                .filter(|name| !name.is_primitive() && name.namespace() == self.namespace(page))
                .unwrap_or_else(|| full_name(&table.name.value, self.namespace(page)));
            if table.own_page {
                self.pages.insert(path.clone(), name.clone());
            }
            self.anchors.insert((path, anchor_of(table)), name.clone());
            self.add(name);
        }
    }

    /// The types and enums that overrides add.
    fn add_stated(&mut self, page: &Page) {
        let enums = page.correction.all(Fact::try_as_enum_ref);
        let enums = enums.map(|stated| &stated.value.name);
        let types = page.correction.all(Fact::try_as_type_ref);
        let types = types.map(|stated| &stated.value.name);
        for name in enums.chain(types) {
            self.add(full_name(name, self.namespace(page)));
        }
    }

    fn add_aliases(&mut self, page: &Page) {
        let Some(name) = self.of_page(&page.path).cloned() else {
            return;
        };
        let declared = annotations(page).flat_map(|annotation| annotation.aliases.iter().map(String::as_str));
        let stem = page.path.stem();
        let aliases: Vec<_> = [stem, title_name(page).unwrap_or(stem)]
            .into_iter()
            .chain(declared)
            .map(|alias| full_name(alias, name.namespace()).as_str().to_lowercase())
            .collect();
        for alias in aliases {
            let entry = self.aliases.entry(alias).or_insert_with(|| Some(name.clone()));
            if entry.as_ref() != Some(&name) {
                *entry = None;
            }
        }
    }
}

/// The page that a link leads to, in any of the forms that pages use; `None` for links out of the reference.
pub(crate) fn link_target(from: &PagePath, link: &str) -> Option<PagePath> {
    linked_path(from, link).map(|path| PagePath::new(&path))
}

pub(crate) fn linked_path(from: &PagePath, link: &str) -> Option<String> {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return link.starts_with('#').then(|| from.as_str().to_owned());
    }
    if path.contains("/graph/")
        && let Some((_, page)) = path.split_once("/graph/api/")
    {
        let page = page.strip_suffix(".md").unwrap_or(page);
        return Some(format!("{page}.md"));
    }
    if path.contains("://") || path.starts_with("mailto:") {
        return None;
    }
    let mut target = from.joined(path);
    if !target.ends_with(".md") {
        target.push_str(".md");
    }
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_in_all_their_forms() {
        let from = PagePath::new("api/user-get.md");
        let target = |link| link_target(&from, link).map(|path| path.to_string());
        assert_eq!(
            target("../resources/user.md#x").as_deref(),
            Some("resources/user.md")
        );
        assert_eq!(
            target("/graph/api/resources/user?view=graph-rest-beta").as_deref(),
            Some("resources/user.md")
        );
        assert_eq!(
            target("https://learn.microsoft.com/graph/api/resources/user").as_deref(),
            Some("resources/user.md")
        );
        assert_eq!(target("#role-values").as_deref(), Some("api/user-get.md"));
        assert_eq!(target("https://example.org/user.md"), None);
        assert_eq!(target(""), None);
    }
}
