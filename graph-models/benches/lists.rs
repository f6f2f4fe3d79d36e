//! Reading and writing long lists of objects with a few selected properties: the generated models beside
//! `serde_json::Value` and structs with serde's derives, which keep unknown members by `flatten` as the models do.
//!
//! `cargo bench -p graph-models --bench lists`; a filter such as `-- users` selects.

use divan::{Bencher, black_box};
use graph_models::{
    Collection, from_slice,
    models::{DriveItem, Message, User},
    runtime::Value as Model,
    to_vec,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// The structs as a user would write them by hand.
mod derived {
    use serde_derive::{Deserialize, Serialize};
    use serde_json::{Map, Value};

    #[derive(Serialize, Deserialize)]
    pub(super) struct Page<T> {
        value: Vec<T>,
        #[serde(flatten)]
        extra: Map<String, Value>,
    }

    /// Ten properties, the objects boxed.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct DriveItem {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        e_tag: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        c_tag: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        size: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        web_url: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        created_date_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        last_modified_date_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        folder: Option<Box<Folder>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        parent_reference: Option<Box<ItemReference>>,
        #[serde(flatten)]
        extra: Map<String, Value>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Folder {
        child_count: Option<i32>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct ItemReference {
        drive_id: Option<String>,
        id: Option<String>,
        path: Option<String>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct Message {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        subject: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        received_date_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        is_read: Option<bool>,
        #[serde(flatten)]
        extra: Map<String, Value>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct User {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        display_name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        mail: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        user_principal_name: Option<String>,
        #[serde(flatten)]
        extra: Map<String, Value>,
    }
}

fn drive_item(n: usize) -> Value {
    json!({ "id": format!("01BYE5RZ6QN3ZWBTUFOFD3GSPGOHDJD{n}"), "name": format!("Minutes {n}.docx") })
}

fn message(n: usize) -> Value {
    json!({
        "id": format!("AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OABGAAAAAAAi{n}"),
        "subject": format!("Minutes of meeting {n}"),
        "receivedDateTime": "2026-02-28T08:30:00Z",
    })
}

fn user(n: usize) -> Value {
    json!({
        "id": format!("6e7b768e-07e2-4810-8459-{n:012}"),
        "displayName": format!("Megan Bowen {n}"),
        "mail": format!("megan.bowen{n}@example.com"),
    })
}

/// The text of a page of `count` objects.
fn page(count: usize, object: fn(usize) -> Value) -> Vec<u8> {
    let objects: Vec<Value> = (0..count).map(object).collect();
    let context = "https://graph.example.com/v1.0/$metadata#objects";
    let page = json!({ "@odata.context": context, "value": objects });
    serde_json::to_vec(&page).expect("values can be written")
}

/// Reads a page and writes it again.
fn models<T: Model>(text: &[u8]) -> Vec<u8> {
    let page: Collection<T> = from_slice(black_box(text)).expect("is a page");
    to_vec(&page).expect("can be written")
}

fn others<T: DeserializeOwned + Serialize>(text: &[u8]) -> Vec<u8> {
    let page: T = serde_json::from_slice(black_box(text)).expect("is a page");
    serde_json::to_vec(&page).expect("can be written")
}

macro_rules! list {
    ($list:ident: $counts:expr, $object:ident, $type:ident) => {
        mod $list {
            use super::*;

            #[divan::bench(args = $counts)]
            fn models(bencher: Bencher<'_, '_>, count: usize) {
                let text = page(count, $object);
                bencher.bench(|| super::models::<$type>(&text));
            }

            #[divan::bench(args = $counts)]
            fn derived(bencher: Bencher<'_, '_>, count: usize) {
                let text = page(count, $object);
                bencher.bench(|| others::<derived::Page<derived::$type>>(&text));
            }

            #[divan::bench(args = $counts)]
            fn value(bencher: Bencher<'_, '_>, count: usize) {
                let text = page(count, $object);
                bencher.bench(|| others::<Value>(&text));
            }

            /// All write what they have read: who loses something on the way is fast for nothing.
            pub(super) fn check() {
                let text = page(3, $object);
                let parsed = |text: &[u8]| serde_json::from_slice::<Value>(text).expect("is JSON");
                let written = [
                    super::models::<$type>(&text),
                    others::<derived::Page<derived::$type>>(&text),
                    others::<Value>(&text),
                ];
                for written in written {
                    assert!(parsed(&written) == parsed(&text), "a value was lost");
                }
            }
        }
    };
}

list!(drive_items: [1_000, 5_000], drive_item, DriveItem);
list!(messages: [1_000], message, Message);
list!(users: [1_000], user, User);

fn main() {
    drive_items::check();
    messages::check();
    users::check();
    divan::main();
}
