//! What a template addresses, walked over the types. Comes in: types, learnt entries and calls. Goes out: a type.
//! Knows nothing of pages.

#[cfg(test)]
mod tests;
mod walk;

use crate::{
    collections::{HashMap, HashSet},
    model::{Property, Type, TypeKind, TypeName},
    resolve::names::Typed,
};

/// The types and what the pages teach about the roots of paths and about calls.
pub(in crate::resolve) struct Graph<'a> {
    /// All of them; the maps below know their places.
    types: Vec<Linked<'a>>,
    /// By full name.
    named: HashMap<&'a str, usize>,
    /// By the full name in lower case, since casts are spelled freely.
    folded: HashMap<String, &'a Type>,
    /// By the last part of the name in lower case.
    short: HashMap<String, Vec<&'a Type>>,
    /// Who has a property of this name in lower case, as places in `types`.
    holders: HashMap<String, Vec<(usize, &'a Property)>>,
    /// `/me` is a user: by the path in lower case, names only; `print/printers` where nothing tells what `print` is.
    pub(in crate::resolve) entries: HashMap<String, Typed>,
    /// Results of actions and functions, by name in lower case.
    pub(in crate::resolve) calls: HashMap<String, Vec<Call>>,
    /// Shapes of paths that other paths continue with a key.
    pub(in crate::resolve) keyed: HashSet<String>,
}

/// A type and its neighbours.
struct Linked<'a> {
    ty: &'a Type,
    base: Option<usize>,
    /// Direct derivations.
    derived: Vec<usize>,
}

/// An action or a function and what it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::resolve) struct Call {
    /// The type that it is called on, where the path before it could be walked.
    pub(in crate::resolve) on: Option<TypeName>,
    /// Its result; `None`: nothing.
    pub(in crate::resolve) result: Option<Typed>,
}

/// Where a template ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::resolve) enum Target {
    /// A value of this type.
    Typed(Typed),
    /// A call that gives nothing.
    Nothing,
    /// `$ref`, `$value`, `$count`.
    Special,
    /// The types do not tell.
    Unknown,
}

/// How a template ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) enum End {
    /// The first segment.
    Entry,
    /// A property.
    Property,
    /// A key, in braces or in parentheses.
    Key,
    /// An action or a function.
    Call,
    /// A cast.
    Cast,
    /// An address by path.
    ByPath,
    /// `$ref`, `$value`, `$count`.
    Special,
    /// A name that no type knows.
    Unknown,
}

/// The result of a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::resolve) struct Reach {
    /// Where it ends.
    pub(in crate::resolve) target: Target,
    /// How it ends.
    pub(in crate::resolve) end: End,
}

impl<'a> Graph<'a> {
    /// A graph of types without entries and calls.
    pub(in crate::resolve) fn new(types: &'a [Type]) -> Self {
        let names = types.iter().map(|ty| ty.name.as_str());
        let named: HashMap<&str, usize> = names.zip(0..).collect();
        let mut short: HashMap<String, Vec<&Type>> = HashMap::default();
        for ty in types {
            short.entry(ty.name.short().to_lowercase()).or_default().push(ty);
        }
        Self {
            holders: holders(types),
            types: link(types, &named),
            named,
            folded: types
                .iter()
                .map(|ty| (ty.name.as_str().to_lowercase(), ty))
                .collect(),
            short,
            entries: HashMap::default(),
            calls: HashMap::default(),
            keyed: HashSet::default(),
        }
    }

