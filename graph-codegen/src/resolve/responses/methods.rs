//! Method tables of resource pages. Comes in: all pages. Goes out: what they say each operation page returns.

use std::collections::BTreeMap;

use crate::{
    model::TypeUse,
    page::Page,
    resolve::names::{Names, link_target},
    text::PagePath,
};

/// Return types by operation page.
pub(in crate::resolve) struct Methods(BTreeMap<PagePath, Vec<TypeUse>>);

impl Methods {
    /// Reads the method tables of all pages.
    pub(in crate::resolve) fn new(pages: &[Page], names: &Names) -> Self {
        let mut methods: BTreeMap<PagePath, Vec<TypeUse>> = BTreeMap::new();
        for page in pages {
            for row in &page.methods {
                let target = row
                    .link
                    .as_ref()
                    .and_then(|link| link_target(&page.path, &link.target));
                let returns = row.returns.as_ref().and_then(|cell| names.cell(page, cell));
                if let (Some(target), Some(returns)) = (target, returns) {
                    methods.entry(target).or_default().push(returns);
                }
            }
        }
        Self(methods)
    }

    /// What the tables say that the operations of a page return.
    pub(in crate::resolve) fn of(&self, page: &PagePath) -> &[TypeUse] {
        self.0.get(page).map_or(&[], Vec::as_slice)
    }
}
