//! Scalars in the types of other libraries, each with its feature, and what has no value there.

use graph_models::Duration;
use std::time::Duration as StdDuration;

/// Points in time that convert, in UTC with the digits that are needed.
#[cfg(any(feature = "chrono", feature = "time"))]
const MOMENTS: &[(&str, &str)] = &[
    ("2017-08-29T04:03:21Z", "2017-08-29T04:03:21Z"),
    ("2017-08-29T04:03:21", "2017-08-29T04:03:21Z"),
    ("2017-08-29T04:03Z", "2017-08-29T04:03:00Z"),
    ("2017-08-29T04:03:21.1Z", "2017-08-29T04:03:21.100Z"),
    ("2017-08-29T04:03:21.1234567", "2017-08-29T04:03:21.123456700Z"),
    (
        "2017-08-29T04:03:21.123456789-07:00",
        "2017-08-29T11:03:21.123456789Z",
    ),
    ("2024-12-31T23:30:00-02:30", "2025-01-01T02:00:00Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999900Z"),
];

/// What is no point in time.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
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

/// Durations in nanoseconds.
#[cfg(any(feature = "chrono", feature = "time"))]
const LENGTHS: &[(&str, i64)] = &[
    ("PT15M", 900_000_000_000),
    ("-PT15M", -900_000_000_000),
    ("-P1DT0.5S", -86_400_500_000_000),
    ("PT24H", 86_400_000_000_000),
    ("P2W", 1_209_600_000_000_000),
    ("PT0S", 0),
    ("-PT0.0000001S", -100),
];

const NO_LENGTHS: &[&str] = &["", "P1M", "P1Y", "PT", "15", "PT99999999999999999999S"];

#[test]
fn durations_convert_without_any_feature() {
    let convert = |text: &str| StdDuration::try_from(&Duration::from(text));
    assert_eq!(convert("PT1H0.25S"), Ok(StdDuration::from_millis(3_600_250)));
    for text in NO_LENGTHS.iter().chain(&["-PT15M"]) {
        assert!(convert(text).is_err(), "{text}");
    }
    assert_eq!(Duration::from(StdDuration::from_millis(90_500)), "PT1M30.5S");
}

#[cfg(feature = "chrono")]
mod chrono {
    use super::*;
    use ::chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
    use graph_models::{Date, DateTimeOffset, TimeOfDay};

    #[test]
    fn points_in_time_convert() {
        for (text, expected) in MOMENTS {
            let moment = DateTime::<Utc>::try_from(&DateTimeOffset::from(*text)).unwrap();
            assert_eq!(DateTimeOffset::from(moment), *expected, "{text}");
        }
        for text in NO_MOMENTS {
            assert!(
                DateTime::<Utc>::try_from(&DateTimeOffset::from(*text)).is_err(),
                "{text}"
            );
        }
    }

    #[test]
    fn the_offset_is_kept_where_the_type_has_one() {
        let text = DateTimeOffset::from("2017-08-29T04:03:21-07:00");
        let moment = DateTime::<FixedOffset>::try_from(&text).unwrap();
        assert_eq!(moment.to_rfc3339(), "2017-08-29T04:03:21-07:00");
    }

    #[test]
    fn dates_times_and_durations_convert() {
        let date = NaiveDate::try_from(&Date::from("2020-02-29")).unwrap();
        assert_eq!(Date::from(date), "2020-02-29");
        assert!(NaiveDate::try_from(&Date::from("2021-02-29")).is_err());
        let time = NaiveTime::try_from(&TimeOfDay::from("08:30:00.0000000")).unwrap();
        assert_eq!(TimeOfDay::from(time), "08:30:00");
        assert!(NaiveTime::try_from(&TimeOfDay::from("24:30:00")).is_err());
        for (text, nanos) in LENGTHS {
            let length = TimeDelta::try_from(&Duration::from(*text)).unwrap();
            assert_eq!(length.num_nanoseconds(), Some(*nanos), "{text}");
            assert_eq!(TimeDelta::try_from(&Duration::from(length)), Ok(length), "{text}");
        }
        for text in NO_LENGTHS {
            assert!(TimeDelta::try_from(&Duration::from(*text)).is_err(), "{text}");
        }
    }
}

