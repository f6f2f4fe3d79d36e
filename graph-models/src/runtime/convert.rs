//! Conversions of scalars to and from the types of other libraries, one feature each: only on demand, so that a strange
//! value never fails a response. All libraries but jiff, which brings its own, share one parser of dates and times.

use std::fmt;

use super::scalars::Duration;

/// The error of a scalar whose text does not fit the requested type.
///
/// ```
/// use graph_models::Duration;
///
/// let error = std::time::Duration::try_from(&Duration::from("-PT15M")).unwrap_err();
/// assert_eq!(error.to_string(), "`-PT15M` is not a duration of zero or more");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unconvertible {
    text: Box<str>,
    expected: &'static str,
}

impl fmt::Display for Unconvertible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a {}", self.text, self.expected)
    }
}

impl std::error::Error for Unconvertible {}

/// Implements `TryFrom<&Scalar>` for types of other libraries by functions that parse the scalar's text.
macro_rules! try_from {
    ($($(#[$doc:meta])* $scalar:ty => $target:ty: $parse:expr, $expected:literal;)*) => {$(
        $(#[$doc])*
        impl TryFrom<&$scalar> for $target {
            type Error = $crate::runtime::Unconvertible;

            fn try_from(value: &$scalar) -> Result<Self, Self::Error> {
                let parse: fn(&str) -> Option<Self> = $parse;
                parse(value.as_str()).ok_or_else(|| Self::Error {
                    text: value.as_str().into(),
                    expected: $expected,
                })
            }
        }
    )*};
}

/// Implements `From` for scalars by functions that give their text.
#[cfg(any(
    feature = "chrono",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "time",
    feature = "uuid"
))]
macro_rules! from {
    ($($source:ty => $scalar:ty: $text:expr;)*) => {$(
        impl From<$source> for $scalar {
            fn from(value: $source) -> Self {
                let text: fn($source) -> String = $text;
                Self::from(text(value))
            }
        }
    )*};
}

try_from! {
    /// Days have 24 hours; months and years have no fixed length and do not convert.
    Duration => std::time::Duration: |text| {
        let length = parse_length(text)?;
        let seconds = u64::try_from(length.seconds).ok()?;
        Some(Self::new(seconds, u32::try_from(length.nanos).ok()?))
    }, "duration of zero or more";
}

impl From<std::time::Duration> for Duration {
    fn from(value: std::time::Duration) -> Self {
        Self::from(format_length(false, value.as_secs(), value.subsec_nanos()))
    }
}

#[cfg(feature = "uuid")]
mod uuid {
    use uuid::Uuid;

    use crate::runtime::scalars::Guid;

    try_from! {
        /// In any case of its letters, with or without hyphens and braces.
        ///
        /// ```
        /// use graph_models::Guid;
        /// use uuid::Uuid;
        ///
        /// let id = Uuid::try_from(&Guid::from("6E7B768E-07E2-4810-8459-485F84F8F204"))?;
        /// assert_eq!(Guid::from(id), "6e7b768e-07e2-4810-8459-485f84f8f204");
        /// # Ok::<(), graph_models::runtime::Unconvertible>(())
        /// ```
        Guid => Uuid: |text| Self::try_parse(text).ok(), "GUID";
    }

    from! {
        Uuid => Guid: |id| id.to_string();
    }
}

#[cfg(feature = "rust_decimal")]
mod rust_decimal {
    use rust_decimal::Decimal as Fixed;

    use crate::runtime::scalars::Decimal;

    try_from! {
        /// Only where it is exact: at most 28 digits.
        ///
        /// ```
        /// use graph_models::Decimal;
        ///
        /// let price = rust_decimal::Decimal::try_from(&Decimal::from("12.50"))?;
        /// assert_eq!(price.scale(), 2);
        /// assert_eq!(Decimal::from(price), "12.50");
        /// # Ok::<(), graph_models::runtime::Unconvertible>(())
        /// ```
        Decimal => Fixed: |text| {
            if text.contains(['e', 'E']) {
                Self::from_scientific(text).ok()
            } else {
                Self::from_str_exact(text).ok()
            }
        }, "decimal number of at most 28 digits";
    }

