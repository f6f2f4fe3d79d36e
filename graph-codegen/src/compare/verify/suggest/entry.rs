//! What the steps know, and the entries of the overrides file that they suggest.

use std::collections::BTreeSet;

use toml::Value;

use crate::{
    Analysis,
    compare::{
        csdl::Csdl,
        verify::{
            Comparison, compare,
            index::{Service, Side},
            mismatch::{Difference, Kind},
        },
    },
    model::{Type, TypeName, TypeUse},
    page::Page,
    text::PagePath,
};

/// What a step may ask.
pub(super) struct Context<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) pages: Side<'a>,
    pub(super) service: Service<'a>,
    pub(super) comparison: Comparison,
}

impl<'a> Context<'a> {
    pub(super) fn new(analysis: &'a Analysis, csdl: &'a Csdl) -> Self {
        Self {
            analysis,
            pages: Side::of_pages(&analysis.api),
            service: Service::new(csdl),
            comparison: compare(&analysis.api, csdl),
        }
    }

    pub(super) fn ty(&self, name: &TypeName) -> Option<&'a Type> {
        self.pages.ty(name)
    }

    /// The page that describes a type; nothing where others only refer to it.
    pub(super) fn page_of(&self, name: &TypeName) -> Option<&'a Page> {
        let ty = self.ty(name).filter(|ty| ty.documented)?;
        self.page(&ty.source.page).filter(|page| page.path.is_resource())
    }

    /// The page of a type; where none describes it, that of the first type that has it as its base or in a property.
    pub(super) fn home(&self, name: &TypeName) -> Option<&'a Page> {
        let of_referrer = || {
            let mut types = self.analysis.api.types.iter();
            let refers = |ty: &Type| {
                let has = ty.properties.iter().any(|property| property.ty == *name);
                has || ty.base.as_ref() == Some(name)
            };
            types.find_map(|ty| self.page_of(&ty.name).filter(|_| refers(ty)))
        };
        self.page_of(name).or_else(of_referrer)
    }

    pub(super) fn page(&self, path: &PagePath) -> Option<&'a Page> {
        // Pages come in order of their paths.
        let pages = &self.analysis.pages;
        let at = pages.binary_search_by(|page| page.path.cmp(path)).ok()?;
        pages.get(at)
    }
}

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
    pub(super) resolves: BTreeSet<(Kind, String)>,
}

impl Suggestion {
    /// An entry for one difference.
    pub(super) fn new(page: &PagePath, difference: &Difference, change: String) -> Self {
        Self {
            page: page.clone(),
            reason: reason(difference),
            change,
            resolves: BTreeSet::from([key(difference)]),
        }
    }

    /// An entry for something that is no difference yet.
    pub(super) fn plain(page: &PagePath, change: String, reason: String) -> Self {
        Self {
            page: page.clone(),
            reason,
            change,
            resolves: BTreeSet::new(),
        }
    }

    /// The same entry resolves another difference too.
    pub(super) fn and(mut self, difference: &Difference) -> Self {
        self.resolves.insert(key(difference));
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
