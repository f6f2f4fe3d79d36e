//! All messages of a folder, page by page. `send` stands for any HTTP client.

use graph_models::{Call, Error, Operation, models::Message, names, operations::ListMessages};

const BASE: &str = "https://graph.microsoft.com/v1.0";

/// Calls until no page says where the next one is; an empty page is not the end.
fn all(send: impl Fn(http::Request<Vec<u8>>) -> http::Response<Vec<u8>>) -> Result<Vec<Message>, Error> {
    let folder = graph_models::me().mail_folder("inbox");
    let mut call = folder.messages().list().select(names!(Message: subject)).top(50);
    let mut messages = Vec::new();
    loop {
        let page = ListMessages::decode(send(call.to_http(BASE)?))?;
        messages.extend(page.value);
        match page.next_link {
            Some(link) => call = Call::from_link(&link),
            None => return Ok(messages),
        }
    }
}

fn main() -> Result<(), Error> {
    let messages = all(service)?;
    let subjects: Vec<_> = messages
        .iter()
        .filter_map(|message| message.subject.as_deref())
        .collect();
    assert_eq!(subjects, ["Minutes", "Lunch"]);
    Ok(())
}

/// Three pages, the second one empty.
fn service(request: http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
    let query = request.uri().query().unwrap_or_default();
    let body = match query {
        "$select=subject&$top=50" => {
            r#"{"value":[{"subject":"Minutes"}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/me/messages?$skip=1"}"#
        }
        "$skip=1" => {
            r#"{"value":[],"@odata.nextLink":"https://graph.microsoft.com/v1.0/me/messages?$skip=2"}"#
        }
        "$skip=2" => r#"{"value":[{"subject":"Lunch"}]}"#,
        other => panic!("no page {other}"),
    };
    http::Response::new(body.into())
}
