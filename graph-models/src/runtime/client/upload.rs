//! Uploads of large files, in chunks that are sent again from where the service says that it got.

use std::{
    fmt,
    io::{self, Read, Seek, SeekFrom},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use serde_json::Value as Json;
use tokio::time::{Instant, sleep};

use super::{
    core::Client,
    error::Error,
    exchange::{Plan, bodiless},
    retry::Retry,
    transport::BoxFuture,
};
use crate::{
    Call, Operation,
    runtime::{
        Value,
        http::{Answer, retry_after},
    },
};

/// Each chunk but the last is a multiple of this many bytes.
pub const UNIT: usize = 320 * 1024;

/// The content of an upload: [`Bytes`], a [`Reader`], or your own, which is read at any position, since a chunk may have to be sent again.
pub trait UploadSource: Send {
    /// The number of bytes.
    ///
    /// # Errors
    ///
    /// The source is not there.
    fn size(&mut self) -> io::Result<u64>;

    /// Reads bytes at a position. All of them must be returned.
    ///
    /// # Errors
    ///
    /// The source ends early or cannot be read.
    fn read_at(&mut self, position: u64, length: usize) -> BoxFuture<'_, io::Result<Bytes>>;
}

impl UploadSource for Bytes {
    fn size(&mut self) -> io::Result<u64> {
        Ok(self.len() as u64)
    }

    fn read_at(&mut self, position: u64, length: usize) -> BoxFuture<'_, io::Result<Bytes>> {
        let start = usize::try_from(position).ok();
        let range = start.and_then(|start| Some(start..start.checked_add(length)?));
        let bytes = range
            .filter(|range| range.end <= self.len())
            .map(|range| self.slice(range));
        let bytes = bytes.ok_or_else(|| io::ErrorKind::UnexpectedEof.into());
        Box::pin(std::future::ready(bytes))
    }
}

/// A file, or anything else that can be read at any position. Reading a chunk blocks the thread for a moment.
#[derive(Debug)]
pub struct Reader<R>(pub R);

impl<R: Read + Seek + Send> UploadSource for Reader<R> {
    fn size(&mut self) -> io::Result<u64> {
        self.0.seek(SeekFrom::End(0))
    }

    fn read_at(&mut self, position: u64, length: usize) -> BoxFuture<'_, io::Result<Bytes>> {
        let mut read = || {
            let mut bytes = vec![0; length];
            self.0.seek(SeekFrom::Start(position))?;
            self.0.read_exact(&mut bytes)?;
            Ok(bytes.into())
        };
        Box::pin(std::future::ready(read()))
    }
}

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The bytes that the service has.
    pub sent: u64,
    /// All bytes.
    pub total: u64,
}

impl Client {
    /// Creates an upload session with an operation that returns one.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use graph_models::{Call, Json, Operation};
    /// # use graph_models::client::{Client, Reader};
    /// # async fn run<Create: Operation<Output = Json>>(graph: Client, create: Call<Create>) -> Result<(), Box<dyn std::error::Error>> {
    /// let session = graph.upload_session(create).await?;
    /// let film = Reader(std::fs::File::open("film.mp4")?);
    /// let upload = session.upload(film).progress(|progress| println!("{} of {}", progress.sent, progress.total));
    /// let item: Json = upload.send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`send`](Client::send), and [`Error::Answer`] if the session has no URL.
    pub async fn upload_session<Op: Operation<Output: Value>>(
        &self,
        create: Call<Op>,
    ) -> Result<UploadSession, Error> {
        let request = create.to_http(self.base())?.map(Bytes::from);
        let response = self.fetch(request, Op::INFO.title).await?;
        if !response.status().is_success() {
            return Err(crate::Error::service(&response).into());
        }
        let url = upload_url(response.body());
        let url = url.ok_or_else(|| Error::answer("the session has no `uploadUrl`", response))?;
        self.upload_session_at(&url)
    }

    /// An upload session that was created before, by its URL: an upload continues with what is missing.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] if it is not an absolute URL.
    pub fn upload_session_at(&self, url: &str) -> Result<UploadSession, Error> {
        // The URL is a secret, so the message does not show it.
        let uri: Option<Uri> = url.parse().ok();
        let uri = uri.filter(|uri| uri.scheme().is_some() && uri.authority().is_some());
        let url = uri.ok_or_else(|| Error::request("the URL of the upload session is not absolute"))?;
        let client = self.clone();
        Ok(UploadSession { client, url })
    }
}

