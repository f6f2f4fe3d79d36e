//! Reading of any value from any self-describing format. Generic over the format only, not over the type: it fills the
//! [`SlotMut`]s of the value.

use std::{
    borrow::Cow,
    fmt::{self, Write},
    mem,
};

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::{Map, Number};

use super::{
    extra::{Extra, Json, type_name},
    hash::Hash,
    value::{AnyUnion, DEPTH, Field, List, Object, PAGE, SlotMut, Table, Value, names},
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
        match self.place.fill_one() {
            SlotMut::Text(slot) => *slot = value.into(),
            SlotMut::Json(slot) => *slot = value.into(),
            slot => {
                let result = parse(slot, value, self.trace.strict);
                return Self::settle(self.trace, self.keep, result, || value.into());
            }
        }
        Ok(true)
    }

    fn visit_string<E: Error>(self, value: String) -> Result<bool, E> {
        match self.place.fill_one() {
            SlotMut::Text(slot) => *slot = value,
            SlotMut::Json(slot) => *slot = value.into(),
            slot => {
                let result = parse(slot, &value, self.trace.strict);
                return Self::settle(self.trace, self.keep, result, || value.into());
            }
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
            SlotMut::Object(object) => read_object(&mut map, object, trace).map(|()| true)?,
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

fn set_bool<E: Error>(slot: SlotMut<'_>, value: bool) -> Result<(), E> {
    match slot {
        SlotMut::Bool(slot) => *slot = value,
        SlotMut::Json(slot) => *slot = value.into(),
        slot => return Err(wrong_type(&slot, "a boolean")),
    }
    Ok(())
}

fn set_int<E: Error>(slot: SlotMut<'_>, value: i64) -> Result<(), E> {
    match slot {
        SlotMut::Int32(slot) => *slot = i32::try_from(value).map_err(|_| out_of_range(value))?,
        SlotMut::Int64(slot) => *slot = value,
        SlotMut::Float(slot) => *slot = value as f64,
        SlotMut::Decimal(slot) => *slot = value.to_string().into(),
        SlotMut::Json(slot) => *slot = value.into(),
        slot => return Err(wrong_type(&slot, "a number")),
    }
    Ok(())
}

/// An integer above those of 64 bits with a sign.
fn set_large<E: Error>(slot: SlotMut<'_>, value: u64) -> Result<(), E> {
    match slot {
        SlotMut::Int32(_) | SlotMut::Int64(_) => return Err(out_of_range(value)),
        SlotMut::Float(slot) => *slot = value as f64,
        SlotMut::Decimal(slot) => *slot = value.to_string().into(),
        SlotMut::Json(slot) => *slot = value.into(),
        slot => return Err(wrong_type(&slot, "a number")),
    }
    Ok(())
}

fn set_float<E: Error>(slot: SlotMut<'_>, value: f64) -> Result<(), E> {
    match slot {
        SlotMut::Int32(slot) => *slot = i32::try_from(whole(value)?).map_err(|_| out_of_range(value))?,
        SlotMut::Int64(slot) => *slot = whole(value)?,
        SlotMut::Float(slot) => *slot = value,
        SlotMut::Decimal(slot) => *slot = value.to_string().into(),
        SlotMut::Json(slot) => *slot = value.into(),
        slot => return Err(wrong_type(&slot, "a number")),
    }
    Ok(())
}

/// Reads the elements of a list. If one does not fit, the whole list does not: the elements so far become JSON again.
fn read_list<'de, A: SeqAccess<'de>>(
    elements: &mut A,
    list: &mut dyn List,
    trace: &mut Trace,
    keep: bool,
) -> Result<bool, A::Error> {
    let mut nulls = Vec::new();
    for index in 0.. {
        let seed = PlaceSeed {
            place: Place::Element(&mut *list),
            trace: &mut *trace,
            keep,
        };
        let next = elements.next_element_seed(seed);
        match trace.index(index, next)? {
            Some(true) if keep && list.count() + nulls.len() == index => nulls.push(index),
            Some(true) => {}
            Some(false) => {
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

/// Reads a string into a slot that is not for plain text. Not strictly, a quoted number or boolean is what it is.
fn parse<E: Error>(slot: SlotMut<'_>, text: &str, strict: bool) -> Result<(), E> {
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
        SlotMut::Float(slot) if special(text).is_some() || strict => {
            special(text).map(|value| *slot = value).is_some()
        }
        SlotMut::Decimal(slot) if text.parse::<f64>().is_ok() => {
            *slot = text.into();
            true
        }
        SlotMut::Bool(slot) if !strict => return parse_bool(text).map(|value| *slot = value),
        slot @ (SlotMut::Int32(_) | SlotMut::Float(_)) if !strict => return parse_number(slot, text),
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

fn parse_bool<E: Error>(text: &str) -> Result<bool, E> {
    let value = text.to_ascii_lowercase().parse();
    value.map_err(|_| E::custom(format_args!("expected a boolean, found {}", quoted(text))))
}

/// Reads a number as JSON spells it.
fn parse_number<E: Error>(slot: SlotMut<'_>, text: &str) -> Result<(), E> {
    match text
        .parse::<Number>()
        .map(|number| (number.as_i64(), number.as_f64()))
    {
        Ok((Some(value), _)) => set_int(slot, value),
        Ok((None, Some(value))) => set_float(slot, value),
        _ => Err(E::custom(format_args!(
            "expected a number, found {}",
            quoted(text)
        ))),
    }
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
    format!("{:?}", shortened(text))
}

/// The beginning of a text. An answer decides how long its texts are.
fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(40) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
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
    let mut has_values = table.name != PAGE;
    while let Some(key) = map.next_key_seed(KeySeed(table))? {
        match key {
            Key::Field(index) => {
                let seed = member(object, index, trace);
                has_values |= matches!(seed.place, Place::Page(_));
                let read = map.next_value_seed(seed);
                let fits = trace.known(table.key(index), read)?;
                finish(object, index, fits, trace);
            }
            Key::Unknown(key) => {
                let value = map.next_value_seed(JsonSeed(&mut *trace));
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

/// Prepares to read a field of a struct.
fn member<'a, 't>(object: &'a mut dyn Object, index: usize, trace: &'t mut Trace) -> PlaceSeed<'a, 't> {
    let table = object.table();
    let is_page = table.name == PAGE && table.key(index) == "value";
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
fn finish(object: &mut dyn Object, index: usize, fits: bool, trace: &mut Trace) {
    let key = object.table().key(index);
    if !fits {
        trace.has_misfits = true;
        object.field_mut(index).clear();
        object.extra_mut().insert(key, mem::take(&mut trace.misfit));
    } else if trace.has_misfits {
        object.extra_mut().remove(key);
    }
}

/// Reads the members of a union. Those before the type annotation are buffered as JSON.
fn read_union<'de, A: MapAccess<'de>>(
    map: &mut A,
    union: &mut dyn AnyUnion,
    trace: &mut Trace,
) -> Result<(), A::Error> {
    let mut before = Vec::new();
    let mut by_short = false;
    while let Some(key) = map.next_key_seed(KeySeed(&TYPE_ONLY))? {
        let (key, is_type) = match key {
            Key::Field(index) => (TYPE_ONLY.key(index).into(), true),
            Key::Unknown(key) => (key, false),
        };
        let value = map.next_value_seed(JsonSeed(&mut *trace));
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
                let read = member(object, index, trace).deserialize(value);
                let fits = trace.known(table.key(index), read)?;
                finish(object, index, fits, trace);
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

/// Reads the elements of an array, after those that were read already.
fn json_array<'de, A: SeqAccess<'de>>(
    elements: &mut A,
    mut values: Vec<Json>,
    trace: &mut Trace,
) -> Result<Json, A::Error> {
    loop {
        let next = elements.next_element_seed(JsonSeed(&mut *trace));
        match trace.index(values.len(), next)? {
            Some(value) => values.push(value),
            None => return Ok(Json::Array(values)),
        }
    }
}

/// Reads the members of an object, of which the first key was read already.
fn json_object<'de, A: MapAccess<'de>>(
    map: &mut A,
    first: Option<String>,
    trace: &mut Trace,
) -> Result<Json, A::Error> {
    let mut values = Map::new();
    let mut next = first;
    while let Some(key) = next.take().map_or_else(|| map.next_key(), |key| Ok(Some(key)))? {
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

/// Reads a number that an object stands for.
fn number<E: Error>(slot: SlotMut<'_>, text: &str) -> Result<(), E> {
    let is_number = match slot {
        SlotMut::Int32(slot) => text.parse().map(|value| *slot = value).is_ok(),
        SlotMut::Float(slot) => text.parse().map(|value| *slot = value).is_ok(),
        SlotMut::Int64(_) | SlotMut::Decimal(_) => return parse(slot, text, true),
        slot => return Err(wrong_type(&slot, "a number")),
    };
    if is_number {
        return Ok(());
    }
    Err(E::custom(format_args!(
        "the number {} is out of range",
        shortened(text)
    )))
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

/// The depth of a walk, and after an error its path. It costs nothing unless an error occurs: the path is collected
/// while the calls return.
#[derive(Default)]
pub(super) struct Trace {
    depth: usize,
    /// Whether every value must be of the JSON type of its property.
    strict: bool,
    /// The value that has just been found not to fit.
    misfit: Json,
    /// Whether any value did not fit.
    has_misfits: bool,
    /// Innermost first.
    steps: Vec<Step>,
}

enum Step {
    Known(&'static str),
    Unknown(Box<str>),
    Index(usize),
}

impl Trace {
    /// A walk that fails at the first value of another JSON type than that of its property.
    pub(super) fn strict() -> Self {
        let strict = true;
        Self {
            strict,
            ..Self::default()
        }
    }

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
                Step::Known(name) => Cow::Borrowed(*name),
                Step::Unknown(name) => shortened(name),
            };
            if position > 0 {
                f.write_char('.')?;
            }
            f.write_str(&name)?;
        }
        Ok(())
    }
}
