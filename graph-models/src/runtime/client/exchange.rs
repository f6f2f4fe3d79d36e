//! One request with everything that sending it takes: token, header fields, time limit, tries.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use tokio::time::{Instant, sleep, timeout};

use super::{
    error::Error,
    retry::{Retry, is_harmless, is_repeatable, is_temporary},
    token::{Issued, Tokens},
    trace,
    transport::{Body, Transport, TransportError},
};
use crate::{
    Call, Operation,
    runtime::http::{Info, origin, retry_after},
};

/// The id that the client gives to a request, which the service logs.
pub(super) const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// What all requests of a client share.
pub(super) struct Exchange {
    pub(super) base: String,
    pub(super) transport: Box<dyn Transport>,
    pub(super) tokens: Option<Tokens>,
    pub(super) user_agent: HeaderValue,
    /// The most bytes of an answer that is read as a whole.
    pub(super) limit: usize,
}

/// The bounds of a request, which can be set for each call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) retry: Retry,
    /// For each try.
    pub(super) timeout: Duration,
}

/// A request to be sent, perhaps several times.
pub(super) struct Plan {
    pub(super) request: Request<Bytes>,
    /// The title of the operation.
    title: &'static str,
    /// Whether the request has a token. Requests to other origins never have.
    token: bool,
    repeatable: bool,
    /// Whether the body is read as a part of each try.
    whole: bool,
}

impl Plan {
    pub(super) fn new(request: Request<Bytes>, title: &'static str) -> Self {
        let repeatable = is_repeatable(request.method());
        Self {
            request,
            title,
            token: true,
            repeatable,
            whole: true,
        }
    }

    /// Without the token.
    pub(super) fn anonymous(mut self) -> Self {
        self.token = false;
        self
    }

    /// States whether doing the request twice is the same as doing it once, whatever its method.
    pub(super) fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = repeatable;
        self
    }

    /// The body of a success is left to be read.
    pub(super) fn head_only(mut self) -> Self {
        self.whole = false;
        self
    }
}

/// Why a try has no answer.
enum Failed {
    Transport(TransportError),
    TimedOut(Duration),
    TooLong(usize),
}

impl From<Failed> for Error {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Transport(error) if error.sent => Self::Interrupted(error.source),
            Failed::Transport(error) => Self::NotSent(error.source),
            Failed::TimedOut(time) => Self::TimedOut(time),
            Failed::TooLong(limit) => Self::TooLong(limit),
        }
    }
}

impl Exchange {
    /// Sends a request, again where this is allowed, and returns the last response, whatever its status.
    pub(super) async fn run(&self, plan: &Plan, bounds: Bounds) -> Result<Response<Body>, Error> {
        let id = plan.request.headers().get(&CLIENT_REQUEST_ID).cloned();
        let id = id.unwrap_or_else(new_id);
        let text = id.to_str().unwrap_or_default();
        trace::in_span(plan.title, &plan.request, text, self.tries(plan, bounds, &id)).await
    }

    async fn tries(&self, plan: &Plan, bounds: Bounds, id: &HeaderValue) -> Result<Response<Body>, Error> {
        let begun = Instant::now();
        let mut tried = 0;
        let mut renewed = false;
        loop {
            let issued = self.token(plan).await?;
            let attempt = timeout(bounds.timeout, self.attempt(plan, issued.as_ref(), id));
            let result = attempt.await.unwrap_or(Err(Failed::TimedOut(bounds.timeout)));
            if !renewed && self.renew(issued.as_ref(), refusal(&result)).await? {
                renewed = true;
                continue;
            }
            tried += 1;
            let demanded = match &result {
                Ok(response) if is_temporary(response.status(), response.headers(), plan.repeatable) => {
                    retry_after(response.headers())
                }
                Err(Failed::Transport(error)) if is_harmless(error, plan.repeatable) => None,
                Err(Failed::TimedOut(_)) if plan.repeatable => None,
                _ => return Ok(result?),
            };
            let Some(pause) = bounds.retry.next(tried, begun.elapsed(), demanded) else {
                return Ok(result?);
            };
            trace::again(tried, pause, reason(&result));
            drop(result);
            sleep(pause).await;
        }
    }

    /// The token for a request, if it is to have one.
    async fn token(&self, plan: &Plan) -> Result<Option<Issued>, Error> {
        match &self.tokens {
            Some(tokens) if plan.token && self.is_own(plan.request.uri()) => tokens.get().await.map(Some),
            _ => Ok(None),
        }
    }

    /// Gets another token in place of one that the service refused. The same token again is of no use.
    async fn renew(&self, refused: Option<&Issued>, headers: Option<&HeaderMap>) -> Result<bool, Error> {
        let (Some(tokens), Some(refused), Some(headers)) = (&self.tokens, refused, headers) else {
            return Ok(false);
        };
        let renewed = tokens.replace(refused, headers).await?;
        Ok(renewed.header != refused.header)
    }

