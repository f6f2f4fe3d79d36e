//! Which name means which type. Comes in: all pages. Goes out: look-ups from links and words to full names.
//! Knows neither properties nor members.

use std::collections::BTreeMap;

use crate::{
    model::TypeName,
    page::{EnumTable, Page, PropertyRow, TypeCell, TypeRef},
    source::PagePath,
};

/// Every type and enum that the pages describe, found by link, by full name, by short name and by alias.
/// Letter case never matters.
#[derive(Debug)]
pub(super) struct Names {
    /// The namespace of names that stand alone.
    default: String,
    /// Full names in lower case.
    full: BTreeMap<String, TypeName>,
    /// What a page of `resources/` describes.
    pages: BTreeMap<String, TypeName>,
    /// What `page.md#x-values` describes.
    anchors: BTreeMap<(String, String), TypeName>,
    /// Titles, file stems and `@type.aka` that differ from the name, as full names; `None`: several types.
    aliases: BTreeMap<String, Option<TypeName>>,
    /// Base types, once they are known.
    bases: BTreeMap<TypeName, TypeName>,
}

/// The type of a cell or a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// Its name.
    pub(super) ty: TypeName,
    /// A collection of it.
    pub(super) collection: bool,
}

/// What a page of `resources/` is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A structured type.
    Type,
    /// One enum: the whole page is its table.
    Enum,
    /// Neither: an overview, or a page of many enums.
    Other,
}

impl Names {
    /// Collects the names of all pages. `default` is the namespace of names that stand alone.
    pub(super) fn new(pages: &[Page], default: &str) -> Self {
        let mut names = Self {
            default: default.to_owned(),
            full: BTreeMap::new(),
            pages: BTreeMap::new(),
            anchors: BTreeMap::new(),
            aliases: BTreeMap::new(),
            bases: BTreeMap::new(),
        };
        for page in pages.iter().filter(|page| subject(page) == Subject::Type) {
            let name = page_type_name(page, pages, default);
            names
                .pages
                .insert(page.path.as_str().to_lowercase(), name.clone());
            names.add(name);
        }
        for page in pages {
            names.add_enums(page);
        }
        for page in pages.iter().filter(|page| subject(page) == Subject::Type) {
            names.add_aliases(page);
        }
        names
    }

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
    pub(super) fn cell(&self, page: &Page, cell: &TypeCell) -> Option<Typed> {
        let types: Vec<_> = cell.types.iter().filter_map(|ty| self.lookup(page, ty)).collect();
        let (first, others) = types.split_first()?;
        let ty = others
            .iter()
            .try_fold(first.clone(), |common, other| self.common_base(&common, other));
        Some(Typed {
            ty: ty.unwrap_or_else(|| TypeName::new("Edm.Untyped")),
            collection: cell.collection,
        })
    }

    /// The type or primitive of a name, full or short, seen from a namespace.
    pub(super) fn by_name(&self, text: &str, namespace: &str) -> Option<TypeName> {
        let text = text.trim().trim_start_matches('#');
        let wanted = text.to_lowercase();
        match primitive(&wanted) {
            // A page can describe what free-form JSON is.
            Some("Edm.Untyped") if !wanted.starts_with("edm.") => {
                let json = self
                    .candidates("json", namespace)
                    .into_iter()
                    .find_map(|name| self.full.get(&name).cloned());
                return Some(json.unwrap_or_else(|| TypeName::new("Edm.Untyped")));
            }
            Some(primitive) => return Some(TypeName::new(primitive)),
            None => {}
        }
        let candidates = self.candidates(&wanted, namespace);
        let known = candidates.iter().find_map(|name| self.full.get(name));
        let alias = || {
            candidates
                .iter()
                .find_map(|name| self.aliases.get(name)?.as_ref())
        };
        known.or_else(alias).cloned()
    }

    /// What a page of `resources/` describes; for a page of one enum, that enum.
    pub(super) fn of_page(&self, path: &PagePath) -> Option<&TypeName> {
        self.pages.get(&path.as_str().to_lowercase())
    }

    /// The namespace that a page states, else the default one.
    pub(super) fn namespace<'a>(&'a self, page: &'a Page) -> &'a str {
        namespace_of(page).unwrap_or(&self.default)
    }

    /// All full names.
    pub(super) fn iter(&self) -> impl Iterator<Item = &TypeName> {
        self.full.values()
    }

