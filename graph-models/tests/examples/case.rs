//! One example body: how it is found in the data, and how it is tried.

use std::{collections::BTreeMap, collections::BTreeSet, fmt::Write, path::Path};

use graph_models::{
    Collection, Json,
    runtime::{Field, Slot, read_slice, write_vec},
};

use crate::compare::Comparison;

/// A body.
pub(crate) struct Case {
    pub(crate) name: String,
    /// `api/user-post-messages.md:140`.
    pub(crate) place: String,
    /// `literal`, ….
    pub(crate) class: String,
    pub(crate) repaired: bool,
    pub(crate) run: Run,
}

/// What is done with it.
pub(crate) enum Run {
    /// Nothing, for this reason.
    Skipped(String),
    Tried(Tried),
}

/// A body with its documented type and what is known to be wrong with it.
pub(crate) struct Tried {
    ty: String,
    shape: String,
    body: Json,
    /// Keys that the page's type does not have.
    pub(crate) undocumented: BTreeSet<String>,
    /// Values that the page's type cannot hold, with the reason.
    pub(crate) contradicts: BTreeMap<String, String>,
}

/// All cases, and the number of examples without a body.
pub(crate) fn load() -> (u64, Vec<Case>) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated/examples.jsonl");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut lines = text
        .lines()
        .map(|line| serde_json::from_str::<Json>(line).expect("the generator writes JSON"));
    let empty = lines.next().and_then(|first| first["empty"].as_u64());
    (empty.unwrap_or_default(), lines.map(parse).collect())
}

fn parse(json: Json) -> Case {
    let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
    let run = match json["skip"].as_str() {
        Some(reason) => Run::Skipped(reason.to_owned()),
        None => Run::Tried(Tried {
            ty: text("type"),
            shape: text("shape"),
            body: json["body"].clone(),
            undocumented: elements(&json["undocumented"])
                .map(|path| path.as_str().unwrap_or_default().to_owned())
                .collect(),
            contradicts: elements(&json["contradicts"])
                .map(|found| {
                    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
                    (text("path"), text("reason"))
                })
                .collect(),
        }),
    };
    Case {
        name: text("name"),
        place: format!("{}:{}", text("page"), json["line"]),
        class: text("class"),
        repaired: json["repaired"] == true,
        run,
    }
}

fn elements(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().into_iter().flatten()
}

/// Tries a case. What it normalised, or everything that is wrong.
pub(crate) fn run<F: Fn() -> Box<dyn Field>>(
    case: &Case,
    types: &BTreeMap<&'static str, F>,
) -> Result<Comparison, String> {
    let tried = match &case.run {
        Run::Skipped(reason) => return Err(format!("{}: not run: {reason}", case.place)),
        Run::Tried(tried) => tried,
    };
    let Some(make) = types.get(tried.ty.as_str()) else {
        return Err(format!("{}: there is no type `{}`", case.place, tried.ty));
    };
    let mut comparison = Comparison::default();
    for (path, json) in tried.values(&mut comparison) {
        tried.value(&path, json, &mut *make(), &mut comparison);
    }
    tried.compare_extra(&mut comparison);
    if comparison.faults.is_empty() {
        return Ok(comparison);
    }
    let mut message = format!("{} as `{}`", case.place, tried.ty);
    for fault in &comparison.faults {
        write!(message, "\n  {fault}").expect("a string takes everything");
    }
    Err(message)
}

impl Tried {
    /// The values of the type in the body, by path. What stands around them is read and written here.
    fn values<'a>(&'a self, comparison: &mut Comparison) -> Vec<(String, &'a Json)> {
        let value = self.body.get("value").unwrap_or(&Json::Null);
        let numbered = |path: &'static str, json: &'a Json| {
            let elements = elements(json).enumerate();
            elements.map(move |(index, element)| (format!("{path}[{index}]"), element))
        };
        match self.shape.as_str() {
            "list" => numbered("", &self.body).collect(),
            "collection" => {
                round_trip("", &self.body, &mut None::<Collection<Json>>, comparison);
                match value {
                    Json::Array(_) => numbered("value", value).collect(),
                    single => vec![("value[0]".to_owned(), single)],
                }
            }
            "value" => vec![("value".to_owned(), value)],
            _ => vec![(String::new(), &self.body)],
        }
    }

    fn value(&self, path: &str, json: &Json, place: &mut dyn Field, comparison: &mut Comparison) {
        let own: BTreeMap<_, _> = self
            .contradicts
            .iter()
            .filter(|(found, _)| is_within(found, path))
            .collect();
        if own.is_empty() {
            return round_trip(path, json, place, comparison);
        }
        refuses(path, json, place, &own, comparison);
        let mut rest = json.clone();
        for found in own.keys() {
            match found.strip_prefix(path).unwrap_or(found) {
                "" => return,
                inner => remove(&mut rest, inner.trim_start_matches('.')),
            }
        }
        round_trip(path, &rest, place, comparison);
    }

    /// The generator knows from the pages which keys are undocumented, and the types must agree.
    fn compare_extra(&self, comparison: &mut Comparison) {
        let kept = std::mem::take(&mut comparison.extra);
        for path in kept.difference(&self.undocumented) {
            comparison.fault(
                path,
                "is documented, but is not known to the type and was kept in `extra`",
            );
        }
        for path in self.undocumented.difference(&kept) {
            comparison.fault(path, "is not documented, but was not kept in `extra`");
        }
    }
}

fn round_trip(path: &str, json: &Json, place: &mut dyn Field, comparison: &mut Comparison) {
    if let Err(error) = read_slice(json.to_string().as_bytes(), place) {
        return comparison.fault(path, &format!("cannot be read: {error}"));
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
    let found = match (path, error.path()) {
        (_, "") => path.to_owned(),
        ("", inner) => inner.to_owned(),
        (path, inner) if inner.starts_with('[') => format!("{path}{inner}"),
        (path, inner) => format!("{path}.{inner}"),
    };
    match contradicts.get(&found) {
        Some(reason) if error.to_string().contains(reason.as_str()) => {}
        _ => comparison.fault(
            path,
            &format!("contradicts its page elsewhere or otherwise: {error}"),
        ),
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
