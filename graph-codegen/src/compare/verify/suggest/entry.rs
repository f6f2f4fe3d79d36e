//! An entry of the overrides file. Comes in: a page, a change, and what the change settles. Goes out: TOML.

use std::collections::BTreeSet;

use toml::Value;

use crate::{
    compare::csdl::TypeUse,
    compare::verify::{Difference, Kind},
    text::PagePath,
};

/// An override for a person to accept or not.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The page to correct.
    pub page: PagePath,
    /// Why.
    pub reason: String,
    /// `set-base = "microsoft.graph.entity"`.
    pub change: String,
    /// The differences that it brings to an end.
    pub(super) settles: BTreeSet<(Kind, String)>,
}

impl Suggestion {
    /// An entry for one difference.
    pub(super) fn new(page: &PagePath, difference: &Difference, change: String) -> Self {
        Self {
            page: page.clone(),
            reason: reason(difference),
            change,
            settles: BTreeSet::from([key(difference)]),
        }
    }

    /// An entry for something that is no difference yet.
    pub(super) fn plain(page: &PagePath, change: String, reason: String) -> Self {
        Self {
            page: page.clone(),
            reason,
            change,
            settles: BTreeSet::new(),
        }
    }

    /// The same entry settles another difference too.
    pub(super) fn and(mut self, difference: &Difference) -> Self {
        self.settles.insert(key(difference));
        self
    }

    /// The entry as it stands in the file.
    pub fn text(&self) -> String {
        format!(
            "[[override]]\npage = {}\nreason = {}\n{}\n\n",
            quoted(self.page.as_str()),
            quoted(&self.reason),
            self.change
        )
    }
}

fn key(difference: &Difference) -> (Kind, String) {
    (difference.kind(), difference.subject())
}

/// What both sides say.
fn reason(difference: &Difference) -> String {
    let subject = difference.subject();
    let pages = difference.pages().unwrap_or("nothing".to_owned());
    let service = difference.service().unwrap_or("nothing".to_owned());
    format!(
        "{subject}: the pages say {}, the service's metadata says {}",
        cut(&pages),
        cut(&service)
    )
}

/// Some enums have hundreds of members.
fn cut(text: &str) -> String {
    const LONGEST: usize = 200;
    let short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short + "…"
    } else {
        short
    }
}

/// A text in TOML.
pub(super) fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// `type = "microsoft.graph.user", collection = true`.
pub(super) fn typed(ty: &TypeUse) -> String {
    let many = if ty.collection { ", collection = true" } else { "" };
    format!("type = {}{many}", quoted(ty.ty.as_str()))
}
