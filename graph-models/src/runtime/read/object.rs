//! Structs: a look-up per key, then the field's place. Unions: the type first, then the struct.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::{Place, PlaceSeed, Trace, json::JsonSeed, read_traced};
use crate::runtime::{AnyUnion, Extra, Hash, Json, Object, Table};

const TYPE: &str = "@odata.type";

/// Looks for nothing but the type.
static TYPE_ONLY: Table = Table {
    name: "",
    keys: &[TYPE],
    hash: Hash::NONE,
    secrets: &[],
};

/// Reads the entries of a struct. Of a repeated key the last one counts, except for the type.
pub(super) fn read_object<'de, A: MapAccess<'de>>(
    map: &mut A,
    object: &mut dyn Object,
    trace: &mut Trace,
) -> Result<(), A::Error> {
    let table = object.table();
    while let Some(key) = map.next_key_seed(KeySeed(table))? {
        match key {
            Key::Field(index) => {
                let place = Place::Field(object.field_mut(index));
                let trace_ = &mut *trace;
                let read = map.next_value_seed(PlaceSeed { place, trace: trace_ });
                trace.known(table.key(index), read)?;
            }
            Key::Unknown(key) => {
                let value = map.next_value_seed(JsonSeed(&mut *trace));
                let value = trace.unknown(&key, value)?;
                keep(object.extra_mut(), key, value);
            }
        }
    }
    Ok(())
}

/// Reads the entries of one of several structs. What comes before `@odata.type` has to wait, as JSON.
pub(super) fn read_union<'de, A: MapAccess<'de>>(
    map: &mut A,
    union: &mut dyn AnyUnion,
    trace: &mut Trace,
) -> Result<(), A::Error> {
    let mut before = Vec::new();
    while let Some(key) = map.next_key_seed(KeySeed(&TYPE_ONLY))? {
        let (key, is_type) = match key {
            Key::Field(_) => (TYPE.into(), true),
            Key::Unknown(key) => (key, false),
        };
        let value = map.next_value_seed(JsonSeed(&mut *trace));
        let value = trace.unknown(&key, value)?;
        if is_type {
            choose(union, &value);
        }
        before.push((key, value));
        if is_type {
            break;
        }
    }
    let object = union.any_mut();
    replay(before, object, trace).map_err(A::Error::custom)?;
    read_object(map, object, trace)
}

/// Becomes the type of that name; an unknown one stays the base.
fn choose(union: &mut dyn AnyUnion, name: &Json) {
    if let Some(name) = name.as_str() {
        union.choose(name.strip_prefix('#').unwrap_or(name));
    }
}

/// Reads what has waited.
fn replay(
    entries: Vec<(Box<str>, Json)>,
    object: &mut dyn Object,
    trace: &mut Trace,
) -> Result<(), serde_json::Error> {
    let table = object.table();
    for (key, value) in entries {
        match table.index(&key) {
            Some(index) => {
                let read = read_traced(value, object.field_mut(index), trace);
                trace.known(table.key(index), read)?;
            }
            None => keep(object.extra_mut(), key, value),
        }
    }
    Ok(())
}

/// Of a repeated type the first one counts: it has chosen the struct by then.
fn keep(extra: &mut Extra, key: Box<str>, value: Json) {
    if &*key != TYPE || extra.get(TYPE).is_none() {
        extra.insert(key, value);
    }
}

/// A key, looked up before anything is allocated.
enum Key {
    Field(usize),
    Unknown(Box<str>),
}

struct KeySeed(&'static Table);

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        Ok(self
            .0
            .index(key)
            .map_or_else(|| Key::Unknown(key.into()), Key::Field))
    }
}
