//! Sends a file by mail: `GRAPH_TOKEN=… cargo run -p example-reqwest --bin send_mail -- ada@contoso.com minutes.txt`.
//! Files of 3 MB or more need an upload session, which `upload_file` shows.

use std::{env, error::Error, fs, path::Path};

use graph_models::{
    Binary,
    models::{AnyAttachment, BodyType, EmailAddress, FileAttachment, ItemBody, Message, Recipient},
    operations::UserSendMail,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let [to, file] = <[String; 2]>::try_from(env::args().skip(1).collect::<Vec<_>>())
        .map_err(|_| "usage: send_mail ADDRESS FILE")?;
    let parameters = UserSendMail {
        message: Some(message(&to, attachment(Path::new(&file))?)),
        save_to_sent_items: Some(true),
        ..UserSendMail::default()
    };
    let send = graph_models::me().send_mail(&parameters);
    example_reqwest::graph()?.send(send).await?;
    Ok(())
}

fn message(to: &str, attachment: AnyAttachment) -> Message {
    let text = ItemBody {
        content_type: Some(BodyType::Text),
        content: Some("It is attached.".to_owned()),
        ..ItemBody::default()
    };
    let address = EmailAddress {
        address: Some(to.to_owned()),
        ..EmailAddress::default()
    };
    Message {
        subject: Some("A file for you".to_owned()),
        body: Some(text.into()),
        to_recipients: Some(vec![Recipient {
            email_address: Some(address.into()),
            ..Recipient::default()
        }]),
        attachments: Some(vec![attachment]),
        ..Message::default()
    }
}

fn attachment(file: &Path) -> Result<AnyAttachment, Box<dyn Error>> {
    let name = file.file_name().ok_or("the file has no name")?;
    Ok(AnyAttachment::from(FileAttachment {
        name: Some(name.to_string_lossy().into_owned()),
        content_bytes: Some(Binary(fs::read(file)?)),
        ..FileAttachment::default()
    }))
}