    from! {
        Fixed => Decimal: |number| number.to_string();
    }
}

#[cfg(feature = "chrono")]
mod chrono {
    use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

    use super::{
        calendar::{Clock, parse_date, parse_date_time, parse_time},
        format_length, parse_length,
    };
    use crate::runtime::scalars::{Date, DateTimeOffset, Duration, TimeOfDay};

    try_from! {
        /// One without an offset is taken as UTC, which is what the service means.
        ///
        /// ```
        /// use chrono::{DateTime, FixedOffset};
        /// use graph_models::DateTimeOffset;
        ///
        /// let sent = DateTimeOffset::from("2024-02-14T05:10:53.1234567+02:00");
        /// let sent = DateTime::<FixedOffset>::try_from(&sent)?;
        /// assert_eq!(sent.to_rfc3339(), "2024-02-14T05:10:53.123456700+02:00");
        /// # Ok::<(), graph_models::runtime::Unconvertible>(())
        /// ```
        DateTimeOffset => DateTime<FixedOffset>: date_time, "date and time";
        /// One without an offset is taken as UTC, which is what the service means.
        DateTimeOffset => DateTime<Utc>: |text| date_time(text).map(Into::into), "date and time";
        Date => NaiveDate: |text| date(parse_date(text)?), "date";
        TimeOfDay => NaiveTime: |text| time(&parse_time(text)?), "time of day";
        /// Days have 24 hours; months and years have no fixed length and do not convert.
        Duration => TimeDelta: |text| {
            let length = parse_length(text)?;
            Self::try_seconds(length.seconds)?.checked_add(&Self::nanoseconds(length.nanos.into()))
        }, "duration of fixed length";
    }

    fn date_time(text: &str) -> Option<DateTime<FixedOffset>> {
        let (day, clock, offset) = parse_date_time(text)?;
        let local = date(day)?.and_time(time(&clock)?);
        FixedOffset::east_opt(offset)?
            .from_local_datetime(&local)
            .single()
    }

    fn date((year, month, day): (i32, u8, u8)) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month.into(), day.into())
    }

    fn time(clock: &Clock) -> Option<NaiveTime> {
        let (hour, minute, second) = (clock.hour.into(), clock.minute.into(), clock.second.into());
        NaiveTime::from_hms_nano_opt(hour, minute, second, clock.nanos)
    }

    impl<Z: TimeZone> From<DateTime<Z>> for DateTimeOffset {
        fn from(value: DateTime<Z>) -> Self {
            Self::from(format!("{:?}Z", value.naive_utc()))
        }
    }

    from! {
        NaiveDate => Date: |date| date.to_string();
        NaiveTime => TimeOfDay: |time| time.to_string();
        TimeDelta => Duration: |delta| {
            let seconds = delta.num_seconds().unsigned_abs();
            format_length(delta < TimeDelta::zero(), seconds, delta.subsec_nanos().unsigned_abs())
        };
    }
}

