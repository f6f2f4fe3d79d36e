//! Overrides of properties. What the service does not have is left to people: pages can be ahead of the metadata.

use std::collections::BTreeMap;

use super::{
    Known,
    entry::{Suggestion, quoted, typed},
};
use crate::{
    compare::csdl::{self, TypeUse},
    compare::verify::{Difference, sides::lower},
    diagnostic::nearest,
    model::{Property, PropertyKind, TypeName},
    page::Page,
};

/// A property that pages spell in another way: the service lacks this name and has a near one of the same type.
pub(super) fn renamed(known: &Known<'_>) -> Vec<Suggestion> {
    let mut missing: BTreeMap<&TypeName, Vec<(&csdl::Property, &Difference)>> = BTreeMap::new();
    for difference in differences(known) {
        if let Difference::PropertyMissing { ty, service } = difference {
            missing.entry(ty).or_default().push((service, difference));
        }
    }
    let suggestion = |difference: &Difference| {
        let Difference::PropertyUnknown { ty, name } = difference else {
            return None;
        };
        let ours = own(known, ty, name)?;
        let page = page_of_row(known, ours)?;
        let candidates = missing
            .get(ty)?
            .iter()
            .filter(|(theirs, _)| same_type(ours, &theirs.ty));
        let near = nearest(name, candidates.clone().map(|(theirs, _)| theirs.name.as_str()))?.to_owned();
        let (theirs, lacking) = candidates.clone().find(|(theirs, _)| theirs.name == near)?;
        let change = format!(
            "rename-property = {{ from = {}, to = {} }}",
            quoted(name),
            quoted(&theirs.name)
        );
        let mut suggestion = Suggestion::new(&page.path, difference, change).and(lacking);
        suggestion.reason = format!("{ty}.{name}: the service's metadata has it as {near}");
        Some(suggestion)
    };
    differences(known).filter_map(suggestion).collect()
}

/// Other types, and relationships that are none.
pub(super) fn retyped(known: &Known<'_>) -> Vec<Suggestion> {
    let mut all: BTreeMap<String, Suggestion> = BTreeMap::new();
    for difference in differences(known) {
        let (Difference::PropertyType { ty, name, .. } | Difference::PropertyKind { ty, name, .. }) =
            difference
        else {
            continue;
        };
        let subject = difference.subject();
        let entry = match all.remove(&subject) {
            Some(earlier) => Some(earlier.and(difference)),
            None => retype(known, ty, name, difference),
        };
        all.extend(entry.map(|entry| (subject, entry)));
    }
    all.into_values().collect()
}

fn retype(known: &Known<'_>, ty: &TypeName, name: &str, difference: &Difference) -> Option<Suggestion> {
    let ours = own(known, ty, name)?;
    let (_, theirs) = known
        .service
        .properties(known.service.types.get(&lower(ty))?)
        .get(&name.to_lowercase())?;
    let moved = match theirs.kind {
        _ if ours.kind == theirs.kind => "",
        PropertyKind::Navigation => ", navigation = true",
        PropertyKind::Structural => ", navigation = false",
    };
    let (page, change) = match page_of_row(known, ours) {
        Some(page) => (
            page,
            format!("retype-property = {{ {}{moved} }}", named(&ours.name, &theirs.ty)),
        ),
        // A path, an example or a representation tells it: a row says more.
        None => (known.page_of(ty)?, add(&ours.name, theirs)),
    };
    Some(Suggestion::new(&page.path, difference, change))
}

/// Properties that no page lists.
pub(super) fn added(known: &Known<'_>) -> Vec<Suggestion> {
    let suggestion = |difference: &Difference| {
        let Difference::PropertyMissing { ty, service } = difference else {
            return None;
        };
        let page = known.page_of(ty)?;
        Some(Suggestion::new(
            &page.path,
            difference,
            add(&service.name, service),
        ))
    };
    differences(known).filter_map(suggestion).collect()
}

fn differences<'k>(known: &'k Known<'_>) -> impl Iterator<Item = &'k Difference> {
    known.comparison.drift.iter().map(|drift| &drift.difference)
}

/// The property, where the type itself has it.
fn own<'a>(known: &Known<'a>, ty: &TypeName, name: &str) -> Option<&'a Property> {
    known
        .ty(ty)?
        .properties
        .iter()
        .find(|property| property.name == name)
}

fn same_type(ours: &Property, theirs: &TypeUse) -> bool {
    lower(&ours.ty) == lower(&theirs.ty) && ours.collection == theirs.collection
}

/// The page that has a row for the property.
fn page_of_row<'a>(known: &Known<'a>, property: &Property) -> Option<&'a Page> {
    let page = known.page(&property.source.page)?;
    let body = page.request_body.iter().flat_map(|body| &body.tables);
    let mut tables = page.properties.iter().chain(&page.relationships).chain(body);
    let has_row = tables.any(|table| table.rows.iter().any(|row| row.name.value == property.name));
    has_row.then_some(page)
}

fn named(name: &str, ty: &TypeUse) -> String {
    format!("name = {}, {}", quoted(name), typed(ty))
}

fn add(name: &str, theirs: &csdl::Property) -> String {
    let navigation = match theirs.kind {
        PropertyKind::Navigation => ", navigation = true",
        PropertyKind::Structural => "",
    };
    format!("add-property = {{ {}{navigation} }}", named(name, &theirs.ty))
}
