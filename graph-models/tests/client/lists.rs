//! Lists over many pages, and delta queries.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use bytes::Bytes;
use graph_models::{
    Call, Json,
    client::{Body, Client, Error},
};
use http::{Request, Response};
use serde_json::json;

use super::{BASE, List, answer, client, full, list};

/// The number of the page that a request asks for.
fn page_of(request: &Request<Bytes>) -> usize {
    let query = request.uri().query().unwrap_or_default();
    let skip = query.split('&').find_map(|option| option.strip_prefix("$skip="));
    skip.map_or(0, |skip| skip.parse().expect("a number"))
}

/// A page of numbers with a link to the next one.
fn page(number: usize, pages: usize, items: usize) -> Json {
    let first = number * items;
    let mut page = json!({ "value": (first..first + items).collect::<Vec<_>>() });
    if number + 1 < pages {
        page["@odata.nextLink"] = format!("{BASE}/numbers?$skip={}", number + 1).into();
    }
    page
}

/// Bytes that know how many of them are alive, and how many were at most.
struct Counted {
    bytes: Vec<u8>,
    alive: Arc<AtomicUsize>,
}

impl AsRef<[u8]> for Counted {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.alive.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A service with many pages; the pages asked for, and the bodies that are alive and were at most.
fn service(pages: usize) -> (Client, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let (asked, alive, most) = (
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicUsize::new(0)),
    );
    let (count, peak) = (Arc::clone(&asked), Arc::clone(&most));
    let graph = client(move |request| {
        count.fetch_add(1, Ordering::SeqCst);
        let bytes = page(page_of(&request), pages, 100).to_string().into_bytes();
        peak.fetch_max(alive.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let body = Counted {
            bytes,
            alive: Arc::clone(&alive),
        };
        async { Ok(Response::new(Body::from(Bytes::from_owner(body)))) }
    });
    (graph, asked, most)
}

#[tokio::test]
async fn twenty_thousand_items_need_one_page_at_a_time() {
    let pages = if full() { 20_000 } else { 200 };
    for prefetch in [false, true] {
        let (graph, asked, most) = service(pages);
        let mut items = graph.items(list());
        if prefetch {
            items = items.prefetch();
        }
        let mut expected = 0;
        while let Some(item) = items.try_next().await.expect("an item") {
            assert_eq!(item, expected);
            expected += 1;
            let taken = usize::try_from(expected).expect("counted up").div_ceil(100);
            let ahead = asked.load(Ordering::SeqCst) - taken;
            assert!(ahead <= usize::from(prefetch), "{ahead} pages ahead");
        }
        assert_eq!(usize::try_from(expected).expect("counted up"), pages * 100);
        assert_eq!(most.load(Ordering::SeqCst), 1, "bodies at the same time");
        assert!(items.next().await.is_none());
    }
}

#[tokio::test]
async fn a_dropped_stream_asks_no_further() {
    let (graph, asked, _) = service(200);
    let mut items = graph.items(list());
    for _ in 0..150 {
        items.try_next().await.expect("an item");
    }
    drop(items);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn an_empty_page_with_a_link_is_not_the_end() {
    let graph = client(|request| async move {
        let number = page_of(&request);
        let mut page = page(number, 4, 2);
        if number % 2 == 0 {
            page["value"] = json!([]);
        }
        answer(200, &[], page.to_string())
    });
    let mut numbers = Vec::new();
    let mut items = graph.items(list());
    while let Some(number) = items.try_next().await.expect("an item") {
        numbers.push(number);
    }
    assert_eq!(numbers, [2, 3, 6, 7]);
    let mut pages = graph.pages(list());
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.expect("a page") {
        sizes.push(page.value.len());
    }
    assert_eq!(sizes, [0, 2, 0, 2]);
}

#[tokio::test]
async fn header_fields_of_the_call_go_with_every_page() {
    let seen: Arc<Mutex<Vec<http::HeaderMap>>> = Arc::default();
    let headers = Arc::clone(&seen);
    let graph = client(move |request| {
        headers.lock().expect("whole").push(request.headers().clone());
        async move { answer(200, &[], page(page_of(&request), 2, 1).to_string()) }
    });
    let mut items = graph.items(list().header_raw("ConsistencyLevel", "eventual"));
    while items.try_next().await.expect("an item").is_some() {}
    let seen = seen.lock().expect("whole");
    assert_eq!(seen.len(), 2);
    assert!(
        seen.iter()
            .all(|headers| headers["consistencylevel"] == "eventual")
    );
    assert_ne!(seen[0]["client-request-id"], seen[1]["client-request-id"]);
}

#[tokio::test]
async fn hostile_links_are_errors_and_the_end() {
    for link in [
        "https://elsewhere.example/numbers",
        "//elsewhere.example/",
        "",
        "http://[",
        "/v1.0/numbers",
    ] {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let graph = client(move |_| {
            count.fetch_add(1, Ordering::SeqCst);
            let page = json!({ "value": [1], "@odata.nextLink": link }).to_string();
            async { answer(200, &[], page) }
        });
        let mut items = graph.items(list());
        assert_eq!(items.try_next().await.expect("an item"), Some(1));
        assert!(
            matches!(items.next().await, Some(Err(Error::Request(_)))),
            "{link}"
        );
        assert!(items.next().await.is_none(), "{link}");
        assert_eq!(asked.load(Ordering::SeqCst), 1, "{link}");
    }
}

#[tokio::test]
async fn changes_end_with_a_link_or_say_to_start_anew() {
    let graph = client(|request| async move {
        match request.uri().query() {
            None => answer(
                200,
                &[],
                json!({ "value": [1], "@odata.nextLink": format!("{BASE}/numbers?$skip=1") }).to_string(),
            ),
            Some("$skip=1") => answer(
                200,
                &[],
                json!({ "value": [2], "@odata.deltaLink": format!("{BASE}/numbers?$deltatoken=a") })
                    .to_string(),
            ),
            Some("$deltatoken=a") => answer(200, &[], json!({ "value": [3] }).to_string()),
            Some("$deltatoken=old") => answer(
                410,
                &[("location", "https://graph.example/v1.0/numbers?$deltatoken=new")],
                "",
            ),
            Some(_) => answer(
                400,
                &[],
                r#"{"error": {"code": "x", "innerError": {"code": "syncStateNotFound"}}}"#,
            ),
        }
    });
    let mut changes = graph.changes(list());
    assert_eq!(changes.try_next().await.expect("a change"), Some(1));
    assert_eq!(changes.try_next().await.expect("a change"), Some(2));
    assert_eq!(changes.try_next().await.expect("the end"), None);
    let link = changes.into_link().expect("a link");
    assert!(link.ends_with("$deltatoken=a"));

    // Before the end there is no link, and neither is there if the service forgets it.
    let mut early = graph.changes(list());
    early.try_next().await.expect("a change");
    assert!(early.into_link().is_err());
    let mut forgotten = graph.changes(Call::<List>::from_link(&link));
    while forgotten.try_next().await.expect("a change").is_some() {}
    assert!(forgotten.into_link().is_err());

    for token in ["old", "lost"] {
        let link = format!("{BASE}/numbers?$deltatoken={token}");
        let error = graph.changes(Call::<List>::from_link(&link)).try_next().await;
        let Err(Error::Resync(error)) = error else {
            panic!("{error:?}")
        };
        assert_eq!(error.location().is_some(), token == "old");
    }
}
