//! What changed breaks a program where one of its facts does.

use super::{
    DOCUMENTATION, ELSEWHERE, Judge, Of, Verdict, breaks, find, harmless,
    words::{field, shown, some, value},
};
use crate::{
    compare::changes::Difference,
    compare::inventory::{Entry, Fact, Kind},
};

impl Judge<'_> {
    pub(in crate::compare::changes) fn changed(
        &self,
        of: Of<'_>,
        facts: &[Difference],
        entry: &Entry,
    ) -> Verdict {
        let verdicts: Vec<Verdict> = facts.iter().map(|one| self.fact(of, one, entry)).collect();
        let breaking = verdicts.iter().any(|verdict| verdict.breaking);
        let mut reasons: Vec<String> = Vec::new();
        for verdict in verdicts
            .into_iter()
            .filter(|verdict| verdict.breaking == breaking)
        {
            if !reasons.contains(&verdict.reason) {
                reasons.push(verdict.reason);
            }
        }
        if reasons.len() > 1 {
            reasons.retain(|reason| reason != DOCUMENTATION);
        }
        let reason = reasons.join("; ");
        Verdict { breaking, reason }
    }

    fn fact(&self, of: Of<'_>, one: &Difference, entry: &Entry) -> Verdict {
        let (from, to) = (one.from.as_deref(), one.to.as_deref());
        match one.fact {
            Fact::Rust => self.rust(of, from, to),
            Fact::Union => match (from, to) {
                (Some(from), Some(to)) => breaks(format!("the union `{from}` is called `{to}`")),
                (Some(from), None) => breaks(format!("the union `{from}` is gone")),
                _ => harmless(ELSEWHERE),
            },
            Fact::Conversions if to.is_none() && entry.get(Fact::Union).is_some() => {
                breaks("the union has too many variants for a `From` of each")
            }
            Fact::Carries => breaks(format!("the call carries {}, was {}", value(to), value(from))),
            Fact::Answers => breaks(format!("the answer is {}, was {}", value(to), value(from))),
            Fact::Method => breaks("another request is sent"),
            Fact::Base => self.base(of),
            Fact::Nullable | Fact::Required if matches!(of.kind(), Kind::Property | Kind::Body) => {
                harmless("every field may be absent in Rust")
            }
            Fact::Type => match entry.rust() {
                Some(rust) => harmless(format!(
                    "in Rust still `{}`",
                    rust.split_once(':').map_or(rust, |(_, ty)| ty)
                )),
                None => harmless(DOCUMENTATION),
            },
            Fact::Flags => harmless(ELSEWHERE),
            Fact::Kind if of.kind() == Kind::Type => harmless(ELSEWHERE),
            Fact::Id => harmless("the page has another name"),
            _ => harmless(DOCUMENTATION),
        }
    }

    fn rust(&self, of: Of<'_>, from: Option<&str>, to: Option<&str>) -> Verdict {
        let (Some(from), to) = (from, to) else {
            return harmless("new in Rust");
        };
        match (of.kind(), to) {
            (Kind::Property, Some(to)) => breaks(format!("{}{}", shown(from, to), self.also(of))),
            (Kind::Body, Some(to)) => breaks(shown(from, to)),
            (Kind::Query | Kind::Header, None) => breaks(format!("the call no longer takes `{from}`")),
            (_, Some(to)) => breaks(format!("`{from}` is `{to}` now")),
            (_, None) => breaks(format!("`{from}` is gone")),
        }
    }

    /// Fields of bases stand in the struct itself: another base takes away those that the new bases do not have.
    fn base(&self, of: Of<'_>) -> Verdict {
        let lost = |(wire, was): &(&str, &str)| {
            find(&self.new.chain(&of.item.name), wire).is_none_or(|(_, is)| is != *was)
        };
        let old = self.old.chain(&of.item.name);
        let before = old
            .iter()
            .skip(1)
            .flat_map(|(_, base)| base.parts(Kind::Property));
        let before = before.filter_map(|(wire, entry)| Some((wire, entry.rust()?)));
        let lost: Vec<String> = before.filter(lost).map(|(_, was)| field(was)).collect();
        match lost.as_slice() {
            [] => harmless("no inherited field is lost"),
            lost => breaks(format!(
                "inherited fields are gone or others: {}{}",
                some(lost),
                self.also(of)
            )),
        }
    }
}
