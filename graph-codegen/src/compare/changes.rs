//! What changed between two inventories, and what of it breaks programs. Comes in: the inventory of an older crate and
//! of a newer one. Goes out: a change for each item and part that appeared, went or is another now. Knows neither pages
//! nor how changes are shown.
//!
//! As JSON, which `cargo xtask diff --format json` prints with the names of both sides, `old` and `new`:
//!
//! ```json
//! {
//!   "format": 1,
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
//! `kind` is a word of [`Kind`], `fact` one of [`Fact`]; [`Change`] tells the rest. `format` rises when a key changes its
//! meaning.

mod breaking;
mod renamed;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    compare::inventory::{Entry, Fact, Inventory, Item, Key, Kind},
    text::PagePath,
};
use breaking::{Judge, Of};

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
    /// What appeared.
    pub added: usize,
    /// What is another now.
    pub changed: usize,
    /// What went.
    pub removed: usize,
    /// Those of them that break programs.
    pub breaking: usize,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `added`, `changed` or `removed`.
    pub change: How,
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
    /// What is said of it; for a change the facts that are others now.
    pub facts: Vec<Difference>,
    /// The page that says it; of what went the page that said it.
    pub page: PagePath,
    /// Its line, from 1; null where the older side is the inventory of a crate, which knows no lines.
    pub line: Option<u32>,
}

/// How something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// It appeared.
    Added,
    /// It is another now.
    Changed,
    /// It went.
    Removed,
}

/// A fact that is another now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Which one.
    pub fact: Fact,
    /// What it was; null where it was not said.
    pub from: Option<String>,
    /// What it is; null where it is not said.
    pub to: Option<String>,
}

/// Compares.
pub fn between(old: &Inventory, new: &Inventory) -> Changes {
    let mut log = Log {
        judge: Judge::new(old, new),
        changes: Vec::new(),
    };
    let renamed = renamed::operations(old, new);
    let was = |key: &Key| renamed.get(key).unwrap_or(key).clone();
    for (key, item) in &new.items {
        let before = was(key);
        match old.items.get(&before) {
            None => log.add(How::Added, Of::item(key), None, Some((&item.entry, item))),
            Some(older) => log.item(key, &before, older, item),
        }
    }
    let kept: BTreeSet<Key> = new.items.keys().map(was).collect();
    for (key, item) in old.items.iter().filter(|(key, _)| !kept.contains(key)) {
        log.add(How::Removed, Of::item(key), Some((&item.entry, item)), None);
    }
    log.finish()
}

/// An entry and the item that it is or belongs to.
type Side<'a> = Option<(&'a Entry, &'a Item)>;

/// Changes as they are found.
struct Log<'a> {
    judge: Judge<'a>,
    changes: Vec<Change>,
}

impl<'a> Log<'a> {
    fn item(&mut self, key: &'a Key, before: &Key, old: &'a Item, new: &'a Item) {
        let of = Of::item(key);
        let mut facts = differences(Some(&old.entry), Some(&new.entry));
        if key != before {
            let (from, to) = (Some(before.name.clone()), Some(key.name.clone()));
            facts.insert(
                0,
                Difference {
                    fact: Fact::Id,
                    from,
                    to,
                },
            );
        }
        self.push(
            How::Changed,
            of,
            facts,
            Some((&old.entry, old)),
            Some((&new.entry, new)),
        );
        let names: BTreeSet<&Key> = old.parts.keys().chain(new.parts.keys()).collect();
        for part in names {
            let of = Of {
                item: key,
                part: Some(part),
            };
            match (old.parts.get(part), new.parts.get(part)) {
                (Some(a), Some(b)) => self.push(
                    How::Changed,
                    of,
                    differences(Some(a), Some(b)),
                    Some((a, old)),
                    Some((b, new)),
                ),
                (Some(a), None) => self.add(How::Removed, of, Some((a, old)), None),
                (None, b) => self.add(How::Added, of, None, b.map(|b| (b, new))),
            }
        }
    }

    fn add(&mut self, how: How, of: Of<'a>, old: Side<'a>, new: Side<'a>) {
        let facts = differences(old.map(|(entry, _)| entry), new.map(|(entry, _)| entry));
        self.push(how, of, facts, old, new);
    }

    fn push(&mut self, change: How, of: Of<'a>, facts: Vec<Difference>, old: Side<'a>, new: Side<'a>) {
        let Some((entry, _)) = new
            .or(old)
            .filter(|_| change != How::Changed || !facts.is_empty())
        else {
            return;
        };
        let verdict = match change {
            How::Added => self.judge.added(of, entry),
            How::Changed => self.judge.changed(of, &facts, entry),
            How::Removed => self.judge.removed(of, entry),
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
            page: entry.place.page.clone(),
            line: entry.place.line,
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
            format: 1,
            counts: Counts {
                added: count(How::Added),
                changed: count(How::Changed),
                removed: count(How::Removed),
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
    let text = |entry: Option<&Entry>, fact| entry.and_then(|entry| entry.get(fact)).map(str::to_owned);
    let all = Fact::ALL.iter().map(|fact| Difference {
        fact: *fact,
        from: text(old, *fact),
        to: text(new, *fact),
    });
    all.filter(|one| one.from != one.to).collect()
}

#[cfg(test)]
mod tests;
