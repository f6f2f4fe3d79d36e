//! Bodies of messages → bodies of examples.

use std::sync::Arc;

use serde_json::Value;

use crate::{
    model::{ExampleBody, ExampleClass, ExampleRequest, ExampleResponse, TypeName, primitive},
    page::Body,
    resolve::{examples::typing::class_without_values, operations::schema::Graph},
    text::Span,
};

pub(crate) fn body(body: &Body) -> ExampleBody {
    match body {
        Body::Empty => ExampleBody::Empty,
        Body::Json { value, .. } => ExampleBody::Json(Arc::clone(value)),
        Body::Invalid { text, .. } | Body::Other { text, .. } => ExampleBody::Text(text.clone()),
    }
}

/// What was mended, once each, in order of place.
pub(crate) fn repaired(body: &Body) -> Vec<String> {
    let Body::Json { repairs, .. } = body else {
        return Vec::new();
    };
    let mut words: Vec<String> = Vec::new();
    for repair in repairs {
        if !words.iter().any(|word| word == repair.value) {
            words.push(repair.value.to_owned());
        }
    }
    words
}

/// Where a body stands; its message, where there is none.
pub(crate) fn place(body: &Body, message: Span) -> Span {
    match body {
        Body::Empty => message,
        Body::Json { span, .. } | Body::Invalid { span, .. } | Body::Other { span, .. } => *span,
    }
}

/// The class of the body that is typed: the answer's, else the request's, else whatever there is.
pub(crate) fn overall(request: Option<&ExampleRequest>, responses: &[ExampleResponse]) -> ExampleClass {
    let bodies = responses
        .iter()
        .map(|response| (response.ty.is_some(), response.class))
        .chain(request.map(|request| (request.ty.is_some(), request.class)));
    let filled = bodies.filter(|(_, class)| *class != ExampleClass::Empty);
    // `min_by_key` keeps the first of equals.
    filled
        .min_by_key(|(typed, _)| !typed)
        .map_or(ExampleClass::Empty, |(_, class)| class)
}

/// Classes of bodies.
pub(crate) struct Classes<'a> {
    graph: &'a Graph<'a>,
}

impl<'a> Classes<'a> {
    /// Classes for bodies of the types of a graph.
    pub(crate) fn new(graph: &'a Graph<'a>) -> Self {
        Self { graph }
    }

    /// The class of a body.
    pub(crate) fn of(&self, body: &Body, ty: Option<&TypeName>) -> ExampleClass {
        let (value, repairs) = match body {
            Body::Json { value, repairs, .. } => (value, repairs),
            other => return class_without_values(other).unwrap_or(ExampleClass::Literal),
        };
        if repairs
            .iter()
            .any(|repair| repair.value.contains("elision") || repair.value.contains("..."))
        {
            return ExampleClass::Elided;
        }
        let mut seen = Seen::default();
        self.look(value, "", ty, &mut seen);
        match seen {
            Seen { elided: true, .. } => ExampleClass::Elided,
            Seen {
                placeholder: true, ..
            } => ExampleClass::Placeholder,
            _ => ExampleClass::Literal,
        }
    }

    fn look(&self, value: &Value, key: &str, ty: Option<&TypeName>, seen: &mut Seen) {
        match value {
            Value::String(text) => {
                seen.elided |= matches!(text.trim(), "..." | "…");
                seen.placeholder |= is_placeholder(text, key, ty);
            }
            Value::Array(items) => items.iter().for_each(|item| self.look(item, key, ty, seen)),
            Value::Object(members) => {
                let own = value.get("@odata.type").and_then(Value::as_str);
                seen.placeholder |= own.is_some() && members.len() == 1 && !key.is_empty() && key != "value";
                for (name, value) in members {
                    if !name.starts_with('@') {
                        let inner = ty.filter(|_| name == "value");
                        let inner = self.property(ty, name).or(inner);
                        self.look(value, name, inner, seen);
                    }
                }
            }
            _ => {}
        }
    }

    fn property(&self, ty: Option<&TypeName>, name: &str) -> Option<&'a TypeName> {
        let mut properties = self.graph.types.chain(ty?).flat_map(|ty| &ty.properties);
        let property = properties.find(|property| property.name == name)?;
        Some(&property.ty)
    }
}

/// What a look through a body has seen.
#[derive(Debug, Default)]
struct Seen {
    placeholder: bool,
    elided: bool,
}

/// `"String"`, `"String (timestamp)"`, `"Boolean"` of a Boolean, `"status-value"` of a number or an enum, `"a | b"` of an enum.
fn is_placeholder(text: &str, key: &str, ty: Option<&TypeName>) -> bool {
    let text = text.trim();
    let ty = ty.map(TypeName::as_str);
    if text.contains('(')
        && let Some((word, note)) = text.split_once(" (")
    {
        return note.ends_with(')') && type_word(word).is_some();
    }
    let Some(word) = type_word(text) else {
        let of_model = ty.is_some_and(|ty| !ty.starts_with("Edm."));
        return is_synthetic(text) && (of_model || ty.is_some_and(not_text))
            || of_model && text.contains(" | ");
    };
    match ty {
        // A property that holds the name of a type: `"type": "String"`.
        Some("Edm.String") | None if key.to_lowercase().ends_with("type") => false,
        Some("Edm.String") => word == "Edm.String",
        Some(_) => true,
        None => text.starts_with(|c: char| c.is_ascii_uppercase()) || word == "Edm.String",
    }
}

fn is_synthetic(text: &str) -> bool {
    text.ends_with("-value")
}

/// Values of these are no strings in JSON.
fn not_text(ty: &str) -> bool {
    matches!(
        ty,
        "Edm.Boolean"
            | "Edm.Byte"
            | "Edm.SByte"
            | "Edm.Int16"
            | "Edm.Int32"
            | "Edm.Int64"
            | "Edm.Single"
            | "Edm.Double"
            | "Edm.Decimal"
    )
}

fn type_word(text: &str) -> Option<&'static str> {
    match text.strip_prefix("Edm.").unwrap_or(text) {
        "Number" | "number" | "Integer" | "integer" => Some("Edm.Int32"),
        "timestamp" | "Timestamp" | "datetime" | "DateTime" => Some("Edm.DateTimeOffset"),
        word => primitive(word),
    }
}
