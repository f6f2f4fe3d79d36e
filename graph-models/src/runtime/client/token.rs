//! Access tokens: where they come from, and a cache that gets one for many waiting calls.

use std::{
    fmt,
    future::Future,
    sync::{Arc, Mutex as Lock, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use http::{HeaderMap, HeaderValue, header};
use tokio::{sync::Mutex, time::Instant};

use super::{
    error::{Error, Source},
    transport::BoxFuture,
};

/// What the service wants in a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The scopes, `https://graph.microsoft.com/.default` if the client was not given others.
    pub scopes: Vec<String>,
    /// The claims challenge of the service (JSON) after it refused the last token: pass it on to the authority, which may
    /// ask the user to sign in again.
    pub claims: Option<String>,
    /// Whether the service refused the last token, so that a cached one does not help.
    pub refused: bool,
}

/// An access token. `Debug` does not show it.
#[derive(Clone)]
pub struct Token {
    text: String,
    expires: Option<Instant>,
}

impl Token {
    /// A token that is used until the service refuses it.
    ///
    /// # Example
    ///
    /// ```
    /// use std::time::Duration;
    /// use graph_models::client::Token;
    ///
    /// let token = Token::new("eyJ0eXAi").expires_in(Duration::from_secs(3600));
    /// assert!(!format!("{token:?}").contains("eyJ0eXAi"));
    /// ```
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { text, expires: None }
    }

    /// Sets the time for which the token is valid.
    #[must_use]
    pub fn expires_in(mut self, time: Duration) -> Self {
        // A time that the clock cannot show is no limit.
        self.expires = Instant::now().checked_add(time);
        self
    }

    /// Sets the time until which the token is valid.
    #[must_use]
    pub fn expires_at(self, time: SystemTime) -> Self {
        let left = time.duration_since(SystemTime::now());
        self.expires_in(left.unwrap_or_default())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

/// A source of access tokens: a fixed text, [`credential_fn`], or, with the feature `client-azure`, a `TokenCredential`
/// of `azure_core` in an `Arc`. The client caches tokens and calls this for one of many waiting calls only.
pub trait Credential: Send + Sync + 'static {
    /// Gets a token.
    ///
    /// # Errors
    ///
    /// There is no token. All calls that wait for one fail with [`Error::Token`].
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, Source>>;
}

impl Credential for String {
    fn token(&self, _request: TokenRequest) -> BoxFuture<'_, Result<Token, Source>> {
        Box::pin(std::future::ready(Ok(Token::new(self))))
    }
}

impl Credential for &'static str {
    fn token(&self, _request: TokenRequest) -> BoxFuture<'_, Result<Token, Source>> {
        Box::pin(std::future::ready(Ok(Token::new(*self))))
    }
}

/// A credential made of an async closure.
///
/// # Example
///
/// ```
/// use std::{io, time::Duration};
/// use graph_models::client::{Token, credential_fn};
///
/// let credential = credential_fn(|request| async move {
///     // Ask the authority for `request.scopes`, with `request.claims`.
///     let (text, seconds) = ("eyJ0eXAi", 3599);
///     Ok::<_, io::Error>(Token::new(text).expires_in(Duration::from_secs(seconds)))
/// });
/// ```
pub fn credential_fn<F, R, E>(get: F) -> impl Credential
where
    F: Fn(TokenRequest) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Token, E>> + Send + 'static,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    Closure(get)
}

struct Closure<F>(F);

impl<F, R, E> Credential for Closure<F>
where
    F: Fn(TokenRequest) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Token, E>> + Send + 'static,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, Source>> {
        let token = (self.0)(request);
        Box::pin(async { token.await.map_err(|error| Source::from(error.into())) })
    }
}

/// `azure_core` has no claims in its options, so a challenge is not handed on.
#[cfg(feature = "client-azure")]
impl<C: azure_core::credentials::TokenCredential + ?Sized + 'static> Credential for Arc<C> {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, Source>> {
        Box::pin(async move {
            let scopes: Vec<_> = request.scopes.iter().map(String::as_str).collect();
            match self.get_token(&scopes, None).await {
                Ok(token) => Ok(Token::new(token.token.secret()).expires_at(token.expires_on.into())),
                Err(error) => Err(Arc::new(error) as Source),
            }
        })
    }
}

/// The longest time before its end at which a token is replaced.
const EARLY: Duration = Duration::from_secs(300);

/// The time until the next attempt if a token could not be replaced before its end.
const PAUSE: Duration = Duration::from_secs(30);

/// A token as the value of the header field, with a number that tells it from others.
#[derive(Clone)]
pub(super) struct Issued {
    pub(super) header: HeaderValue,
    number: u64,
}

