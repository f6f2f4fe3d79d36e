//! Several calls in one request: `POST /$batch`.

use std::{
    collections::BTreeMap,
    fmt,
    marker::PhantomData,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use serde_json::{Map, Value as Json, json};
use tokio::time::{Instant, sleep};

use super::{
    core::Client,
    error::Error,
    exchange::Plan,
    retry::{is_repeatable, is_temporary},
};
use crate::{Call, Operation, runtime::http::retry_after};

/// The most calls that the service takes in one request.
const MOST: usize = 20;

/// Calls of any operations that are sent together with [`Client::batch`].
///
/// # Example
///
/// ```
/// # use graph_models::{Call, Operation, runtime::http::{Info, Path}, Json};
/// # use graph_models::client::{Batch, Body, Client, Error, transport_fn};
/// # struct GetName;
/// # impl Operation for GetName {
/// #     const INFO: &'static Info = &Info::NONE;
/// #     type Body = ();
/// #     type Output = Json;
/// # }
/// # async fn run() -> Result<(), Error> {
/// # let service = transport_fn(|_| async {
/// #     let answers = r#"{"responses": [{"id": "0", "status": 200, "body": {"displayName": "Ada"}}, {"id": "1", "status": 404}]}"#;
/// #     Ok(http::Response::new(Body::from(answers)))
/// # });
/// # let me = || Call::<GetName>::new(Path::new("/me"));
/// # let manager = || Call::<GetName>::new(Path::new("/me/manager"));
/// # let graph = Client::builder().transport(service).credential("abc").build()?;
/// let mut batch = Batch::new();
/// let me = batch.add(me());
/// let manager = batch.add(manager());
/// let mut answers = graph.batch(batch).await?;
/// // Each answer has its own type, and its own error.
/// assert_eq!(answers.take(me)?["displayName"], "Ada");
/// assert!(answers.take(manager).is_err_and(|error| error.status() == Some(http::StatusCode::NOT_FOUND)));
/// # Ok(())
/// # }
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(run()).unwrap();
/// ```
pub struct Batch {
    number: u64,
    entries: Vec<Entry>,
}

/// The place of a call in a [`Batch`], for its answer.
pub struct Key<Op> {
    batch: u64,
    index: usize,
    operation: PhantomData<fn() -> Op>,
}

impl<Op> Clone for Key<Op> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Op> Copy for Key<Op> {}

impl<Op> fmt::Debug for Key<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Key").field(&self.index).finish()
    }
}

/// Builds the request of a call for a base URL.
type Build = Box<dyn Fn(&str) -> Result<Request<Vec<u8>>, crate::Error> + Send + Sync>;

struct Entry {
    build: Build,
    /// Calls that must have succeeded before this one.
    after: Vec<usize>,
}

impl Batch {
    /// An empty batch.
    pub fn new() -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        Self {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            entries: Vec::new(),
        }
    }

    /// Adds a call. There can be any number of them: the client sends as many requests as necessary, one after the other.
    pub fn add<Op: Operation>(&mut self, call: Call<Op>) -> Key<Op>
    where
        Op: 'static,
    {
        self.entries.push(Entry {
            build: Box::new(move |base| call.to_http(base)),
            after: Vec::new(),
        });
        Key {
            batch: self.number,
            index: self.entries.len() - 1,
            operation: PhantomData,
        }
    }

    /// Has the service make a call only after another one, which was added before it, has succeeded. If that fails, the
    /// call fails with the status 424. Keys that do not fit make [`Client::batch`] fail.
    pub fn depends_on<Op, First>(&mut self, call: Key<Op>, first: Key<First>) {
        let number = self.number;
        // What does not fit becomes a dependency on itself, which is rejected later.
        let fits = first.batch == number && call.batch == number;
        if let Some(entry) = self.entries.get_mut(call.index) {
            entry.after.push(if fits { first.index } else { call.index });
        }
    }

    /// The number of calls.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no calls.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Default for Batch {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("len", &self.len()).finish()
    }
}

/// The answers to a [`Batch`], by key.
pub struct Answers {
    batch: u64,
    answers: BTreeMap<usize, Result<Response<Vec<u8>>, Error>>,
}

impl Answers {
    /// Takes the answer to a call.
    ///
    /// # Errors
    ///
    /// The call's own error, as [`Client::send`] would return it; [`Error::Answer`] if the service gave no answer to this
    /// call; [`Error::Request`] if the key is of another batch, or the answer was taken before.
    pub fn take<Op: Operation>(&mut self, key: Key<Op>) -> Result<Op::Output, Error> {
        let answer = self
            .answers
            .remove(&key.index)
            .filter(|_| key.batch == self.batch);
        let answer =
            answer.ok_or_else(|| Error::request("the batch has no answer for this key, or no longer"))?;
        Ok(Op::decode(answer?)?)
    }

