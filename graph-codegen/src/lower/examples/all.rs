//! The types of the models, for tests of values of every type: whether a page shows one or not.

use std::collections::BTreeMap;

use crate::{lower::Ctx, rust::examples::CaseRust};

/// All structs, enums and unions, by their key in the table of types.
pub(super) fn types(ctx: &Ctx<'_>) -> BTreeMap<String, CaseRust> {
    let structs = ctx.api.types.iter().map(|ty| (&ty.name, false));
    let enums = ctx.api.enums.iter().map(|enum_| (&enum_.name, enum_.flags));
    let named = structs.chain(enums).filter_map(|(name, flags)| {
        let item = ctx.names.item(name)?.clone();
        let rust = if flags {
            CaseRust::Flags(item)
        } else {
            CaseRust::Item(item)
        };
        Some((name.to_string(), rust))
    });
    let unions = ctx.facts.unions.bases.keys().filter_map(|base| {
        let item = ctx.names.union_(base)?.clone();
        Some((format!("any {base}"), CaseRust::Item(item)))
    });
    named.chain(unions).collect()
}
