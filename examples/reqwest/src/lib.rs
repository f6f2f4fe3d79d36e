//! All that it takes to send requests of `graph-models` with reqwest; the programs beside it use it. To be copied.

use std::{env, error::Error};

use graph_models::{Call, Operation};
use reqwest::blocking::Client;

/// The service, and who asks it.
pub struct Graph {
    client: Client,
    base: String,
    token: String,
}

impl Graph {
    /// `GRAPH_TOKEN` is the token, `GRAPH_URL` a service other than Microsoft's.
    ///
    /// # Errors
    ///
    /// There is no token.
    pub fn from_env() -> Result<Self, Box<dyn Error>> {
        Ok(Self {
            client: Client::new(),
            base: env::var("GRAPH_URL").unwrap_or("https://graph.microsoft.com/v1.0".to_owned()),
            token: env::var("GRAPH_TOKEN").map_err(|_| "set GRAPH_TOKEN to an access token")?,
        })
    }

    /// Sends a call with the token, and reads its answer.
    ///
    /// # Errors
    ///
    /// The request cannot be made or sent, or the service refuses it.
    pub fn call<Op: Operation>(&self, call: Call<Op>) -> Result<Op::Output, Box<dyn Error>> {
        let call = call.header_raw("Authorization", &format!("Bearer {}", self.token));
        Ok(Op::decode(self.send(call.to_http(&self.base)?)?)?)
    }

    /// Sends a request as it is.
    ///
    /// # Errors
    ///
    /// There is no answer.
    pub fn send(&self, request: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, reqwest::Error> {
        let response = self.client.execute(request.try_into()?)?;
        let mut answer = http::Response::new(Vec::new());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = response.headers().clone();
        *answer.body_mut() = response.bytes()?.into();
        Ok(answer)
    }
}
