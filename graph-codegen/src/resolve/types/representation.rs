//! Reads a JSON representation like a table, for pages without a table. Stub values such as `"String (timestamp)"` give
//! the types; free-form samples do not count.

use serde_json::{Map, Value};

use crate::{
    model::{is_identifier, primitive},
    page::{Body, Page, PropertyRow, Representation, TypeCell},
    text::Span,
};

/// A key of a representation. Only keys that no table lists become rows.
pub(crate) struct Key<'a> {
    pub(crate) name: &'a str,
    value: &'a Value,
    span: Span,
}

impl Key<'_> {
    /// The row that a table would have.
    pub(crate) fn row(&self) -> PropertyRow {
        let (ty, collection) = type_of(self.value);
        PropertyRow::plain(self.name, TypeCell::of(&ty, collection, self.span))
    }
}

/// The keys of the object.
pub(crate) fn keys(representation: &Representation) -> impl Iterator<Item = Key<'_>> {
    // A fence without annotation is an example of use.
    let object = representation.body.json().and_then(Value::as_object);
    let object = object.filter(|_| representation.annotation.is_some());
    object
        .into_iter()
        .flat_map(|object| of_object(object, representation.span))
}

/// A body that names its own type.
pub(crate) struct Shown<'a> {
    /// Its full name.
    pub(crate) name: &'a str,
    object: &'a Map<String, Value>,
    span: Span,
}

impl<'a> Shown<'a> {
    /// Its keys.
    pub(crate) fn keys(&self) -> impl Iterator<Item = Key<'a>> {
        of_object(self.object, self.span)
    }

    /// Whether it has an `@odata.id`, which only entities have.
    pub(crate) fn addressed(&self) -> bool {
        self.object.contains_key("@odata.id")
    }
}

/// The own type of a body: its `@odata.type`.
pub(crate) fn named(body: &Body, span: Span) -> Option<Shown<'_>> {
    let object = body.json()?.as_object()?;
    let name = object.get("@odata.type")?.as_str()?.trim_start_matches('#');
    let usable = name.split('.').all(is_identifier);
    usable.then_some(Shown { name, object, span })
}

fn of_object(object: &Map<String, Value>, span: Span) -> impl Iterator<Item = Key<'_>> {
    object
        .iter()
        .filter(|(name, _)| !name.contains('@') && !name.contains(' '))
        .map(move |(name, value)| Key { name, value, span })
}

/// The type that the representations of a page name for a property: `{"@odata.type": "microsoft.graph.x"}`.
pub(crate) fn named_type(page: &Page, property: &str) -> Option<String> {
    let annotated = page
        .representations
        .iter()
        .filter(|shown| shown.annotation.is_some());
    let mut values = annotated.filter_map(|shown| shown.body.json()?.get(property));
    let (name, _) = type_of(values.next()?);
    (name.contains('.') && !name.starts_with("Edm.")).then_some(name)
}

fn type_of(value: &Value) -> (String, bool) {
    match value {
        Value::Array(items) => {
            let item = items
                .first()
                .map_or_else(|| "Edm.Untyped".to_owned(), |item| type_of(item).0);
            (item, true)
        }
        Value::Object(object) => {
            let named = object.get("@odata.type").and_then(Value::as_str);
            let name = named.map_or("Edm.Untyped", |name| name.trim_start_matches('#'));
            (name.to_owned(), false)
        }
        Value::Bool(_) => ("Edm.Boolean".to_owned(), false),
        Value::Number(number) if number.is_f64() => ("Edm.Double".to_owned(), false),
        Value::Number(_) => ("Edm.Int32".to_owned(), false),
        Value::String(text) => (type_of_text(text), false),
        Value::Null => ("Edm.Untyped".to_owned(), false),
    }
}

/// `String (timestamp)` is a time, `Int32` a number, `microsoft.graph.x` that type; everything else is a string.
fn type_of_text(text: &str) -> String {
    let text = text.trim();
    let lower = text.to_lowercase();
    if lower.contains("timestamp") || lower == "datetime" {
        return "Edm.DateTimeOffset".to_owned();
    }
    if text.contains('.') && !text.contains(' ') && !text.contains('/') && text.starts_with("microsoft.") {
        return text.to_owned();
    }
    primitive(&lower).unwrap_or("Edm.String").to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn stub_values_say_the_type() {
        let check =
            |value, name: &str, collection| assert_eq!(type_of(&value), (name.to_owned(), collection));
        check(json!("string"), "Edm.String", false);
        check(json!("String (timestamp)"), "Edm.DateTimeOffset", false);
        check(json!("Boolean"), "Edm.Boolean", false);
        check(json!(123.121), "Edm.Double", false);
        check(json!(["read|write"]), "Edm.String", true);
        check(json!([{"@odata.type": "resource.a"}]), "resource.a", true);
        check(json!({"@odata.type": "#resource.b"}), "resource.b", false);
    }
}
