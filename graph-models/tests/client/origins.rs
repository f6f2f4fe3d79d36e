//! The token never goes to another origin, whatever leads there. Two servers: the service, and elsewhere.

use bytes::Bytes;
use graph_models::{
    Call, Json,
    client::{Error, UNIT},
    runtime::http::{Accepted, Path},
};
use serde_json::json;

use super::{
    Get, List, Post, StartWork, content, list,
    server::{Parts, Server, ok, response},
};

/// A server elsewhere that takes everything.
async fn elsewhere() -> Server {
    Server::start(|request| async move {
        match request.method().as_str() {
            "PUT" => response(201, &[], Parts::whole(r#"{"id": "1"}"#)),
            _ => ok(r#"{"status": "completed", "value": [1]}"#),
        }
    })
    .await
}

/// The service, which answers every request with a status, a location and a body.
async fn service(status: u16, location: String, body: Json) -> Server {
    Server::start(move |_| {
        let (location, body) = (location.clone(), body.to_string());
        async move { response(status, &[("location", &location)], Parts::whole(body)) }
    })
    .await
}

#[track_caller]
fn check(service: &Server, elsewhere: &Server, reached: usize) {
    assert!(service.seen().iter().all(|seen| seen.has_token()));
    let seen = elsewhere.seen();
    assert_eq!(seen.len(), reached);
    assert!(!seen.iter().any(|seen| seen.has_token()), "{seen:?}");
}

#[tokio::test]
async fn a_redirect_of_a_download_gets_no_token() {
    let elsewhere = elsewhere().await;
    let service = service(302, format!("{}/film", elsewhere.url), Json::Null).await;
    let call = content()
        .header_raw("Range", "bytes=0-9")
        .header_raw("X-Secret", "1")
        .header_raw("Authorization", "Bearer own");
    let download = service.client().download(call).await.expect("content");
    assert!(!download.bytes(1000).await.expect("content").is_empty());
    check(&service, &elsewhere, 1);
    let seen = &elsewhere.seen()[0];
    assert_eq!(seen.headers["range"], "bytes=0-9");
    assert!(!seen.headers.contains_key("x-secret"));
}

#[tokio::test]
async fn a_redirect_of_any_other_call_is_not_followed() {
    let elsewhere = elsewhere().await;
    let service = service(307, format!("{}/film", elsewhere.url), Json::Null).await;
    let error = service
        .client()
        .send(super::get("/me"))
        .await
        .expect_err("a redirect");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
    check(&service, &elsewhere, 0);
}

#[tokio::test]
async fn a_next_link_and_a_delta_link_are_not_followed() {
    let elsewhere = elsewhere().await;
    let link = format!("{}/numbers", elsewhere.url);
    let service = service(
        200,
        String::new(),
        json!({ "value": [1], "@odata.nextLink": link }),
    )
    .await;
    let mut items = service.client().items(list());
    assert_eq!(items.try_next().await.expect("an item"), Some(1));
    assert!(matches!(items.try_next().await, Err(Error::Request(_))));
    let saved = Call::<List>::from_link(&link);
    assert!(matches!(
        service.client().changes(saved).try_next().await,
        Err(Error::Request(_))
    ));
    check(&service, &elsewhere, 0);
}

#[tokio::test]
async fn a_link_that_may_go_anywhere_goes_without_the_token() {
    let elsewhere = elsewhere().await;
    let service = service(200, String::new(), Json::Null).await;
    let call = Call::<Get>::from_link_to_any_origin(&format!("{}/me", elsewhere.url));
    service.client().send(call).await.expect("an answer");
    check(&service, &elsewhere, 1);
}

#[tokio::test]
async fn a_monitor_elsewhere_gets_no_token_and_one_of_the_service_does() {
    let elsewhere = elsewhere().await;
    let service = service(202, format!("{}/work", elsewhere.url), Json::Null).await;
    let graph = service.client();
    let accepted: Accepted = graph
        .send(Call::<StartWork>::new(Path::new("/copy")))
        .await
        .expect("accepted");
    graph
        .monitor(&accepted)
        .expect("a location")
        .wait()
        .await
        .expect("done");
    check(&service, &elsewhere, 1);

    let own = service_with_work().await;
    let accepted = own
        .client()
        .send(Call::<StartWork>::new(Path::new("/copy")))
        .await;
    let monitor = own
        .client()
        .monitor(&accepted.expect("accepted"))
        .expect("a location");
    monitor.wait().await.expect("done");
    let seen = own.seen();
    assert_eq!(seen[1].target, "/v1.0/operations('1')");
    assert!(seen[1].has_token());
}

async fn service_with_work() -> Server {
    Server::start(|request| async move {
        match request.method().as_str() {
            "POST" => response(
                202,
                &[("location", "/operations('1')"), ("retry-after", "0")],
                Parts::whole(""),
            ),
            _ => ok(r#"{"status": "Completed"}"#),
        }
    })
    .await
}

#[tokio::test]
async fn an_upload_url_gets_no_token_even_at_the_service() {
    let elsewhere = elsewhere().await;
    let url = format!("{}/upload", elsewhere.url);
    let service = service(200, String::new(), json!({ "uploadUrl": url })).await;
    let session = service
        .client()
        .upload_session(Call::<Post>::new(Path::new("/create")))
        .await;
    let item: Json = session
        .expect("a session")
        .upload(Bytes::from(vec![7; UNIT + 1]))
        .send()
        .await
        .expect("uploaded");
    assert_eq!(item["id"], "1");
    check(&service, &elsewhere, 1);

    let session = elsewhere.client().upload_session_at(&url).expect("a URL");
    session
        .upload(Bytes::from_static(b"x"))
        .send::<Json>()
        .await
        .expect("uploaded");
    session.cancel().await.expect("cancelled");
    assert!(!elsewhere.seen().iter().any(|seen| seen.has_token()));
}
