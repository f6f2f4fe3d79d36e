//! Look-ups of types: by name, along their bases and subtypes, by property.

use std::hash::Hash;

use super::{
    api::Api,
    names::{TypeName, short_name},
    types::{Enum, Property, Type, TypeKind},
};
use crate::collections::{HashMap, HashSet};

/// An item and its bases, nearest first. The chain ends before an item that it has visited, so that a cycle ends, too.
pub fn base_chain<T: Copy + Eq + Hash>(
    start: Option<T>,
    base: impl Fn(T) -> Option<T>,
) -> impl Iterator<Item = T> {
    let mut visited = Visited::default();
    let mut next = start;
    std::iter::from_fn(move || {
        let item = next.filter(|item| visited.insert(*item))?;
        next = base(item);
        Some(item)
    })
}

/// The items of a chain so far. Most chains are short: only long ones are hashed.
struct Visited<T> {
    first: [Option<T>; 16],
    further: HashSet<T>,
}

impl<T: Copy> Default for Visited<T> {
    fn default() -> Self {
        Self {
            first: [None; 16],
            further: HashSet::default(),
        }
    }
}

impl<T: Copy + Eq + Hash> Visited<T> {
    /// Whether the item is new.
    fn insert(&mut self, item: T) -> bool {
        for place in &mut self.first {
            match place {
                Some(known) if *known == item => return false,
                Some(_) => {}
                None => {
                    *place = Some(item);
                    return true;
                }
            }
        }
        self.further.insert(item)
    }
}

impl Api {
    /// The type of this name.
    pub fn ty(&self, name: &TypeName) -> Option<&Type> {
        let index = self.types.binary_search_by(|ty| ty.name.cmp(name)).ok()?;
        self.types.get(index)
    }

    /// The enum of this name.
    pub fn enum_(&self, name: &TypeName) -> Option<&Enum> {
        let index = self.enums.binary_search_by(|enum_| enum_.name.cmp(name)).ok()?;
        self.enums.get(index)
    }

    /// A type and its bases, nearest first.
    pub fn chain<'a>(&'a self, name: &TypeName) -> impl Iterator<Item = &'a Type> + use<'a> {
        let base = |name| self.ty(name)?.base.as_ref();
        let start = self.ty(name).map(|ty| &ty.name);
        base_chain(start, base).filter_map(|name| self.ty(name))
    }
}

/// Types, indexed by name, by base and by property. Names are found in any letter case where nothing else is said.
pub struct TypeIndex<'a> {
    /// All of them; the maps below hold indexes into this list.
    types: Vec<Linked<'a>>,
    /// By full name, exactly.
    by_name: HashMap<&'a str, usize>,
    /// By full name in lower case.
    by_lower_name: HashMap<String, &'a Type>,
    /// By the last part of the name in lower case.
    by_short_name: HashMap<String, Vec<&'a Type>>,
    /// The types that have a property of this name in lower case, in order.
    by_property: HashMap<String, Vec<(usize, &'a Property)>>,
}

/// A type and its neighbours.
struct Linked<'a> {
    ty: &'a Type,
    base: Option<usize>,
    /// Direct subtypes.
    subtypes: Vec<usize>,
}

impl<'a> TypeIndex<'a> {
    /// Indexes types.
    pub fn new(types: &'a [Type]) -> Self {
        let names = types.iter().map(|ty| ty.name.as_str());
        let by_name: HashMap<&str, usize> = names.zip(0..).collect();
        let mut by_short_name: HashMap<String, Vec<&Type>> = HashMap::default();
        for ty in types {
            let name = ty.name.short().to_lowercase();
            by_short_name.entry(name).or_default().push(ty);
        }
        let lower = types.iter().map(|ty| (ty.name.as_str().to_lowercase(), ty));
        Self {
            by_property: by_property(types),
            types: link(types, &by_name),
            by_lower_name: lower.collect(),
            by_name,
            by_short_name,
        }
    }

