//! Chooses one base type for each type and breaks inheritance cycles. Annotations, sentences, tables of derived types
//! and "Inherited from" in rows count; the most specific statement that agrees with the others wins.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    collections::{HashMap, HashSet},
    diagnostic::{Diagnostic, codes},
    model::{TypeName, base_chain, full_name, primitive},
    page::{Fact, Page, TypeRef},
    resolve::{context::Ctx, subject::annotations, types::drafts::Draft, wordings},
    text::Span,
};

/// Base types by type.
pub(crate) type Bases = BTreeMap<TypeName, TypeName>;

/// Chooses the base of every described type whose pages name one.
pub(crate) fn resolve(ctx: &mut Ctx<'_>, drafts: &BTreeMap<TypeName, Draft<'_>>) -> Bases {
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
    cut_deep_chains(ctx, &mut bases, drafts);
    bases
}

/// The ancestors of a type, nearest first.
pub(crate) fn ancestors<'a>(bases: &'a Bases, name: &'a TypeName) -> impl Iterator<Item = &'a TypeName> {
    base_chain(Some(name), |name| bases.get(name)).skip(1)
}

/// Whether a page or an override says that the type is abstract.
pub(crate) fn is_abstract(draft: &Draft<'_>) -> bool {
    let corrected = draft.corrected(Fact::try_as_abstract_ref, |stated| stated.is_abstract);
    corrected.unwrap_or_else(|| says_abstract(draft))
}

fn says_abstract(draft: &Draft<'_>) -> bool {
    draft.pages.iter().any(|page| {
        let annotated = annotations(page).any(|annotation| annotation.is_abstract == Some(true));
        let mut said = page.intro.iter().chain(&page.callouts);
        annotated || said.any(|prose| wordings::says_abstract(&prose.text))
    })
}

/// The types that overrides exclude as the base.
pub(crate) fn contradicted(ctx: &Ctx<'_>, draft: &Draft<'_>) -> Vec<TypeName> {
    let stated = |page: &&Page| {
        let base = page.correction.first(Fact::try_as_not_base_ref)?;
        Some(full_name(base.value, ctx.names.namespace(page)))
    };
    draft.pages.iter().filter_map(stated).collect()
}

/// Chooses the base in the first statement, unless another one names a type further down the same chain. Rows name
/// ancestors, of which the nearest is the base.
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
            .help(format!("`{}` is used", chosen.base)),
        );
    }
    Some(chosen.base.clone())
}

/// Removes the base of one type of each cycle: of the first by name.
fn cut_cycles(ctx: &mut Ctx<'_>, bases: &mut Bases, drafts: &BTreeMap<TypeName, Draft<'_>>) {
    for cycle in cycles(bases) {
        let Some(name) = cycle.into_iter().min() else {
            continue;
        };
        let base = bases.remove(&name);
        if let (Some(base), Some(draft)) = (base, drafts.get(&name)) {
            ctx.diagnostics.push(
                Diagnostic::new(
                    &codes::BASE_CYCLE,
                    draft.span,
                    format!("`{name}` derives from `{base}`, which derives from `{name}`"),
                )
                .help(format!("`{name}` is modelled without a base")),
            );
        }
    }
}

/// How many bases above each other a type may have. Graph has six; structs repeat what they inherit.
pub(crate) const MAX_DEPTH: usize = 32;

/// Removes the base of each type that would have more bases above it. Expects no cycles.
fn cut_deep_chains(ctx: &mut Ctx<'_>, bases: &mut Bases, drafts: &BTreeMap<TypeName, Draft<'_>>) {
    for name in deep_types(bases) {
        let base = bases.remove(&name);
        if let (Some(base), Some(draft)) = (base, drafts.get(&name)) {
            let message = format!("`{name}` has more than {MAX_DEPTH} bases above each other");
            ctx.diagnostics.push(
                Diagnostic::new(&codes::BASE_CYCLE, draft.span, message)
                    .help(format!("`{name}` is modelled without its base `{base}`")),
            );
        }
    }
}

