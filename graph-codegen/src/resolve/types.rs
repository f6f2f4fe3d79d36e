//! Builds types and enums from the pages, sorted by name, and adds a type for each name that no page describes.

mod bases;
mod drafts;
pub(super) mod enums;
mod kinds;
mod properties;
mod representation;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    collections::HashMap,
    diagnostic::{Diagnostic, codes, nearest},
    model::{Enum, Property, Source, Type, TypeKind, TypeName, primitive},
    page::{Fact, Page, TypeCell},
    resolve::{context::Ctx, subject::annotations, wordings},
    text::Span,
};
pub(crate) use bases::MAX_DEPTH;
use bases::{Bases, ancestors};
use drafts::Draft;
pub(crate) use properties::move_under;
use properties::{Own, Typing};

/// The facts about all types from which they are built.
pub(crate) struct TypeFacts<'a> {
    pub(crate) drafts: BTreeMap<TypeName, Draft<'a>>,
    pub(crate) bases: Bases,
    pub(crate) kinds: BTreeMap<TypeName, TypeKind>,
    /// The property that the pages of each type name as its key.
    keys: BTreeMap<TypeName, String>,
}

/// Builds all types and enums. Adds names that only references give.
pub(crate) fn resolve(ctx: &mut Ctx<'_>) -> (Vec<Type>, Vec<Enum>) {
    let mut drafts = drafts::collect(ctx);
    let mut enums = enums::resolve(ctx);
    separate_types_and_enums(ctx, &mut drafts, &mut enums);
    let mut bases = bases::resolve(ctx, &drafts);
    ctx.names.set_bases(bases.clone());
    let typing = properties::candidates(ctx, &drafts, &enums);
    of_operations(ctx);
    let kinds = kinds::resolve(ctx, &drafts, &typing, &bases);
    let keys = stated_keys(&drafts, &typing);
    let own_keys = other_keys(&typing, &keys);
    add_root(ctx, &mut bases, &kinds, &drafts, &own_keys);
    ctx.names.set_bases(bases.clone());
    let mut own = properties::own(ctx, typing, &bases);
    let known = TypeFacts {
        drafts,
        bases,
        kinds,
        keys,
    };
    let described = known.drafts.iter().map(|(name, draft)| {
        let own = Own {
            properties: own.properties.remove(name).unwrap_or_default(),
            restated: own.restated.remove(name).unwrap_or_default(),
        };
        described(ctx, &known, name, draft, own)
    });
    let mut types: Vec<_> = described.collect();
    types.extend(undocumented_types(ctx, &known, own.properties));
    types.sort_by(|a, b| a.name.cmp(&b.name));
    fill_in_keys(&mut types, &known);
    (types, enums.into_values().collect())
}

/// Keeps the type of each name that is described as a type and as an enum if the type has rows, else the enum.
fn separate_types_and_enums(
    ctx: &mut Ctx<'_>,
    drafts: &mut BTreeMap<TypeName, Draft<'_>>,
    enums: &mut BTreeMap<TypeName, Enum>,
) {
    let both: Vec<_> = enums
        .keys()
        .filter(|name| drafts.contains_key(name))
        .cloned()
        .collect();
    for name in both {
        let Some(draft) = drafts.get(&name) else { continue };
        ctx.diagnostics.push(
            Diagnostic::new(
                &codes::TYPE_AND_ENUM,
                draft.span,
                format!("`{name}` is described as a type and as an enum"),
            )
            .help("the type is used if it has properties, else the enum"),
        );
        if draft.rows.is_empty() {
            drafts.remove(&name);
        } else {
            enums.remove(&name);
        }
    }
}

/// The types whose pages list a key of another name than the root's.
fn other_keys(typing: &Typing, keys: &BTreeMap<TypeName, String>) -> BTreeSet<TypeName> {
    let lists = |name: &TypeName, key: &str| {
        let mut rows = typing.get(name).into_iter().flatten();
        rows.any(|row| row.property.name == key)
    };
    let own = keys.iter().filter(|(name, key)| *key != "id" && lists(name, key));
    own.map(|(name, _)| name.clone()).collect()
}

/// Derives entities without a documented base from the root of all entities, unless they have a key of their own or an
/// override says otherwise.
fn add_root(
    ctx: &Ctx<'_>,
    bases: &mut Bases,
    kinds: &BTreeMap<TypeName, TypeKind>,
    drafts: &BTreeMap<TypeName, Draft<'_>>,
    own_keys: &BTreeSet<TypeName>,
) {
    let root = &ctx.info.root;
    for (name, kind) in kinds {
        let contradicted = drafts
            .get(name)
            .is_some_and(|draft| bases::contradicted(ctx, draft).contains(root));
        let is_above = ancestors(bases, root).any(|above| above == name);
        if *kind == TypeKind::Entity && name != root && !is_above && !contradicted && !own_keys.contains(name)
        {
            bases.entry(name.clone()).or_insert_with(|| root.clone());
        }
    }
}

fn described(
    ctx: &Ctx<'_>,
    known: &TypeFacts<'_>,
    name: &TypeName,
    draft: &Draft<'_>,
    own: Own<Vec<Property>>,
) -> Type {
    let base = known.bases.get(name).cloned();
    Type {
        name: name.clone(),
        rust: None,
        kind: known.kinds.get(name).copied().unwrap_or(TypeKind::Complex),
        is_abstract: bases::is_abstract(draft),
        open: is_open(draft),
        free_form: base.is_none() && own.properties.is_empty() && is_json(name),
        key: known.keys.get(name).cloned(),
        deprecated: draft.documented && draft.pages.iter().all(|page| page.deprecated),
        description: draft
            .pages
            .iter()
            .find_map(|page| description(page))
            .unwrap_or_default(),
        source: ctx.source(draft.span),
        documented: draft.documented,
        base,
        properties: own.properties,
        restated: own.restated,
    }
}

