//! What a page describes, and the name that it gives to it.

use crate::{
    collections::HashMap,
    model::{TypeName, full_name, is_identifier, primitive, short_name},
    page::{Annotation, EnumTable, Fact, Page, PropertyRow, TypeRef},
    resolve::wordings,
};

/// What a page of `resources/` is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A structured type.
    Type,
    /// One enum, whose table is the whole page.
    Enum,
    /// Neither: an overview, or a page of many enums.
    Other,
}

/// Pages of `resources/` by the last word of their file's name.
pub(crate) struct PagesByName<'p>(HashMap<String, Vec<&'p Page>>);

impl<'p> PagesByName<'p> {
    /// Groups pages by their names.
    pub(crate) fn new(pages: &'p [Page]) -> Self {
        let mut named: HashMap<String, Vec<_>> = HashMap::default();
        for page in pages.iter().filter(|page| page.path.is_resource()) {
            let name = last_word(page.path.stem()).to_ascii_lowercase();
            named.entry(name).or_default().push(page);
        }
        Self(named)
    }

    /// The pages that may be named after a type, and others.
    fn of(&self, name: &str) -> &[&'p Page] {
        let named = self.0.get(&last_word(name).to_ascii_lowercase());
        named.map_or(&[], Vec::as_slice)
    }
}

fn last_word(name: &str) -> &str {
    name.rsplit('-').next().unwrap_or(name)
}

/// What a page of `resources/` is about.
pub(crate) fn subject(page: &Page) -> Subject {
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

/// Annotations of representations: the ones that can name the page's type.
pub(crate) fn annotations(page: &Page) -> impl Iterator<Item = &Annotation> {
    page.representations
        .iter()
        .filter_map(|representation| representation.annotation.as_deref())
}

/// The full name that the page's annotation gives; of several, the one in the title, else the first.
pub(crate) fn annotation_name(page: &Page) -> Option<&str> {
    if let Some(corrected) = page.correction.first(Fact::try_as_name_ref) {
        return Some(corrected.value);
    }
    let names = || {
        annotations(page)
            .filter_map(|annotation| annotation.odata_type.as_ref())
            .map(|name| name.value.trim_start_matches('#'))
            .filter(|name| !name.is_empty() && !name.contains('('))
    };
    let title = title_name(page);
    names()
        .find(|name| title.is_some_and(|title| short_name(name).eq_ignore_ascii_case(title)))
        .or_else(|| names().next())
}

/// The name in a title: `message` of `message resource type`; `None` if the title is prose.
pub(crate) fn title_name(page: &Page) -> Option<&str> {
    short_title(&page.title.value)
}

/// The name in the front matter's title.
pub(crate) fn front_matter_name(page: &Page) -> Option<&str> {
    short_title(page.front_matter.get("title")?)
}

/// The full name of the type that a page describes.
pub(crate) fn page_type_name(page: &Page, pages: &PagesByName<'_>, default: &str) -> TypeName {
    let namespace = namespace_of(page).unwrap_or(default);
    if let Some(corrected) = page.correction.first(Fact::try_as_name_ref) {
        return full_name(corrected.value, namespace);
    }
    let titled = front_matter_name(page).filter(|titled| is_page_of(page, titled));
    match annotation_name(page) {
        Some(name) => {
            match titled.filter(|_| is_copied(name, page) || belongs_to_another_page(name, page, pages)) {
                Some(titled) => full_name(titled, namespace),
                None => full_name(name, namespace),
            }
        }
        None => full_name(unannotated_name(page), namespace),
    }
}

/// The namespace that a page or its annotation gives.
pub(crate) fn namespace_of(page: &Page) -> Option<&str> {
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

/// A table on a type's page that lists the values of one of its `String` properties is no enum.
pub(crate) fn is_table_of_string(page: &Page, table: &EnumTable) -> bool {
    let named = |row: &&PropertyRow| row.name.value.eq_ignore_ascii_case(&table.name.value);
    let is_string = |ty: &TypeRef| ty.link.is_none() && primitive(&ty.name) == Some("Edm.String");
    // An enum has no member `null`: such a table lists the values of a nullable string.
    let has_null = table.members.iter().any(|member| member.name.value == "null");
    let mut rows = page.properties.iter().flat_map(|properties| &properties.rows);
    let row = rows.find(named).filter(|_| !table.own_page);
    row.is_some_and(|row| has_null || row.ty.types.iter().all(is_string))
}

/// A page about the word `timestamp` describes no type of its own.
fn describes_primitive(page: &Page) -> bool {
    let name = annotation_name(page).map(short_name).or_else(|| title_name(page));
    let known = name.and_then(primitive);
    known.is_some_and(|known| known != "Edm.Untyped")
}

/// `Json resource type` with a table without rows, or with a sentence that names a base type.
fn titled_as_type(page: &Page) -> bool {
    let title = page.title.value.to_ascii_lowercase();
    let inherits = || page.intro.iter().any(|prose| !wordings::bases(prose).is_empty());
    title.trim_end().ends_with("resource type")
        && title_name(page).is_some()
        && (!page.properties.is_empty() || inherits())
}

/// Whether heading and annotation were copied from another page: the file is named after the front matter's title
/// instead.
fn is_copied(name: &str, page: &Page) -> bool {
    !is_page_of(page, short_name(name))
        && title_name(page).is_some_and(|title| title.eq_ignore_ascii_case(short_name(name)))
}

/// Whether the annotation was copied from another page, which is the page of the type that it names, while this page's
/// own front matter and file agree on another name.
fn belongs_to_another_page(name: &str, page: &Page, pages: &PagesByName<'_>) -> bool {
    !is_page_of(page, short_name(name))
        && pages.of(short_name(name)).iter().any(|other| {
            other.path != page.path
                && is_page_of(other, short_name(name))
                && namespace_of(other) == namespace_of(page)
                && annotation_name(other).is_some_and(|theirs| theirs.eq_ignore_ascii_case(name))
        })
}

/// The name of a page without annotation. Its title can be the plural of the name, which then is the end of the file's
/// stem.
fn unannotated_name(page: &Page) -> &str {
    let last = last_word(page.path.stem());
    match title_name(page) {
        Some(title) if is_plural(title, last) => last,
        Some(title) => short_name(title),
        None => first_word(page, last).unwrap_or(last),
    }
}

/// `media resouce type`: the first word, if the file is named after it.
fn first_word<'a>(page: &'a Page, name: &str) -> Option<&'a str> {
    let word = page.title.value.split_whitespace().next()?;
    short_name(word)
        .eq_ignore_ascii_case(name)
        .then(|| short_name(word))
}

