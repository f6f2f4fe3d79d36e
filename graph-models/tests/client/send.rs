//! Sending a call: header fields, errors, faults of connections, limits.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use graph_models::{
    Call,
    client::{Client, Error, Retry, transport_fn},
    runtime::http::Path,
};

use super::{
    Get, answer, builder, client, get, post,
    server::{Broken, Parts, Server, ok, response},
};

#[tokio::test]
async fn a_call_has_its_token_ids_and_user_agent() {
    let graph = builder(|request| async move {
        let headers = request.headers();
        assert_eq!(headers["authorization"], "Bearer abc");
        assert!(
            headers["user-agent"]
                .to_str()
                .expect("text")
                .starts_with("archive/2 ")
        );
        let id = headers["client-request-id"].to_str().expect("text");
        let lengths: Vec<_> = id.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
        answer(
            200,
            &[("request-id", "r1")],
            format!("{:?}", request.uri().to_string()),
        )
    });
    let graph = graph
        .credential("abc")
        .user_agent("archive/2")
        .build()
        .expect("a client");
    let full = graph.send_full(get("/me")).await.expect("an answer");
    assert_eq!(full.body(), "https://graph.example/v1.0/me");
    assert_eq!(full.headers()["request-id"], "r1");
    assert!(full.headers().contains_key("client-request-id"));
}

