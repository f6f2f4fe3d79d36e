//! Decides which types are entities and which are complex types. A type's own page is weak evidence, since complex
//! types list an `id`, too; so each family of types is decided as a whole.

use std::collections::BTreeMap;

use crate::{
    collections::HashMap,
    diagnostic::{Diagnostic, codes},
    model::{PropertyKind, TypeKind, TypeName, TypeUse, short_name},
    page::{Fact, Page, ParameterPlace, RequestLine, StatedKind},
    resolve::{
        context::Ctx,
        operations::evidence::outvoted,
        subject::annotations,
        types::{
            bases::{Bases, ancestors},
            drafts::Draft,
            properties::Typing,
        },
    },
    route::{self, Segment},
};

/// The evidence for and against an entity.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// Rows of relationships with this type.
    related: usize,
    /// Rows of properties with this type.
    contained: usize,
    /// Whether a page reads it, other than by a function.
    addressed: bool,
    /// Whether a page reads one of a collection by its key.
    singled: bool,
    /// Whether an operation returns it and it has an `id`.
    returned: bool,
    /// Whether a function lists it and it has no `id`: rows of reports, which pages do not tell from other values.
    tabled: bool,
    /// Whether it has a documented key or relationships of its own.
    keyed: bool,
    /// Whether its rows are inherited from the root of all entities.
    rooted: bool,
    /// The kind that an override gives: whether it is an entity.
    stated: Option<bool>,
}

/// Decides the kind of every type that is described or referred to.
pub(crate) fn resolve(
    ctx: &mut Ctx<'_>,
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
    for (name, draft) in drafts {
        let family = families.get(root(bases, name)).copied().unwrap_or_default();
        if family.is_guess() && *root(bases, name) != ctx.info.root {
            let message = format!("nothing but a function that lists it makes `{name}` an entity");
            ctx.diagnostics.push(
                Diagnostic::new(&codes::KIND_GUESSED, draft.span, message).help(
                    "it is a guess: name its key in the annotation, or set its kind in `overrides.toml`",
                ),
            );
        }
    }
    let kind = |(name, own): (&TypeName, &Evidence)| {
        let root = root(bases, name);
        let family = families.get(root).copied().unwrap_or_default();
        let told = || *root == ctx.info.root || family.is_entity();
        if own.stated.unwrap_or_else(told) {
            TypeKind::Entity
        } else {
            TypeKind::Complex
        }
    };
    let each = evidence.iter();
    each.map(|entry| (entry.0.clone(), kind(entry))).collect()
}

impl Evidence {
    fn add(&mut self, other: &Self) {
        self.related += other.related;
        self.contained += other.contained;
        self.addressed |= other.addressed;
        self.singled |= other.singled;
        self.returned |= other.returned;
        self.tabled |= other.tabled;
        self.rooted |= other.rooted;
        self.keyed |= other.keyed;
        self.stated = self.stated.or(other.stated);
    }

    /// Relationships lead to entities. A type that only properties have is complex, whatever its
    /// own page says. If no property has it, being addressed or having a key makes it an entity.
    fn is_entity(self) -> bool {
        match (self.stated, self.related, self.contained) {
            (Some(entity), ..) => entity,
            _ if self.rooted => true,
            (None, 0, 0) => self.addressed || self.returned || self.keyed || self.tabled,
            (None, 0, _) => self.singled,
            (None, related, contained) => related * 2 >= contained || self.keyed,
        }
    }