/// The types at which chains are cut. Visits each type once.
fn deep_types(bases: &Bases) -> Vec<TypeName> {
    let mut depths: HashMap<&TypeName, usize> = HashMap::default();
    let mut deep = Vec::new();
    for start in bases.keys() {
        let is_new = |name: &&TypeName| !depths.contains_key(*name);
        let path: Vec<_> = base_chain(Some(start), |name| bases.get(name))
            .take_while(is_new)
            .collect();
        for name in path.into_iter().rev() {
            let base = bases.get(name).and_then(|base| depths.get(base));
            let depth = base.map_or(0, |depth| depth + 1) % (MAX_DEPTH + 1);
            if base.is_some() && depth == 0 {
                deep.push(name.clone());
            }
            depths.insert(name, depth);
        }
    }
    deep
}

/// The types of each cycle. Visits each type once, however long the chains are.
fn cycles(bases: &Bases) -> Vec<Vec<TypeName>> {
    let mut visited: HashSet<&TypeName> = HashSet::default();
    let mut cycles = Vec::new();
    for start in bases.keys() {
        let (mut path, mut next) = (Vec::new(), Some(start));
        while let Some(name) = next.filter(|name| visited.insert(*name)) {
            path.push(name);
            next = bases.get(name);
        }
        // The chain came back to a type of its own path.
        let first = next.and_then(|name| path.iter().position(|visited| *visited == name));
        let cycle = first.and_then(|first| path.get(first..));
        cycles.extend(cycle.map(|cycle| cycle.iter().copied().cloned().collect()));
    }
    cycles
}

/// The kinds of statements that name a base, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Witness {
    Override,
    Sentence,
    Annotation,
    DerivedTypes,
    Row,
    FirstSentence,
}

pub(crate) struct Statement {
    pub(crate) witness: Witness,
    pub(crate) base: TypeName,
    pub(crate) span: Span,
}

type Statements = BTreeMap<TypeName, Vec<Statement>>;

/// All statements about bases, by type, strongest first.
pub(crate) fn statements(ctx: &mut Ctx<'_>, drafts: &BTreeMap<TypeName, Draft<'_>>) -> Statements {
    let abstract_types = abstract_types(drafts);
    let mut statements: Statements = BTreeMap::new();
    for (name, draft) in drafts {
        let said = statements.entry(name.clone()).or_default();
        for page in &draft.pages {
            said.extend(corrected(ctx, page));
            said.extend(annotated(ctx, page));
            said.extend(sentences(ctx, page));
            said.extend(first_sentence(ctx, page, &abstract_types));
        }
        said.extend(rows(ctx, draft));
        said.extend(stated(ctx, draft));
    }
    for draft in drafts.values() {
        for page in &draft.pages {
            add_derived_types(ctx, page, drafts, &mut statements);
        }
    }
    for (name, said) in &mut statements {
        let contradicted = drafts
            .get(name)
            .map(|draft| contradicted(ctx, draft))
            .unwrap_or_default();
        said.retain(|statement| !contradicted.contains(&statement.base));
        said.retain(|statement| is_of_another(ctx, name, statement));
        said.sort_by_key(|statement| statement.witness);
    }
    statements
}

/// Drops a statement that names the type itself, and reports it if it is an annotation.
fn is_of_another(ctx: &mut Ctx<'_>, name: &TypeName, statement: &Statement) -> bool {
    let itself = statement.base == *name;
    if itself && statement.witness == Witness::Annotation {
        let message = format!("`{name}` names itself as its base");
        ctx.diagnostics.push(
            Diagnostic::new(&codes::BASE_CYCLE, statement.span, message).help("the annotation is ignored"),
        );
    }
    !itself
}

fn abstract_types(drafts: &BTreeMap<TypeName, Draft<'_>>) -> BTreeSet<TypeName> {
    let found = drafts.iter().filter(|(_, draft)| is_abstract(draft));
    found.map(|(name, _)| name.clone()).collect()
}

fn corrected(ctx: &mut Ctx<'_>, page: &Page) -> Option<Statement> {
    let base = page.correction.first(Fact::try_as_base_ref)?;
    Some(Statement {
        witness: Witness::Override,
        base: named(ctx, page, base.value, base.span)?,
        span: base.span,
    })
}

