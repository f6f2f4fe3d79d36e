//! Where does a value need the union of its declared type and all that derive from it? The service may send any of
//! them anywhere, and what is not listed is kept, so the question is where programs have to tell them apart.
//!
//! Everywhere for an abstract base, and for one of which derived types are seen or are several while a plain value
//! of it is never seen. Else in the places where the examples hold a derived one: `identity` is mostly just that.
//! Nowhere for a base of nearly everything.

mod seen;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    collections::HashMap,
    model::{Api, Type, TypeName},
};
use seen::Seen;

/// The most types of a union. A place for any of hundreds, such as that of a search hit, says nothing of what it holds,
/// and each type of its union would be linked into every program that can reach the place. There the base stands
/// alone, keeps the value whole, and the runtime's `cast` makes of it what the program expects.
const MOST_VARIANTS: usize = 128;

/// Where a value of a declared type stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A property, by the type that declares it.
    Property(TypeName, String),
    /// The answer of an operation.
    Answer(String),
    /// The body of an operation's request.
    Body(String),
    /// A parameter in that body.
    Parameter(String, String),
}

/// Bases and places.
#[derive(Debug, Default)]
pub struct Unions {
    /// Bases with all that derive from them, sorted, where there is any place that needs the union.
    pub bases: BTreeMap<TypeName, Vec<TypeName>>,
    everywhere: BTreeSet<TypeName>,
    places: BTreeSet<Place>,
}

impl Unions {
    /// Whether a value of this declared type in this place is the union.
    pub fn holds(&self, declared: &TypeName, place: impl FnOnce() -> Place) -> bool {
        !declared.is_primitive()
            && self.bases.contains_key(declared)
            && (self.everywhere.contains(declared) || self.places.contains(&place()))
    }
}

/// Reads the model and its examples.
pub(super) fn unions(api: &Api) -> Unions {
    let derived = derived(api);
    let (seen, (declared, heirs)) = rayon::join(|| Seen::new(api), || (declared(api, &derived), heirs(api)));
    let everywhere: BTreeSet<_> = derived
        .keys()
        .filter(|base| declared.contains_key(*base))
        .filter(|base| {
            let several = heirs.get(*base).is_some_and(|heirs| *heirs > 1);
            let varies = seen.derived.contains(*base) || several;
            api.ty(base).is_some_and(|ty| ty.is_abstract) || (varies && !seen.plain.contains(*base))
        })
        .map(|base| (*base).clone())
        .collect();
    let needed = |base: &TypeName| {
        let mut places = declared.get(base).into_iter().flatten();
        everywhere.contains(base) || places.any(|place| seen.places.contains(place))
    };
    let bases = derived
        .iter()
        .filter(|(base, types)| types.len() < MOST_VARIANTS && needed(base));
    Unions {
        bases: bases
            .map(|(base, types)| ((*base).clone(), types.clone()))
            .collect(),
        everywhere,
        places: seen.places,
    }
}

fn derived(api: &Api) -> BTreeMap<&TypeName, Vec<TypeName>> {
    let mut derived: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for ty in &api.types {
        for base in api.chain(&ty.name).skip(1) {
            derived.entry(&base.name).or_default().push(ty.name.clone());
        }
    }
    derived
}

/// How many types have a base as their own.
fn heirs(api: &Api) -> HashMap<&TypeName, usize> {
    let mut heirs = HashMap::default();
    for base in api.types.iter().filter_map(|ty| ty.base.as_ref()) {
        *heirs.entry(base).or_default() += 1;
    }
    heirs
}

/// The places that are declared with a base.
fn declared<'a>(
    api: &'a Api,
    bases: &BTreeMap<&TypeName, Vec<TypeName>>,
) -> HashMap<&'a TypeName, Vec<Place>> {
    let mut all: HashMap<_, Vec<_>> = HashMap::default();
    let mut add = |ty: &'a TypeName, place: &dyn Fn() -> Place| {
        if bases.contains_key(ty) {
            all.entry(ty).or_default().push(place());
        }
    };
    for ty in &api.types {
        for property in &ty.properties {
            add(&property.ty, &|| of_property(ty, &property.name));
        }
    }
    for operation in &api.operations {
        let id = &operation.id;
        for ty in operation.responses.iter().filter_map(|answer| answer.ty.as_ref()) {
            add(ty, &|| Place::Answer(id.clone()));
        }
        if let Some(body) = &operation.request_body {
            body.ty.iter().for_each(|ty| add(ty, &|| Place::Body(id.clone())));
            for one in &body.properties {
                add(&one.ty, &|| Place::Parameter(id.clone(), one.name.clone()));
            }
        }
    }
    all
}

fn of_property(owner: &Type, name: &str) -> Place {
    Place::Property(owner.name.clone(), name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lower::test_api::{api, complex, example, property},
        model::Type,
    };

    const HELD: &str = r##"{"item": {"@odata.type": "#a.derived"}, "other": {}}"##;

    fn family(holder: &str) -> [Type; 3] {
        let holder = complex(holder)
            .with(property("item", "a.base"))
            .with(property("other", "a.base"));
        [complex("a.base"), complex("a.derived").base("a.base"), holder]
    }

    fn place(name: &str) -> Place {
        Place::Property(TypeName::new("a.holder"), name.to_owned())
    }

    #[test]
    fn a_base_that_no_value_is_declared_as_needs_none() {
        let mut base = complex("a.base");
        base.is_abstract = true;
        assert!(
            unions(&api([base, complex("a.derived").base("a.base")], []))
                .bases
                .is_empty()
        );
    }

    #[test]
    fn an_abstract_base_is_a_union_with_all_that_derive_from_it() {
        let mut types = family("a.holder");
        types[0].is_abstract = true;
        let [base, derived, holder] = types;
        let unions = unions(&api(
            [base, derived, complex("a.leaf").base("a.derived"), holder],
            [],
        ));
        let expected = [TypeName::new("a.derived"), TypeName::new("a.leaf")].to_vec();
        assert_eq!(
            unions.bases,
            BTreeMap::from([(TypeName::new("a.base"), expected)])
        );
        assert!(unions.holds(&TypeName::new("a.base"), || place("item")));
    }

    #[test]
    fn a_concrete_base_with_one_derived_type_is_just_itself() {
        assert!(unions(&api(family("a.holder"), [])).bases.is_empty());
    }

    #[test]
    fn a_concrete_base_is_a_union_where_an_example_holds_a_derived_type() {
        let mut api = api(family("a.holder"), []);
        api.examples.push(example("a.holder", HELD));
        let unions = unions(&api);
        let base = TypeName::new("a.base");
        assert!(unions.holds(&base, || place("item")));
        assert!(!unions.holds(&base, || place("other")));
    }

    #[test]
    fn a_base_that_is_never_seen_plain_is_a_union_everywhere() {
        let mut api = api(family("a.holder"), []);
        api.examples
            .push(example("a.holder", &HELD.replace(r#", "other": {}"#, "")));
        assert!(unions(&api).holds(&TypeName::new("a.base"), || place("other")));
    }
}
