//! Which properties close a cycle of inline values, so that the struct would have no size? Collections, boxed
//! relationships and unions hold their values elsewhere and end a cycle.

use std::collections::{BTreeMap, BTreeSet};

use super::unions::{Unions, ValuePlace};
use crate::model::{Api, Property, PropertyKind, Type, TypeKind, TypeName};

/// The properties to box, by the type that declares them.
pub(super) fn cyclic(api: &Api, unions: &Unions) -> BTreeSet<(TypeName, String)> {
    let edges: BTreeMap<_, Vec<_>> = api
        .types
        .iter()
        .map(|ty| {
            (
                &ty.name,
                inline(api, unions, ty)
                    .map(|(_, property)| &property.ty)
                    .collect(),
            )
        })
        .collect();
    let mut cyclic = BTreeSet::new();
    for holder in &api.types {
        for (owner, property) in inline(api, unions, holder) {
            if reaches(&edges, &property.ty, &holder.name) {
                cyclic.insert((owner.name.clone(), property.name.clone()));
            }
        }
    }
    cyclic
}

/// What stands inside a value of a type, inherited or not, and the types that declare it.
fn inline<'a>(api: &'a Api, unions: &Unions, ty: &'a Type) -> impl Iterator<Item = (&'a Type, &'a Property)> {
    let chain = api.chain(&ty.name);
    let all = chain.flat_map(|owner| owner.properties.iter().map(move |property| (owner, property)));
    all.filter(|(owner, property)| {
        let place = || ValuePlace::Property(owner.name.clone(), property.name.clone());
        is_inline(api, property) && !unions.holds(&property.ty, place)
    })
}

/// Whether the value would stand inside its holder: a single one of a complex type.
pub(crate) fn is_inline(api: &Api, property: &Property) -> bool {
    let complex = || {
        api.ty(&property.ty)
            .is_some_and(|ty| ty.kind == TypeKind::Complex)
    };
    !property.collection && property.kind == PropertyKind::Structural && complex()
}

fn reaches(edges: &BTreeMap<&TypeName, Vec<&TypeName>>, from: &TypeName, to: &TypeName) -> bool {
    let mut seen = BTreeSet::new();
    let mut left = vec![from];
    while let Some(name) = left.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            left.extend(edges.get(name).into_iter().flatten());
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::test_api::{api, complex, property};

    fn found(api: &Api) -> Vec<(String, String)> {
        let facts = crate::facts::facts(api);
        let pairs = facts.cyclic.iter();
        pairs
            .map(|(owner, name)| (owner.to_string(), name.clone()))
            .collect()
    }

    fn pair(owner: &str, name: &str) -> (String, String) {
        (owner.to_owned(), name.to_owned())
    }

    #[test]
    fn a_value_that_holds_itself_is_boxed() {
        let api = api([complex("a.x").with(property("x", "a.x"))], []);
        assert_eq!(found(&api), [pair("a.x", "x")]);
    }

    #[test]
    fn both_ends_of_a_cycle_are_boxed() {
        let api = api(
            [
                complex("a.x").with(property("y", "a.y")),
                complex("a.y").with(property("x", "a.x")),
            ],
            [],
        );
        assert_eq!(found(&api), [pair("a.x", "y"), pair("a.y", "x")]);
    }

    #[test]
    fn what_leads_to_a_cycle_is_not_boxed() {
        let api = api(
            [
                complex("a.w").with(property("x", "a.x")),
                complex("a.x").with(property("x", "a.x")),
            ],
            [],
        );
        assert_eq!(found(&api), [pair("a.x", "x")]);
    }

    #[test]
    fn an_inherited_property_can_close_a_cycle() {
        let api = api(
            [
                complex("a.base").with(property("leaf", "a.leaf")),
                complex("a.leaf").base("a.base"),
            ],
            [],
        );
        assert_eq!(found(&api), [pair("a.base", "leaf")]);
    }

    #[test]
    fn a_collection_ends_a_cycle() {
        let mut xs = property("xs", "a.x");
        xs.collection = true;
        assert!(found(&api([complex("a.x").with(xs)], [])).is_empty());
    }
}
