//! Fills the hash table of a struct's keys, as the runtime looks keys up in it.

use super::runtime_hash::{NARROW, probe};
use crate::rust::Hash;

/// So few keys are compared one by one.
const FEW: usize = 4;

/// Slots for each key: so many that looking up an unknown key mostly ends at the first slot, too.
const SLOTS: usize = 3;

/// Seeds to try: enough to find one by which no two keys of a usual struct share their first slot.
const SEEDS: u32 = 64;

/// The hash table of the keys, which are all different; none for few keys, and for more than a slot can number.
pub(super) fn hash(keys: &[&str]) -> Option<Hash> {
    if keys.len() <= FEW || keys.len() > usize::from(u16::MAX) {
        return None;
    }
    let size = SLOTS * keys.len();
    let seed = (0..SEEDS).min_by_key(|seed| shared(keys, *seed, size))?;
    let slots = fill(keys, seed, size);
    let width = if keys.len() <= NARROW { 1 } else { 2 };
    let bytes = slots
        .iter()
        .flat_map(|slot| slot.to_le_bytes().into_iter().take(width));
    Some(Hash {
        seed,
        slots: bytes.collect(),
    })
}

/// How many keys share their first slot with one before them.
fn shared(keys: &[&str], seed: u32, size: usize) -> usize {
    let mut used = vec![false; size];
    let first = |key: &&str| probe(seed, key, size).next();
    let mut shares = |at: usize| used.get_mut(at).is_some_and(|used| std::mem::replace(used, true));
    keys.iter().filter_map(first).filter(|at| shares(*at)).count()
}

/// By slot, the number of its key, counted from 1.
fn fill(keys: &[&str], seed: u32, size: usize) -> Vec<u16> {
    let mut slots = vec![0; size];
    for (key, number) in keys.iter().zip(1..=u16::MAX) {
        let free = probe(seed, key, size).find(|at| slots.get(*at) == Some(&0));
        if let Some(slot) = free.and_then(|at| slots.get_mut(at)) {
            *slot = number;
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::runtime_hash;

    fn check(keys: &[String]) {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let Hash { seed, slots } = hash(&keys).expect("enough keys");
        let hash = runtime_hash::Hash {
            seed,
            slots: slots.leak(),
        };
        for (index, key) in keys.iter().enumerate() {
            assert_eq!(hash.find(&keys, key), Some(index), "{key}");
        }
        assert_eq!(hash.find(&keys, "notAKey"), None);
    }

    fn numbered(count: usize) -> Vec<String> {
        (0..count).map(|n| format!("property{n}")).collect()
    }

    #[test]
    fn every_key_is_found_and_nothing_else() {
        check(&numbered(5));
        check(&numbered(40));
    }

    #[test]
    fn tables_of_more_keys_than_a_byte_counts_work() {
        check(&numbered(255));
        check(&numbered(256));
        check(&numbered(300));
    }

    #[test]
    fn the_cost_grows_with_the_number_of_keys() {
        check(&numbered(48_000));
        check(&numbered(65_535));
    }

    #[test]
    fn keys_that_agree_in_their_first_and_last_eight_bytes_are_told_apart() {
        let mut keys: Vec<_> = ('a'..='h').map(|c| c.to_string()).collect();
        for middle in ["Lower", "Upper"] {
            keys.push(format!("workProfilePasswordMin{middle}CaseCharacters"));
        }
        check(&keys);
    }

    #[test]
    fn few_keys_and_more_than_a_slot_can_number_have_no_hash() {
        assert_eq!(hash(&["a", "b", "c", "d"]), None);
        let many = numbered(65_536);
        assert_eq!(hash(&many.iter().map(String::as_str).collect::<Vec<_>>()), None);
        assert_eq!(runtime_hash::Hash::NONE.find(&["a", "b"], "b"), Some(1));
    }
}
