//! What does a full name mean? Asked of every value in every example.

use crate::{
    collections::HashMap,
    model::{Api, Enum, Type, TypeName},
};

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