#[tokio::test]
async fn every_kind_of_error_can_be_told_apart() {
    let graph = client(|request| async move {
        match request.uri().path() {
            "/v1.0/refused" => answer(
                404,
                &[("request-id", "r2")],
                r#"{"error": {"code": "itemNotFound", "message": "Gone."}}"#,
            ),
            "/v1.0/resync" => answer(410, &[], r#"{"error": {"code": "resyncRequired"}}"#),
            "/v1.0/empty" => answer(200, &[], ""),
            _ => answer(200, &[], "{"),
        }
    });
    let error = graph.send(get("/refused")).await.expect_err("an error");
    assert!(matches!(error, Error::Service(_)));
    assert_eq!(
        (error.code(), error.request_id()),
        (Some("itemNotFound"), Some("r2"))
    );
    assert_eq!(
        (error.status().map(|status| status.as_u16()), error.message()),
        (Some(404), "Gone.".to_owned())
    );
    assert!(error.client_request_id().is_some());
    assert!(matches!(graph.send(get("/resync")).await, Err(Error::Resync(_))));
    assert!(matches!(graph.send(get("/empty")).await, Err(Error::NoBody(_))));
    assert!(matches!(
        graph.send(get("/unreadable")).await,
        Err(Error::Answer(_))
    ));
    let unbuilt = Call::<Get>::new(Path::new("/users").key(""));
    assert!(matches!(graph.send(unbuilt).await, Err(Error::Request(_))));
}

#[tokio::test]
async fn a_service_that_is_not_there_is_not_sent_to() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", closed.local_addr().expect("an address"));
    drop(closed);
    let graph = Client::builder()
        .base(&base)
        .retry(Retry::NEVER)
        .build()
        .expect("a client");
    let error = graph.send(post("/secret")).await.expect_err("an error");
    assert!(matches!(error, Error::NotSent(_)), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
}

/// The n-th request gets the n-th answer, and the last one from then on.
async fn faulty(faults: u32, fault: fn() -> super::server::Answer) -> (Server, Arc<AtomicU32>) {
    let count = Arc::new(AtomicU32::new(0));
    let requests = Arc::clone(&count);
    let server = Server::start(move |_| {
        let number = requests.fetch_add(1, Ordering::SeqCst);
        async move { if number < faults { fault() } else { ok(r#""done""#) } }
    });
    (server.await, count)
}

fn quick(server: &Server) -> Client {
    let pause = Duration::from_millis(1);
    server.client().with_retry(Retry::default().pauses(pause, pause))
}

#[tokio::test]
async fn broken_connections_and_cut_bodies_are_tried_again_where_that_is_safe() {
    let faults: [fn() -> super::server::Answer; 2] =
        [|| Err(Broken), || response(200, &[], Parts::cut(r#""do"#, 6))];
    for fault in faults {
        let (server, count) = faulty(2, fault).await;
        assert_eq!(quick(&server).send(get("/a")).await.expect("an answer"), "done");
        assert_eq!(count.load(Ordering::SeqCst), 3);

        let (server, count) = faulty(2, fault).await;
        let error = quick(&server).send(post("/a")).await.expect_err("may be done");
        assert!(matches!(error, Error::Interrupted(_)), "{error:?}");
        assert_eq!(count.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn a_slow_server_is_given_up_in_time() {
    let server = Server::start(|request| async move {
        if request.uri().path().ends_with("slow") {
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
        ok("1")
    });
    let server = server.await;
    let limit = Duration::from_millis(50);
    let graph = server.client().with_timeout(limit).with_retry(Retry::NEVER);
    assert!(matches!(graph.send(get("/slow")).await, Err(Error::TimedOut(time)) if time == limit));
    assert_eq!(server.client().send(get("/quick")).await.expect("an answer"), 1);
}

#[tokio::test]
async fn an_answer_in_parts_is_read_up_to_the_limit() {
    let parts = || {
        vec![
            Bytes::from_static(b"\"ab"),
            Bytes::from_static(b"cd"),
            Bytes::from_static(b"e\""),
        ]
    };
    let server = Server::start(move |_| {
        let parts = Parts::many(parts());
        async { response(200, &[], parts) }
    });
    let base = server.await.url;
    for (limit, expected) in [(7, Some("abcde")), (6, None), (2, None), (0, None)] {
        let graph = Client::builder()
            .base(&base)
            .limit(limit)
            .build()
            .expect("a client");
        match (graph.send(get("/a")).await, expected) {
            (Ok(text), Some(expected)) => assert_eq!(text, expected),
            (Err(Error::TooLong(most)), None) => assert_eq!(most, limit),
            (other, _) => panic!("{limit}: {other:?}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_sends_nothing_more() {
    let count = Arc::new(AtomicU32::new(0));
    let requests = Arc::clone(&count);
    let graph = client(move |_| {
        requests.fetch_add(1, Ordering::SeqCst);
        async { answer(503, &[], "") }
    });
    let call = tokio::time::timeout(Duration::from_millis(10), graph.send(get("/a")));
    assert!(call.await.is_err(), "still trying");
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[test]
fn futures_can_be_sent_between_threads_and_nothing_shows_the_token() {
    fn is_send(_: &impl Send) {}
    let graph = client(|_| async { answer(200, &[], "1") });
    is_send(&graph.send(get("/a")));
    is_send(&graph.send_full(get("/a")));
    is_send(&graph.items(super::list()));
    is_send(&graph.changes(super::list()));
    is_send(&graph.download(super::content()));
    is_send(&graph.batch(graph_models::client::Batch::new()));
    let session = graph
        .upload_session_at("https://up.example/secret")
        .expect("a URL");
    is_send(&session.upload(Bytes::new()).send::<()>());
    let shown = format!("{graph:?} {session:?} {:?}", graph.items(super::list()));
    assert!(!shown.contains("abc") && !shown.contains("secret"), "{shown}");
}

#[test]
fn settings_are_checked() {
    let build = |base: &str| {
        Client::builder()
            .transport(transport_fn(|_| async { answer(200, &[], "") }))
            .base(base)
            .build()
    };
    for base in [
        "",
        "graph.example",
        "/v1.0",
        "https://x.example/?a=",
        "https://u@x.example",
    ] {
        assert!(matches!(build(base), Err(Error::Request(_))), "{base}");
    }
    assert_eq!(
        build("https://x.example/v1.0/").expect("a client").base(),
        "https://x.example/v1.0"
    );
    assert!(Client::builder().user_agent("a\nb").build().is_err());
}
