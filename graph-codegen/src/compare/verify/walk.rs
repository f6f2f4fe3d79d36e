//! What a documented path addresses according to the service.

use super::sides::{Service, lower};
use crate::{
    compare::csdl::{Callable, TypeUse},
    model::TypeName,
    route::{self, End, Reach, Schema, Target},
};

/// All that a path may address, since a property can be one of a derived type; nothing if the service does not have it.
pub(super) fn walk(service: &Service<'_>, path: &str) -> Option<Vec<Reach>> {
    let mut reached = route::walk(service, &route::parse(path).segments);
    for reach in &mut reached {
        // A placeholder for the name of a property.
        if reach.target == Target::Unknown && reach.end == End::Key {
            reach.target = Target::Special;
        }
    }
    let known = reached.iter().all(|reach| reach.target != Target::Unknown);
    known.then_some(reached)
}

impl Schema for Service<'_> {
    fn entry(&self, path: &str) -> Option<TypeUse> {
        self.entries.get(path).map(|entry| entry.ty.clone())
    }

    fn property(&self, ty: &TypeName, name: &str) -> Vec<TypeUse> {
        let name = name.to_lowercase();
        let known = |ty| Some(Self::property(self, ty, &name)?.ty.clone());
        match known(ty) {
            Some(property) => vec![property],
            None => self.derived(ty).iter().filter_map(|ty| known(&ty.name)).collect(),
        }
    }

    fn call(&self, on: Option<&TypeUse>, name: &str) -> Vec<Option<TypeUse>> {
        let name = name.to_lowercase();
        let result = |callable: &Callable| callable.result.clone();
        match on {
            Some(on) => self.bound(on, &name).into_iter().map(result).collect(),
            None => self
                .unbound
                .get(&name)
                .map(|callable| result(callable))
                .into_iter()
                .collect(),
        }
    }

    fn cast(&self, name: &str) -> Option<TypeName> {
        let name = lower(&TypeName::new(name));
        let short = || self.types.get(&format!("microsoft.{name}"));
        self.types.get(&name).or_else(short).map(|ty| ty.name.clone())
    }

    fn is_complete(&self) -> bool {
        true
    }
}
