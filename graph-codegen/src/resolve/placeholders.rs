//! Types that pages refer to and that nothing describes. Comes in: what is known. Goes out: a type each, with a finding,
//! so that no reference dangles.

use std::collections::BTreeMap;

use super::{ctx::Ctx, types::Known};
use crate::{
    collections::HashMap,
    diagnostic::nearest,
    diagnostic::{Diagnostic, codes},
    model::{Property, Source, Type, TypeKind, TypeName},
    text::Span,
};

/// A type for every missing name; `own` holds the properties that heirs say they inherit from them.
pub(super) fn types(
    ctx: &mut Ctx<'_>,
    known: &Known<'_>,
    mut own: HashMap<TypeName, Vec<Property>>,
) -> Vec<Type> {
    let missing = std::mem::take(&mut ctx.missing);
    let mut types = Vec::new();
    for (name, span) in missing
        .iter()
        .filter(|(name, _)| !known.drafts.contains_key(name))
    {
        let properties = own.remove(name).unwrap_or_default();
        let finding = finding(ctx, name, *span, &missing);
        ctx.diagnostics.push(finding);
        types.push(placeholder(ctx, known, name, *span, properties));
    }
    types.extend(root(ctx, known, &types));
    types
}

fn placeholder(
    ctx: &Ctx<'_>,
    known: &Known<'_>,
    name: &TypeName,
    span: Span,
    properties: Vec<Property>,
) -> Type {
    let mut ty = Type {
        name: name.clone(),
        kind: known.kinds.get(name).copied().unwrap_or(TypeKind::Complex),
        base: known.bases.get(name).cloned(),
        is_abstract: false,
        open: false,
        free_form: false,
        key: None,
        deprecated: false,
        description: String::new(),
        properties,
        restated: Vec::new(),
        source: ctx.source(span),
        documented: false,
    };
    if *name == ctx.info.root {
        complete_root(&mut ty);
    }
    ty
}

/// The root of all entities, where an entity needs it and no page speaks of it.
fn root(ctx: &Ctx<'_>, known: &Known<'_>, types: &[Type]) -> Option<Type> {
    let root = &ctx.info.root;
    let there = known.drafts.contains_key(root) || types.iter().any(|ty| ty.name == *root);
    let heir = known.bases.iter().find(|(_, base)| *base == root);
    let (heir, _) = heir.filter(|_| !there)?;
    let described = known.drafts.get(heir).map(|draft| draft.span);
    let referred = || types.iter().find(|ty| ty.name == *heir).map(|ty| ty.source.span);
    let span = described.or_else(referred)?;
    Some(placeholder(ctx, known, root, span, Vec::new()))
}

/// Every entity has an `id`, whether or not a page says so.
fn complete_root(ty: &mut Type) {
    ty.kind = TypeKind::Entity;
    ty.base = None;
    ty.is_abstract = true;
    if !ty.properties.iter().any(|property| property.name == "id") {
        ty.properties.insert(0, id(ty.source.clone()));
    }
}

fn id(source: Source) -> Property {
    Property {
        read_only: true,
        ..Property::plain("id", TypeName::new("Edm.String"), source)
    }
}

fn finding(ctx: &Ctx<'_>, name: &TypeName, span: Span, missing: &BTreeMap<TypeName, Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&codes::UNKNOWN_TYPE, span, format!("no page describes `{name}`"));
    let described = ctx.names.iter().filter(|other| !missing.contains_key(other));
    let near = nearest(name.short(), described.map(TypeName::short));
    match near {
        Some(near) => diagnostic.help(format!(
            "did you mean `{near}`? it is modelled without properties of its own"
        )),
        None => diagnostic.help("it is modelled without properties of its own; add its page"),
    }
}
