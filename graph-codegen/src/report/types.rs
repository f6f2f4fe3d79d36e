//! Types and enums of the model, small enough for a page. Comes in: both. Goes out: the same with numbers for names.

use serde::Serialize;

use super::{Place, Tables, unset};
use crate::model::{self, PropertyKind, TypeKind};

/// A type.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Type<'a> {
    name: usize,
    kind: TypeKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<usize>,
    #[serde(rename = "abstract", skip_serializing_if = "unset")]
    is_abstract: bool,
    #[serde(skip_serializing_if = "unset")]
    open: bool,
    #[serde(skip_serializing_if = "unset")]
    free_form: bool,
    #[serde(skip_serializing_if = "unset")]
    deprecated: bool,
    #[serde(skip_serializing_if = "unset")]
    undocumented: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<usize>,
    properties: Vec<Property<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    restated: Vec<Property<'a>>,
    at: Place,
}

/// A property.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Property<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    ty: usize,
    #[serde(skip_serializing_if = "unset")]
    collection: bool,
    #[serde(skip_serializing_if = "unset")]
    navigation: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    nullable: Option<bool>,
    #[serde(skip_serializing_if = "unset")]
    read_only: bool,
    #[serde(skip_serializing_if = "unset")]
    required: bool,
    #[serde(skip_serializing_if = "unset")]
    deprecated: bool,
    #[serde(skip_serializing_if = "unset")]
    only_on_select: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<&'a [String]>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    values: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<usize>,
    at: Place,
}

/// An enum.
#[derive(Serialize)]
pub(super) struct Enum<'a> {
    name: usize,
    #[serde(skip_serializing_if = "unset")]
    flags: bool,
    members: Vec<Member<'a>>,
    at: Place,
}

/// A member of an enum.
#[derive(Serialize)]
struct Member<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<usize>,
    #[serde(skip_serializing_if = "unset")]
    evolvable: bool,
    #[serde(skip_serializing_if = "unset")]
    deprecated: bool,
}

/// All types, by name.
pub(super) fn types<'a>(types: &'a [model::Type], tables: &mut Tables<'a>) -> Vec<Type<'a>> {
    types.iter().map(|ty| type_(ty, tables)).collect()
}

fn type_<'a>(ty: &'a model::Type, tables: &mut Tables<'a>) -> Type<'a> {
    Type {
        name: tables.name(&ty.name),
        kind: ty.kind,
        base: ty.base.as_ref().map(|base| tables.name(base)),
        is_abstract: ty.is_abstract,
        open: ty.open,
        free_form: ty.free_form,
        deprecated: ty.deprecated,
        undocumented: !ty.documented,
        key: ty.key.as_deref(),
        text: tables.text(&ty.description),
        properties: properties(&ty.properties, tables),
        restated: properties(&ty.restated, tables),
        at: tables.place(&ty.source),
    }
}

fn properties<'a>(properties: &'a [model::Property], tables: &mut Tables<'a>) -> Vec<Property<'a>> {
    properties.iter().map(|own| property(own, tables)).collect()
}

fn property<'a>(property: &'a model::Property, tables: &mut Tables<'a>) -> Property<'a> {
    Property {
        name: &property.name,
        ty: tables.name(&property.ty),
        collection: property.collection,
        navigation: property.kind == PropertyKind::Navigation,
        nullable: property.nullable,
        read_only: property.read_only,
        required: property.required,
        deprecated: property.deprecated,
        only_on_select: property.only_on_select,
        default: property.default.as_deref(),
        filter: property.filter.as_deref(),
        values: &property.known_values,
        text: tables.text(&property.description),
        at: tables.place(&property.source),
    }
}

/// All enums, by name.
pub(super) fn enums<'a>(enums: &'a [model::Enum], tables: &mut Tables<'a>) -> Vec<Enum<'a>> {
    let enum_ = |enum_: &'a model::Enum| Enum {
        name: tables.name(&enum_.name),
        flags: enum_.flags,
        members: enum_
            .members
            .iter()
            .map(|member| Member {
                name: &member.name,
                text: member.description.as_deref().and_then(|text| tables.text(text)),
                evolvable: member.evolvable,
                deprecated: member.deprecated,
            })
            .collect(),
        at: tables.place(&enum_.source),
    };
    enums.iter().map(enum_).collect()
}
