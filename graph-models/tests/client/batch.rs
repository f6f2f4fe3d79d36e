//! Batches: types and errors of each answer, more than 20 calls, dependencies, throttling inside.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use bytes::Bytes;
use graph_models::{
    Call, Json,
    client::{Batch, Client, Error},
    runtime::http::Path,
};
use http::Request;
use serde_json::json;
use tokio::time::Instant;

use super::{Delete, Get, GetContent, answer, client, get, list, post};

/// A service in memory that answers each call of a batch with a function, in reverse order, and the batches it got.
fn service(answer_call: impl Fn(&Json) -> Json + Send + Sync + 'static) -> (Client, Arc<Mutex<Vec<Json>>>) {
    let batches: Arc<Mutex<Vec<Json>>> = Arc::default();
    let seen = Arc::clone(&batches);
    let graph = client(move |request: Request<Bytes>| {
        assert_eq!(request.uri(), "https://graph.example/v1.0/$batch");
        assert_eq!(request.headers()["authorization"], "Bearer abc");
        let batch: Json = serde_json::from_slice(request.body()).expect("JSON");
        let calls = batch["requests"].as_array().expect("calls");
        assert!(calls.len() <= 20);
        let answer_one = |call: &Json| {
            let mut answer = answer_call(call);
            answer["id"] = call["id"].clone();
            answer
        };
        let answers: Vec<_> = calls.iter().rev().map(answer_one).collect();
        seen.lock().expect("whole").push(batch);
        async move { answer(200, &[], json!({ "responses": answers }).to_string()) }
    });
    (graph, batches)
}

fn urls(batch: &Json) -> Vec<&str> {
    let calls = batch["requests"].as_array().expect("calls");
    calls
        .iter()
        .map(|call| call["url"].as_str().expect("a URL"))
        .collect()
}

#[tokio::test]
async fn each_answer_has_its_own_type_and_error() {
    let (graph, batches) = service(|call| match call["url"].as_str() {
        Some("/me") => json!({ "status": 200, "body": { "name": "Ada" } }),
        Some("/numbers?$top=2") => {
            json!({ "status": 200, "headers": { "Content-Type": "application/json" }, "body": { "value": [1, 2] } })
        }
        Some("/file/content") => {
            json!({ "status": 200, "headers": { "Content-Type": "image/png" }, "body": "AQID" })
        }
        Some("/gone") => json!({ "status": 404, "body": { "error": { "code": "itemNotFound" } } }),
        _ => json!({ "status": 204 }),
    });
    let mut batch = Batch::new();
    let me = batch.add(get("/me"));
    let numbers = batch.add(list().query_raw("$top", "2"));
    let picture = batch.add(super::content());
    let gone = batch.add(get("/gone"));
    let deleted = batch.add(Call::<Delete>::new(Path::new("/x")).header_raw("If-Match", "W/\"1\""));
    let posted = batch.add(post("/names").body_raw("text/plain", b"abc"));
    let mut answers = graph.batch(batch).await.expect("answers");
    assert_eq!(answers.status(deleted).map(|status| status.as_u16()), Some(204));
    assert_eq!(answers.take(me).expect("an object")["name"], "Ada");
    assert_eq!(answers.take(numbers).expect("a page").value, [1, 2]);
    assert_eq!(
        answers.take::<GetContent>(picture).expect("content").bytes,
        [1, 2, 3]
    );
    assert_eq!(
        answers.take(gone).expect_err("an error").code(),
        Some("itemNotFound")
    );
    answers.take(deleted).expect("nothing");
    assert!(matches!(answers.take(posted), Err(Error::NoBody(_))));
    assert!(matches!(answers.take(me), Err(Error::Request(_))), "taken before");
    let batches = batches.lock().expect("whole");
    let calls = &batches[0]["requests"];
    assert_eq!(
        calls[4],
        json!({ "id": "4", "method": "DELETE", "url": "/x", "headers": { "if-match": "W/\"1\"" } })
    );
    assert_eq!(calls[5]["body"], "YWJj");
}

#[tokio::test]
async fn more_than_twenty_calls_are_split() {
    let (graph, batches) = service(|call| json!({ "status": 200, "body": { "url": call["url"] } }));
    let mut batch = Batch::new();
    let keys: Vec<_> = (0..45)
        .map(|number| batch.add(get(&format!("/{number}"))))
        .collect();
    let mut answers = graph.batch(batch).await.expect("answers");
    for (number, key) in keys.into_iter().enumerate() {
        assert_eq!(answers.take(key).expect("an answer")["url"], format!("/{number}"));
    }
    let sizes: Vec<_> = batches
        .lock()
        .expect("whole")
        .iter()
        .map(|batch| urls(batch).len())
        .collect();
    assert_eq!(sizes, [20, 20, 5]);
    assert!(graph.batch(Batch::new()).await.is_ok());
    assert_eq!(
        batches.lock().expect("whole").len(),
        3,
        "an empty batch is not sent"
    );
}

