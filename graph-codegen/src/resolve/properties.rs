//! Rows → properties. Comes in: drafts, names and bases. Goes out: the own properties of each type.
//! Inherited rows are not repeated, and nothing is lost: what an ancestor lacks is moved to it or stays.

mod findings;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ctx::Ctx,
    drafts::{Draft, Row},
    inheritance::{Bases, ancestors},
    names::is_table_of_string,
    representation,
    restated::restated,
};
use crate::{
    collections::HashMap,
    diagnostic::{Diagnostic, codes},
    model::{Enum, Property, PropertyKind, TypeName, TypeUse},
    page::{Page, PropertyRow},
};
use findings::{redeclared, repeated, stranger};

/// Properties by type, each with what its row says of its type and its ancestors.
pub(super) type Typing = BTreeMap<TypeName, Vec<Candidate>>;

/// A row that can become a property of its type or of an ancestor.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) property: Property,
    pub(super) kind: PropertyKind,
    pub(super) typed: TypeUse,
    /// "Inherited from": the ancestors that the row names.
    pub(super) inherited: Vec<TypeName>,
    /// The description states that it is the key.
    pub(super) key: bool,
}

/// Reads the rows of all types.
pub(super) fn candidates(
    ctx: &mut Ctx<'_>,
    drafts: &BTreeMap<TypeName, Draft<'_>>,
    enums: &BTreeMap<TypeName, Enum>,
) -> Typing {
    let mut typing = Typing::new();
    for (name, draft) in drafts {
        let mut found: Vec<Candidate> = Vec::new();
        for row in &draft.rows {
            if !is_property(ctx, row) {
                continue;
            }
            let candidate = candidate(ctx, row, enums);
            let mut known = found.iter_mut();
            match known.find(|known| same_name(&known.property, &candidate.property)) {
                Some(first) => {
                    ctx.diagnostics.extend(repeated(name, first, &candidate));
                    // A table of relationships knows better than one of properties.
                    if first.kind < candidate.kind {
                        *first = candidate;
                    }
                }
                None => found.push(candidate),
            }
        }
        typing.insert(name.clone(), found);
    }
    typing
}

/// What pages say of the properties of their type.
#[derive(Default)]
pub(super) struct Own<T> {
    /// The properties that the type itself has.
    pub(super) properties: T,
    /// Properties of its ancestors in words of its own.
    pub(super) restated: T,
}

type ByType = HashMap<TypeName, Vec<Property>>;

/// Leaves each type with its own properties.
pub(super) fn own(ctx: &mut Ctx<'_>, typing: Typing, bases: &Bases) -> Own<ByType> {
    let documented: BTreeSet<_> = typing.keys().cloned().collect();
    let mut own: Own<ByType> = Own::default();
    // Ancestors first, so that what they gain from their heirs is known when the heirs' heirs are looked at.
    let mut order: Vec<_> = typing.into_iter().collect();
    order.sort_by_cached_key(|(name, _)| ancestors(bases, name).count());
    for (name, candidates) in order {
        let chain: Vec<_> = ancestors(bases, &name).collect();
        let mut kept = Vec::new();
        let mut again = Vec::new();
        for candidate in candidates {
            if let Some(declared) = said_above(&own.properties, &chain, &candidate.property) {
                ctx.diagnostics
                    .extend(redeclared(&name, declared, &candidate.property));
                let words = said_above(&own.restated, &chain, &candidate.property);
                again.extend(restated(words.unwrap_or(declared), candidate.property));
                continue;
            }
            let declaring = candidate
                .inherited
                .iter()
                .find(|ancestor| chain.contains(ancestor));
            match declaring {
                Some(ancestor) if !documented.contains(ancestor) => {
                    let gained = own.properties.entry(ancestor.clone()).or_default();
                    gained.push(candidate.property);
                }
                _ => {
                    ctx.diagnostics.extend(stranger(&name, &candidate, declaring));
                    kept.push(candidate.property);
                }
            }
        }
        own.properties.entry(name.clone()).or_default().extend(kept);
        own.restated.insert(name, again);
    }
    own
}

