//! Compares types, properties and enums.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    figures::{EnumFigures, PropertyFigures, Share, TypeFigures},
    index::{Documented, Service, lower},
    mismatch::{Difference, Mismatch},
};
use crate::{
    compare::csdl::{self, EnumType, StructuredType},
    model::{Enum, Property, Type, TypeName, TypeUse},
};

/// Compares types as a whole: their figures, those of kinds, those of bases.
pub(super) fn compare_types<'a>(
    pages: &Documented<'a>,
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
        mismatches.extend(
            differences(pages, service, ours, theirs)
                .into_iter()
                .map(|difference| Mismatch {
                    difference,
                    source: Some(ours.source.clone()),
                    line: Some(theirs.line),
                }),
        );
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
fn alone(pages: &Documented<'_>, service: &Service<'_>, mismatches: &mut Vec<Mismatch>) {
    let unknown = pages
        .types
        .iter()
        .filter(|(name, _)| !service.types.contains_key(*name));
    mismatches.extend(unknown.map(|(_, ty)| Mismatch {
        difference: Difference::TypeUnknown { ty: ty.name.clone() },
        source: Some(ty.source.clone()),
        line: None,
    }));
    let missing = service
        .types
        .iter()
        .filter(|(name, _)| !pages.types.contains_key(*name));
    mismatches.extend(missing.map(|(_, ty)| Mismatch {
        difference: Difference::TypeMissing { ty: ty.name.clone() },
        source: None,
        line: Some(ty.line),
    }));
}

fn same_base(ours: &Type, theirs: &StructuredType) -> bool {
    let name = |base: &Option<TypeName>| base.as_ref().map(lower);
    name(&ours.base) == name(&theirs.base)
}

fn differences<'a>(
    pages: &Documented<'a>,
    service: &Service<'a>,
    ours: &'a Type,
    theirs: &StructuredType,
) -> Vec<Difference> {
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
    let open = service.is_open(&theirs.name);
    let open = (pages.is_open(ours) != open).then_some(Difference::Open { ty, service: open });
    [kind, base, abstract_, open].into_iter().flatten().collect()
}

/// Differences by the type that has or inherits the property, and by its name.
type Found = BTreeMap<(String, String), Vec<(Declaring, Mismatch)>>;

/// The type that declares the property, in lower case.
type Declaring = String;

/// Compares all properties of all types that are on both sides. Figures count an inherited property with every type
/// that has it; a difference is reported once, where the property is declared.
pub(super) fn compare_properties<'a>(
    pages: &Documented<'a>,
    service: &Service<'a>,
    mismatches: &mut Vec<Mismatch>,
) -> PropertyFigures {
    let mut found = Found::new();
    let (mut missing, mut extra) = (0, 0);
    let (mut ty, mut navigation) = (Share::default(), Share::default());
    for (ours, theirs) in pages.known(service) {
        let (have, want) = (pages.properties(ours), service.properties(theirs));
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

fn same_type(ours: &Property, theirs: &csdl::Property) -> bool {
    lower(&ours.ty) == lower(&theirs.ty.ty) && ours.collection == theirs.ty.collection
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
    Mismatch {
        difference: Difference::PropertyUnknown {
            ty: ty.name.clone(),
            name: property.name.clone(),
        },
        source: Some(property.source.clone()),
        line: None,
    }
}

fn missing_property(ty: &Type, wanted: &csdl::Property) -> Mismatch {
    Mismatch {
        difference: Difference::PropertyMissing {
            ty: ty.name.clone(),
            service: wanted.clone(),
        },
        source: Some(ty.source.clone()),
        line: Some(wanted.line),
    }
}

fn property_differences(ty: &Type, ours: &Property, theirs: &csdl::Property) -> Vec<Mismatch> {
    let mismatch = |difference| Mismatch {
        difference,
        source: Some(ours.source.clone()),
        line: Some(theirs.line),
    };
    let other_type = || Difference::PropertyType {
        ty: ty.name.clone(),
        name: ours.name.clone(),
        pages: TypeUse {
            ty: ours.ty.clone(),
            collection: ours.collection,
        },
        service: theirs.ty.clone(),
    };
    let other_kind = || Difference::PropertyKind {
        ty: ty.name.clone(),
        name: ours.name.clone(),
        service: theirs.kind,
    };
    let mut found = Vec::new();
    if !same_type(ours, theirs) {
        found.push(mismatch(other_type()));
    }
    if ours.kind != theirs.kind {
        found.push(mismatch(other_kind()));
    }
    found
}

/// Every enum may have this member, and pages often leave it out.
const SENTINEL: &str = "unknownfuturevalue";

/// Compares the enums that properties of types on both sides use.
pub(super) fn compare_enums<'a>(
    pages: &Documented<'a>,
    service: &Service<'a>,
    mismatches: &mut Vec<Mismatch>,
) -> EnumFigures {
    let used = used_by_service(pages, service);
    let found: Vec<_> = used
        .iter()
        .filter_map(|name| Some((*pages.enums.get(name)?, *service.enums.get(name)?)))
        .collect();
    let (mut exact, mut members) = (Share::default(), Share::default());
    for (ours, theirs) in &found {
        let (have, want) = (
            lower_names(members_of(ours)),
            lower_names(theirs.members.iter().map(String::as_str)),
        );
        exact.count(have == want);
        members.whole += want.len();
        members.part += want.intersection(&have).count();
        mismatches.extend(enum_differences(ours, theirs));
    }
    let missing = used.iter().filter(|name| !pages.enums.contains_key(*name));
    let missing = missing.filter_map(|name| service.enums.get(name));
    mismatches.extend(missing.map(|enum_| missing_enum(enum_)));
    let named = used_by_pages(pages, service);
    let unknown = named
        .iter()
        .filter(|enum_| !service.enums.contains_key(&lower(&enum_.name)));
    let unknown: Vec<_> = unknown.map(|enum_| unknown_enum(enum_)).collect();
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

fn lower_names<'n>(members: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
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

fn enum_differences(ours: &Enum, theirs: &EnumType) -> Vec<Mismatch> {
    let mismatch = |difference| Mismatch {
        difference,
        source: Some(ours.source.clone()),
        line: Some(theirs.line),
    };
    let theirs_named = || theirs.members.iter().map(String::as_str);
    let missing = apart(theirs_named(), &lower_names(members_of(ours)));
    let extra = apart(members_of(ours), &lower_names(theirs_named()));
    let mut found = Vec::new();
    if !(missing.is_empty() && extra.is_empty()) {
        let ty = ours.name.clone();
        found.push(mismatch(Difference::Members { ty, missing, extra }));
    }
    if ours.flags != theirs.flags {
        found.push(mismatch(Difference::Flags {
            ty: ours.name.clone(),
            service: theirs.flags,
        }));
    }
    found
}

fn missing_enum(enum_: &EnumType) -> Mismatch {
    Mismatch {
        difference: Difference::EnumMissing {
            ty: enum_.name.clone(),
        },
        source: None,
        line: Some(enum_.line),
    }
}

fn unknown_enum(enum_: &Enum) -> Mismatch {
    Mismatch {
        difference: Difference::EnumUnknown {
            ty: enum_.name.clone(),
        },
        source: Some(enum_.source.clone()),
        line: None,
    }
}
