//! Every spelling of scalars that the service may send, against libraries that know nothing of ours.

mod miniature;

use graph_models::{Binary, Duration, Guid, Json, from_str, runtime::Value, to_string};
use miniature::Message;
use proptest::prelude::*;
use serde_json::json;

/// What is read from text and written as text.
fn through_text<T: Value>(json: &Json) -> Json {
    let value: T = from_str(&json.to_string()).unwrap();
    serde_json::from_str(&to_string(&value).unwrap()).unwrap()
}

/// `0` to `9` digits of a second, as a text with its point and as billionths.
fn fraction() -> impl Strategy<Value = (String, u32)> {
    (0..1_000_000_000_u32, 0..=9_usize).prop_map(|(nanos, count)| {
        let digits = format!("{nanos:09}")[..count].to_owned();
        let kept = format!("{digits:0<9}").parse().unwrap();
        let text = if count == 0 { digits } else { format!(".{digits}") };
        (text, kept)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn durations_are_read_to_the_billionth(
        negative in any::<bool>(), days in 0..1000_u64, hours in 0..100_u64, minutes in 0..1000_u64, seconds in 0..100_000_u64,
        (fraction, nanos) in fraction(),
    ) {
        let sign = if negative { "-" } else { "" };
        let text = format!("{sign}P{days}DT{hours}H{minutes}M{seconds}{fraction}S");
        let duration = Duration::from(text.as_str());
        prop_assert_eq!(through_text::<Duration>(&json!(text)), json!(text));
        let whole = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
        let length = std::time::Duration::new(whole, nanos);
        let read = std::time::Duration::try_from(&duration);
        if negative && !length.is_zero() {
            prop_assert!(read.is_err(), "{text}");
        } else {
            prop_assert_eq!(read, Ok(length));
            prop_assert_eq!(std::time::Duration::try_from(&Duration::from(length)), Ok(length));
        }
    }

    #[test]
    fn base64_is_written_as_the_standard_alphabet_says(bytes in any::<Vec<u8>>()) {
        use base64::{Engine, engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD}};

        let expected = STANDARD.encode(&bytes);
        for engine in [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD] {
            let text = engine.encode(&bytes);
            prop_assert_eq!(&Binary::from_base64(&text).unwrap().0, &bytes);
            prop_assert_eq!(through_text::<Binary>(&json!(text)), json!(expected));
        }
    }

    #[test]
    fn guids_keep_their_spelling(bytes in any::<[u8; 16]>(), upper in any::<bool>(), form in 0..3_usize) {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let dashed = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-");
        let text = [&digits, &dashed, &format!("{{{dashed}}}")][form].clone();
        let text = if upper { text.to_uppercase() } else { text };
        prop_assert_eq!(through_text::<Guid>(&json!(text)), json!(text));
        #[cfg(feature = "uuid")]
        prop_assert_eq!(uuid::Uuid::try_from(&Guid::from(text.as_str())).unwrap().into_bytes(), bytes);
    }

    /// Our own walker escapes as serde_json does, in values and in keys, and reads its `\u` spellings.
    #[test]
    fn texts_are_escaped_as_json_says(text in any::<String>(), key in any::<String>()) {
        prop_assert_eq!(to_string(&text).unwrap(), serde_json::to_string(&text).unwrap());
        let mut message = Message::default();
        message.extra.insert(key.as_str(), text.as_str());
        prop_assume!(message.extra.iter().all(|(key, _)| !key.starts_with('@')));
        let written = to_string(&message).unwrap();
        prop_assert_eq!(&written, &json!({key.as_str(): text}).to_string());
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        prop_assert_eq!(from_str::<String>(&format!("\"{escaped}\"")).unwrap(), text);
    }

    /// As deep as the limit allows; one level more is an error and nothing else.
    #[test]
    fn levels_are_counted_alike_in_every_place(depth in 1..130_usize, place in 0..4_usize) {
        let (open, close, levels) =
            [("{\"parent\":", "}", 1), ("{\"free\":", "}", 1), ("{\"x\":", "}", 1), ("{\"attachments\":[{\"y\":", "}]}", 3)][place];
        let text = format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
        // A place for JSON or for anything counts as the rest does.
        let deepest = levels * depth + 1;
        match from_str::<Message>(&text) {
            Ok(message) => {
                prop_assert!(deepest <= 100, "{deepest} levels were read");
                prop_assert_eq!(to_string(&message).unwrap(), text);
            }
            Err(error) => {
                prop_assert!(deepest > 100, "{deepest} levels: {error}");
            }
        }
    }
}

#[cfg(all(feature = "chrono", feature = "jiff", feature = "time"))]
proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Three libraries get the same point in time, which is the one that the text says.
    #[test]
    fn moments_are_read_with_any_fraction_and_offset(
        seconds in -62_000_000_000_i64..253_000_000_000, minutes in -14 * 60..=14 * 60_i32, spelling in 0..3_usize,
        (fraction, nanos) in fraction(),
    ) {
        use ::time::OffsetDateTime;
        use chrono::{DateTime, FixedOffset, Utc};
        use graph_models::DateTimeOffset;

        let minutes = if spelling == 2 { minutes } else { 0 };
        let local = DateTime::<Utc>::from_timestamp(seconds + i64::from(minutes) * 60, 0).unwrap();
        let offset = match spelling {
            0 => String::new(),
            1 => "Z".to_owned(),
            _ => format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60),
        };
        let text = format!("{}{fraction}{offset}", local.format("%Y-%m-%dT%H:%M:%S"));
        let moment = DateTimeOffset::from(text.as_str());
        prop_assert_eq!(through_text::<DateTimeOffset>(&json!(text)), json!(text));
        let expected = i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
        prop_assert_eq!(moment.to_timestamp().unwrap().as_nanosecond(), expected, "jiff {}", text);
        prop_assert_eq!(OffsetDateTime::try_from(&moment).unwrap().unix_timestamp_nanos(), expected, "time {}", text);
        let chrono = DateTime::<FixedOffset>::try_from(&moment).unwrap();
        prop_assert_eq!((chrono.timestamp(), chrono.timestamp_subsec_nanos()), (seconds, nanos), "chrono {}", text);
        prop_assert_eq!(chrono.offset().local_minus_utc(), minutes * 60);
    }

    #[test]
    fn lengths_are_the_same_in_every_library(seconds in -1_000_000_000_i64..1_000_000_000, nanos in 0..1_000_000_000_u32) {
        let chrono = chrono::TimeDelta::new(seconds, nanos).unwrap();
        let expected = i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
        let duration = Duration::from(chrono);
        prop_assert_eq!(duration.as_str().starts_with('-'), expected < 0);
        prop_assert_eq!(chrono::TimeDelta::try_from(&duration), Ok(chrono));
        prop_assert_eq!(::time::Duration::try_from(&duration).unwrap().whole_nanoseconds(), expected);
        prop_assert_eq!(duration.to_duration().unwrap().as_nanos(), expected);
    }
}

#[cfg(feature = "rust_decimal")]
proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decimals_keep_all_digits_on_the_way(digits in any::<i64>(), scale in 0..28_u32) {
        use graph_models::Decimal;

        let number = rust_decimal::Decimal::new(digits, scale);
        let written = through_text::<Decimal>(&json!(number.to_string()));
        let again: Decimal = from_str(&written.to_string()).unwrap();
        prop_assert_eq!(rust_decimal::Decimal::try_from(&again).unwrap(), number);
    }
}
