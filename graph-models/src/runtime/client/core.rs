//! The client and its builder.

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderValue, Request, Response};

use super::{
    cloud,
    error::Error,
    exchange::{Bounds, Exchange, Plan, collected},
    retry::Retry,
    token::{Credential, Tokens},
    transport::Transport,
};
use crate::{Call, Operation, runtime::http::origin};

/// A client of the service: sends calls with a token, tries again, and decodes the answers.
///
/// Clones share connections and tokens and cost little. All futures are `Send`; dropping one cancels its request, and
/// nothing is sent after that. What the service had received before, it may still do.
///
/// # Example
///
/// ```
/// # use graph_models::{Call, Operation, runtime::http::{Info, Path}, Json};
/// # use graph_models::client::{Body, Client, Error, transport_fn};
/// # struct GetName;
/// # impl Operation for GetName {
/// #     const INFO: &'static Info = &Info::NONE;
/// #     type Body = ();
/// #     type Output = Json;
/// # }
/// # async fn run() -> Result<(), Error> {
/// # let service = transport_fn(|_| async { Ok(http::Response::new(Body::from(r#"{"displayName": "Ada"}"#))) });
/// # let me = || Call::<GetName>::new(Path::new("/me"));
/// # let graph = Client::builder().transport(service).credential("abc").build()?;
/// // let graph = Client::new(credential);
/// let user = graph.send(me()).await?;
/// assert_eq!(user["displayName"], "Ada");
/// # Ok(())
/// # }
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone)]
pub struct Client {
    pub(super) exchange: Arc<Exchange>,
    pub(super) bounds: Bounds,
}

impl Client {
    /// A client of the global service, with reqwest.
    ///
    /// If reqwest cannot start, for instance without any root certificate, every call fails with [`Error::NotSent`].
    #[cfg(feature = "client-reqwest")]
    pub fn new(credential: impl Credential) -> Self {
        let builder = Self::builder().credential(credential);
        let transport = default_transport();
        builder.with(transport)
    }

    /// A client with other settings.
    pub fn builder() -> Builder {
        Builder {
            base: cloud::GLOBAL.to_owned(),
            credential: None,
            scopes: None,
            transport: None,
            user_agent: None,
            bounds: Bounds {
                retry: Retry::default(),
                timeout: Duration::from_secs(100),
            },
            limit: 256 << 20,
        }
    }

    /// The base URL.
    pub fn base(&self) -> &str {
        &self.exchange.base
    }

    /// This client with other bounds for trying again: for one call, or for several.
    #[must_use]
    pub fn with_retry(&self, retry: Retry) -> Self {
        let mut client = self.clone();
        client.bounds.retry = retry;
        client
    }

    /// This client with another time limit for each try.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        let mut client = self.clone();
        client.bounds.timeout = timeout;
        client
    }

    /// Sends a call and returns what the operation's page documents.
    ///
    /// # Errors
    ///
    /// Each variant of [`Error`] but [`Error::Failed`] and [`Error::Read`].
    pub async fn send<Op: Operation>(&self, call: Call<Op>) -> Result<Op::Output, Error> {
        let request = call.to_http(self.base())?;
        let response = self.fetch(request.map(Bytes::from), Op::INFO.title).await?;
        Ok(Op::decode(response)?)
    }

    /// Like [`send`](Client::send), with the status and the header fields.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Client::send).
    pub async fn send_full<Op: Operation>(&self, call: Call<Op>) -> Result<Response<Op::Output>, Error> {
        let request = call.to_http(self.base())?;
        let response = self.fetch(request.map(Bytes::from), Op::INFO.title).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut full = Response::new(Op::decode(response)?);
        *full.status_mut() = status;
        *full.headers_mut() = headers;
        Ok(full)
    }

    /// Sends any request, documented or not, with a token if it goes to the service's origin, and returns the response
    /// whatever its status.
    ///
    /// # Errors
    ///
    /// There is no response.
    pub async fn send_http(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Error> {
        self.fetch(request.map(Bytes::from), "").await
    }

    /// Sends a request and reads the whole answer.
    pub(super) async fn fetch(
        &self,
        request: Request<Bytes>,
        title: &'static str,
    ) -> Result<Response<Vec<u8>>, Error> {
        self.run(&Plan::new(request, title)).await
    }

    pub(super) async fn run(&self, plan: &Plan) -> Result<Response<Vec<u8>>, Error> {
        collected(self.exchange.run(plan, self.bounds).await?).await
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.exchange.base)
            .field("bounds", &self.bounds)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "client-reqwest")]