    /// Whether nothing but a function that lists the type makes it an entity.
    fn is_guess(self) -> bool {
        let told = self.stated.is_some() || self.rooted || self.related + self.contained > 0;
        self.tabled && !told && !self.addressed && !self.returned && !self.keyed
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
    let mut evidence: HashMap<TypeName, Evidence> = HashMap::default();
    for (name, properties) in typing {
        for property in properties {
            let entry = evidence.entry(property.typed.ty.clone()).or_default();
            match property.kind {
                PropertyKind::Navigation => entry.related += 1,
                PropertyKind::Structural => entry.contained += 1,
            }
        }
        let entry = evidence.entry(name.clone()).or_default();
        entry.rooted = properties
            .iter()
            .any(|property| property.inherited.contains(&ctx.info.root));
    }
    for page in ctx.pages {
        add_page_evidence(ctx, page, drafts, &mut evidence);
    }
    for (name, draft) in drafts {
        let entry = evidence.entry(name.clone()).or_default();
        entry.keyed |= is_keyed(draft) || draft.addressed;
        let kind = draft.corrected(Fact::try_as_kind_ref, |stated| stated.kind);
        entry.stated = kind.map(|kind| kind == StatedKind::Entity);
    }
    evidence.into_iter().collect()
}

/// Adds the evidence of an operation's page for the types that it returns.
fn add_page_evidence(
    ctx: &Ctx<'_>,
    page: &Page,
    drafts: &BTreeMap<TypeName, Draft<'_>>,
    evidence: &mut HashMap<TypeName, Evidence>,
) {
    let answers = answers(ctx, page);
    if answers.is_empty() {
        return;
    }
    let ends: Vec<_> = page
        .requests
        .iter()
        .filter(|line| line.method.value == "GET")
        .map(end)
        .collect();
    let calls = ends.contains(&End::Call) || !ends.is_empty() && is_about_a_function(page);
    // `/reports/getUsage()` is about the whole service; what a function of one thing lists are values.
    let of_service = page
        .requests
        .iter()
        .all(|line| !line.target.value.contains(['{', '<']) || is_short(line));
    for typed in answers {
        let draft = drafts.get(&typed.ty);
        let has_id = draft.is_none_or(has_id);
        let entry = evidence.entry(typed.ty).or_default();
        entry.addressed |=
            (has_id || !typed.collection && !calls) && ends.iter().any(|end| *end != End::Call);
        entry.singled |= !typed.collection && ends.contains(&End::Key);
        entry.returned |= has_id && draft.is_some();
        entry.tabled |= !has_id && typed.collection && calls && of_service;
    }
}

/// Whether a page without parentheses in its paths describes a function: by a table of its parameters or by its title,
/// `reportRoot: usage`.
fn is_about_a_function(page: &Page) -> bool {
    let tables = page.parameters.iter();
    let function = tables
        .filter(|table| table.place == ParameterPlace::Function)
        .any(|table| !table.rows.is_empty());
    let call = page
        .title
        .value
        .rsplit_once(": ")
        .map(|(_, call)| call.trim().to_lowercase());
    let named = |line: &RequestLine| {
        let path = line.target.value.to_lowercase();
        let last = path.trim_end_matches('/').rsplit('/').next().map(str::to_owned);
        last.is_some() && last == call
    };
    function || page.requests.iter().any(named)
}

/// Whether no segment of a path is a key.
fn is_short(line: &RequestLine) -> bool {
    let template = route::parse(line.target.value.trim_end_matches('/'));
    let is_key = |segment: &Segment| matches!(segment, Segment::Key(_));
    !template.segments.iter().any(is_key)
}

/// The types that a page's responses name, or that their URLs address.
fn answers(ctx: &Ctx<'_>, page: &Page) -> Vec<TypeUse> {
    let results = page
        .responses
        .iter()
        .flat_map(|response| response.result.iter().chain(&response.located_type));
    let each = results.flat_map(|cell| {
        let types = cell.types.iter().filter_map(|ty| ctx.names.lookup(page, ty));
        let collection = cell.collection;
        types.map(move |ty| TypeUse { ty, collection })
    });
    let outvoted = outvoted(page, ctx.names);
    let used = |typed: TypeUse| match &outvoted {
        Some((said, best)) if *said == typed.ty => TypeUse {
            ty: best.clone(),
            ..typed
        },
        _ => typed,
    };
    each.map(used).filter(|typed| !typed.ty.is_primitive()).collect()
}

/// How a path ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// `/x/{id}`: complex types have no key by which they could be read.
    Key,
    /// `/x/f()`, `/x/getF`: functions also give complex types.
    Call,
    /// `/x`.
    Name,
}

fn end(line: &RequestLine) -> End {
    let path = line.target.value.trim_end_matches('/');
    match route::parse(path).segments.last() {
        Some(Segment::Key(_)) => End::Key,
        Some(Segment::Call { .. }) => End::Call,
        Some(Segment::Name(name) | Segment::Qualified { name, .. }) => {
            let short = short_name(name);
            let verb = ["get", "list", "find"].iter().any(|verb| {
                let rest = short.strip_prefix(verb);
                rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
            });
            if verb { End::Call } else { End::Name }
        }
        _ => End::Name,
    }
}

fn has_id(draft: &Draft<'_>) -> bool {
    draft.rows.iter().any(|row| row.row.name.value == "id")
}

/// Whether the type has a key or relationships. A key in the annotation counts only with a row, since complex types
/// have one, too.
fn is_keyed(draft: &Draft<'_>) -> bool {
    let mut keys = draft
        .pages
        .iter()
        .flat_map(|page| annotations(page))
        .filter_map(|annotation| annotation.key_property.as_deref());
    let relates = || draft.rows.iter().any(|row| row.kind == PropertyKind::Navigation);
    keys.any(|key| draft.rows.iter().any(|row| row.row.name.value == key)) || relates()
}
