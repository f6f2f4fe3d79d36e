//! Compares two surfaces: each item and part that was added, changed or removed, and whether that breaks programs.
//!
//! As JSON, which `cargo xtask diff --format json` prints with the names of both sides, `old` and `new`:
//!
//! ```json
//! {
//!   "format": 2,
//!   "counts": { "added": 0, "changed": 1, "removed": 0, "breaking": 1 },
//!   "changes": [{
//!     "change": "changed",
//!     "kind": "property",
//!     "of": "microsoft.graph.message",
//!     "name": "size",
//!     "breaking": true,
//!     "reason": "the field `size` is `i64`, was `i32`",
//!     "facts": [
//!       { "fact": "type", "from": "Edm.Int32", "to": "Edm.Int64" },
//!       { "fact": "rust", "from": "size:i32", "to": "size:i64" }
//!     ],
//!     "page": "resources/message.md",
//!     "line": 71
//!   }]
//! }
//! ```
//!
//! `kind` is a word of [`Kind`], `fact` a key of the model or one about Rust (see [`surface`](super::surface)).
//! `format` rises when a key changes its meaning.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    breaking::{Rules, Subject},
    surface::{Entry, Item, Key, Kind, Surface},
};
use crate::text::PagePath;

pub use super::breaking::Difference;

/// The version of the JSON.
const FORMAT: u32 = 2;

/// All changes with their counts: the change log, as JSON writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The version of this format.
    pub format: u32,
    /// How many there are.
    pub counts: Counts,
    /// Types, then enums, then operations, each with its parts, by name.
    pub changes: Vec<Change>,
}

/// How many changes there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// What is new.
    pub added: usize,
    /// What differs.
    pub changed: usize,
    /// What is gone.
    pub removed: usize,
    /// Those of them that break programs.
    pub breaking: usize,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `added`, `changed` or `removed`.
    pub change: ChangeKind,
    /// What it is: `type`, `property`, ….
    pub kind: Kind,
    /// The type, enum or operation that a part belongs to; null for those themselves.
    pub of: Option<String>,
    /// `microsoft.graph.message`, `user-list-messages`; of a part its own name: `subject`.
    pub name: String,
    /// Whether a program that uses it may have to be changed.
    pub breaking: bool,
    /// Why it is breaking, or why not.
    pub reason: String,
    /// Its facts; of a changed item or part those that differ.
    pub facts: Vec<Difference>,
    /// The page that describes it; of what is gone the page that described it.
    pub page: PagePath,
    /// Its line, from 1; null if it comes from a crate, which does not record lines.
    pub line: Option<u32>,
}

/// How something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It differs.
    Changed,
    /// It is gone.
    Removed,
}

/// Compares an older surface with a newer one.
pub fn between(old: &Surface, new: &Surface) -> Changes {
    let mut log = Log {
        rules: Rules::new(old, new),
        changes: Vec::new(),
    };
    let renamed = renamed_operations(old, new);
    let was = |key: &Key| renamed.get(key).unwrap_or(key).clone();
    for (key, item) in &new.items {
        let before = was(key);
        match old.items.get(&before) {
            None => log.add(
                ChangeKind::Added,
                Subject::item(key),
                None,
                Some((&item.entry, item)),
            ),
            Some(older) => log.item(key, &before, older, item),
        }
    }
    let kept: BTreeSet<Key> = new.items.keys().map(was).collect();
    for (key, item) in old.items.iter().filter(|(key, _)| !kept.contains(key)) {
        log.add(
            ChangeKind::Removed,
            Subject::item(key),
            Some((&item.entry, item)),
            None,
        );
    }
    log.finish()
}

/// An entry and the item that it is or belongs to.
type Side<'a> = Option<(&'a Entry, &'a Item)>;

/// Changes as they are found.
struct Log<'a> {
    rules: Rules<'a>,
    changes: Vec<Change>,
}

impl<'a> Log<'a> {
    fn item(&mut self, key: &'a Key, before: &Key, old: &'a Item, new: &'a Item) {
        let of = Subject::item(key);
        let mut facts = differences(Some(&old.entry), Some(&new.entry));
        if key != before {
            let (from, to) = (Some(before.name.clone()), Some(key.name.clone()));
            facts.insert(
                0,
                Difference {
                    fact: "id".to_owned(),
                    from,
                    to,
                },
            );
        }
        self.push(
            ChangeKind::Changed,
            of,
            facts,
            Some((&old.entry, old)),
            Some((&new.entry, new)),
        );
        let names: BTreeSet<&Key> = old.parts.keys().chain(new.parts.keys()).collect();
        for part in names {
            let of = Subject {
                item: key,
                part: Some(part),
            };
            match (old.parts.get(part), new.parts.get(part)) {
                (Some(a), Some(b)) => self.push(
                    ChangeKind::Changed,
                    of,
                    differences(Some(a), Some(b)),
                    Some((a, old)),
                    Some((b, new)),
                ),
                (Some(a), None) => self.add(ChangeKind::Removed, of, Some((a, old)), None),
                (None, b) => self.add(ChangeKind::Added, of, None, b.map(|b| (b, new))),
            }
        }
    }

