//! Reading of any value from any self-describing format. Generic over the format only, not over the type: it fills the
//! [`SlotMut`]s of the value.

use std::{
    borrow::Cow,
    fmt::{self, Write},
};

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::{Map, Number};

use super::{
    extra::{Extra, Json},
    hash::Hash,
    value::{AnyUnion, Field, List, Object, SlotMut, Table, Value, names},
};

/// Reads a value.
///
/// # Errors
///
/// Returns the format's errors, and an error with its path if a value does not have the type of its property.
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
    PlaceSeed { place, trace }.deserialize(deserializer)
}

/// The destination of the next value.
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

    /// The slot for a value that is not an array.
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
            SlotMut::Json(slot) => *slot = json_array(&mut elements, self.trace)?,
            slot => return Err(wrong_type(&slot, "an array")),
        }
        self.trace.leave();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.trace.enter()?;
        match self.place.fill_one() {
            SlotMut::Object(object) => read_object(&mut map, object, self.trace)?,
            SlotMut::Union(union) => read_union(&mut map, union, self.trace)?,
            SlotMut::Json(slot) => *slot = json_object(&mut map, self.trace)?,
            slot => return number_token(&mut map, slot),
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

/// Reads a string into a slot that is not for plain text.
fn parse<E: Error>(slot: SlotMut<'_>, text: &str) -> Result<(), E> {
    let is_number = match slot {
        SlotMut::Scalar(slot) => {
            *slot = text.into();
            true
        }
        SlotMut::Enum(slot) => {
            slot.take(text);
            true
        }
        SlotMut::Flags(slot) => {
            names(text).for_each(|name| slot.take(name));
            true
        }
        SlotMut::Binary(slot) => {
            *slot = from_base64(text)
                .ok_or_else(|| E::custom(format_args!("expected base64, found {}", quoted(text))))?;
            true
        }
        SlotMut::Int64(slot) => text.parse().map(|value| *slot = value).is_ok(),
        SlotMut::Float(slot) => special(text).map(|value| *slot = value).is_some(),
        SlotMut::Decimal(slot) if text.parse::<f64>().is_ok() => {
            *slot = text.into();
            true
        }
        ref slot => return Err(wrong_type(slot, "a string")),
    };
    if is_number {
        return Ok(());
    }
    Err(E::custom(format_args!(
        "expected a number, found {}",
        quoted(text)
    )))
}

const TOLERANT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Bytes from base64 in the standard or the URL-safe alphabet, padded or not, with line breaks or without.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let text = standard(text);
    TOLERANT.decode(text.trim_end_matches('=')).ok()
}

/// The text in the standard alphabet and without white space.
fn standard(text: &str) -> Cow<'_, str> {
    if !text.contains(['-', '_', ' ', '\r', '\n', '\t']) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().filter(|letter| !letter.is_ascii_whitespace());
    let letters = letters.map(|letter| match letter {
        '-' => '+',
        '_' => '/',
        other => other,
    });
    Cow::Owned(letters.collect())
}

/// The floats that JSON numbers cannot express.
fn special(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// An integer written with a fraction or an exponent: `3.0`.
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

/// A text for an error message, shortened.
fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("{shown:?}")
}

const TYPE: &str = "@odata.type";

/// Finds only the type annotation.
static TYPE_ONLY: Table = Table {
    name: "",
    keys: &[TYPE],
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

/// Reads the members of a union. Those before `@odata.type` are buffered as JSON.
fn read_union<'de, A: MapAccess<'de>>(
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

/// Switches to the type of that name; the base stays for an unknown one.
fn choose(union: &mut dyn AnyUnion, name: &Json) {
    if let Some(name) = name.as_str() {
        union.choose(name.strip_prefix('#').unwrap_or(name));
    }
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
                let read = read_traced(value, object.field_mut(index), trace);
                trace.known(table.key(index), read)?;
            }
            None => keep(object.extra_mut(), key, value),
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

/// With serde_json's feature `arbitrary_precision`, which any crate of a program can enable, a number is an object with
/// this single key, whose value is the number's text.
const NUMBER: &str = "$serde_json::private::Number";

/// Reads free-form JSON, within the limit of depth.
struct JsonSeed<'t>(&'t mut Trace);

/// Reads the elements of an array.
fn json_array<'de, A: SeqAccess<'de>>(elements: &mut A, trace: &mut Trace) -> Result<Json, A::Error> {
    let mut values = Vec::new();
    loop {
        let next = elements.next_element_seed(JsonSeed(&mut *trace));
        match trace.index(values.len(), next)? {
            Some(value) => values.push(value),
            None => return Ok(Json::Array(values)),
        }
    }
}

/// Reads the members of an object.
fn json_object<'de, A: MapAccess<'de>>(map: &mut A, trace: &mut Trace) -> Result<Json, A::Error> {
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

/// Reads an object into a slot for something else: an error, unless the object stands for a number.
fn number_token<'de, A: MapAccess<'de>>(map: &mut A, slot: SlotMut<'_>) -> Result<(), A::Error> {
    if map.next_key::<String>()?.is_none_or(|key| key != NUMBER) {
        return Err(wrong_type(&slot, "an object"));
    }
    let text = map.next_value::<String>()?;
    number(slot, &text)
}

fn number<E: Error>(slot: SlotMut<'_>, text: &str) -> Result<(), E> {
    let is_number = match slot {
        SlotMut::Int32(slot) => text.parse().map(|value| *slot = value).is_ok(),
        SlotMut::Float(slot) => text.parse().map(|value| *slot = value).is_ok(),
        SlotMut::Int64(_) | SlotMut::Decimal(_) => return parse(slot, text),
        slot => return Err(wrong_type(&slot, "a number")),
    };
    if is_number {
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
        let value = json_array(&mut elements, self.0)?;
        self.0.leave();
        Ok(value)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        self.0.enter()?;
        let value = json_object(&mut map, self.0)?;
        self.0.leave();
        Ok(value)
    }
}

/// The limit for nested objects and arrays.
pub(super) const DEPTH: usize = 100;

/// The depth of a walk, and after an error its path. It costs nothing unless an error occurs: the path is collected
/// while the calls return.
#[derive(Default)]
pub(super) struct Trace {
    depth: usize,
    /// Innermost first.
    steps: Vec<Step>,
}

enum Step {
    Known(&'static str),
    Unknown(Box<str>),
    Index(usize),
}

impl Trace {
    /// Enters an object or an array.
    fn enter<E: Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(E::custom(format_args!("nested more than {DEPTH} levels deep")));
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    fn known<T, E>(&mut self, key: &'static str, result: Result<T, E>) -> Result<T, E> {
        result.inspect_err(|_| self.steps.push(Step::Known(key)))
    }

    fn unknown<T, E>(&mut self, key: &str, result: Result<T, E>) -> Result<T, E> {
        result.inspect_err(|_| self.steps.push(Step::Unknown(key.into())))
    }

    fn index<T, E>(&mut self, index: usize, result: Result<T, E>) -> Result<T, E> {
        result.inspect_err(|_| self.steps.push(Step::Index(index)))
    }
}

/// The path: `value[3].from.emailAddress.address`.
impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.steps.iter().rev().enumerate() {
            let name = match step {
                Step::Index(index) => {
                    write!(f, "[{index}]")?;
                    continue;
                }
                Step::Known(name) => name,
                Step::Unknown(name) => &**name,
            };
            if position > 0 {
                f.write_char('.')?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}
