//! The schema that paths are walked along: the types, and what pages teach about the roots of paths and about calls.

#[cfg(test)]
mod tests;

use crate::{
    collections::{HashMap, HashSet},
    model::{Property, Type, TypeIndex, TypeName, TypeUse},
    route::{self, Reach, Schema, Segment},
};

/// The types and what the pages teach about the roots of paths and about calls.
pub(in crate::resolve) struct Graph<'a> {
    /// The types.
    pub(in crate::resolve) types: TypeIndex<'a>,
    /// `/me` is a user: by the path in lower case, names only; `print/printers` where `print` has no type.
    pub(in crate::resolve) entries: HashMap<String, TypeUse>,
    /// Results of actions and functions, by name in lower case.
    pub(in crate::resolve) calls: HashMap<String, Vec<Call>>,
    /// Shapes of paths that other paths continue with a key.
    pub(in crate::resolve) keyed: HashSet<String>,
}

/// An action or a function and its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::resolve) struct Call {
    /// The type that it is called on, if the path before it has one.
    pub(in crate::resolve) on: Option<TypeName>,
    /// Its result; `None` for a call without a result.
    pub(in crate::resolve) result: Option<TypeUse>,
}

impl<'a> Graph<'a> {
    /// A graph of types without entries and calls.
    pub(in crate::resolve) fn new(types: &'a [Type]) -> Self {
        Self {
            types: TypeIndex::new(types),
            entries: HashMap::default(),
            calls: HashMap::default(),
            keyed: HashSet::default(),
        }
    }

    /// Whether another path continues the one of this shape with a key, so that it is a collection.
    pub(in crate::resolve) fn holds_keys(&self, shape: &str) -> bool {
        self.keyed.contains(shape)
    }

    /// What a path addresses.
    pub(in crate::resolve) fn walk(&self, segments: &[Segment]) -> Reach {
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
