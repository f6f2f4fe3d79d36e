//! `Clone` and `PartialEq`, which walkers give to all types: as if they were derived.

mod miniature;

use graph_models::{Json, from_value, runtime::Boxed};
use miniature::{AnyAttachment, Architecture, Attachment, FileAttachment, Importance, Message};
use serde_json::json;

/// A message with a value of every kind.
fn full() -> Json {
    json!({
        "@odata.etag": "W/\"1\"", "id": "AA", "subject": "S",
        "from": {"emailAddress": {"name": "A", "address": "a@x"}},
        "toRecipients": [{"emailAddress": {"address": "b@x"}}, {}],
        "importance": "urgent", "receivedDateTime": "2017-08-29T04:03:21Z", "isRead": false,
        "size": -5, "total": 9_007_199_254_740_993_i64, "score": 1.5, "price": 12.25,
        "attachments": [
            {"@odata.type": "#microsoft.graph.fileAttachment", "name": "f", "contentBytes": "AAEC"},
            {"@odata.type": "#microsoft.graph.itemAttachment", "item": {"subject": "inner"}},
            {"@odata.type": "#microsoft.graph.newAttachment", "more": 1},
        ],
        "parent": {"id": "BB", "parent": {"id": "CC"}},
        "architectures": "x86,arm64", "categories": ["a", ""], "free": {"a": [1, null]},
        "frees": [null, "x"], "password": "p", "unlisted": [1],
    })
}

fn message(json: Json) -> Message {
    from_value(json).expect("is a message")
}

#[test]
fn a_copy_holds_all_that_its_original_holds() {
    let original = message(full());
    let copy = original.clone();
    assert!(copy == original);
    assert_eq!(
        graph_models::to_value(&copy).expect("can be written"),
        graph_models::to_value(&original).expect("can be written")
    );
    assert!(Message::default().clone() == Message::default());
}

#[test]
fn a_copy_is_its_own() {
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

/// Every entry is left out once, and once put in the place of another value.
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
fn flags_are_equal_as_sets_and_no_number_is_not_itself() {
    let of = |names: &str| message(json!({"architectures": names}));
    assert!(of("x86,x64") == of("x64, x86"));
    assert!(of("x86,x64") != of("x86,arm64"));
    assert!(of("x86").architectures == Some(Architecture::X86.into()));
    let nan = message(json!({"score": "NaN"}));
    assert!(nan != nan.clone());
}

#[test]
fn variants_are_equal_where_their_types_are() {
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