    /// The status of the answer to a call, if there is one.
    pub fn status<Op>(&self, key: Key<Op>) -> Option<StatusCode> {
        let answer = self.answers.get(&key.index).filter(|_| key.batch == self.batch)?;
        answer.as_ref().ok().map(Response::status)
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers")
            .field("len", &self.answers.len())
            .finish()
    }
}

impl Client {
    /// Sends calls together, at most 20 with each request. Calls that the service throttles within a batch are sent again,
    /// with those that depend on them, within the client's [`Retry`](super::Retry).
    ///
    /// # Errors
    ///
    /// A call of the batch cannot be built or goes elsewhere than the base, a dependency does not fit, or the first request
    /// fails as a whole. If a later one does, the calls in it and after it have its error, since the earlier ones have
    /// their answers.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future drops the answers that have arrived.
    pub async fn batch(&self, batch: Batch) -> Result<Answers, Error> {
        let calls = self.prepare(&batch)?;
        let mut run = Run {
            tried: vec![0; calls.len()],
            calls,
            answers: BTreeMap::new(),
            begun: Instant::now(),
        };
        loop {
            let round = run.next_round();
            if round.is_empty() {
                break;
            }
            match self.post(&run, &round).await {
                Ok(answers) => {
                    if let Some(pause) = run.receive(&round, answers, self) {
                        sleep(pause).await;
                    }
                }
                Err(error) if run.answers.is_empty() => return Err(error),
                Err(error) => run.fail(&error),
            }
        }
        Ok(Answers {
            batch: batch.number,
            answers: run.answers,
        })
    }

    fn prepare(&self, batch: &Batch) -> Result<Vec<Prepared>, Error> {
        let prepare = |(index, entry): (usize, &Entry)| {
            if entry.after.iter().any(|after| *after >= index) {
                return Err(Error::request(
                    "a call can only depend on one that was added before it",
                ));
            }
            let request = (entry.build)(self.base())?;
            let url = request.uri().to_string();
            let url = url
                .strip_prefix(self.base())
                .filter(|url| url.starts_with('/'))
                .ok_or_else(|| Error::request("a call of a batch must be below the base URL"))?;
            Ok(Prepared {
                json: json_request(&request, index, url),
                repeatable: is_repeatable(request.method()),
                after: entry.after.clone(),
            })
        };
        batch.entries.iter().enumerate().map(prepare).collect()
    }

    /// Sends the calls of a round and returns the answers by index.
    async fn post(&self, run: &Run, round: &[usize]) -> Result<BTreeMap<usize, Response<Vec<u8>>>, Error> {
        let requests: Vec<_> = round.iter().map(|index| run.json(*index, round)).collect();
        let body = json!({ "requests": requests }).to_string();
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("{}/$batch", self.base()))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json")
            .body(Bytes::from(body))
            .map_err(|error| Error::request(error.to_string()))?;
        let repeatable = round
            .iter()
            .all(|index| run.calls.get(*index).is_some_and(|call| call.repeatable));
        let plan = Plan::new(request, "Batch").repeatable(repeatable);
        answers(self.run(&plan).await?)
    }
}

struct Prepared {
    json: Map<String, Json>,
    repeatable: bool,
    after: Vec<usize>,
}

/// The state of sending a batch.
struct Run {
    calls: Vec<Prepared>,
    tried: Vec<u32>,
    answers: BTreeMap<usize, Result<Response<Vec<u8>>, Error>>,
    begun: Instant,
}

impl Run {
    /// The first calls without an answer. Those that a call depends on come before it, so they are in the same round or
    /// have an answer.
    fn next_round(&mut self) -> Vec<usize> {
        let mut round = Vec::new();
        for index in 0..self.calls.len() {
            if round.len() == MOST {
                break;
            }
            if self.answers.contains_key(&index) {
                continue;
            }
            if self.has_failed_before(index) {
                self.answers.insert(index, Ok(failed_dependency()));
            } else {
                round.push(index);
            }
        }
        round
    }

    /// Whether a call that this one depends on has failed in an earlier round.
    fn has_failed_before(&self, index: usize) -> bool {
        let failed = |after: &usize| match self.answers.get(after) {
            Some(Ok(answer)) => !is_success(answer.status()),
            Some(Err(_)) => true,
            None => false,
        };
        self.calls
            .get(index)
            .is_some_and(|call| call.after.iter().any(failed))
    }

    /// A call as JSON, with its dependencies in this round.
    fn json(&self, index: usize, round: &[usize]) -> Json {
        let Some(call) = self.calls.get(index) else {
            return Json::Null;
        };
        let after: Vec<_> = call
            .after
            .iter()
            .filter(|after| round.contains(after))
            .map(ToString::to_string)
            .collect();
        let mut json = call.json.clone();
        if !after.is_empty() {
            json.insert("dependsOn".to_owned(), after.into());
        }
        json.into()
    }

