//! Tests of the client: with a transport in memory and time that is stopped where they are about times, with a local
//! server where they are about connections. `CLIENT_LOAD=full cargo test --features client --test client` runs the heavy
//! ones in full size.

mod batch;
mod lists;
mod origins;
mod retries;
mod send;
mod server;
mod tokens;
mod uploads;
mod work;

use std::future::Future;

use bytes::Bytes;
use graph_models::{
    Call, Collection, Json, Operation,
    client::{Body, Builder, Client, TransportError, transport_fn},
    runtime::http::{Accepted, Content, Info, Path},
};
use http::{Request, Response};

macro_rules! operation {
    ($name:ident, $method:literal, $output:ty) => {
        pub(crate) struct $name;

        impl Operation for $name {
            const INFO: &'static Info = &Info {
                title: stringify!($name),
                method: $method,
                ..Info::NONE
            };
            type Body = ();
            type Output = $output;
        }
    };
}

operation!(Get, "GET", Json);
operation!(Post, "POST", Json);
operation!(Delete, "DELETE", ());
operation!(List, "GET", Collection<i64>);
operation!(GetContent, "GET", Content);
operation!(StartWork, "POST", Accepted);

pub(crate) fn get(path: &str) -> Call<Get> {
    Call::new(Path::new(path))
}

pub(crate) fn post(path: &str) -> Call<Post> {
    Call::new(Path::new(path)).body_raw("application/json", b"{}")
}

pub(crate) fn list() -> Call<List> {
    Call::new(Path::new("/numbers"))
}

pub(crate) fn content() -> Call<GetContent> {
    Call::new(Path::new("/file/content"))
}

pub(crate) const BASE: &str = "https://graph.example/v1.0";

/// A client of a service in memory.
pub(crate) fn client<F, R>(service: F) -> Client
where
    F: Fn(Request<Bytes>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Response<Body>, TransportError>> + Send + 'static,
{
    builder(service).credential("abc").build().expect("a client")
}

pub(crate) fn builder<F, R>(service: F) -> Builder
where
    F: Fn(Request<Bytes>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Response<Body>, TransportError>> + Send + 'static,
{
    Client::builder().base(BASE).transport(transport_fn(service))
}

/// A response with header fields.
pub(crate) fn answer(
    status: u16,
    headers: &[(&'static str, &str)],
    body: impl Into<String>,
) -> Result<Response<Body>, TransportError> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    Ok(response.body(Body::from(body.into())).expect("a response"))
}

/// Whether the heavy tests run in full size.
pub(crate) fn full() -> bool {
    std::env::var("CLIENT_LOAD").is_ok_and(|load| load == "full")
}
