//! Traits of all types: `Clone`, `PartialEq`, `Send` and `Sync` as if derived, and serde's traits for another format than
//! JSON.

use graph_models::{
    Collection, Extra, Json, JsonError, from_value,
    runtime::{Boxed, Value},
    to_value,
};
use serde_json::json;

use super::miniature::{AnyAttachment, Architecture, Attachment, FileAttachment, Importance, Message};

/// A message with a value of every kind.
fn full() -> Json {
    json!({
        "@odata.etag": "W/\"1\"", "id": "AA", "subject": "é\u{1F600}",
        "from": {"emailAddress": {"name": "A", "address": "a@x"}},
        "toRecipients": [{"emailAddress": {"address": "b@x"}}, {}],
        "importance": "urgent", "receivedDateTime": "2017-08-29T04:03:21.1234567Z", "isRead": false,
        "size": -5, "total": 9_007_199_254_740_993_i64, "score": 1.5, "price": 12.25,
        "attachments": [
            {"@odata.type": "#microsoft.graph.fileAttachment", "name": "f", "contentBytes": "AAEC"},
            {"@odata.type": "#microsoft.graph.itemAttachment", "item": {"subject": "inner"}},
            {"@odata.type": "#microsoft.graph.newAttachment", "more": 1},
        ],
        "parent": {"id": "BB", "parent": {"id": "CC"}},
        "architectures": "x86,arm64", "categories": ["a", ""], "free": {"a": [1, null, {"b": 2.5}]},
        "frees": [null, 1, "x"], "password": "p", "unlisted": [1],
    })
}

fn message(json: Json) -> Message {
    from_value(json).expect("is a message")
}

#[test]
fn a_clone_has_all_values_of_the_original() {
    let original = message(full());
    let copy = original.clone();
    assert!(copy == original);
    assert_eq!(
        to_value(&copy).expect("can be written"),
        to_value(&original).expect("can be written")
    );
    assert!(Message::default().clone() == Message::default());
}

#[test]
fn a_clone_can_be_changed_alone() {
    let original = message(full());
    let mut copy = original.clone();
    copy.parent.as_mut().expect("is there").id = None;
    copy.extra.insert("unlisted", 2);
    assert_eq!(
        original.parent.as_ref().and_then(|parent| parent.id.as_deref()),
        Some("BB")
    );
    assert!(copy != original);
}

/// Each property is removed once, and replaced by another value once.
#[test]
fn values_that_differ_anywhere_are_not_equal() {
    let original = message(full());
    let Json::Object(entries) = full() else {
        panic!("an object")
    };
    for key in entries.keys() {
        let mut less = entries.clone();
        less.remove(key);
        assert!(message(Json::Object(less)) != original, "without {key}");
    }
    for (key, other) in [
        ("subject", json!("s")),
        ("importance", json!("low")),
        ("isRead", json!(true)),
        ("size", json!(5)),
        ("score", json!(1.25)),
        ("price", json!(12.5)),
        ("toRecipients", json!([{}, {"emailAddress": {"address": "b@x"}}])),
        ("categories", json!(["a"])),
        ("free", json!({"a": [1]})),
        ("attachments", json!([])),
        ("architectures", json!("x86")),
        ("unlisted", json!([2])),
    ] {
        let mut changed = entries.clone();
        changed.insert(key.to_owned(), other);
        assert!(message(Json::Object(changed)) != original, "another {key}");
    }
}

#[test]
fn flags_are_equal_as_sets_and_nan_is_not_equal_to_itself() {
    let with = |names: &str| message(json!({"architectures": names}));
    assert!(with("x86,x64") == with("x64, x86"));
    assert!(with("x86,x64") != with("x86,arm64"));
    assert!(with("x86").architectures == Some(Architecture::X86.into()));
    let nan = message(json!({"score": "NaN"}));
    assert!(nan != nan.clone());
}

#[test]
fn variants_of_different_types_are_not_equal() {
    let base = AnyAttachment::default();
    let file = AnyAttachment::from(FileAttachment::default());
    assert!(base == AnyAttachment::Attachment(Boxed::blank()));
    assert!(base != file);
    assert!(file == file.clone());
}

#[test]
fn a_variant_is_used_as_its_struct() {
    let mut attachment = AnyAttachment::from(FileAttachment {
        name: Some("a.txt".to_owned()),
        ..FileAttachment::default()
    });
    let AnyAttachment::FileAttachment(file) = &mut attachment else {
        panic!("a file");
    };
    assert_eq!(file.name.as_deref(), Some("a.txt"));
    file.name = None;
    assert_eq!(format!("{file:?}"), "FileAttachment");
    assert_eq!(file.clone().into_inner(), FileAttachment::default());
    assert_eq!(Boxed::from(Attachment::default()), Boxed::blank());
}

#[test]
fn enums_compare_by_their_text() {
    assert_eq!(Importance::from("HIGH"), Importance::High);
    assert_ne!(Importance::from("higher"), Importance::High);
    assert_eq!(Importance::from("x").clone(), Importance::from("x"));
}

#[track_caller]
fn through_message_pack<T>(json: Json) -> T
where
    T: Value + PartialEq + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned,
{
    let value: T = from_value(json.clone()).unwrap();
    let bytes = rmp_serde::to_vec(&value).unwrap();
    let again: T = rmp_serde::from_slice(&bytes).unwrap();
    assert_eq!(again, value);
    assert_eq!(to_value(&again).unwrap(), json);
    again
}

#[test]
fn values_of_all_kinds_go_through_message_pack() {
    let message = through_message_pack::<Message>(full());
    assert_eq!(message.password.as_deref(), Some("p"));
}

#[test]
fn a_page_and_derived_types_go_through_message_pack() {
    let page: Collection<AnyAttachment> = through_message_pack(json!({
        "@odata.nextLink": "https://x",
        "value": [
            {"@odata.type": "#microsoft.graph.fileAttachment", "contentBytes": "AAEC/w=="},
            {"@odata.type": "#microsoft.graph.notThere", "x": 1},
            {"id": "b"},
        ],
    }));
    assert!(matches!(page.value[0], AnyAttachment::FileAttachment(_)));
}

#[test]
fn errors_in_message_pack_have_a_path() {
    let bytes = rmp_serde::to_vec(&json!({"value": [{"id": "a"}, 5]})).unwrap();
    let error = rmp_serde::from_slice::<Collection<Message>>(&bytes).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("value[1]: expected an object, found a number"),
        "{error}"
    );
}

#[test]
fn values_can_be_shared_between_threads() {
    fn assert_shared<T: Send + Sync + 'static>() {}
    assert_shared::<Message>();
    assert_shared::<AnyAttachment>();
    assert_shared::<Collection<Message>>();
    assert_shared::<Extra>();
    assert_shared::<JsonError>();
}
