//! Scalars to and from the types of jiff: only on demand, so that a strange value never fails an answer.

use jiff::{
    Error, SignedDuration, Span, SpanRelativeTo, Timestamp,
    civil::{Date as CivilDate, DateTime, Time},
    tz::TimeZone,
};

use crate::runtime::{Date, DateTimeOffset, Duration, TimeOfDay};

impl DateTimeOffset {
    /// The point in time. One without an offset is taken as UTC, which is what the service means.
    ///
    /// # Errors
    ///
    /// Where the text is no date and time.
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
    /// Where the text is no date.
    pub fn to_date(&self) -> Result<CivilDate, Error> {
        self.as_str().parse()
    }
}

impl TimeOfDay {
    /// The time.
    ///
    /// # Errors
    ///
    /// Where the text is no time of a day.
    pub fn to_time(&self) -> Result<Time, Error> {
        self.as_str().parse()
    }
}

impl Duration {
    /// The duration in the units that it is written in: `P2D` has two days.
    ///
    /// # Errors
    ///
    /// Where the text is no duration.
    pub fn to_span(&self) -> Result<Span, Error> {
        self.as_str().parse()
    }

    /// The duration in seconds, with days of 24 hours.
    ///
    /// # Errors
    ///
    /// Where the text is no duration, or one in months or years, which have no fixed length.
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

impl From<Timestamp> for DateTimeOffset {
    fn from(time: Timestamp) -> Self {
        Self::from(time.to_string())
    }
}

impl From<CivilDate> for Date {
    fn from(date: CivilDate) -> Self {
        Self::from(date.to_string())
    }
}

impl From<Time> for TimeOfDay {
    fn from(time: Time) -> Self {
        Self::from(time.to_string())
    }
}

impl From<SignedDuration> for Duration {
    fn from(duration: SignedDuration) -> Self {
        Self::from(duration.to_string())
    }
}

impl From<Span> for Duration {
    fn from(span: Span) -> Self {
        Self::from(span.to_string())
    }
}
