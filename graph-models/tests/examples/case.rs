//! A test case of either kind, and access to the generated data of the cases.

use std::{fs, path::Path};

use graph_models::Json;

/// A case.
pub(crate) struct Case {
    pub(crate) name: String,
    /// The class under which the report counts it: `literal`, `request`, ….
    pub(crate) class: String,
    /// `api/user-post-messages.md:140`.
    pub(crate) place: String,
    pub(crate) run: Run,
}

/// What to do with a case.
pub(crate) enum Run {
    /// Skip it, for this reason.
    Skipped(String),
    Tested(Box<dyn FnOnce() -> Outcome + Send>),
}

/// The result of a case.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) failure: Option<String>,
    /// Facts to count in the report: the section, and the fact.
    pub(crate) notes: Vec<(&'static str, String)>,
}

/// The lines of a generated file, the first of which is a header.
pub(crate) fn lines(file: &str) -> Vec<Json> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated");
    let file = folder.join(file);
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    text.lines()
        .map(|line| serde_json::from_str(line).expect("the generator writes JSON"))
        .collect()
}

/// The text of a string; empty for anything else.
pub(crate) fn text(json: &Json) -> String {
    json.as_str().unwrap_or_default().to_owned()
}

/// The elements of an array; none for anything else.
pub(crate) fn elements(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().into_iter().flatten()
}
