//! When a call is sent again: after which answers, after which time, and how often.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use graph_models::client::{Client, Error, Retry, TransportError};
use http::Method;
use tokio::{task::JoinSet, time::Instant};

use super::{answer, client, full, get, post};

/// A service that fails with the first answers, and the times of the requests.
fn failing(statuses: Vec<(u16, Option<&'static str>)>) -> (Client, Arc<Mutex<Vec<Instant>>>) {
    let times = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&times);
    let graph = client(move |_| {
        let mut times = seen.lock().expect("no test panics with it");
        let status = statuses.get(times.len()).copied();
        times.push(Instant::now());
        async move {
            match status {
                None => answer(200, &[], "1"),
                Some((0, _)) => Err(TransportError::not_sent("no connection")),
                Some((1, _)) => Err(TransportError::interrupted("broken")),
                Some((status, None)) => answer(status, &[], ""),
                Some((status, Some(after))) => answer(
                    status,
                    &[("retry-after", after), ("date", "Sun, 01 Mar 2026 12:00:00 GMT")],
                    "",
                ),
            }
        }
    });
    (graph, times)
}

#[tokio::test(start_paused = true)]
async fn only_what_the_service_did_not_take_is_sent_again() {
    // Status, or 0 for no connection and 1 for a broken one; Retry-After; whether a GET and a POST are sent again.
    for (status, after, get_again, post_again) in [
        (429, None, true, true),
        (429, Some("2"), true, true),
        (503, None, true, false),
        (503, Some("2"), true, true),
        (504, None, true, false),
        (504, Some("2"), true, false),
        (0, None, true, true),
        (1, None, true, false),
        (500, None, false, false),
        (409, None, false, false),
        (404, Some("2"), false, false),
    ] {
        for (method, again) in [(Method::GET, get_again), (Method::POST, post_again)] {
            let (graph, times) = failing(vec![(status, after)]);
            let result = if method == Method::GET {
                graph.send(get("/a")).await
            } else {
                graph.send(post("/a")).await
            };
            assert_eq!(result.is_ok(), again, "{method} {status} {after:?}");
            assert_eq!(times.lock().expect("whole").len(), 1 + usize::from(again));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_pause_is_the_one_that_the_service_demands() {
    for (after, least) in [
        ("2", 2.0),
        ("0.25", 0.25),
        ("\"7\"", 7.0),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
    ] {
        let (graph, times) = failing(vec![(429, Some(after))]);
        graph.send(get("/a")).await.expect("an answer");
        let times = times.lock().expect("whole");
        let waited = (times[1] - times[0]).as_secs_f64();
        // Time stands still but for timers of a millisecond.
        assert!(waited >= least && waited <= least + 1.01, "{after}: {waited}");
    }
}

#[tokio::test(start_paused = true)]
async fn pauses_double_up_to_a_bound_with_a_random_part() {
    let (graph, times) = failing(vec![(503, None); 7]);
    let retry = Retry::default()
        .tries(8)
        .pauses(Duration::from_secs(1), Duration::from_secs(10));
    graph.with_retry(retry).send(get("/a")).await.expect("an answer");
    let times = times.lock().expect("whole");
    let waited: Vec<_> = times
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).as_secs_f64())
        .collect();
    for (waited, most) in waited.iter().zip([1.0, 2.0, 4.0, 8.0, 10.0, 10.0, 10.0]) {
        assert!(
            *waited >= most / 2.0 && *waited <= most + 0.01,
            "{waited} of {most}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn tries_and_time_are_bounded() {
    let (graph, times) = failing(vec![(503, None); 100]);
    let error = graph.send(get("/a")).await.expect_err("an error");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(times.lock().expect("whole").len(), 5);

    let (graph, times) = failing(vec![(503, None); 100]);
    assert!(graph.with_retry(Retry::NEVER).send(get("/a")).await.is_err());
    assert_eq!(times.lock().expect("whole").len(), 1);

    // Ten minutes are more than the client may wait, so it does not start to.
    let (graph, times) = failing(vec![(429, Some("600"))]);
    let error = graph.send(get("/a")).await.expect_err("an error");
    let Error::Service(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.retry_after(), Some(Duration::from_secs(600)));
    assert_eq!(times.lock().expect("whole").len(), 1);

    // A hostile time is no reason to panic.
    let (graph, _) = failing(vec![(429, Some("1e300")), (429, Some("18446744073709551615"))]);
    assert!(graph.send(get("/a")).await.is_err());
}

/// Of 1,000 concurrent calls 30 % are throttled, some of them again, each in another form.
#[tokio::test(start_paused = true)]
async fn a_thousand_calls_end_well_and_none_comes_back_early() {
    const FORMS: [Option<&str>; 4] = [
        Some("3"),
        Some("1.5"),
        Some("Sun, 01 Mar 2026 12:00:05 GMT"),
        None,
    ];
    const LEAST: [f64; 4] = [3.0, 1.5, 5.0, 0.25];
    let calls = if full() { 100_000 } else { 1_000 };
    let allowed: Arc<Mutex<HashMap<String, (u32, Instant)>>> = Arc::default();
    let seen = Arc::clone(&allowed);
    let graph = client(move |request| {
        let path = request.uri().path().to_owned();
        let now = Instant::now();
        let mut seen = seen.lock().expect("no test panics with it");
        let (tries, not_before) = seen.entry(path).or_insert((0, now));
        assert!(now >= *not_before, "came back early");
        *tries += 1;
        let throttled = (fastrand::u32(..10) < 3 && *tries < 5).then(|| fastrand::usize(..FORMS.len()));
        if let Some(form) = throttled {
            *not_before = now + Duration::from_secs_f64(LEAST[form]);
        }
        async move {
            let Some(form) = throttled else {
                return answer(200, &[], "1");
            };
            let date = ("date", "Sun, 01 Mar 2026 12:00:00 GMT");
            match FORMS[form] {
                Some(after) => answer(429, &[("retry-after", after), date], ""),
                None => answer(429, &[], ""),
            }
        }
    });
    let mut set = JoinSet::new();
    for number in 0..calls {
        let graph = graph.clone();
        set.spawn(async move { graph.send(get(&format!("/{number}"))).await });
    }
    for result in set.join_all().await {
        result.expect("each call ends well");
    }
    let allowed = allowed.lock().expect("whole");
    assert_eq!(allowed.len(), calls);
    assert!(allowed.values().all(|(tries, _)| *tries <= 5));
    assert!(
        allowed.values().any(|(tries, _)| *tries > 1),
        "some were throttled"
    );
}
