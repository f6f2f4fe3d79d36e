//! Properties that hold for all values and texts. Shared with the fuzz target in `fuzz/`.

use graph_models::{
    Json,
    runtime::{Field, misfits_of, read_slice, read_value, write_value, write_vec},
};

use super::difference::difference;

/// Creates an empty field for a value of a type.
pub(crate) type Make = fn() -> Box<dyn Field>;

/// Checks that a value is the same after it was written and read, as text and as a JSON value. Returns the text.
pub(crate) fn survives(make: Make, value: &dyn Field) -> Result<Vec<u8>, String> {
    let text = write_vec(value.get()).map_err(|error| format!("cannot be written: {error}"))?;
    let json = write_value(value.get()).map_err(|error| format!("cannot be written as a value: {error}"))?;
    let parsed: Json =
        serde_json::from_slice(&text).map_err(|error| format!("is not JSON when written: {error}"))?;
    if json != parsed {
        let (value, text) = (json.to_string(), parsed.to_string());
        return Err(format!(
            "is {} as a value and {} as a text",
            start(value.as_bytes()),
            start(text.as_bytes())
        ));
    }
    let (mut read, mut general) = (make(), make());
    read_slice(&text, &mut *read).map_err(|error| format!("cannot be read again: {error}"))?;
    read_value(json, &mut *general).map_err(|error| format!("cannot be read from a value: {error}"))?;
    let found = difference("", value.get(), read.get());
    match found.or_else(|| difference("", read.get(), general.get())) {
        Some(found) => Err(format!("{found}\n  in {}", start(&text))),
        None => Ok(text),
    }
}

/// Checks that any text either cannot be read, or is read as a value that survives. Returns whether it can be read.
fn read_any(make: Make, text: &[u8]) -> Result<bool, String> {
    let mut field = make();
    if read_slice(text, &mut *field).is_err() {
        return Ok(false);
    }
    survives(make, &*field).map(|_| true)
}

/// Checks that a body is read alike as text and as a JSON value: as the same value, or with an error at the same path.
pub(crate) fn agrees(make: Make, body: &Json) -> Result<(), String> {
    let (mut text, mut general) = (make(), make());
    let read = read_slice(body.to_string().as_bytes(), &mut *text);
    match (read, read_value(body.clone(), &mut *general)) {
        (Ok(()), Ok(())) => match difference("", text.get(), general.get()) {
            Some(found) => Err(found),
            None => survives(make, &*text).map(drop),
        },
        (Err(a), Err(b)) if a.path() == b.path() => Ok(()),
        (a, b) => Err(format!("{a:?} as a text and {b:?} as a value")),
    }
}

/// Checks that a value of any JSON type in place of a property is read without an error, kept and written back.
pub(crate) fn keeps(make: Make, key: &str, value: &Json) -> Result<(), String> {
    let mut body = serde_json::Map::new();
    body.insert(key.to_owned(), value.clone());
    let mut field = make();
    read_value(Json::Object(body), &mut *field).map_err(|error| error.to_string())?;
    let written = write_value(field.get()).map_err(|error| error.to_string())?;
    let is_misfit = !misfits_of(field.get()).is_empty();
    match &written[key] {
        written if written == value => survives(make, &*field).map(drop),
        // Null is no value.
        Json::Null if value.is_null() => Ok(()),
        // Spelled in another way.
        Json::Bool(_) | Json::Number(_) | Json::String(_) if !is_misfit => survives(make, &*field).map(drop),
        written => Err(format!("{key}: {value} was written as {written}")),
    }
}

/// The property that is fuzzed. The first line of the input is the name of a type, the rest the text to read.
pub(crate) fn decode(types: &[(&str, Make)], input: &[u8]) -> Result<bool, String> {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (key, text) = input.split_at(end);
    let known = types.iter().position(|(known, _)| known.as_bytes() == key);
    // Any other line selects some type.
    let index =
        known.unwrap_or_else(|| key.iter().map(|byte| usize::from(*byte)).sum::<usize>() % types.len());
    read_any(types[index].1, text)
}

/// The start of a text, for a message.
fn start(text: &[u8]) -> String {
    let shown = String::from_utf8_lossy(text);
    shown.chars().take(2000).collect()
}
