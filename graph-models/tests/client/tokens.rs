//! Tokens: one refresh for many calls, renewal before the end and after a refusal, claims challenges.

use std::{
    io,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use graph_models::client::{Client, Credential, Error, Token, TokenRequest, credential_fn};
use tokio::task::JoinSet;

use super::{answer, builder, get};

/// A credential that counts, takes a second, and issues `t1`, `t2`, … for a time.
fn counting(lifetime: u64) -> (impl Credential, Arc<Mutex<Vec<TokenRequest>>>) {
    let requests: Arc<Mutex<Vec<TokenRequest>>> = Arc::default();
    let seen = Arc::clone(&requests);
    let credential = credential_fn(move |request| {
        let mut seen = seen.lock().expect("no test panics with it");
        seen.push(request);
        let token = Token::new(format!("t{}", seen.len()));
        async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Ok::<_, io::Error>(token.expires_in(Duration::from_secs(lifetime)))
        }
    });
    (credential, requests)
}

/// A service that answers with the token, and refuses the token `refused`.
fn echo(credential: impl Credential, refused: &'static str) -> Client {
    let challenge = r#"Bearer realm="", error="insufficient_claims", claims="eyJhIjoxfQ==""#;
    let builder = builder(move |request| async move {
        let token = request
            .headers()
            .get("authorization")
            .and_then(|token| token.to_str().ok());
        let token = token.unwrap_or_default().trim_start_matches("Bearer ").to_owned();
        if token == refused {
            return answer(401, &[("www-authenticate", challenge)], "");
        }
        answer(200, &[], format!("{token:?}"))
    });
    builder.credential(credential).build().expect("a client")
}

async fn thousand(graph: &Client) -> Vec<Result<graph_models::Json, Error>> {
    let mut set = JoinSet::new();
    for _ in 0..1_000 {
        let graph = graph.clone();
        set.spawn(async move { graph.send(get("/me")).await });
    }
    set.join_all().await
}

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_share_one_refresh() {
    let (credential, requests) = counting(3600);
    let graph = echo(credential, "none");
    for (round, pause) in [("t1", 0), ("t1", 3000), ("t2", 400)] {
        tokio::time::sleep(Duration::from_secs(pause)).await;
        for token in thousand(&graph).await {
            assert_eq!(token.expect("an answer"), round);
        }
    }
    let requests = requests.lock().expect("whole");
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].scopes, ["https://graph.example/.default"]);
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_replaced_once_for_all_calls() {
    let (credential, requests) = counting(3600);
    let graph = echo(credential, "t1");
    for token in thousand(&graph).await {
        assert_eq!(token.expect("an answer"), "t2");
    }
    let requests = requests.lock().expect("whole");
    assert_eq!(requests.len(), 2);
    assert!(requests[1].refused);
    assert_eq!(requests[1].claims.as_deref(), Some(r#"{"a":1}"#));
}

#[tokio::test(start_paused = true)]
async fn a_fresh_token_that_is_refused_is_the_end() {
    let sent = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&sent);
    let (credential, _) = counting(3600);
    let graph = builder(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
        async { answer(401, &[], r#"{"error": {"code": "InvalidAuthenticationToken"}}"#) }
    });
    let graph = graph.credential(credential).build().expect("a client");
    let error = graph.send(get("/me")).await.expect_err("an error");
    assert_eq!(error.code(), Some("InvalidAuthenticationToken"));
    assert_eq!(sent.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn an_error_is_shared_and_the_next_call_asks_again() {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let credential = credential_fn(move |_| {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            match number {
                0 => Err(io::Error::other("no network")),
                1 => Ok(Token::new("a\nb")),
                _ => Ok(Token::new("t")),
            }
        }
    });
    let graph = echo(credential, "none");
    for (round, is_error) in [(1, true), (2, true), (3, false)] {
        for result in thousand(&graph).await {
            assert_eq!(matches!(result, Err(Error::Token(_))), is_error);
        }
        assert_eq!(asked.load(Ordering::SeqCst), round);
    }
}

#[tokio::test(start_paused = true)]
async fn a_valid_token_serves_while_it_cannot_be_renewed() {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let credential = credential_fn(move |_| {
        let number = count.fetch_add(1, Ordering::SeqCst);
        std::future::ready(match number {
            0 => Ok(Token::new("t").expires_in(Duration::from_secs(1000))),
            _ => Err("no network"),
        })
    });
    let graph = echo(credential, "none");
    for (pause, asked_before, works) in [
        (0, 1, true),
        (850, 2, true),
        (1, 2, true),
        (40, 3, true),
        (200, 4, false),
    ] {
        tokio::time::sleep(Duration::from_secs(pause)).await;
        assert_eq!(graph.send(get("/me")).await.is_ok(), works, "after {pause} s");
        assert_eq!(asked.load(Ordering::SeqCst), asked_before, "after {pause} s");
    }
}

#[tokio::test(start_paused = true)]
async fn another_call_takes_over_a_refresh_that_is_dropped() {
    let (credential, requests) = counting(3600);
    let graph = echo(credential, "none");
    let dropped = tokio::time::timeout(Duration::from_millis(500), graph.send(get("/me")));
    let (dropped, other) = tokio::join!(dropped, graph.send(get("/me")));
    assert!(dropped.is_err());
    assert_eq!(other.expect("an answer"), "t2");
    assert_eq!(requests.lock().expect("whole").len(), 2);
}

#[test]
fn tokens_are_not_shown() {
    let token = Token::new("secret").expires_at(std::time::SystemTime::UNIX_EPOCH);
    assert!(!format!("{token:?}").contains("secret"));
    // Further than any clock.
    let _ = Token::new("secret").expires_in(Duration::MAX);
}
