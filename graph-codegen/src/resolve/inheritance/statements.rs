//! What pages say of bases, and by what kind of words. Comes in: drafts. Goes out: statements by type, the weightiest
//! first.

use std::collections::{BTreeMap, BTreeSet};

use super::{is_abstract, refuted};
use crate::{
    diagnostic::{Diagnostic, codes},
    model::TypeName,
    page::{Page, TypeRef},
    resolve::{
        ctx::Ctx,
        drafts::Draft,
        names::{annotations, full_name, primitive},
        prose,
    },
    text::Span,
};

/// What kind of statement names a base; later ones weigh less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Witness {
    Override,
    Sentence,
    Annotation,
    DerivedTypes,
    Row,
    FirstSentence,
}

pub(super) struct Statement {
    pub(super) witness: Witness,
    pub(super) base: TypeName,
    pub(super) span: Span,
}

type Statements = BTreeMap<TypeName, Vec<Statement>>;

/// All statements that count, by type.
pub(super) fn statements(ctx: &mut Ctx<'_>, drafts: &BTreeMap<TypeName, Draft<'_>>) -> Statements {
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
        let refuted = drafts
            .get(name)
            .map(|draft| refuted(ctx, draft))
            .unwrap_or_default();
        said.retain(|statement| !refuted.contains(&statement.base));
        said.retain(|statement| is_of_another(ctx, name, statement));
        said.sort_by_key(|statement| statement.witness);
    }
    statements
}

/// No type is its own base; an annotation that says so is told.
fn is_of_another(ctx: &mut Ctx<'_>, name: &TypeName, statement: &Statement) -> bool {
    let itself = statement.base == *name;
    if itself && statement.witness == Witness::Annotation {
        let message = format!("`{name}` names itself as its base");
        ctx.diagnostics.push(
            Diagnostic::new(&codes::BASE_CYCLE, statement.span, message).help("the statement is left out"),
        );
    }
    !itself
}

fn abstract_types(drafts: &BTreeMap<TypeName, Draft<'_>>) -> BTreeSet<TypeName> {
    let found = drafts.iter().filter(|(_, draft)| is_abstract(draft));
    found.map(|(name, _)| name.clone()).collect()
}

fn corrected(ctx: &mut Ctx<'_>, page: &Page) -> Option<Statement> {
    let base = page.correction.base.as_ref()?;
    Some(Statement {
        witness: Witness::Override,
        base: named(ctx, page, &base.value, base.span)?,
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
        .flat_map(|prose| prose::bases(prose).into_iter().map(|ty| (ty, prose.span)))
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

/// "An [outcome](…) that gives …" says what the type is when `outcome` itself never occurs.
fn first_sentence(ctx: &Ctx<'_>, page: &Page, abstract_types: &BTreeSet<TypeName>) -> Option<Statement> {
    let prose = page.intro.first()?;
    let ty = prose::is_a(prose)?;
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
    let told = page.intro.iter().flat_map(|prose| prose::derived(prose));
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
