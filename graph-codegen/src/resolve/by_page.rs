//! Looks up the types, enums and operations of a model by the page that describes them.

use crate::{
    model::{Api, Enum, Operation, Type, full_name},
    page::{Page, StatedEnum, StatedType},
    resolve::{names::Names, types::enums},
};

/// A model and the names of its pages.
pub(crate) struct ByPage<'a> {
    names: Names,
    api: &'a Api,
}

impl<'a> ByPage<'a> {
    /// `pages` are those that the model was resolved from.
    pub(crate) fn new(pages: &[Page], api: &'a Api) -> Self {
        let names = Names::new(pages, &api.api.namespace);
        Self { names, api }
    }

    /// The type that a page describes.
    pub(crate) fn ty(&self, page: &Page) -> Option<&'a Type> {
        let name = self.names.of_page(&page.path)?;
        self.api.types.iter().find(|ty| ty.name == *name)
    }

    /// The type that an override on a page adds.
    pub(crate) fn stated(&self, page: &Page, stated: &StatedType) -> Option<&'a Type> {
        let name = full_name(&stated.name, self.names.namespace(page));
        self.api.types.iter().find(|ty| ty.name == name)
    }

    /// The enum that an override on a page is about.
    pub(crate) fn enum_(&self, page: &Page, stated: &StatedEnum) -> Option<&'a Enum> {
        let name = enums::overridden_name(&self.names, page, stated);
        self.api.enums.iter().find(|enum_| enum_.name == name)
    }

    /// The operations that a page documents.
    pub(crate) fn operations(&self, page: &Page) -> impl Iterator<Item = &'a Operation> + use<'a> {
        let path = page.path.clone();
        self.api
            .operations
            .iter()
            .filter(move |operation| operation.source.page == path)
    }
}
