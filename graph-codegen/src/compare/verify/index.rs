//! Indexes of both sides for the comparison. Keys are in lower case.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    collections::HashMap,
    compare::csdl::{self, Callable, Csdl},
    model::{Api, Enum, Property, Type, TypeName, TypeUse, base_chain},
    route::Schema,
};

/// The types and enums of one side.
pub(super) struct Side<'a> {
    pub(super) types: BTreeMap<String, &'a Type>,
    pub(super) enums: BTreeMap<String, &'a Enum>,
    properties: HashMap<&'a TypeName, Properties<'a>>,
}

/// Properties by name, each with the type that has it as its own.
pub(super) type Properties<'a> = BTreeMap<String, (&'a Type, &'a Property)>;

impl<'a> Side<'a> {
    /// What the pages say.
    pub(super) fn of_pages(api: &'a Api) -> Self {
        Self::new(&api.types, &api.enums)
    }

    fn new(types: impl IntoIterator<Item = &'a Type>, enums: impl IntoIterator<Item = &'a Enum>) -> Self {
        let types = types.into_iter().map(|ty| (lower(&ty.name), ty));
        let enums = enums.into_iter().map(|enum_| (lower(&enum_.name), enum_));
        let mut side = Self {
            types: types.collect(),
            enums: enums.collect(),
            properties: HashMap::default(),
        };
        let properties = side.types.values().map(|ty| (&ty.name, side.all_properties(ty)));
        side.properties = properties.collect();
        side
    }

    /// The type of a name.
    pub(super) fn ty(&self, name: &TypeName) -> Option<&'a Type> {
        self.types.get(&lower(name)).copied()
    }

    /// The types that are on both sides, as the pages and as the service describe them.
    pub(super) fn known<'s>(
        &self,
        service: &'s Service<'a>,
    ) -> impl Iterator<Item = (&'a Type, &'a Type)> + use<'_, 's, 'a> {
        let types = self.types.iter();
        types.filter_map(|(name, ty)| Some((*ty, *service.side.types.get(name)?)))
    }

    /// A type and its bases, nearest first; empty for a name that is no type's.
    pub(super) fn chain(&self, name: &TypeName) -> impl Iterator<Item = &'a Type> {
        let base = |name: &'a TypeName| {
            self.ty(name)?
                .base
                .as_ref()
                .and_then(|base| Some(&self.ty(base)?.name))
        };
        let start = self.ty(name).map(|ty| &ty.name);
        base_chain(start, base).filter_map(|name| self.ty(name))
    }

    /// What derives from an open type is open.
    pub(super) fn is_open(&self, name: &TypeName) -> bool {
        self.chain(name).any(|ty| ty.open)
    }

    /// All properties of a type, those of its bases included.
    pub(super) fn properties(&self, ty: &'a Type) -> &Properties<'a> {
        self.properties.get(&ty.name).expect("every type has its entry")
    }

    fn all_properties(&self, ty: &Type) -> Properties<'a> {
        let mut properties = BTreeMap::new();
        let chain: Vec<_> = self.chain(&ty.name).collect();
        for ty in chain.into_iter().rev() {
            let own = ty.properties.iter();
            properties.extend(own.map(|property| (property.name.to_lowercase(), (ty, property))));
        }
        properties
    }
}

/// What the service says.
pub(super) struct Service<'a> {
    pub(super) csdl: &'a Csdl,
    pub(super) side: Side<'a>,
    /// Entity sets and singletons.
    entries: HashMap<String, &'a csdl::Entry>,
    /// Actions and functions that are bound to nothing.
    unbound: HashMap<String, &'a Callable>,
    bound: HashMap<&'a TypeUse, Vec<&'a Callable>>,
    derived: HashMap<&'a TypeName, Vec<&'a Type>>,
}

impl<'a> Service<'a> {
    pub(super) fn new(csdl: &'a Csdl) -> Self {
        let entries = csdl.entries.iter();
        let mut service = Self {
            csdl,
            side: Side::new(csdl.types.values(), csdl.enums.values()),
            entries: entries.map(|entry| (entry.name.to_lowercase(), entry)).collect(),
            unbound: HashMap::default(),
            bound: HashMap::default(),
            derived: HashMap::default(),
        };
        for callable in &csdl.callables {
            match &callable.on {
                Some(on) => service.bound.entry(on).or_default().push(callable),
                None => drop(service.unbound.insert(callable.name.to_lowercase(), callable)),
            }
        }
        for ty in csdl.types.values() {
            for base in service.side.chain(&ty.name).skip(1) {
                service.derived.entry(&base.name).or_default().push(ty);
            }
        }
        service
    }

    /// All that derives from a type, near and far.
    fn derived(&self, name: &TypeName) -> &[&'a Type] {
        self.derived.get(name).map_or(&[], Vec::as_slice)
    }

    /// A property of a type or of its bases, by its name in lower case.
    fn property(&self, ty: &TypeName, name: &str) -> Option<&'a Property> {
        let (_, property) = self.side.properties(self.side.ty(ty)?).get(name)?;
        Some(property)
    }

    /// The actions and functions of this name that can be called on a value of this type.
    fn bound(&self, on: &TypeUse, name: &str) -> Vec<&'a Callable> {
        let of = |ty: &TypeName| {
            let on = TypeUse {
                ty: ty.clone(),
                collection: on.collection,
            };
            let all = self.bound.get(&on).into_iter().flatten();
            let named = all.filter(|callable| callable.name.eq_ignore_ascii_case(name));
            named.copied().collect::<Vec<_>>()
        };
        let bases = self.side.chain(&on.ty).map(|ty| &ty.name);
        let bases: BTreeSet<_> = bases.chain([&on.ty]).collect();
        let found: Vec<_> = bases.into_iter().flat_map(of).collect();
        if !found.is_empty() {
            return found;
        }
        self.derived(&on.ty).iter().flat_map(|ty| of(&ty.name)).collect()
    }
}

impl Schema for Service<'_> {
    fn entry(&self, path: &str) -> Option<TypeUse> {
        let entry = self.entries.get(&path.to_lowercase())?;
        Some(entry.ty.clone())
    }

    fn property(&self, ty: &TypeName, name: &str) -> Vec<TypeUse> {
        let name = name.to_lowercase();
        let own = Service::property(self, ty, &name);
        let derived = self.derived(ty).iter().filter(|_| own.is_none());
        let derived = derived.filter_map(|ty| Service::property(self, &ty.name, &name));
        own.into_iter().chain(derived).map(Property::type_use).collect()
    }

    fn call(&self, on: Option<&TypeUse>, name: &str) -> Vec<Option<TypeUse>> {
        let calls = match on {
            Some(on) => self.bound(on, name),
            None => self
                .unbound
                .get(&name.to_lowercase())
                .copied()
                .into_iter()
                .collect(),
        };
        calls
            .into_iter()
            .map(|callable| callable.result.clone())
            .collect()
    }

    fn cast(&self, name: &str) -> Option<TypeName> {
        let name = name.to_lowercase();
        let types = &self.side.types;
        let ty = types
            .get(&name)
            .or_else(|| types.get(&format!("microsoft.{name}")))?;
        Some(ty.name.clone())
    }

    fn is_complete(&self) -> bool {
        true
    }
}

/// A name in lower case.
pub(super) fn lower(name: &TypeName) -> String {
    name.as_str().to_lowercase()
}
