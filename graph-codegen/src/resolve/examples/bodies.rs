//! Bodies of examples, and whether their values are literals, placeholders or elided.

use std::sync::Arc;

use serde_json::Value;

use crate::{
    model::{ExampleBody, ExampleClass, ExampleRequest, ExampleResponse, TypeIndex, TypeName, primitive},
    page::Body,
    text::{Span, Spanned},
};

pub(crate) fn body(body: &Body) -> ExampleBody {
    match body {
        Body::Empty => ExampleBody::Empty,
        Body::Json { value, .. } => ExampleBody::Json(Arc::clone(value)),
        Body::Invalid { text, .. } | Body::Other { text, .. } => ExampleBody::Text(text.clone()),
    }
}

/// The repairs of a body, each kind once, in order.
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

/// The span of a body, or of its message if it has none.
pub(crate) fn place(body: &Body, message: Span) -> Span {
    match body {
        Body::Empty => message,
        Body::Json { span, .. } | Body::Invalid { span, .. } | Body::Other { span, .. } => *span,
    }
}

/// The class of an example: that of the typed body of a response, else of the request, else of any body.
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

/// The class of a body.
pub(crate) fn class_of(body: &Body, ty: Option<&TypeName>, types: &TypeIndex<'_>) -> ExampleClass {
    let (value, repairs) = match body {
        Body::Json { value, repairs, .. } => (value, repairs),
        Body::Empty => return ExampleClass::Empty,
        Body::Invalid { .. } => return ExampleClass::Invalid,
        Body::Other { .. } => return ExampleClass::NonJson,
    };
    let elided = |repair: &Spanned<&str>| repair.value.contains("elision") || repair.value.contains("...");
    if repairs.iter().any(elided) {
        return ExampleClass::Elided;
    }
    let mut seen = Seen::default();
    seen.look_at(value, "", ty, types);
    match seen {
        Seen { elided: true, .. } => ExampleClass::Elided,
        Seen {
            placeholder: true, ..
        } => ExampleClass::Placeholder,
        _ => ExampleClass::Literal,
    }
}

/// What the values of a body are.
#[derive(Debug, Default)]
struct Seen {
    placeholder: bool,
    elided: bool,
}

impl Seen {
    fn look_at(&mut self, value: &Value, key: &str, ty: Option<&TypeName>, types: &TypeIndex<'_>) {
        match value {
            Value::String(text) => {
                self.elided |= matches!(text.trim(), "..." | "…");
                self.placeholder |= is_placeholder(text, key, ty);
            }
            Value::Array(items) => items.iter().for_each(|item| self.look_at(item, key, ty, types)),
            Value::Object(members) => {
                let own = value.get("@odata.type").and_then(Value::as_str);
                self.placeholder |= own.is_some() && members.len() == 1 && !key.is_empty() && key != "value";
                for (name, value) in members {
                    if !name.starts_with('@') {
                        let inner = ty.filter(|_| name == "value");
                        let inner = property_type(ty, name, types).or(inner);
                        self.look_at(value, name, inner, types);
                    }
                }
            }
            _ => {}
        }
    }
}

fn property_type<'a>(ty: Option<&TypeName>, name: &str, types: &TypeIndex<'a>) -> Option<&'a TypeName> {
    let mut properties = types.chain(ty?).flat_map(|ty| &ty.properties);
    let property = properties.find(|property| property.name == name)?;
    Some(&property.ty)
}

/// `"String"`, `"String (timestamp)"`, `"Boolean"` of a Boolean, `"status-value"` of a number or an enum, `"a | b"` of
/// an enum.
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
        // A property whose value is the name of a type: `"type": "String"`.
        Some("Edm.String") | None if key.to_lowercase().ends_with("type") => false,
        Some("Edm.String") => word == "Edm.String",
        Some(_) => true,
        None => text.starts_with(|c: char| c.is_ascii_uppercase()) || word == "Edm.String",
    }
}

fn is_synthetic(text: &str) -> bool {
    text.ends_with("-value")
}

/// Whether values of this type are no strings in JSON.
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
