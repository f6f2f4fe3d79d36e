//! Compares types, properties and enums.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    figures::{EnumFigures, PropertyFigures, Share, TypeFigures},
    index::{Service, Side, lower},
    mismatch::{Difference, Mismatch},
};
use crate::model::{Enum, Property, Type, TypeName};

/// Compares types as a whole: their figures, those of kinds, those of bases.
pub(super) fn compare_types<'a>(
    pages: &Side<'a>,
    service: &Service<'a>,
    mismatches: &mut Vec<Mismatch>,
) -> (TypeFigures, Share, Share) {
    let both = pages.known(service).count();
    alone(pages, service, mismatches);
    let (mut kind, mut base) = (Share::default(), Share::default());
    for (ours, theirs) in pages.known(service) {
        kind.count(ours.kind == theirs.kind);
        if ours.base.is_some() || theirs.base.is_some() {
            base.count(same_base(ours, theirs));
        }
        let differences = differences(pages, service, ours, theirs);
        let mismatch = |difference| Mismatch::between(difference, &ours.source, &theirs.source);
        mismatches.extend(differences.map(mismatch));
    }
    let figures = TypeFigures {
        model: pages.types.len(),
        csdl: service.csdl.types.len(),
        both,
        recall: Share::new(both, service.csdl.types.len()),
        precision: Share::new(both, pages.types.len()),
    };
    (figures, kind, base)
}

/// Types that only one side has.
fn alone(pages: &Side<'_>, service: &Service<'_>, mismatches: &mut Vec<Mismatch>) {
    let unknown = pages
        .types
        .iter()
        .filter(|(name, _)| !service.side.types.contains_key(*name));
    mismatches.extend(unknown.map(|(_, ty)| {
        let difference = Difference::TypeUnknown { ty: ty.name.clone() };
        Mismatch::on_page(difference, &ty.source)
    }));
    let missing = service
        .side
        .types
        .iter()
        .filter(|(name, _)| !pages.types.contains_key(*name));
    mismatches.extend(missing.map(|(_, ty)| {
        let difference = Difference::TypeMissing { ty: ty.name.clone() };
        Mismatch::in_metadata(difference, ty.source.line)
    }));
}

fn same_base(ours: &Type, theirs: &Type) -> bool {
    let name = |base: &Option<TypeName>| base.as_ref().map(lower);
    name(&ours.base) == name(&theirs.base)
}

fn differences<'a>(
    pages: &Side<'a>,
    service: &Service<'a>,
    ours: &'a Type,
    theirs: &Type,
) -> impl Iterator<Item = Difference> + use<> {
    let ty = ours.name.clone();
    let kind = (ours.kind != theirs.kind).then(|| Difference::TypeKind {
        ty: ty.clone(),
        pages: ours.kind,
        service: theirs.kind,
    });
    let base = (!same_base(ours, theirs)).then(|| Difference::Base {
        ty: ty.clone(),
        pages: ours.base.clone(),
        service: theirs.base.clone(),
    });
    let abstract_ = (ours.is_abstract != theirs.is_abstract).then(|| Difference::Abstract {
        ty: ty.clone(),
        service: theirs.is_abstract,
    });
    let open = service.side.is_open(&theirs.name);
    let open = (pages.is_open(&ours.name) != open).then_some(Difference::Open { ty, service: open });
    [kind, base, abstract_, open].into_iter().flatten()
}

/// Differences by the type that has or inherits the property, and by its name.
type Found = BTreeMap<(String, String), Vec<(Declaring, Mismatch)>>;

/// The type that declares the property, in lower case.
type Declaring = String;

/// Compares all properties of all types that are on both sides. Figures count an inherited property with every type
/// that has it; a difference is reported once, where the property is declared.
pub(super) fn compare_properties<'a>(
    pages: &Side<'a>,
    service: &Service<'a>,
    mismatches: &mut Vec<Mismatch>,
) -> PropertyFigures {
    let mut found = Found::new();
    let (mut missing, mut extra) = (0, 0);
    let (mut ty, mut navigation) = (Share::default(), Share::default());
    for (ours, theirs) in pages.known(service) {
        let (have, want) = (pages.properties(ours), service.side.properties(theirs));
        let mut add = |name: &str, declaring, mismatch| {
            let key = (lower(&ours.name), name.to_owned());
            found.entry(key).or_default().push((declaring, mismatch));
        };
        for (name, (owner, property)) in have.iter().filter(|(name, _)| !is_annotation(name)) {
            let Some((_, wanted)) = want.get(name) else {
                extra += 1;
                add(name, lower(&owner.name), unknown_property(ours, property));
                continue;
            };
            ty.count(same_type(property, wanted));
            navigation.count(property.kind == wanted.kind);
            for mismatch in property_differences(ours, property, wanted) {
                add(name, lower(&owner.name), mismatch);
            }
        }
        for (name, (owner, wanted)) in want.iter().filter(|(name, _)| !have.contains_key(*name)) {
            missing += 1;
            add(name, lower(&owner.name), missing_property(ours, wanted));
        }
    }
    mismatches.extend(only_once(found));
    PropertyFigures {
        agreed: ty.whole,
        recall: Share::new(ty.whole, ty.whole + missing),
        precision: Share::new(ty.whole, ty.whole + extra),
        ty,
        navigation,
    }
}

/// `@odata.type` and others like it are no properties in the metadata.
fn is_annotation(name: &str) -> bool {
    name.starts_with('@') || name.contains("@odata.")
}

/// Whether both have the same type, in any letter case.
pub(super) fn same_type(ours: &Property, theirs: &Property) -> bool {
    lower(&ours.ty) == lower(&theirs.ty) && ours.collection == theirs.collection
}

