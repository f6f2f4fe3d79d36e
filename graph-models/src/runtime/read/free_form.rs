//! Reads free-form JSON, within the limit of depth.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number};

use super::{
    limits::{ELEMENT, MEMBER, OBJECT},
    trace::Trace,
};
use crate::runtime::extra::Json;

/// With `serde_json`'s feature `arbitrary_precision`, which any crate of a program can enable, a number is an object with
/// this single key, whose value is the number's text.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// Reads any JSON.
pub(super) struct JsonSeed<'t>(pub(super) &'t mut Trace);

/// Reads the elements of an array, after those that were read already.
pub(super) fn json_array<'de, A: SeqAccess<'de>>(
    elements: &mut A,
    mut values: Vec<Json>,
    trace: &mut Trace,
) -> Result<Json, A::Error> {
    loop {
        let next = elements.next_element_seed(JsonSeed(&mut *trace));
        let next = next.and_then(|next| match next {
            Some(_) => trace.budget.element(ELEMENT).map(|()| next),
            None => Ok(None),
        });
        match trace.index(values.len(), next)? {
            Some(value) => values.push(value),
            None => return Ok(Json::Array(values)),
        }
    }
}

/// Reads the members of an object, of which the first key was read already.
pub(super) fn json_object<'de, A: MapAccess<'de>>(
    map: &mut A,
    first: Option<String>,
    trace: &mut Trace,
) -> Result<Json, A::Error> {
    let mut values = Map::new();
    let mut next = first;
    while let Some(key) = next.take().map_or_else(|| map.next_key(), |key| Ok(Some(key)))? {
        let size = if values.is_empty() { OBJECT } else { MEMBER };
        let counted = trace.budget.element(size + key.len());
        let value = counted.and_then(|()| map.next_value_seed(JsonSeed(&mut *trace)));
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
        self.0.budget.bytes(value.len())?;
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Json, E> {
        self.0.budget.bytes(value.len())?;
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Json, A::Error> {
        self.0.enter()?;
        let value = json_array(&mut elements, Vec::new(), self.0)?;
        self.0.leave();
        Ok(value)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        self.0.enter()?;
        let first = map.next_key()?;
        let value = json_object(&mut map, first, self.0)?;
        self.0.leave();
        Ok(value)
    }
}
