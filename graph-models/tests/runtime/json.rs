//! Reading and writing of JSON.

use graph_models::{
    Collection, Extra, Json, from_slice, from_slice_strict, from_str, from_value, from_value_strict, misfits,
    runtime::OpenEnum, to_string, to_value,
};
use serde_json::json;

use super::{
    miniature::{AnyAttachment, Architecture, FileAttachment, Importance, Message, Recipient},
    round_trip,
};

fn read(json: Json) -> Message {
    from_str(&json.to_string()).unwrap()
}

#[test]
fn values_of_all_kinds_round_trip() {
    let message: Message = round_trip(&json!({
        "@odata.etag": "W/\"1\"",
        "id": "AA", "subject": "é\"\\\n\u{1F600}",
        "from": {"emailAddress": {"name": "A", "address": "a@x"}},
        "toRecipients": [{"emailAddress": {"address": "b@x"}}, {}],
        "importance": "high", "receivedDateTime": "2017-08-29T04:03:21.1234567Z", "isRead": false,
        "size": -5, "total": 9_007_199_254_740_993_i64, "score": 1.5, "price": 12.25,
        "architectures": "x86,x64", "categories": [], "free": {"a": [1, null, {"b": 2.5}]},
        "frees": [null, 1, "x"], "parent": {"id": "BB", "parent": {"id": "CC"}},
        "department": "X", "zone@odata.type": "#String",
    }));
    assert_eq!(message.importance, Some(Importance::High));
    assert_eq!(message.extra.etag(), Some("W/\"1\""));
    assert_eq!(
        message.extra.annotation("zone", "odata.type"),
        Some(&json!("#String"))
    );
    let grandparent = message.parent.unwrap().into_inner().parent.unwrap();
    assert_eq!(grandparent.id.as_deref(), Some("CC"));
}

#[test]
fn null_is_read_as_none_and_not_written() {
    let message = read(json!({"subject": null, "from": null, "categories": null, "attachments": null}));
    assert_eq!(message, Message::default());
    assert_eq!(to_string(&message).unwrap(), "{}");
}

#[test]
fn null_elements_are_skipped() {
    let message = read(json!({"toRecipients": [null, {}, null], "categories": [null, "a"], "frees": [null]}));
    assert_eq!(message.to_recipients, Some(vec![Recipient::default()]));
    assert_eq!(message.categories, Some(vec!["a".to_owned()]));
    assert_eq!(message.frees, Some(vec![Json::Null]));
}

#[test]
fn absent_and_empty_collections_differ() {
    assert_eq!(read(json!({})).categories, None);
    assert_eq!(read(json!({"categories": []})).categories, Some(vec![]));
}

#[test]
fn the_last_of_duplicate_keys_is_kept() {
    let text = r#"{"id":"a","from":{"emailAddress":{"name":"x"}},"z":1,"id":"b","from":{},"z":2,"categories":["a"],"categories":["b"]}"#;
    let message: Message = from_str(text).unwrap();
    assert_eq!(message.id.as_deref(), Some("b"));
    assert_eq!(message.from, Some(Recipient::default()));
    assert_eq!(message.categories.unwrap(), ["b"]);
    assert_eq!(message.extra.get("z"), Some(&json!(2)));
}

/// The first one selects the struct, since what follows is read into it directly.
#[test]
fn the_first_of_duplicate_type_annotations_is_kept() {
    let text = r##"{"attachments":[{"id":"a","@odata.type":"#microsoft.graph.fileAttachment","@odata.type":"#x"}]}"##;
    let message: Message = from_str(text).unwrap();
    let again: Message = from_str(&to_string(&message).unwrap()).unwrap();
    assert_eq!(again, message);
    assert!(matches!(
        &message.attachments.unwrap()[0],
        AnyAttachment::FileAttachment(file) if file.extra.odata_type() == Some("microsoft.graph.fileAttachment")
    ));
}

