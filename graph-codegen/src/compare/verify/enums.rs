//! Enums: those that properties of types on both sides use, their members and flags.

use std::collections::BTreeSet;

use super::{
    Difference, Drift,
    figures::{EnumFigures, Share},
    sides::{Documented, Service, lower},
};
use crate::{compare::csdl::EnumType, model::Enum};

/// Every enum may have this member, and pages often leave it out.
const SENTINEL: &str = "unknownfuturevalue";

/// Compares enums.
pub(super) fn compare<'a>(
    pages: &Documented<'a>,
    service: &Service<'a>,
    drift: &mut Vec<Drift>,
) -> EnumFigures {
    let used = used_by_service(pages, service);
    let found: Vec<_> = used
        .iter()
        .filter_map(|name| Some((*pages.enums.get(name)?, *service.enums.get(name)?)))
        .collect();
    let (mut exact, mut members) = (Share::default(), Share::default());
    for (ours, theirs) in &found {
        let (have, want) = (
            names(members_of(ours)),
            names(theirs.members.iter().map(String::as_str)),
        );
        exact.count(have == want);
        members.whole += want.len();
        members.part += want.intersection(&have).count();
        drift.extend(differences(ours, theirs));
    }
    let missing = used.iter().filter(|name| !pages.enums.contains_key(*name));
    let missing = missing.filter_map(|name| service.enums.get(name));
    drift.extend(missing.map(|enum_| lacks(enum_)));
    let named = used_by_pages(pages, service);
    let unknown = named
        .iter()
        .filter(|enum_| !service.enums.contains_key(&lower(&enum_.name)));
    let unknown: Vec<_> = unknown.map(|enum_| stranger(enum_)).collect();
    let precision = Share::new(named.len() - unknown.len(), named.len());
    drift.extend(unknown);
    EnumFigures {
        precision,
        used: used.len(),
        found: found.len(),
        recall: Share::new(found.len(), used.len()),
        exact,
        members,
    }
}

/// The enums that the service has in properties of types on both sides, in lower case.
fn used_by_service<'a>(pages: &Documented<'a>, service: &Service<'a>) -> BTreeSet<String> {
    let properties = pages
        .known(service)
        .flat_map(|(_, ty)| service.properties(ty).values());
    let types = properties.map(|(_, property)| lower(&property.ty.ty));
    types.filter(|name| service.enums.contains_key(name)).collect()
}

/// The enums that the pages have in properties of types on both sides.
fn used_by_pages<'a>(pages: &Documented<'a>, service: &Service<'a>) -> Vec<&'a Enum> {
    let properties = pages.known(service).flat_map(|(ty, _)| &ty.properties);
    let names: BTreeSet<_> = properties.map(|property| lower(&property.ty)).collect();
    names
        .iter()
        .filter_map(|name| pages.enums.get(name).copied())
        .collect()
}

fn members_of(enum_: &Enum) -> impl Iterator<Item = &str> {
    enum_.members.iter().map(|member| member.name.as_str())
}

fn names<'n>(members: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
    members
        .map(str::to_lowercase)
        .filter(|name| name != SENTINEL)
        .collect()
}

/// Those of `members` that the others lack, as they are spelled.
fn apart<'n>(members: impl Iterator<Item = &'n str>, others: &BTreeSet<String>) -> Vec<String> {
    let lacks = |name: &&str| {
        let name = name.to_lowercase();
        name != SENTINEL && !others.contains(&name)
    };
    members.filter(lacks).map(str::to_owned).collect()
}

fn differences(ours: &Enum, theirs: &EnumType) -> Vec<Drift> {
    let drift = |difference| Drift {
        difference,
        source: Some(ours.source.clone()),
        line: Some(theirs.line),
    };
    let theirs_named = || theirs.members.iter().map(String::as_str);
    let missing = apart(theirs_named(), &names(members_of(ours)));
    let extra = apart(members_of(ours), &names(theirs_named()));
    let mut found = Vec::new();
    if !(missing.is_empty() && extra.is_empty()) {
        let ty = ours.name.clone();
        found.push(drift(Difference::Members { ty, missing, extra }));
    }
    if ours.flags != theirs.flags {
        found.push(drift(Difference::Flags {
            ty: ours.name.clone(),
            service: theirs.flags,
        }));
    }
    found
}

fn lacks(enum_: &EnumType) -> Drift {
    Drift {
        difference: Difference::EnumMissing {
            ty: enum_.name.clone(),
        },
        source: None,
        line: Some(enum_.line),
    }
}

fn stranger(enum_: &Enum) -> Drift {
    Drift {
        difference: Difference::EnumUnknown {
            ty: enum_.name.clone(),
        },
        source: Some(enum_.source.clone()),
        line: None,
    }
}
