//! The guide: a chapter for each thing that programs do, with snippets to copy. Every one of them runs as a test.
//!
//! | chapter | answers |
//! |---|---|
//! | [`reading`] | How do I get an object, and only the properties that I need? |
//! | [`creating`] | How do I add one, or call an action? |
//! | [`updating`] | How do I set one property, clear another, and leave the rest alone? |
//! | [`paging`] | How do I get all of a long list? |
//! | [`delta`] | What has changed since I last asked? |
//! | [`expanding`] | How do related objects come along, and which type do they have? |
//! | [`files`] | How do attachments and files travel, small and large? |
//! | [`errors`] | What went wrong, and is it worth another try? |
//! | [`permissions`] | What must I ask an administrator for? |
//! | [`unknown_data`] | What happens to that which the pages do not know? |
//! | [`features`] | Which features are there? |
//! | [`compile_time`] | What does the crate cost to build, and how do I keep it low? |
//!
//! The snippets leave out the client: where one says `send`, any will do. A program needs this crate, `http`, and
//! the client.

#[doc = include_str!("compile_time.md")]
pub mod compile_time {}

#[doc = include_str!("creating.md")]
pub mod creating {}

#[doc = include_str!("delta.md")]
pub mod delta {}

#[doc = include_str!("errors.md")]
pub mod errors {}

#[doc = include_str!("expanding.md")]
pub mod expanding {}

#[doc = include_str!("features.md")]
pub mod features {}

#[doc = include_str!("files.md")]
pub mod files {}

#[doc = include_str!("paging.md")]
pub mod paging {}

#[doc = include_str!("permissions.md")]
pub mod permissions {}

#[doc = include_str!("reading.md")]
pub mod reading {}

#[doc = include_str!("unknown_data.md")]
pub mod unknown_data {}

#[doc = include_str!("updating.md")]
pub mod updating {}
