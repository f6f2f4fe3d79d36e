//! What a value of a type is on the wire, as the runtime reads it.

use serde_json::Value;

use crate::{
    facts::{Facts, Meaning, ValuePlace},
    model::{Api, Enum, Property, Type, TypeName, base_chain},
};

/// What stands somewhere: values of a type, or of any that derive from it.
#[derive(Clone, Copy, Debug)]
pub struct ValueType<'a> {
    /// The declared type.
    pub ty: &'a TypeName,
    /// `@odata.type` may choose another.
    pub union: bool,
}

/// What a value is on the wire.
#[derive(Clone, Copy, Debug)]
pub(crate) enum WireKind<'a> {
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
pub(crate) struct WireKinds<'a> {
    pub(crate) api: &'a Api,
    pub(crate) facts: &'a Facts,
}

impl<'a> WireKinds<'a> {
    /// The kind of a type.
    pub(crate) fn of(&self, ty: &TypeName) -> WireKind<'a> {
        match self.facts.named.find(self.api, ty) {
            Some(Meaning::Enum(enum_)) => return WireKind::Enum(enum_),
            Some(Meaning::Type(ty)) if ty.free_form => return WireKind::Json,
            Some(Meaning::Type(ty)) => return WireKind::Struct(ty),
            None => {}
        }
        match ty.as_str() {
            "Edm.Boolean" => WireKind::Bool,
            "Edm.Byte" | "Edm.SByte" | "Edm.Int16" | "Edm.Int32" => WireKind::Int32,
            "Edm.Int64" => WireKind::Int64,
            "Edm.Single" | "Edm.Double" => WireKind::Float,
            "Edm.Decimal" => WireKind::Decimal,
            "Edm.Binary" => WireKind::Binary,
            "Edm.String" | "Edm.Date" | "Edm.DateTimeOffset" | "Edm.Duration" | "Edm.Guid"
            | "Edm.TimeOfDay" => WireKind::Text,
            _ => WireKind::Json,
        }
    }

    /// The spot in this place for values of this type.
    pub(crate) fn spot<'t>(&self, ty: &'t TypeName, place: impl FnOnce() -> ValuePlace) -> ValueType<'t> {
        let union = self.facts.unions.holds(ty, place);
        ValueType { ty, union }
    }

    /// The type that an object is: the declared one or, where the spot allows it, what `@odata.type` says.
    pub(super) fn actual(&self, spot: ValueType<'_>, declared: &'a Type, object: &Value) -> &'a Type {
        let odata_type = odata_type(object);
        let subtypes = self.facts.unions.bases.get(&declared.name).filter(|_| spot.union);
        let chosen = subtypes
            .into_iter()
            .flatten()
            .find(|subtype| subtype.as_str().eq_ignore_ascii_case(odata_type));
        chosen.and_then(|name| self.ty(name)).unwrap_or(declared)
    }

    fn ty(&self, name: &TypeName) -> Option<&'a Type> {
        self.facts.named.ty(self.api, name)
    }

    /// A type and its bases, nearest first.
    fn chain(self, ty: &'a Type) -> impl Iterator<Item = &'a Type> {
        let base = move |name: &'a TypeName| self.ty(name)?.base.as_ref();
        base_chain(Some(&ty.name), base).filter_map(move |name| self.ty(name))
    }

    /// A property of a type or of its bases, and what stands there; the nearest one counts.
    pub(super) fn property(&self, ty: &'a Type, name: &str) -> Option<(ValueType<'a>, &'a Property)> {
        let mut found = self.chain(ty).filter_map(|owner| {
            let mut properties = owner.properties.iter();
            Some((owner, properties.find(|property| property.name == name)?))
        });
        let (owner, property) = found.next()?;
        let place = || ValuePlace::Property(owner.name.clone(), property.name.clone());
        Some((self.spot(&property.ty, place), property))
    }

    /// Whether a property belongs to the type that an object says it is, where the declared one stands for any that
    /// derive from it without being a union: the value is kept whole there.
    pub(super) fn is_of_subtype(&self, declared: &Type, object: &Value, name: &str) -> bool {
        let odata_type = odata_type(object);
        if odata_type.is_empty() {
            return false;
        }
        let mut subtypes = self.api.types.iter();
        let subtype = subtypes.find(|subtype| subtype.name.as_str().eq_ignore_ascii_case(odata_type));
        subtype.is_some_and(|subtype| {
            let derives = self.chain(subtype).any(|ty| ty.name == declared.name);
            derives && self.property(subtype, name).is_some()
        })
    }

    /// Whether a type or a base of it is open.
    pub(super) fn is_open(&self, ty: &'a Type) -> bool {
        self.chain(ty).any(|ty| ty.open)
    }

    /// Whether a type and its bases have pages. The root of all entities needs none.
    pub(super) fn is_described(&self, ty: &'a Type) -> bool {
        let root = &self.api.api.root;
        ty.documented && self.chain(ty).all(|ty| ty.documented || ty.name == *root)
    }

    /// A type's properties, inherited ones too.
    pub(super) fn properties(&self, ty: &'a Type) -> impl Iterator<Item = &'a Property> {
        self.chain(ty).flat_map(|owner| &owner.properties)
    }
}

/// The type that an object names.
fn odata_type(object: &Value) -> &str {
    let odata_type = object.get("@odata.type").and_then(Value::as_str);
    let odata_type = odata_type.unwrap_or_default();
    odata_type.strip_prefix('#').unwrap_or(odata_type)
}
