//! The data of the cases: the bodies of the pages' examples with what is documented and what is wrong with them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use graph_models::Json;

/// A body.
pub(crate) struct Case {
    pub(crate) name: String,
    /// `api/user-post-messages.md`.
    pub(crate) page: String,
    /// Where its message starts, from 1.
    pub(crate) line: usize,
    /// `literal`, ….
    pub(crate) class: String,
    /// What had to be mended to read it.
    pub(crate) repaired: Vec<String>,
    pub(crate) run: Run,
}

/// What is done with it.
pub(crate) enum Run {
    /// Nothing, for this reason.
    Skipped(String),
    Tried(Tried),
}

/// A body with its documented types and what is known to be wrong with it.
pub(crate) struct Tried {
    pub(crate) values: Values,
    pub(crate) body: Json,
    /// Keys that the page's type does not have.
    pub(crate) undocumented: BTreeSet<String>,
    /// Values that the page's type cannot hold, with the reason.
    pub(crate) contradicts: BTreeMap<String, String>,
}

/// What the values in a body are.
pub(crate) enum Values {
    /// Values of a type, and where in the body they are.
    Typed { ty: String, shape: String },
    /// A value for each parameter.
    Parameters(BTreeMap<String, Parameter>),
}

/// A parameter that a body gives.
pub(crate) struct Parameter {
    pub(crate) ty: String,
    pub(crate) collection: bool,
    /// Where it is documented.
    pub(crate) row: Option<(String, usize)>,
}

/// All cases, and the number of examples without a body.
pub(crate) fn load() -> (u64, Vec<Case>) {
    let mut lines = lines("examples.jsonl").into_iter();
    let empty = lines.next().and_then(|first| first["empty"].as_u64());
    (
        empty.unwrap_or_default(),
        lines.map(|line| parse(&line)).collect(),
    )
}

/// The lines of a generated file; the first one says where they come from.
pub(crate) fn lines(file: &str) -> Vec<Json> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated");
    let file = folder.join(file);
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let line = |line| serde_json::from_str::<Json>(line).expect("the generator writes JSON");
    text.lines().map(line).collect()
}

fn parse(json: &Json) -> Case {
    let run = match json["skip"].as_str() {
        Some(reason) => Run::Skipped(reason.to_owned()),
        None => Run::Tried(Tried {
            values: values(json),
            body: json["body"].clone(),
            undocumented: texts(&json["undocumented"]).collect(),
            contradicts: elements(&json["contradicts"])
                .map(|found| (text(found, "path"), text(found, "reason")))
                .collect(),
        }),
    };
    Case {
        name: text(json, "name"),
        page: text(json, "page"),
        line: line(&json["line"]),
        class: text(json, "class"),
        repaired: texts(&json["repaired"]).collect(),
        run,
    }
}

fn values(json: &Json) -> Values {
    let Some(parameters) = json["parameters"].as_object() else {
        return Values::Typed {
            ty: text(json, "type"),
            shape: text(json, "shape"),
        };
    };
    let parameter = |json: &Json| Parameter {
        ty: text(json, "type"),
        collection: json["collection"] == true,
        row: json["row"][0]
            .as_str()
            .map(|page| (page.to_owned(), line(&json["row"][1]))),
    };
    let parameters = parameters.iter();
    Values::Parameters(
        parameters
            .map(|(name, json)| (name.clone(), parameter(json)))
            .collect(),
    )
}

fn text(json: &Json, key: &str) -> String {
    json[key].as_str().unwrap_or_default().to_owned()
}

fn line(json: &Json) -> usize {
    json.as_u64()
        .and_then(|line| usize::try_from(line).ok())
        .unwrap_or(1)
}

fn texts(json: &Json) -> impl Iterator<Item = String> {
    elements(json).filter_map(|text| text.as_str().map(str::to_owned))
}

/// The elements of an array; none of anything else.
pub(crate) fn elements(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().into_iter().flatten()
}
