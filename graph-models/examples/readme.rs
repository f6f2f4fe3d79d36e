//! The program of the project's README.

use graph_models::models::{Importance, Message};

fn main() -> Result<(), graph_models::JsonError> {
    // What the service sent, with a value and a property that the pages do not know.
    let text = r#"{"subject":"Minutes","importance":"urgent","receivedDateTime":"2026-11-23T15:21:07Z","mood":"calm"}"#;
    let mut message: Message = graph_models::from_str(text)?;

    if message.importance != Some(Importance::Low) {
        message.is_read = Some(false);
    }
    message.importance = Some(Importance::High);

    let written = graph_models::to_string(&message)?;
    assert!(written.contains(r#""mood":"calm""#));
    Ok(())
}
