//! Sends requests of `graph-models` with reqwest, for the programs in `bin`. Copy it into your program.

use std::{env, error::Error};

use graph_models::{Call, Operation};
use reqwest::blocking::Client;

/// A client with the URL of the service and an access token.
pub struct Graph {
    client: Client,
    base: String,
    token: String,
}

impl Graph {
    /// Creates a client with the token in `GRAPH_TOKEN`, for the service at `GRAPH_URL` or that of Microsoft.
    ///
    /// # Errors
    ///
    /// `GRAPH_TOKEN` is not set.
    pub fn from_env() -> Result<Self, Box<dyn Error>> {
        Ok(Self {
            client: Client::new(),
            base: env::var("GRAPH_URL").unwrap_or("https://graph.microsoft.com/v1.0".to_owned()),
            token: env::var("GRAPH_TOKEN").map_err(|_| "set GRAPH_TOKEN to an access token")?,
        })
    }

    /// Sends a call with the token and decodes the response.
    ///
    /// # Errors
    ///
    /// The request cannot be built or sent, or the service returns an error.
    pub fn call<Op: Operation>(&self, call: Call<Op>) -> Result<Op::Output, Box<dyn Error>> {
        let call = call.header_raw("Authorization", &format!("Bearer {}", self.token));
        Ok(Op::decode(self.send(call.to_http(&self.base)?)?)?)
    }

    /// Sends a request without changes.
    ///
    /// # Errors
    ///
    /// There is no response.
    pub fn send(&self, request: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, reqwest::Error> {
        let received = self.client.execute(request.try_into()?)?;
        let mut response = http::Response::new(Vec::new());
        *response.status_mut() = received.status();
        *response.headers_mut() = received.headers().clone();
        *response.body_mut() = received.bytes()?.into();
        Ok(response)
    }
}
