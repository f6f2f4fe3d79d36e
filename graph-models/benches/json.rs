//! Reading and writing a page of messages: the generated models beside `serde_json::Value` and structs with serde's
//! derives that have the fields of this page and lose all others.
//!
//! `cargo bench -p graph-models`; a filter such as `-- read` selects.

use std::sync::LazyLock;

use divan::{Bencher, black_box, counter::BytesCount};
use graph_models::{Collection, models::Message};
use serde_json::{Value, json};

/// About a megabyte.
const MESSAGES: usize = 700;

static PAGE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let messages: Vec<Value> = (0..MESSAGES).map(message).collect();
    let page = json!({
        "@odata.context": "https://graph.example.com/v1.0/$metadata#users('1')/messages",
        "@odata.nextLink": "https://graph.example.com/v1.0/me/messages?$skip=700",
        "value": messages,
    });
    serde_json::to_vec(&page).expect("values can be written")
});

fn message(n: usize) -> Value {
    let person =
        |name: &str| json!({ "emailAddress": { "name": name, "address": format!("{name}{n}@example.com") } });
    json!({
        "@odata.etag": format!("W/\"CQAAABYAAAA{n}\""),
        "id": format!("AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OABGAAAAAAAi{n}"),
        "createdDateTime": "2026-02-28T08:30:00Z",
        "lastModifiedDateTime": "2026-02-28T08:30:01.1234567Z",
        "changeKey": format!("CQAAABYAAAA{n}"),
        "categories": ["Blue category", "Travel"],
        "receivedDateTime": "2026-02-28T08:30:00Z",
        "sentDateTime": "2026-02-28T08:29:58Z",
        "hasAttachments": n.is_multiple_of(5),
        "internetMessageId": format!("<{n}@example.com>"),
        "subject": format!("Minutes of meeting {n}: \"budget\""),
        "bodyPreview": "Dear all,\r\nthe minutes of the last meeting are attached. Please send corrections by Friday.",
        "importance": "normal",
        "parentFolderId": "AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OAAuAAAAAAAiQ8W967B7TKBjgx9rVEURAQ",
        "conversationId": format!("AAQkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OAAQ{n}"),
        "isRead": n.is_multiple_of(2),
        "isDraft": false,
        "webLink": format!("https://outlook.example.com/owa/?ItemID={n}&exvsurl=1&viewmodel=ReadMessageItem"),
        "inferenceClassification": "focused",
        "body": { "contentType": "html", "content": format!("<html><body><p>{}</p></body></html>", "A line of text. ".repeat(12)) },
        "sender": person("Megan"),
        "from": person("Megan"),
        "toRecipients": [person("Alex"), person("Adele")],
        "ccRecipients": [person("Lynne")],
        "flag": { "flagStatus": "notFlagged" },
    })
}

/// The messages of the page as a user would write them by hand.
mod derived {
    use serde_derive::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    pub(super) struct Page {
        #[serde(rename = "@odata.context")]
        context: String,
        #[serde(rename = "@odata.nextLink")]
        next_link: Option<String>,
        value: Vec<Message>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Message {
        #[serde(rename = "@odata.etag")]
        etag: Option<String>,
        id: Option<String>,
        created_date_time: Option<String>,
        last_modified_date_time: Option<String>,
        change_key: Option<String>,
        categories: Option<Vec<String>>,
        received_date_time: Option<String>,
        sent_date_time: Option<String>,
        has_attachments: Option<bool>,
        internet_message_id: Option<String>,
        subject: Option<String>,
        body_preview: Option<String>,
        importance: Option<String>,
        parent_folder_id: Option<String>,
        conversation_id: Option<String>,
        is_read: Option<bool>,
        is_draft: Option<bool>,
        web_link: Option<String>,
        inference_classification: Option<String>,
        body: Option<Body>,
        sender: Option<Recipient>,
        from: Option<Recipient>,
        to_recipients: Option<Vec<Recipient>>,
        cc_recipients: Option<Vec<Recipient>>,
        flag: Option<Flag>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Body {
        content_type: Option<String>,
        content: Option<String>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Recipient {
        email_address: Option<Address>,
    }

    #[derive(Serialize, Deserialize)]
    struct Address {
        name: Option<String>,
        address: Option<String>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Flag {
        flag_status: Option<String>,
    }
}

fn read_models() -> Collection<Message> {
    graph_models::from_slice(black_box(&PAGE)).expect("is a page")
}

fn read_value() -> Value {
    serde_json::from_slice(black_box(&PAGE)).expect("is JSON")
}

fn read_derived() -> derived::Page {
    serde_json::from_slice(black_box(&PAGE)).expect("is a page")
}

fn write_models(page: &Collection<Message>) -> Vec<u8> {
    graph_models::to_vec(page).expect("can be written")
}

fn write_value(page: &Value) -> Vec<u8> {
    serde_json::to_vec(page).expect("can be written")
}

fn write_derived(page: &derived::Page) -> Vec<u8> {
    serde_json::to_vec(page).expect("can be written")
}

mod read {
    use super::*;

    #[divan::bench]
    fn models(bencher: Bencher<'_, '_>) {
        bencher.counter(BytesCount::new(PAGE.len())).bench(read_models);
    }

    #[divan::bench]
    fn value(bencher: Bencher<'_, '_>) {
        bencher.counter(BytesCount::new(PAGE.len())).bench(read_value);
    }

    #[divan::bench]
    fn derived(bencher: Bencher<'_, '_>) {
        bencher.counter(BytesCount::new(PAGE.len())).bench(read_derived);
    }
}

mod write {
    use super::*;

    #[divan::bench]
    fn models(bencher: Bencher<'_, '_>) {
        let page = read_models();
        bencher
            .counter(BytesCount::new(PAGE.len()))
            .bench(|| write_models(black_box(&page)));
    }

    #[divan::bench]
    fn value(bencher: Bencher<'_, '_>) {
        let page = read_value();
        bencher
            .counter(BytesCount::new(PAGE.len()))
            .bench(|| write_value(black_box(&page)));
    }

    #[divan::bench]
    fn derived(bencher: Bencher<'_, '_>) {
        let page = read_derived();
        bencher
            .counter(BytesCount::new(PAGE.len()))
            .bench(|| write_derived(black_box(&page)));
    }
}

fn main() {
    // Who loses something on the way is fast for nothing.
    let written = [
        write_models(&read_models()),
        write_value(&read_value()),
        write_derived(&read_derived()),
    ];
    for written in written {
        let written: Value = serde_json::from_slice(&written).expect("is JSON");
        assert!(written == read_value(), "a value was lost");
    }
    divan::main();
}
