//! Models in another self-describing format than JSON: serde's traits alone carry them.

mod miniature;

use graph_models::{Collection, Json, from_value, runtime::Value, to_value};
use miniature::{AnyAttachment, Message};
use serde_json::json;

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
    through_message_pack::<Message>(json!({
        "@odata.etag": "W/\"1\"", "id": "AA", "subject": "é\u{1F600}",
        "from": {"emailAddress": {"name": "A", "address": "a@x"}},
        "toRecipients": [{"emailAddress": {"address": "b@x"}}, {}],
        "importance": "other", "receivedDateTime": "2017-08-29T04:03:21.1234567Z", "isRead": false,
        "size": -5, "total": 9_007_199_254_740_993_i64, "score": 1.5, "price": 12.25,
        "architectures": "x86,x64", "categories": [], "free": {"a": [1, null, {"b": 2.5}]},
        "frees": [null, 1, "x"], "parent": {"id": "BB", "parent": {"id": "CC"}}, "department": {"x": [true]},
    }));
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
fn a_fault_in_message_pack_has_its_path() {
    let bytes = rmp_serde::to_vec(&json!({"value": [{"from": {"emailAddress": {"address": 5}}}]})).unwrap();
    let error = rmp_serde::from_slice::<Collection<Message>>(&bytes).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("value[0].from.emailAddress.address: expected a string, found a number"),
        "{error}"
    );
}
