//! Sends one request: a trait of one method, so that any HTTP client can do it, and tests need no network.

use std::{
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use http::{Request, Response};

use super::error::Source;

/// A future on the heap, which can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests. Implemented for `reqwest::Client`; [`transport_fn`] makes one of a closure.
///
/// A transport adds nothing to the request, follows no redirects to other origins with its header fields, and does not
/// try again: all of this is the client's work. Dropping the future cancels the request.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and returns the head of the response, with a body to be read.
    ///
    /// # Errors
    ///
    /// [`TransportError::not_sent`] if no connection could be made, [`TransportError::interrupted`] otherwise.
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Body>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        (**self).send(request)
    }
}

/// A transport made of a closure, for another HTTP client, or for tests.
///
/// # Example: a test without a network
///
/// ```
/// use graph_models::client::{Body, Client, transport_fn};
/// use http::Response;
///
/// let service = transport_fn(|request| async move {
///     assert_eq!(request.headers()["authorization"], "Bearer abc");
///     Ok(Response::new(Body::from(r#"{"displayName": "Ada"}"#)))
/// });
/// let graph = Client::builder().transport(service).credential("abc").build()?;
/// # Ok::<(), graph_models::client::Error>(())
/// ```
pub fn transport_fn<F, R>(send: F) -> impl Transport
where
    F: Fn(Request<Bytes>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Response<Body>, TransportError>> + Send + 'static,
{
    Closure(send)
}

struct Closure<F>(F);

impl<F, R> Transport for Closure<F>
where
    F: Fn(Request<Bytes>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Response<Body>, TransportError>> + Send + 'static,
{
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin((self.0)(request))
    }
}

/// Why a transport has no response, or no further part of its body.
#[derive(Clone, Debug)]
pub struct TransportError {
    pub(super) sent: bool,
    pub(super) source: Source,
}

impl TransportError {
    /// No connection could be made, so the service did not see the request. It can always be sent again.
    pub fn not_sent(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let source = Source::from(source.into());
        Self { sent: false, source }
    }

    /// The connection broke; the service may have seen the request.
    pub fn interrupted(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let source = Source::from(source.into());
        Self { sent: true, source }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl std::error::Error for TransportError {}

type Parts = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// The body of a response: bytes, or a stream of them.
pub struct Body(Content);

enum Content {
    Whole(Option<Bytes>),
    Parts(Parts),
}

impl Body {
    /// A body that arrives in parts.
    pub fn from_stream(parts: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Content::Parts(Box::pin(parts)))
    }

    /// The next part; `None` at the end.
    pub(super) async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(Content::Whole(Some(bytes.into())))
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Content::Whole(bytes) => Poll::Ready(bytes.take().map(Ok)),
            Content::Parts(parts) => parts.as_mut().poll_next(context),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body")
    }
}

/// reqwest's client as a transport.
#[cfg(feature = "client-reqwest")]
mod with_reqwest {
    use http_body::Body as _;

    use super::*;

    impl Transport for reqwest::Client {
        fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
            Box::pin(async move {
                let request = request.try_into().map_err(error)?;
                let response = self.execute(request).await.map_err(error)?;
                Ok(Response::from(response).map(|body| Body::from_stream(Parts(body))))
            })
        }
    }

    /// Without the URL, which can be a secret.
    fn error(error: reqwest::Error) -> TransportError {
        let sent = !(error.is_connect() || error.is_builder());
        let source = Arc::new(error.without_url());
        TransportError { sent, source }
    }

    struct Parts(reqwest::Body);

    impl Stream for Parts {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            loop {
                match std::task::ready!(Pin::new(&mut self.0).poll_frame(context)) {
                    // Trailers are no part of the content.
                    Some(Ok(frame)) => {
                        if let Ok(data) = frame.into_data() {
                            return Poll::Ready(Some(Ok(data)));
                        }
                    }
                    Some(Err(broken)) => return Poll::Ready(Some(Err(error(broken)))),
                    None => return Poll::Ready(None),
                }
            }
        }
    }

    /// A client that follows no redirects: the token must not go where the service did not say so.
    pub(in crate::runtime::client) fn default_client() -> Result<reqwest::Client, TransportError> {
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        builder.build().map_err(error)
    }
}

#[cfg(feature = "client-reqwest")]
pub(super) use with_reqwest::default_client;
