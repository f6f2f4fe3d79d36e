//! A PATCH that sets one property, clears another and keeps all others.

use graph_models::{Error, Patch, operations::UpdateMessage};

fn main() -> Result<(), Error> {
    let changes = UpdateMessage {
        subject: "Minutes, corrected".into(),
        categories: Patch::Clear,
        ..UpdateMessage::default()
    };
    let update = graph_models::me().message("AAMkAGI2").update(&changes);
    let request = update.to_http("https://graph.microsoft.com/v1.0")?;
    assert_eq!(request.method(), "PATCH");
    let body = String::from_utf8_lossy(request.body());
    assert_eq!(body, r#"{"categories":null,"subject":"Minutes, corrected"}"#);
    Ok(())
}
