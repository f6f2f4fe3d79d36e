//! Adds properties that no table lists and that example responses show: on two pages at least, and only if the name has
//! the same type nearly everywhere else.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::{
    collections::HashMap,
    diagnostic::{Diagnostic, codes},
    model::{Example, ExampleBody, ExampleResponse, Property, PropertyKind, Source, Type, TypeName},
    resolve::operations::schema::Graph,
    text::PagePath,
};

/// How often a name must be documented, and for how many percent with the same type, to have that type everywhere.
const USUAL: (usize, usize) = (3, 90);

/// Keys of example responses, by the type of the object and the key.
pub(crate) type Unlisted = BTreeMap<(TypeName, String), Seen>;

/// The examples that show a property.
#[derive(Default)]
pub(crate) struct Seen {
    pages: BTreeSet<PagePath>,
    first: Option<Source>,
}

impl Seen {
    /// The first example, if examples of several pages show it.
    pub(crate) fn on_several_pages(&self) -> Option<&Source> {
        self.first.as_ref().filter(|_| self.pages.len() > 1)
    }
}

/// Adds the properties that example responses show, each with a finding.
pub(crate) fn add(types: &mut [Type], unlisted: Unlisted, diagnostics: &mut Vec<Diagnostic>) {
    let usual = usual_types(types);
    for ((owner, name), seen) in unlisted {
        let (Some(typed), Some(source)) = (usual.get(name.as_str()), seen.on_several_pages()) else {
            continue;
        };
        let Some(ty) = types.iter_mut().find(|ty| ty.name == owner) else {
            continue;
        };
        diagnostics.push(
            Diagnostic::new(
                &codes::ONLY_IN_EXAMPLES,
                source.span,
                format!("answers show `{name}` of `{owner}`, which is in no table"),
            )
            .help(format!(
                "it is modelled as `{}`, its type elsewhere; add a row",
                typed.0
            )),
        );
        ty.properties.push(property(name, typed, source.clone()));
    }
}

/// The types of the names that have the same type nearly everywhere.
fn usual_types(types: &[Type]) -> HashMap<String, (TypeName, bool)> {
    let mut counts: HashMap<&str, BTreeMap<(&TypeName, bool, PropertyKind), usize>> = HashMap::default();
    for property in types.iter().flat_map(|ty| &ty.properties) {
        let typed = (&property.ty, property.collection, property.kind);
        *counts
            .entry(&property.name)
            .or_default()
            .entry(typed)
            .or_default() += 1;
    }
    let usual = counts.into_iter().filter_map(|(name, typed)| {
        let total: usize = typed.values().sum();
        let ((ty, collection, kind), most) = typed.into_iter().max_by_key(|(_, count)| *count)?;
        let clear = total >= USUAL.0 && most * 100 > total * USUAL.1 && kind == PropertyKind::Structural;
        clear.then(|| (name.to_owned(), (ty.clone(), collection)))
    });
    usual.collect()
}

/// The keys of example responses that neither their type nor its bases and subtypes have.
pub(crate) fn unlisted(graph: &Graph<'_>, examples: &[Example]) -> Unlisted {
    let mut seen = Unlisted::new();
    for example in examples {
        let answers = example
            .responses
            .iter()
            .filter(|answer| (200..300).contains(&answer.status));
        for (ty, object) in answers.flat_map(|answer| objects(answer, graph)) {
            for key in object
                .keys()
                .filter(|key| graph.types.property(&ty.name, key).is_none())
            {
                let seen = seen.entry((ty.name.clone(), key.clone())).or_default();
                seen.pages.insert(example.source.page.clone());
                seen.first.get_or_insert_with(|| example.source.clone());
            }
        }
    }
    seen
}

/// The objects of a response, each with its own `@odata.type`, else the type of the response.
fn objects<'a>(answer: &'a ExampleResponse, graph: &Graph<'a>) -> Vec<(&'a Type, &'a Map<String, Value>)> {
    let (Some(ty), ExampleBody::Json(body)) = (&answer.ty, &answer.body) else {
        return Vec::new();
    };
    let items = match body.get("value") {
        Some(Value::Array(items)) if answer.collection => items.iter().collect(),
        _ if answer.collection => Vec::new(),
        _ => vec![&**body],
    };
    let objects = items.into_iter().filter_map(Value::as_object);
    let typed = objects.filter_map(|object| {
        let stated = object.get("@odata.type").and_then(Value::as_str);
        let stated = stated.and_then(|stated| graph.types.find(stated.trim_start_matches('#')));
        Some((stated.or_else(|| graph.types.find(ty.as_str()))?, object))
    });
    typed.filter(|(ty, _)| !ty.open).collect()
}

fn property(name: String, typed: &(TypeName, bool), source: Source) -> Property {
    Property {
        collection: typed.1,
        ..Property::plain(name, typed.0.clone(), source)
    }
}