fn upload_url(body: &[u8]) -> Option<String> {
    let json: Json = serde_json::from_slice(body).ok()?;
    Some(json.get("uploadUrl")?.as_str()?.to_owned())
}

/// An upload session. Its URL needs no token and never gets one, but is a secret itself.
#[derive(Clone)]
pub struct UploadSession {
    client: Client,
    url: Uri,
}

impl UploadSession {
    /// The URL, to be kept for [`Client::upload_session_at`]. Whoever has it can upload.
    pub fn url(&self) -> String {
        self.url.to_string()
    }

    /// An upload to this session, which [`Upload::send`] starts.
    pub fn upload<S: UploadSource>(&self, source: S) -> Upload<'_, S> {
        Upload {
            session: self,
            source,
            chunk: 16 * UNIT,
            progress: None,
        }
    }

    /// Cancels the session, so that the service drops what it got.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`].
    pub async fn cancel(&self) -> Result<(), Error> {
        let response = self.ask(Method::DELETE).await?;
        if response.status().is_success() {
            return Ok(());
        }
        Err(crate::Error::service(&response).into())
    }

    /// The range that the service expects next, as its start and an optional end; `None` if it lacks nothing.
    async fn expected(&self) -> Result<Option<Range>, Error> {
        let response = self.ask(Method::GET).await?;
        if !response.status().is_success() {
            return Err(crate::Error::service(&response).into());
        }
        expected(response)
    }

    /// After a chunk failed: what the service lacks, if it makes sense to go on.
    async fn recover(
        &self,
        result: Result<Response<Vec<u8>>, Error>,
        state: &mut Attempts,
    ) -> Result<Option<Range>, Error> {
        let (error, demanded) = match result {
            Ok(response) => {
                let is_temporary = response.status().is_server_error();
                let is_overlap = response.status() == StatusCode::RANGE_NOT_SATISFIABLE;
                let error = Error::from(crate::Error::service(&response));
                if !is_temporary && !is_overlap {
                    return Err(error);
                }
                (error, retry_after(response.headers()))
            }
            Err(error @ (Error::Interrupted(_) | Error::TimedOut(_))) => (error, None),
            Err(error) => return Err(error),
        };
        let Some(pause) = state.count(self.client.bounds.retry, demanded) else {
            return Err(error);
        };
        sleep(pause).await;
        match self.expected().await? {
            Some(range) => Ok(Some(range)),
            // Everything has arrived; only the answer is lost.
            None => Err(error),
        }
    }

    async fn ask(&self, method: Method) -> Result<Response<Vec<u8>>, Error> {
        let plan = Plan::new(bodiless(method, self.url.clone()), "Upload session");
        self.client.run(&plan.anonymous()).await
    }
}

impl fmt::Debug for UploadSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UploadSession")
    }
}

/// The start of a range, and its last byte if it does not go to the end.
type Range = (u64, Option<u64>);

/// The first of `nextExpectedRanges`: `["12345-55232","77829-"]`.
fn expected(response: Response<Vec<u8>>) -> Result<Option<Range>, Error> {
    let json: Option<Json> = serde_json::from_slice(response.body()).ok();
    let ranges = json.as_ref().and_then(|json| {
        let ranges = json
            .get("nextExpectedRanges")
            .or_else(|| json.get("NextExpectedRanges"))?;
        ranges.as_array()
    });
    let unreadable = || {
        Error::answer(
            "the answer has no readable `nextExpectedRanges`",
            response.clone(),
        )
    };
    let Some(first) = ranges.ok_or_else(unreadable)?.first() else {
        return Ok(None);
    };
    let range = first.as_str().and_then(|range| {
        let (start, last) = range.split_once('-').unwrap_or((range, ""));
        let last = if last.is_empty() {
            None
        } else {
            Some(last.parse().ok()?)
        };
        Some((start.parse().ok()?, last))
    });
    range.map(Some).ok_or_else(unreadable)
}

type OnProgress<'a> = Box<dyn FnMut(Progress) + Send + 'a>;

/// An upload, made by [`UploadSession::upload`].
#[must_use]
pub struct Upload<'a, S> {
    session: &'a UploadSession,
    source: S,
    chunk: usize,
    progress: Option<OnProgress<'a>>,
}

