//! One case: each value of the body is read into its type, written, and compared.

use std::collections::BTreeMap;

use graph_models::{
    Collection, Json,
    runtime::{Field, Slot, read_slice, write_vec},
};

use crate::{
    case::{Tried, Values, elements},
    compare::{Comparison, Row},
};

/// Makes an empty place for a value of a type.
pub(crate) type Make = fn() -> Box<dyn Field>;

/// A value of a body.
struct Part<'a> {
    /// `value[3]`.
    path: String,
    json: &'a Json,
    ty: &'a str,
    /// What is documented of it, where it is a parameter.
    row: Option<Row>,
}

/// Tries a body.
pub(crate) fn run(tried: &Tried, types: &BTreeMap<&'static str, Make>) -> Comparison {
    let mut comparison = Comparison::default();
    for part in parts(tried, &mut comparison) {
        comparison.row = part.row.clone();
        match types.get(part.ty) {
            Some(make) => value(tried, &part, &mut *make(), &mut comparison),
            None => comparison.fault(&part.path, &format!("is of no type of the models: `{}`", part.ty)),
        }
    }
    compare_extra(tried, &mut comparison);
    comparison
}

/// The values in the body. What stands around them is read and written here.
fn parts<'a>(tried: &'a Tried, comparison: &mut Comparison) -> Vec<Part<'a>> {
    match &tried.values {
        Values::Typed { ty, shape } => typed(&tried.body, ty, shape, comparison),
        Values::Parameters(parameters) => {
            let given = tried.body.as_object().into_iter().flatten();
            let given = given.filter_map(|(name, json)| Some((name, json, parameters.get(name)?)));
            let parts = given.flat_map(|(name, json, parameter)| {
                let row = parameter.row.clone();
                let row = row.map(|(page, line)| Row::Parameter { page, line });
                let parts = match parameter.collection {
                    true => numbered(name, json, &parameter.ty),
                    false => vec![part(name.clone(), json, &parameter.ty)],
                };
                parts.into_iter().map(move |part| Part {
                    row: row.clone(),
                    ..part
                })
            });
            parts.collect()
        }
    }
}

fn typed<'a>(body: &'a Json, ty: &'a str, shape: &str, comparison: &mut Comparison) -> Vec<Part<'a>> {
    let value = body.get("value").unwrap_or(&Json::Null);
    match shape {
        "list" => numbered("", body, ty),
        "collection" => {
            round_trip("", body, "", &mut None::<Collection<Json>>, comparison);
            match value {
                Json::Array(_) => numbered("value", value, ty),
                single => vec![part("value[0]".to_owned(), single, ty)],
            }
        }
        "value" => vec![part("value".to_owned(), value, ty)],
        _ => vec![part(String::new(), body, ty)],
    }
}

fn numbered<'a>(path: &str, json: &'a Json, ty: &'a str) -> Vec<Part<'a>> {
    let numbered = elements(json).enumerate();
    let parts = numbered.map(|(index, element)| part(format!("{path}[{index}]"), element, ty));
    parts.collect()
}

fn part<'a>(path: String, json: &'a Json, ty: &'a str) -> Part<'a> {
    Part {
        path,
        json,
        ty,
        row: None,
    }
}

fn value(tried: &Tried, part: &Part<'_>, place: &mut dyn Field, comparison: &mut Comparison) {
    let (path, json) = (part.path.as_str(), part.json);
    let own: BTreeMap<_, _> = tried
        .contradicts
        .iter()
        .filter(|(found, _)| is_within(found, path))
        .collect();
    if own.is_empty() {
        return round_trip(path, json, part.ty, place, comparison);
    }
    refuses(path, json, place, &own, comparison);
    let mut rest = json.clone();
    for found in own.keys() {
        match found.strip_prefix(path).unwrap_or(found) {
            "" => return,
            inner => remove(&mut rest, inner.trim_start_matches('.')),
        }
    }
    round_trip(path, &rest, part.ty, place, comparison);
}

/// The generator knows from the pages which keys are undocumented, and the types must agree: nothing hides in `extra`.
fn compare_extra(tried: &Tried, comparison: &mut Comparison) {
    let kept = std::mem::take(&mut comparison.extra);
    // A parameter that is not listed is in no value.
    let is_value = |path: &&String| match &tried.values {
        Values::Typed { .. } => true,
        Values::Parameters(parameters) => {
            let name = path.split(['.', '[']).next().unwrap_or_default();
            parameters.contains_key(name)
        }
    };
    for path in kept.difference(&tried.undocumented) {
        comparison.fault(
            path,
            "is documented, but is not known to the type and was kept in `extra`",
        );
    }
    for path in tried.undocumented.difference(&kept).filter(is_value) {
        comparison.fault(path, "is not documented, but was not kept in `extra`");
    }
}

fn round_trip(path: &str, json: &Json, ty: &str, place: &mut dyn Field, comparison: &mut Comparison) {
    if let Err(error) = read_slice(json.to_string().as_bytes(), place) {
        let found = joined(path, error.path());
        if !error.path().is_empty() {
            comparison.row = Some(Row::Property {
                ty: ty.trim_start_matches("any ").to_owned(),
                path: error.path().to_owned(),
            });
        }
        return comparison.fault(&found, &format!("cannot be read: {error}"));
    }
    let slot = place.get();
    let written = match slot {
        Slot::Absent => Json::Null,
        slot => match write_vec(slot) {
            Ok(text) => serde_json::from_slice(&text).expect("what is written is JSON"),
            Err(error) => return comparison.fault(path, &format!("cannot be written: {error}")),
        },
    };
    comparison.value(
        path,
        json,
        slot,
        Some(&written).filter(|written| !written.is_null()),
    );
}

/// Reading has to fail at one of the places that contradict the page, for the reason that the generator gives.
fn refuses(
    path: &str,
    json: &Json,
    place: &mut dyn Field,
    contradicts: &BTreeMap<&String, &String>,
    comparison: &mut Comparison,
) {
    let Err(error) = read_slice(json.to_string().as_bytes(), place) else {
        return comparison.fault(path, "contradicts its page, but can be read");
    };
    let found = joined(path, error.path());
    match contradicts.get(&found) {
        Some(reason) if error.to_string().contains(reason.as_str()) => {}
        _ => comparison.fault(
            path,
            &format!("contradicts its page elsewhere or otherwise: {error}"),
        ),
    }
}

fn joined(path: &str, inner: &str) -> String {
    match (path, inner) {
        (path, "") => path.to_owned(),
        ("", inner) => inner.to_owned(),
        (path, inner) if inner.starts_with('[') => format!("{path}{inner}"),
        (path, inner) => format!("{path}.{inner}"),
    }
}

fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| outer.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Makes the value at a path null, which every type reads as none.
fn remove(json: &mut Json, path: &str) {
    let pointer = path.replace("[", ".").replace("]", "");
    let pointer = format!("/{}", pointer.replace('.', "/"));
    if let Some(value) = json.pointer_mut(&pointer) {
        *value = Json::Null;
    }
}
