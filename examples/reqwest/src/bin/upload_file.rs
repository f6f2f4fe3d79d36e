//! Uploads a file of any size to the caller's drive, in chunks:
//! `GRAPH_TOKEN=… cargo run -p example-reqwest --bin upload_file -- film.mp4 "Films/film.mp4"`.
#![allow(clippy::print_stdout, reason = "the output of the program")]

use std::{
    env,
    error::Error,
    fs::File,
    io::{Read, Seek, SeekFrom},
};

use example_reqwest::Graph;
use graph_models::{
    from_slice,
    models::{DriveItem, UploadSession},
    operations::DriveItemCreateUploadSession,
};

/// The size of a chunk, which must be a multiple of 320 KiB.
const CHUNK: u64 = 10 * 320 * 1024;

fn main() -> Result<(), Box<dyn Error>> {
    let [file, path] = <[String; 2]>::try_from(env::args().skip(1).collect::<Vec<_>>())
        .map_err(|_| "usage: upload_file FILE PATH")?;
    let item = upload(&Graph::from_env()?, &mut File::open(file)?, &path)?;
    println!("{}", item.web_url.or(item.id).unwrap_or_default());
    Ok(())
}

fn upload(graph: &Graph, file: &mut File, path: &str) -> Result<DriveItem, Box<dyn Error>> {
    let item = graph_models::me().drive().root().by_path(path);
    let session = graph.call(item.create_upload_session(&DriveItemCreateUploadSession::default()))?;
    let url = session.upload_url.ok_or("the session has no URL")?;
    let size = file.metadata()?.len();
    let mut from = 0;
    loop {
        // The URL is a secret itself, so no token is sent there.
        let response = graph.send(chunk(&url, file, from, size)?)?;
        match response.status().as_u16() {
            200 | 201 => return Ok(from_slice(response.body())?),
            202 => from = next(&from_slice(response.body())?).ok_or("the response has no next range")?,
            other => return Err(format!("the chunk at byte {from} failed with {other}").into()),
        }
    }
}

fn chunk(url: &str, file: &mut File, from: u64, size: u64) -> Result<http::Request<Vec<u8>>, Box<dyn Error>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(from))?;
    file.take(CHUNK).read_to_end(&mut bytes)?;
    let last = (from + bytes.len() as u64)
        .checked_sub(1)
        .ok_or("the file is empty")?;
    let request = http::Request::put(url).header("Content-Range", format!("bytes {from}-{last}/{size}"));
    Ok(request.body(bytes)?)
}

/// The start of the first missing range. The service knows which chunks have arrived.
fn next(session: &UploadSession) -> Option<u64> {
    let ranges = session.next_expected_ranges.as_ref()?;
    ranges.first()?.split('-').next()?.parse().ok()
}