    /// The type of exactly this name.
    pub fn ty(&self, name: &TypeName) -> Option<&'a Type> {
        let index = self.by_name.get(name.as_str())?;
        self.types.get(*index).map(|linked| linked.ty)
    }

    /// The type of this full name in any letter case.
    pub fn find(&self, name: &str) -> Option<&'a Type> {
        self.by_lower_name.get(&name.to_lowercase()).copied()
    }

    /// The type of this name in any letter case, of which the start may be left out: `graph.user`.
    pub fn find_by_end(&self, name: &str) -> Option<&'a Type> {
        let name = name.to_lowercase();
        let ending = format!(".{name}");
        let full = |ty: &&Type| ty.name.as_str().to_lowercase();
        let longer = || {
            let named = self.by_short_name.get(short_name(&name))?.iter().copied();
            named.filter(|ty| full(ty).ends_with(&ending)).min_by_key(full)
        };
        self.by_lower_name.get(&name).copied().or_else(longer)
    }

    /// The only entity whose last part of the name is this text in lower case.
    pub fn only_entity(&self, short_name: &str) -> Option<&'a Type> {
        let named = self.by_short_name.get(short_name)?;
        let mut entities = named.iter().filter(|ty| ty.kind == TypeKind::Entity);
        let first = entities.next()?;
        entities.next().is_none().then_some(*first)
    }

    /// A type and its bases, nearest first.
    pub fn chain(&self, name: &TypeName) -> impl Iterator<Item = &'a Type> {
        let start = self.by_name.get(name.as_str()).copied();
        self.up(start).filter_map(|index| Some(self.types.get(index)?.ty))
    }

    /// Whether `name` has `base` above it.
    pub fn derives(&self, name: &TypeName, base: &TypeName) -> bool {
        self.chain(name).skip(1).any(|ty| ty.name == *base)
    }

    /// Whether one of the two is the other or derives from it. Everything derives from the root, which does not count.
    pub fn related(&self, a: &TypeName, b: &TypeName) -> bool {
        a == b || !self.is_root(a) && !self.is_root(b) && (self.derives(a, b) || self.derives(b, a))
    }

    fn is_root(&self, name: &TypeName) -> bool {
        let bare = |ty: &Type| ty.base.is_none() && ty.kind == TypeKind::Entity && ty.properties.len() < 2;
        self.ty(name).is_some_and(bare)
    }

    /// A property of the type, of its bases, or of its nearest subtype that has one.
    pub fn property(&self, ty: &TypeName, name: &str) -> Option<&'a Property> {
        // Most words of paths are no property of anything.
        let holders = self.by_property.get(&name.to_ascii_lowercase())?;
        let named = |index: usize| {
            let first = holders.partition_point(|(holder, _)| *holder < index);
            holders.get(first).filter(|(holder, _)| *holder == index)
        };
        let start = *self.by_name.get(ty.as_str())?;
        let own = self.up(Some(start)).find_map(named);
        let below = || self.below(start).into_iter().find_map(named);
        let inherited = |(holder, _): &(usize, _)| self.up(Some(*holder)).any(|index| index == start);
        let found = own.or_else(|| holders.iter().any(inherited).then(below).flatten());
        found.map(|(_, property)| *property)
    }

    fn up(&self, start: Option<usize>) -> impl Iterator<Item = usize> {
        base_chain(start, |index| self.types.get(index)?.base)
    }

    /// The indexes of all types that derive from a type, nearest first.
    fn below(&self, start: usize) -> Vec<usize> {
        let (mut found, mut visited) = (vec![start], HashSet::from_iter([start]));
        let mut next = 0;
        while let Some(linked) = found.get(next).and_then(|index| self.types.get(*index)) {
            next += 1;
            found.extend(linked.subtypes.iter().filter(|index| visited.insert(**index)));
        }
        found.split_off(1)
    }
}

/// The first property of each name that each type has.
fn by_property(types: &[Type]) -> HashMap<String, Vec<(usize, &Property)>> {
    let mut holders: HashMap<String, Vec<_>> = HashMap::default();
    for (index, ty) in types.iter().enumerate() {
        for property in &ty.properties {
            let known = holders.entry(property.name.to_ascii_lowercase()).or_default();
            if known.last().is_none_or(|(last, _)| *last != index) {
                known.push((index, property));
            }
        }
    }
    holders
}

/// Links each type with its base and its subtypes.
fn link<'a>(types: &'a [Type], by_name: &HashMap<&str, usize>) -> Vec<Linked<'a>> {
    let base = |ty: &Type| by_name.get(ty.base.as_ref()?.as_str()).copied();
    let alone = |ty: &'a Type| Linked {
        ty,
        base: base(ty),
        subtypes: Vec::new(),
    };
    let mut linked: Vec<_> = types.iter().map(alone).collect();
    for (index, ty) in types.iter().enumerate() {
        if let Some(base) = base(ty).and_then(|base| linked.get_mut(base)) {
            base.subtypes.push(index);
        }
    }
    linked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::test_api::{complex, property};

    #[test]
    fn a_chain_of_bases_ends_where_it_comes_back() {
        for length in [1, 2, 16, 17, 65, 1000] {
            let chain: Vec<usize> = base_chain(Some(0), |at| Some((at + 1) % length)).collect();
            assert_eq!(chain, (0..length).collect::<Vec<_>>(), "{length}");
        }
    }

    #[test]
    fn an_index_of_types_in_a_circle_answers() {
        let name = |at: usize| format!("a.t{at:03}");
        let types: Vec<Type> = (0..65)
            .map(|at| complex(&name(at)).base(&name((at + 1) % 65)))
            .map(|ty| {
                if ty.name.as_str() == "a.t064" {
                    ty.with(property("x", "Edm.String"))
                } else {
                    ty
                }
            })
            .collect();
        let index = TypeIndex::new(&types);
        let (first, last) = (TypeName::new(name(0)), TypeName::new(name(64)));
        assert_eq!(index.chain(&first).count(), 65);
        assert!(index.derives(&first, &last) && index.derives(&last, &first));
        assert_eq!(
            index.property(&first, "X").map(|property| property.name.as_str()),
            Some("x")
        );
        assert!(index.property(&first, "y").is_none());
    }
}
