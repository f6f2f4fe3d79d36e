//! Header fields of responses: where to look for the work that was accepted, and how long to wait.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, header};

/// The text of a header field.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// `Location`.
pub(in crate::runtime) fn location(headers: &HeaderMap) -> Option<&str> {
    text(headers, &header::LOCATION)
}

/// `Retry-After`: seconds, whole or not, in quotes or not; or a date, which is taken relative to the `Date` of the
/// response, or to the local clock if there is none. A date in the past is no time to wait.
pub(in crate::runtime) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = text(headers, &header::RETRY_AFTER)?;
    let value = value.trim().trim_matches('"').trim();
    if value.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        let seconds = value.parse().ok()?;
        // A time that no clock shows is still not over.
        return Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX));
    }
    let until = date(value)?;
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).ok();
    let now = text(headers, &header::DATE).and_then(date).or_else(now)?;
    Some(until.saturating_sub(now))
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The time since the Unix epoch of an HTTP date: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn date(text: &str) -> Option<Duration> {
    let (_, date) = text.trim().split_once(", ")?;
    let [day, month, year, clock, "GMT"] = *date.split_ascii_whitespace().collect::<Vec<_>>() else {
        return None;
    };
    let [hour, minute, second] = *clock.split(':').collect::<Vec<_>>() else {
        return None;
    };
    let month = MONTHS.iter().zip(1..).find(|(name, _)| **name == month)?.1;
    let hours = days(number(year, 1970, 9999)?, month, number(day, 1, 31)?) * 24 + number(hour, 0, 23)?;
    let minutes = hours * 60 + number(minute, 0, 59)?;
    Some(Duration::from_secs(minutes * 60 + number(second, 0, 60)?))
}

/// A number within bounds, of digits only.
fn number(text: &str, least: u64, most: u64) -> Option<u64> {
    let digits = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits)?;
    (least..=most).contains(&number).then_some(number)
}

/// The days from the Unix epoch to a date of the Gregorian calendar. The year starts in March, so that the day that a
/// leap year adds is its last.
fn days(year: u64, month: u64, day: u64) -> u64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    // 719,469 days are from the 1st of March of the year 0 to the epoch, and a day more, since days count from 1.
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 719_469
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_seconds_since_the_epoch() {
        for (text, expected) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Tue, 29 Feb 2000 23:59:59 GMT", Some(951_868_799)),
            ("Wed, 01 Mar 2000 00:00:00 GMT", Some(951_868_800)),
            ("Sun, 01 Mar 2026 12:00:00 GMT", Some(1_772_366_400)),
            ("Sun, 06 Nov 1994 08:49:37 CET", None),
            ("Sun, 06 Nov 1994 24:00:00 GMT", None),
            ("Sun, 06 Nov +994 08:49:37 GMT", None),
            ("Sunday, 06-Nov-94 08:49:37 GMT", None),
            ("soon", None),
        ] {
            assert_eq!(date(text), expected.map(Duration::from_secs), "{text}");
        }
    }
}
