//! What a value of a type is on the wire, as the runtime reads it.

use serde_json::Value;

use crate::{
    facts::{Facts, Meaning, Place},
    model::{Api, Enum, Property, Type, TypeName},
};

/// What stands somewhere: values of a type, or of any that derive from it.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// The declared type.
    pub ty: &'a TypeName,
    /// `@odata.type` may choose another.
    pub union: bool,
}

/// What a value is on the wire.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind<'a> {
    /// A string.
    Text,
    /// A boolean.
    Bool,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits, or a string of its digits.
    Int64,
    /// A number, or a string for those that JSON does not have.
    Float,
    /// A number, or a string of it.
    Decimal,
    /// Base64.
    Binary,
    /// A string with a member, or with several.
    Enum(&'a Enum),
    /// An object.
    Struct(&'a Type),
    /// Anything.
    Json,
}

/// The kinds of a model.
#[derive(Clone, Copy)]
pub(crate) struct Kinds<'a> {
    pub(crate) api: &'a Api,
    pub(crate) facts: &'a Facts,
}

impl<'a> Kinds<'a> {
    /// The kind of a type.
    pub(crate) fn of(&self, ty: &TypeName) -> Kind<'a> {
        match self.facts.named.find(self.api, ty) {
            Some(Meaning::Enum(enum_)) => return Kind::Enum(enum_),
            Some(Meaning::Type(ty)) if ty.free_form => return Kind::Json,
            Some(Meaning::Type(ty)) => return Kind::Struct(ty),
            None => {}
        }
        match ty.as_str() {
            "Edm.Boolean" => Kind::Bool,
            "Edm.Byte" | "Edm.SByte" | "Edm.Int16" | "Edm.Int32" => Kind::Int32,
            "Edm.Int64" => Kind::Int64,
            "Edm.Single" | "Edm.Double" => Kind::Float,
            "Edm.Decimal" => Kind::Decimal,
            "Edm.Binary" => Kind::Binary,
            "Edm.String" | "Edm.Date" | "Edm.DateTimeOffset" | "Edm.Duration" | "Edm.Guid"
            | "Edm.TimeOfDay" => Kind::Text,
            _ => Kind::Json,
        }
    }

    /// The spot in this place for values of this type.
    pub(crate) fn spot<'t>(&self, ty: &'t TypeName, place: impl FnOnce() -> Place) -> Spot<'t> {
        let union = self.facts.unions.holds(ty, place);
        Spot { ty, union }
    }

    /// The type that an object is: the declared one or, where the spot allows it, what `@odata.type` says.
    pub(super) fn actual(&self, spot: Spot<'_>, declared: &'a Type, object: &Value) -> &'a Type {
        let said = said(object);
        let heirs = self.facts.unions.bases.get(&declared.name).filter(|_| spot.union);
        let chosen = heirs
            .into_iter()
            .flatten()
            .find(|heir| heir.as_str().eq_ignore_ascii_case(said));
        chosen.and_then(|name| self.ty(name)).unwrap_or(declared)
    }

    fn ty(&self, name: &TypeName) -> Option<&'a Type> {
        self.facts.named.ty(self.api, name)
    }

    /// A type and its bases, nearest first.
    fn chain(self, ty: &'a Type) -> impl Iterator<Item = &'a Type> {
        std::iter::successors(Some(ty), move |ty| self.ty(ty.base.as_ref()?))
    }

    /// A property of a type or of its bases, and what stands there; the nearest one counts.
    pub(super) fn property(&self, ty: &'a Type, name: &str) -> Option<(Spot<'a>, &'a Property)> {
        let mut found = self.chain(ty).filter_map(|owner| {
            let mut properties = owner.properties.iter();
            Some((owner, properties.find(|property| property.name == name)?))
        });
        let (owner, property) = found.next()?;
        let place = || Place::Property(owner.name.clone(), property.name.clone());
        Some((self.spot(&property.ty, place), property))
    }

    /// Whether a property belongs to the type that an object says it is, where the declared one stands for any that
    /// derive from it without being a union: the value is kept whole there.
    pub(super) fn is_of_heir(&self, declared: &Type, object: &Value, name: &str) -> bool {
        let said = said(object);
        if said.is_empty() {
            return false;
        }
        let mut heirs = self.api.types.iter();
        let heir = heirs.find(|heir| heir.name.as_str().eq_ignore_ascii_case(said));
        heir.is_some_and(|heir| {
            let derives = self.chain(heir).any(|ty| ty.name == declared.name);
            derives && self.property(heir, name).is_some()
        })
    }

    /// Whether a type or a base of it is open.
    pub(super) fn is_open(&self, ty: &'a Type) -> bool {
        self.chain(ty).any(|ty| ty.open)
    }

    /// The names of a type's properties, inherited ones too.
    pub(super) fn names(&self, ty: &'a Type) -> impl Iterator<Item = &'a str> {
        self.chain(ty)
            .flat_map(|owner| owner.properties.iter().map(|property| property.name.as_str()))
    }
}

/// The type that an object names.
fn said(object: &Value) -> &str {
    let said = object.get("@odata.type").and_then(Value::as_str);
    let said = said.unwrap_or_default();
    said.strip_prefix('#').unwrap_or(said)
}