#[tokio::test]
async fn dependencies_hold_within_a_request_and_between_two() {
    let (graph, batches) = service(|call| match call["url"].as_str() {
        Some("/0") => json!({ "status": 400, "body": { "error": { "code": "bad" } } }),
        _ => json!({ "status": 200, "body": 1 }),
    });
    let mut batch = Batch::new();
    let keys: Vec<_> = (0..24)
        .map(|number| batch.add(get(&format!("/{number}"))))
        .collect();
    batch.depends_on(keys[3], keys[1]);
    // In the second request: one that waits for a failure, one that waits for that one, and one that waits for a success.
    batch.depends_on(keys[20], keys[0]);
    batch.depends_on(keys[21], keys[20]);
    batch.depends_on(keys[22], keys[2]);
    batch.depends_on(keys[23], keys[22]);
    let mut answers = graph.batch(batch).await.expect("answers");
    for number in [20, 21] {
        let error = answers.take(keys[number]).expect_err("depends on a failure");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(424));
    }
    for number in [1, 3, 22, 23] {
        answers.take(keys[number]).expect("an answer");
    }
    let batches = batches.lock().expect("whole");
    assert_eq!(batches[0]["requests"][3]["dependsOn"], json!(["1"]));
    assert_eq!(urls(&batches[1]), ["/22", "/23"]);
    assert_eq!(batches[1]["requests"][0].get("dependsOn"), None);
    assert_eq!(batches[1]["requests"][1]["dependsOn"], json!(["22"]));
}

#[tokio::test(start_paused = true)]
async fn throttled_calls_are_sent_again_with_those_that_depend_on_them() {
    let tries: Mutex<HashMap<String, u32>> = Mutex::default();
    let (graph, batches) = service(move |call| {
        let url = call["url"].as_str().expect("a URL");
        let mut tries = tries.lock().expect("whole");
        let tries = tries.entry(url.to_owned()).or_insert(0);
        *tries += 1;
        match (url, *tries) {
            ("/a", 1) => json!({ "status": 429, "headers": { "Retry-After": "5" } }),
            ("/b", 1) => json!({ "status": 424 }),
            ("/d", 1 | 2) => json!({ "status": 503, "headers": { "Retry-After": 2 } }),
            ("/e", _) => json!({ "status": 429, "headers": { "Retry-After": "3600" } }),
            _ => json!({ "status": 200, "body": 1 }),
        }
    });
    let mut batch = Batch::new();
    let keys: Vec<_> = ["/a", "/b", "/c", "/d", "/e"]
        .iter()
        .map(|url| batch.add(get(url)))
        .collect();
    batch.depends_on(keys[1], keys[0]);
    let begun = Instant::now();
    let mut answers = graph.batch(batch).await.expect("answers");
    let waited = begun.elapsed().as_secs_f64();
    assert!((7.0..9.0).contains(&waited), "{waited}");
    for key in &keys[..4] {
        answers.take(*key).expect("an answer");
    }
    let error = answers.take(keys[4]).expect_err("an hour is too long");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
    let batches = batches.lock().expect("whole");
    assert_eq!(
        batches.iter().map(urls).collect::<Vec<_>>(),
        [
            vec!["/a", "/b", "/c", "/d", "/e"],
            vec!["/a", "/b", "/d"],
            vec!["/d"]
        ]
    );
}

#[tokio::test]
async fn what_does_not_fit_is_an_error() {
    let (graph, batches) = service(|_| json!({ "status": 200 }));
    let mut other = Batch::new();
    let foreign = other.add(get("/a"));
    let mut batch = Batch::new();
    let (first, second) = (batch.add(get("/a")), batch.add(get("/b")));
    batch.depends_on(first, second);
    assert!(
        matches!(graph.batch(batch).await, Err(Error::Request(_))),
        "a later call"
    );
    let mut batch = Batch::new();
    let key = batch.add(get("/a"));
    batch.depends_on(key, foreign);
    assert!(
        matches!(graph.batch(batch).await, Err(Error::Request(_))),
        "another batch"
    );
    let mut batch = Batch::new();
    batch.add(Call::<Get>::from_link("https://graph.example/beta/me"));
    assert!(
        matches!(graph.batch(batch).await, Err(Error::Request(_))),
        "another version"
    );
    assert!(batches.lock().expect("whole").is_empty());
    let mut answers = graph.batch(other).await.expect("answers");
    let mut third = Batch::new();
    let key = third.add(get("/a"));
    assert!(
        matches!(answers.take(key), Err(Error::Request(_))),
        "the key of another batch"
    );
}

#[tokio::test]
async fn unreadable_answers_are_errors() {
    for (body, whole) in [
        ("", true),
        ("[]", true),
        (r#"{"responses": {}}"#, true),
        (r#"{"responses": []}"#, false),
        (
            r#"{"responses": [1, {"id": "0"}, {"id": "0", "status": 70000}, {"id": "0", "status": 7}, {"id": "9", "status": 200}]}"#,
            false,
        ),
    ] {
        let graph = client(move |_| async move { answer(200, &[], body) });
        let mut batch = Batch::new();
        let key = batch.add(get("/a"));
        match graph.batch(batch).await {
            Err(Error::Answer(_)) => assert!(whole, "{body}"),
            Ok(mut answers) => assert!(
                !whole && matches!(answers.take(key), Err(Error::Answer(_))),
                "{body}"
            ),
            Err(other) => panic!("{body}: {other:?}"),
        }
    }
}
