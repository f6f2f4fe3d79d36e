//! What pages tell of their types as a whole: name, base and kind. For the question what an override changes.

use std::collections::BTreeMap;

use super::{ctx::Ctx, names::Names, types};
use crate::{
    model::{ApiInfo, TypeKind, TypeName},
    page::Page,
    source::{PagePath, Sources},
};

/// Facts of the type that a page describes, decided from all pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// Its full name.
    pub(crate) name: TypeName,
    /// Its base.
    pub(crate) base: Option<TypeName>,
    /// Entity or complex type.
    pub(crate) kind: TypeKind,
}

/// The type of each of these pages; none where a page describes none.
pub(crate) fn told(
    sources: &Sources,
    pages: &[Page],
    info: &ApiInfo,
    wanted: &[PagePath],
) -> Vec<Option<Told>> {
    let mut names = Names::new(pages, &info.namespace);
    let (types, _) = types::resolve(&mut Ctx {
        sources,
        pages,
        info,
        names: &mut names,
        diagnostics: &mut Vec::new(),
        missing: BTreeMap::new(),
    });
    let of = |path: &PagePath| {
        let name = names.of_page(path)?;
        let ty = types.iter().find(|ty| ty.name == *name)?;
        Some(Told {
            name: name.clone(),
            base: ty.base.clone(),
            kind: ty.kind,
        })
    };
    wanted.iter().map(of).collect()
}
