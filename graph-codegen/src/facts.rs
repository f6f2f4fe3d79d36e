//! Facts that need the whole model: what a name means, which values are unions, and which examples contradict their types.

pub mod examples;
mod unions;

pub use unions::{Unions, ValuePlace};

use crate::{
    collections::HashMap,
    model::{Api, Enum, Type, TypeName},
};

/// The facts of a model.
#[derive(Debug, Default)]
pub struct Facts {
    /// The meaning of each name.
    pub named: Named,
    /// Where a value may be of a derived type.
    pub unions: Unions,
}

/// Finds the facts of a model.
pub fn facts(api: &Api) -> Facts {
    let (unions, named) = rayon::join(|| unions::unions(api), || Named::new(api));
    Facts { named, unions }
}

/// The types and the enums of a model by their names.
#[derive(Debug, Default)]
pub struct Named {
    indexes: HashMap<TypeName, Index>,
}

#[derive(Clone, Copy, Debug)]
enum Index {
    Type(usize),
    Enum(usize),
}

/// What a name means.
#[derive(Clone, Copy, Debug)]
pub enum Meaning<'a> {
    /// An entity or a complex type.
    Type(&'a Type),
    /// An enum.
    Enum(&'a Enum),
}

impl Named {
    /// An enum goes before a type of its name.
    pub(super) fn new(api: &Api) -> Self {
        let types = api.types.iter().enumerate();
        let types = types.map(|(index, ty)| (ty.name.clone(), Index::Type(index)));
        let enums = api.enums.iter().enumerate();
        let enums = enums.map(|(index, enum_)| (enum_.name.clone(), Index::Enum(index)));
        Self {
            indexes: types.chain(enums).collect(),
        }
    }

    /// What a name means in the model that this was made from.
    pub fn find<'a>(&self, api: &'a Api, name: &TypeName) -> Option<Meaning<'a>> {
        match *self.indexes.get(name)? {
            Index::Type(index) => api.types.get(index).map(Meaning::Type),
            Index::Enum(index) => api.enums.get(index).map(Meaning::Enum),
        }
    }

    /// The type of a name.
    pub fn ty<'a>(&self, api: &'a Api, name: &TypeName) -> Option<&'a Type> {
        match self.find(api, name)? {
            Meaning::Type(ty) => Some(ty),
            // Rarely both.
            Meaning::Enum(_) => api.ty(name),
        }
    }
}
