//! Indexes of both sides for the comparison. Keys are in lower case.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    collections::HashMap,
    compare::csdl::{self, Callable, Csdl, EnumType, StructuredType},
    model::{self, Api, TypeName, TypeUse},
    route::Schema,
};

/// What the pages say.
pub(super) struct Documented<'a> {
    pub(super) types: BTreeMap<String, &'a model::Type>,
    pub(super) enums: BTreeMap<String, &'a model::Enum>,
}

/// A property with the type that has it as its own.
pub(super) type Owned<'a, T, P> = (&'a T, &'a P);

/// Properties by name.
pub(super) type Properties<'a, T, P> = BTreeMap<String, Owned<'a, T, P>>;

impl<'a> Documented<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self {
            types: api.types.iter().map(|ty| (lower(&ty.name), ty)).collect(),
            enums: api
                .enums
                .iter()
                .map(|enum_| (lower(&enum_.name), enum_))
                .collect(),
        }
    }

    /// The types that are on both sides, as the pages and as the service describe them.
    pub(super) fn known<'s>(
        &self,
        service: &'s Service<'a>,
    ) -> impl Iterator<Item = (&'a model::Type, &'a StructuredType)> + use<'_, 's, 'a> {
        let types = self.types.iter();
        types.filter_map(|(name, ty)| Some((*ty, *service.types.get(name)?)))
    }

    /// All properties of a type, those of its bases included.
    pub(super) fn properties(&self, ty: &'a model::Type) -> Properties<'a, model::Type, model::Property> {
        let mut properties = BTreeMap::new();
        for ty in self.chain(ty).into_iter().rev() {
            let own = ty.properties.iter();
            properties.extend(own.map(|property| (property.name.to_lowercase(), (ty, property))));
        }
        properties
    }

    /// What derives from an open type is open.
    pub(super) fn is_open(&self, ty: &'a model::Type) -> bool {
        self.chain(ty).iter().any(|ty| ty.open)
    }

    /// A type and its bases, nearest first.
    fn chain(&self, ty: &'a model::Type) -> Vec<&'a model::Type> {
        let mut chain = vec![ty];
        let mut next = ty.base.as_ref();
        while let Some(base) = next.and_then(|base| self.types.get(&lower(base))) {
            if chain.iter().any(|seen| seen.name == base.name) {
                break;
            }
            chain.push(base);
            next = base.base.as_ref();
        }
        chain
    }
}

/// What the service says.
pub(super) struct Service<'a> {
    pub(super) csdl: &'a Csdl,
    pub(super) types: BTreeMap<String, &'a StructuredType>,
    pub(super) enums: BTreeMap<String, &'a EnumType>,
    /// Entity sets and singletons.
    pub(super) entries: HashMap<String, &'a csdl::Entry>,
    /// Actions and functions that are bound to nothing.
    pub(super) unbound: HashMap<String, &'a Callable>,
    bound: HashMap<&'a TypeUse, Vec<&'a Callable>>,
    derived: HashMap<&'a TypeName, Vec<&'a StructuredType>>,
    properties: HashMap<&'a TypeName, Properties<'a, StructuredType, csdl::Property>>,
}

impl<'a> Service<'a> {
    pub(super) fn new(csdl: &'a Csdl) -> Self {
        let mut service = Self {
            csdl,
            types: csdl.types.values().map(|ty| (lower(&ty.name), ty)).collect(),
            enums: csdl
                .enums
                .values()
                .map(|enum_| (lower(&enum_.name), enum_))
                .collect(),
            entries: csdl
                .entries
                .iter()
                .map(|entry| (entry.name.to_lowercase(), entry))
                .collect(),
            unbound: HashMap::default(),
            bound: HashMap::default(),
            derived: HashMap::default(),
            properties: HashMap::default(),
        };
        for callable in &csdl.callables {
            match &callable.on {
                Some(on) => service.bound.entry(on).or_default().push(callable),
                None => drop(service.unbound.insert(callable.name.to_lowercase(), callable)),
            }
        }
        for ty in csdl.types.values() {
            for base in service.chain(&ty.name).into_iter().skip(1) {
                service.derived.entry(&base.name).or_default().push(ty);
            }
            service.properties.insert(&ty.name, service.all_properties(ty));
        }
        service
    }

    /// A type and its bases, nearest first; empty for a name that is no type's.
    pub(super) fn chain(&self, name: &TypeName) -> Vec<&'a StructuredType> {
        let mut chain: Vec<&StructuredType> = Vec::new();
        let mut next = self.csdl.types.get(name);
        while let Some(ty) = next.filter(|ty| !chain.iter().any(|seen| seen.name == ty.name)) {
            chain.push(ty);
            next = ty.base.as_ref().and_then(|base| self.csdl.types.get(base));
        }
        chain
    }

    /// What derives from an open type is open.
    pub(super) fn is_open(&self, name: &TypeName) -> bool {
        self.chain(name).iter().any(|ty| ty.open)
    }

    /// All that derives from a type, near and far.
    pub(super) fn derived(&self, name: &TypeName) -> &[&'a StructuredType] {
        self.derived.get(name).map_or(&[], Vec::as_slice)
    }

    /// A property of a type or of its bases.
    pub(super) fn property(&self, ty: &TypeName, name: &str) -> Option<&'a csdl::Property> {
        let (_, property) = self.properties.get(ty)?.get(name)?;
        Some(property)
    }

    /// All properties of a type, those of its bases included.
    pub(super) fn properties(
        &self,
        ty: &'a StructuredType,
    ) -> &Properties<'a, StructuredType, csdl::Property> {
        self.properties.get(&ty.name).expect("every type has its entry")
    }

    fn all_properties(&self, ty: &StructuredType) -> Properties<'a, StructuredType, csdl::Property> {
        let mut properties = BTreeMap::new();
        for ty in self.chain(&ty.name).into_iter().rev() {
            let own = ty.properties.iter();
            properties.extend(own.map(|property| (property.name.to_lowercase(), (ty, property))));
        }
        properties
    }

    /// The actions and functions of this name that can be called on a value of this type.
    pub(super) fn bound(&self, on: &TypeUse, name: &str) -> Vec<&'a Callable> {
        let of = |ty: &TypeName| {
            let on = TypeUse {
                ty: ty.clone(),
                collection: on.collection,
            };
            let all = self.bound.get(&on).into_iter().flatten();
            let named = all.filter(|callable| callable.name.eq_ignore_ascii_case(name));
            named.copied().collect::<Vec<_>>()
        };
        let bases: BTreeSet<_> = self
            .chain(&on.ty)
            .into_iter()
            .map(|ty| &ty.name)
            .chain([&on.ty])
            .collect();
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
        own.into_iter()
            .chain(derived)
            .map(|property| property.ty.clone())
            .collect()
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
        let ty = self
            .types
            .get(&name)
            .or_else(|| self.types.get(&format!("microsoft.{name}")))?;
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