    /// Whether a URL has the origin of the service, so that a token may be sent there.
    pub(super) fn is_own(&self, uri: &Uri) -> bool {
        let own = self.base.parse().ok().as_ref().and_then(origin);
        own.is_some() && origin(uri) == own
    }

    async fn attempt(
        &self,
        plan: &Plan,
        issued: Option<&Issued>,
        id: &HeaderValue,
    ) -> Result<Response<Body>, Failed> {
        let mut request = plan.request.clone();
        let headers = request.headers_mut();
        headers.insert(CLIENT_REQUEST_ID, id.clone());
        headers
            .entry(header::USER_AGENT)
            .or_insert_with(|| self.user_agent.clone());
        if let Some(issued) = issued {
            headers.insert(header::AUTHORIZATION, issued.header.clone());
        }
        let response = self.transport.send(request).await.map_err(Failed::Transport)?;
        trace::answered(response.status(), request_id(response.headers()));
        let (mut parts, body) = response.into_parts();
        parts
            .headers
            .entry(CLIENT_REQUEST_ID)
            .or_insert_with(|| id.clone());
        let is_content = parts.status.is_success() && !plan.whole;
        let body = if is_content {
            body
        } else {
            Body::from(whole(body, &parts.headers, self.limit).await?)
        };
        Ok(Response::from_parts(parts, body))
    }

    /// The request for a link of the service.
    pub(super) fn follow(&self, link: &str) -> Result<Request<Bytes>, Error> {
        let request = Call::<Link>::from_link(link).to_http(&self.base)?;
        Ok(request.map(Bytes::from))
    }
}

/// Any operation that a link leads to.
struct Link;

impl Operation for Link {
    const INFO: &'static Info = &Info::NONE;
    type Body = ();
    type Output = ();
}

/// The header fields of an answer that refuses the token.
fn refusal(result: &Result<Response<Body>, Failed>) -> Option<&HeaderMap> {
    let response = result.as_ref().ok()?;
    (response.status() == StatusCode::UNAUTHORIZED).then(|| response.headers())
}

/// The reason for another try, for the log.
fn reason(result: &Result<Response<Body>, Failed>) -> &'static str {
    match result {
        Ok(response) => response.status().canonical_reason().unwrap_or("refused"),
        Err(Failed::Transport(error)) if error.sent => "the connection broke",
        Err(Failed::Transport(_)) => "no connection",
        Err(_) => "no answer in time",
    }
}

fn request_id(headers: &HeaderMap) -> Option<&str> {
    headers.get("request-id")?.to_str().ok()
}

/// The parts of a body in one piece, without copying if there is one part only.
async fn whole(mut body: Body, headers: &HeaderMap, limit: usize) -> Result<Bytes, Failed> {
    let Some(first) = body.next().await else {
        return Ok(Bytes::new());
    };
    let first = within(first.map_err(Failed::Transport)?, 0, limit)?;
    let Some(mut next) = body.next().await else {
        return Ok(first);
    };
    // No more than a megabyte is reserved because a header field says so.
    let length = headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let mut all = BytesMut::with_capacity(
        length
            .unwrap_or_default()
            .clamp(first.len(), first.len() + (1 << 20)),
    );
    all.extend_from_slice(&first);
    loop {
        all.extend_from_slice(&within(next.map_err(Failed::Transport)?, all.len(), limit)?);
        match body.next().await {
            Some(more) => next = more,
            None => return Ok(all.freeze()),
        }
    }
}

/// A part, if the body is not too long with it.
fn within(part: Bytes, before: usize, limit: usize) -> Result<Bytes, Failed> {
    if part.len() > limit - before.min(limit) {
        return Err(Failed::TooLong(limit));
    }
    Ok(part)
}

/// The bytes of a response whose body was read with it.
pub(super) async fn collected(response: Response<Body>) -> Result<Response<Vec<u8>>, Error> {
    let (parts, mut body) = response.into_parts();
    let bytes = match body.next().await {
        Some(bytes) => bytes.map_err(|error| Error::from(Failed::Transport(error)))?,
        None => Bytes::new(),
    };
    Ok(Response::from_parts(parts, bytes.into()))
}

/// The next part of a body that is read after its head, within a time.
pub(super) async fn next_part(body: &mut Body, time: Duration) -> Option<Result<Bytes, Error>> {
    let part = match timeout(time, body.next()).await {
        Ok(part) => part?.map_err(Failed::Transport),
        Err(_) => Err(Failed::TimedOut(time)),
    };
    Some(part.map_err(Error::from))
}

/// A request without a body.
pub(super) fn bodiless(method: Method, uri: Uri) -> Request<Bytes> {
    let mut request = Request::new(Bytes::new());
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    request
}

/// A random UUID.
fn new_id() -> HeaderValue {
    let random = fastrand::u128(..);
    let id = random & !(0xf << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
    let (a, b, c, d, e) = (id >> 96, id >> 80, id >> 64, id >> 48, id);
    let text = format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        a & 0xffff_ffff,
        b & 0xffff,
        c & 0xffff,
        d & 0xffff,
        e & 0xffff_ffff_ffff
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("0"))
}
