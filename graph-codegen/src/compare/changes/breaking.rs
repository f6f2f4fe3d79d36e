//! What breaks a program that uses the generated crate? A change is breaking when a program that is written as the
//! crate's documentation asks no longer compiles, sends another request, or is refused an answer that it got.
//!
//! Rust decides, not the model: both sides say as what Rust shows a thing, so a type that changes on the page and not
//! in Rust breaks nothing, and a field that needs a box or a union from now on does although its page is the same.
//! Not promised, and not compared: the names of builders' types, constants of permissions, the order of fields.

mod added;
mod changed;
mod removed;
mod words;

use std::collections::HashMap;

use crate::compare::inventory::{Inventory, Item, Key, Kind};

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

    /// How many types have the same field.
    fn also(&self, of: Of<'_>) -> String {
        match self.heirs.get(of.item.name.as_str()) {
            None => String::new(),
            Some(1) => ", also of a type that inherits it".to_owned(),
            Some(many) => format!(", also of {many} types that inherit it"),
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
