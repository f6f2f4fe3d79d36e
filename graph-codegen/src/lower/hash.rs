//! Keys → a perfect hash of them: the smallest table for which a seed is found soon.

use super::runtime_hash::{NARROW, hash, slot};
use crate::rust::Hash;

/// So few keys are compared one by one.
const FEW: usize = 4;

/// Seeds to try for each size.
const SEEDS: u32 = 4000;

/// How many seeds must be likely to fit: a size with fewer is not worth the search.
const HOPE: f64 = 1e-3;

/// So many likely seeds are sure to hold one that fits: no larger size is needed.
const SURE: f64 = 50.0;

/// A hash without collisions, verified; none for few keys. The keys are all different.
pub(super) fn perfect(keys: &[&str]) -> Option<Hash> {
    if keys.len() <= FEW {
        return None;
    }
    let (size, seed) = smallest(keys)?;
    Some(Hash {
        seed,
        slots: slots(keys, seed, size),
    })
}

/// The smallest size that has a seed, and the first of its seeds. All sizes are tried at once, since it is the hashes
/// that take time, and those do not depend on the size.
fn smallest(keys: &[&str]) -> Option<(usize, u32)> {
    // Most seeds fail by their first keys: those that are hashed soonest come first.
    let mut keys = keys.to_vec();
    keys.sort_by_key(|key| key.len());
    let mut open: Vec<Table> = sizes(keys.len()).into_iter().map(Table::new).collect();
    let (mut best, mut hashes) = (None, Vec::with_capacity(keys.len()));
    for seed in 0..SEEDS {
        hashes.clear();
        let fits = open
            .iter_mut()
            .position(|table| table.fits(&keys, seed, &mut hashes));
        if let Some(table) = fits.and_then(|at| open.drain(at..).next()) {
            best = Some((table.size, seed));
        }
        if open.is_empty() {
            break;
        }
    }
    best
}

/// The sizes that are worth the search, up to one that is sure to have a seed.
fn sizes(keys: usize) -> Vec<usize> {
    let all = std::iter::successors(Some(keys), |size| Some(size + size / 4 + 1));
    let mut sure = false;
    all.filter(|size| hope(keys, *size) > HOPE)
        .take_while(|size| !std::mem::replace(&mut sure, hope(keys, *size) > SURE))
        .collect()
}

/// How many of the seeds are likely to give so many keys slots of their own, were slots drawn by lot.
fn hope(keys: usize, size: usize) -> f64 {
    let free = (0..keys).map(|taken| 1.0 - taken as f64 / size as f64);
    f64::from(SEEDS) * free.product::<f64>()
}

/// The slots of a size, each with the last seed that took it: nothing is cleared between seeds.
struct Table {
    size: usize,
    taken: Vec<Option<u32>>,
}

impl Table {
    fn new(size: usize) -> Self {
        let taken = vec![None; size];
        Self { size, taken }
    }

    /// Whether a seed gives each key a slot of its own; the hashes that this takes are kept for other sizes.
    fn fits(&mut self, keys: &[&str], seed: u32, hashes: &mut Vec<u32>) -> bool {
        keys.iter().enumerate().all(|(index, key)| {
            if hashes.len() == index {
                hashes.push(hash(seed, key));
            }
            let hash = hashes.get(index).copied().unwrap_or_default();
            let slot = self.taken.get_mut(slot(hash, self.size));
            slot.is_some_and(|taken| taken.replace(seed) != Some(seed))
        })
    }
}

fn slots(keys: &[&str], seed: u32, size: usize) -> Vec<u8> {
    let mut entries = vec![0_u16; size];
    for (key, entry) in keys.iter().zip(1..) {
        if let Some(to) = entries.get_mut(slot(hash(seed, key), size)) {
            *to = entry;
        }
    }
    let narrow = keys.len() <= NARROW;
    let bytes = entries.iter().flat_map(|entry| {
        let [low, high] = entry.to_le_bytes();
        std::iter::once(low).chain((!narrow).then_some(high))
    });
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::runtime_hash;

    fn check(keys: &[String]) {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let found = perfect(&keys).expect("enough keys");
        let hash = runtime_hash::Hash {
            seed: found.seed,
            slots: found.slots.leak(),
        };
        for (index, key) in keys.iter().enumerate() {
            assert_eq!(hash.find(&keys, key), Some(index), "{key}");
        }
        assert_eq!(hash.find(&keys, "notAKey"), None);
    }

    #[test]
    fn every_key_is_found_and_nothing_else() {
        check(&(0..40).map(|n| format!("property{n}")).collect::<Vec<_>>());
    }

    #[test]
    fn tables_of_more_keys_than_a_byte_counts_work() {
        check(&(0..300).map(|n| format!("property{n}")).collect::<Vec<_>>());
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
    fn few_keys_need_no_hash() {
        assert_eq!(perfect(&["a", "b", "c", "d"]), None);
        assert_eq!(runtime_hash::Hash::NONE.find(&["a", "b"], "b"), Some(1));
    }
}
