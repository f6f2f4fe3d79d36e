//! Waits for work that the service has accepted.

use std::{fmt, time::Duration};

use http::{Method, Response, StatusCode, Uri};
use serde_json::Value as Json;
use tokio::time::{Instant, sleep};

use super::{
    core::Client,
    error::Error,
    exchange::{Plan, bodiless},
};
use crate::runtime::http::{Accepted, Answer, location, retry_after};

/// The first and the longest pause between two questions, if the service asks for no other.
const PAUSES: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));

impl Client {
    /// Watches work that the service has accepted, at the location that it gave.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use graph_models::{Call, Json, Operation, runtime::http::Accepted};
    /// # use graph_models::client::{Client, Error};
    /// # async fn run<Copy: Operation<Output = Accepted>>(graph: Client, copy: Call<Copy>) -> Result<(), Error> {
    /// let accepted = graph.send(copy).await?;
    /// let finished = graph.monitor(&accepted)?.wait().await?;
    /// println!("{:?}", finished.resource_id());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Request`] if the service gave no location, or one that is not a URL.
    pub fn monitor(&self, accepted: &Accepted) -> Result<Monitor, Error> {
        let location = accepted.location.as_deref();
        let location = location.ok_or_else(|| Error::request("the service gave no location to ask at"))?;
        Ok(Monitor {
            client: self.clone(),
            url: self.resolve(location)?,
            first: accepted.retry_after,
            within: Duration::from_secs(3600),
        })
    }

    /// The URL of a location. A path is relative to the base, unless it starts with a version itself.
    fn resolve(&self, location: &str) -> Result<Uri, Error> {
        if has_scheme(location) {
            let invalid = |_| Error::request("the location is not a URL");
            return location.trim().parse().map_err(invalid);
        }
        let path = location.trim().trim_start_matches('/');
        let first = path.split('/').next().unwrap_or_default();
        let is_version = first == "beta" || first.starts_with("v1.") || first.starts_with("v2.");
        let link = if is_version {
            format!("/{path}")
        } else {
            path.to_owned()
        };
        Ok(self.exchange.follow(&link)?.uri().clone())
    }
}

fn has_scheme(location: &str) -> bool {
    let location = location.trim_start().to_ascii_lowercase();
    location.starts_with("https://") || location.starts_with("http://")
}

/// Work in progress, made by [`Client::monitor`]. A location of another origin than the base gets no token.
pub struct Monitor {
    client: Client,
    url: Uri,
    first: Option<Duration>,
    within: Duration,
}

/// What a monitor says.
#[derive(Debug)]
#[non_exhaustive]
pub enum Status {
    /// The work goes on.
    #[non_exhaustive]
    Running {
        /// How much is done, if the service says so.
        percent: Option<f64>,
        /// The time to wait before the next question, if the service says so.
        retry_after: Option<Duration>,
    },
    /// The work is done.
    Finished(Finished),
}

/// Work that is done.
#[derive(Clone, Debug)]
pub struct Finished {
    response: Response<Vec<u8>>,
    json: Json,
}

impl Finished {
    /// The id of the new resource, if the service says so.
    pub fn resource_id(&self) -> Option<&str> {
        self.text(&["resourceId", "targetResourceId"])
    }

    /// The URL of the new resource, if the service says so.
    pub fn resource_location(&self) -> Option<&str> {
        let text = self.text(&["resourceLocation", "targetResourceLocation"]);
        text.or_else(|| location(self.response.headers()))
    }

    /// Reads the last answer: the state of the work, or its result.
    ///
    /// # Errors
    ///
    /// The answer is not what is asked for.
    pub fn read<T: Answer>(self) -> Result<T, Error> {
        Ok(T::read(self.response)?)
    }

    fn text(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.json.get(name)?.as_str())
    }
}

impl Monitor {
    /// Sets the longest time to wait, an hour by default.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.within = time;
        self
    }

    /// Asks once.
    ///
    /// # Errors
    ///
    /// [`Error::Failed`] if the work failed, and those of [`Client::send`].
    pub async fn poll(&self) -> Result<Status, Error> {
        let request = bodiless(Method::GET, self.url.clone());
        status(self.client.run(&Plan::new(request, "Monitor")).await?)
    }

    /// Asks until the work is done. The pauses are those that the service demands; without any, they grow from a second to
    /// half a minute.
    ///
    /// # Errors
    ///
    /// Those of [`poll`](Monitor::poll), and [`Error::TimedOut`] if the work takes too long.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future stops nothing but the questions; the work can be watched again.
    pub async fn wait(&self) -> Result<Finished, Error> {
        let begun = Instant::now();
        let mut own = PAUSES.0;
        let mut pause = self.first.unwrap_or(own);
        loop {
            if begun.elapsed().saturating_add(pause) > self.within {
                return Err(Error::TimedOut(self.within));
            }
            sleep(pause).await;
            match self.poll().await? {
                Status::Finished(finished) => return Ok(finished),
                Status::Running { retry_after, .. } => {
                    pause = retry_after.unwrap_or(own);
                    own = own.mul_f64(1.5).min(PAUSES.1);
                }
            }
        }
    }
}

impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monitor")
            .field("within", &self.within)
            .finish_non_exhaustive()
    }
}

/// What an answer says. Services spell the states differently: `inProgress`, `Running`, `notStarted`, `completed`.
fn status(response: Response<Vec<u8>>) -> Result<Status, Error> {
    let code = response.status();
    if !code.is_success() && code != StatusCode::SEE_OTHER && code != StatusCode::FOUND {
        return Err(crate::Error::service(&response).into());
    }
    let json: Json = serde_json::from_slice(response.body()).unwrap_or_default();
    let state = json
        .get("status")
        .and_then(Json::as_str)
        .map(str::to_ascii_lowercase);
    let is_over = match state.as_deref() {
        Some("failed" | "deletefailed" | "cancelled" | "canceled" | "faulted" | "skipped") => {
            return Err(Error::Failed(std::sync::Arc::new(crate::Error::service(
                &response,
            ))));
        }
        Some(
            "notstarted" | "inprogress" | "running" | "waiting" | "updating" | "queued" | "pending"
            | "accepted",
        ) => false,
        // Another state, or a body without one: the status of the response decides.
        Some("completed" | "succeeded" | "success" | "deletepending") => true,
        _ => code != StatusCode::ACCEPTED,
    };
    if is_over {
        return Ok(Status::Finished(Finished { response, json }));
    }
    let percent = ["percentageComplete", "percentComplete"]
        .iter()
        .find_map(|name| json.get(name)?.as_f64());
    let retry_after = retry_after(response.headers());
    Ok(Status::Running { percent, retry_after })
}