/// `customers` of `customer`, `companies` of `company`, `taxes` of `tax`.
fn is_plural(plural: &str, name: &str) -> bool {
    let (plural, name) = (plural.to_lowercase(), name.to_lowercase());
    let stem = name.strip_suffix('y').map(|stem| format!("{stem}ies"));
    plural == format!("{name}s") || plural == format!("{name}es") || stem.is_some_and(|stem| stem == plural)
}

/// Whether the file is named after this type: `security-alert.md` after `alert`.
fn is_page_of(page: &Page, name: &str) -> bool {
    let stem = page.path.stem();
    ends_with(stem, name) && (stem.len() == name.len() || last_word(stem).len() == name.len())
}

fn short_title(title: &str) -> Option<&str> {
    let name = title.trim();
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
    let ending = endings.iter().find(|ending| ends_with(name, ending));
    let name = ending.map_or(name, |ending| {
        name.get(..name.len() - ending.len()).unwrap_or(name)
    });
    short_if_qualified(name.trim())
}

/// Compares in any letter case.
fn ends_with(text: &str, ending: &str) -> bool {
    let start = text.len().checked_sub(ending.len());
    start
        .and_then(|start| text.as_bytes().get(start..))
        .is_some_and(|end| end.eq_ignore_ascii_case(ending.as_bytes()))
}

fn short_if_qualified(name: &str) -> Option<&str> {
    let last = short_name(name);
    (is_identifier(last)
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.'))
    .then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_known() {
        for (plural, name) in [
            ("Customers", "customer"),
            ("companies", "company"),
            ("taxes", "tax"),
        ] {
            assert!(is_plural(plural, name), "{plural}");
        }
        assert!(!is_plural("customer", "customer") && !is_plural("addresses", "addres2"));
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
