//! Overrides that state an enum as a whole: one that no page describes, or one with other members.

use std::collections::BTreeMap;

use super::{
    Known,
    entry::{Suggestion, quoted},
};
use crate::{
    compare::csdl::EnumType,
    compare::verify::{Difference, sides::lower},
    model::TypeName,
    page::Page,
};

/// An entry for each enum, whatever of it differs.
pub(super) fn whole(known: &Known<'_>) -> Vec<Suggestion> {
    let mut all: BTreeMap<String, Suggestion> = BTreeMap::new();
    for difference in known.comparison.drift.iter().map(|drift| &drift.difference) {
        let (Difference::EnumMissing { ty } | Difference::Members { ty, .. } | Difference::Flags { ty, .. }) =
            difference
        else {
            continue;
        };
        let name = lower(ty);
        let entry = match all.remove(&name) {
            Some(earlier) => Some(earlier.and(difference)),
            None => suggestion(known, ty, difference),
        };
        all.extend(entry.map(|entry| (name, entry)));
    }
    all.into_values().collect()
}

fn suggestion(known: &Known<'_>, ty: &TypeName, difference: &Difference) -> Option<Suggestion> {
    let enum_ = known.service.enums.get(&lower(ty))?;
    let described = known
        .pages
        .enums
        .get(&lower(ty))
        .and_then(|enum_| known.page(&enum_.source.page));
    let page = described.or_else(|| page_of_user(known, ty))?;
    Some(Suggestion::new(&page.path, difference, change(enum_)))
}

/// The page of the first type that has a property of this enum.
fn page_of_user<'a>(known: &Known<'a>, ty: &TypeName) -> Option<&'a Page> {
    let mut types = known.pages.known(&known.service);
    types.find_map(|(ours, theirs)| {
        let uses = theirs
            .properties
            .iter()
            .any(|property| lower(&property.ty.ty) == lower(ty));
        known.home(&ours.name).filter(|_| uses)
    })
}

fn change(enum_: &EnumType) -> String {
    let members: Vec<_> = enum_.members.iter().map(|member| quoted(member)).collect();
    let flags = if enum_.flags { ", flags = true" } else { "" };
    format!(
        "set-enum = {{ name = {}, members = [{}]{flags} }}",
        quoted(enum_.name.as_str()),
        members.join(", ")
    )
}
