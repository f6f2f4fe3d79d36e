//! The inventory of a generated crate: what the API has, and as what Rust shows it, in one line for each type,
//! property, member, operation and so on. Comes in: the model and the Rust made from it, or the text of an inventory.
//! Two of them are what [`crate::changes`] compares; its text is a file of the crate, so that the next run knows what
//! the crate was made from. Knows neither pages nor tokens.

mod model;
mod rust;
mod text;
mod words;

use std::collections::BTreeMap;

pub use model::of;
pub use text::{Unreadable, read};
pub use words::{Fact, Kind};

use crate::{facts, lower, model::Api, text::PagePath};

/// Where the text of the inventory stands in a generated crate: with the tests, which no program compiles.
pub const FILE: &str = "tests/generated/api.txt";

/// Everything that can be compared, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// Types, enums and operations.
    pub items: BTreeMap<Key, Item>,
}

/// What a fact is about: `property subject`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What it is.
    pub kind: Kind,
    /// What the service calls it; unique among its kind in its place.
    pub name: String,
}

/// A type, an enum or an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What holds for it as a whole.
    pub entry: Entry,
    /// Properties, members, paths and so on.
    pub parts: BTreeMap<Key, Entry>,
}

/// The facts of an item or a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Those that hold, each as a text. What is not said, `false` or empty is not there.
    pub facts: BTreeMap<Fact, String>,
    /// Where they stand.
    pub place: Place,
}

/// A page, and the line where it is known: the text of an inventory has none, or every edit of a page would change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `resources/message.md`.
    pub page: PagePath,
    /// From 1.
    pub line: Option<u32>,
}

impl Inventory {
    /// The inventory of a model.
    pub fn of_model(api: &Api) -> Self {
        let facts = facts::facts(api);
        of(api, &lower::lower(api, &facts).krate)
    }

    /// The item of this kind and name.
    pub fn item(&self, kind: Kind, name: &str) -> Option<&Item> {
        let name = name.to_owned();
        self.items.get(&Key { kind, name })
    }

    /// A type and its bases, nearest first.
    pub fn chain<'a>(&'a self, name: &'a str) -> Vec<(&'a str, &'a Item)> {
        let item = |name: &'a str| Some((name, self.item(Kind::Type, name)?));
        let mut chain: Vec<(&str, &Item)> = Vec::new();
        let mut next = item(name);
        while let Some((name, ty)) = next {
            // A text can say anything: bases in a circle end here.
            if chain.iter().any(|(known, _)| *known == name) {
                break;
            }
            chain.push((name, ty));
            next = ty.entry.get(Fact::Base).and_then(item);
        }
        chain
    }
}

impl Item {
    /// The part of this kind and name.
    pub fn part(&self, kind: Kind, name: &str) -> Option<&Entry> {
        let name = name.to_owned();
        self.parts.get(&Key { kind, name })
    }

    /// The names and facts of all parts of a kind.
    pub fn parts(&self, kind: Kind) -> impl Iterator<Item = (&str, &Entry)> {
        let parts = self.parts.iter().filter(move |(key, _)| key.kind == kind);
        parts.map(|(key, entry)| (key.name.as_str(), entry))
    }

    /// Adds a part. A name that its kind has already is told apart by a number, as pages say some things twice.
    fn add(&mut self, kind: Kind, name: &str, entry: Entry) {
        let numbered = (2_u32..).map(|n| format!("{name}#{n}"));
        let names = std::iter::once(name.to_owned()).chain(numbered);
        let mut keys = names.map(|name| Key { kind, name });
        let free = keys.find(|key| !self.parts.contains_key(key));
        self.parts.insert(free.expect("numbers do not end"), entry);
    }
}

impl Entry {
    /// The text of a fact that holds.
    pub fn get(&self, fact: Fact) -> Option<&str> {
        self.facts.get(&fact).map(String::as_str)
    }

    /// As what Rust shows it.
    pub fn rust(&self) -> Option<&str> {
        self.get(Fact::Rust)
    }
}
