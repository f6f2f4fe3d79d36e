//! Overrides of types: names, bases, kinds and marks of those that pages describe; all of those that none does.

use super::{
    Known,
    entry::{Suggestion, quoted, typed},
};
use crate::{
    compare::csdl::{self, StructuredType},
    compare::verify::{Difference, sides::lower},
    model::{PropertyKind, Type, TypeKind, TypeName},
};

/// A type that its page calls by another name: the file is named for one that the service has and no page describes.
pub(super) fn renamed(known: &Known<'_>) -> Vec<Suggestion> {
    let drift = || known.comparison.drift.iter().map(|drift| &drift.difference);
    let missing = |stem: &str| {
        drift().find_map(|difference| match difference {
            Difference::TypeMissing { ty } if ty.short().eq_ignore_ascii_case(stem) => Some((ty, difference)),
            _ => None,
        })
    };
    let suggestion = |difference: &Difference| {
        let Difference::TypeUnknown { ty } = difference else {
            return None;
        };
        let page = known.page_of(ty)?;
        let (name, missing) = missing(page.path.stem())?;
        let change = format!("rename-type = {}", quoted(name.as_str()));
        let mut suggestion = Suggestion::new(&page.path, difference, change).and(missing);
        suggestion.reason =
            format!("{ty}: the service's metadata has {name}, for which the page's file is named");
        Some(suggestion)
    };
    drift().filter_map(suggestion).collect()
}

/// Types that pages or other overrides refer to and that no page describes.
pub(super) fn added(known: &Known<'_>) -> Vec<Suggestion> {
    let types = known
        .pages
        .known(&known.service)
        .filter(|(ours, _)| !ours.documented);
    let suggestion = |(ours, theirs): (&Type, &StructuredType)| {
        let page = known.home(&ours.name)?;
        let reason = format!(
            "no page describes {}, to which this one refers; the service's metadata does",
            ours.name
        );
        Some(Suggestion::plain(&page.path, add(theirs), reason))
    };
    types.filter_map(suggestion).collect()
}

/// A table of its own in place of one line.
fn add(ty: &StructuredType) -> String {
    let base = ty
        .base
        .as_ref()
        .map(|base| format!("base = {}\n", quoted(base.as_str())));
    let mark = |name, yes| {
        if yes {
            format!("{name} = true\n")
        } else {
            String::new()
        }
    };
    let properties: String = ty.properties.iter().map(property).collect();
    format!(
        "[override.add-type]\nname = {}\nkind = {}\n{}{}{}properties = [\n{properties}]",
        quoted(ty.name.as_str()),
        quoted(ty.kind.word()),
        base.unwrap_or_default(),
        mark("abstract", ty.is_abstract),
        mark("open", ty.open),
    )
}

fn property(property: &csdl::Property) -> String {
    let navigation = match property.kind {
        PropertyKind::Navigation => ", navigation = true",
        PropertyKind::Structural => "",
    };
    format!(
        "    {{ name = {}, {}{navigation} }},\n",
        quoted(&property.name),
        typed(&property.ty)
    )
}

/// Bases. An entity that should be complex loses its base with its kind.
pub(super) fn bases(known: &Known<'_>) -> Vec<Suggestion> {
    let drift = known.comparison.drift.iter();
    let suggestion = |difference: &Difference| {
        let Difference::Base { ty, pages, service } = difference else {
            return None;
        };
        let page = known.page_of(ty)?;
        let change = match (service, pages) {
            (Some(base), _) => format!("set-base = {}", quoted(base.as_str())),
            (None, Some(base)) if *base != known.analysis.api.api.root || is_entity(known, ty) => {
                format!("drop-base = {}", quoted(base.as_str()))
            }
            (None, _) => return None,
        };
        Some(Suggestion::new(&page.path, difference, change))
    };
    drift.filter_map(|drift| suggestion(&drift.difference)).collect()
}

/// By the word of the service.
fn is_entity(known: &Known<'_>, ty: &TypeName) -> bool {
    let ty = known.service.types.get(&lower(ty));
    ty.is_some_and(|ty| ty.kind == TypeKind::Entity)
}

/// Entity or complex type.
pub(super) fn kinds(known: &Known<'_>) -> Vec<Suggestion> {
    let drift = known.comparison.drift.iter();
    let suggestion = |difference: &Difference| {
        let Difference::TypeKind { ty, service, .. } = difference else {
            return None;
        };
        let page = known.page_of(ty)?;
        let change = format!("set-kind = {}", quoted(service.word()));
        Some(Suggestion::new(&page.path, difference, change))
    };
    drift.filter_map(|drift| suggestion(&drift.difference)).collect()
}

/// Abstract and open. Heirs of an open type are open with it: the mark belongs to the type that has it.
pub(super) fn marks(known: &Known<'_>) -> Vec<Suggestion> {
    let drift = known.comparison.drift.iter();
    let suggestion = |difference: &Difference| {
        let (ty, change) = match difference {
            Difference::Abstract { ty, service } => (ty, format!("set-abstract = {service}")),
            Difference::Open { ty, service } if marked_open(known, ty) => {
                (ty, format!("set-open = {service}"))
            }
            _ => return None,
        };
        Some(Suggestion::new(&known.page_of(ty)?.path, difference, change))
    };
    drift.filter_map(|drift| suggestion(&drift.difference)).collect()
}

/// The side that has an open type says so of this type itself.
fn marked_open(known: &Known<'_>, ty: &TypeName) -> bool {
    let ours = known.ty(ty).is_some_and(|ty| ty.open);
    ours || known.service.types.get(&lower(ty)).is_some_and(|ty| ty.open)
}
