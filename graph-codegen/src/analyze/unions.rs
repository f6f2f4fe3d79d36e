//! For which bases is a union needed? For those that have derived types and are the type of a property, of a
//! parameter, of a body or of an answer: there the service sends any of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, TypeName};

/// Bases with all that derive from them, directly or not.
pub(super) fn unions(api: &Api) -> BTreeMap<TypeName, Vec<TypeName>> {
    let derived = derived(api);
    let used = used(api);
    derived
        .into_iter()
        .filter(|(base, _)| used.contains(base))
        .map(|(base, types)| (base.clone(), types.into_iter().cloned().collect()))
        .collect()
}

fn derived(api: &Api) -> BTreeMap<&TypeName, Vec<&TypeName>> {
    let mut derived: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for ty in &api.types {
        for base in api.chain(&ty.name).into_iter().skip(1) {
            derived.entry(&base.name).or_default().push(&ty.name);
        }
    }
    derived
}

/// Every type that a value is declared as.
fn used(api: &Api) -> BTreeSet<&TypeName> {
    let properties = api.types.iter().flat_map(|ty| &ty.properties);
    let bodies = || {
        api.operations
            .iter()
            .filter_map(|operation| operation.request_body.as_ref())
    };
    let parameters = bodies().flat_map(|body| &body.properties);
    let answers = api.operations.iter().flat_map(|operation| &operation.responses);
    properties
        .map(|property| &property.ty)
        .chain(bodies().filter_map(|body| body.ty.as_ref()))
        .chain(parameters.map(|parameter| &parameter.ty))
        .chain(answers.filter_map(|answer| answer.ty.as_ref()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::test_api::{api, complex, property};

    #[test]
    fn a_base_that_no_value_is_declared_as_needs_none() {
        let api = api([complex("a.base"), complex("a.derived").base("a.base")], []);
        assert!(unions(&api).is_empty());
    }

    #[test]
    fn a_base_that_a_property_holds_lists_all_that_derive_from_it() {
        let holder = complex("a.holder").with(property("item", "a.base"));
        let derived = complex("a.derived").base("a.base");
        let leaf = complex("a.leaf").base("a.derived");
        let unions = unions(&api([complex("a.base"), derived, holder, leaf], []));
        let expected = [TypeName::new("a.derived"), TypeName::new("a.leaf")];
        assert_eq!(
            unions,
            BTreeMap::from([(TypeName::new("a.base"), expected.to_vec())])
        );
    }
}
