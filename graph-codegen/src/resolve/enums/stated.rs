//! Enums that overrides state as a whole. Comes in: what tables and lists say. Goes out: what holds.
//! Descriptions of members that stay are kept.

use std::collections::BTreeMap;

use crate::{
    model::{Enum, Member, TypeName},
    page::{Page, StatedEnum},
    resolve::{
        ctx::Ctx,
        names::{Names, full_name},
    },
    text::Span,
};

/// Members that come later than this one are sent only to those who ask for them.
const SENTINEL: &str = "unknownFutureValue";

/// Adds and replaces enums.
pub(super) fn add(ctx: &Ctx<'_>, enums: &mut BTreeMap<TypeName, Enum>) {
    for page in ctx.pages {
        for stated in &page.correction.enums {
            let name = name(ctx.names, page, &stated.value);
            let known = enums.remove(&name);
            enums.insert(name.clone(), enum_(ctx, name, &stated.value, known, stated.span));
        }
    }
}

/// The enum that a statement is about.
pub(in crate::resolve) fn name(names: &Names, page: &Page, stated: &StatedEnum) -> TypeName {
    let namespace = names.namespace(page);
    let known = names
        .by_name(&stated.name, namespace)
        .filter(|name| !name.is_primitive());
    known.unwrap_or_else(|| full_name(&stated.name, namespace))
}

fn enum_(ctx: &Ctx<'_>, name: TypeName, stated: &StatedEnum, known: Option<Enum>, span: Span) -> Enum {
    let (source, described) = match known {
        Some(known) => (known.source, known.members),
        None => (ctx.source(span), Vec::new()),
    };
    let sentinel = stated.members.iter().position(|member| member == SENTINEL);
    let member = |(at, name): (usize, &String)| {
        let same = |member: &&Member| member.name.eq_ignore_ascii_case(name);
        let known = described.iter().find(same);
        Member {
            name: name.clone(),
            rust: None,
            description: known.and_then(|known| known.description.clone()),
            evolvable: sentinel.is_some_and(|sentinel| sentinel < at),
            deprecated: known.is_some_and(|known| known.deprecated),
            source: known.map_or_else(|| ctx.source(span), |known| known.source.clone()),
        }
    };
    Enum {
        name,
        rust: None,
        flags: stated.flags,
        members: stated
            .members
            .iter()
            .enumerate()
            .map(|(at, name)| member((at, name)))
            .collect(),
        source,
    }
}
