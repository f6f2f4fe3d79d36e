//! Uploads a file of any size to the caller's drive, in chunks:
//! `GRAPH_TOKEN=… cargo run -p example-reqwest --bin upload_file -- film.mp4 "Films/film.mp4"`.
#![allow(clippy::print_stdout, reason = "the output of the program")]

use std::{env, error::Error, fs::File};

use graph_models::{client::Reader, models::DriveItem, operations::DriveItemCreateUploadSession};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let [file, path] = <[String; 2]>::try_from(env::args().skip(1).collect::<Vec<_>>())
        .map_err(|_| "usage: upload_file FILE PATH")?;
    let item = graph_models::me().drive().root().by_path(&path);
    let create = item.create_upload_session(&DriveItemCreateUploadSession::default());
    let session = example_reqwest::graph()?.upload_session(create).await?;
    let item: DriveItem = session.upload(Reader(File::open(file)?)).send().await?;
    println!("{}", item.web_url.or(item.id).unwrap_or_default());
    Ok(())
}