#[cfg(feature = "time")]
mod time {
    use time::{Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

    use super::{
        calendar::{Clock, parse_date, parse_date_time, parse_time},
        format_fraction, format_length, parse_length,
    };
    use crate::runtime::scalars::{Date, DateTimeOffset, Duration, TimeOfDay};

    try_from! {
        /// One without an offset is taken as UTC, which is what the service means.
        ///
        /// ```
        /// use graph_models::DateTimeOffset;
        /// use time::OffsetDateTime;
        ///
        /// let sent = OffsetDateTime::try_from(&DateTimeOffset::from("2024-02-14T05:10:53.1234567+02:00"))?;
        /// assert_eq!(sent.unix_timestamp(), 1_707_880_253);
        /// assert_eq!(DateTimeOffset::from(sent), "2024-02-14T03:10:53.1234567Z");
        /// # Ok::<(), graph_models::runtime::Unconvertible>(())
        /// ```
        DateTimeOffset => OffsetDateTime: |text| {
            let (day, clock, offset) = parse_date_time(text)?;
            let local = PrimitiveDateTime::new(date(day)?, time(&clock)?);
            let moment = local.assume_offset(UtcOffset::from_whole_seconds(offset).ok()?);
            // On the first and the last representable day, the local time can be in range and the UTC time out of it.
            moment.checked_to_offset(UtcOffset::UTC).and(Some(moment))
        }, "date and time";
        Date => time::Date: |text| date(parse_date(text)?), "date";
        TimeOfDay => Time: |text| time(&parse_time(text)?), "time of day";
        /// Days have 24 hours; months and years have no fixed length and do not convert.
        Duration => time::Duration: |text| {
            parse_length(text).map(|length| Self::new(length.seconds, length.nanos))
        }, "duration of fixed length";
    }

    fn date((year, month, day): (i32, u8, u8)) -> Option<time::Date> {
        time::Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
    }

    fn time(clock: &Clock) -> Option<Time> {
        Time::from_hms_nano(clock.hour, clock.minute, clock.second, clock.nanos).ok()
    }

    from! {
        OffsetDateTime => DateTimeOffset: |moment| {
            let moment = moment.checked_to_offset(UtcOffset::UTC).unwrap_or(moment);
            let (day, time) = (Date::from(moment.date()), TimeOfDay::from(moment.time()));
            format!("{day}T{time}Z")
        };
        time::Date => Date: |date| {
            let (year, month, day) = date.to_calendar_date();
            format!("{year:04}-{:02}-{day:02}", u8::from(month))
        };
        Time => TimeOfDay: |time| {
            let (hour, minute, second, nanos) = time.as_hms_nano();
            format!("{hour:02}:{minute:02}:{second:02}{}", format_fraction(nanos))
        };
        time::Duration => Duration: |length| {
            let seconds = length.whole_seconds().unsigned_abs();
            format_length(length.is_negative(), seconds, length.subsec_nanoseconds().unsigned_abs())
        };
    }
}

#[cfg(feature = "jiff")]
mod jiff {
    use jiff::{
        Error, SignedDuration, Span, SpanRelativeTo, Timestamp,
        civil::{Date as CivilDate, DateTime, Time},
        tz::TimeZone,
    };

    use crate::runtime::scalars::{Date, DateTimeOffset, Duration, TimeOfDay};

    impl DateTimeOffset {
        /// The point in time. One without an offset is taken as UTC, which is what the service means.
        ///
        /// # Errors
        ///
        /// The text is not a date and time.
        ///
        /// ```
        /// use graph_models::DateTimeOffset;
        ///
        /// let with_offset = DateTimeOffset::from("2024-02-14T05:10:53.1234567+02:00").to_timestamp()?;
        /// assert_eq!(with_offset.to_string(), "2024-02-14T03:10:53.1234567Z");
        /// assert_eq!(DateTimeOffset::from("2024-02-14T03:10:53.1234567").to_timestamp()?, with_offset);
        /// # Ok::<(), jiff::Error>(())
        /// ```
        pub fn to_timestamp(&self) -> Result<Timestamp, Error> {
            let text = self.as_str();
            let with_offset = text.parse::<Timestamp>();
            with_offset.or_else(|error| match text.parse::<DateTime>() {
                Ok(time) => Ok(TimeZone::UTC.to_timestamp(time)?),
                Err(_) => Err(error),
            })
        }
    }

    impl Date {
        /// The date.
        ///
        /// # Errors
        ///
        /// The text is not a date.
        pub fn to_date(&self) -> Result<CivilDate, Error> {
            self.as_str().parse()
        }
    }

    impl TimeOfDay {
        /// The time.
        ///
        /// # Errors
        ///
        /// The text is not a time of day.
        pub fn to_time(&self) -> Result<Time, Error> {
            self.as_str().parse()
        }
    }

