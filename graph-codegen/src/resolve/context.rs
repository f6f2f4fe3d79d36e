//! The inputs that all phases share, and references to types that no page describes.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diagnostic::{Diagnostic, codes},
    model::{ApiInfo, Enum, Source, TypeName, TypeUse, short_name},
    page::{Page, TypeCell, TypeRef},
    resolve::{
        missing::Written,
        names::{Names, link_target},
        operations::schema::Graph,
    },
    text::{PagePath, Sources, Span},
};

/// The inputs of operations and examples.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The sources, for line numbers.
    pub(crate) sources: &'a Sources,
    /// All pages.
    pub(crate) pages: &'a [Page],
    /// The types by name and link.
    pub(crate) names: &'a Names,
    /// The enums, by name.
    pub(crate) enums: &'a [Enum],
    /// The types, and what the paths of all pages say about them.
    pub(crate) graph: &'a Graph<'a>,
    /// Which API.
    pub(crate) info: &'a ApiInfo,
}

impl Context<'_> {
    /// The source of a span.
    pub(crate) fn source(&self, span: Span) -> Source {
        Source::at(self.sources, span)
    }

    /// Whether the model has an enum of this name.
    pub(crate) fn is_enum(&self, name: &TypeName) -> bool {
        self.enums.binary_search_by(|enum_| enum_.name.cmp(name)).is_ok()
    }
}

/// The inputs and the state of the first phases: names and types.
pub(crate) struct Ctx<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) pages: &'a [Page],
    pub(crate) info: &'a ApiInfo,
    pub(crate) names: &'a mut Names,
    /// What pages write about types that may have no page.
    pub(crate) written: &'a Written,
    pub(crate) diagnostics: &'a mut Vec<Diagnostic>,
    /// Types that pages refer to and no page describes, with the first reference.
    pub(crate) missing: BTreeMap<TypeName, Span>,
}

impl Ctx<'_> {
    /// The source of a span.
    pub(crate) fn source(&self, span: Span) -> Source {
        Source::at(self.sources, span)
    }

    /// The type of a reference. If no page describes it, its name and the first reference are kept;
    /// `None` if the text is no name.
    pub(crate) fn reference(&mut self, page: &Page, ty: &TypeRef, span: Span) -> Option<TypeName> {
        if let Some(known) = self.names.lookup(page, ty) {
            return Some(known);
        }
        // Only OData defines types in its own namespace.
        if ty
            .name
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("edm."))
        {
            return None;
        }
        let target = ty.link.as_deref().and_then(|link| link_target(&page.path, link));
        let target = target.filter(PagePath::is_resource);
        let namespace = self.names.namespace(page);
        let name = self.written.name(ty, target.as_ref(), namespace)?;
        match target.filter(|target| self.sources.find(target).is_none()) {
            Some(target) => self.names.add_page(&target, name.clone()),
            None => self.names.add(name.clone()),
        }
        self.missing.entry(name.clone()).or_insert(span);
        Some(name)
    }

    /// The type of a cell; free-form JSON with a finding if the cell cannot be read.
    pub(crate) fn cell(&mut self, page: &Page, cell: &TypeCell) -> TypeUse {
        for ty in &cell.types {
            self.diagnostics
                .extend(other_text(self.names, page, ty, cell.span));
        }
        let references = cell.types.iter();
        let types: Vec<_> = references
            .filter_map(|ty| self.reference(page, ty, cell.span))
            .collect();
        let typed = self.names.one_of(types, cell.collection);
        let typed = typed.unwrap_or_else(|| {
            // `parse` has reported cells without a name.
            if !cell.types.is_empty() {
                self.diagnostics.push(unreadable(cell));
            }
            TypeUse {
                ty: TypeName::new("Edm.Untyped"),
                collection: cell.collection,
            }
        });
        if cell.types.len() > 1 && typed.ty.as_str() == "Edm.Untyped" {
            self.diagnostics.push(unrelated(cell));
        }
        typed
    }
}

/// Reports a link whose text and target name different types.
fn other_text(names: &Names, page: &Page, ty: &TypeRef, span: Span) -> Option<Diagnostic> {
    let target = names.by_link(&page.path, ty.link.as_deref()?)?;
    // The target decides between several types of the same short name.
    if short_name(&ty.name).eq_ignore_ascii_case(target.short()) {
        return None;
    }
    let text = names.by_name(&ty.name, names.namespace(page))?;
    if text == target || text.is_primitive() {
        return None;
    }
    let message = format!("the text of the link is `{text}`, its target `{target}`");
    Some(Diagnostic::new(&codes::LINK_TEXT_DIFFERS, span, message).help("the target is used"))
}

fn unreadable(cell: &TypeCell) -> Diagnostic {
    let message = format!("`{}` is not the name of a type", cell.text);
    Diagnostic::new(&codes::UNREADABLE_TYPE, cell.span, message)
        .help("write one name or link, and `collection` after it if it is one; the property is modelled as free-form JSON")
}

fn unrelated(cell: &TypeCell) -> Diagnostic {
    let message = format!("the types of `{}` have no common base", cell.text);
    Diagnostic::new(&codes::UNRELATED_ALTERNATIVES, cell.span, message)
        .help("the property is modelled as free-form JSON")
}

/// Numbers repeated names, `name_2` if `joint` is `_`; the first keeps its name.
pub(crate) fn make_unique<'a>(names: impl Iterator<Item = &'a mut String>, joint: &str) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for name in names {
        let first = name.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            *name = format!("{first}{joint}{number}");
            number += 1;
        }
    }
}
