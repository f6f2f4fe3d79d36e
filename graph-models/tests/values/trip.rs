//! What must hold of any value and of any text. Shared with the fuzz target, which is `fuzz/`.

use graph_models::{
    Json,
    runtime::{Field, read_slice, read_value, write_value, write_vec},
};

use super::same::difference;

/// Makes an empty place for a value of a type.
pub(crate) type Make = fn() -> Box<dyn Field>;

/// A value survives: what is written is read as the same. Both pairs of walkers agree, on text and on JSON values.
/// Gives the text.
pub(crate) fn survives(make: Make, value: &dyn Field) -> Result<Vec<u8>, String> {
    let text = write_vec(value.get()).map_err(|error| format!("cannot be written: {error}"))?;
    let json = write_value(value.get()).map_err(|error| format!("cannot be written as a value: {error}"))?;
    let parsed: Json =
        serde_json::from_slice(&text).map_err(|error| format!("is no JSON when written: {error}"))?;
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

/// A text that nobody vouches for: it can be read or it cannot, and what it was read as survives. Says whether it can.
pub(crate) fn takes(make: Make, text: &[u8]) -> Result<bool, String> {
    let mut place = make();
    if read_slice(text, &mut *place).is_err() {
        return Ok(false);
    }
    survives(make, &*place).map(|_| true)
}

/// A body is the same to both walkers that read, as a text and as a JSON value: the same value, or a fault in the same
/// place.
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

/// What the fuzz target does with an input: the key of a type in a line of its own, then a text.
pub(crate) fn decode(types: &[(&str, Make)], input: &[u8]) -> Result<bool, String> {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (key, text) = input.split_at(end);
    let known = types.iter().position(|(known, _)| known.as_bytes() == key);
    // Any other line chooses a type, too.
    let index =
        known.unwrap_or_else(|| key.iter().map(|byte| usize::from(*byte)).sum::<usize>() % types.len());
    takes(types[index].1, text)
}

/// The start of a text, for a message.
fn start(text: &[u8]) -> String {
    let shown = String::from_utf8_lossy(text);
    shown.chars().take(2000).collect()
}