    impl Duration {
        /// The duration in the units that it is written in: `P2D` has two days.
        ///
        /// # Errors
        ///
        /// The text is not a duration.
        pub fn to_span(&self) -> Result<Span, Error> {
            self.as_str().parse()
        }

        /// The duration in seconds, with days of 24 hours.
        ///
        /// # Errors
        ///
        /// The text is not a duration, or is one in months or years, which have no fixed length.
        ///
        /// ```
        /// use graph_models::Duration;
        ///
        /// assert_eq!(Duration::from("-PT15M").to_duration()?.as_secs(), -900);
        /// assert_eq!(Duration::from("P1DT2H").to_duration()?.as_hours(), 26);
        /// assert!(Duration::from("P1M").to_duration().is_err());
        /// # Ok::<(), jiff::Error>(())
        /// ```
        pub fn to_duration(&self) -> Result<SignedDuration, Error> {
            self.to_span()?.to_duration(SpanRelativeTo::days_are_24_hours())
        }
    }

    from! {
        Timestamp => DateTimeOffset: |time| time.to_string();
        CivilDate => Date: |date| date.to_string();
        Time => TimeOfDay: |time| time.to_string();
        SignedDuration => Duration: |duration| duration.to_string();
        Span => Duration: |span| span.to_string();
    }
}

/// Parses dates and times into numbers. Checks the form only; the library that gets the numbers checks the values.
#[cfg(any(feature = "chrono", feature = "time"))]
mod calendar {
    use super::{nanoseconds, whole_number};

    /// A time of a day.
    #[derive(Debug, PartialEq, Eq)]
    pub(super) struct Clock {
        pub(super) hour: u8,
        pub(super) minute: u8,
        pub(super) second: u8,
        pub(super) nanos: u32,
    }

    /// Year, month and day of `2017-08-29`.
    pub(super) fn parse_date(text: &str) -> Option<(i32, u8, u8)> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        Some((digits(year, 4)?, two_digits(month)?, two_digits(day)?))
    }

    /// `08:30`, `08:30:00.0000000`.
    pub(super) fn parse_time(text: &str) -> Option<Clock> {
        let (text, nanos) = match text.split_once(['.', ',']) {
            Some((text, digits)) => (text, Some(nanoseconds(digits)?)),
            None => (text, None),
        };
        let mut parts = text.split(':');
        let (hour, minute) = (two_digits(parts.next()?)?, two_digits(parts.next()?)?);
        let second = parts.next().map(two_digits);
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
    pub(super) fn parse_date_time(text: &str) -> Option<((i32, u8, u8), Clock, i32)> {
        let (day, rest) = text.split_once(['T', 't', ' '])?;
        let (time, offset) = match rest.find(['Z', 'z', '+', '-']) {
            Some(at) => (rest.get(..at)?, parse_offset(rest.get(at..)?)?),
            None => (rest, 0),
        };
        Some((parse_date(day)?, parse_time(time)?, offset))
    }

    /// `Z`, `-07:00`.
    fn parse_offset(text: &str) -> Option<i32> {
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

    fn two_digits(text: &str) -> Option<u8> {
        digits(text, 2).and_then(|number| number.try_into().ok())
    }
}

/// `PT1H30M` in seconds; the nanoseconds have the same sign.
#[derive(Debug, PartialEq, Eq)]
struct Length {
    seconds: i64,
    nanos: i32,
}

/// Reads `-P1DT2H0.5S`; nothing for months and years, which have no fixed length.
fn parse_length(text: &str) -> Option<Length> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let rest = rest.strip_prefix(['P', 'p'])?;
    let (days, times) = match rest.split_once(['T', 't']) {
        Some((_, "")) => return None,
        Some((days, times)) => (days, times),
        None if rest.is_empty() => return None,
        None => (rest, ""),
    };
    let (days, no_nanos) = units(days, &[('W', 604_800), ('D', 86_400)])?;
    let (times, nanos) = units(times, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    let seconds = days.checked_add(times)?;
    let sign = if negative { -1 } else { 1 };
    (no_nanos == 0).then_some(Length {
        seconds: seconds * sign,
        nanos: nanos * sign as i32,
    })
}

/// The sum of numbers with units, in this order; only seconds have a fraction.
fn units(mut text: &str, units: &[(char, i64)]) -> Option<(i64, i32)> {
    let (mut seconds, mut nanos) = (0_i64, 0);
    for &(letter, weight) in units {
        let found = text.find(|c: char| c.eq_ignore_ascii_case(&letter));
        let Some((number, rest)) = found.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?))) else {
            continue;
        };
        let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        if weight == 1 {
            nanos = i32::try_from(nanoseconds(fraction)?).ok()?;
        } else if whole.len() < number.len() {
            return None;
        }
        seconds = seconds.checked_add(whole_number(whole)?.checked_mul(weight)?)?;
        text = rest;
    }
    text.is_empty().then_some((seconds, nanos))
}

