//! Scalars to and from the types of the library `time`.

use time::{Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::{
    Unconvertible,
    calendar::{self, Clock},
    length,
};
use crate::runtime::{Date, DateTimeOffset, Duration, TimeOfDay};

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
impl TryFrom<&DateTimeOffset> for OffsetDateTime {
    type Error = Unconvertible;

    fn try_from(value: &DateTimeOffset) -> Result<Self, Unconvertible> {
        let read = calendar::date_time(value.as_str()).and_then(|(day, clock, offset)| {
            let local = PrimitiveDateTime::new(date(day)?, time(&clock)?);
            let offset = UtcOffset::from_whole_seconds(offset).ok()?;
            // Out of range is a local time of the first or the last day there is.
            let moment = local.assume_offset(offset);
            moment.checked_to_offset(UtcOffset::UTC).and(Some(moment))
        });
        read.ok_or_else(|| Unconvertible::new(value.as_str(), "date and time"))
    }
}

impl TryFrom<&Date> for time::Date {
    type Error = Unconvertible;

    fn try_from(value: &Date) -> Result<Self, Unconvertible> {
        let read = calendar::date(value.as_str()).and_then(date);
        read.ok_or_else(|| Unconvertible::new(value.as_str(), "date"))
    }
}

impl TryFrom<&TimeOfDay> for Time {
    type Error = Unconvertible;

    fn try_from(value: &TimeOfDay) -> Result<Self, Unconvertible> {
        let read = calendar::clock(value.as_str()).and_then(|clock| time(&clock));
        read.ok_or_else(|| Unconvertible::new(value.as_str(), "time of a day"))
    }
}

/// Days have 24 hours; months and years have no fixed length and do not convert.
impl TryFrom<&Duration> for time::Duration {
    type Error = Unconvertible;

    fn try_from(value: &Duration) -> Result<Self, Unconvertible> {
        let read = length::read(value.as_str()).map(|length| Self::new(length.seconds, length.nanos));
        read.ok_or_else(|| Unconvertible::new(value.as_str(), "duration of fixed length"))
    }
}

fn date((year, month, day): (i32, u8, u8)) -> Option<time::Date> {
    time::Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

fn time(clock: &Clock) -> Option<Time> {
    Time::from_hms_nano(clock.hour, clock.minute, clock.second, clock.nanos).ok()
}

impl From<OffsetDateTime> for DateTimeOffset {
    fn from(value: OffsetDateTime) -> Self {
        let value = value.checked_to_offset(UtcOffset::UTC).unwrap_or(value);
        let (day, time) = (Date::from(value.date()), TimeOfDay::from(value.time()));
        Self::from(format!("{day}T{time}Z"))
    }
}

impl From<time::Date> for Date {
    fn from(value: time::Date) -> Self {
        let (year, month, day) = value.to_calendar_date();
        Self::from(format!("{year:04}-{:02}-{day:02}", u8::from(month)))
    }
}

impl From<Time> for TimeOfDay {
    fn from(value: Time) -> Self {
        let (hour, minute, second, nanos) = value.as_hms_nano();
        Self::from(format!(
            "{hour:02}:{minute:02}:{second:02}{}",
            length::fraction(nanos)
        ))
    }
}

impl From<time::Duration> for Duration {
    fn from(value: time::Duration) -> Self {
        let seconds = value.whole_seconds().unsigned_abs();
        let nanos = value.subsec_nanoseconds().unsigned_abs();
        Self::from(length::written(value.is_negative(), seconds, nanos))
    }
}
