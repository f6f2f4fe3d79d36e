//! Free-form JSON, read with the walker's limit of depth.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number};

use super::{Trace, parse, wrong_type};
use crate::runtime::{Json, SlotMut};

/// How serde_json passes a number with its feature `arbitrary_precision`, which any crate of a program can turn on:
/// an object with this only key, whose value is the number's text.
const NUMBER: &str = "$serde_json::private::Number";

/// Reads any value.
pub(super) struct JsonSeed<'t>(pub(super) &'t mut Trace);

/// The elements of an array.
pub(super) fn array<'de, A: SeqAccess<'de>>(elements: &mut A, trace: &mut Trace) -> Result<Json, A::Error> {
    let mut values = Vec::new();
    loop {
        let next = elements.next_element_seed(JsonSeed(&mut *trace));
        match trace.index(values.len(), next)? {
            Some(value) => values.push(value),
            None => return Ok(Json::Array(values)),
        }
    }
}

/// The entries of an object.
pub(super) fn object<'de, A: MapAccess<'de>>(map: &mut A, trace: &mut Trace) -> Result<Json, A::Error> {
    let mut values = Map::new();
    while let Some(key) = map.next_key::<String>()? {
        let value = map.next_value_seed(JsonSeed(&mut *trace));
        let value = trace.unknown(&key, value)?;
        if let Some(number) = value.as_str().filter(|_| key == NUMBER && values.is_empty())
            && let Ok(number) = number.parse()
        {
            return Ok(Json::Number(number));
        }
        values.insert(key, value);
    }
    Ok(Json::Object(values))
}

/// An object in a place for something else: an error, unless it stands for a number.
pub(super) fn number_token<'de, A: MapAccess<'de>>(map: &mut A, slot: SlotMut<'_>) -> Result<(), A::Error> {
    if map.next_key::<String>()?.is_none_or(|key| key != NUMBER) {
        return Err(wrong_type(&slot, "an object"));
    }
    let text = map.next_value::<String>()?;
    number(slot, &text)
}

fn number<E: Error>(slot: SlotMut<'_>, text: &str) -> Result<(), E> {
    let analysis = match slot {
        SlotMut::Int32(slot) => text.parse().map(|value| *slot = value).is_ok(),
        SlotMut::Float(slot) => text.parse().map(|value| *slot = value).is_ok(),
        SlotMut::Int64(_) | SlotMut::Decimal(_) => return parse(slot, text),
        slot => return Err(wrong_type(&slot, "a number")),
    };
    if analysis {
        return Ok(());
    }
    Err(E::custom(format_args!("the number {text} is out of range")))
}

impl<'de> DeserializeSeed<'de> for JsonSeed<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for JsonSeed<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Json, A::Error> {
        self.0.enter()?;
        let value = array(&mut elements, self.0)?;
        self.0.leave();
        Ok(value)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        self.0.enter()?;
        let value = object(&mut map, self.0)?;
        self.0.leave();
        Ok(value)
    }
}
