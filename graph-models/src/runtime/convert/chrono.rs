//! Scalars to and from the types of chrono.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

use super::{
    Unconvertible,
    calendar::{self, Clock},
    length,
};
use crate::runtime::{Date, DateTimeOffset, Duration, TimeOfDay};

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
impl TryFrom<&DateTimeOffset> for DateTime<FixedOffset> {
    type Error = Unconvertible;

    fn try_from(value: &DateTimeOffset) -> Result<Self, Unconvertible> {
        let read = calendar::date_time(value.as_str()).and_then(|(day, clock, offset)| {
            let local = date(day)?.and_time(time(&clock)?);
            FixedOffset::east_opt(offset)?
                .from_local_datetime(&local)
                .single()
        });
        read.ok_or_else(|| Unconvertible::new(value.as_str(), "date and time"))
    }
}

/// One without an offset is taken as UTC, which is what the service means.
impl TryFrom<&DateTimeOffset> for DateTime<Utc> {
    type Error = Unconvertible;

    fn try_from(value: &DateTimeOffset) -> Result<Self, Unconvertible> {
        DateTime::<FixedOffset>::try_from(value).map(Into::into)
    }
}

impl TryFrom<&Date> for NaiveDate {
    type Error = Unconvertible;

    fn try_from(value: &Date) -> Result<Self, Unconvertible> {
        let read = calendar::date(value.as_str()).and_then(date);
        read.ok_or_else(|| Unconvertible::new(value.as_str(), "date"))
    }
}

impl TryFrom<&TimeOfDay> for NaiveTime {
    type Error = Unconvertible;

    fn try_from(value: &TimeOfDay) -> Result<Self, Unconvertible> {
        let read = calendar::clock(value.as_str()).and_then(|clock| time(&clock));
        read.ok_or_else(|| Unconvertible::new(value.as_str(), "time of a day"))
    }
}

/// Days have 24 hours; months and years have no fixed length and do not convert.
impl TryFrom<&Duration> for TimeDelta {
    type Error = Unconvertible;

    fn try_from(value: &Duration) -> Result<Self, Unconvertible> {
        let read = length::read(value.as_str()).and_then(|length| {
            let seconds = Self::try_seconds(length.seconds)?;
            seconds.checked_add(&Self::nanoseconds(length.nanos.into()))
        });
        read.ok_or_else(|| Unconvertible::new(value.as_str(), "duration of fixed length"))
    }
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

impl From<NaiveDate> for Date {
    fn from(value: NaiveDate) -> Self {
        Self::from(value.to_string())
    }
}

impl From<NaiveTime> for TimeOfDay {
    fn from(value: NaiveTime) -> Self {
        Self::from(value.to_string())
    }
}

impl From<TimeDelta> for Duration {
    fn from(value: TimeDelta) -> Self {
        let seconds = value.num_seconds().unsigned_abs();
        let negative = value < TimeDelta::zero();
        Self::from(length::written(
            negative,
            seconds,
            value.subsec_nanos().unsigned_abs(),
        ))
    }
}