/// The base of a type that an override adds.
fn stated(ctx: &mut Ctx<'_>, draft: &Draft<'_>) -> Option<Statement> {
    let (page, stated) = draft.stated?;
    Some(Statement {
        witness: Witness::Override,
        base: named(ctx, page, stated.base.as_deref()?, draft.span)?,
        span: draft.span,
    })
}

fn annotated(ctx: &mut Ctx<'_>, page: &Page) -> Vec<Statement> {
    annotations(page)
        .filter_map(|annotation| {
            let text = annotation.base_type.as_deref()?.trim().trim_start_matches('#');
            if text.is_empty() || text == "null" || primitive(text).is_some() {
                return None;
            }
            Some(Statement {
                witness: Witness::Annotation,
                base: named(ctx, page, text, annotation.span)?,
                span: annotation.span,
            })
        })
        .collect()
}

fn sentences(ctx: &mut Ctx<'_>, page: &Page) -> Vec<Statement> {
    page.intro
        .iter()
        .chain(&page.property_prose)
        .flat_map(|prose| wordings::bases(prose).into_iter().map(|ty| (ty, prose.span)))
        .filter_map(|(ty, span)| {
            let base = base_reference(ctx, page, &ty, span)?;
            (!base.is_primitive()).then_some(Statement {
                witness: Witness::Sentence,
                base,
                span,
            })
        })
        .collect()
}

/// Words without a link ("inherited from an ancestor") are a base only when they name a type.
fn base_reference(ctx: &mut Ctx<'_>, page: &Page, ty: &TypeRef, span: Span) -> Option<TypeName> {
    match ty.link {
        Some(_) => ctx.reference(page, ty, span),
        None => ctx.names.lookup(page, ty),
    }
}

/// "An [outcome](…) that gives …" names the base if `outcome` is abstract.
fn first_sentence(ctx: &Ctx<'_>, page: &Page, abstract_types: &BTreeSet<TypeName>) -> Option<Statement> {
    let prose = page.intro.first()?;
    let ty = wordings::is_a(prose)?;
    let base = ctx.names.lookup(page, &ty)?;
    abstract_types.contains(&base).then_some(Statement {
        witness: Witness::FirstSentence,
        base,
        span: prose.span,
    })
}

fn rows(ctx: &mut Ctx<'_>, draft: &Draft<'_>) -> Vec<Statement> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for row in &draft.rows {
        for ty in &row.row.notes.inherited_from {
            let Some(base) = base_reference(ctx, row.page, ty, row.row.span) else {
                continue;
            };
            if seen.insert(base.clone()) && !base.is_primitive() {
                found.push(Statement {
                    witness: Witness::Row,
                    base,
                    span: row.row.span,
                });
            }
        }
    }
    found
}

fn add_derived_types(
    ctx: &mut Ctx<'_>,
    page: &Page,
    drafts: &BTreeMap<TypeName, Draft<'_>>,
    statements: &mut Statements,
) {
    let Some(base) = ctx.names.of_page(&page.path).cloned() else {
        return;
    };
    let told = page.intro.iter().flat_map(|prose| wordings::derived(prose));
    for link in page.derived_types.iter().chain(told) {
        let ty = TypeRef {
            name: link.text.clone(),
            link: Some(link.target.clone()),
        };
        let derived = ctx.names.lookup(page, &ty);
        if let Some(derived) = derived.filter(|derived| drafts.contains_key(derived)) {
            statements.entry(derived).or_default().push(Statement {
                witness: Witness::DerivedTypes,
                base: base.clone(),
                span: link.span,
            });
        }
    }
}

fn named(ctx: &mut Ctx<'_>, page: &Page, text: &str, span: Span) -> Option<TypeName> {
    let ty = TypeRef {
        name: full_name(text, ctx.names.namespace(page)).as_str().to_owned(),
        link: None,
    };
    let short = ctx.names.by_name(text, ctx.names.namespace(page));
    short.or_else(|| ctx.reference(page, &ty, span))
}