#[cfg(feature = "time")]
mod time {
    use super::*;
    use ::time::{OffsetDateTime, Time};
    use graph_models::{Date, DateTimeOffset, TimeOfDay};

    #[test]
    fn points_in_time_convert() {
        for (text, expected) in MOMENTS {
            let moment = OffsetDateTime::try_from(&DateTimeOffset::from(*text)).unwrap();
            let shown = DateTimeOffset::from(moment);
            let again = OffsetDateTime::try_from(&shown).unwrap();
            assert_eq!(again, moment, "{text}");
            let expected = OffsetDateTime::try_from(&DateTimeOffset::from(*expected)).unwrap();
            assert_eq!(moment, expected, "{text}");
            assert!(shown.as_str().ends_with('Z'), "{shown}");
        }
        for text in NO_MOMENTS {
            assert!(
                OffsetDateTime::try_from(&DateTimeOffset::from(*text)).is_err(),
                "{text}"
            );
        }
    }

    #[test]
    fn dates_times_and_durations_convert() {
        let date = ::time::Date::try_from(&Date::from("2020-02-29")).unwrap();
        assert_eq!(Date::from(date), "2020-02-29");
        assert!(::time::Date::try_from(&Date::from("2021-02-29")).is_err());
        let time = Time::try_from(&TimeOfDay::from("08:30:00.0500000")).unwrap();
        assert_eq!(TimeOfDay::from(time), "08:30:00.05");
        assert!(Time::try_from(&TimeOfDay::from("24:30:00")).is_err());
        for (text, nanos) in LENGTHS {
            let length = ::time::Duration::try_from(&Duration::from(*text)).unwrap();
            assert_eq!(length.whole_nanoseconds(), i128::from(*nanos), "{text}");
            assert_eq!(
                ::time::Duration::try_from(&Duration::from(length)),
                Ok(length),
                "{text}"
            );
        }
        for text in NO_LENGTHS {
            assert!(
                ::time::Duration::try_from(&Duration::from(*text)).is_err(),
                "{text}"
            );
        }
    }
}

#[cfg(feature = "jiff")]
#[test]
fn what_is_no_point_in_time_is_none_for_jiff() {
    for text in NO_MOMENTS.iter().filter(|text| **text != "2017-08-29") {
        let moment = graph_models::DateTimeOffset::from(*text);
        assert!(moment.to_timestamp().is_err(), "{text}");
    }
}

#[cfg(feature = "uuid")]
#[test]
fn guids_convert_in_any_case_of_letters() {
    use graph_models::Guid;
    use uuid::Uuid;

    let lower = "6e7b768e-07e2-4810-8459-485f84f8f204";
    for text in [lower.to_owned(), lower.to_uppercase(), format!("{{{lower}}}")] {
        let id = Uuid::try_from(&Guid::from(text.as_str())).unwrap();
        assert_eq!(Guid::from(id), lower, "{text}");
    }
    for text in [
        "",
        "6e7b768e",
        "String (identifier)",
        "6e7b768e-07e2-4810-8459-485f84f8f20g",
    ] {
        let error = Uuid::try_from(&Guid::from(text)).unwrap_err();
        assert_eq!(error.to_string(), format!("`{text}` is not a GUID"));
    }
}

#[cfg(feature = "rust_decimal")]
#[test]
fn decimals_convert_where_that_is_exact() {
    use graph_models::Decimal;

    let convert = |text: &str| rust_decimal::Decimal::try_from(&Decimal::from(text));
    for text in [
        "0",
        "-12.50",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
    ] {
        assert_eq!(Decimal::from(convert(text).unwrap()), text);
    }
    assert_eq!(convert("1.5E3").unwrap().to_string(), "1500");
    for text in [
        "",
        "INF",
        "NaN",
        "1.2.3",
        "79228162514264337593543950336",
        "0.12345678901234567890123456789",
    ] {
        assert!(convert(text).is_err(), "{text}");
    }
}
