//! Lists the changes in the inbox since the last run, which saved a link in a file:
//! `GRAPH_TOKEN=… cargo run -p example-reqwest --bin changes -- inbox.link`.
#![allow(clippy::print_stdout, reason = "the output of the program")]

use std::{env, error::Error, fs};

use graph_models::{Call, models::Message, names, operations::MessageDelta};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args().nth(1).ok_or("usage: changes FILE")?;
    let call = start(fs::read_to_string(&file).ok().as_deref());
    let mut changes = example_reqwest::graph()?.changes(call);
    while let Some(message) = changes.try_next().await? {
        show(&message);
    }
    // Saved only at the end, so that the run after an interrupted one does not miss changes.
    Ok(fs::write(file, changes.into_link()?)?)
}

/// The first call: for the changes since the last run, or for everything.
fn start(saved: Option<&str>) -> Call<MessageDelta> {
    let inbox = || graph_models::me().mail_folder("inbox").messages();
    saved.map_or_else(
        || inbox().delta().select(names!(Message: subject)),
        Call::from_link,
    )
}

fn show(message: &Message) {
    let id = message.id.as_deref().unwrap_or_default();
    match (message.extra.get("@removed"), &message.subject) {
        (Some(_), _) => println!("- {id}"),
        (None, Some(subject)) => println!("+ {subject}"),
        (None, None) => println!("~ {id}"),
    }
}
