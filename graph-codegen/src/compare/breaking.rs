//! Decides which changes break programs that use the generated crate. A change is breaking when a program that is
//! written as the crate's documentation asks no longer compiles, sends another request, or gets an error for a response
//! that was accepted.
//!
//! Rust decides, not the model: a type that changes on the page and not in Rust breaks nothing, and a field that now
//! needs a box or a union does although its page is the same.
//! Not promised, and not compared: the names of builders' types, constants of permissions, the order of fields.

use serde::Serialize;

use super::surface::{Entry, Item, Key, Kind, Surface};
use crate::collections::HashMap;

/// A fact that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Which one: `type`.
    pub fact: String,
    /// The old value; null if there was none.
    pub from: Option<String>,
    /// The new value; null if there is none.
    pub to: Option<String>,
}

impl Difference {
    /// Whether it is about the Rust rather than about the pages.
    pub fn is_rust(&self) -> bool {
        self.fact.starts_with("rust")
    }
}

/// What a change is about.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) item: &'a Key,
    /// None for the item itself.
    pub(super) part: Option<&'a Key>,
}

impl<'a> Subject<'a> {
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
/// What changes the types of fields elsewhere is breaking there.
const ELSEWHERE: &str = "fields that hold it are listed on their own";

/// Both sides, and what has to be looked up in them.
pub(super) struct Rules<'a> {
    old: &'a Surface,
    new: &'a Surface,
    /// How many types inherit from each, on the old side.
    subtypes: HashMap<&'a str, usize>,
    /// The operation in Rust that each chain of builders calls, on the new side.
    calls: HashMap<&'a str, &'a str>,
}

impl<'a> Rules<'a> {
    pub(super) fn new(old: &'a Surface, new: &'a Surface) -> Self {
        let mut subtypes = HashMap::default();
        for key in old.items.keys().filter(|key| key.kind == Kind::Type) {
            for (base, _) in old.chain(&key.name).into_iter().skip(1) {
                *subtypes.entry(base).or_default() += 1;
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
            subtypes,
            calls,
        }
    }

    /// How many types have the same field.
    fn also(&self, of: Subject<'_>) -> String {
        match self.subtypes.get(of.item.name.as_str()) {
            None => String::new(),
            Some(1) => ", also of a type that inherits it".to_owned(),
            Some(many) => format!(", also of {many} types that inherit it"),
        }
    }
}

/// The property as the type has it: its own or that of the nearest base, and the base.
fn inherited<'a>(surface: &'a Surface, of: Subject<'a>) -> Option<(&'a str, &'a str)> {
    find(&surface.chain(&of.item.name), of.name())
}

fn find<'a>(chain: &[(&'a str, &'a Item)], wire: &str) -> Option<(&'a str, &'a str)> {
    let mut found = chain
        .iter()
        .filter_map(|(name, ty)| Some((*name, ty.part(Kind::Property, wire)?.rust()?)));
    found.next()
}

impl Rules<'_> {
    pub(super) fn added(&self, of: Subject<'_>, entry: &Entry) -> Verdict {
        match of.kind() {
            Kind::Property => self.added_property(of, entry),
            Kind::Member => harmless("the enum is `#[non_exhaustive]`; the text was read as `Unlisted`"),
            Kind::Variant => harmless("the union is `#[non_exhaustive]`; the value was read as its base"),
            Kind::Response => harmless(DOCUMENTATION),
            Kind::Permission => harmless("data: who may call it, not how"),
            Kind::Body if entry.rust().is_some() => harmless("a field that a literal with `..` leaves out"),
            Kind::Query | Kind::Header if entry.rust().is_some() => {
                harmless("the call takes one more option")
            }
            _ if entry.rust().is_some() => harmless("new"),
            _ => harmless(DOCUMENTATION),
        }
    }

    fn added_property(&self, of: Subject<'_>, entry: &Entry) -> Verdict {
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
}

