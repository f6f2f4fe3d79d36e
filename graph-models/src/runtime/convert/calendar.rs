//! The texts of dates and times → numbers. Checks the form only; which numbers are a day is for the library that they
//! are given to.

use super::length::{billionths, whole_number};

/// A time of a day.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanos: u32,
}

/// Year, month and day of `2017-08-29`.
pub(super) fn date(text: &str) -> Option<(i32, u8, u8)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Some((digits(year, 4)?, small(month)?, small(day)?))
}

/// `08:30`, `08:30:00.0000000`.
pub(super) fn clock(text: &str) -> Option<Clock> {
    let (text, nanos) = match text.split_once(['.', ',']) {
        Some((text, digits)) => (text, Some(billionths(digits)?)),
        None => (text, None),
    };
    let mut parts = text.split(':');
    let (hour, minute) = (small(parts.next()?)?, small(parts.next()?)?);
    let second = parts.next().map(small);
    if parts.next().is_some() || (second.is_none() && nanos.is_some()) {
        return None;
    }
    Some(Clock {
        hour,
        minute,
        second: second.unwrap_or(Some(0))?,
        nanos: nanos.unwrap_or(0),
    })
}

/// The date and the time of `2017-08-29T04:03:21.1-07:00`, and the offset in seconds. None is UTC, which is what the
/// service means.
pub(super) fn date_time(text: &str) -> Option<((i32, u8, u8), Clock, i32)> {
    let (day, rest) = text.split_once(['T', 't', ' '])?;
    let (time, offset) = match rest.find(['Z', 'z', '+', '-']) {
        Some(at) => (rest.get(..at)?, offset(rest.get(at..)?)?),
        None => (rest, 0),
    };
    Some((date(day)?, clock(time)?, offset))
}

/// `Z`, `-07:00`.
fn offset(text: &str) -> Option<i32> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1, text),
        None => (1, text.strip_prefix('+')?),
    };
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

fn digits(text: &str, count: usize) -> Option<i32> {
    let exact = text.len() == count;
    whole_number(text)
        .filter(|_| exact)
        .and_then(|number| number.try_into().ok())
}

fn small(text: &str) -> Option<u8> {
    digits(text, 2).and_then(|number| number.try_into().ok())
}