    /// The type of this name.
    pub(in crate::resolve) fn ty(&self, name: &TypeName) -> Option<&'a Type> {
        self.linked(name).map(|linked| linked.ty)
    }

    fn linked(&self, name: &TypeName) -> Option<&Linked<'a>> {
        self.types.get(*self.named.get(name.as_str())?)
    }

    /// The entity of the default namespace that has the name of a first segment in lower case.
    pub(in crate::resolve) fn singleton(&self, root: &str) -> Option<TypeName> {
        let named = self.short.get(root)?;
        let mut entities = named.iter().filter(|ty| ty.kind == TypeKind::Entity);
        let first = entities.next()?;
        entities.next().is_none().then(|| first.name.clone())
    }

    /// A type and its bases, nearest first.
    pub(in crate::resolve) fn chain(&self, name: &TypeName) -> impl Iterator<Item = &'a Type> {
        let start = self.named.get(name.as_str()).copied();
        let chain = start.into_iter().flat_map(|start| self.up(start));
        chain.filter_map(|place| Some(self.types.get(place)?.ty))
    }

    /// The type of this name in any letter case.
    pub(in crate::resolve) fn find(&self, name: &str) -> Option<&'a Type> {
        self.folded.get(&name.to_lowercase()).copied()
    }

    /// Whether one of the two is the other or derives from it. Everything derives from the root, which says nothing.
    pub(in crate::resolve) fn related(&self, a: &TypeName, b: &TypeName) -> bool {
        a == b || !self.is_root(a) && !self.is_root(b) && (self.derives(a, b) || self.derives(b, a))
    }

    fn is_root(&self, name: &TypeName) -> bool {
        let bare = |ty: &Type| ty.base.is_none() && ty.kind == TypeKind::Entity && ty.properties.len() < 2;
        self.ty(name).is_some_and(bare)
    }

    /// Whether `name` has `base` above it.
    pub(in crate::resolve) fn derives(&self, name: &TypeName, base: &TypeName) -> bool {
        self.chain(name).skip(1).any(|ty| ty.name == *base)
    }

    /// Whether another path continues the one of this shape with a key, so that it is a collection.
    pub(in crate::resolve) fn holds_keys(&self, shape: &str) -> bool {
        self.keyed.contains(shape)
    }

    /// A property of the type, of its bases, or of what derives from it.
    pub(in crate::resolve) fn property(&self, ty: &TypeName, name: &str) -> Option<Typed> {
        // Most words of paths are no property of anything.
        let holders = self.holders.get(&name.to_ascii_lowercase())?;
        let named = |place: usize| {
            let first = holders.partition_point(|(holder, _)| *holder < place);
            holders.get(first).filter(|(holder, _)| *holder == place)
        };
        let start = *self.named.get(ty.as_str())?;
        let own = self.up(start).find_map(named);
        let below = || self.below(start).into_iter().find_map(named);
        let inherited = |(holder, _): &(usize, _)| self.up(*holder).any(|place| place == start);
        let found = own.or_else(|| holders.iter().any(inherited).then(below).flatten());
        found.map(|(_, property)| typed(property))
    }

    /// The places of a type and of its bases, nearest first.
    fn up(&self, place: usize) -> impl Iterator<Item = usize> {
        let base = |place: &usize| self.types.get(*place)?.base;
        // Bases form no cycle; the limit only keeps a broken promise from hanging.
        std::iter::successors(Some(place), base).take(100)
    }

    /// The places of all types that derive from a type, nearest first.
    fn below(&self, place: usize) -> Vec<usize> {
        let mut found = vec![place];
        let mut next = 0;
        // Each type has one base and bases form no cycle; the limit only keeps a broken promise from hanging.
        while let Some(place) = found.get(next).filter(|_| next <= self.types.len()) {
            next += 1;
            let derived = self.types.get(*place).map(|linked| linked.derived.as_slice());
            found.extend_from_slice(derived.unwrap_or_default());
        }
        found.split_off(1)
    }
}

/// The first property of each name that each type has.
fn holders(types: &[Type]) -> HashMap<String, Vec<(usize, &Property)>> {
    let mut holders: HashMap<String, Vec<_>> = HashMap::default();
    for (place, ty) in types.iter().enumerate() {
        for property in &ty.properties {
            let known = holders.entry(property.name.to_ascii_lowercase()).or_default();
            if known.last().is_none_or(|(last, _)| *last != place) {
                known.push((place, property));
            }
        }
    }
    holders
}

/// Links each type with its base and with what derives from it.
fn link<'a>(types: &'a [Type], named: &HashMap<&str, usize>) -> Vec<Linked<'a>> {
    let base = |ty: &Type| named.get(ty.base.as_ref()?.as_str()).copied();
    let alone = |ty: &'a Type| Linked {
        ty,
        base: base(ty),
        derived: Vec::new(),
    };
    let mut linked: Vec<_> = types.iter().map(alone).collect();
    for (index, ty) in types.iter().enumerate() {
        if let Some(base) = base(ty).and_then(|base| linked.get_mut(base)) {
            base.derived.push(index);
        }
    }
    linked
}

fn typed(property: &Property) -> Typed {
    Typed {
        ty: property.ty.clone(),
        collection: property.collection,
    }
}