impl Rules<'_> {
    pub(super) fn changed(&self, of: Subject<'_>, facts: &[Difference], entry: &Entry) -> Verdict {
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

    fn fact(&self, of: Subject<'_>, one: &Difference, entry: &Entry) -> Verdict {
        let (from, to) = (one.from.as_deref(), one.to.as_deref());
        match one.fact.as_str() {
            "rust" => self.rust(of, from, to),
            "rustUnion" => match (from, to) {
                (Some(from), Some(to)) => breaks(format!("the union `{from}` is called `{to}`")),
                (Some(from), None) => breaks(format!("the union `{from}` is gone")),
                _ => harmless(ELSEWHERE),
            },
            "rustConversions" if to.is_none() && entry.get("rustUnion").is_some() => {
                breaks("the union has too many variants for a `From` of each")
            }
            "rustBody" => breaks(format!("the request body is {}, was {}", value(to), value(from))),
            "rustResponse" => breaks(format!("the response is {}, was {}", value(to), value(from))),
            "method" => breaks("another request is sent"),
            "base" => self.base(of),
            "nullable" | "required" if matches!(of.kind(), Kind::Property | Kind::Body) => {
                harmless("every field may be absent in Rust")
            }
            "type" => match entry.rust() {
                Some(rust) => harmless(format!(
                    "in Rust still `{}`",
                    rust.split_once(':').map_or(rust, |(_, ty)| ty)
                )),
                None => harmless(DOCUMENTATION),
            },
            "flags" => harmless(ELSEWHERE),
            "kind" if of.kind() == Kind::Type => harmless(ELSEWHERE),
            "id" => harmless("the page has another name"),
            _ => harmless(DOCUMENTATION),
        }
    }

    fn rust(&self, of: Subject<'_>, from: Option<&str>, to: Option<&str>) -> Verdict {
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
    fn base(&self, of: Subject<'_>) -> Verdict {
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

impl Rules<'_> {
    pub(super) fn removed(&self, of: Subject<'_>, entry: &Entry) -> Verdict {
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
            Kind::Query | Kind::Header if self.takes_as_before(of, entry) => harmless(DOCUMENTATION),
            Kind::Query | Kind::Header => gone("the call no longer takes an option:"),
            Kind::Body => match entry.rust() {
                Some(rust) => breaks(format!("the field {} is gone", field(rust))),
                None => harmless(DOCUMENTATION),
            },
            Kind::Response => self.removed_response(of),
            Kind::Permission => harmless("data: who may call it, not how"),
            Kind::ResponseHeader => harmless(DOCUMENTATION),
        }
    }

    fn removed_property(&self, of: Subject<'_>, entry: &Entry) -> Verdict {
        let Some(was) = entry.rust() else {
            return harmless(DOCUMENTATION);
        };
        match inherited(self.new, of) {
            Some((base, is)) if was == is => harmless(format!("is inherited from `{base}` now")),
            Some((base, is)) => breaks(format!("is inherited from `{base}` now: {}", shown(was, is))),
            None => breaks(format!("the field {} is gone{}", field(was), self.also(of))),
        }
    }

    fn removed_path(&self, of: Subject<'_>, entry: &Entry) -> Verdict {
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

    /// Whether the call takes the same option, which the page spells in another way.
    fn takes_as_before(&self, of: Subject<'_>, entry: &Entry) -> bool {
        let new = self.new.item(of.item.kind, &of.item.name);
        let mut left = new.into_iter().flat_map(|item| item.parts(of.kind()));
        entry.rust().is_some() && left.any(|(_, other)| other.rust() == entry.rust())
    }

    /// Any status from 200 to 299 is a success, and a redirect is one where the page documents it.
    fn removed_response(&self, of: Subject<'_>) -> Verdict {
        let new = self.new.item(of.item.kind, &of.item.name);
        let mut left = new.into_iter().flat_map(|item| item.parts(Kind::Response));
        let gone = status(of.name());
        if gone.starts_with('3') && left.all(|(name, _)| status(name) != gone) {
            breaks("a redirect is an error now, as it is undocumented")
        } else {
            harmless(DOCUMENTATION)
        }
    }
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
