//! Spans and events of the crate `tracing`, with the feature `client-tracing`; nothing without it. They have no path, no
//! query, no header field and no content, since each of them can hold a secret or personal data.

use std::{future::Future, time::Duration};

use http::{Request, StatusCode};

/// Runs a request in a span.
#[cfg(feature = "client-tracing")]
pub(super) fn in_span<T, F: Future>(
    title: &str,
    request: &Request<T>,
    id: &str,
    future: F,
) -> impl Future<Output = F::Output> {
    use tracing::Instrument;
    let host = request.uri().host().unwrap_or_default();
    let span = tracing::info_span!("graph.request", operation = title, method = %request.method(), host, client_request_id = id);
    future.instrument(span)
}

#[cfg(not(feature = "client-tracing"))]
pub(super) fn in_span<T, F: Future>(_title: &str, _request: &Request<T>, _id: &str, future: F) -> F {
    future
}

/// The service has answered.
#[cfg_attr(
    not(feature = "client-tracing"),
    allow(unused_variables, reason = "nothing is written")
)]
pub(super) fn answered(status: StatusCode, request_id: Option<&str>) {
    #[cfg(feature = "client-tracing")]
    tracing::debug!(status = status.as_u16(), request_id, "answered");
}

/// The request is sent again after a pause.
#[cfg_attr(
    not(feature = "client-tracing"),
    allow(unused_variables, reason = "nothing is written")
)]
pub(super) fn again(tried: u32, pause: Duration, why: &str) {
    #[cfg(feature = "client-tracing")]
    tracing::warn!(tried, ?pause, why, "sent again after a pause");
}
