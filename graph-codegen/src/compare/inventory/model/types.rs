//! Types and enums → items: their properties, variants and members.

use super::{Facts, type_text};
use crate::{
    compare::inventory::{
        Fact, Item, Kind,
        rust::{Index, Shown},
    },
    model::{Enum, Member, Property, PropertyKind, Type, TypeName},
};

pub(super) fn type_(ty: &Type, index: &Index<'_>) -> Item {
    let wire = ty.name.as_str();
    let (struct_, union_) = (index.structs.get(wire), index.unions.get(wire));
    let mut item = Facts::at(&ty.source)
        .text(Fact::Kind, Some(ty.kind.word()))
        .text(Fact::Base, ty.base.as_ref().map(TypeName::as_str))
        .flag(Fact::Abstract, ty.is_abstract)
        .flag(Fact::Open, ty.open)
        .flag(Fact::FreeForm, ty.free_form)
        .text(Fact::Key, ty.key.as_deref())
        .flag(Fact::Deprecated, ty.deprecated)
        .flag(Fact::Undocumented, !ty.documented)
        .text(Fact::Rust, struct_.map(|shown| shown.path(&shown.item.name.rust)))
        .text(Fact::Union, union_.map(|shown| shown.path(&shown.item.name.rust)))
        .flag(
            Fact::Conversions,
            union_.is_some_and(|shown| shown.item.has_conversions),
        )
        .item();
    for property in &ty.properties {
        item.add(
            Kind::Property,
            &property.name,
            property_facts(property)
                .text(Fact::Rust, field(struct_, property))
                .0,
        );
    }
    for property in &ty.restated {
        item.add(Kind::Restated, &property.name, property_facts(property).0);
    }
    for variant in union_.iter().flat_map(|shown| &shown.item.variants) {
        let entry = Facts::at(&ty.source)
            .text(Fact::Rust, Some(variant.name.rust.as_str()))
            .0;
        item.add(Kind::Variant, &variant.name.wire, entry);
    }
    item
}

fn property_facts(property: &Property) -> Facts {
    Facts::at(&property.source)
        .text(Fact::Type, Some(type_text(&property.ty, property.collection)))
        .text(
            Fact::Kind,
            (property.kind == PropertyKind::Navigation).then_some("navigation"),
        )
        .stated(Fact::Nullable, property.nullable)
        .flag(Fact::Required, property.required)
        .flag(Fact::ReadOnly, property.read_only)
        .flag(Fact::Deprecated, property.deprecated)
        .text(Fact::Default, property.default.as_deref())
        .text(
            Fact::Filter,
            property
                .filter
                .as_ref()
                .map(|operators| match operators.as_slice() {
                    [] => "true".to_owned(),
                    operators => operators.join(","),
                }),
        )
        .flag(Fact::OnlyOnSelect, property.only_on_select)
        .list(Fact::Values, &property.known_values)
}

fn field(struct_: Option<&Shown<'_, crate::rust::Struct>>, property: &Property) -> Option<String> {
    let shown = struct_?;
    let field = shown
        .item
        .fields
        .iter()
        .find(|field| field.name.wire == property.name)?;
    Some(format!("{}:{}", field.name.rust, shown.ty(&field.ty)))
}

pub(super) fn enum_item(enum_: &Enum, index: &Index<'_>) -> Item {
    let shown = index.enums.get(enum_.name.as_str());
    let mut item = Facts::at(&enum_.source)
        .flag(Fact::Flags, enum_.flags)
        .text(Fact::Rust, shown.map(|shown| shown.path(&shown.item.name.rust)))
        .item();
    let variant = |member: &Member| {
        let mut variants = shown?.item.variants.iter();
        variants
            .find(|variant| variant.name.wire == member.name)
            .map(|variant| variant.name.rust.as_str())
    };
    for member in &enum_.members {
        let facts = Facts::at(&member.source)
            .flag(Fact::Evolvable, member.evolvable)
            .flag(Fact::Deprecated, member.deprecated)
            .text(Fact::Rust, variant(member));
        item.add(Kind::Member, &member.name, facts.0);
    }
    item
}
