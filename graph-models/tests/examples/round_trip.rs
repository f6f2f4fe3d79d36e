//! Round trips of the bodies of examples: each value in a body is read as its type, written, and compared.

use std::{collections::BTreeMap, sync::Arc};

use graph_models::{
    Collection, Json,
    runtime::{Field, Slot, read_slice_strict, write_vec},
};

use super::{
    case::{Case, Outcome, Run, elements, lines, text},
    compare::{Comparison, Row},
    example::{Example, Values},
    show,
};

/// Creates an empty field for a value of a type.
pub(crate) type Make = fn() -> Box<dyn Field>;

/// The types by their names in the data.
pub(crate) type Types = BTreeMap<&'static str, Make>;

/// The cases in the lines of `generated/examples.jsonl`.
pub(crate) fn cases(lines: &[Json], types: &[(&'static str, Make)]) -> Vec<Case> {
    let types: Arc<Types> = Arc::new(types.iter().copied().collect());
    lines.iter().map(|json| case(json, Arc::clone(&types))).collect()
}

fn case(json: &Json, types: Arc<Types>) -> Case {
    let example = Example::parse(json);
    let repairs: Vec<_> = elements(&json["repaired"]).map(text).collect();
    let class = text(&json["class"]);
    Case {
        name: example.name.clone(),
        // Repaired bodies are a class of their own: the page does not hold what was read.
        class: if repairs.is_empty() {
            class
        } else {
            class + ", repaired"
        },
        place: format!("{}:{}", example.page, example.line),
        run: match json["skip"].as_str() {
            Some(reason) => Run::Skipped(reason.to_owned()),
            None => Run::Tested(Box::new(move || outcome(&example, repairs, &types))),
        },
    }
}

fn outcome(example: &Example, repairs: Vec<String>, types: &Types) -> Outcome {
    let comparison = run(example, types);
    let repairs = repairs.into_iter().map(|repair| ("repaired", repair));
    let normalized = comparison.normalized.iter();
    let normalized = normalized.map(|kind| ("read and written in another spelling", (*kind).to_owned()));
    Outcome {
        notes: repairs.chain(normalized).collect(),
        failure: (!comparison.faults.is_empty()).then(|| {
            let documents = show::Documents {
                page: &show::page,
                types: show::types(lines("rows.jsonl")),
            };
            show::text(example, &comparison, &documents)
        }),
    }
}

/// A value of a body.
struct Part<'a> {
    /// `value[3]`.
    path: String,
    json: &'a Json,
    ty: &'a str,
    /// The documentation of a parameter.
    row: Option<Row>,
}

/// Reads, writes and compares the values of a body.
pub(crate) fn run(example: &Example, types: &Types) -> Comparison {
    let mut comparison = Comparison::default();
    for part in parts(example, &mut comparison) {
        comparison.row = part.row.clone();
        match types.get(part.ty) {
            Some(make) => value(example, &part, &mut *make(), &mut comparison),
            None => comparison.fault(
                &part.path,
                &format!("has a type that the models do not have: `{}`", part.ty),
            ),
        }
    }
    compare_extra(example, &mut comparison);
    comparison
}

/// The values in the body. Reads and writes the envelope of a collection.
fn parts<'a>(example: &'a Example, comparison: &mut Comparison) -> Vec<Part<'a>> {
    match &example.values {
        Values::Typed { ty, shape } => typed(&example.body, ty, shape, comparison),
        Values::Parameters(parameters) => {
            let given = example.body.as_object().into_iter().flatten();
            let given = given.filter_map(|(name, json)| Some((name, json, parameters.get(name)?)));
            let parts = given.flat_map(|(name, json, parameter)| {
                let row = parameter.row.clone();
                let row = row.map(|(page, line)| Row::Parameter { page, line });
                let parts = if parameter.collection {
                    numbered(name, json, &parameter.ty)
                } else {
                    vec![part(name.clone(), json, &parameter.ty)]
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

fn value(example: &Example, part: &Part<'_>, field: &mut dyn Field, comparison: &mut Comparison) {
    let (path, json) = (part.path.as_str(), part.json);
    let own: BTreeMap<_, _> = example
        .contradicts
        .iter()
        .filter(|(found, _)| is_within(found, path))
        .collect();
    if own.is_empty() {
        return round_trip(path, json, part.ty, field, comparison);
    }
    refuses(path, json, field, &own, comparison);
    let mut rest = json.clone();
    for found in own.keys() {
        match found.strip_prefix(path).unwrap_or(found) {
            "" => return,
            inner => remove(&mut rest, inner.trim_start_matches('.')),
        }
    }
    round_trip(path, &rest, part.ty, field, comparison);
}

/// Compares the undocumented keys that the generator found with the contents of `extra`, which must be the same.
fn compare_extra(example: &Example, comparison: &mut Comparison) {
    let kept = std::mem::take(&mut comparison.extra);
    // An undocumented parameter is not part of any value.
    let is_value = |path: &&String| match &example.values {
        Values::Typed { .. } => true,
        Values::Parameters(parameters) => {
            let name = path.split(['.', '[']).next().unwrap_or_default();
            parameters.contains_key(name)
        }
    };
    for path in kept.difference(&example.undocumented) {
        comparison.fault(
            path,
            "is documented, but the type does not have it and kept it in `extra`",
        );
    }
    for path in example.undocumented.difference(&kept).filter(is_value) {
        comparison.fault(path, "is not documented, but was not kept in `extra`");
    }
}

fn round_trip(path: &str, json: &Json, ty: &str, field: &mut dyn Field, comparison: &mut Comparison) {
    if let Err(error) = read_slice_strict(json.to_string().as_bytes(), field) {
        let found = joined(path, error.path());
        if !error.path().is_empty() {
            comparison.row = Some(Row::Property {
                ty: ty.trim_start_matches("any ").to_owned(),
                path: error.path().to_owned(),
            });
        }
        return comparison.fault(&found, &format!("cannot be read: {error}"));
    }
    let slot = field.get();
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

/// Checks that reading fails at one of the values that contradict the page, for the reason that the generator found.
fn refuses(
    path: &str,
    json: &Json,
    field: &mut dyn Field,
    contradicts: &BTreeMap<&String, &String>,
    comparison: &mut Comparison,
) {
    let Err(error) = read_slice_strict(json.to_string().as_bytes(), field) else {
        return comparison.fault(path, "contradicts its page, but can be read");
    };
    let found = joined(path, error.path());
    match contradicts.get(&found) {
        Some(reason) if error.to_string().contains(reason.as_str()) => {}
        _ => comparison.fault(
            path,
            &format!("contradicts its page at another path or for another reason: {error}"),
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

/// Replaces the value at a path by null, which every type reads as no value.
fn remove(json: &mut Json, path: &str) {
    let pointer = path.replace("[", ".").replace("]", "");
    let pointer = format!("/{}", pointer.replace('.', "/"));
    if let Some(value) = json.pointer_mut(&pointer) {
        *value = Json::Null;
    }
}
