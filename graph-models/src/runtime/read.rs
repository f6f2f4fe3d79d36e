//! Reading of any value from any self-describing format. Generic over the format only, not over the type: it fills the
//! [`SlotMut`]s of the value.

mod assign;
mod free_form;
mod limits;
mod trace;

pub(super) use assign::from_base64;
pub use limits::Limits;
pub(super) use trace::Trace;

use std::{fmt, mem};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use self::{
    assign::{number, parse, set_bool, set_float, set_int, set_large, wrong_type},
    free_form::{JsonSeed, NUMBER, json_array, json_object},
    limits::{ELEMENT, FLAG, MEMBER},
};
use super::{
    extra::{Extra, Json, type_name},
    hash::Hash,
    value::{AnyUnion, Field, List, Object, SlotMut, Table, Value},
    write::write_slot,
};

/// Reads a value. One of another JSON type than its property is kept in the `extra` of its object.
///
/// # Errors
///
/// Returns the format's errors, and an error with its path if a value is of another type and no object holds it.
pub fn read<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = None;
    read_field(deserializer, &mut value)?;
    value.ok_or_else(null)
}

/// The error of a null in place of a value.
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

/// Reads into a field. After an error the trace has its path.
pub(super) fn read_traced<'de, D: Deserializer<'de>>(
    deserializer: D,
    field: &mut dyn Field,
    trace: &mut Trace,
) -> Result<(), D::Error> {
    let place = Place::Field(field);
    let seed = PlaceSeed {
        place,
        trace,
        keep: false,
    };
    seed.deserialize(deserializer).map(drop)
}

/// The destination of the next value.
enum Place<'a> {
    Field(&'a mut dyn Field),
    /// The values of a page, which is never without.
    Page(&'a mut dyn Field),
    Element(&'a mut dyn List),
}

impl<'a> Place<'a> {
    fn clear(self) {
        match self {
            Self::Field(field) | Self::Page(field) => field.clear(),
            Self::Element(list) if list.holds_null() => drop(list.push()),
            Self::Element(_) => {}
        }
    }

    fn fill(self) -> SlotMut<'a> {
        match self {
            Self::Field(field) | Self::Page(field) => field.fill(),
            Self::Element(list) => list.push(),
        }
    }

    /// The slot for a value that is not an array.
    fn fill_one(self) -> SlotMut<'a> {
        match self.fill() {
            SlotMut::OneOrMany(list) => list.push(),
            slot => slot,
        }
    }
}

/// Reads a value. The result is whether it fits; one that does not is an error, or it is left in the trace.
struct PlaceSeed<'a, 't> {
    place: Place<'a>,
    trace: &'t mut Trace,
    /// Whether an object keeps a value that does not fit.
    keep: bool,
}

impl PlaceSeed<'_, '_> {
    /// Reads a text that stands for something else.
    fn parse<E: Error>(trace: &mut Trace, keep: bool, slot: SlotMut<'_>, text: &str) -> Result<bool, E> {
        if matches!(slot, SlotMut::Flags(_)) {
            trace.budget.bytes(text.len().saturating_mul(FLAG))?;
        }
        let result = parse(slot, text, trace.strict);
        Self::settle(trace, keep, result, || text.into())
    }