    fn add(&mut self, how: ChangeKind, of: Subject<'a>, old: Side<'a>, new: Side<'a>) {
        let facts = differences(old.map(|(entry, _)| entry), new.map(|(entry, _)| entry));
        self.push(how, of, facts, old, new);
    }

    fn push(
        &mut self,
        change: ChangeKind,
        of: Subject<'a>,
        facts: Vec<Difference>,
        old: Side<'a>,
        new: Side<'a>,
    ) {
        let Some((entry, _)) = new
            .or(old)
            .filter(|_| change != ChangeKind::Changed || !facts.is_empty())
        else {
            return;
        };
        let verdict = match change {
            ChangeKind::Added => self.rules.added(of, entry),
            ChangeKind::Changed => self.rules.changed(of, &facts, entry),
            ChangeKind::Removed => self.rules.removed(of, entry),
        };
        let (kind, name) = of
            .part
            .map_or((of.item.kind, &of.item.name), |part| (part.kind, &part.name));
        self.changes.push(Change {
            change,
            kind,
            of: of.part.map(|_| of.item.name.clone()),
            name: name.clone(),
            breaking: verdict.breaking,
            reason: verdict.reason,
            facts,
            page: entry.page.clone(),
            line: entry.line,
        });
    }

    fn finish(mut self) -> Changes {
        let key = |change: &Change| {
            let item = change.of.as_ref().unwrap_or(&change.name).clone();
            let part = change.of.as_ref().map(|_| (change.kind, change.name.clone()));
            (item_kind(change.kind), item, part)
        };
        self.changes.sort_by_cached_key(key);
        let count = |how| self.changes.iter().filter(|change| change.change == how).count();
        Changes {
            format: FORMAT,
            counts: Counts {
                added: count(ChangeKind::Added),
                changed: count(ChangeKind::Changed),
                removed: count(ChangeKind::Removed),
                breaking: self.changes.iter().filter(|change| change.breaking).count(),
            },
            changes: self.changes,
        }
    }
}

/// What a part of this kind belongs to.
fn item_kind(kind: Kind) -> Kind {
    match kind {
        Kind::Type | Kind::Property | Kind::Restated | Kind::Variant => Kind::Type,
        Kind::Enum | Kind::Member => Kind::Enum,
        _ => Kind::Operation,
    }
}

fn differences(old: Option<&Entry>, new: Option<&Entry>) -> Vec<Difference> {
    let text = |entry: Option<&Entry>, fact: &str| entry.and_then(|entry| entry.get(fact)).map(str::to_owned);
    let mut all: Vec<Difference> = Vec::new();
    for (fact, _) in old.into_iter().chain(new).flat_map(|entry| &entry.facts) {
        let (from, to) = (text(old, fact), text(new, fact));
        if from != to && !all.iter().any(|known| known.fact == *fact) {
            let fact = fact.clone();
            all.push(Difference { fact, from, to });
        }
    }
    // The pages first.
    all.sort_by_key(Difference::is_rust);
    all
}

/// The old ids of operations by their new ones: an operation is the same on a page of another name if it has the same
/// method and a path in common.
fn renamed_operations(old: &Surface, new: &Surface) -> BTreeMap<Key, Key> {
    let mut by_call: BTreeMap<(&str, &str), BTreeSet<&Key>> = BTreeMap::new();
    for (key, item) in only(new, old) {
        for call in calls(item) {
            by_call.entry(call).or_default().insert(key);
        }
    }
    let mut pairs = BTreeMap::new();
    for (before, item) in only(old, new) {
        let mut shared: BTreeMap<&Key, usize> = BTreeMap::new();
        for key in calls(item).filter_map(|call| by_call.get(&call)).flatten() {
            *shared.entry(key).or_default() += 1;
        }
        let free = shared.into_iter().filter(|(key, _)| !pairs.contains_key(*key));
        // Of equals the first by name.
        if let Some((key, _)) = free.max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0))) {
            pairs.insert(key.clone(), before.clone());
        }
    }
    pairs
}

/// The operations of one side that the other does not know by their ids.
fn only<'a>(one: &'a Surface, other: &'a Surface) -> impl Iterator<Item = (&'a Key, &'a Item)> {
    let unknown = |key: &Key| key.kind == Kind::Operation && !other.items.contains_key(key);
    one.items.iter().filter(move |(key, _)| unknown(key))
}

fn calls(item: &Item) -> impl Iterator<Item = (&str, &str)> {
    let method = item.entry.get("method").unwrap_or_default();
    item.parts(Kind::Path).map(move |(path, _)| (method, path))
}

#[cfg(test)]
mod tests;
