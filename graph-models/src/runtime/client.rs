//! An optional client: it sends the calls that this crate builds, with tokens, tries again, and follows pages.
//!
//! | wanted | here |
//! |---|---|
//! | send a call | [`Client::send`], [`Client::send_full`] |
//! | all items of a list | [`Client::items`], [`Client::pages`] |
//! | what has changed | [`Client::changes`] |
//! | several calls in one request | [`Client::batch`] |
//! | a large file to the service | [`Client::upload_session`] |
//! | a file from the service | [`Client::download`] |
//! | work that takes long | [`Client::monitor`] |
//! | tokens | [`Credential`] |
//! | another HTTP client, or none in tests | [`Transport`] |
//!
//! It needs the runtime tokio. The feature `client` brings reqwest with rustls; `client-reqwest` is the same without TLS, for
//! a `reqwest` whose features you choose; `client-core` comes without an HTTP client. `client-azure` takes tokens from
//! `azure_identity`, and `client-tracing` writes spans of the crate `tracing`.
//!
//! A token is only ever sent to the origin of the base URL. Links, redirects, monitors and uploads that lead elsewhere are
//! refused or followed without it.

mod batch;
pub mod cloud;
mod core;
mod delta;
mod download;
mod error;
mod exchange;
mod monitor;
mod pages;
mod retry;
mod token;
mod trace;
mod transport;
mod upload;

pub use self::core::{Builder, Client};
pub use batch::{Answers, Batch, Key};
pub use bytes::Bytes;
pub use delta::Changes;
pub use download::Download;
pub use error::{Error, Source};
pub use monitor::{Finished, Monitor, Status};
pub use pages::{Items, Pages};
pub use retry::Retry;
pub use token::{Credential, Token, TokenRequest, credential_fn};
pub use transport::{Body, BoxFuture, Transport, TransportError, transport_fn};
pub use upload::{Progress, Reader, UNIT, Upload, UploadSession, UploadSource};
