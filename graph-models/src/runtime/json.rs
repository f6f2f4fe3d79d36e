//! The functions that read and write JSON. They are compiled once in this crate; a program instantiates only a few
//! calls for each type.

use std::fmt;

use super::{
    extra::Json,
    read::{Limits, Trace, null, read_traced},
    value::{Field, Slot, Value},
    write::{write_slot, write_text},
};

/// The error of JSON that could not be read or written.
#[derive(Debug)]
pub struct JsonError {
    path: String,
    exceeds_limits: bool,
    source: serde_json::Error,
}

impl JsonError {
    /// The path to the value: `value[3].from.emailAddress.address`. Empty for the outermost value.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether the text is larger than the [`Limits`] allow, or nested too deeply.
    pub fn exceeds_limits(&self) -> bool {
        self.exceeds_limits
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

/// Reads JSON text. A value of another JSON type than its property is kept in the `extra` of its object, where
/// [`misfits`](super::misfits) finds it; a quoted number or boolean that fits is read as what it is.
///
/// # Errors
///
/// The text is not JSON, a page has no list `value`, or a value is of another type and no object holds it: the
/// outermost one, or one of a page. The error has the path to it.
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

/// Reads JSON text in which every value has the JSON type of its property, for tests and for those who want to know.
///
/// # Errors
///
/// The text is not JSON, or a value does not have the type of its property. The error has the path to it.
///
/// ```
/// use graph_models::{Collection, from_slice, from_slice_strict};
///
/// let text = br#"{"value": ["a"], "@odata.count": "many"}"#;
/// assert!(from_slice::<Collection<String>>(text).is_ok());
/// let error = from_slice_strict::<Collection<String>>(text).unwrap_err();
/// assert_eq!(error.path(), "@odata.count");
/// ```
pub fn from_slice_strict<T: Value>(text: &[u8]) -> Result<T, JsonError> {
    let mut value = None;
    read_slice_strict(text, &mut value)?;
    required(value)
}

/// Reads JSON text that is not trusted, within [`Limits`]. A short text can make a large value: `[{},{},…]` takes the size
/// of the type for each three bytes.
///
/// # Errors
///
/// Those of [`from_slice`], and [`exceeds_limits`](JsonError::exceeds_limits) tells that the text exceeds a limit. The
/// error has the path to the first value beyond it.
///
/// ```
/// use graph_models::{Collection, Limits, from_slice_within};
///
/// let text = br#"{"value": ["a", "b"]}"#;
/// assert!(from_slice_within::<Collection<String>>(text, Limits::new()).is_ok());
/// let error = from_slice_within::<Collection<String>>(text, Limits::new().elements(1)).unwrap_err();
/// assert!(error.exceeds_limits());
/// assert_eq!(error.path(), "value[1]");
/// ```
pub fn from_slice_within<T: Value>(text: &[u8], limits: Limits) -> Result<T, JsonError> {
    let mut value = None;
    read_slice_within(text, limits, &mut value)?;
    required(value)
}

/// Reads a JSON value in which every value has the JSON type of its property.
///
/// # Errors
///
/// See [`from_slice_strict`].
pub fn from_value_strict<T: Value>(json: Json) -> Result<T, JsonError> {
    let mut value = None;
    read_with(Trace::strict(), json, &mut value)?;
    required(value)
}

/// Reads JSON text.
///
/// # Errors
///
/// See [`from_slice`].
pub fn from_str<T: Value>(text: &str) -> Result<T, JsonError> {
    let mut value = None;
    read_str(text, Limits::NONE, &mut value)?;
    required(value)
}

/// Reads a JSON value.
///
/// # Errors
///
/// See [`from_slice`].
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
    read_slice_within(text, Limits::NONE, field)
}

/// Like [`read_slice`], but within [`Limits`].
///
/// # Errors
///
/// See [`from_slice_within`]; null is no error here, but no value.
pub fn read_slice_within(text: &[u8], limits: Limits, field: &mut dyn Field) -> Result<(), JsonError> {
    // One check of the whole text is much faster than one per string. Invalid UTF-8 is read all the same, since that
    // gives the error its position.
    match std::str::from_utf8(text) {
        Ok(text) => read_str(text, limits, field),
        Err(_) => read_text(
            Trace::within(limits),
            serde_json::Deserializer::from_slice(text),
            field,
        ),
    }
}

/// Like [`read_slice`], but every value must have the JSON type of its property.
///
/// # Errors
///
/// See [`from_slice_strict`]; null is no error here, but no value.
pub fn read_slice_strict(text: &[u8], field: &mut dyn Field) -> Result<(), JsonError> {
    read_text(Trace::strict(), serde_json::Deserializer::from_slice(text), field)
}

fn read_str(text: &str, limits: Limits, field: &mut dyn Field) -> Result<(), JsonError> {
    let read = |text: &str, field: &mut dyn Field| {
        read_text(
            Trace::within(limits),
            serde_json::Deserializer::from_str(text),
            field,
        )
    };
    // The error is cheap to look at, and nearly no text has half a surrogate.
    read(text, field).or_else(|error| match without_half_surrogates(text) {
        Some(text) if error.source.is_syntax() => read(&text, field),
        _ => Err(error),
    })
}

fn read_text<'de>(
    mut trace: Trace,
    mut json: serde_json::Deserializer<impl serde_json::de::Read<'de>>,
    field: &mut dyn Field,
) -> Result<(), JsonError> {
    let read = read_traced(&mut json, field, &mut trace).and_then(|()| json.end());
    read.map_err(|error| at(&trace, error))
}

/// The text with the replacement character in place of each escaped half of a surrogate pair, which no string can hold;
/// `None` if there is none.
fn without_half_surrogates(text: &str) -> Option<String> {
    let (mut repaired, mut copied) = (String::new(), 0);
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        at += found;
        let high = |at| escaped(text, at).filter(|unit| (0xd800..0xdc00).contains(unit));
        let low = |at| escaped(text, at).filter(|unit| (0xdc00..0xe000).contains(unit));
        let length = match escaped(text, at) {
            None => 2,
            Some(_) if high(at).is_some() && low(at + 6).is_some() => 12,
            Some(_) if high(at).or(low(at)).is_some() => {
                repaired.push_str(text.get(copied..at)?);
                repaired.push_str("\\ufffd");
                copied = at + 6;
                6
            }
            Some(_) => 6,
        };
        at += length;
    }
    repaired.push_str(text.get(copied..).filter(|_| copied > 0)?);
    Some(repaired)
}

/// The unit of the escape `\u1234` at a position.
fn escaped(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
    u32::from_str_radix(digits, 16).ok()
}

/// Reads a JSON value into a field whose type is known only at run time.
///
/// # Errors
///
/// See [`from_value`]; null is no error here, but no value.
pub fn read_value(json: Json, field: &mut dyn Field) -> Result<(), JsonError> {
    read_with(Trace::default(), json, field)
}

fn read_with(mut trace: Trace, json: Json, field: &mut dyn Field) -> Result<(), JsonError> {
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
        exceeds_limits: trace.exceeds_limits(),
        source,
    }
}
