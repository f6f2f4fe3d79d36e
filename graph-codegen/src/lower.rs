//! [`Api`] and [`Facts`] → [`rust::Krate`]: names, types, prose made safe for rustdoc, the path tree.
//! Knows neither pages nor tokens; a name that collides is a finding that names both sources.

use crate::{analyze::Facts, diagnostic::Diagnostic, model::Api, rust};

/// Decides what the Rust will be.
pub fn krate(_api: &Api, _facts: &Facts) -> (rust::Krate, Vec<Diagnostic>) {
    (rust::Krate::default(), Vec::new())
}
