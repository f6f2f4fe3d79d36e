//! The whole model, and reading a model file: what the file leaves out, such as spans, is empty.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    examples::Example,
    info::ApiInfo,
    operations::Operation,
    types::{Enum, Type},
};

/// The version of the model file.
pub const FORMAT: u32 = 2;

/// The oldest version that can still be read: it has fewer fields, and a list of permissions has names alone.
const OLDEST: u32 = 1;

/// The whole model.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Api {
    /// The version of this format.
    pub format: u32,
    /// Which API.
    pub api: ApiInfo,
    /// Entities and complex types, by name.
    pub types: Vec<Type>,
    /// Enums, by name.
    pub enums: Vec<Enum>,
    /// Operations, by id.
    pub operations: Vec<Operation>,
    /// Examples, by page and line.
    pub examples: Vec<Example>,
    /// Counts of the findings.
    pub diagnostics: DiagnosticCounts,
}

/// Counts of the findings.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub struct DiagnosticCounts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
}

/// Why a text is no model.
#[derive(Debug)]
pub enum Unreadable {
    /// Not JSON, or JSON of another shape.
    Shape(serde_json::Error),
    /// A model file of another format.
    Format(u64),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(error) => write!(f, "no model file: {error}"),
            Self::Format(format) => write!(
                f,
                "a model file of format {format}; expected format {OLDEST} or {FORMAT}"
            ),
        }
    }
}

impl std::error::Error for Unreadable {}

/// What comes first: a file of another format may have another shape.
#[derive(Deserialize)]
struct Head {
    format: u64,
}

/// Reads a model file.
///
/// # Errors
///
/// The text is not JSON, has another shape, or says that it is of another format.
pub fn read(text: &str) -> Result<Api, Unreadable> {
    let head: Head = serde_json::from_str(text).map_err(Unreadable::Shape)?;
    if !(u64::from(OLDEST)..=u64::from(FORMAT)).contains(&head.format) {
        return Err(Unreadable::Format(head.format));
    }
    serde_json::from_str(text).map_err(Unreadable::Shape)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lower::test_api::{api, complex, enum_, example, property},
        model::ApiInfo,
    };

    #[test]
    fn what_is_written_is_what_is_read() {
        let mut api = api(
            [complex("a.x").with(property("y", "Edm.String"))],
            [enum_("a.level", &["low"])],
        );
        api.api = ApiInfo::graph("beta");
        api.examples = ["{\"a\": 1}", "\"text\"", "null"]
            .map(|body| example("a.x", body))
            .into();
        let json = |api: &Api| serde_json::to_string(api).expect("a model is JSON");
        let again = read(&json(&api)).expect("is a model");
        assert_eq!(json(&again), json(&api));
        assert_eq!(again.api.namespace, "microsoft.graph");
    }

    #[test]
    fn the_format_before_this_one_is_read() {
        let mut old = serde_json::to_value(api([], [])).expect("a model is JSON");
        old["format"] = 1.into();
        old["operations"] = serde_json::json!([{
            "id": "thing-get", "title": "Get thing", "kind": "get", "method": "GET", "paths": ["/thing"],
            "description": "", "deprecated": false, "pathParameters": [], "queryParameters": [],
            "queryOptions": "unstated", "allQueryOptions": true, "headers": [], "requestBody": null, "responses": [],
            "permissions": {
                "delegatedWork": ["A.Read", "A.Write"], "delegatedPersonal": [], "application": [], "stated": true
            },
            "clouds": [], "source": { "page": "api/thing-get.md", "line": 1 }
        }]);
        let api = read(&old.to_string()).expect("is a model");
        let permissions = &api.operations.first().expect("is there").permissions;
        let names = permissions
            .lists
            .delegated_work
            .iter()
            .map(|all| all.names().join(" and "));
        assert_eq!(names.collect::<Vec<_>>(), ["A.Read", "A.Write"]);
        assert!(permissions.cases.is_empty());
    }

    #[test]
    fn another_format_is_told_before_another_shape() {
        let told = |text: &str| read(text).expect_err("is no model").to_string();
        assert_eq!(
            told(r#"{"format": 7}"#),
            "a model file of format 7; expected format 1 or 2"
        );
        assert!(
            told(r#"{"format": 2}"#).contains("missing field `api`"),
            "{}",
            told(r#"{"format": 2}"#)
        );
        assert!(
            told("# page").starts_with("no model file: expected value at line 1"),
            "{}",
            told("# page")
        );
    }
}
