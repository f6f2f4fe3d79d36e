//! Scalars: dates and the like keep their text, binary data, numbers and flags keep their value, in every spelling.

use graph_models::{
    Binary, Collection, Date, DateTimeOffset, Decimal, Duration, Flags, Guid, Json, TimeOfDay, from_str,
    from_value,
    runtime::{OpenEnum, Value},
    to_string, to_value,
};
use proptest::prelude::*;
use serde_json::json;

use super::{
    miniature::{Architecture, Message},
    round_trip, through_text, through_value,
};

pub(crate) fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<i32>().prop_map(|number| json!(f64::from(number) / 8.0)),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(6, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

/// Zero to nine fractional digits of a second, as text with the point and in nanoseconds.
pub(crate) fn fraction() -> impl Strategy<Value = (String, u32)> {
    (0..1_000_000_000_u32, 0..=9_usize).prop_map(|(nanos, count)| {
        let digits = format!("{nanos:09}")[..count].to_owned();
        let kept = format!("{digits:0<9}").parse().unwrap();
        let text = if count == 0 { digits } else { format!(".{digits}") };
        (text, kept)
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn text_scalars_keep_any_text(text in any::<String>()) {
        fn check<T: Value>(json: &Json) {
            through_text::<T>(json, json);
        }
        for check in [check::<DateTimeOffset>, check::<Date>, check::<TimeOfDay>, check::<Duration>, check::<Guid>, check::<String>] {
            check(&json!(text));
        }
        prop_assert_eq!(DateTimeOffset::from(text.as_str()).to_string(), text);
    }

    #[test]
    fn whole_decimals_stay_numbers(number in any::<i64>()) {
        let value: Decimal = through_value(&json!(number), &json!(number));
        prop_assert_eq!(value.as_str(), number.to_string());
    }

    #[test]
    fn decimals_keep_their_value(whole in any::<i64>(), fraction in "[0-9]{1,30}") {
        let text = format!("{whole}.{fraction}");
        let value: Decimal = from_value(json!(text)).unwrap();
        prop_assert_eq!(value.as_str(), &text);
        match to_value(&value).unwrap() {
            Json::String(written) => prop_assert_eq!(written, text),
            number => {
                let digits = number.as_f64().unwrap().to_string();
                prop_assert_eq!(digits.trim_end_matches(".0"), text.trim_end_matches('0').trim_end_matches('.'));
            }
        }
    }

    #[test]
    fn numbers_keep_their_value(float in any::<f64>(), int in any::<i64>(), small in any::<i32>()) {
        through_value::<i64>(&json!(int), &json!(int));
        through_value::<i32>(&json!(small), &json!(small));
        if float.is_finite() {
            through_text::<f64>(&json!(float), &json!(float));
        }
    }

    #[test]
    fn base64_is_read_in_every_spelling_and_written_in_one(bytes in any::<Vec<u8>>()) {
        use base64::{Engine, engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD}};

        let expected = STANDARD.encode(&bytes);
        prop_assert_eq!(&Binary::from(bytes.clone()).to_string(), &expected);
        for engine in [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD] {
            let text = engine.encode(&bytes);
            for text in [text.as_str(), &format!(" {text}\r\n")] {
                prop_assert_eq!(&Binary::from_base64(text).unwrap().0, &bytes);
                through_text::<Binary>(&json!(text), &json!(expected));
                through_value::<Binary>(&json!(text), &json!(expected));
            }
        }
    }

    #[test]
    fn base64_never_panics(text in any::<String>()) {
        let _ = Binary::from_base64(&text);
    }

    #[test]
    fn flags_keep_their_members(names in prop::collection::vec("[ ,]?(none|X86|x64|[a-z]{1,4}|é)[ ,]?", 0..6)) {
        let set: Flags<Architecture> = names.join(",").parse().unwrap();
        for name in &names {
            let name = name.trim_matches([' ', ',']);
            prop_assert!(set.contains(&Architecture::parse(name)));
        }
        let again: Flags<Architecture> = set.to_string().parse().unwrap();
        prop_assert_eq!(&again, &set);
        prop_assert_eq!(again.to_string(), set.to_string());
        let text = json!(set.to_string());
        through_text::<Flags<Architecture>>(&text, &text);
    }

    #[test]
    fn free_json_and_undocumented_properties_are_kept(json in any_json(), key in "[a-z@.\\n\"é]{0,9}_") {
        round_trip::<Message>(&json!({"id": "a", "free": {"x": json.clone()}, "frees": [json.clone()], (key): json}));
    }

    #[test]
    fn no_json_makes_the_models_panic(json in any_json(), key in prop::sample::select(KEYS)) {
        let text = json!({"value": [{(key): json}]}).to_string();
        if let Ok(page) = from_str::<Collection<Message>>(&text) {
            let written = to_string(&page).unwrap();
            prop_assert_eq!(from_str::<Collection<Message>>(&written).unwrap(), page);
        }
    }

    #[test]
    fn durations_are_read_to_the_nanosecond(
        negative in any::<bool>(), days in 0..1000_u64, hours in 0..100_u64, minutes in 0..1000_u64, seconds in 0..100_000_u64,
        (fraction, nanos) in fraction(),
    ) {
        let sign = if negative { "-" } else { "" };
        let text = format!("{sign}P{days}DT{hours}H{minutes}M{seconds}{fraction}S");
        let duration = Duration::from(text.as_str());
        through_text::<Duration>(&json!(text), &json!(text));
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
    fn guids_keep_their_spelling(bytes in any::<[u8; 16]>(), upper in any::<bool>(), form in 0..3_usize) {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let dashed = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-");
        let text = [&digits, &dashed, &format!("{{{dashed}}}")][form].clone();
        let text = if upper { text.to_uppercase() } else { text };
        through_text::<Guid>(&json!(text), &json!(text));
        #[cfg(feature = "uuid")]
        prop_assert_eq!(uuid::Uuid::try_from(&Guid::from(text.as_str())).unwrap().into_bytes(), bytes);
    }

    /// Strings are escaped like those of serde_json, in values and in keys, and `\u` escapes are read.
    #[test]
    fn strings_are_escaped_as_by_serde_json(text in any::<String>(), key in any::<String>()) {
        prop_assert_eq!(to_string(&text).unwrap(), serde_json::to_string(&text).unwrap());
        let mut message = Message::default();
        message.extra.insert(key.as_str(), text.as_str());
        prop_assume!(message.extra.iter().all(|(key, _)| !key.starts_with('@')));
        let written = to_string(&message).unwrap();
        prop_assert_eq!(&written, &json!({key.as_str(): text}).to_string());
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        prop_assert_eq!(from_str::<String>(&format!("\"{escaped}\"")).unwrap(), text);
    }

    /// Values are read up to the limit of depth, whatever their type.
    #[test]
    fn the_depth_is_counted_in_the_same_way_for_every_type(depth in 1..130_usize, place in 0..4_usize) {
        let (open, close, levels) =
            [("{\"parent\":", "}", 1), ("{\"free\":", "}", 1), ("{\"x\":", "}", 1), ("{\"attachments\":[{\"y\":", "}]}", 3)][place];
        let text = format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
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

const KEYS: &[&str] = &[
    "id",
    "from",
    "toRecipients",
    "importance",
    "receivedDateTime",
    "isRead",
    "size",
    "total",
    "score",
    "price",
    "attachments",
    "parent",
    "architectures",
    "categories",
    "free",
    "frees",
    "@odata.type",
];

/// Texts that are not durations of fixed length.
pub(crate) const NO_LENGTHS: &[&str] = &["", "P1M", "P1Y", "PT", "15", "PT99999999999999999999S"];

#[test]
fn durations_of_the_standard_library_convert_without_any_feature() {
    type Length = std::time::Duration;
    let convert = |text: &str| Length::try_from(&Duration::from(text));
    assert_eq!(convert("PT1H0.25S"), Ok(Length::from_millis(3_600_250)));
    for text in NO_LENGTHS.iter().chain(&["-PT15M"]) {
        assert!(convert(text).is_err(), "{text}");
    }
    assert_eq!(Duration::from(Length::from_millis(90_500)), "PT1M30.5S");
}

#[cfg(feature = "uuid")]
#[test]
fn guids_convert_in_upper_and_lower_case() {
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
fn decimals_convert_if_that_is_exact() {
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

#[cfg(feature = "rust_decimal")]
proptest! {
    #![proptest_config(config())]

    #[test]
    fn decimals_keep_all_digits(digits in any::<i64>(), scale in 0..28_u32) {
        let number = rust_decimal::Decimal::new(digits, scale);
        let value: Decimal = from_value(json!(number.to_string())).unwrap();
        let again: Decimal = from_str(&to_string(&value).unwrap()).unwrap();
        prop_assert_eq!(rust_decimal::Decimal::try_from(&again).unwrap(), number);
    }
}
