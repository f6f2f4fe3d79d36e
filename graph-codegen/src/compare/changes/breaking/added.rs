//! What came breaks a program only where it takes something away.

use super::{DOCUMENTATION, Judge, Of, Verdict, breaks, harmless, inherited, words::shown};
use crate::compare::inventory::{Entry, Kind};

impl Judge<'_> {
    pub(in crate::compare::changes) fn added(&self, of: Of<'_>, entry: &Entry) -> Verdict {
        match of.kind() {
            Kind::Property => self.added_property(of, entry),
            Kind::Member => harmless("the enum is `#[non_exhaustive]`; the text was read as `Unlisted`"),
            Kind::Variant => harmless("the union is `#[non_exhaustive]`; the value was read as its base"),
            Kind::Response => self.added_response(of),
            Kind::Permission => harmless("data: who may call it, not how"),
            Kind::Body if entry.rust().is_some() => harmless("a field that a literal with `..` leaves out"),
            Kind::Query | Kind::Header if entry.rust().is_some() => {
                harmless("the call takes one more option")
            }
            _ if entry.rust().is_some() => harmless("new"),
            _ => harmless(DOCUMENTATION),
        }
    }

    fn added_property(&self, of: Of<'_>, entry: &Entry) -> Verdict {
        match (inherited(self.old, of), entry.rust()) {
            (Some((base, was)), Some(is)) if was == is => harmless(format!("was inherited from `{base}`")),
            (Some((base, was)), Some(is)) => breaks(format!(
                "declared again: {}, inherited from `{base}`",
                shown(was, is)
            )),
            (None, Some(_)) => harmless("a field that a literal with `..` leaves out"),
            (_, None) => harmless(DOCUMENTATION),
        }
    }

    /// The runtime refuses a status that is not listed where any is.
    fn added_response(&self, of: Of<'_>) -> Verdict {
        let old = self.old.item(of.item.kind, &of.item.name);
        match old.is_some_and(|old| old.parts(Kind::Response).next().is_some()) {
            true => harmless("one more status is an answer"),
            false => breaks("no status was documented, so any was an answer; now only this one is"),
        }
    }
}
