//! A local HTTP server with faults: connections that break, bodies that are cut short, slow answers.

use std::{
    future::Future,
    io,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
};

use bytes::Bytes;
use graph_models::client::Client;
use http::{HeaderMap, Request, Response};
use http_body::{Frame, SizeHint};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

/// A running server. It ends with the test's runtime.
pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// A request without its body.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
}

impl Seen {
    pub(crate) fn has_token(&self) -> bool {
        self.headers.contains_key("authorization")
    }
}

/// The connection breaks instead of an answer.
#[derive(Debug)]
pub(crate) struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("broken on purpose")
    }
}

impl std::error::Error for Broken {}

pub(crate) type Answer = Result<Response<Parts>, Broken>;

impl Server {
    /// Starts a server on a free port.
    pub(crate) async fn start<F, R>(handle: F) -> Self
    where
        F: Fn(Request<Incoming>) -> R + Send + Sync + 'static,
        R: Future<Output = Answer> + Send,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let requests = Arc::clone(&seen);
        let handle = Arc::new(handle);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (handle, requests) = (Arc::clone(&handle), Arc::clone(&requests));
                let service = service_fn(move |request: Request<Incoming>| {
                    requests.lock().expect("no test panics with it").push(Seen {
                        target: request.uri().to_string(),
                        headers: request.headers().clone(),
                    });
                    let handle = Arc::clone(&handle);
                    async move { handle(request).await }
                });
                // Errors are those that the test makes.
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        Self { url, seen }
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("no test panics with it").clone()
    }

    /// A client of this server.
    pub(crate) fn client(&self) -> Client {
        let builder = Client::builder().base(&format!("{}/v1.0", self.url));
        builder.credential("abc").build().expect("a client")
    }
}

/// A body in parts, of which the last can be a fault.
pub(crate) struct Parts {
    parts: std::vec::IntoIter<Bytes>,
    length: Option<u64>,
    end: End,
}

enum End {
    Whole,
    /// Pending once, so that what was written before is sent.
    Cut,
    Fault,
}

impl Parts {
    pub(crate) fn whole(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self {
            length: Some(bytes.len() as u64),
            parts: vec![bytes].into_iter(),
            end: End::Whole,
        }
    }

    /// Fewer bytes than promised, then the connection ends.
    pub(crate) fn cut(bytes: impl Into<Bytes>, promised: u64) -> Self {
        Self {
            length: Some(promised),
            parts: vec![bytes.into()].into_iter(),
            end: End::Cut,
        }
    }

    /// Many parts without a length.
    pub(crate) fn many(parts: Vec<Bytes>) -> Self {
        Self {
            length: None,
            parts: parts.into_iter(),
            end: End::Whole,
        }
    }
}

impl http_body::Body for Parts {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(part) = self.parts.next() {
            return Poll::Ready(Some(Ok(Frame::data(part))));
        }
        match self.end {
            End::Whole => Poll::Ready(None),
            End::Cut => {
                self.end = End::Fault;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            End::Fault => Poll::Ready(Some(Err(io::ErrorKind::BrokenPipe.into()))),
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// A response with a status, header fields and a body.
pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: Parts) -> Answer {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    Ok(response.body(body).expect("a response"))
}

/// A success with a text.
pub(crate) fn ok(body: impl Into<Bytes>) -> Answer {
    response(200, &[], Parts::whole(body))
}