#[test]
fn escaped_keys_are_found() {
    let message: Message = from_str(r#"{"\u0073ubject": "x", "a\nb": 1}"#).unwrap();
    assert_eq!(message.subject.as_deref(), Some("x"));
    assert_eq!(message.extra.get("a\nb"), Some(&json!(1)));
}

#[test]
fn errors_have_the_path_and_the_expected_type() {
    for (text, expected) in [
        (
            r#"{"value": [{}, {}, {}, {"from": {"emailAddress": {"address": 5}}}]}"#,
            "value[3].from.emailAddress.address: expected a string, found a number",
        ),
        (
            r#"{"value": [{"isRead": "yes"}]}"#,
            "value[0].isRead: expected a boolean, found a string",
        ),
        (
            r#"{"value": [{"from": []}]}"#,
            "value[0].from: expected an object, found an array",
        ),
        (
            r#"{"value": [{"toRecipients": {}}]}"#,
            "value[0].toRecipients: expected an array, found an object",
        ),
        (
            r#"{"value": [{"size": 3000000000}]}"#,
            "value[0].size: the number 3000000000 is out of range",
        ),
        (
            r#"{"value": [{"size": 1.5}]}"#,
            "value[0].size: expected an integer, found floating point `1.5`",
        ),
        (
            r#"{"value": [{"attachments": [{"id": "a"}, {"id": true}]}]}"#,
            "value[0].attachments[1].id: expected a string, found a boolean",
        ),
        (
            r#"{"value": [{"attachments": [{"@odata.type": "microsoft.graph.fileAttachment", "contentBytes": "?"}]}]}"#,
            "value[0].attachments[0].contentBytes: expected base64, found \"?\"",
        ),
        ("", "EOF while parsing a value"),
        ("null", "expected a value, found null"),
        ("[]", "expected an object, found an array"),
        (r#"{"value": []} {}"#, "trailing characters"),
        ("{}", "expected a list with the member `value`"),
        (
            r#"{"value": [{"id": "a"#,
            "value[0].id: EOF while parsing a string",
        ),
    ] {
        let strict = from_slice_strict::<Collection<Message>>(text.as_bytes());
        let error = strict.unwrap_err().to_string();
        assert_eq!(error.split(" at line ").next(), Some(expected), "{text}");
    }
    assert!(from_slice::<Message>(b"{\"id\": \"\xFF\"}").is_err());
}

#[test]
fn errors_through_serde_have_the_path_too() {
    let error = serde_json::from_str::<Collection<Message>>(r#"{"value": [1]}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "value[0]: expected an object, found a number at line 1 column 12"
    );
    assert_eq!((error.line(), error.column()), (1, 12));
}

#[test]
fn enums_ignore_case_and_keep_unlisted_values() {
    assert_eq!(Importance::from("HIGH"), Importance::High);
    let low: Importance = "low".into();
    assert_eq!(low, Importance::Low);
    assert_eq!(format!("{low:?}"), r#""low""#);
    let urgent = Importance::from("Urgent");
    assert!(matches!(&urgent, Importance::Unlisted(text) if text.as_str() == "Urgent"));
    assert_eq!(urgent.to_string(), "Urgent");
    assert_eq!(format!("{:>6}|", Importance::Low), "   low|");
    for name in Importance::NAMES {
        let member = Importance::from(*name);
        assert!(!matches!(member, Importance::Unlisted(_)));
        assert_eq!(member.as_str(), *name);
        assert_eq!(Importance::parse(&name.to_uppercase()), member);
    }
}

#[test]
fn flags_are_sets_that_keep_unknown_members() {
    let message = read(json!({"architectures": "X64, arm64 ,x64"}));
    let set = message.architectures.clone().unwrap();
    assert_eq!(set.len(), 2);
    assert!(set.contains(&Architecture::X64));
    assert_eq!(set.to_string(), "x64,arm64");
    assert_eq!(set, [Architecture::from("arm64"), Architecture::X64].into());
    assert_eq!(to_string(&message).unwrap(), r#"{"architectures":"x64,arm64"}"#);
}

#[test]
fn derived_types_are_selected_wherever_the_type_annotation_is() {
    for text in [
        r##"{"attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","id":"a","contentBytes":"AQI="}]}"##,
        r##"{"attachments":[{"id":"a","@odata.type":"#microsoft.graph.fileAttachment","contentBytes":"AQI="}]}"##,
        r##"{"attachments":[{"contentBytes":"AQI=","id":"a","@odata.type":"microsoft.graph.fileattachment"}]}"##,
    ] {
        let message: Message = from_str(text).unwrap();
        let attachments = message.attachments.as_ref().unwrap();
        let AnyAttachment::FileAttachment(file) = &attachments[0] else {
            panic!("{message:?}")
        };
        assert_eq!(file.content_bytes.as_ref().unwrap().as_ref(), [1, 2]);
        assert_eq!(file.id.as_deref(), Some("a"));
        let written: Json = serde_json::from_str(&to_string(&message).unwrap()).unwrap();
        assert_eq!(written, serde_json::from_str::<Json>(text).unwrap());
    }
}

#[test]
fn unknown_derived_types_are_kept_in_the_base_type() {
    let message: Message = round_trip(&json!({"attachments": [
        {"@odata.type": "#microsoft.graph.newAttachment", "id": "a", "future": {"x": [1]}},
        {"id": "b"},
    ]}));
    let attachments = message.attachments.unwrap();
    let AnyAttachment::Attachment(base) = &attachments[0] else {
        panic!("{attachments:?}")
    };
    assert_eq!(base.extra.odata_type(), Some("microsoft.graph.newAttachment"));
    assert_eq!(base.extra.get("future"), Some(&json!({"x": [1]})));
}

#[test]
fn derived_types_write_their_type_only_where_a_base_type_is_declared() {
    let file = FileAttachment {
        id: Some("a".into()),
        ..Default::default()
    };
    assert_eq!(to_string(&file).unwrap(), r#"{"id":"a"}"#);
    let message = Message {
        attachments: Some(vec![file.into(), AnyAttachment::default()]),
        ..Default::default()
    };
    assert_eq!(
        to_string(&message).unwrap(),
        r##"{"attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","id":"a"},{}]}"##
    );
}

#[test]
fn annotations_are_written_first_and_null_can_be_sent() {
    let mut message = read(json!({"id": "a", "zzz": 1, "@odata.etag": "e"}));
    message.extra.insert("subject", Json::Null);
    message.extra.insert("id", "not used");
    assert_eq!(
        to_string(&message).unwrap(),
        r#"{"@odata.etag":"e","id":"a","subject":null,"zzz":1}"#
    );
}

#[test]
fn collections_have_links_count_and_extra() {
    let json = json!({
        "@odata.context": "c", "@odata.count": 7, "@odata.nextLink": "n", "@odata.deltaLink": "d",
        "value": [{"id": "a"}],
    });
    let page: Collection<Message> = round_trip(&json);
    assert_eq!((page.count, page.next_link.as_deref()), (Some(7), Some("n")));
    assert_eq!(
        (page.delta_link.as_deref(), page.extra.context()),
        (Some("d"), Some("c"))
    );
    let single: Collection<Message> = from_str(r#"{"value": {"id": "a"}}"#).unwrap();
    assert_eq!(single.value, page.value);
    let number: Collection<i32> = from_str(r#"{"value": 5}"#).unwrap();
    assert_eq!(number.value, [5]);
    let empty: Collection<Message> = from_str(r#"{"value": []}"#).unwrap();
    assert_eq!(to_string(&empty).unwrap(), r#"{"value":[]}"#);
}

#[test]
fn a_page_without_values_is_an_error_not_an_empty_list() {
    for text in [
        "{}",
        r#"{"error":{"code":"x"}}"#,
        r#"{"id":"a"}"#,
        r#"{"value":null}"#,
        r#"{"value":"a"}"#,
    ] {
        assert!(from_str::<Collection<Message>>(text).is_err(), "{text}");
    }
}

#[test]
fn values_of_another_type_are_kept_and_listed() {
    let json = json!({
        "subject": 5, "importance": 1, "from": [], "categories": ["a", null, {"b": 1}], "receivedDateTime": true,
        "parent": {"total": "x", "attachments": [{"name": {}}], "size": 47.5, "password": 1},
    });
    let message: Message = round_trip(&json);
    assert_eq!((&message.subject, &message.categories), (&None, &None));
    let mut paths: Vec<_> = misfits(&message).into_iter().map(|misfit| misfit.path).collect();
    paths.sort();
    assert_eq!(
        paths,
        [
            "categories",
            "from",
            "importance",
            "parent.attachments[0].name",
            "parent.password",
            "parent.size",
            "parent.total",
            "receivedDateTime",
            "subject",
        ]
    );
    assert!(format!("{message:?}").contains(r#""password": "***""#));
    let again: Message = from_str(r#"{"size": "x", "size": 5, "id": "a", "id": 1}"#).unwrap();
    assert_eq!(to_string(&again).unwrap(), r#"{"size":5,"id":1}"#);
}

#[test]
fn quoted_numbers_and_booleans_are_what_they_are() {
    let quoted = json!({"isRead": "True", "size": "47", "score": "47.5"});
    let message: Message = from_value(quoted.clone()).unwrap();
    assert_eq!(
        (message.is_read, message.size, message.score),
        (Some(true), Some(47), Some(47.5))
    );
    assert!(from_value_strict::<Message>(quoted).is_err());
    let odd: Message = round_trip(&json!({"isRead": "yes", "size": "007", "score": ""}));
    assert_eq!(misfits(&odd).len(), 3);
}

#[test]
fn half_a_surrogate_does_not_lose_the_text() {
    let text = r#"{"id": "\\ud800\ud83d\ude00\udc00\n", "subject": "\ud83d"}"#;
    let message: Message = from_str(text).unwrap();
    assert_eq!(message.id.as_deref(), Some("\\ud800😀\u{fffd}\n"));
    assert_eq!(message.subject.as_deref(), Some("\u{fffd}"));
    assert!(from_slice_strict::<Message>(text.as_bytes()).is_err());
}

#[test]
fn the_type_is_known_in_every_spelling() {
    for annotation in [
        r##""@odata.type": "#microsoft.graph.fileAttachment""##,
        r##""@odata.type": "https://graph.example/$metadata#microsoft.graph.fileAttachment""##,
        r##""id": "a", "@type": "#microsoft.graph.fileAttachment""##,
    ] {
        let any: AnyAttachment = from_str(&format!("{{{annotation}}}")).unwrap();
        assert!(matches!(any, AnyAttachment::FileAttachment(_)), "{annotation}");
    }
}

#[test]
fn numbers_are_read_in_several_spellings() {
    let message = read(json!({"size": 3.0, "total": "9007199254740993", "score": "-INF", "price": "1.10"}));
    assert_eq!(message.size, Some(3));
    assert_eq!(message.total, Some(9_007_199_254_740_993));
    assert_eq!(message.score, Some(f64::NEG_INFINITY));
    assert_eq!(message.price.as_ref().unwrap(), "1.10");
    assert_eq!(
        to_string(&message).unwrap(),
        r#"{"size":3,"total":9007199254740993,"score":"-INF","price":1.1}"#
    );
    let long = "0.12345678901234567890123";
    let message = read(json!({"price": long}));
    assert_eq!(to_value(&message).unwrap(), json!({"price": long}));
}

/// So `serde_json` passes numbers if any crate of a program enables its feature `arbitrary_precision`.
#[test]
fn numbers_with_arbitrary_precision_are_read() {
    let number = |text: &str| json!({"$serde_json::private::Number": text});
    let message: Message = from_value(json!({
        "size": number("5"), "total": number("6"), "score": number("1.5"), "price": number("1.50"),
        "free": number("7"), "other": [number("8")],
    }))
    .unwrap();
    assert_eq!(
        (message.size, message.total, message.score),
        (Some(5), Some(6), Some(1.5))
    );
    assert_eq!(message.price.unwrap(), "1.50");
    assert_eq!(message.free, Some(json!(7)));
    assert_eq!(message.extra.get("other"), Some(&json!([8])));
}

#[test]
fn debug_shows_set_properties_without_secrets() {
    let message = read(json!({
        "id": "a", "password": "hunter2", "size": 1, "importance": "low", "architectures": "x86",
        "attachments": [{"@odata.type": "#microsoft.graph.fileAttachment", "contentBytes": "AQI="}],
        "from": {"emailAddress": {}}, "z": [1],
    }));
    assert_eq!(
        format!("{message:?}"),
        "Message { id: \"a\", from: Recipient { emailAddress: EmailAddress }, importance: \"low\", size: 1, \
         attachments: [FileAttachment { contentBytes: AQI=, \
         extra: {\"@odata.type\": \"#microsoft.graph.fileAttachment\"} }], architectures: x86, \
         password: ***, extra: {\"z\": [1]} }"
    );
}

/// 512 KiB, the stack of a small thread, are enough in a debug build.
fn on_a_small_stack(test: fn()) {
    let thread = std::thread::Builder::new().stack_size(512 * 1024);
    thread.spawn(test).unwrap().join().unwrap();
}

#[test]
fn deeply_nested_text_is_an_error() {
    on_a_small_stack(|| {
        for (open, close) in [
            (r#"{"parent":"#, "}"),
            (r#"{"unknown":"#, "}"),
            (r#"{"attachments":[{"id":"","x":"#, "}]}"),
            (
                r#"{"attachments":[{"@odata.type":"microsoft.graph.itemAttachment","item":"#,
                "}]}",
            ),
            (
                r#"{"attachments":[{"item":"#,
                r#","@odata.type":"microsoft.graph.itemAttachment"}]}"#,
            ),
            (r#"{"frees":[{"x":"#, "}]}"),
        ] {
            for depth in [10, 30, 49, 99, 101, 120, 127, 100_000] {
                let text = format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
                let read = from_str::<Message>(&text);
                assert!(depth > 30 || read.is_ok(), "{open} {depth} {read:?}");
                assert!(depth < 101 || read.is_err(), "{open} {depth}");
                if let Ok(message) = read {
                    assert_eq!(to_string(&message).unwrap().len(), text.len());
                    let _ = format!("{message:?}");
                    let _: Message = from_value(to_value(&message).unwrap()).unwrap();
                }
            }
        }
    });
}

#[test]
fn deeply_nested_values_cannot_be_written() {
    on_a_small_stack(|| {
        let mut message = Message::default();
        for _ in 0..500 {
            message = Message {
                parent: Some(message.into()),
                ..Default::default()
            };
        }
        let error = to_string(&message).unwrap_err();
        assert_eq!(error.to_string(), "nested more than 100 levels deep");
        assert!(to_value(&message).is_err());
        assert!(format!("{message:?}").contains('…'));
    });
}

#[test]
fn deeply_nested_json_values_cannot_be_read() {
    on_a_small_stack(|| {
        let mut json = Json::Null;
        for _ in 0..300 {
            json = json!({ "parent": json });
        }
        let error = from_value::<Message>(json).unwrap_err();
        assert!(
            error.to_string().ends_with("nested more than 100 levels deep"),
            "{error}"
        );
        assert_eq!(error.path().split('.').count(), 100);
    });
}

#[test]
fn an_empty_extra_has_the_size_of_a_pointer() {
    assert_eq!(size_of::<Extra>(), size_of::<usize>());
    let mut extra: Extra = [("a", 1)].into_iter().collect();
    assert_eq!(extra.remove("a"), Some(json!(1)));
    assert_eq!(extra, Extra::new());
}