impl<'a, S: UploadSource> Upload<'a, S> {
    /// Sets the size of a chunk, a multiple of [`UNIT`]; 5 MiB by default. One chunk is in memory at a time. Attachments
    /// allow chunks of up to 4 MB.
    pub fn chunk(mut self, bytes: usize) -> Self {
        self.chunk = bytes;
        self
    }

    /// Sets a function that is called after each chunk.
    pub fn progress(mut self, call: impl FnMut(Progress) + Send + 'a) -> Self {
        self.progress = Some(Box::new(call));
        self
    }

    /// Sends what the service lacks, and returns its last answer: the uploaded item, or `()` where it has no content, as
    /// for attachments.
    ///
    /// After a broken connection, the service is asked what it lacks, so that no byte is stored twice. The number of tries
    /// without any progress is that of the client's [`Retry`].
    ///
    /// # Errors
    ///
    /// [`Error::Request`] for an empty source or a wrong size of chunks, [`Error::Read`] if the source cannot be read, and
    /// those of [`Client::send`]. The service answers 404 if the session is over.
    ///
    /// # Cancel safety
    ///
    /// After the future is dropped, the session remains: another upload to it continues with what is missing.
    pub async fn send<T: Answer>(mut self) -> Result<T, Error> {
        let total = self.source.size().map_err(unread)?;
        if total == 0 || self.chunk == 0 || !self.chunk.is_multiple_of(UNIT) {
            let message = format!("the content is empty, or the chunks are no multiple of {UNIT} bytes");
            return Err(Error::request(message));
        }
        let mut range = (0, None);
        let mut state = Attempts::new();
        loop {
            let (next, counted) = match self.put(range, total).await {
                Ok(response) if matches!(response.status(), StatusCode::OK | StatusCode::CREATED) => {
                    self.report(total, total);
                    return Ok(T::read(response)?);
                }
                Ok(response) if response.status().is_success() => (expected(response)?, false),
                result => (self.session.recover(result, &mut state).await?, true),
            };
            let next = next.ok_or_else(|| {
                Error::request("the service has all bytes, but did not answer with the item")
            })?;
            if next.0 >= total {
                return Err(Error::request("the service expects bytes beyond the end"));
            }
            if next.0 > range.0 {
                state = Attempts::new();
                self.report(next.0, total);
            } else if !counted && state.count(self.session.client.bounds.retry, None).is_none() {
                return Err(Error::request("the service does not take the chunk"));
            }
            range = next;
        }
    }

    /// Sends the chunk at the start of a range.
    async fn put(&mut self, (start, last): Range, total: u64) -> Result<Response<Vec<u8>>, Error> {
        let end = last.map_or(total, |last| last.saturating_add(1).min(total));
        let left = usize::try_from(end.saturating_sub(start)).unwrap_or(usize::MAX);
        let length = left.min(self.chunk);
        let bytes = self.source.read_at(start, length).await.map_err(unread)?;
        if bytes.len() != length {
            return Err(unread(io::ErrorKind::UnexpectedEof.into()));
        }
        let range = format!(
            "bytes {start}-{}/{total}",
            (start + length as u64).saturating_sub(1)
        );
        let mut request: Request<Bytes> = bodiless(Method::PUT, self.session.url.clone());
        *request.body_mut() = bytes;
        let range = HeaderValue::from_str(&range).map_err(|error| Error::request(error.to_string()))?;
        request.headers_mut().insert(header::CONTENT_RANGE, range);
        // Not sent again as it is: the service may have a part of it.
        let plan = Plan::new(request, "Upload").anonymous().repeatable(false);
        self.session.client.run(&plan).await
    }

    fn report(&mut self, sent: u64, total: u64) {
        if let Some(progress) = &mut self.progress {
            progress(Progress { sent, total });
        }
    }
}

impl<S> fmt::Debug for Upload<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("chunk", &self.chunk)
            .finish_non_exhaustive()
    }
}

/// Failures since the last progress.
struct Attempts {
    failed: u32,
    begun: Instant,
}

impl Attempts {
    fn new() -> Self {
        let begun = Instant::now();
        Self { failed: 0, begun }
    }

    /// Counts a try without progress, and returns the pause before the next one, if that is allowed.
    fn count(&mut self, retry: Retry, demanded: Option<Duration>) -> Option<Duration> {
        self.failed += 1;
        retry.next(self.failed, self.begun.elapsed(), demanded)
    }
}

fn unread(error: io::Error) -> Error {
    Error::Read(Arc::new(error))
}