/// The tokens of a client.
pub(super) struct Tokens {
    credential: Box<dyn Credential>,
    scopes: Vec<String>,
    state: Lock<State>,
    /// Held by the one call that gets a token.
    refresh: Mutex<()>,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    /// The number of attempts to get a token.
    attempts: u64,
    /// The error of the last attempt.
    error: Option<Source>,
}

struct Current {
    issued: Issued,
    renew: Option<Instant>,
    expires: Option<Instant>,
}

impl Tokens {
    pub(super) fn new(credential: Box<dyn Credential>, scopes: Vec<String>) -> Self {
        Self {
            credential,
            scopes,
            state: Lock::default(),
            refresh: Mutex::default(),
        }
    }

    /// A valid token. Of many calls that need a new one, the first gets it and the others wait for its result. If that
    /// call is dropped, the next one gets it.
    pub(super) async fn get(&self) -> Result<Issued, Error> {
        self.other_than(None, TokenRequest::default()).await
    }

    /// A token in place of one that the service refused, unless another call has already got one.
    pub(super) async fn replace(&self, refused: &Issued, headers: &HeaderMap) -> Result<Issued, Error> {
        let request = TokenRequest {
            claims: claims(headers),
            refused: true,
            ..TokenRequest::default()
        };
        self.other_than(Some(refused), request).await
    }

    async fn other_than(&self, refused: Option<&Issued>, mut request: TokenRequest) -> Result<Issued, Error> {
        let refused = refused.map(|refused| refused.number);
        if let Some(issued) = self.state().usable(refused) {
            return Ok(issued);
        }
        let seen = self.state().attempts;
        let _refresh = self.refresh.lock().await;
        {
            let state = self.state();
            if let Some(issued) = state.usable(refused) {
                return Ok(issued);
            }
            // The call before this one waited for the same token and got none.
            if let Some(error) = state.error.clone().filter(|_| state.attempts > seen) {
                return Err(Error::Token(error));
            }
        }
        request.scopes.clone_from(&self.scopes);
        let token = self.credential.token(request).await;
        self.state().store(token, refused)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The current token, if it is not the refused one and not to be renewed.
    fn usable(&self, refused: Option<u64>) -> Option<Issued> {
        let current = self.current.as_ref()?;
        let is_fresh = current.renew.is_none_or(|renew| Instant::now() < renew);
        (is_fresh && Some(current.issued.number) != refused).then(|| current.issued.clone())
    }

    fn store(&mut self, token: Result<Token, Source>, refused: Option<u64>) -> Result<Issued, Error> {
        self.attempts += 1;
        let current = token.and_then(|token| Current::new(token, self.attempts));
        match current {
            Ok(current) => {
                self.error = None;
                Ok(self.current.insert(current).issued.clone())
            }
            Err(error) => self.still_valid(refused).ok_or_else(|| {
                self.error = Some(Arc::clone(&error));
                Error::Token(error)
            }),
        }
    }

    /// The current token if it could not be replaced, but has not reached its end.
    fn still_valid(&mut self, refused: Option<u64>) -> Option<Issued> {
        let now = Instant::now();
        let current = self.current.as_mut()?;
        if Some(current.issued.number) == refused || current.expires.is_some_and(|end| end <= now) {
            return None;
        }
        current.renew = Some(now + PAUSE);
        Some(current.issued.clone())
    }
}

impl Current {
    fn new(token: Token, number: u64) -> Result<Self, Source> {
        let header = HeaderValue::from_str(&format!("Bearer {}", token.text));
        let mut header = header.map_err(|error| Arc::new(error) as Source)?;
        header.set_sensitive(true);
        let renew = token.expires.map(|end| {
            let left = end.saturating_duration_since(Instant::now());
            end - EARLY.min(left / 5)
        });
        let issued = Issued { header, number };
        Ok(Self {
            issued,
            renew,
            expires: token.expires,
        })
    }
}

/// The claims challenge of a refusal: `WWW-Authenticate: Bearer …, claims="eyJ…"`, base64 of JSON.
fn claims(headers: &HeaderMap) -> Option<String> {
    use base64::{
        Engine,
        alphabet::{STANDARD, URL_SAFE},
        engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
    };
    let challenges = headers.get_all(header::WWW_AUTHENTICATE).iter();
    let encoded = challenges
        .filter_map(|challenge| challenge.to_str().ok())
        .find_map(|challenge| challenge.split_once("claims=\"")?.1.split('"').next())?;
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let decoded = [STANDARD, URL_SAFE]
        .iter()
        .find_map(|alphabet| GeneralPurpose::new(alphabet, config).decode(encoded).ok())?;
    String::from_utf8(decoded).ok()
}
