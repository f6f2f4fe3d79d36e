//! The types, enums and operations of all pages, for asking what an override changes.

use std::collections::BTreeMap;

use crate::{
    model::{Api, ApiInfo, Enum, Operation, Type, full_name},
    page::{Page, StatedEnum, StatedType},
    resolve::{
        context::Ctx,
        names::Names,
        types::{self, enums},
    },
    text::Sources,
};

/// The types, enums and operations of all pages.
pub(crate) struct Told {
    names: Names,
    types: Vec<Type>,
    enums: Vec<Enum>,
    operations: Vec<Operation>,
}

/// Resolves all pages; operations only if an override is about them.
pub(crate) fn told(sources: &Sources, pages: &[Page], info: &ApiInfo, operations: bool) -> Told {
    let mut names = Names::new(pages, &info.namespace);
    if operations {
        let (
            Api {
                types,
                enums,
                operations,
                ..
            },
            _,
        ) = crate::resolve::api(sources, pages, info.clone());
        return Told {
            names,
            types,
            enums,
            operations,
        };
    }
    let (types, enums) = types::resolve(&mut Ctx {
        sources,
        pages,
        info,
        names: &mut names,
        diagnostics: &mut Vec::new(),
        missing: BTreeMap::new(),
    });
    Told {
        names,
        types,
        enums,
        operations: Vec::new(),
    }
}

impl Told {
    /// The type that a page describes.
    pub(crate) fn ty(&self, page: &Page) -> Option<&Type> {
        let name = self.names.of_page(&page.path)?;
        self.types.iter().find(|ty| ty.name == *name)
    }

    /// The type that an override on a page adds.
    pub(crate) fn stated(&self, page: &Page, stated: &StatedType) -> Option<&Type> {
        let name = full_name(&stated.name, self.names.namespace(page));
        self.types.iter().find(|ty| ty.name == name)
    }

    /// The enum that an override on a page is about.
    pub(crate) fn enum_(&self, page: &Page, stated: &StatedEnum) -> Option<&Enum> {
        let name = enums::overridden_name(&self.names, page, stated);
        self.enums.iter().find(|enum_| enum_.name == name)
    }

    /// The operations that a page documents.
    pub(crate) fn operations(&self, page: &Page) -> impl Iterator<Item = &Operation> {
        let path = page.path.clone();
        self.operations
            .iter()
            .filter(move |operation| operation.source.page == path)
    }
}
