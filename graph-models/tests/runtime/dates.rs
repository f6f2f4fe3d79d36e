//! Dates, times and durations in the types of other libraries, each with its feature.

use graph_models::{Date, DateTimeOffset, Duration, TimeOfDay};

use super::scalars::NO_LENGTHS;

/// Valid points in time, and the same in UTC with a fraction of three, six or nine digits.
const MOMENTS: &[(&str, &str)] = &[
    ("2017-08-29T04:03:21Z", "2017-08-29T04:03:21Z"),
    ("2017-08-29T04:03:21", "2017-08-29T04:03:21Z"),
    ("2017-08-29T04:03Z", "2017-08-29T04:03:00Z"),
    ("2017-08-29T04:03:21.1Z", "2017-08-29T04:03:21.100Z"),
    ("2017-08-29T04:03:21.1234567", "2017-08-29T04:03:21.123456700Z"),
    ("2017-08-29T04:03:21.1234567Z", "2017-08-29T04:03:21.123456700Z"),
    (
        "2017-08-29T04:03:21.123456789-07:00",
        "2017-08-29T11:03:21.123456789Z",
    ),
    ("2024-12-31T23:30:00-02:30", "2025-01-01T02:00:00Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999900Z"),
];

/// Texts that are not points in time.
const NO_MOMENTS: &[&str] = &[
    "",
    "String (timestamp)",
    "2017-08-29",
    "2017-02-29T00:00:00Z",
    "2017-08-29T25:00:00Z",
    "2017-08-29T04:03:21.Z",
    "2017-08-29T04:03:21+99:00",
    "é017-08-29T04:03:21Z",
];

/// Durations, in nanoseconds.
const LENGTHS: &[(&str, i64)] = &[
    ("PT15M", 900_000_000_000),
    ("-PT15M", -900_000_000_000),
    ("-P1DT0.5S", -86_400_500_000_000),
    ("PT24H", 86_400_000_000_000),
    ("P2W", 1_209_600_000_000_000),
    ("PT0S", 0),
    ("-PT0.0000001S", -100),
];

/// The tests that hold for every library: the types, and how the points in time, times and lengths are compared.
macro_rules! library {
    ($name:ident, $feature:literal: $date_time:ty, $date:ty, $time:ty, $duration:ty, |$length:ident| $nanos:expr) => {
        #[cfg(feature = $feature)]
        mod $name {
            use super::*;

            #[test]
            fn points_in_time_convert() {
                for (text, expected) in MOMENTS {
                    let moment = <$date_time>::try_from(&DateTimeOffset::from(*text)).expect(text);
                    let expected = <$date_time>::try_from(&DateTimeOffset::from(*expected)).expect(text);
                    assert_eq!(moment, expected, "{text}");
                    let written = DateTimeOffset::from(moment);
                    assert!(written.as_str().ends_with('Z'), "{written}");
                    assert_eq!(<$date_time>::try_from(&written), Ok(moment), "{text}");
                }
                for text in NO_MOMENTS {
                    assert!(
                        <$date_time>::try_from(&DateTimeOffset::from(*text)).is_err(),
                        "{text}"
                    );
                }
            }

            #[test]
            fn dates_times_and_durations_convert() {
                let date = <$date>::try_from(&Date::from("2020-02-29")).expect("a date");
                assert_eq!(Date::from(date), "2020-02-29");
                assert!(<$date>::try_from(&Date::from("2021-02-29")).is_err());
                for (text, expected) in [
                    ("08:30:00.0000000", "08:30:00"),
                    ("08:30:00.0500000", "08:30:00.05"),
                ] {
                    let time = <$time>::try_from(&TimeOfDay::from(text)).expect(text);
                    let again = <$time>::try_from(&TimeOfDay::from(expected)).expect(expected);
                    assert_eq!(time, again);
                    assert_eq!(<$time>::try_from(&TimeOfDay::from(time)), Ok(time));
                }
                assert!(<$time>::try_from(&TimeOfDay::from("24:30:00")).is_err());
                for (text, nanos) in LENGTHS {
                    let $length = <$duration>::try_from(&Duration::from(*text)).expect(text);
                    assert_eq!($nanos, i128::from(*nanos), "{text}");
                    assert_eq!(
                        <$duration>::try_from(&Duration::from($length)),
                        Ok($length),
                        "{text}"
                    );
                }
                for text in NO_LENGTHS {
                    assert!(
                        <$duration>::try_from(&Duration::from(*text)).is_err(),
                        "{text}"
                    );
                }
            }
        }
    };
}

library!(chrono_types, "chrono": chrono::DateTime<chrono::Utc>, chrono::NaiveDate, chrono::NaiveTime, chrono::TimeDelta,
    |length| length.num_nanoseconds().map_or(i128::MAX, i128::from));
library!(time_types, "time": time::OffsetDateTime, time::Date, time::Time, time::Duration,
    |length| length.whole_nanoseconds());

#[cfg(feature = "chrono")]
#[test]
fn chrono_gets_the_text_and_the_offset_of_a_point_in_time() {
    use chrono::{DateTime, FixedOffset, NaiveTime, Utc};

    for (text, expected) in MOMENTS {
        let moment = DateTime::<Utc>::try_from(&DateTimeOffset::from(*text)).expect(text);
        assert_eq!(DateTimeOffset::from(moment), *expected, "{text}");
    }
    let text = DateTimeOffset::from("2017-08-29T04:03:21-07:00");
    let moment = DateTime::<FixedOffset>::try_from(&text).expect("a point in time");
    assert_eq!(moment.to_rfc3339(), "2017-08-29T04:03:21-07:00");
    let time = NaiveTime::from_hms_opt(8, 30, 0).expect("a time");
    assert_eq!(TimeOfDay::from(time), "08:30:00");
}

