//! [`Api`] and [`Facts`] → [`rust::Krate`]: names, types, prose made safe for rustdoc, the path tree.
//! Knows neither pages nor tokens; a name that collides is a finding that names both sources.

pub mod idents;
pub mod names;
#[path = "../../graph-models/src/runtime/hash.rs"]
pub mod runtime_hash;
#[cfg(test)]
pub(crate) mod test_api;

use crate::{analyze::Facts, diagnostic::Diagnostic, model::Api, rust};

/// Decides what the Rust will be.
pub fn krate(api: &Api, facts: &Facts) -> (rust::Krate, Vec<Diagnostic>) {
    let (_names, diagnostics) = names::Names::new(api, facts);
    (rust::Krate::default(), diagnostics)
}
