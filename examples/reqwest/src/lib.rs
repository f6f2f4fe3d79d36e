//! The client of the programs in `bin`.

use std::{env, error::Error};

use graph_models::client::{Client, cloud};

/// A client with the token in `GRAPH_TOKEN`, of the service at `GRAPH_URL` or that of Microsoft.
///
/// # Errors
///
/// `GRAPH_TOKEN` is not set, or `GRAPH_URL` is not a URL.
pub fn graph() -> Result<Client, Box<dyn Error>> {
    let token = env::var("GRAPH_TOKEN").map_err(|_| "set GRAPH_TOKEN to an access token")?;
    let base = env::var("GRAPH_URL").unwrap_or(cloud::GLOBAL.to_owned());
    Ok(Client::builder().base(&base).credential(token).build()?)
}
