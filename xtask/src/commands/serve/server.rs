//! Serves HTTP/1.1 on 127.0.0.1, with faults.

use std::{
    net::{Ipv4Addr, SocketAddr},
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context as TaskContext, Poll},
    time::Duration,
};

use anyhow::{Context, Result};
use graph_codegen::service::{Answer, Request, Service, State};
use http_body_util::{BodyExt, Limited};
use hyper::{
    Request as HttpRequest, Response, StatusCode,
    body::{Body, Bytes, Frame, Incoming, SizeHint},
    header::{HeaderName, HeaderValue},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{net::TcpListener, runtime::Runtime, sync::mpsc, time};

use crate::terminal::Terminal;

/// The largest body of a request, in bytes: an upload sends at most 60 MiB at a time.
const MAX_BODY: usize = 64 << 20;
/// Lines of the log that wait to be printed.
const LOG: usize = 1024;

/// Faults on demand.
#[derive(Clone, Copy)]
pub(super) struct Faults {
    /// The share of answers that break.
    pub(super) drop: f64,
    /// The time before each answer.
    pub(super) delay: Duration,
}

/// A socket that listens.
pub(super) struct Listener {
    runtime: Runtime,
    listener: TcpListener,
    pub(super) port: u16,
}

/// The address of the service on a port.
pub(super) fn base(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

/// Listens on a port of 127.0.0.1; on any free one for 0.
pub(super) fn listen(port: u16) -> Result<Listener> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_all().build().context("cannot start")?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = runtime
        .block_on(TcpListener::bind(address))
        .with_context(|| format!("cannot listen on {address}"))?;
    let port = listener.local_addr().context("cannot listen")?.port();
    Ok(Listener {
        runtime,
        listener,
        port,
    })
}

impl Listener {
    pub(super) fn base(&self) -> String {
        base(self.port)
    }

    /// Serves until the process ends, or until its log cannot be written.
    pub(super) fn serve(self, service: Service<'static>, faults: Faults, terminal: &Terminal) -> Result<()> {
        let (log, mut lines) = mpsc::channel(LOG);
        let state = Mutex::new(service.state());
        let server = Arc::new(Server {
            service,
            state,
            faults,
            log,
        });
        self.runtime.block_on(async {
            loop {
                tokio::select! {
                    accepted = self.listener.accept() => if let Ok((stream, _)) = accepted {
                        let server = Arc::clone(&server);
                        let answer = service_fn(move |request| Arc::clone(&server).answer(request));
                        let mut http = http1::Builder::new();
                        http.timer(TokioTimer::new());
                        // A connection that breaks concerns its client.
                        tokio::spawn(async move { http.serve_connection(TokioIo::new(stream), answer).await.ok() });
                    },
                    Some(line) = lines.recv() => {
                        let line: String = line;
                        terminal.result(&line);
                        if terminal.has_failed() {
                            return Ok(());
                        }
                    }
                }
            }
        })
    }
}

struct Server {
    service: Service<'static>,
    state: Mutex<State>,
    faults: Faults,
    log: mpsc::Sender<String>,
}

impl Server {
    async fn answer(self: Arc<Self>, request: HttpRequest<Incoming>) -> Result<Response<Sending>, Broken> {
        let (parts, body) = request.into_parts();
        let Ok(body) = Limited::new(body, MAX_BODY).collect().await else {
            return Ok(response(
                &Answer::refusal(413, "RequestEntityTooLarge", "at most 64 MiB"),
                false,
            ));
        };
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = parts
            .headers
            .iter()
            .map(|(name, value)| (name.to_string(), text(value)));
        let request = Request {
            method: parts.method.to_string(),
            target: parts
                .uri
                .path_and_query()
                .map_or("/", |target| target.as_str())
                .to_owned(),
            headers: headers.collect(),
            body: body.to_bytes().to_vec(),
        };
        let (answer, breaks, within) = self.locked(|service, state| {
            let answer = service.answer(&request, state);
            (answer, state.happens(self.faults.drop), state.happens(0.5))
        });
        if !self.faults.delay.is_zero() {
            time::sleep(self.faults.delay).await;
        }
        let ending = if breaks { "; the connection breaks" } else { "" };
        let line = format!(
            "{} {} {}  {}{ending}\n",
            answer.status, request.method, request.target, answer.log
        );
        // The log has ended only if the process ends.
        let _ = self.log.send(line).await;
        if breaks && !within {
            return Err(Broken);
        }
        Ok(response(&answer, breaks))
    }

    fn locked<T>(&self, act: impl FnOnce(&Service<'_>, &mut State) -> T) -> T {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        act(&self.service, &mut state)
    }
}

/// An answer as HTTP. Header fields that HTTP does not allow are left out.
fn response(answer: &Answer, breaks: bool) -> Response<Sending> {
    let mut response = Response::new(Sending::new(answer.bytes(), breaks));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    for (name, value) in &answer.headers {
        let name = HeaderName::try_from(name.as_str());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(value.as_str())) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

/// The body of an answer, which may break in its middle.
struct Sending {
    length: u64,
    rest: Option<Bytes>,
    breaks: bool,
}

impl Sending {
    fn new(mut bytes: Vec<u8>, breaks: bool) -> Self {
        let length = bytes.len() as u64;
        if breaks {
            bytes.truncate(bytes.len() / 2);
        }
        Self {
            length,
            rest: Some(Bytes::from(bytes)).filter(|bytes| !bytes.is_empty()),
            breaks,
        }
    }
}

impl Body for Sending {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        let frame = self.rest.take().map(|bytes| Ok(Frame::data(bytes)));
        let broken = frame.is_none() && std::mem::take(&mut self.breaks);
        Poll::Ready(if broken { Some(Err(Broken)) } else { frame })
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none() && !self.breaks
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}

/// The connection breaks on purpose.
#[derive(Debug)]
struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the connection breaks")
    }
}

impl std::error::Error for Broken {}
