//! What has changed in a folder since the last time: the link is saved between two runs. `send` stands for any HTTP
//! client.

use graph_models::{Call, Error, Operation, models::Message, operations::MessageDelta};

const BASE: &str = "https://graph.microsoft.com/v1.0";

/// One round: all changes since the saved link, or everything without one, and the link to save for the next round.
fn changes(
    saved: Option<&str>,
    send: impl Fn(http::Request<Vec<u8>>) -> http::Response<Vec<u8>>,
) -> Result<(Vec<Message>, Option<String>), Error> {
    let mut call = match saved {
        Some(link) => Call::from_link(link),
        None => graph_models::me().mail_folder("inbox").messages().delta(),
    };
    let mut changed = Vec::new();
    loop {
        let page = MessageDelta::decode(send(call.to_http(BASE)?))?;
        changed.extend(page.value);
        match page.next_link {
            Some(link) => call = Call::from_link(&link),
            None => return Ok((changed, page.delta_link)),
        }
    }
}

fn main() -> Result<(), Error> {
    let (first, saved) = changes(None, service)?;
    assert_eq!(first.len(), 2);
    // A deleted message comes with its id and why it is gone, which no page lists as a property.
    let (then, _) = changes(saved.as_deref(), service)?;
    assert!(then[0].extra.get("@removed").is_some());
    Ok(())
}

/// Two pages, a link to save, and one change behind it.
fn service(request: http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
    const AT: &str = "https://graph.microsoft.com/v1.0/me/mailFolders/inbox/messages/delta";
    let body = match request.uri().query() {
        None => format!(r#"{{"value":[{{"id":"1"}}],"@odata.nextLink":"{AT}?$skiptoken=a"}}"#),
        Some("$skiptoken=a") => {
            format!(r#"{{"value":[{{"id":"2"}}],"@odata.deltaLink":"{AT}?$deltatoken=b"}}"#)
        }
        Some("$deltatoken=b") => r#"{"value":[{"id":"1","@removed":{"reason":"deleted"}}]}"#.to_owned(),
        other => panic!("no page {other:?}"),
    };
    http::Response::new(body.into_bytes())
}
