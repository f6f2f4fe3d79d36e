//! What is gone breaks a program, unless Rust never showed it or shows it elsewhere.

use super::{
    DOCUMENTATION, Judge, Of, Verdict, breaks, harmless, inherited,
    words::{field, shown},
};
use crate::compare::inventory::{Entry, Kind};

impl Judge<'_> {
    pub(in crate::compare::changes) fn removed(&self, of: Of<'_>, entry: &Entry) -> Verdict {
        let gone = |what: &str| match entry.rust() {
            Some(rust) => breaks(format!("{what} `{rust}` is gone")),
            None => harmless(DOCUMENTATION),
        };
        match of.kind() {
            Kind::Type => gone("the struct"),
            Kind::Enum => gone("the enum"),
            Kind::Operation => gone("the operation"),
            Kind::Property => self.removed_property(of, entry),
            Kind::Restated | Kind::Parameter => harmless(DOCUMENTATION),
            Kind::Variant | Kind::Member => gone("the variant"),
            Kind::Path => self.removed_path(of, entry),
            Kind::Query | Kind::Header => gone("the call no longer takes an option:"),
            Kind::Body => match entry.rust() {
                Some(rust) => breaks(format!("the field {} is gone", field(rust))),
                None => harmless(DOCUMENTATION),
            },
            Kind::Response => self.removed_response(of),
            Kind::Permission => harmless("data: who may call it, not how"),
        }
    }

    fn removed_property(&self, of: Of<'_>, entry: &Entry) -> Verdict {
        let Some(was) = entry.rust() else {
            return harmless(DOCUMENTATION);
        };
        match inherited(self.new, of) {
            Some((base, is)) if was == is => harmless(format!("is inherited from `{base}` now")),
            Some((base, is)) => breaks(format!("is inherited from `{base}` now: {}", shown(was, is))),
            None => breaks(format!("the field {} is gone{}", field(was), self.also(of))),
        }
    }

    fn removed_path(&self, of: Of<'_>, entry: &Entry) -> Verdict {
        let Some(chain) = entry.rust() else {
            return harmless("no builder made it");
        };
        let own = self
            .new
            .item(of.item.kind, &of.item.name)
            .and_then(|item| item.entry.rust());
        match self.calls.get(chain) {
            Some(ident) if own == Some(*ident) => harmless(format!("`{chain}` is the same call")),
            Some(ident) => breaks(format!("`{chain}` is a call of `operations::{ident}` now")),
            None => breaks(format!("`{chain}` is gone")),
        }
    }

    fn removed_response(&self, of: Of<'_>) -> Verdict {
        let new = self.new.item(of.item.kind, &of.item.name);
        let left = new.into_iter().flat_map(|item| item.parts(Kind::Response));
        let left: Vec<&str> = left.map(|(name, _)| status(name)).collect();
        let gone = status(of.name());
        let succeeds = gone.parse().is_ok_and(|status: u16| (200..400).contains(&status));
        if left.is_empty() {
            harmless("no status is documented, so any is an answer")
        } else if left.contains(&gone) {
            harmless("the status is an answer as before")
        } else if succeeds {
            breaks("an answer of this status is refused as undocumented")
        } else {
            harmless("an error before and after")
        }
    }
}

/// `200` of `200` and of `200#2`.
fn status(name: &str) -> &str {
    name.split('#').next().unwrap_or(name)
}
