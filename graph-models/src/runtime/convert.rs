//! Scalars to and from the types of other libraries, one feature each: only on demand, so that a strange value never
//! fails an answer. All libraries but jiff, which brings its own, share one reading of dates and times.

#[cfg(any(feature = "chrono", feature = "time"))]
mod calendar;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
mod length;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;

use std::fmt;

use super::Duration;

/// A scalar whose text the asked type has no value for.
///
/// ```
/// use graph_models::Duration;
///
/// let error = std::time::Duration::try_from(&Duration::from("-PT15M")).unwrap_err();
/// assert_eq!(error.to_string(), "`-PT15M` is no length of time from zero on");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unconvertible {
    text: Box<str>,
    wanted: &'static str,
}

impl Unconvertible {
    fn new(text: &str, wanted: &'static str) -> Self {
        Self {
            text: text.into(),
            wanted,
        }
    }
}

impl fmt::Display for Unconvertible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no {}", self.text, self.wanted)
    }
}

impl std::error::Error for Unconvertible {}

/// Days have 24 hours; months and years have no fixed length and do not convert.
impl TryFrom<&Duration> for std::time::Duration {
    type Error = Unconvertible;

    fn try_from(value: &Duration) -> Result<Self, Unconvertible> {
        let length = length::read(value.as_str()).and_then(|length| {
            let seconds = u64::try_from(length.seconds).ok()?;
            Some(Self::new(seconds, u32::try_from(length.nanos).ok()?))
        });
        length.ok_or_else(|| Unconvertible::new(value.as_str(), "length of time from zero on"))
    }
}

impl From<std::time::Duration> for Duration {
    fn from(value: std::time::Duration) -> Self {
        Self::from(length::written(false, value.as_secs(), value.subsec_nanos()))
    }
}
