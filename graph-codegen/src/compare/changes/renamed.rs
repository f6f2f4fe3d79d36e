//! Which operations are the same on a page of another name: those with the same method and a path in common.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::inventory::{Fact, Inventory, Item, Key, Kind};

/// What an operation was called before, by what it is called now.
pub(super) fn operations(old: &Inventory, new: &Inventory) -> BTreeMap<Key, Key> {
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
fn only<'a>(one: &'a Inventory, other: &'a Inventory) -> impl Iterator<Item = (&'a Key, &'a Item)> {
    let unknown = |key: &Key| key.kind == Kind::Operation && !other.items.contains_key(key);
    one.items.iter().filter(move |(key, _)| unknown(key))
}

fn calls(item: &Item) -> impl Iterator<Item = (&str, &str)> {
    let method = item.entry.get(Fact::Method).unwrap_or_default();
    item.parts(Kind::Path).map(move |(path, _)| (method, path))
}
