//! The one walker that writes: any value into any format. Generic over the format only.

mod text;

use std::cell::Cell;

use serde::{
    Serialize, Serializer,
    ser::{Error, SerializeMap},
};

use super::{Json, List, Object, Slot, Value, binary, flags::Joined, trace::DEPTH};

/// Writes a value.
///
/// # Errors
///
/// What the format reports, or that too many values stand in each other.
pub fn write<T: Value, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    write_slot(value.slot(), serializer)
}

/// Writes what a value shows.
pub(super) fn write_slot<S: Serializer>(slot: Slot<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let depth = &Cell::new(0);
    Written { slot, depth }.serialize(serializer)
}

/// Writes a value as JSON text.
pub(super) fn write_text(slot: Slot<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let depth = &Cell::new(0);
    let mut text = Vec::with_capacity(128);
    Written { slot, depth }.append(&mut text)?;
    Ok(text)
}

/// A value with the number of values that it stands in.
struct Written<'a> {
    slot: Slot<'a>,
    depth: &'a Cell<usize>,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.slot {
            Slot::Absent | Slot::Extra(_) => serializer.serialize_unit(),
            Slot::Bool(value) => serializer.serialize_bool(value),
            Slot::Int(value) => serializer.serialize_i64(value),
            Slot::Float(value) => write_float(value, serializer),
            Slot::Decimal(text) => write_decimal(text, serializer),
            Slot::Text(text) | Slot::Enum(text) => serializer.serialize_str(text),
            Slot::Flags(set) => serializer.collect_str(&Joined(set)),
            Slot::Binary(bytes) => serializer.collect_str(&binary::display(bytes)),
            Slot::Object(object) => self.write_object(object, None, serializer),
            Slot::Union(object, base) => self.write_object(object, Some(base), serializer),
            Slot::List(list) => self.write_list(list, serializer),
            Slot::Json(value) => value.serialize(serializer),
        }
    }
}

impl Written<'_> {
    /// Annotations stand before the properties: readers in a stream need the type first.
    fn write_object<S: Serializer>(
        &self,
        object: &dyn Object,
        base: Option<&'static str>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        self.enter()?;
        let mut map = serializer.serialize_map(None)?;
        if let Some(name) = missing_type(object, base) {
            map.serialize_entry("@odata.type", &format_args!("#{name}"))?;
        }
        write_extra(object, true, &mut map)?;
        for (index, key) in object.table().keys.iter().enumerate() {
            let slot = object.field(index).get();
            if !matches!(slot, Slot::Absent) {
                map.serialize_entry(key, &self.inner(slot))?;
            }
        }
        write_extra(object, false, &mut map)?;
        self.leave();
        map.end()
    }

    fn write_list<S: Serializer>(&self, list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
        self.enter()?;
        let elements = (0..list.count()).map(|index| self.inner(list.element(index)));
        let written = serializer.collect_seq(elements)?;
        self.leave();
        Ok(written)
    }

    fn enter<E: Error>(&self) -> Result<(), E> {
        self.depth.set(self.depth.get() + 1);
        if self.depth.get() > DEPTH {
            return Err(E::custom(format_args!("more than {DEPTH} levels in each other")));
        }
        Ok(())
    }

    fn leave(&self) {
        self.depth.set(self.depth.get() - 1);
    }

    fn inner<'a>(&'a self, slot: Slot<'a>) -> Written<'a> {
        Written {
            slot,
            depth: self.depth,
        }
    }
}

/// The name of a type that has to be told: another one than the place is declared with, and none was read.
fn missing_type(object: &dyn Object, base: Option<&'static str>) -> Option<&'static str> {
    let name = object.table().name;
    let derived = base.is_some_and(|base| base != name);
    (derived && object.extra().odata_type().is_none()).then_some(name)
}

fn write_extra<M: SerializeMap>(object: &dyn Object, annotations: bool, map: &mut M) -> Result<(), M::Error> {
    extra(object, annotations).try_for_each(|(key, value)| map.serialize_entry(key, value))
}

/// The annotations of the object or the rest, except for properties that hold a value themselves.
fn extra(object: &dyn Object, annotations: bool) -> impl Iterator<Item = (&str, &Json)> {
    let entries = object.extra().iter();
    entries.filter(move |(key, _)| key.starts_with('@') == annotations && is_free(object, key))
}

fn is_free(object: &dyn Object, key: &str) -> bool {
    let index = object.table().index(key);
    index.is_none_or(|index| matches!(object.field(index).get(), Slot::Absent))
}

/// JSON has no word for the three values that are no numbers; OData writes them as strings.
fn write_float<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.is_nan() {
        return serializer.serialize_str("NaN");
    }
    if value.is_infinite() {
        return serializer.serialize_str(if value > 0.0 { "INF" } else { "-INF" });
    }
    serializer.serialize_f64(value)
}

/// A number where it says the same as the text, else the text.
fn write_decimal<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse::<i64>() {
        return serializer.serialize_i64(value);
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && same_digits(&value.to_string(), text) => {
            serializer.serialize_f64(value)
        }
        _ => serializer.serialize_str(text),
    }
}

fn same_digits(written: &str, text: &str) -> bool {
    let trimmed = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => text,
    };
    written == trimmed
}
