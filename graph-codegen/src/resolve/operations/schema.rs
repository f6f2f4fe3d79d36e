//! The schema that paths are walked along: the types, the first segments of paths, and the results of calls.

use crate::{
    collections::{HashMap, HashSet},
    model::{Property, Type, TypeIndex, TypeName, TypeUse},
    route::{self, Reach, Schema, Segment},
};

/// The types and what the pages teach about the roots of paths and about calls.
pub(crate) struct Graph<'a> {
    /// The types.
    pub(crate) types: TypeIndex<'a>,
    /// `/me` is a user: by the path in lower case, names only; `print/printers` where `print` has no type.
    pub(crate) entries: HashMap<String, TypeUse>,
    /// Results of actions and functions, by name in lower case.
    pub(crate) calls: HashMap<String, Vec<Call>>,
    /// Shapes of paths that other paths continue with a key.
    pub(crate) keyed: HashSet<String>,
}

/// An action or a function and its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    /// The type that it is called on, if the path before it has one.
    pub(crate) on: Option<TypeName>,
    /// Its result; `None` for a call without a result.
    pub(crate) result: Option<TypeUse>,
}

impl<'a> Graph<'a> {
    /// A graph of types without entries and calls.
    pub(crate) fn new(types: &'a [Type]) -> Self {
        Self {
            types: TypeIndex::new(types),
            entries: HashMap::default(),
            calls: HashMap::default(),
            keyed: HashSet::default(),
        }
    }

    /// Whether another path continues the one of this shape with a key, so that it is a collection.
    pub(crate) fn holds_keys(&self, shape: &str) -> bool {
        self.keyed.contains(shape)
    }

    /// What a path addresses.
    pub(crate) fn walk(&self, segments: &[Segment]) -> Reach {
        // This schema knows one property and one call of each name at most.
        route::walk(self, segments).swap_remove(0)
    }
}

impl Schema for Graph<'_> {
    fn entry(&self, path: &str) -> Option<TypeUse> {
        self.entries.get(path).cloned()
    }

    fn property(&self, ty: &TypeName, name: &str) -> Vec<TypeUse> {
        let property = self.types.property(ty, name);
        property.map(Property::type_use).into_iter().collect()
    }

    /// A call on this type or its relatives, else one whose result is the same everywhere.
    fn call(&self, on: Option<&TypeUse>, name: &str) -> Vec<Option<TypeUse>> {
        let Some(calls) = self.calls.get(&name.to_lowercase()) else {
            return Vec::new();
        };
        let bound = |call: &&Call| match (&call.on, on) {
            (Some(expected), Some(on)) => self.types.related(expected, &on.ty),
            _ => false,
        };
        let unbound = || {
            let first = calls.first()?;
            calls
                .iter()
                .all(|call| call.result == first.result)
                .then_some(first)
        };
        let call = calls.iter().find(bound).or_else(unbound);
        call.map(|call| call.result.clone()).into_iter().collect()
    }

    fn cast(&self, name: &str) -> Option<TypeName> {
        self.types.find_by_end(name).map(|ty| ty.name.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lower::test_api::{complex, property},
        model::{PropertyKind, TypeKind},
        route::{End, Target},
    };

    fn entity(name: &str) -> Type {
        Type {
            kind: TypeKind::Entity,
            ..complex(name)
        }
    }

    fn several(name: &str, ty: &str) -> Property {
        Property {
            kind: PropertyKind::Navigation,
            collection: true,
            ..property(name, ty)
        }
    }

    fn types() -> Vec<Type> {
        vec![
            entity("microsoft.graph.entity"),
            entity("microsoft.graph.item").base("microsoft.graph.entity"),
            entity("microsoft.graph.message")
                .base("microsoft.graph.item")
                .with(several("attachments", "microsoft.graph.entity"))
                .with(property("flag", "microsoft.graph.flag")),
            complex("microsoft.graph.flag").with(property("color", "Edm.String")),
            entity("microsoft.graph.user").with(several("items", "microsoft.graph.item")),
        ]
    }

    fn typed(ty: &str, collection: bool) -> TypeUse {
        TypeUse {
            ty: TypeName::new(ty),
            collection,
        }
    }

    fn walk(path: &str) -> Reach {
        let types = types();
        let mut graph = Graph::new(&types);
        let me = typed("microsoft.graph.user", false);
        let users = typed("microsoft.graph.user", true);
        graph.entries = [("me".to_owned(), me), ("users".to_owned(), users)]
            .into_iter()
            .collect();
        let forward = Call {
            on: Some(TypeName::new("microsoft.graph.message")),
            result: None,
        };
        let search = Call {
            on: None,
            result: Some(typed("microsoft.graph.item", true)),
        };
        graph.calls = [
            ("forward".to_owned(), vec![forward]),
            ("search".to_owned(), vec![search]),
        ]
        .into_iter()
        .collect();
        graph.walk(&route::parse(path).segments)
    }

    fn check(path: &str, ty: &str, collection: bool, end: End) {
        let expected = Reach {
            target: Target::Typed(typed(ty, collection)),
            end,
        };
        assert_eq!(walk(path), expected, "{path}");
    }

    #[test]
    fn roots_properties_and_keys() {
        check("/me", "microsoft.graph.user", false, End::Entry);
        check("/users", "microsoft.graph.user", true, End::Entry);
        check("/users/{id}", "microsoft.graph.user", false, End::Key);
        check("/users('x')", "microsoft.graph.user", false, End::Key);
        check("/me/items", "microsoft.graph.item", true, End::Property);
        check("/me/items('x')", "microsoft.graph.item", false, End::Key);
    }

    #[test]
    fn properties_of_derived_types_count() {
        check(
            "/me/items/{id}/attachments",
            "microsoft.graph.entity",
            true,
            End::Property,
        );
        check("/me/items/{id}/flag/color", "Edm.String", false, End::Property);
    }

    #[test]
    fn casts_keep_collections() {
        check(
            "/me/items/microsoft.graph.message",
            "microsoft.graph.message",
            true,
            End::Cast,
        );
        check(
            "/me/items/{id}/graph.message",
            "microsoft.graph.message",
            false,
            End::Cast,
        );
    }

    #[test]
    fn calls_give_their_results() {
        let nothing = Reach {
            target: Target::Nothing,
            end: End::Call,
        };
        assert_eq!(walk("/me/items/{id}/forward"), nothing);
        assert_eq!(walk("/me/items/{id}/microsoft.graph.forward"), nothing);
        check("/me/search(q='x')", "microsoft.graph.item", true, End::Call);
        check(
            "/me/search(q='x')/{id}/flag",
            "microsoft.graph.flag",
            false,
            End::Property,
        );
    }

    #[test]
    fn special_segments_and_unknown_names_have_no_type() {
        assert_eq!(walk("/users/$count").target, Target::Special);
        assert_eq!(walk("/me/photo/$value").target, Target::Special);
        assert_eq!(walk("/me/nothing").target, Target::Unknown);
        assert_eq!(walk("/nowhere/{id}").target, Target::Unknown);
    }
}
