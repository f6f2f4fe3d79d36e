//! Base types that no page states and examples show: a value names another type in `@odata.type` than its place has, and
//! that type lists all properties of the place's; or answers show exactly the properties of a base, which no table of
//! their type lists.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::unlisted::Unlisted;
use crate::{
    collections::{HashMap, HashSet},
    diagnostic::{Diagnostic, codes},
    model::{Example, ExampleBody, Property, Source, Type, TypeName, base_chain},
    page::{Fact, Page},
    resolve::{names::Names, operations::schema::Graph, types},
    text::Spanned,
};

/// How many properties of a base answers must show before they are taken for its properties.
const ENOUGH: usize = 2;

/// The types of places, by the type that a value in one of them names, with the first such value.
pub(crate) type Named = BTreeMap<TypeName, BTreeMap<TypeName, Source>>;

/// The values in examples that name a type which does not derive from the type of their place.
pub(crate) fn named(graph: &Graph<'_>, examples: &[Example]) -> Named {
    let mut found = Named::new();
    for example in examples {
        let sent = example.request.iter();
        let sent = sent.map(|request| (&request.body, &request.ty, request.collection));
        let answers = example.responses.iter();
        let answers = answers.map(|answer| (&answer.body, &answer.ty, answer.collection));
        for (body, ty, collection) in sent.chain(answers) {
            let (ExampleBody::Json(body), Some(ty)) = (body, ty) else {
                continue;
            };
            let items = if collection { body.get("value") } else { None };
            let place = graph.types.ty(ty);
            visit(items.unwrap_or(body), place, graph, &mut |named, place| {
                let places = found.entry(named.name.clone()).or_default();
                let first = places.entry(place.name.clone());
                first.or_insert_with(|| example.source.clone());
            });
        }
    }
    found
}

/// Calls a function for each value whose own type does not derive from the one of its place.
fn visit<'a>(
    value: &Value,
    place: Option<&'a Type>,
    graph: &Graph<'a>,
    found: &mut impl FnMut(&Type, &Type),
) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, place, graph, found)),
        Value::Object(object) => {
            let named = object.get("@odata.type").and_then(Value::as_str);
            let named = named.and_then(|named| graph.types.find(named.trim_start_matches('#')));
            if let (Some(named), Some(place)) = (named, place)
                && named.name != place.name
                && !graph.types.derives(&named.name, &place.name)
            {
                found(named, place);
            }
            let Some(ty) = named.or(place) else { return };
            for (key, value) in object {
                let property = graph.types.property(&ty.name, key);
                visit(
                    value,
                    property.and_then(|property| graph.types.ty(&property.ty)),
                    graph,
                    found,
                );
            }
        }
        _ => {}
    }
}

/// Gives types the bases that examples show, each with a finding. What they show of a base is no longer unlisted.
pub(crate) fn add(
    types: &mut [Type],
    root: &TypeName,
    decided: &HashSet<TypeName>,
    named: &Named,
    unlisted: &mut Unlisted,
) -> Vec<Diagnostic> {
    let known = Known::new(types, root);
    let free = |name: &TypeName| known.is_free(name) && !decided.contains(name);
    let by_value = named.iter().filter(|(name, _)| free(name));
    let mut bases: BTreeMap<TypeName, (TypeName, Source)> = by_value
        .filter_map(|(name, places)| Some((name.clone(), known.of_places(name, places)?)))
        .collect();
    for (name, shown) in by_type(unlisted) {
        if let (true, Some(found)) = (free(&name), known.of_properties(&name, &shown)) {
            bases.entry(name).or_insert(found);
        }
    }
    let settled = bases.clone();
    bases.retain(|_, (base, _)| known.chain(base).all(|above| !settled.contains_key(above)));
    let listed: HashMap<TypeName, Vec<Property>> = bases
        .values()
        .map(|(base, _)| (base.clone(), known.inherited(base).cloned().collect()))
        .collect();
    let mut findings = Vec::new();
    for (name, (base, source)) in bases {
        if let Ok(at) = types.binary_search_by(|ty| ty.name.cmp(&name))
            && let (Some(ty), Some(inherited)) = (types.get_mut(at), listed.get(&base))
        {
            // That a type has no page is a finding already.
            findings.extend(ty.documented.then(|| finding(&name, &base, &source)));
            types::move_under(ty, base, inherited);
            unlisted
                .retain(|(owner, key), _| *owner != name || !inherited.iter().any(|one| one.name == *key));
        }
    }
    findings
}

/// The types whose base an override decides.
pub(crate) fn decided(pages: &[Page], names: &Names) -> HashSet<TypeName> {
    let is_base = |fact: &Spanned<Fact>| matches!(fact.value, Fact::Base(_) | Fact::NotBase(_));
    let decided = pages.iter().filter(|page| page.correction.0.iter().any(is_base));
    decided
        .filter_map(|page| names.of_page(&page.path).cloned())
        .collect()
}