#[cfg(feature = "time")]
#[test]
fn time_writes_only_the_digits_that_are_needed() {
    let time = time::Time::from_hms_milli(8, 30, 0, 50).expect("a time");
    assert_eq!(TimeOfDay::from(time), "08:30:00.05");
}

#[cfg(feature = "jiff")]
mod jiff_types {
    use jiff::{SignedDuration, Timestamp};
    use proptest::prelude::*;

    use super::*;
    use crate::scalars::config;

    #[test]
    fn points_in_time_convert() {
        // The last day of the year 9999 is out of the range of jiff.
        for (text, expected) in MOMENTS.iter().filter(|(text, _)| !text.starts_with("9999")) {
            let moment = DateTimeOffset::from(*text).to_timestamp().expect(text);
            assert_eq!(moment, expected.parse::<Timestamp>().expect(expected), "{text}");
            assert_eq!(
                DateTimeOffset::from(moment).to_timestamp().ok(),
                Some(moment),
                "{text}"
            );
        }
        // A date alone is midnight for jiff.
        for text in NO_MOMENTS.iter().filter(|text| **text != "2017-08-29") {
            assert!(DateTimeOffset::from(*text).to_timestamp().is_err(), "{text}");
        }
    }

    #[test]
    fn dates_times_and_durations_convert() {
        assert_eq!(
            TimeOfDay::from("08:30:00.0000000")
                .to_time()
                .expect("a time")
                .hour(),
            8
        );
        assert_eq!(Date::from("2020-02-29").to_date().expect("a date").day(), 29);
        for (text, nanos) in LENGTHS {
            let length = Duration::from(*text).to_duration().expect(text);
            assert_eq!(length.as_nanos(), i128::from(*nanos), "{text}");
        }
        assert_eq!(Duration::from(SignedDuration::from_mins(-15)), "-PT15M");
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn points_in_time_survive(seconds in -60_000_000_000_i64..253_000_000_000, nanos in 0..1_000_000_000_i32) {
            let time = Timestamp::new(seconds, if seconds < 0 { -nanos } else { nanos }).unwrap();
            prop_assert_eq!(DateTimeOffset::from(time).to_timestamp().unwrap(), time);
        }

        #[test]
        fn durations_survive(seconds in -1_000_000_000_i64..1_000_000_000, millis in 0..1000_i32) {
            let duration = SignedDuration::new(seconds, millis * 1_000_000);
            prop_assert_eq!(Duration::from(duration).to_duration().unwrap(), duration);
        }

        #[test]
        fn conversion_never_panics(text in "[-0-9TZPDHMSYW:.+]{0,30}") {
            let _ = DateTimeOffset::from(text.as_str()).to_timestamp();
            let _ = Duration::from(text.as_str()).to_duration();
            let _ = Date::from(text.as_str()).to_date();
            let _ = TimeOfDay::from(text.as_str()).to_time();
        }
    }
}

#[cfg(all(feature = "chrono", feature = "jiff", feature = "time"))]
mod all_libraries {
    use chrono::{DateTime, FixedOffset, Utc};
    use proptest::prelude::*;
    use serde_json::json;
    use time::OffsetDateTime;

    use super::*;
    use crate::scalars::{config, fraction};

    proptest! {
        #![proptest_config(config())]

        /// All libraries get the point in time of the text.
        #[test]
        fn moments_are_read_with_any_fraction_and_offset(
            seconds in -62_000_000_000_i64..253_000_000_000, minutes in -14 * 60..=14 * 60_i32, spelling in 0..3_usize,
            (fraction, nanos) in fraction(),
        ) {
            let minutes = if spelling == 2 { minutes } else { 0 };
            let local = DateTime::<Utc>::from_timestamp(seconds + i64::from(minutes) * 60, 0).unwrap();
            let offset = match spelling {
                0 => String::new(),
                1 => "Z".to_owned(),
                _ => format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60),
            };
            let text = format!("{}{fraction}{offset}", local.format("%Y-%m-%dT%H:%M:%S"));
            let moment = DateTimeOffset::from(text.as_str());
            crate::through_text::<DateTimeOffset>(&json!(text), &json!(text));
            let expected = i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
            prop_assert_eq!(moment.to_timestamp().unwrap().as_nanosecond(), expected, "jiff {}", text);
            prop_assert_eq!(OffsetDateTime::try_from(&moment).unwrap().unix_timestamp_nanos(), expected, "time {}", text);
            let chrono = DateTime::<FixedOffset>::try_from(&moment).unwrap();
            prop_assert_eq!((chrono.timestamp(), chrono.timestamp_subsec_nanos()), (seconds, nanos), "chrono {}", text);
            prop_assert_eq!(chrono.offset().local_minus_utc(), minutes * 60);
        }

        #[test]
        fn durations_are_the_same_in_every_library(seconds in -1_000_000_000_i64..1_000_000_000, nanos in 0..1_000_000_000_u32) {
            let chrono = chrono::TimeDelta::new(seconds, nanos).unwrap();
            let expected = i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
            let duration = Duration::from(chrono);
            prop_assert_eq!(duration.as_str().starts_with('-'), expected < 0);
            prop_assert_eq!(chrono::TimeDelta::try_from(&duration), Ok(chrono));
            prop_assert_eq!(::time::Duration::try_from(&duration).unwrap().whole_nanoseconds(), expected);
            prop_assert_eq!(duration.to_duration().unwrap().as_nanos(), expected);
        }
    }
}
