//! The one walker that reads: any self-describing format into any value, through the places that the value opens.
//! Generic over the format only.

mod json;
mod object;

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

use super::{Binary, Field, List, SlotMut, Value, flags, trace::Trace};

/// Reads a value.
///
/// # Errors
///
/// What the format reports, or that a value has another type than the place for it, with the path to it.
pub fn read<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = None;
    read_field(deserializer, &mut value)?;
    value.ok_or_else(null)
}

/// What is wrong where there is nothing but null.
pub(super) fn null<E: Error>() -> E {
    E::custom("expected a value, found null")
}

fn read_field<'de, D: Deserializer<'de>>(deserializer: D, field: &mut dyn Field) -> Result<(), D::Error> {
    let mut trace = Trace::default();
    let result = read_traced(deserializer, field, &mut trace);
    result.map_err(|error| match trace.to_string() {
        path if path.is_empty() => error,
        path => D::Error::custom(format_args!("{path}: {error}")),
    })
}

/// Reads into a field and leaves the path of a fault in the trace.
pub(super) fn read_traced<'de, D: Deserializer<'de>>(
    deserializer: D,
    field: &mut dyn Field,
    trace: &mut Trace,
) -> Result<(), D::Error> {
    let place = Place::Field(field);
    PlaceSeed { place, trace }.deserialize(deserializer)
}

/// Where the next value goes.
enum Place<'a> {
    Field(&'a mut dyn Field),
    Element(&'a mut dyn List),
}

impl<'a> Place<'a> {
    fn clear(self) {
        match self {
            Self::Field(field) => field.clear(),
            Self::Element(list) if list.holds_null() => drop(list.push()),
            Self::Element(_) => {}
        }
    }

    fn fill(self) -> SlotMut<'a> {
        match self {
            Self::Field(field) => field.fill(),
            Self::Element(list) => list.push(),
        }
    }

    /// The place for a value that is no array.
    fn fill_one(self) -> SlotMut<'a> {
        match self.fill() {
            SlotMut::OneOrMany(list) => list.push(),
            slot => slot,
        }
    }
}

struct PlaceSeed<'a, 't> {
    place: Place<'a>,
    trace: &'t mut Trace,
}

impl<'de> DeserializeSeed<'de> for PlaceSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for PlaceSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.place.clear();
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        match self.place.fill_one() {
            SlotMut::Bool(slot) => *slot = value,
            SlotMut::Json(slot) => *slot = value.into(),
            slot => return Err(wrong_type(&slot, "a boolean")),
        }
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        match self.place.fill_one() {
            SlotMut::Int32(slot) => *slot = i32::try_from(value).map_err(|_| out_of_range(value))?,
            SlotMut::Int64(slot) => *slot = value,
            SlotMut::Float(slot) => *slot = value as f64,
            SlotMut::Decimal(slot) => *slot = value.to_string().into(),
            SlotMut::Json(slot) => *slot = value.into(),
            slot => return Err(wrong_type(&slot, "a number")),
        }
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        if let Ok(value) = i64::try_from(value) {
            return self.visit_i64(value);
        }
        match self.place.fill_one() {
            SlotMut::Int32(_) | SlotMut::Int64(_) => return Err(out_of_range(value)),
            SlotMut::Float(slot) => *slot = value as f64,
            SlotMut::Decimal(slot) => *slot = value.to_string().into(),
            SlotMut::Json(slot) => *slot = value.into(),
            slot => return Err(wrong_type(&slot, "a number")),
        }
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        match self.place.fill_one() {
            SlotMut::Int32(slot) => *slot = i32::try_from(whole(value)?).map_err(|_| out_of_range(value))?,
            SlotMut::Int64(slot) => *slot = whole(value)?,
            SlotMut::Float(slot) => *slot = value,
            SlotMut::Decimal(slot) => *slot = value.to_string().into(),
            SlotMut::Json(slot) => *slot = value.into(),
            slot => return Err(wrong_type(&slot, "a number")),
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        match self.place.fill_one() {
            SlotMut::Text(slot) => *slot = value.into(),
            SlotMut::Json(slot) => *slot = value.into(),
            slot => return parse(slot, value),
        }
        Ok(())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<(), E> {
        match self.place.fill_one() {
            SlotMut::Text(slot) => *slot = value,
            SlotMut::Json(slot) => *slot = value.into(),
            slot => return parse(slot, &value),
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        self.trace.enter()?;
        match self.place.fill() {
            SlotMut::List(list) | SlotMut::OneOrMany(list) => read_list(&mut elements, list, self.trace)?,
            SlotMut::Json(slot) => *slot = json::array(&mut elements, self.trace)?,
            slot => return Err(wrong_type(&slot, "an array")),
        }
        self.trace.leave();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.trace.enter()?;
        match self.place.fill_one() {
            SlotMut::Object(object) => object::read_object(&mut map, object, self.trace)?,
            SlotMut::Union(union) => object::read_union(&mut map, union, self.trace)?,
            SlotMut::Json(slot) => *slot = json::object(&mut map, self.trace)?,
            slot => return json::number_token(&mut map, slot),
        }
        self.trace.leave();
        Ok(())
    }
}

fn read_list<'de, A: SeqAccess<'de>>(
    elements: &mut A,
    list: &mut dyn List,
    trace: &mut Trace,
) -> Result<(), A::Error> {
    for index in 0.. {
        let seed = PlaceSeed {
            place: Place::Element(&mut *list),
            trace: &mut *trace,
        };
        let next = elements.next_element_seed(seed);
        if trace.index(index, next)?.is_none() {
            break;
        }
    }
    Ok(())
}

/// Text in a place for something else than plain text.
fn parse<E: Error>(slot: SlotMut<'_>, text: &str) -> Result<(), E> {
    let analysis = match slot {
        SlotMut::Scalar(slot) => {
            *slot = text.into();
            true
        }
        SlotMut::Enum(slot) => {
            slot.take(text);
            true
        }
        SlotMut::Flags(slot) => {
            flags::names(text).for_each(|name| slot.take(name));
            true
        }
        SlotMut::Binary(slot) => {
            let read = Binary::from_base64(text).map(|bytes| *slot = bytes.0);
            return read.map_err(|error| E::custom(format_args!("{error}, found {}", quoted(text))));
        }
        SlotMut::Int64(slot) => text.parse().map(|value| *slot = value).is_ok(),
        SlotMut::Float(slot) => special(text).map(|value| *slot = value).is_some(),
        SlotMut::Decimal(slot) if text.parse::<f64>().is_ok() => {
            *slot = text.into();
            true
        }
        ref slot => return Err(wrong_type(slot, "a string")),
    };
    if analysis {
        return Ok(());
    }
    Err(E::custom(format_args!(
        "expected a number, found {}",
        quoted(text)
    )))
}

/// What JSON numbers cannot say.
fn special(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// A whole number written with a fraction or an exponent: `3.0`.
fn whole<E: Error>(value: f64) -> Result<i64, E> {
    // The bounds are exact: every whole f64 between them fits.
    let fits = (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&value);
    if fits && value.fract() == 0.0 {
        return Ok(value as i64);
    }
    Err(E::custom(format_args!(
        "expected an integer, found {}",
        Unexpected::Float(value)
    )))
}

fn out_of_range<E: Error>(value: impl fmt::Display) -> E {
    E::custom(format_args!("the number {value} is out of range"))
}

fn wrong_type<E: Error>(slot: &SlotMut<'_>, found: &str) -> E {
    E::custom(format_args!("expected {}, found {found}", slot.expects()))
}

/// A text for a message, shortened.
fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("{shown:?}")
}