/// Rows that are no properties: the type marker of every object, and paths.
fn is_property(ctx: &mut Ctx<'_>, row: &Row<'_>) -> bool {
    let name = &row.row.name;
    if matches!(name.value.as_str(), "@odata.type" | "odata.type") {
        return false;
    }
    let usable = name
        .value
        .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '@'))
        && name
            .value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | '.' | '-'));
    if !usable {
        ctx.diagnostics.push(
            Diagnostic::new(
                &codes::NOT_A_PROPERTY,
                name.span,
                format!("`{}` is not the name of a property", name.value),
            )
            .help("the row is left out"),
        );
    }
    usable
}

fn candidate(ctx: &mut Ctx<'_>, row: &Row<'_>, enums: &BTreeMap<TypeName, Enum>) -> Candidate {
    let (page, kind, row) = (row.page, row.kind, row.row.as_ref());
    let mut typed = ctx.cell(page, &row.ty);
    if let Some(enum_) = shown_enum(ctx, page, row, &typed, enums) {
        typed.ty = enum_;
    }
    let inherited = row
        .notes
        .inherited_from
        .iter()
        .filter_map(|ty| ctx.names.lookup(page, ty))
        .collect();
    let property = Property {
        name: row.name.value.clone(),
        kind,
        ty: typed.ty.clone(),
        collection: typed.collection,
        nullable: row.notes.nullable,
        read_only: row.notes.read_only,
        required: row.notes.required == Some(true),
        deprecated: row.notes.deprecated,
        default: row.notes.default.clone(),
        filter: row.notes.filter.clone(),
        only_on_select: row.notes.only_on_select,
        known_values: known_values(page, row, &typed, enums),
        description: row.description.text.trim().to_owned(),
        source: ctx.source(row.span),
    };
    Candidate {
        property,
        kind,
        typed,
        inherited,
        key: row.notes.key,
    }
}

/// The enum that the JSON representation names where the row says `String` and lists values.
fn shown_enum(
    ctx: &Ctx<'_>,
    page: &Page,
    row: &PropertyRow,
    typed: &TypeUse,
    enums: &BTreeMap<TypeName, Enum>,
) -> Option<TypeName> {
    if typed.ty.as_str() != "Edm.String" || row.notes.values.is_none() {
        return None;
    }
    let shown = representation::named_type(page, &row.name.value)?;
    ctx.names
        .by_name(&shown, "")
        .filter(|name| enums.contains_key(name))
}

/// The values of a property that has no enum type: from its description, else from a table named for it.
fn known_values(
    page: &Page,
    row: &PropertyRow,
    typed: &TypeUse,
    enums: &BTreeMap<TypeName, Enum>,
) -> Vec<String> {
    if typed.ty.as_str() != "Edm.String" || enums.contains_key(&typed.ty) {
        return Vec::new();
    }
    let listed = row.notes.values.iter().flat_map(|list| &list.values);
    let listed: Vec<_> = listed
        .map(|value| value.value.clone())
        .filter(|value| value != "null")
        .collect();
    if !listed.is_empty() {
        return listed;
    }
    let table = page.enums.iter().find(|table| {
        is_table_of_string(page, table) && table.name.value.eq_ignore_ascii_case(&row.name.value)
    });
    let members = table.iter().flat_map(|table| &table.members);
    // `null` is the absence of a text.
    let members = members.filter(|member| member.name.value != "null");
    members.map(|member| member.name.value.clone()).collect()
}

fn same_name(a: &Property, b: &Property) -> bool {
    a.name.eq_ignore_ascii_case(&b.name)
}

fn same_type(a: &Property, b: &Property) -> bool {
    a.ty == b.ty && a.collection == b.collection
}

/// What the nearest ancestor that has the property says of it.
fn said_above<'a>(own: &'a ByType, chain: &[&TypeName], property: &Property) -> Option<&'a Property> {
    chain
        .iter()
        .filter_map(|ancestor| own.get(*ancestor))
        .flatten()
        .find(|declared| same_name(declared, property))
}
