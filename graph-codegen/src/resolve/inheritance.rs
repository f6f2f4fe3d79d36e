//! Who derives from whom. Comes in: drafts. Goes out: a base per type, without cycles.
//! The annotation, sentences, tables of derived types and "Inherited from" in rows are heard; the most specific answer
//! that agrees with the others wins.

mod statements;

use std::collections::BTreeMap;

use super::{
    ctx::Ctx,
    drafts::Draft,
    names::{annotations, full_name},
    prose,
};
use crate::{
    diagnostic::{Diagnostic, codes},
    model::TypeName,
    page::Page,
};
use statements::{Statement, Witness, statements};

/// Base types by type.
pub(super) type Bases = BTreeMap<TypeName, TypeName>;

/// The base of every described type whose pages name one.
pub(super) fn resolve(ctx: &mut Ctx<'_>, drafts: &BTreeMap<TypeName, Draft<'_>>) -> Bases {
    let statements = statements(ctx, drafts);
    let first: Bases = statements
        .iter()
        .filter_map(|(name, said)| Some((name.clone(), said.first()?.base.clone())))
        .collect();
    let mut bases: Bases = BTreeMap::new();
    for (name, said) in &statements {
        if let Some(base) = choose(ctx, name, said, &first) {
            bases.insert(name.clone(), base);
        }
    }
    cut_cycles(ctx, &mut bases, drafts);
    bases
}

/// A type's ancestors, nearest first.
pub(super) fn ancestors<'a>(bases: &'a Bases, name: &'a TypeName) -> impl Iterator<Item = &'a TypeName> {
    // The limit keeps a cycle, which is cut only later, from going round for ever.
    std::iter::successors(bases.get(name), |name| bases.get(name)).take(64)
}

/// The pages, or one of them, say that only derived types occur.
pub(super) fn is_abstract(draft: &Draft<'_>) -> bool {
    let corrected = draft.corrected(|page| page.is_abstract.as_ref(), |stated| stated.is_abstract);
    corrected.unwrap_or_else(|| says_abstract(draft))
}

fn says_abstract(draft: &Draft<'_>) -> bool {
    draft.pages.iter().any(|page| {
        let annotated = annotations(page).any(|annotation| annotation.is_abstract == Some(true));
        let mut said = page.intro.iter().chain(&page.callouts);
        annotated || said.any(|prose| prose::says_abstract(&prose.text))
    })
}

/// The types of which overrides say that they are not the base.
pub(super) fn refuted(ctx: &Ctx<'_>, draft: &Draft<'_>) -> Vec<TypeName> {
    let stated = |page: &&Page| {
        let base = page.correction.not_base.as_ref()?;
        Some(full_name(&base.value, ctx.names.namespace(page)))
    };
    draft.pages.iter().filter_map(stated).collect()
}

/// The weightiest statement, unless another one names a type further down the same chain. Rows name ancestors, of
/// which the nearest is the base.
fn choose(ctx: &mut Ctx<'_>, name: &TypeName, said: &[Statement], first: &Bases) -> Option<TypeName> {
    let above =
        |low: &TypeName, high: &TypeName| *high == ctx.info.root || ancestors(first, low).any(|a| a == high);
    let mut chosen = said.first()?;
    if chosen.witness == Witness::Override {
        return Some(chosen.base.clone());
    }
    for statement in said {
        let specific = statement.base != chosen.base
            && above(&statement.base, &chosen.base)
            && !ancestors(first, &statement.base).any(|ancestor| ancestor == name);
        if specific && statement.base != ctx.info.root {
            chosen = statement;
        }
    }
    let other = said.iter().find(|statement| {
        let agrees = statement.base == chosen.base || above(&chosen.base, &statement.base);
        !agrees && statement.witness < Witness::Row
    });
    if let Some(other) = other {
        ctx.diagnostics.push(
            Diagnostic::new(
                &codes::BASES_DIFFER,
                other.span,
                format!("two bases for `{name}`: `{}` and `{}`", chosen.base, other.base),
            )
            .help(format!("`{}` is taken", chosen.base)),
        );
    }
    Some(chosen.base.clone())
}

fn cut_cycles(ctx: &mut Ctx<'_>, bases: &mut Bases, drafts: &BTreeMap<TypeName, Draft<'_>>) {
    let names: Vec<_> = bases.keys().cloned().collect();
    for name in names {
        if !ancestors(bases, &name).any(|ancestor| *ancestor == name) {
            continue;
        }
        let base = bases.remove(&name);
        if let (Some(base), Some(draft)) = (base, drafts.get(&name)) {
            ctx.diagnostics.push(
                Diagnostic::new(
                    &codes::BASE_CYCLE,
                    draft.span,
                    format!("`{name}` derives from `{base}`, which derives from `{name}`"),
                )
                .help(format!("`{name}` is taken to have no base")),
            );
        }
    }
}
