//! The functions that read and write JSON. They are compiled once in this crate; a program instantiates only a few
//! calls for each type.

use std::fmt;

use super::{
    extra::Json,
    read::{Trace, null, read_traced},
    value::{Field, Slot, Value},
    write::{write_slot, write_text},
};

/// The error of JSON that could not be read or written.
#[derive(Debug)]
pub struct JsonError {
    path: String,
    source: serde_json::Error,
}

impl JsonError {
    /// The path to the value: `value[3].from.emailAddress.address`. Empty for the outermost value.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line in the text, counted from 1; 0 if there is no text.
    pub fn line(&self) -> usize {
        self.source.line()
    }

    /// The column in the text, counted from 1; 0 if there is no text.
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
/// The text is not JSON, or a value does not have the type of its property. The error has the path to it.
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
/// See [`from_slice`].
pub fn from_str<T: Value>(text: &str) -> Result<T, JsonError> {
    let mut value = None;
    read_str(text, &mut value)?;
    required(value)
}

/// Reads a JSON value.
///
/// # Errors
///
/// A value does not have the type of its property. The error has the path to it.
pub fn from_value<T: Value>(json: Json) -> Result<T, JsonError> {
    let mut value = None;
    read_value(json, &mut value)?;
    required(value)
}

/// Writes JSON text.
///
/// # Errors
///
/// Values are nested too deeply.
pub fn to_vec<T: Value>(value: &T) -> Result<Vec<u8>, JsonError> {
    write_vec(value.slot())
}

/// Writes JSON text.
///
/// # Errors
///
/// See [`to_vec`].
pub fn to_string<T: Value>(value: &T) -> Result<String, JsonError> {
    write_string(value.slot())
}

/// Writes a JSON value.
///
/// # Errors
///
/// See [`to_vec`].
pub fn to_value<T: Value>(value: &T) -> Result<Json, JsonError> {
    write_value(value.slot())
}

/// Converts a value to another type through JSON. A property for an entity of any type holds the base type, with all
/// other properties in its `extra`; this converts it to the type that `@odata.type` names.
///
/// # Errors
///
/// See [`from_value`].
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

/// Reads JSON text into a field whose type is known only at run time.
///
/// # Errors
///
/// See [`from_slice`]; null is no error here, but no value.
pub fn read_slice(text: &[u8], field: &mut dyn Field) -> Result<(), JsonError> {
    // One check of the whole text is much faster than one per string. Invalid UTF-8 is read all the same, since that
    // gives the error its position.
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

/// Reads a JSON value into a field whose type is known only at run time.
///
/// # Errors
///
/// See [`from_value`]; null is no error here, but no value.
pub fn read_value(json: Json, field: &mut dyn Field) -> Result<(), JsonError> {
    let mut trace = Trace::default();
    read_traced(json, field, &mut trace).map_err(|error| at(&trace, error))
}

/// Writes a value whose type is known only at run time as JSON text.
///
/// # Errors
///
/// See [`to_vec`].
pub fn write_vec(slot: Slot<'_>) -> Result<Vec<u8>, JsonError> {
    write_text(slot).map_err(|error| at(&Trace::default(), error))
}

fn write_string(slot: Slot<'_>) -> Result<String, JsonError> {
    let text = write_vec(slot)?;
    Ok(String::from_utf8(text).expect("JSON is UTF-8"))
}

/// Writes a value whose type is known only at run time as a JSON value.
///
/// # Errors
///
/// See [`to_vec`].
pub fn write_value(slot: Slot<'_>) -> Result<Json, JsonError> {
    write_slot(slot, serde_json::value::Serializer).map_err(|error| at(&Trace::default(), error))
}

fn at(trace: &Trace, source: serde_json::Error) -> JsonError {
    JsonError {
        path: trace.to_string(),
        source,
    }
}
