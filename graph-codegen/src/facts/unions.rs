//! Where does a value need the union of its declared type and all that derive from it? The service may send any of
//! them anywhere, and what is not listed is kept, so the question is where programs have to tell them apart.
//!
//! Everywhere for an abstract base, and for one of which derived types are seen or are several while a plain value
//! of it is never seen. Else in the places where the examples hold a derived one: `identity` is mostly just that.
//! Nowhere for a base of nearly everything.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::{
    collections::{HashMap, HashSet},
    model::{Api, Example, ExampleBody, ExampleClass, Operation, Type, TypeIndex, TypeName},
};

/// The most types of a union. A place for any of hundreds, such as that of a search hit, says nothing of what it holds,
/// and each type of its union would be linked into every program that can reach the place. There the base stands
/// alone, keeps the value whole, and the runtime's `cast` makes of it what the program expects.
const MOST_VARIANTS: usize = 128;

/// Where a value of a declared type stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValuePlace {
    /// A property, by the type that declares it.
    Property(TypeName, String),
    /// The response of an operation.
    Response(String),
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
    places: BTreeSet<ValuePlace>,
}

impl Unions {
    /// Whether a value of this declared type in this place is the union.
    pub fn holds(&self, declared: &TypeName, place: impl FnOnce() -> ValuePlace) -> bool {
        !declared.is_primitive()
            && self.bases.contains_key(declared)
            && (self.everywhere.contains(declared) || self.places.contains(&place()))
    }
}

/// Reads the model and its examples.
pub(super) fn unions(api: &Api) -> Unions {
    let derived = derived(api);
    let (seen, (declared, subtypes)) =
        rayon::join(|| Seen::new(api), || (declared(api, &derived), subtypes(api)));
    let everywhere: BTreeSet<_> = derived
        .keys()
        .filter(|base| declared.contains_key(*base))
        .filter(|base| {
            let several = subtypes.get(*base).is_some_and(|subtypes| *subtypes > 1);
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
fn subtypes(api: &Api) -> HashMap<&TypeName, usize> {
    let mut subtypes = HashMap::default();
    for base in api.types.iter().filter_map(|ty| ty.base.as_ref()) {
        *subtypes.entry(base).or_default() += 1;
    }
    subtypes
}

/// The places that are declared with a base.
fn declared<'a>(
    api: &'a Api,
    bases: &BTreeMap<&TypeName, Vec<TypeName>>,
) -> HashMap<&'a TypeName, Vec<ValuePlace>> {
    let mut all: HashMap<_, Vec<_>> = HashMap::default();
    let mut add = |ty: &'a TypeName, place: &dyn Fn() -> ValuePlace| {
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
            add(ty, &|| ValuePlace::Response(id.clone()));
        }
        if let Some(body) = &operation.request_body {
            body.ty
                .iter()
                .for_each(|ty| add(ty, &|| ValuePlace::Body(id.clone())));
            for one in &body.properties {
                add(&one.ty, &|| ValuePlace::Parameter(id.clone(), one.name.clone()));
            }
        }
    }
    all
}

fn of_property(owner: &Type, name: &str) -> ValuePlace {
    ValuePlace::Property(owner.name.clone(), name.to_owned())
}

/// What the examples show.
struct Seen<'a> {
    types: TypeIndex<'a>,
    operations: HashMap<&'a str, &'a Operation>,
    /// Places that hold a derived type.
    places: BTreeSet<ValuePlace>,
    /// Bases in whose place a derived type stands somewhere.
    derived: HashSet<TypeName>,
    /// Types of which a value does without `@odata.type`.
    plain: HashSet<TypeName>,
    /// Whether what is plain now counts.
    counts: bool,
}

impl<'a> Seen<'a> {
    fn new(api: &'a Api) -> Self {
        // Of equal ids the first counts.
        let operations = api.operations.iter().rev();
        let mut seen = Self {
            types: TypeIndex::new(&api.types),
            operations: operations.map(|one| (one.id.as_str(), one)).collect(),
            places: BTreeSet::new(),
            derived: HashSet::default(),
            plain: HashSet::default(),
            counts: false,
        };
        for example in &api.examples {
            seen.example(example);
        }
        seen
    }

    fn example(&mut self, example: &Example) {
        let operation = example.operation.as_deref().unwrap_or_default();
        self.counts = false;
        if let Some(request) = &example.request
            && let ExampleBody::Json(body) = &request.body
        {
            match &request.ty {
                Some(ty) => self.value(ty, &|| ValuePlace::Body(operation.to_owned()), body),
                None => self.parameters(operation, body),
            }
        }
        for response in &example.responses {
            // Updates leave out the type, and so do representations, which stand for every type that derives.
            self.counts = response.status != 0 && response.class == ExampleClass::Literal;
            if let ExampleBody::Json(body) = &response.body
                && let Some(ty) = &response.ty
            {
                self.value(
                    ty,
                    &|| ValuePlace::Response(operation.to_owned()),
                    unwrapped(body),
                );
            }
        }
    }

    fn parameters(&mut self, id: &str, body: &Value) {
        let operation = self.operations.get(id).copied();
        let request = operation.and_then(|operation| operation.request_body.as_ref());
        for parameter in request.into_iter().flat_map(|body| &body.properties) {
            let place = || ValuePlace::Parameter(id.to_owned(), parameter.name.clone());
            let given = body.get(&parameter.name).unwrap_or(&Value::Null);
            self.value(&parameter.ty, &place, given);
        }
    }

    fn value(&mut self, declared: &TypeName, place: &dyn Fn() -> ValuePlace, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.value(declared, place, item)),
            Value::Object(object) => self.object(declared, place, object),
            _ => {}
        }
    }

    fn object(&mut self, declared: &TypeName, place: &dyn Fn() -> ValuePlace, object: &Map<String, Value>) {
        let named = object.get("@odata.type").and_then(Value::as_str);
        if named.is_none() && self.counts && !self.plain.contains(declared) {
            self.plain.insert(declared.clone());
        }
        let subtype = named
            .and_then(|name| self.types.find(name.trim_start_matches('#')))
            .map(|ty| &ty.name)
            .filter(|name| self.types.derives(name, declared));
        if subtype.is_some() {
            self.places.insert(place());
            self.derived.insert(declared.clone());
        }
        let owners: Vec<_> = self.types.chain(subtype.unwrap_or(declared)).collect();
        for owner in owners {
            for property in &owner.properties {
                if let Some(inner) = object.get(&property.name) {
                    self.value(&property.ty, &|| of_property(owner, &property.name), inner);
                }
            }
        }
    }
}

/// What an answer holds in `value`, if it holds nothing else: many pages answer with one object that way, too.
fn unwrapped(body: &Value) -> &Value {
    let object = body.as_object();
    let alone = object.is_some_and(|object| {
        object
            .keys()
            .all(|key| key == "value" || key.starts_with("@odata."))
    });
    body.get("value")
        .filter(|value| alone && (value.is_object() || value.is_array()))
        .unwrap_or(body)
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

    fn place(name: &str) -> ValuePlace {
        ValuePlace::Property(TypeName::new("a.holder"), name.to_owned())
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
