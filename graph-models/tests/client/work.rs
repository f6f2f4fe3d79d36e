//! Work that takes long, and downloads.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use graph_models::{
    Call, Json,
    client::{Client, Error, Finished, Status},
    runtime::http::Path,
};
use tokio::time::Instant;

use super::{
    StartWork, answer, client, content,
    server::{Parts, Server, response},
};

/// A service that accepts work, and says how far it is with one answer after the other.
fn working(answers: Vec<(u16, Option<&'static str>, &'static str)>) -> Client {
    let asked = AtomicUsize::new(0);
    client(move |request| {
        let number = asked.fetch_add(1, Ordering::SeqCst);
        let next = answers.get(number.saturating_sub(1)).or(answers.last()).copied();
        async move {
            if request.method() == "POST" {
                return answer(202, &[("location", "https://monitor.example/1")], "");
            }
            match next.expect("an answer") {
                (status, Some(after), body) => answer(status, &[("retry-after", after)], body),
                (status, None, body) => answer(status, &[], body),
            }
        }
    })
}

async fn wait(answers: Vec<(u16, Option<&'static str>, &'static str)>) -> Result<Finished, Error> {
    let graph = working(answers);
    let accepted = graph.send(Call::<StartWork>::new(Path::new("/copy"))).await?;
    graph.monitor(&accepted)?.wait().await
}

#[tokio::test(start_paused = true)]
async fn work_is_watched_until_it_is_done() {
    let begun = Instant::now();
    let finished = wait(vec![
        (202, None, r#"{"status": "notStarted"}"#),
        (
            202,
            Some("20"),
            r#"{"status": "inProgress", "percentageComplete": 41.5}"#,
        ),
        (503, Some("3"), ""),
        (200, None, r#"{"status": "Running"}"#),
        (
            200,
            None,
            r#"{"status": "completed", "resourceId": "01M", "resourceLocation": "https://x.example/1"}"#,
        ),
    ]);
    let finished = finished.await.expect("done");
    assert_eq!(
        (finished.resource_id(), finished.resource_location()),
        (Some("01M"), Some("https://x.example/1"))
    );
    assert_eq!(finished.read::<Json>().expect("JSON")["status"], "completed");
    let waited = begun.elapsed().as_secs_f64();
    assert!((26.0..30.0).contains(&waited), "{waited}");
}

#[tokio::test(start_paused = true)]
async fn work_ends_in_other_ways_too() {
    // A body without a state is the result; so is a redirect to it.
    assert_eq!(
        wait(vec![(202, None, ""), (200, None, r#"{"id": "1"}"#)])
            .await
            .expect("done")
            .resource_id(),
        None
    );
    wait(vec![(303, None, "")]).await.expect("done");
    let failed = wait(vec![(
        200,
        None,
        r#"{"status": "failed", "error": {"code": "nameAlreadyExists", "message": "Twice."}}"#,
    )]);
    let error = failed.await.expect_err("failed");
    assert!(matches!(error, Error::Failed(_)));
    assert_eq!(
        (error.code(), error.message()),
        (Some("nameAlreadyExists"), "Twice.".to_owned())
    );
    assert!(matches!(
        wait(vec![(404, None, "")]).await,
        Err(Error::Service(_))
    ));
    let begun = Instant::now();
    let late = wait(vec![(202, None, r#"{"status": "inProgress"}"#)]).await;
    assert!(matches!(late, Err(Error::TimedOut(_))));
    assert!(begun.elapsed() <= Duration::from_secs(3600));
    let hostile = wait(vec![(202, Some("18446744073709551615"), "")]).await;
    assert!(matches!(hostile, Err(Error::TimedOut(_))));
}

#[tokio::test]
async fn one_question_can_be_asked() {
    let graph = working(vec![(
        202,
        Some("9"),
        r#"{"status": "inProgress", "percentageComplete": 41.5}"#,
    )]);
    let accepted = graph
        .send(Call::<StartWork>::new(Path::new("/copy")))
        .await
        .expect("accepted");
    let status = graph
        .monitor(&accepted)
        .expect("a location")
        .poll()
        .await
        .expect("a status");
    let Status::Running {
        percent, retry_after, ..
    } = status
    else {
        panic!("{status:?}")
    };
    assert_eq!((percent, retry_after), (Some(41.5), Some(Duration::from_secs(9))));
    assert!(
        matches!(graph.monitor(&Default::default()), Err(Error::Request(_))),
        "no location"
    );
}

#[tokio::test]
async fn content_arrives_in_parts_over_redirects() {
    let server = Server::start(|request| async move {
        match request.uri().path() {
            "/v1.0/file/content" => response(302, &[("location", "/there")], Parts::whole("")),
            "/there" => {
                let parts = (0..100).map(|part| Bytes::from(vec![part; 10_000])).collect();
                response(200, &[("content-type", "video/mp4")], Parts::many(parts))
            }
            "/v1.0/loop/content" => response(302, &[("location", "/v1.0/loop/content")], Parts::whole("")),
            "/v1.0/cut/content" => response(200, &[], Parts::cut("abc", 6)),
            "/v1.0/bad/content" => response(302, &[("location", "file:///etc/passwd")], Parts::whole("")),
            _ => response(404, &[], Parts::whole(r#"{"error": {"code": "itemNotFound"}}"#)),
        }
    })
    .await;
    let graph = server.client();
    let mut download = graph.download(content()).await.expect("content");
    assert_eq!(
        (download.content_type(), download.length()),
        (Some("video/mp4"), None)
    );
    let mut read = Vec::new();
    while let Some(bytes) = download.try_next().await.expect("bytes") {
        read.extend_from_slice(&bytes);
    }
    assert_eq!(read.len(), 1_000_000);
    assert!(
        read.iter()
            .enumerate()
            .all(|(position, byte)| position / 10_000 == usize::from(*byte))
    );

    let at = |path: &str| Call::<super::GetContent>::new(Path::new(path));
    let too_long = graph
        .download(content())
        .await
        .expect("content")
        .bytes(999_999)
        .await;
    assert!(matches!(too_long, Err(Error::TooLong(999_999))));
    assert!(matches!(
        graph.download(at("/loop/content")).await,
        Err(Error::Request(_))
    ));
    assert!(matches!(
        graph.download(at("/bad/content")).await,
        Err(Error::Request(_))
    ));
    let cut = graph
        .download(at("/cut/content"))
        .await
        .expect("its start")
        .bytes(1000)
        .await;
    assert!(matches!(cut, Err(Error::Interrupted(_))), "{cut:?}");
    let gone = graph.download(at("/gone/content")).await.expect_err("an error");
    assert_eq!(gone.code(), Some("itemNotFound"));
}

#[tokio::test]
async fn a_redirect_from_https_to_http_is_not_followed() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let graph = client(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
        async { answer(302, &[("location", "http://cdn.example/1")], "") }
    });
    assert!(matches!(graph.download(content()).await, Err(Error::Request(_))));
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}
