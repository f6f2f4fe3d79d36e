//! JSON functions, compiled once in this crate: what a program instantiates for a type of its own is a few calls.

use std::fmt;

use super::{
    Field, Json, Slot, Value,
    read::{null, read_traced},
    trace::Trace,
    write::write_slot,
    write::write_text,
};

/// JSON that could not be read or written.
#[derive(Debug)]
pub struct JsonError {
    path: String,
    source: serde_json::Error,
}

impl JsonError {
    /// Where in the value it is: `value[3].from.emailAddress.address`. Empty for the value itself.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line in the text, from 1; 0 where there is no text.
    pub fn line(&self) -> usize {
        self.source.line()
    }

    /// The column in the text, from 1; 0 where there is no text.
    pub fn column(&self) -> usize {
        self.source.column()
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.source.fmt(f)
    }
}

impl std::error::Error for JsonError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Reads JSON text.
///
/// # Errors
///
/// Text that is no JSON, or a value of another type than the place for it: with the path to it.
///
/// ```
/// use graph_models::{Collection, from_slice};
///
/// let error = from_slice::<Collection<String>>(br#"{"value": ["a", 1]}"#).unwrap_err();
/// assert_eq!(error.path(), "value[1]");
/// assert_eq!(error.to_string(), "value[1]: expected a string, found a number at line 1 column 17");
/// ```
pub fn from_slice<T: Value>(text: &[u8]) -> Result<T, JsonError> {
    let mut value = None;
    read_slice(text, &mut value)?;
    required(value)
}

/// Reads JSON text.
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_str<T: Value>(text: &str) -> Result<T, JsonError> {
    let mut value = None;
    read_str(text, &mut value)?;
    required(value)
}

/// Reads a JSON value.
///
/// # Errors
///
/// A value of another type than the place for it: with the path to it.
pub fn from_value<T: Value>(json: Json) -> Result<T, JsonError> {
    let mut value = None;
    read_value(json, &mut value)?;
    required(value)
}

/// Writes JSON text.
///
/// # Errors
///
/// Values that stand too deep in each other.
pub fn to_vec<T: Value>(value: &T) -> Result<Vec<u8>, JsonError> {
    write_vec(value.slot())
}

/// Writes JSON text.
///
/// # Errors
///
/// As [`to_vec`].
pub fn to_string<T: Value>(value: &T) -> Result<String, JsonError> {
    write_string(value.slot())
}

/// Writes a JSON value.
///
/// # Errors
///
/// As [`to_vec`].
pub fn to_value<T: Value>(value: &T) -> Result<Json, JsonError> {
    write_value(value.slot())
}

/// Reads a value as another type. A place for an entity of any type holds the entity, with all that came in its
/// `extra`; this makes of it what `@odata.type` says that it is.
///
/// # Errors
///
/// As [`from_value`].
///
/// ```
/// use graph_models::{Collection, Json, cast, from_str};
///
/// let any: Json = from_str(r#"{"value": ["a"]}"#)?;
/// let page: Collection<String> = cast(&any)?;
/// assert_eq!(page.value, ["a"]);
/// # Ok::<(), graph_models::JsonError>(())
/// ```
pub fn cast<T: Value>(value: &impl Value) -> Result<T, JsonError> {
    from_value(to_value(value)?)
}

fn required<T>(value: Option<T>) -> Result<T, JsonError> {
    value.ok_or_else(|| at(&Trace::default(), null()))
}

/// Reads JSON text into a place whose type is only known while the program runs.
///
/// # Errors
///
/// As [`from_slice`], except that null is a value: none.
pub fn read_slice(text: &[u8], field: &mut dyn Field) -> Result<(), JsonError> {
    // To check all of it at once takes a fraction of what it takes string by string. Reading what is no UTF-8 tells
    // where it is not.
    if let Ok(text) = std::str::from_utf8(text) {
        return read_str(text, field);
    }
    let mut json = serde_json::Deserializer::from_slice(text);
    let mut trace = Trace::default();
    let read = read_traced(&mut json, field, &mut trace).and_then(|()| json.end());
    read.map_err(|error| at(&trace, error))
}

fn read_str(text: &str, field: &mut dyn Field) -> Result<(), JsonError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let mut trace = Trace::default();
    let read = read_traced(&mut json, field, &mut trace).and_then(|()| json.end());
    read.map_err(|error| at(&trace, error))
}

/// Reads a JSON value into a place whose type is only known while the program runs.
///
/// # Errors
///
/// As [`from_value`], except that null is a value: none.
pub fn read_value(json: Json, field: &mut dyn Field) -> Result<(), JsonError> {
    let mut trace = Trace::default();
    read_traced(json, field, &mut trace).map_err(|error| at(&trace, error))
}

/// Writes JSON text from a value whose type is only known while the program runs.
///
/// # Errors
///
/// As [`to_vec`].
pub fn write_vec(slot: Slot<'_>) -> Result<Vec<u8>, JsonError> {
    write_text(slot).map_err(|error| at(&Trace::default(), error))
}

fn write_string(slot: Slot<'_>) -> Result<String, JsonError> {
    let text = write_vec(slot)?;
    Ok(String::from_utf8(text).expect("all that is written is UTF-8"))
}

/// Writes a JSON value from a value whose type is only known while the program runs.
///
/// # Errors
///
/// As [`to_vec`].
pub fn write_value(slot: Slot<'_>) -> Result<Json, JsonError> {
    write_slot(slot, serde_json::value::Serializer).map_err(|error| at(&Trace::default(), error))
}

fn at(trace: &Trace, source: serde_json::Error) -> JsonError {
    JsonError {
        path: trace.to_string(),
        source,
    }
}