/// An override decides, else any page.
fn is_open(draft: &Draft<'_>) -> bool {
    let corrected = draft.corrected(Fact::try_as_open_ref, |stated| stated.open);
    corrected.unwrap_or_else(|| draft.pages.iter().any(|page| drafts::is_open(page)))
}

/// Whether the type is named after free-form JSON.
fn is_json(name: &TypeName) -> bool {
    primitive(name.short()) == Some("Edm.Untyped")
}

fn description(page: &Page) -> Option<String> {
    let paragraph = page
        .intro
        .iter()
        .find(|prose| !wordings::is_only_inheritance(&prose.text));
    let text = paragraph.map(|prose| prose.text.as_str());
    let text = text.or_else(|| page.front_matter.get("description"))?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn stated_keys(drafts: &BTreeMap<TypeName, Draft<'_>>, typing: &Typing) -> BTreeMap<TypeName, String> {
    let stated = drafts.iter().filter_map(|(name, draft)| {
        let pages = draft.pages.iter();
        let annotated = pages
            .flat_map(|page| annotations(page))
            .find_map(|annotation| annotation.key_property.clone());
        let marked = || {
            let rows = typing.get(name)?;
            let key = rows.iter().find(|row| row.key && !row.typed.collection);
            key.map(|row| row.property.name.clone())
        };
        Some((name.clone(), annotated.or_else(marked)?))
    });
    stated.collect()
}

/// Sets the key of each entity: the documented one, else its own `id`, else that of its base. Complex types have none.
fn fill_in_keys(types: &mut [Type], known: &TypeFacts<'_>) {
    let has = |ty: &Type, key: &str| ty.properties.iter().any(|property| property.name == key);
    let own: BTreeMap<TypeName, String> = types
        .iter()
        .filter_map(|ty| {
            let id = || has(ty, "id").then(|| "id".to_owned());
            let stated = known.keys.get(&ty.name).filter(|key| has(ty, key)).cloned();
            Some((ty.name.clone(), stated.or_else(id)?))
        })
        .collect();
    for ty in types {
        let chain = std::iter::once(&ty.name).chain(ancestors(&known.bases, &ty.name));
        let key = chain.filter_map(|name| own.get(name)).next().cloned();
        ty.key = key.filter(|_| ty.kind == TypeKind::Entity);
    }
}

/// A type for each missing name, with a finding; `own` holds the properties that subtypes inherit from them.
pub(crate) fn undocumented_types(
    ctx: &mut Ctx<'_>,
    known: &TypeFacts<'_>,
    mut own: HashMap<TypeName, Vec<Property>>,
) -> Vec<Type> {
    let missing = std::mem::take(&mut ctx.missing);
    let mut types = Vec::new();
    for (name, span) in missing
        .iter()
        .filter(|(name, _)| !known.drafts.contains_key(name))
    {
        let properties = own.remove(name).unwrap_or_default();
        // Every entity derives from the root, whose `id` is known.
        if *name != ctx.info.root {
            let finding = finding(ctx, name, *span, &missing);
            ctx.diagnostics.push(finding);
        }
        types.push(placeholder(ctx, known, name, *span, properties));
    }
    types.extend(root(ctx, known, &types));
    types
}

fn placeholder(
    ctx: &Ctx<'_>,
    known: &TypeFacts<'_>,
    name: &TypeName,
    span: Span,
    properties: Vec<Property>,
) -> Type {
    let kind = known.kinds.get(name).copied().unwrap_or(TypeKind::Complex);
    let mut ty = Type {
        base: known.bases.get(name).cloned(),
        properties,
        ..Type::plain(name.clone(), kind, ctx.source(span))
    };
    if *name == ctx.info.root {
        complete_root(&mut ty);
    }
    ty
}

/// The root of all entities, if an entity needs it and no page describes it.
fn root(ctx: &Ctx<'_>, known: &TypeFacts<'_>, types: &[Type]) -> Option<Type> {
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

/// Adds the types that only operation pages link to. A word without a link may be anything.
pub(crate) fn of_operations(ctx: &mut Ctx<'_>) {
    let pages = ctx.pages;
    of_stated_answers(ctx);
    for page in pages.iter().filter(|page| page.path.is_api()) {
        for cell in cells(page) {
            for ty in cell.types.iter().filter(|ty| ty.link.is_some()) {
                ctx.reference(page, ty, cell.span);
            }
        }
    }
}

/// Adds the types that overrides of responses name, with or without a link.
fn of_stated_answers(ctx: &mut Ctx<'_>) {
    let pages = ctx.pages;
    for page in pages {
        let answers = page.correction.all(Fact::try_as_answer_ref);
        let cells = answers.filter_map(|answer| answer.value.result.as_ref());
        for cell in cells {
            for ty in &cell.types {
                ctx.reference(page, ty, cell.span);
            }
        }
    }
}

fn cells(page: &Page) -> impl Iterator<Item = &TypeCell> {
    let body = page.request_body.iter();
    let taken = body.clone().filter_map(|body| body.ty.as_ref());
    let listed = body.flat_map(|body| &body.tables).flat_map(|table| &table.rows);
    let parameters = page.parameters.iter().flat_map(|table| &table.rows);
    let answered = page
        .responses
        .iter()
        .filter_map(|response| response.result.as_ref());
    taken
        .chain(answered)
        .chain(listed.chain(parameters).map(|row| &row.ty))
}
