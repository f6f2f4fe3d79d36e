//! Types and enums that only the overrides file describes. Comes in: a change and its page.

use super::{
    change::Outcome,
    file::{Enum, Kind, Type},
    properties::row,
};
use crate::{
    page::{Page, StatedEnum, StatedType},
    text::Spanned,
};

pub(super) fn add_type(page: &mut Page, stated: &Spanned<Type>) -> Outcome {
    let ty = &stated.value;
    let known = &mut page.correction.types;
    if known.iter().any(|known| known.value.name == ty.name) {
        return Outcome::AlreadySo;
    }
    let rows = |navigation| {
        let of_kind = ty
            .properties
            .iter()
            .filter(move |typed| (typed.navigation == Some(true)) == navigation);
        of_kind.map(|typed| row(typed, stated.span)).collect()
    };
    let ty = StatedType {
        name: ty.name.clone(),
        entity: matches!(ty.kind, Kind::Entity),
        base: ty.base.clone(),
        is_abstract: ty.is_abstract,
        open: ty.open,
        properties: rows(false),
        relationships: rows(true),
    };
    known.push(Spanned::new(ty, stated.span));
    Outcome::Applied
}

pub(super) fn set_enum(page: &mut Page, stated: &Spanned<Enum>) -> Outcome {
    let Enum { name, members, flags } = &stated.value;
    let known = &mut page.correction.enums;
    if known.iter().any(|known| known.value.name == *name) {
        return Outcome::AlreadySo;
    }
    let enum_ = StatedEnum {
        name: name.clone(),
        members: members.clone(),
        flags: *flags,
    };
    known.push(Spanned::new(enum_, stated.span));
    Outcome::Applied
}