    /// The type that a link's target describes.
    pub(super) fn by_link(&self, from: &PagePath, link: &str) -> Option<TypeName> {
        let path = link_target(from, link)?.as_str().to_lowercase();
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
    fn candidates(&self, text: &str, namespace: &str) -> Vec<String> {
        let default = self.default.to_lowercase();
        if text.contains('.') {
            // `graph.message`, `callRecords.session` and `microsoft.graph.message` all occur.
            let vendor = default.split('.').next().unwrap_or_default();
            return vec![
                text.to_owned(),
                format!("{vendor}.{text}"),
                format!("{default}.{text}"),
            ];
        }
        vec![
            format!("{}.{text}", namespace.to_lowercase()),
            format!("{default}.{text}"),
        ]
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

/// What a page of `resources/` is about.
pub(super) fn subject(page: &Page) -> Subject {
    let described = page.properties.iter().any(|table| !table.rows.is_empty())
        || page.relationships.iter().any(|table| !table.rows.is_empty());
    if !page.path.is_resource() || describes_primitive(page) {
        Subject::Other
    } else if page.enums.iter().any(|table| table.own_page) && !described {
        Subject::Enum
    } else if annotation_name(page).is_some() || described || titled_as_type(page) {
        Subject::Type
    } else {
        Subject::Other
    }
}

/// A page about the word `timestamp` describes no type of its own.
fn describes_primitive(page: &Page) -> bool {
    let name = annotation_name(page).map(short).or_else(|| title_name(page));
    let known = name.and_then(|name| primitive(&name.to_lowercase()));
    known.is_some_and(|known| known != "Edm.Untyped")
}

/// `Json resource type` with a table that has no rows.
fn titled_as_type(page: &Page) -> bool {
    let title = page.title.value.to_ascii_lowercase();
    title.trim_end().ends_with("resource type") && title_name(page).is_some() && !page.properties.is_empty()
}

/// Annotations of representations: the ones that can name the page's type.
pub(super) fn annotations(page: &Page) -> impl Iterator<Item = &crate::page::Annotation> {
    page.representations
        .iter()
        .filter_map(|representation| representation.annotation.as_ref())
}

/// The full name that the page's annotation gives: where there are several, the one that the title names, else the first.
pub(super) fn annotation_name(page: &Page) -> Option<&str> {
    if let Some(corrected) = &page.correction.name {
        return Some(&corrected.value);
    }
    let names = || {
        annotations(page)
            .filter_map(|annotation| annotation.odata_type.as_ref())
            .map(|name| name.value.trim_start_matches('#'))
            .filter(|name| !name.is_empty() && !name.contains('('))
    };
    let title = title_name(page);
    names()
        .find(|name| title.is_some_and(|title| short(name).eq_ignore_ascii_case(title)))
        .or_else(|| names().next())
}

/// The name in a title: `message` of `message resource type`; `None` where the title is prose.
pub(super) fn title_name(page: &Page) -> Option<&str> {
    short_title(&page.title.value)
}

/// `resources/x.md` for every way in which pages link to each other; `None` for links that leave the reference.
pub(super) fn link_target(from: &PagePath, link: &str) -> Option<PagePath> {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return link.starts_with('#').then(|| from.clone());
    }
    if let Some((_, page)) = path.split_once("/graph/api/") {
        let page = page.strip_suffix(".md").unwrap_or(page);
        return Some(PagePath::new(&format!("{page}.md")));
    }
    if path.contains("://") || path.starts_with("mailto:") {
        return None;
    }
    let target = from.join(path);
    if target.as_str().ends_with(".md") {
        return Some(target);
    }
    Some(PagePath::new(&format!("{}.md", target.as_str())))
}

/// `Edm.String` for `string`, in lower case.
pub(super) fn primitive(word: &str) -> Option<&'static str> {
    Some(match word.strip_prefix("edm.").unwrap_or(word) {
        "string" | "url" | "uri" => "Edm.String",
        "boolean" | "bool" => "Edm.Boolean",
        "byte" => "Edm.Byte",
        "sbyte" => "Edm.SByte",
        "int16" => "Edm.Int16",
        "int32" | "int" | "integer" | "number" | "numeric" => "Edm.Int32",
        "int64" | "long" => "Edm.Int64",
        "single" | "float" => "Edm.Single",
        "double" => "Edm.Double",
        "decimal" => "Edm.Decimal",
        "datetimeoffset" | "datetime" | "timestamp" => "Edm.DateTimeOffset",
        "date" => "Edm.Date",
        "timeofday" | "time" => "Edm.TimeOfDay",
        "duration" => "Edm.Duration",
        "guid" | "uuid" => "Edm.Guid",
        "binary" => "Edm.Binary",
        "stream" => "Edm.Stream",
        "json" | "untyped" | "object" | "json object" | "untyped json" | "untyped json object" => {
            "Edm.Untyped"
        }
        _ => return None,
    })
}

/// A name as it would be written in an annotation: the namespace is added where there is none.
pub(super) fn full_name(name: &str, namespace: &str) -> TypeName {
    let name = name.trim().trim_start_matches('#');
    if name.contains('.') {
        TypeName::new(name)
    } else {
        TypeName::new(format!("{namespace}.{name}"))
    }
}

/// A table on a type's page that lists the values of one of its `String` properties is no enum.
pub(super) fn is_table_of_string(page: &Page, table: &EnumTable) -> bool {
    let named = |row: &&PropertyRow| row.name.value.eq_ignore_ascii_case(&table.name.value);
    let is_string =
        |ty: &TypeRef| ty.link.is_none() && primitive(&ty.name.to_lowercase()) == Some("Edm.String");
    // An enum has no member `null`: such a table lists what a nullable text can be.
    let has_null = table.members.iter().any(|member| member.name.value == "null");
    let mut rows = page.properties.iter().flat_map(|properties| &properties.rows);
    let row = rows.find(named).filter(|_| !table.own_page);
    row.is_some_and(|row| has_null || row.ty.types.iter().all(is_string))
}

fn anchor_of(table: &EnumTable) -> String {
    format!("{}-values", table.name.value.to_lowercase())
}

/// One word that can be the name of a type.
pub(super) fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn namespace_of(page: &Page) -> Option<&str> {
    let stated = page
        .namespace
        .as_ref()
        .map(|namespace| namespace.value.trim_end_matches('.'));
    stated
        .or_else(|| {
            annotation_name(page)?
                .rsplit_once('.')
                .map(|(namespace, _)| namespace)
        })
        .filter(|namespace| !namespace.is_empty())
}

fn page_type_name(page: &Page, pages: &[Page], default: &str) -> TypeName {
    let namespace = namespace_of(page).unwrap_or(default);
    if let Some(corrected) = &page.correction.name {
        return full_name(&corrected.value, namespace);
    }
    let titled = front_matter_name(page).filter(|titled| is_page_of(page, titled));
    match annotation_name(page) {
        Some(name) => match titled.filter(|_| belongs_to_another_page(name, page, pages)) {
            Some(titled) => full_name(titled, namespace),
            None => full_name(name, namespace),
        },
        None => full_name(unannotated_name(page), namespace),
    }
}

/// An annotation copied from another page names a type that the other page is the page of, while this page's own
/// front matter and file agree on another name.
fn belongs_to_another_page(name: &str, page: &Page, pages: &[Page]) -> bool {
    !is_page_of(page, short(name))
        && pages.iter().any(|other| {
            other.path != page.path
                && other.path.is_resource()
                && is_page_of(other, short(name))
                && namespace_of(other) == namespace_of(page)
                && annotation_name(other).is_some_and(|theirs| theirs.eq_ignore_ascii_case(name))
        })
}

/// Titles of pages without annotation can be the plural of the type's name, which then is the end of the file's stem.
fn unannotated_name(page: &Page) -> &str {
    let stem = page.path.stem();
    let last = stem.rsplit('-').next().unwrap_or(stem);
    match title_name(page) {
        Some(title) if title.eq_ignore_ascii_case(&format!("{last}s")) => last,
        Some(title) => short(title),
        None => last,
    }
}

/// The name in the front matter's title.
pub(super) fn front_matter_name(page: &Page) -> Option<&str> {
    short_title(page.front_matter.get("title")?)
}

/// The file is named for this type: `security-alert.md` for `alert`.
fn is_page_of(page: &Page, name: &str) -> bool {
    let stem = page.path.stem().to_lowercase();
    let name = name.to_lowercase();
    stem == name || stem.rsplit('-').next() == Some(&name)
}

fn short_title(title: &str) -> Option<&str> {
    let name = title.trim();
    let lower = name.to_ascii_lowercase();
    let endings = [
        " resource type",
        " complex type",
        " enum type",
        " entity type",
        " facet type",
        " resource",
        " facet",
        " type",
        " object",
        " entity",
        " enumeration",
        " enum",
    ];
    let ending = endings.iter().find(|ending| lower.ends_with(*ending));
    let name = ending.map_or(name, |ending| {
        name.get(..name.len() - ending.len()).unwrap_or(name)
    });
    short_if_qualified(name.trim())
}

fn short_if_qualified(name: &str) -> Option<&str> {
    let last = short(name);
    (is_identifier(last)
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.'))
    .then_some(last)
}

/// The last part of a name.
pub(super) fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
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

    #[test]
    fn titles_give_names() {
        assert_eq!(short_title("message resource type"), Some("message"));
        assert_eq!(
            short_title("microsoft.graph.callRecords.session resource type"),
            Some("session")
        );
        assert_eq!(short_title("Working with files in Graph"), None);
        assert_eq!(short_title("importance enum type"), Some("importance"));
    }
}
