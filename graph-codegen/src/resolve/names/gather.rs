//! All pages → [`Names`]: what each page and table describes, and what else it is called.

use std::collections::BTreeMap;

use super::{
    Names, Subject, anchor_of, annotations, full_name, is_table_of_string, subject,
    subject::{PagesByName, page_type_name},
    title_name,
};
use crate::{collections::HashMap, model::TypeName, page::Page};

impl Names {
    /// Collects the names of all pages. `default` is the namespace of names that stand alone.
    pub(in crate::resolve) fn new(pages: &[Page], default: &str) -> Self {
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
        for page in pages {
            names.add_enums(page);
            names.add_stated(page);
        }
        for page in of_types {
            names.add_aliases(page);
        }
        names
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

    /// Types and enums that overrides state.
    fn add_stated(&mut self, page: &Page) {
        let enums = page.correction.enums.iter().map(|stated| &stated.value.name);
        let types = page.correction.types.iter().map(|stated| &stated.value.name);
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
