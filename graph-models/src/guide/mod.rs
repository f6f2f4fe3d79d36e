//! The guide: a chapter for each common task, with snippets to copy. All snippets are tested.
//!
//! | chapter | question |
//! |---|---|
//! | [`reading`] | How do I get an object, and only the properties that I need? |
//! | [`creating`] | How do I create an object, or call an action? |
//! | [`updating`] | How do I set one property, clear another, and keep the rest? |
//! | [`paging`] | How do I get all items of a long list? |
//! | [`delta`] | How do I get the changes since the last request? |
//! | [`expanding`] | How do I include related objects, and which types do they have? |
//! | [`files`] | How do I send and receive attachments and files? |
//! | [`errors`] | What went wrong, and should I retry? |
//! | [`permissions`] | Which permissions does my program need? |
//! | [`unknown_data`] | What happens to data that the pages do not list? |
//! | [`features`] | Which features are there? |
#![cfg_attr(
    feature = "client",
    doc = "| [`client`] | How do I let the crate send the requests, with tokens, retries and pages? |"
)]
//! | [`compile_time`] | How long does the crate take to compile, and how do I keep that low? |
//!
//! The snippets leave out the HTTP client: `send` stands for any of them. A program needs this crate, `http`, and the
//! client; or the feature `client`, whose chapter has snippets that send.

#[cfg(feature = "client")]
#[doc = include_str!("client.md")]
pub mod client {}

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
