//! What the Rust will be: every decision made, nothing quoted yet. `lower` makes it, `emit` prints it.

/// The generated part of a crate.
#[derive(Debug, Default)]
pub struct Krate {}
