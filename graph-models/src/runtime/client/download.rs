//! Content as a stream of bytes.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, Method, Request, Response, StatusCode, Uri, header};

use super::{
    core::Client,
    error::Error,
    exchange::{Plan, bodiless, next_part},
    transport::Body,
};
use crate::{
    Call, Operation,
    runtime::http::{Content, location},
};

/// The most redirects of a download.
const REDIRECTS: usize = 10;

/// Header fields that go with a redirect, since they choose the content.
const KEPT: [header::HeaderName; 3] = [header::ACCEPT, header::RANGE, header::IF_RANGE];

impl Client {
    /// Requests content and returns it as a stream, however large it is. Redirects are followed: to another origin
    /// without the token, and never from HTTPS to HTTP.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use graph_models::{Call, Operation, runtime::http::Content};
    /// # use graph_models::client::Client;
    /// # async fn run<Get: Operation<Output = Content>>(graph: Client, content: Call<Get>) -> Result<(), Box<dyn std::error::Error>> {
    /// use std::io::Write;
    ///
    /// let mut download = graph.download(content).await?;
    /// let mut file = std::fs::File::create("film.mp4")?;
    /// while let Some(bytes) = download.try_next().await? {
    ///     file.write_all(&bytes)?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`send`](Client::send), and [`Error::Request`] for a redirect that is not followed.
    pub async fn download<Op: Operation<Output = Content>>(&self, call: Call<Op>) -> Result<Download, Error> {
        let request = call.to_http(self.base())?.map(Bytes::from);
        self.download_http(request, Op::INFO.title).await
    }

    async fn download_http(&self, request: Request<Bytes>, title: &'static str) -> Result<Download, Error> {
        let mut kept = HeaderMap::new();
        for name in KEPT {
            if let Some(value) = request.headers().get(&name) {
                kept.insert(name, value.clone());
            }
        }
        let mut plan = Plan::new(request, title).head_only();
        for _ in 0..=REDIRECTS {
            let response = self.exchange.run(&plan, self.bounds).await?;
            let Some(target) = target(plan.request.uri(), &response)? else {
                return self.content(response).await;
            };
            let mut next = bodiless(Method::GET, target);
            next.headers_mut().clone_from(&kept);
            plan = Plan::new(next, title).head_only();
        }
        Err(Error::request("there are too many redirects"))
    }

    async fn content(&self, response: Response<Body>) -> Result<Download, Error> {
        if !response.status().is_success() {
            let response = super::exchange::collected(response).await?;
            return Err(crate::Error::service(&response).into());
        }
        let (parts, body) = response.into_parts();
        Ok(Download {
            status: parts.status,
            headers: parts.headers,
            body,
            timeout: self.bounds.timeout,
        })
    }
}

/// Where a redirect leads.
fn target(from: &Uri, response: &Response<Body>) -> Result<Option<Uri>, Error> {
    let is_redirect = matches!(
        response.status(),
        StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT
    );
    let Some(location) = location(response.headers()).filter(|_| is_redirect) else {
        return Ok(None);
    };
    let host = from.authority().map(http::uri::Authority::as_str);
    let scheme = from.scheme_str().unwrap_or("https");
    let absolute = if location.starts_with('/') && !location.starts_with("//") {
        format!("{scheme}://{}{location}", host.unwrap_or_default())
    } else {
        location.to_owned()
    };
    // The URL of a download is a secret, so the message does not show it.
    let target: Option<Uri> = absolute.parse().ok();
    let target = target.filter(|target| match target.scheme_str() {
        Some("https") => true,
        Some("http") => scheme == "http",
        _ => false,
    });
    let target = target.ok_or_else(|| Error::request("the redirect leads to no URL that can be followed"))?;
    Ok(Some(target))
}

/// A stream of content, made by [`Client::download`].
pub struct Download {
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
    timeout: Duration,
}

impl Download {
    /// The status: 206 for a part of the content, after a call with the header field `Range`.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The header fields of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The media type, if the service sent one.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// The number of bytes, if the service sent it.
    pub fn length(&self) -> Option<u64> {
        self.headers
            .get(header::CONTENT_LENGTH)?
            .to_str()
            .ok()?
            .parse()
            .ok()
    }

    /// The next bytes; `None` at the end. Content that is cut short ends with an error.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        next_part(&mut self.body, self.timeout).await
    }

    /// Like [`next`](Download::next), for use with `?`.
    ///
    /// # Errors
    ///
    /// [`Error::Interrupted`] if the connection breaks, [`Error::TimedOut`] if nothing arrives within the client's time
    /// limit.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        self.next().await.transpose()
    }

    /// The whole content, if it is not longer than a limit.
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`], and those of [`try_next`](Download::try_next).
    pub async fn bytes(mut self, limit: usize) -> Result<Bytes, Error> {
        let mut all = BytesMut::new();
        while let Some(bytes) = self.try_next().await? {
            if bytes.len() > limit - all.len() {
                return Err(Error::TooLong(limit));
            }
            all.extend_from_slice(&bytes);
        }
        Ok(all.freeze())
    }
}

/// Without the time limit of [`next`](Download::next).
impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let part = Pin::new(&mut self.body).poll_next(context);
        part.map(|part| part.map(|part| part.map_err(|error| Error::Interrupted(error.source))))
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
