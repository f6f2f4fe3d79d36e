//! The guide of `graph-models` fits the pages of that crate: its snippets run there as tests. This crate has the same
//! runtime and other types, so what the chapters say is true here, too.
//!
//! They stand in `graph-models/src/guide` in the repository of the generator: reading, creating, updating, paging,
//! delta, expanding, files, errors, permissions, unknown data, features and compile time.
