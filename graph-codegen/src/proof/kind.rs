//! What a value of a type is on the wire, as the runtime reads it.

use serde_json::Value;

use crate::{
    analyze::{Facts, Place},
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
        if let Some(enum_) = self.api.enum_(ty) {
            return Kind::Enum(enum_);
        }
        if let Some(ty) = self.api.ty(ty) {
            return if ty.free_form {
                Kind::Json
            } else {
                Kind::Struct(ty)
            };
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
        chosen.and_then(|name| self.api.ty(name)).unwrap_or(declared)
    }

    /// A property of a type or of its bases, and what stands there; the nearest one counts.
    pub(super) fn property(&self, ty: &Type, name: &str) -> Option<(Spot<'a>, &'a Property)> {
        let mut found = self.api.chain(&ty.name).filter_map(|owner| {
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
        let mut heirs = self.api.types.iter();
        let heir = heirs.find(|heir| heir.name.as_str().eq_ignore_ascii_case(said));
        heir.is_some_and(|heir| {
            let derives = self.api.chain(&heir.name).any(|ty| ty.name == declared.name);
            derives && self.property(heir, name).is_some()
        })
    }

    /// Whether a type or a base of it is open.
    pub(super) fn is_open(&self, ty: &Type) -> bool {
        self.api.chain(&ty.name).any(|ty| ty.open)
    }

    /// The names of a type's properties, inherited ones too.
    pub(super) fn names(&self, ty: &Type) -> impl Iterator<Item = &'a str> {
        let chain = self.api.chain(&ty.name);
        chain.flat_map(|owner| owner.properties.iter().map(|property| property.name.as_str()))
    }
}

/// The type that an object names.
fn said(object: &Value) -> &str {
    let said = object.get("@odata.type").and_then(Value::as_str);
    let said = said.unwrap_or_default();
    said.strip_prefix('#').unwrap_or(said)
}