/// What several pages show and no table lists, by type.
fn by_type(unlisted: &Unlisted) -> BTreeMap<TypeName, BTreeMap<String, Source>> {
    let mut shown: BTreeMap<TypeName, BTreeMap<String, Source>> = BTreeMap::new();
    for ((owner, key), seen) in unlisted {
        if let Some(source) = seen.on_several_pages() {
            shown
                .entry(owner.clone())
                .or_default()
                .insert(key.clone(), source.clone());
        }
    }
    shown
}

/// The types before any of them has a new base.
struct Known<'a> {
    types: HashMap<&'a TypeName, &'a Type>,
    root: &'a TypeName,
    /// The types that others derive from, and how many generations there are below each.
    heights: HashMap<&'a TypeName, usize>,
    /// The types that others derive from, by the names of the properties that they pass on.
    by_properties: HashMap<BTreeSet<&'a str>, Vec<&'a TypeName>>,
}

impl<'a> Known<'a> {
    fn new(types: &'a [Type], root: &'a TypeName) -> Self {
        let mut known = Self {
            types: types.iter().map(|ty| (&ty.name, ty)).collect(),
            root,
            heights: HashMap::default(),
            by_properties: HashMap::default(),
        };
        for ty in types {
            let above: Vec<_> = known.chain(&ty.name).skip(1).zip(1..).collect();
            for (name, height) in above {
                let known = known.heights.entry(name).or_default();
                *known = height.max(*known);
            }
        }
        let mut by_properties: HashMap<_, Vec<_>> = HashMap::default();
        for base in known.heights.keys() {
            let names = known.inherited(base).filter(|one| one.name != "id");
            let names = names.map(|one| one.name.as_str()).collect();
            by_properties.entry(names).or_default().push(*base);
        }
        Self {
            by_properties,
            ..known
        }
    }

    /// The type and its ancestors, without the root of all entities.
    fn chain<'b>(&'b self, name: &'b TypeName) -> impl Iterator<Item = &'a TypeName> + 'b
    where
        'a: 'b,
    {
        let start = self.types.get(name).map(|ty| &ty.name);
        let chain = base_chain(start, |name| self.types.get(name)?.base.as_ref());
        chain.filter(|name| *name != self.root)
    }

    /// Whether no page states a base other than the root.
    fn is_free(&self, name: &TypeName) -> bool {
        let base = self.types.get(name).map(|ty| ty.base.as_ref());
        name != self.root && base.is_some_and(|base| base.is_none_or(|base| base == self.root))
    }

    /// The only place's type that can be the base of a type.
    fn of_places(&self, name: &TypeName, places: &BTreeMap<TypeName, Source>) -> Option<(TypeName, Source)> {
        let ty = self.types.get(name)?;
        let own = ty.properties.iter().map(|one| (one.name.as_str(), one));
        let own: HashMap<&str, &Property> = own.collect();
        // Nothing is known of what a type without a page lists.
        let lists = |wanted: &Property| {
            let listed = own.get(wanted.name.as_str());
            let same = listed.is_some_and(|one| one.type_use() == wanted.type_use());
            same || !ty.documented || wanted.name == "id"
        };
        let fits = |place: &TypeName| {
            place != self.root && self.fits(name, place) && self.inherited(place).all(lists)
        };
        let mut fitting = places.iter().filter(|(place, _)| fits(place));
        let (place, source) = fitting.next()?;
        fitting.next().is_none().then(|| (place.clone(), source.clone()))
    }

    /// The only base of others that has exactly the properties which answers show and no table lists.
    fn of_properties(&self, name: &TypeName, shown: &BTreeMap<String, Source>) -> Option<(TypeName, Source)> {
        let (_, source) = shown.first_key_value().filter(|_| shown.len() >= ENOUGH)?;
        let names: BTreeSet<&str> = shown.keys().map(String::as_str).collect();
        let mut fitting = self
            .by_properties
            .get(&names)?
            .iter()
            .filter(|base| self.fits(name, base));
        let base = fitting.next()?;
        fitting
            .next()
            .is_none()
            .then(|| ((*base).clone(), source.clone()))
    }

    /// Whether a type can derive from another: of one kind, not in a circle, and not in a chain that is too long.
    fn fits(&self, name: &TypeName, base: &TypeName) -> bool {
        let kind = |name| self.types.get(name).map(|ty| ty.kind);
        let above = self.chain(base).count();
        let below = self.heights.get(name).copied().unwrap_or(0);
        kind(name) == kind(base)
            && above + below < types::MAX_DEPTH
            && self.chain(base).all(|above| above != name)
    }

    /// The properties of a base and its ancestors.
    fn inherited<'b>(&'b self, base: &'b TypeName) -> impl Iterator<Item = &'a Property> + 'b {
        let chain = self.chain(base).filter_map(|name| self.types.get(name));
        chain.flat_map(|ty| &ty.properties)
    }
}

fn finding(name: &TypeName, base: &TypeName, source: &Source) -> Diagnostic {
    let message = format!("examples show that `{name}` derives from `{base}`, which no page says");
    Diagnostic::new(&codes::BASE_ONLY_IN_EXAMPLES, source.span, message).help(format!(
        "it is modelled so; write \"Inherits from {}\" with a link on its page",
        base.short()
    ))
}
