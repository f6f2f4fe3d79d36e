//! Puts scalars into slots: numbers within their range, quoted numbers and booleans, base64, members of enums.

use std::{borrow::Cow, fmt};

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde::de::{Error, Unexpected};
use serde_json::Number;

use super::trace::shortened;
use crate::runtime::value::{SlotMut, names};

pub(super) fn set_bool<E: Error>(slot: SlotMut<'_>, value: bool) -> Result<(), E> {
    match slot {
        SlotMut::Bool(slot) => *slot = value,
        SlotMut::Json(slot) => *slot = value.into(),
        slot => return Err(wrong_type(&slot, "a boolean")),
    }
    Ok(())
}

pub(super) fn set_int<E: Error>(slot: SlotMut<'_>, value: i64) -> Result<(), E> {
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
pub(super) fn set_large<E: Error>(slot: SlotMut<'_>, value: u64) -> Result<(), E> {
    match slot {
        SlotMut::Int32(_) | SlotMut::Int64(_) => return Err(out_of_range(value)),
        SlotMut::Float(slot) => *slot = value as f64,
        SlotMut::Decimal(slot) => *slot = value.to_string().into(),
        SlotMut::Json(slot) => *slot = value.into(),
        slot => return Err(wrong_type(&slot, "a number")),
    }
    Ok(())
}

pub(super) fn set_float<E: Error>(slot: SlotMut<'_>, value: f64) -> Result<(), E> {
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

/// Reads a number that an object stands for.
pub(super) fn number<E: Error>(slot: SlotMut<'_>, text: &str) -> Result<(), E> {
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

/// Reads a string into a slot that is not for plain text. Not strictly, a quoted number or boolean is what it is.
pub(super) fn parse<E: Error>(slot: SlotMut<'_>, text: &str, strict: bool) -> Result<(), E> {
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
pub(in crate::runtime) fn from_base64(text: &str) -> Option<Vec<u8>> {
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

pub(super) fn wrong_type<E: Error>(slot: &SlotMut<'_>, found: &str) -> E {
    E::custom(format_args!("expected {}, found {found}", slot.expects()))
}

/// A text for an error message, shortened.
fn quoted(text: &str) -> String {
    format!("{:?}", shortened(text))
}
