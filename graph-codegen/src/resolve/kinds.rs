//! Entity or complex type. Comes in: drafts, bases, and what other pages do with a type. Goes out: a kind per family.
//! A type's own page is a weak witness: complex types list an `id` too. So the whole family is decided at once.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ctx::Ctx,
    drafts::Draft,
    inheritance::{Bases, ancestors},
    names::annotations,
    properties::Typing,
};
use crate::{
    model::{PropertyKind, TypeKind, TypeName},
    page::Page,
};

/// What speaks for and against an entity.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// Rows of relationships with this type.
    related: usize,
    /// Rows of properties with this type.
    contained: usize,
    /// A page reads, lists, creates or deletes it.
    addressed: bool,
    /// It states a key.
    keyed: bool,
    /// An override says so.
    stated: Option<bool>,
}

/// The kind of every type that is described or referred to.
pub(super) fn resolve(
    ctx: &Ctx<'_>,
    drafts: &BTreeMap<TypeName, Draft<'_>>,
    typing: &Typing,
    bases: &Bases,
) -> BTreeMap<TypeName, TypeKind> {
    let mut evidence = gather(ctx, drafts, typing);
    for name in drafts.keys().chain(ctx.missing.keys()).chain(bases.values()) {
        evidence.entry(name.clone()).or_default();
    }
    let mut families: BTreeMap<&TypeName, Evidence> = BTreeMap::new();
    for (name, own) in &evidence {
        families.entry(root(bases, name)).or_default().add(own);
    }
    let kind = |name: &TypeName| {
        let root = root(bases, name);
        let family = families.get(root).copied().unwrap_or_default();
        if *root == ctx.info.root || family.is_entity() {
            TypeKind::Entity
        } else {
            TypeKind::Complex
        }
    };
    evidence.keys().map(|name| (name.clone(), kind(name))).collect()
}

impl Evidence {
    fn add(&mut self, other: &Self) {
        self.related += other.related;
        self.contained += other.contained;
        self.addressed |= other.addressed;
        self.keyed |= other.keyed;
        self.stated = self.stated.or(other.stated);
    }

    /// A relationship leads to entities. A type that is only ever the type of properties is complex, whatever its
    /// own page says. Where nothing contains it, being addressed or having a key tells.
    fn is_entity(self) -> bool {
        match (self.stated, self.related, self.contained) {
            (Some(entity), ..) => entity,
            (None, 0, 0) => self.addressed || self.keyed,
            (None, 0, _) => false,
            (None, related, contained) => related * 2 >= contained || self.keyed,
        }
    }
}

fn root<'a>(bases: &'a Bases, name: &'a TypeName) -> &'a TypeName {
    ancestors(bases, name).last().unwrap_or(name)
}

fn gather(
    ctx: &Ctx<'_>,
    drafts: &BTreeMap<TypeName, Draft<'_>>,
    typing: &Typing,
) -> BTreeMap<TypeName, Evidence> {
    let mut evidence: BTreeMap<TypeName, Evidence> = BTreeMap::new();
    for property in typing.values().flatten() {
        let entry = evidence.entry(property.typed.ty.clone()).or_default();
        match property.kind {
            PropertyKind::Navigation => entry.related += 1,
            PropertyKind::Structural => entry.contained += 1,
        }
    }
    for page in ctx.pages {
        for name in addressed(ctx, page) {
            evidence.entry(name).or_default().addressed = true;
        }
    }
    for (name, draft) in drafts {
        let entry = evidence.entry(name.clone()).or_default();
        entry.keyed |= is_keyed(draft);
        let corrections = draft
            .pages
            .iter()
            .filter_map(|page| page.correction.entity.as_ref());
        entry.stated = corrections.map(|entity| entity.value).next();
    }
    evidence
}

/// The types that a page's answers name, where it reads: functions that return a type make it an entity.
fn addressed(ctx: &Ctx<'_>, page: &Page) -> BTreeSet<TypeName> {
    let reads = page.requests.iter().any(|line| line.method.value == "GET");
    let results = page
        .responses
        .iter()
        .filter_map(|response| response.result.as_ref());
    let names = results
        .filter(|_| reads)
        .filter_map(|cell| ctx.names.cell(page, cell));
    names
        .map(|typed| typed.ty)
        .filter(|name| !name.is_primitive())
        .collect()
}

/// A key in the annotation counts when the table has its row: complex types carry one without.
fn is_keyed(draft: &Draft<'_>) -> bool {
    let mut keys = draft
        .pages
        .iter()
        .flat_map(|page| annotations(page))
        .filter_map(|annotation| annotation.key_property.as_deref());
    keys.any(|key| draft.rows.iter().any(|row| row.row.name.value == key))
}