fn whole_number(digits: &str) -> Option<i64> {
    let only_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if only_digits { digits.parse().ok() } else { None }
}

/// The digits behind a point as nanoseconds; what is finer is cut off.
fn nanoseconds(digits: &str) -> Option<u32> {
    whole_number(digits.get(..digits.len().min(9))?)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{digits:0<9}").get(..9)?.parse().ok()
}

/// Writes a length: `-PT15M`, `P1DT0.5S`.
fn format_length(negative: bool, seconds: u64, nanos: u32) -> String {
    let mut text = String::from(if negative { "-PT" } else { "PT" });
    let mut rest = seconds;
    for (letter, weight) in [('H', 3_600), ('M', 60)] {
        if rest >= weight {
            text += &format!("{}{letter}", rest / weight);
            rest %= weight;
        }
    }
    if rest > 0 || nanos > 0 || seconds == 0 {
        text += &format!("{rest}{}S", format_fraction(nanos));
    }
    text
}

/// `.5`; nothing for none.
fn format_fraction(nanos: u32) -> String {
    match nanos {
        0 => String::new(),
        nanos => format!(".{nanos:09}").trim_end_matches('0').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(i64, i32)>) {
        let expected = expected.map(|(seconds, nanos)| Length { seconds, nanos });
        assert_eq!(parse_length(text), expected, "{text}");
    }

    #[test]
    fn lengths_of_all_spellings_are_read() {
        check("PT15M", Some((900, 0)));
        check("-PT15M", Some((-900, 0)));
        check("PT24H", Some((86_400, 0)));
        check("P2D", Some((172_800, 0)));
        check("P1DT2H3M4.5S", Some((93_784, 500_000_000)));
        check("-P1DT0.0000001S", Some((-86_400, -100)));
        check("P2W", Some((1_209_600, 0)));
        check("PT0S", Some((0, 0)));
        check("PT0.1234567891S", Some((0, 123_456_789)));
    }

    #[test]
    fn what_has_no_fixed_length_is_not_read() {
        for text in [
            "",
            "P",
            "PT",
            "P1",
            "PT1",
            "P1M",
            "P1Y",
            "15M",
            "PT1.5H",
            "PT-1S",
            "PT.5S",
            "PT1.S",
            "PT1S1M",
            "PTéS",
            "P1DT",
            "PT9223372036854775807H",
            "P0.5D",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn lengths_are_written_as_short_as_can_be() {
        for (seconds, nanos, expected) in [
            (0, 0, "PT0S"),
            (900, 0, "PT15M"),
            (90_061, 500_000_000, "PT25H1M1.5S"),
            (0, 100, "PT0.0000001S"),
            (3_600, 0, "PT1H"),
        ] {
            assert_eq!(format_length(false, seconds, nanos), expected);
        }
        assert_eq!(format_length(true, 900, 0), "-PT15M");
    }
}
