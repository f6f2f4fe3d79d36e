//! What breaks a program that uses the generated crate? A change is breaking when a program that is written as the
//! crate's documentation asks no longer compiles, sends another request, or is refused an answer that it got.
//!
//! Rust decides, not the model: both sides say as what Rust shows a thing, so a type that changes on the page and not
//! in Rust breaks nothing, and a field that needs a box or a union from now on does although its page is the same.
//! Not promised, and not compared: the names of builders' types, constants of permissions, the order of fields.

use std::collections::HashMap;

use super::Difference;
use crate::inventory::{Entry, Fact, Inventory, Item, Key, Kind};

/// What a change is about.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) item: &'a Key,
    /// None for the item itself.
    pub(super) part: Option<&'a Key>,
}

impl<'a> Of<'a> {
    pub(super) fn item(item: &'a Key) -> Self {
        Self { item, part: None }
    }

    fn kind(self) -> Kind {
        self.part.map_or(self.item.kind, |part| part.kind)
    }

    fn name(self) -> &'a str {
        self.part.map_or(&self.item.name, |part| &part.name)
    }
}

/// Whether a change is breaking, and why.
pub(super) struct Verdict {
    pub(super) breaking: bool,
    pub(super) reason: String,
}

fn breaks(reason: impl Into<String>) -> Verdict {
    let (breaking, reason) = (true, reason.into());
    Verdict { breaking, reason }
}

fn harmless(reason: impl Into<String>) -> Verdict {
    let (breaking, reason) = (false, reason.into());
    Verdict { breaking, reason }
}

const DOCUMENTATION: &str = "documentation only";
/// What changes the type of places elsewhere is breaking there.
const ELSEWHERE: &str = "where it is held in another way now, that place says so";

/// Both sides, and what has to be looked up in them.
pub(super) struct Judge<'a> {
    old: &'a Inventory,
    new: &'a Inventory,
    /// How many types inherit from each, on the old side.
    heirs: HashMap<&'a str, usize>,
    /// The operation in Rust that each chain of builders calls, on the new side.
    calls: HashMap<&'a str, &'a str>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(old: &'a Inventory, new: &'a Inventory) -> Self {
        let mut heirs = HashMap::new();
        for key in old.items.keys().filter(|key| key.kind == Kind::Type) {
            for (base, _) in old.chain(&key.name).into_iter().skip(1) {
                *heirs.entry(base).or_default() += 1;
            }
        }
        let calls = new.items.values().flat_map(|item| {
            let ident = item.entry.rust().unwrap_or_default();
            item.parts(Kind::Path)
                .filter_map(move |(_, path)| Some((path.rust()?, ident)))
        });
        let calls = calls.collect();
        Self {
            old,
            new,
            heirs,
            calls,
        }
    }

    pub(super) fn added(&self, of: Of<'_>, entry: &Entry) -> Verdict {
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

    pub(super) fn removed(&self, of: Of<'_>, entry: &Entry) -> Verdict {
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

    /// How many types have the same field.
    fn also(&self, of: Of<'_>) -> String {
        match self.heirs.get(of.item.name.as_str()) {
            None => String::new(),
            Some(1) => ", also of a type that inherits it".to_owned(),
            Some(many) => format!(", also of {many} types that inherit it"),
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

    pub(super) fn changed(&self, of: Of<'_>, facts: &[Difference], entry: &Entry) -> Verdict {
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

/// The property as the type has it: its own or that of the nearest base, and the base.
fn inherited<'a>(inventory: &'a Inventory, of: Of<'a>) -> Option<(&'a str, &'a str)> {
    find(&inventory.chain(&of.item.name), of.name())
}

fn find<'a>(chain: &[(&'a str, &'a Item)], wire: &str) -> Option<(&'a str, &'a str)> {
    let mut found = chain
        .iter()
        .filter_map(|(name, ty)| Some((*name, ty.part(Kind::Property, wire)?.rust()?)));
    found.next()
}

/// `200` of `200` and of `200#2`.
fn status(name: &str) -> &str {
    name.split('#').next().unwrap_or(name)
}

/// `` `subject` `` of `subject:String`.
fn field(rust: &str) -> String {
    format!("`{}`", rust.split_once(':').map_or(rust, |(name, _)| name))
}

/// How a field changed: both sides are `subject:String`.
fn shown(from: &str, to: &str) -> String {
    let split = |rust: &'_ str| {
        rust.split_once(':')
            .map(|(name, ty)| (name.to_owned(), ty.to_owned()))
    };
    match (split(from), split(to)) {
        (Some((a, was)), Some((b, is))) if a == b => format!("the field `{a}` is `{is}`, was `{was}`"),
        (Some((a, was)), Some((b, is))) if was == is => format!("the field `{a}` is called `{b}`"),
        _ => format!("the field `{from}` is `{to}`"),
    }
}

fn value(text: Option<&str>) -> String {
    text.map_or_else(|| "nothing".to_owned(), |text| format!("`{text}`"))
}

/// The first few of them.
fn some(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let first = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
