//! The body of an example: its documented types, and what the generator found out about it.

use std::collections::{BTreeMap, BTreeSet};

use graph_models::Json;

use super::case::{elements, text};

/// A body with its documented types and its known contradictions.
pub(crate) struct Example {
    pub(crate) name: String,
    /// `api/user-post-messages.md`.
    pub(crate) page: String,
    /// The line where the message starts, from 1.
    pub(crate) line: usize,
    pub(crate) values: Values,
    pub(crate) body: Json,
    /// The paths of keys that the page's type does not have.
    pub(crate) undocumented: BTreeSet<String>,
    /// The paths of values that do not fit the page's type, with the reasons.
    pub(crate) contradicts: BTreeMap<String, String>,
}

/// The values in a body.
pub(crate) enum Values {
    /// Values of one type, and the shape of the body around them.
    Typed { ty: String, shape: String },
    /// A value for each parameter.
    Parameters(BTreeMap<String, Parameter>),
}

/// A parameter in a body.
pub(crate) struct Parameter {
    pub(crate) ty: String,
    pub(crate) collection: bool,
    /// The page and line that document it.
    pub(crate) row: Option<(String, usize)>,
}

impl Example {
    /// Parses a line of `generated/examples.jsonl`.
    pub(crate) fn parse(json: &Json) -> Self {
        Self {
            name: text(&json["name"]),
            page: text(&json["page"]),
            line: line(&json["line"]),
            values: Values::parse(json),
            body: json["body"].clone(),
            undocumented: elements(&json["undocumented"]).map(text).collect(),
            contradicts: elements(&json["contradicts"])
                .map(|found| (text(&found["path"]), text(&found["reason"])))
                .collect(),
        }
    }
}

impl Values {
    fn parse(json: &Json) -> Self {
        let Some(parameters) = json["parameters"].as_object() else {
            return Self::Typed {
                ty: text(&json["type"]),
                shape: text(&json["shape"]),
            };
        };
        let parameter = |json: &Json| Parameter {
            ty: text(&json["type"]),
            collection: json["collection"] == true,
            row: json["row"][0]
                .as_str()
                .map(|page| (page.to_owned(), line(&json["row"][1]))),
        };
        let parameters = parameters.iter();
        Self::Parameters(
            parameters
                .map(|(name, json)| (name.clone(), parameter(json)))
                .collect(),
        )
    }
}

fn line(json: &Json) -> usize {
    json.as_u64()
        .and_then(|line| usize::try_from(line).ok())
        .unwrap_or(1)
}
