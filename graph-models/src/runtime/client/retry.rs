//! When a request is sent again, and after which time.

use std::time::Duration;

use http::{HeaderMap, Method, StatusCode};

use super::transport::TransportError;
use crate::runtime::http::retry_after;

/// The bounds of trying again: the number of tries and the time that all of them may take.
///
/// A request is sent again after 429, 503 and 504, after a failure to connect, and after a broken connection or a time-out.
/// Where that could do the work twice (a `POST` or `PATCH`), it is sent again only if the service did not take it:
/// after 429, a 503 with `Retry-After`, and a failure to connect. `Retry-After` is honoured in seconds and as a date. Without
/// it, the pause doubles with each try, and a random part of it is left out.
///
/// If the service demands a pause that goes beyond the bounds, the call fails at once with the service's error, which has
/// the time in [`retry_after`](crate::Error::retry_after).
///
/// # Example
///
/// ```
/// use std::time::Duration;
/// use graph_models::client::{Client, Retry};
///
/// # fn run(graph: Client) {
/// let patient = graph.with_retry(Retry::default().tries(10).within(Duration::from_secs(600)));
/// let impatient = graph.with_retry(Retry::NEVER);
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    tries: u32,
    within: Duration,
    pause: Duration,
    longest_pause: Duration,
}

impl Default for Retry {
    /// Five tries within three minutes, with pauses from half a second to 30 seconds.
    fn default() -> Self {
        Self {
            tries: 5,
            within: Duration::from_secs(180),
            pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(30),
        }
    }
}

impl Retry {
    /// One try.
    pub const NEVER: Self = Self {
        tries: 1,
        within: Duration::ZERO,
        pause: Duration::ZERO,
        longest_pause: Duration::ZERO,
    };

    /// Sets the number of tries; 0 counts as 1.
    #[must_use]
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }

    /// Sets the time after which no further try starts.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.within = time;
        self
    }

    /// Sets the pause after the first try, and the longest one, for answers without `Retry-After`.
    #[must_use]
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        (self.pause, self.longest_pause) = (first, longest);
        self
    }

    /// The pause before the next try; `None` if there is to be none.
    pub(super) fn next(&self, tried: u32, elapsed: Duration, demanded: Option<Duration>) -> Option<Duration> {
        if tried >= self.tries {
            return None;
        }
        let pause = demanded.map_or_else(
            || self.backoff(tried),
            |least| least.saturating_add(spread(least)),
        );
        let end = elapsed.checked_add(pause)?;
        (end <= self.within).then_some(pause)
    }

    /// Between half of the pause and all of it, so that calls that failed together do not come back together.
    pub(super) fn backoff(&self, tried: u32) -> Duration {
        let doubled = self.pause.saturating_mul(1 << tried.saturating_sub(1).min(20));
        let pause = doubled.min(self.longest_pause);
        pause / 2 + (pause / 2).mul_f64(fastrand::f64())
    }
}

/// A short random time beyond the one that the service demands, so that calls that were throttled together do not come
/// back together.
fn spread(demanded: Duration) -> Duration {
    (demanded / 10)
        .min(Duration::from_secs(1))
        .mul_f64(fastrand::f64())
}

/// Whether doing the request twice is the same as doing it once.
pub(super) fn is_repeatable(method: &Method) -> bool {
    method.is_idempotent()
}

/// Whether a response invites to try again, and after which time.
pub(super) fn is_temporary(status: StatusCode, headers: &HeaderMap, repeatable: bool) -> bool {
    match status {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::SERVICE_UNAVAILABLE => repeatable || retry_after(headers).is_some(),
        StatusCode::GATEWAY_TIMEOUT => repeatable,
        _ => false,
    }
}

/// Whether a request without a response can be sent again.
pub(super) fn is_harmless(error: &TransportError, repeatable: bool) -> bool {
    repeatable || !error.sent
}
