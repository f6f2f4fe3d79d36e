//! Scalars keep their text; bytes and sets keep their meaning.

mod miniature;

use graph_models::{
    Binary, Collection, Date, DateTimeOffset, Decimal, Duration, Flags, Guid, Json, TimeOfDay, from_str,
    from_value,
    runtime::{OpenEnum, Value},
    to_string, to_value,
};
use miniature::{Architecture, Message};
use proptest::prelude::*;
use serde_json::json;

fn round_trip<T: Value>(json: &Json) -> Json {
    to_value(&from_value::<T>(json.clone()).unwrap()).unwrap()
}

/// What is read from text is what was written as text.
fn through_text<T: Value>(json: &Json) -> Json {
    let value: T = from_str(&json.to_string()).unwrap();
    serde_json::from_str(&to_string(&value).unwrap()).unwrap()
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_scalars_keep_any_text(text in any::<String>()) {
        let json = json!(text);
        prop_assert_eq!(through_text::<DateTimeOffset>(&json), json.clone());
        prop_assert_eq!(through_text::<Date>(&json), json.clone());
        prop_assert_eq!(through_text::<TimeOfDay>(&json), json.clone());
        prop_assert_eq!(through_text::<Duration>(&json), json.clone());
        prop_assert_eq!(through_text::<Guid>(&json), json.clone());
        prop_assert_eq!(through_text::<String>(&json), json.clone());
        prop_assert_eq!(DateTimeOffset::from(text.as_str()).to_string(), text);
    }

    #[test]
    fn whole_decimals_stay_numbers(number in any::<i64>()) {
        prop_assert_eq!(round_trip::<Decimal>(&json!(number)), json!(number));
        let value: Decimal = from_value(json!(number)).unwrap();
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
        prop_assert_eq!(round_trip::<i64>(&json!(int)), json!(int));
        prop_assert_eq!(round_trip::<i32>(&json!(small)), json!(small));
        if float.is_finite() {
            prop_assert_eq!(through_text::<f64>(&json!(float)), json!(float));
        }
    }

    #[test]
    fn bytes_survive_in_either_alphabet_padded_or_not(bytes in any::<Vec<u8>>()) {
        let written = Binary::from(bytes.clone()).to_string();
        let url_safe = written.replace('+', "-").replace('/', "_");
        for text in [&written, &url_safe] {
            for text in [text.as_str(), text.trim_end_matches('='), &format!(" {text}\r\n")] {
                prop_assert_eq!(&Binary::from_base64(text).unwrap().0, &bytes);
            }
        }
        prop_assert_eq!(round_trip::<Binary>(&json!(url_safe)), json!(written));
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
        prop_assert_eq!(through_text::<Flags<Architecture>>(&json!(set.to_string())), json!(set.to_string()));
    }

    #[test]
    fn free_json_and_what_is_not_listed_are_kept(json in any_json(), key in "[a-z@.\\n\"é]{0,9}_") {
        let object = json!({"id": "a", "free": {"x": json.clone()}, "frees": [json.clone()], (key): json});
        prop_assert_eq!(&round_trip::<Message>(&object), &object);
        prop_assert_eq!(&through_text::<Message>(&object), &object);
    }

    #[test]
    fn no_json_makes_the_models_panic(json in any_json(), key in prop::sample::select(KEYS)) {
        let text = json!({"value": [{(key): json}]}).to_string();
        if let Ok(page) = from_str::<Collection<Message>>(&text) {
            let written = to_string(&page).unwrap();
            prop_assert_eq!(from_str::<Collection<Message>>(&written).unwrap(), page);
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

#[cfg(feature = "jiff")]
mod conversions {
    use super::*;

    #[test]
    fn dates_of_all_spellings_convert() {
        for (text, expected) in [
            ("2017-08-29T04:03:21Z", "2017-08-29T04:03:21Z"),
            ("2017-08-29T04:03:21", "2017-08-29T04:03:21Z"),
            ("2017-08-29T04:03:21.1Z", "2017-08-29T04:03:21.1Z"),
            ("2017-08-29T04:03:21.1234567Z", "2017-08-29T04:03:21.1234567Z"),
            (
                "2017-08-29T04:03:21.123456789-07:00",
                "2017-08-29T11:03:21.123456789Z",
            ),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ] {
            assert_eq!(
                DateTimeOffset::from(text).to_timestamp().unwrap().to_string(),
                expected,
                "{text}"
            );
        }
        assert!(DateTimeOffset::from("String (timestamp)").to_timestamp().is_err());
    }

    #[test]
    fn times_and_durations_convert() {
        assert_eq!(TimeOfDay::from("08:30:00.0000000").to_time().unwrap().hour(), 8);
        assert_eq!(Date::from("2020-02-29").to_date().unwrap().day(), 29);
        assert_eq!(Duration::from("PT24H").to_duration().unwrap().as_hours(), 24);
        assert_eq!(
            Duration::from("-P1DT0.5S").to_duration().unwrap().as_millis(),
            -86_400_500
        );
        assert_eq!(Duration::from("P2W").to_duration().unwrap().as_hours(), 336);
        assert_eq!(
            Duration::from(jiff::SignedDuration::from_mins(-15)).as_str(),
            "-PT15M"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn points_in_time_survive(seconds in -60_000_000_000_i64..253_000_000_000, nanos in 0..1_000_000_000_i32) {
            let time = jiff::Timestamp::new(seconds, if seconds < 0 { -nanos } else { nanos }).unwrap();
            prop_assert_eq!(DateTimeOffset::from(time).to_timestamp().unwrap(), time);
        }

        #[test]
        fn durations_survive(seconds in -1_000_000_000_i64..1_000_000_000, millis in 0..1000_i32) {
            let duration = jiff::SignedDuration::new(seconds, millis * 1_000_000);
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
