//! Lists the newest unread messages: `GRAPH_TOKEN=… cargo run -p example-reqwest --bin unread_mail`.
#![allow(clippy::print_stdout, reason = "the output of the program")]

use std::error::Error;

use graph_models::{models::Message, names};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let unread = graph_models::me()
        .mail_folder("inbox")
        .messages()
        .list()
        .filter("isRead eq false")
        .select(names!(Message: subject, from, received_date_time))
        .top(10);
    for message in example_reqwest::graph()?.send(unread).await?.value {
        println!("{}", line(&message).unwrap_or_default());
    }
    Ok(())
}

/// `2026-03-02T09:14:28Z  Ada  Minutes`
fn line(message: &Message) -> Option<String> {
    let received = message.received_date_time.as_ref()?;
    let sender = message.from.as_ref()?.email_address.as_ref()?.name.as_deref()?;
    let subject = message.subject.as_deref()?;
    Some(format!("{received}  {sender}  {subject}"))
}