fn default_transport() -> Box<dyn Transport> {
    match super::transport::default_client() {
        Ok(client) => Box::new(client),
        Err(error) => Box::new(super::transport::transport_fn(move |_| {
            std::future::ready(Err(error.clone()))
        })),
    }
}

#[cfg(not(feature = "client-reqwest"))]
fn default_transport() -> Box<dyn Transport> {
    Box::new(super::transport::transport_fn(|_| {
        let error = "the client has no transport; set one, or enable the feature `client`";
        std::future::ready(Err(super::transport::TransportError::not_sent(error)))
    }))
}

/// The settings of a [`Client`].
///
/// # Example
///
/// ```
/// use std::time::Duration;
/// use graph_models::client::{Client, Retry, cloud};
///
/// # fn run() -> Result<(), graph_models::client::Error> {
/// let graph = Client::builder()
///     .base(cloud::CHINA)
///     .credential("eyJ0eXAi")
///     .user_agent("mail-archive/2.1")
///     .retry(Retry::default().tries(8))
///     .timeout(Duration::from_secs(20))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[must_use]
pub struct Builder {
    base: String,
    credential: Option<Box<dyn Credential>>,
    scopes: Option<Vec<String>>,
    transport: Option<Box<dyn Transport>>,
    user_agent: Option<String>,
    bounds: Bounds,
    limit: usize,
}

impl Builder {
    /// Sets the base URL: one of [`cloud`], or that of a local service.
    pub fn base(mut self, base: &str) -> Self {
        base.trim_end_matches('/').clone_into(&mut self.base);
        self
    }

    /// Sets the source of tokens. Without one, requests have no token.
    pub fn credential(mut self, credential: impl Credential) -> Self {
        self.credential = Some(Box::new(credential));
        self
    }

    /// Sets the scopes to ask for in place of `.default` at the origin of the base.
    pub fn scopes<I: IntoIterator<Item: Into<String>>>(mut self, scopes: I) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sets the HTTP client. A `reqwest::Client` of your own should not follow redirects: with
    /// [`download`](Client::download), this client follows them, without the token.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Sets the name of your program, which comes before that of this crate: `mail-archive/2.1`.
    pub fn user_agent(mut self, name: &str) -> Self {
        self.user_agent = Some(name.to_owned());
        self
    }

    /// Sets the bounds of trying again.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.bounds.retry = retry;
        self
    }

    /// Sets the time limit of each try, 100 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.bounds.timeout = timeout;
        self
    }

    /// Sets the most bytes of an answer, 256 MiB by default. Downloads have no limit.
    pub fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] if the base is not an absolute URL, or the name of the program cannot be sent.
    pub fn build(mut self) -> Result<Client, Error> {
        let is_url = self.base.parse().ok().as_ref().and_then(origin).is_some();
        if !is_url || self.base.contains(['?', '#']) {
            return Err(Error::request(format!(
                "the base {:?} is not an absolute URL",
                self.base
            )));
        }
        if let Some(name) = self
            .user_agent
            .as_deref()
            .filter(|name| HeaderValue::from_str(name).is_err())
        {
            return Err(Error::request(format!(
                "{name:?} is not a valid name of a program"
            )));
        }
        let transport = self.transport.take().unwrap_or_else(default_transport);
        Ok(self.with(transport))
    }

    fn with(self, transport: Box<dyn Transport>) -> Client {
        let own = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        let name = self.user_agent.map(|name| format!("{name} {own}"));
        let name = name.and_then(|name| HeaderValue::from_str(&name).ok());
        let origin = self.base.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        let scopes = self.scopes.unwrap_or_else(|| vec![format!("{origin}/.default")]);
        let exchange = Exchange {
            base: self.base,
            transport,
            tokens: self.credential.map(|credential| Tokens::new(credential, scopes)),
            user_agent: name.unwrap_or(HeaderValue::from_static(own)),
            limit: self.limit,
        };
        Client {
            exchange: Arc::new(exchange),
            bounds: self.bounds,
        }
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("base", &self.base)
            .field("bounds", &self.bounds)
            .finish_non_exhaustive()
    }
}
