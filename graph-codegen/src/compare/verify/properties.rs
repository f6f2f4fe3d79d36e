//! Properties of types on both sides. Figures count inherited ones with every heir; a difference is told once, where the
//! property is declared.

use std::collections::BTreeMap;

use super::{
    Difference, Drift,
    figures::{PropertyFigures, Share},
    sides::{Documented, Service, lower},
};
use crate::{
    compare::csdl::{self, TypeUse},
    model::{Property, Type},
};

/// Differences by the type that has or inherits the property, and by its name.
type Found = BTreeMap<(String, String), Vec<(Declaring, Drift)>>;

/// The type that declares the property, in lower case.
type Declaring = String;

/// Compares all properties of all types that are on both sides.
pub(super) fn compare<'a>(
    pages: &Documented<'a>,
    service: &Service<'a>,
    drift: &mut Vec<Drift>,
) -> PropertyFigures {
    let mut found = Found::new();
    let (mut missing, mut extra) = (0, 0);
    let (mut ty, mut navigation) = (Share::default(), Share::default());
    for (ours, theirs) in pages.known(service) {
        let (have, want) = (pages.properties(ours), service.properties(theirs));
        let mut tell = |name: &str, declaring, drift| {
            let key = (lower(&ours.name), name.to_owned());
            found.entry(key).or_default().push((declaring, drift));
        };
        for (name, (owner, property)) in have.iter().filter(|(name, _)| !is_annotation(name)) {
            let Some((_, wanted)) = want.get(name) else {
                extra += 1;
                tell(name, lower(&owner.name), unknown(ours, property));
                continue;
            };
            ty.count(same_type(property, wanted));
            navigation.count(property.kind == wanted.kind);
            for drift in differences(ours, property, wanted) {
                tell(name, lower(&owner.name), drift);
            }
        }
        for (name, (owner, wanted)) in want.iter().filter(|(name, _)| !have.contains_key(*name)) {
            missing += 1;
            tell(name, lower(&owner.name), lacks(ours, wanted));
        }
    }
    drift.extend(told_once(found));
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
fn told_once(found: Found) -> Vec<Drift> {
    let kinds: BTreeMap<_, Vec<_>> = found
        .iter()
        .map(|(key, told)| {
            (
                key.clone(),
                told.iter().map(|(_, drift)| drift.difference.kind()).collect(),
            )
        })
        .collect();
    let mut once = Vec::new();
    for ((ty, name), told) in found {
        for (declaring, drift) in told {
            let above = kinds.get(&(declaring.clone(), name.clone()));
            let again = above.is_some_and(|kinds| kinds.contains(&drift.difference.kind()));
            if declaring == ty || !again {
                once.push(drift);
            }
        }
    }
    once
}

fn unknown(ty: &Type, property: &Property) -> Drift {
    Drift {
        difference: Difference::PropertyUnknown {
            ty: ty.name.clone(),
            name: property.name.clone(),
        },
        source: Some(property.source.clone()),
        line: None,
    }
}

fn lacks(ty: &Type, wanted: &csdl::Property) -> Drift {
    Drift {
        difference: Difference::PropertyMissing {
            ty: ty.name.clone(),
            service: wanted.clone(),
        },
        source: Some(ty.source.clone()),
        line: Some(wanted.line),
    }
}

fn differences(ty: &Type, ours: &Property, theirs: &csdl::Property) -> Vec<Drift> {
    let drift = |difference| Drift {
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
        found.push(drift(other_type()));
    }
    if ours.kind != theirs.kind {
        found.push(drift(other_kind()));
    }
    found
}