    /// Keeps the answers of a round but for those of calls to be sent again, and returns the pause before that.
    fn receive(
        &mut self,
        round: &[usize],
        mut answers: BTreeMap<usize, Response<Vec<u8>>>,
        client: &Client,
    ) -> Option<Duration> {
        let mut longest = None;
        let mut again = Vec::new();
        for index in round {
            let answer = answers.remove(index);
            if let Some(answer) = &answer
                && let Some(pause) = self.pause(*index, answer, &again, client)
            {
                longest = longest.max(Some(pause));
                again.push(*index);
                continue;
            }
            let missing =
                || Error::answer("the batch has no answer for this call", Response::new(Vec::new()));
            self.answers.insert(*index, answer.ok_or_else(missing));
        }
        longest
    }

    /// The pause before a call is sent again, if it is to be.
    fn pause(
        &mut self,
        index: usize,
        answer: &Response<Vec<u8>>,
        again: &[usize],
        client: &Client,
    ) -> Option<Duration> {
        let call = self.calls.get(index)?;
        if answer.status() == StatusCode::FAILED_DEPENDENCY {
            // Sent again with the call that it waits for.
            return call
                .after
                .iter()
                .any(|after| again.contains(after))
                .then_some(Duration::ZERO);
        }
        if !is_temporary(answer.status(), answer.headers(), call.repeatable) {
            return None;
        }
        let tried = self.tried.get_mut(index)?;
        *tried += 1;
        client
            .bounds
            .retry
            .next(*tried, self.begun.elapsed(), retry_after(answer.headers()))
    }

    /// Gives an error to all calls without an answer.
    fn fail(&mut self, error: &Error) {
        for index in 0..self.calls.len() {
            self.answers.entry(index).or_insert_with(|| Err(error.clone()));
        }
    }
}

/// Redirects are content for some operations.
fn is_success(status: StatusCode) -> bool {
    status.is_success() || status.is_redirection()
}

fn failed_dependency() -> Response<Vec<u8>> {
    let error = json!({ "error": { "code": "FailedDependency", "message": "A call that this one depends on has failed." } });
    let mut response = Response::new(error.to_string().into_bytes());
    *response.status_mut() = StatusCode::FAILED_DEPENDENCY;
    response
}

/// A request as a part of a batch. A body that is not JSON is sent as base64.
fn json_request(request: &Request<Vec<u8>>, index: usize, url: &str) -> Map<String, Json> {
    let mut json = Map::new();
    json.insert("id".to_owned(), index.to_string().into());
    json.insert("method".to_owned(), request.method().as_str().into());
    json.insert("url".to_owned(), url.into());
    let mut headers: Map<String, Json> = Map::new();
    for (name, value) in request.headers() {
        // The token stands in the header of the batch.
        if let Ok(value) = value.to_str()
            && *name != header::AUTHORIZATION
        {
            let before = headers.get(name.as_str()).and_then(Json::as_str);
            let value = before.map_or_else(|| value.to_owned(), |before| format!("{before}, {value}"));
            headers.insert(name.as_str().to_owned(), value.into());
        }
    }
    if !request.body().is_empty() {
        let is_json = is_json(request.headers());
        let body = is_json
            .then(|| serde_json::from_slice(request.body()).ok())
            .flatten();
        let body = body.unwrap_or_else(|| STANDARD.encode(request.body()).into());
        json.insert("body".to_owned(), body);
    }
    if !headers.is_empty() {
        json.insert("headers".to_owned(), headers.into());
    }
    json
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.to_ascii_lowercase().contains("json"))
}

/// The answers in the response to a batch.
fn answers(response: Response<Vec<u8>>) -> Result<BTreeMap<usize, Response<Vec<u8>>>, Error> {
    if !response.status().is_success() {
        return Err(crate::Error::service(&response).into());
    }
    let json: Option<Json> = serde_json::from_slice(response.body()).ok();
    let list = json.as_ref().and_then(|json| json.get("responses")?.as_array());
    let Some(list) = list else {
        return Err(Error::answer("the batch has no `responses`", response));
    };
    Ok(list.iter().filter_map(answer).collect())
}

/// One answer with its index; `None` if it cannot be read, so that the call has no answer.
fn answer(json: &Json) -> Option<(usize, Response<Vec<u8>>)> {
    let index = json.get("id")?.as_str()?.parse().ok()?;
    let status = u16::try_from(json.get("status")?.as_u64()?).ok()?;
    let mut response = Response::new(Vec::new());
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    for (name, value) in json
        .get("headers")
        .and_then(Json::as_object)
        .into_iter()
        .flatten()
    {
        let name = HeaderName::from_bytes(name.as_bytes());
        // Some services write numbers as numbers: `"Retry-After": 5`.
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(&text)) {
            response.headers_mut().append(name, value);
        }
    }
    *response.body_mut() = match json.get("body") {
        None | Some(Json::Null) => Vec::new(),
        Some(Json::String(text)) if !is_json(response.headers()) => STANDARD
            .decode(text)
            .unwrap_or_else(|_| text.clone().into_bytes()),
        Some(body) => body.to_string().into_bytes(),
    };
    Some((index, response))
}
