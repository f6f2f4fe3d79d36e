//! Uploads in chunks, over connections that break.

use std::{
    io::Cursor,
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use graph_models::{
    Call, Json,
    client::{Client, Error, Reader, Retry, UNIT, UploadSource},
    runtime::http::Path,
};
use http::Request;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use serde_json::json;

use super::{
    Post, client, full,
    server::{Answer, Broken, Parts, Server, response},
};

/// What an upload service has stored.
#[derive(Default)]
struct Stored {
    bytes: Vec<u8>,
    total: usize,
    /// Positions at which the connection breaks, once each.
    breaks: Vec<usize>,
}

fn byte(position: u64) -> u8 {
    (position % 251) as u8
}

/// A chunk, a question for what is missing, or a new session.
async fn handle(stored: Arc<Mutex<Stored>>, mut request: Request<Incoming>) -> Answer {
    match request.method().as_str() {
        "POST" => {
            let host = request.headers()["host"].to_str().expect("text");
            let url = json!({ "uploadUrl": format!("http://{host}/up?secret") });
            return response(200, &[], Parts::whole(url.to_string()));
        }
        "PUT" => {}
        _ => return missing(&stored.lock().expect("whole"), 200),
    }
    let (start, total) = range(&request);
    {
        let mut stored = stored.lock().expect("whole");
        stored.total = total;
        if start != stored.bytes.len() {
            return response(416, &[], Parts::whole(""));
        }
    }
    while let Some(frame) = request.body_mut().frame().await {
        let frame = frame.map_err(|_| Broken)?.into_data().map_err(|_| Broken)?;
        let mut stored = stored.lock().expect("whole");
        stored.bytes.extend_from_slice(&frame);
        let length = stored.bytes.len();
        if let Some(position) = stored.breaks.iter().position(|at| *at <= length) {
            let at = stored.breaks.remove(position);
            stored.bytes.truncate(at);
            return Err(Broken);
        }
    }
    let stored = stored.lock().expect("whole");
    if stored.bytes.len() == stored.total {
        return response(201, &[], Parts::whole(r#"{"id": "film"}"#));
    }
    missing(&stored, 202)
}

fn range(request: &Request<Incoming>) -> (usize, usize) {
    let range = request.headers()["content-range"].to_str().expect("text");
    let (range, total) = range
        .trim_start_matches("bytes ")
        .split_once('/')
        .expect("a total");
    let (start, end) = range.split_once('-').expect("an end");
    let number = |text: &str| text.parse::<usize>().expect("a number");
    let length = number(request.headers()["content-length"].to_str().expect("text"));
    let (start, end, total) = (number(start), number(end), number(total));
    assert_eq!(end + 1 - start, length);
    assert!(
        length.is_multiple_of(UNIT) || end + 1 == total,
        "{length} bytes in the middle"
    );
    (start, total)
}

fn missing(stored: &Stored, status: u16) -> Answer {
    let next = json!({ "nextExpectedRanges": [format!("{}-", stored.bytes.len())] });
    response(status, &[], Parts::whole(next.to_string()))
}

/// A source that makes its bytes, and knows how many are in memory at most.
struct Generated(u64);

impl UploadSource for Generated {
    fn size(&mut self) -> std::io::Result<u64> {
        Ok(self.0)
    }

    fn read_at(
        &mut self,
        position: u64,
        length: usize,
    ) -> graph_models::client::BoxFuture<'_, std::io::Result<Bytes>> {
        Box::pin(async move {
            Ok((position..position + length as u64)
                .map(byte)
                .collect::<Vec<_>>()
                .into())
        })
    }
}

async fn service(breaks: Vec<usize>) -> (Server, Arc<Mutex<Stored>>) {
    let stored = Arc::new(Mutex::new(Stored {
        breaks,
        ..Stored::default()
    }));
    let state = Arc::clone(&stored);
    let server = Server::start(move |request| handle(Arc::clone(&state), request)).await;
    (server, stored)
}

fn quick(client: &Client) -> Client {
    let pause = Duration::from_millis(1);
    client.with_retry(Retry::default().pauses(pause, pause))
}

fn create() -> Call<Post> {
    Call::new(Path::new("/create"))
}

#[tokio::test]
async fn a_large_upload_that_breaks_three_times_is_whole() {
    let size = if full() { 100 << 20 } else { 10 << 20 } + 123;
    // In the middle of a chunk, between two, and in the last one.
    let (server, stored) = service(vec![1_000_000, 2 * 4 * UNIT, size - 5]).await;
    let session = quick(&server.client())
        .upload_session(create())
        .await
        .expect("a session");
    let mut sent = Vec::new();
    let upload = session
        .upload(Generated(size as u64))
        .chunk(4 * UNIT)
        .progress(|progress| {
            assert_eq!(progress.total, size as u64);
            sent.push(progress.sent);
        });
    let item: Json = upload.send().await.expect("uploaded");
    assert_eq!(item["id"], "film");
    let stored = stored.lock().expect("whole");
    assert!(stored.breaks.is_empty(), "it broke three times");
    assert_eq!(stored.bytes.len(), size);
    assert!(
        stored
            .bytes
            .iter()
            .zip(0..)
            .all(|(stored, position)| *stored == byte(position))
    );
    assert!(
        sent.is_sorted() && sent.last() == Some(&(size as u64)),
        "{sent:?}"
    );
}

#[tokio::test]
async fn an_upload_continues_with_what_is_missing() {
    let (server, stored) = service(Vec::new()).await;
    let session = quick(&server.client())
        .upload_session(create())
        .await
        .expect("a session");
    let url = session.url();
    stored.lock().expect("whole").bytes = (0..500_000).map(byte).collect();
    let bytes: Vec<u8> = (0..2_000_000).map(byte).collect();
    let session = quick(&server.client()).upload_session_at(&url).expect("a URL");
    // The first chunk is refused with 416, since the service has its start.
    session
        .upload(Reader(Cursor::new(bytes.clone())))
        .send::<Json>()
        .await
        .expect("uploaded");
    assert!(stored.lock().expect("whole").bytes == bytes);
}

#[tokio::test]
async fn an_upload_without_progress_ends() {
    let (server, _) = service((0..100).map(|_| 0).collect()).await;
    let session = quick(&server.client())
        .upload_session(create())
        .await
        .expect("a session");
    let error = session
        .upload(Bytes::from_static(b"abc"))
        .send::<Json>()
        .await
        .expect_err("an error");
    assert!(matches!(error, Error::Interrupted(_)), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    let puts = server
        .seen()
        .iter()
        .filter(|seen| seen.headers.contains_key("content-range"))
        .count();
    assert_eq!(puts, 5);
}

#[tokio::test]
async fn what_cannot_be_uploaded_is_an_error() {
    let graph = client(|_| async { panic!("nothing is sent") });
    let session = graph.upload_session_at("https://up.example/1").expect("a URL");
    for (bytes, chunk) in [(0, UNIT), (5, 0), (5, UNIT + 1)] {
        let upload = session.upload(Bytes::from(vec![0; bytes])).chunk(chunk);
        assert!(matches!(upload.send::<Json>().await, Err(Error::Request(_))));
    }
    struct Short;
    impl UploadSource for Short {
        fn size(&mut self) -> std::io::Result<u64> {
            Ok(5)
        }
        fn read_at(
            &mut self,
            _: u64,
            _: usize,
        ) -> graph_models::client::BoxFuture<'_, std::io::Result<Bytes>> {
            Box::pin(async { Ok(Bytes::from_static(b"abc")) })
        }
    }
    assert!(matches!(
        session.upload(Short).send::<Json>().await,
        Err(Error::Read(_))
    ));
    for url in ["", "/up", "up.example", "https://"] {
        assert!(graph.upload_session_at(url).is_err(), "{url}");
    }
}

#[tokio::test(start_paused = true)]
async fn hostile_answers_end_an_upload() {
    for (status, body, expected) in [
        (202, "", "nextExpectedRanges"),
        (202, r#"{"nextExpectedRanges": ["x"]}"#, "nextExpectedRanges"),
        (202, r#"{"nextExpectedRanges": [7]}"#, "nextExpectedRanges"),
        (202, r#"{"nextExpectedRanges": []}"#, "all bytes"),
        (
            202,
            r#"{"nextExpectedRanges": ["18446744073709551615-"]}"#,
            "beyond the end",
        ),
        (
            202,
            r#"{"nextExpectedRanges": ["0-18446744073709551615"]}"#,
            "does not take",
        ),
        (202, r#"{"nextExpectedRanges": ["2-0"]}"#, "does not take"),
        (404, "", "Not Found"),
        (200, "{", "does not match"),
    ] {
        let graph = client(move |_| async move { super::answer(status, &[], body) });
        let session = graph.upload_session_at("https://up.example/1").expect("a URL");
        let error = session
            .upload(Bytes::from_static(b"abc"))
            .send::<Json>()
            .await
            .expect_err("an error");
        assert!(error.to_string().contains(expected), "{body}: {error}");
    }
}