    /// Leaves a value that does not fit in the trace, or fails.
    fn settle<E: Error>(
        trace: &mut Trace,
        keep: bool,
        result: Result<(), E>,
        value: impl FnOnce() -> Json,
    ) -> Result<bool, E> {
        match result {
            Ok(()) => Ok(true),
            Err(_) if keep => {
                trace.misfit = value();
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }
}

impl<'de> DeserializeSeed<'de> for PlaceSeed<'_, '_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for PlaceSeed<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        if matches!(self.place, Place::Page(_)) {
            return Err(E::custom("expected an array, found null"));
        }
        self.place.clear();
        Ok(true)
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        let result = set_bool(self.place.fill_one(), value);
        Self::settle(self.trace, self.keep, result, || value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        let result = set_int(self.place.fill_one(), value);
        Self::settle(self.trace, self.keep, result, || value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        if let Ok(value) = i64::try_from(value) {
            return self.visit_i64(value);
        }
        let result = set_large(self.place.fill_one(), value);
        Self::settle(self.trace, self.keep, result, || value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<bool, E> {
        let result = set_float(self.place.fill_one(), value);
        Self::settle(self.trace, self.keep, result, || value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<bool, E> {
        self.trace.budget.bytes(value.len())?;
        match self.place.fill_one() {
            SlotMut::Text(slot) => *slot = value.into(),
            SlotMut::Json(slot) => *slot = value.into(),
            slot => return Self::parse(self.trace, self.keep, slot, value),
        }
        Ok(true)
    }

    fn visit_string<E: Error>(self, value: String) -> Result<bool, E> {
        self.trace.budget.bytes(value.len())?;
        match self.place.fill_one() {
            SlotMut::Text(slot) => *slot = value,
            SlotMut::Json(slot) => *slot = value.into(),
            slot => return Self::parse(self.trace, self.keep, slot, &value),
        }
        Ok(true)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<bool, A::Error> {
        let trace = self.trace;
        trace.enter()?;
        let fits = match self.place.fill() {
            SlotMut::List(list) | SlotMut::OneOrMany(list) => {
                read_list(&mut elements, list, trace, self.keep)?
            }
            SlotMut::Json(slot) => {
                *slot = json_array(&mut elements, Vec::new(), trace)?;
                true
            }
            slot if !self.keep => return Err(wrong_type(&slot, "an array")),
            _ => {
                trace.misfit = json_array(&mut elements, Vec::new(), trace)?;
                false
            }
        };
        trace.leave();
        Ok(fits)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let trace = self.trace;
        trace.enter()?;
        let fits = match self.place.fill_one() {
            SlotMut::Object(object) => {
                trace.budget.bytes(size_of_val(object))?;
                read_object(&mut map, object, trace).map(|()| true)?
            }
            SlotMut::Union(union) => read_union(&mut map, union, trace).map(|()| true)?,
            SlotMut::Json(slot) => {
                let first = map.next_key()?;
                *slot = json_object(&mut map, first, trace)?;
                true
            }
            slot => {
                let first = map.next_key::<String>()?;
                if first.as_deref() == Some(NUMBER) {
                    let text = map.next_value::<String>()?;
                    let value = || text.parse().map_or_else(|_| text.as_str().into(), Json::Number);
                    Self::settle(trace, self.keep, number(slot, &text), value)?
                } else {
                    let error = wrong_type(&slot, "an object");
                    let value = json_object(&mut map, first, trace)?;
                    Self::settle(trace, self.keep, Err(error), || value)?
                }
            }
        };
        trace.leave();
        Ok(fits)
    }
}

/// Reads the elements of a list. If one does not fit, the whole list does not: the elements so far become JSON again.
fn read_list<'de, A: SeqAccess<'de>>(
    elements: &mut A,
    list: &mut dyn List,
    trace: &mut Trace,
    keep: bool,
) -> Result<bool, A::Error> {
    let mut nulls = Vec::new();
    let start = trace.budget.left();
    for index in 0.. {
        let seed = PlaceSeed {
            place: Place::Element(&mut *list),
            trace: &mut *trace,
            keep,
        };
        let next = elements.next_element_seed(seed);
        let next = next.and_then(|next| match next {
            Some(_) => trace.budget.element(ELEMENT).map(|()| next),
            None => Ok(None),
        });
        match trace.index(index, next)? {
            Some(true) if keep && list.count() + nulls.len() == index => nulls.push(index),
            Some(true) => {}
            Some(false) => {
                trace.budget.copy_since(start)?;
                let mut values = written(list, &nulls, index).map_err(A::Error::custom)?;
                values.push(mem::take(&mut trace.misfit));
                trace.misfit = json_array(elements, values, trace)?;
                return Ok(false);
            }
            None => break,
        }
    }
    Ok(true)
}

/// The first elements of a list as JSON, with the nulls that it has left out.
fn written(list: &dyn List, nulls: &[usize], count: usize) -> Result<Vec<Json>, serde_json::Error> {
    let mut nulls = nulls.iter().peekable();
    let mut kept = 0..;
    let elements = (0..count).map(|index| match nulls.next_if_eq(&&index) {
        Some(_) => Ok(Json::Null),
        None => write_slot(
            list.element(kept.next().unwrap_or_default()),
            serde_json::value::Serializer,
        ),
    });
    elements.collect()
}

const TYPE: &str = "@odata.type";

/// Finds only the type annotation, in its two spellings.
static TYPE_ONLY: Table = Table {
    name: "",
    keys: &[TYPE, "@type"],
    hash: Hash::NONE,
    secrets: &[],
};

/// Reads the members of a struct. The last of repeated keys is kept, except for the type.
fn read_object<'de, A: MapAccess<'de>>(
    map: &mut A,
    object: &mut dyn Object,
    trace: &mut Trace,
) -> Result<(), A::Error> {
    let table = object.table();
    let mut has_values = !table.is_page();
    while let Some(key) = map.next_key_seed(KeySeed(table))? {
        match key {
            Key::Field(index) => {
                let seed = member(object, table, index, trace);
                has_values |= matches!(seed.place, Place::Page(_));
                let read = map.next_value_seed(seed);
                let read = read.and_then(|fits| count(fits, trace));
                let fits = trace.known(table.key(index), read)?;
                finish(object, table, index, fits, trace);
            }
            Key::Unknown(key) => {
                let counted = trace.budget.element(MEMBER + key.len());
                let value = counted.and_then(|()| map.next_value_seed(JsonSeed(&mut *trace)));
                let value = trace.unknown(&key, value)?;
                keep(object.extra_mut(), key, value);
            }
        }
    }
    if has_values {
        return Ok(());
    }
    Err(A::Error::custom("expected a list with the member `value`"))
}

/// Counts a member that has been read, and the entry that keeps it if it does not fit.
#[inline]
fn count<E: Error>(fits: bool, trace: &mut Trace) -> Result<bool, E> {
    trace.budget.element(if fits { 0 } else { MEMBER })?;
    Ok(fits)
}

/// Prepares to read a field of a struct with this table.
#[inline]
fn member<'a, 't>(
    object: &'a mut dyn Object,
    table: &Table,
    index: usize,
    trace: &'t mut Trace,
) -> PlaceSeed<'a, 't> {
    let is_page = table.is_page() && table.key(index) == "value";
    let field = object.field_mut(index);
    PlaceSeed {
        place: if is_page {
            Place::Page(field)
        } else {
            Place::Field(field)
        },
        keep: !is_page && !trace.strict,
        trace,
    }
}

/// Moves a value that does not fit into the extra entries. It must not stay there if the key comes again.
#[inline]
fn finish(object: &mut dyn Object, table: &Table, index: usize, fits: bool, trace: &mut Trace) {
    if !fits {
        trace.has_misfits = true;
        object.field_mut(index).clear();
        let misfit = mem::take(&mut trace.misfit);
        object.extra_mut().insert(table.key(index), misfit);
    } else if trace.has_misfits {
        object.extra_mut().remove(table.key(index));
    }
}

/// Reads the members of a union. Those before the type annotation are buffered as JSON.
fn read_union<'de, A: MapAccess<'de>>(
    map: &mut A,
    union: &mut dyn AnyUnion,
    trace: &mut Trace,
) -> Result<(), A::Error> {
    let mut before = Vec::new();
    let start = trace.budget.left();
    let mut by_short = false;
    while let Some(key) = map.next_key_seed(KeySeed(&TYPE_ONLY))? {
        let (key, is_type) = match key {
            Key::Field(index) => (TYPE_ONLY.key(index).into(), true),
            Key::Unknown(key) => (key, false),
        };
        let counted = trace.budget.element(MEMBER + key.len());
        let value = counted.and_then(|()| map.next_value_seed(JsonSeed(&mut *trace)));
        let value = trace.unknown(&key, value)?;
        if let Some(name) = value.as_str().filter(|_| is_type) {
            // The base stays for an unknown name.
            union.choose(type_name(name));
        }
        by_short = is_type && &*key != TYPE;
        before.push((key, value));
        if is_type {
            break;
        }
    }
    let object = union.any_mut();
    trace.budget.bytes(size_of_val(object))?;
    trace.budget.recount_since(start);
    replay(before, object, trace).map_err(A::Error::custom)?;
    read_object(map, object, trace)?;
    if by_short {
        // The first of two annotations has chosen the struct.
        object.extra_mut().remove(TYPE);
    }
    Ok(())
}

/// Reads the buffered members.
fn replay(
    entries: Vec<(Box<str>, Json)>,
    object: &mut dyn Object,
    trace: &mut Trace,
) -> Result<(), serde_json::Error> {
    let table = object.table();
    for (key, value) in entries {
        match table.index(&key) {
            Some(index) => {
                let read = member(object, table, index, trace).deserialize(value);
                let read = read.and_then(|fits| count(fits, trace));
                let fits = trace.known(table.key(index), read)?;
                finish(object, table, index, fits, trace);
            }
            None => {
                trace.budget.element(0)?;
                keep(object.extra_mut(), key, value);
            }
        }
    }
    Ok(())
}

/// Keeps an unknown member; of repeated type annotations the first, which has chosen the struct.
fn keep(extra: &mut Extra, key: Box<str>, value: Json) {
    if &*key != TYPE || extra.get(TYPE).is_none() {
        extra.insert(key, value);
    }
}

/// The key of a member, looked up before anything is allocated.
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