/// What is told of the declaring type already goes without saying for its heirs.
fn only_once(found: Found) -> Vec<Mismatch> {
    let kinds: BTreeMap<_, Vec<_>> = found
        .iter()
        .map(|(key, told)| {
            (
                key.clone(),
                told.iter()
                    .map(|(_, mismatch)| mismatch.difference.kind())
                    .collect(),
            )
        })
        .collect();
    let mut once = Vec::new();
    for ((ty, name), told) in found {
        for (declaring, mismatch) in told {
            let above = kinds.get(&(declaring.clone(), name.clone()));
            let again = above.is_some_and(|kinds| kinds.contains(&mismatch.difference.kind()));
            if declaring == ty || !again {
                once.push(mismatch);
            }
        }
    }
    once
}

fn unknown_property(ty: &Type, property: &Property) -> Mismatch {
    let difference = Difference::PropertyUnknown {
        ty: ty.name.clone(),
        name: property.name.clone(),
    };
    Mismatch::on_page(difference, &property.source)
}

fn missing_property(ty: &Type, wanted: &Property) -> Mismatch {
    let difference = Difference::PropertyMissing {
        ty: ty.name.clone(),
        service: wanted.clone(),
    };
    Mismatch::between(difference, &ty.source, &wanted.source)
}

fn property_differences(ty: &Type, ours: &Property, theirs: &Property) -> impl Iterator<Item = Mismatch> {
    let other_type = || Difference::PropertyType {
        ty: ty.name.clone(),
        name: ours.name.clone(),
        pages: ours.type_use(),
        service: theirs.type_use(),
    };
    let other_kind = || Difference::PropertyKind {
        ty: ty.name.clone(),
        name: ours.name.clone(),
        service: theirs.kind,
    };
    let found = [
        (!same_type(ours, theirs)).then(other_type),
        (ours.kind != theirs.kind).then(other_kind),
    ];
    let mismatch = |difference| Mismatch::between(difference, &ours.source, &theirs.source);
    found.into_iter().flatten().map(mismatch)
}

/// Every enum may have this member, and pages often leave it out.
const SENTINEL: &str = "unknownfuturevalue";

/// Compares the enums that properties of types on both sides use.
pub(super) fn compare_enums<'a>(
    pages: &Side<'a>,
    service: &Service<'a>,
    mismatches: &mut Vec<Mismatch>,
) -> EnumFigures {
    let used = used_by_service(pages, service);
    let found: Vec<_> = used
        .iter()
        .filter_map(|name| Some((*pages.enums.get(name)?, *service.side.enums.get(name)?)))
        .collect();
    let (mut exact, mut members) = (Share::default(), Share::default());
    for (ours, theirs) in &found {
        let (have, want) = (lower_names(ours), lower_names(theirs));
        exact.count(have == want);
        members.whole += want.len();
        members.part += want.intersection(&have).count();
        mismatches.extend(enum_differences(ours, theirs));
    }
    let missing = used.iter().filter(|name| !pages.enums.contains_key(*name));
    let missing = missing.filter_map(|name| service.side.enums.get(name));
    mismatches.extend(missing.map(|enum_| {
        let difference = Difference::EnumMissing {
            ty: enum_.name.clone(),
        };
        Mismatch::in_metadata(difference, enum_.source.line)
    }));
    let named = used_by_pages(pages, service);
    let unknown = named
        .iter()
        .filter(|enum_| !service.side.enums.contains_key(&lower(&enum_.name)));
    let unknown = unknown.map(|enum_| {
        let difference = Difference::EnumUnknown {
            ty: enum_.name.clone(),
        };
        Mismatch::on_page(difference, &enum_.source)
    });
    let unknown: Vec<_> = unknown.collect();
    let precision = Share::new(named.len() - unknown.len(), named.len());
    mismatches.extend(unknown);
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
fn used_by_service<'a>(pages: &Side<'a>, service: &Service<'a>) -> BTreeSet<String> {
    let properties = pages
        .known(service)
        .flat_map(|(_, ty)| service.side.properties(ty).values());
    let types = properties.map(|(_, property)| lower(&property.ty));
    types
        .filter(|name| service.side.enums.contains_key(name))
        .collect()
}

/// The enums that the pages have in properties of types on both sides.
fn used_by_pages<'a>(pages: &Side<'a>, service: &Service<'a>) -> Vec<&'a Enum> {
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

fn lower_names(enum_: &Enum) -> BTreeSet<String> {
    let names = members_of(enum_).map(str::to_lowercase);
    names.filter(|name| name != SENTINEL).collect()
}

/// Those of `members` that the others lack, as they are spelled.
fn apart<'n>(members: impl Iterator<Item = &'n str>, others: &BTreeSet<String>) -> Vec<String> {
    let lacks = |name: &&str| {
        let name = name.to_lowercase();
        name != SENTINEL && !others.contains(&name)
    };
    members.filter(lacks).map(str::to_owned).collect()
}

fn enum_differences(ours: &Enum, theirs: &Enum) -> impl Iterator<Item = Mismatch> {
    let missing = apart(members_of(theirs), &lower_names(ours));
    let extra = apart(members_of(ours), &lower_names(theirs));
    let others = !(missing.is_empty() && extra.is_empty());
    let ty = || ours.name.clone();
    let members = others.then(|| Difference::Members {
        ty: ty(),
        missing,
        extra,
    });
    let flags = (ours.flags != theirs.flags).then(|| Difference::Flags {
        ty: ty(),
        service: theirs.flags,
    });
    let mismatch = |difference| Mismatch::between(difference, &ours.source, &theirs.source);
    [members, flags].into_iter().flatten().map(mismatch)
}
