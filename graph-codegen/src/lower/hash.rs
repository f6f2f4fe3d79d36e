//! Keys → a perfect hash of them: the smallest table for which a seed is found soon.

use super::runtime_hash::{NARROW, hash, slot};
use crate::rust::Hash;

/// So few keys are compared one by one.
const FEW: usize = 4;

/// Seeds to try for each size.
const SEEDS: u32 = 4000;

/// How many seeds must be likely to fit: a size with fewer is not worth the search.
const HOPE: f64 = 1e-3;

/// A hash without collisions, verified; none for few keys. The keys are all different.
pub(super) fn perfect(keys: &[&str]) -> Option<Hash> {
    if keys.len() <= FEW {
        return None;
    }
    // Most seeds fail by their first keys: those that are mixed soonest come first.
    let mut cheap = keys.to_vec();
    cheap.sort_by_key(|key| key.len());
    let sizes = std::iter::successors(Some(keys.len()), |size| Some(size + size / 4 + 1));
    let worthwhile = sizes.filter(|size| hope(keys.len(), *size) > HOPE);
    let mut found = worthwhile.filter_map(|size| {
        // Slots hold the last seed that took them: nothing is cleared between seeds.
        let mut taken = vec![None; size];
        let seed = (0..SEEDS).find(|seed| is_perfect(&cheap, *seed, size, &mut taken))?;
        Some(Hash {
            seed,
            slots: slots(keys, seed, size),
        })
    });
    found.next()
}

/// How many of the seeds are likely to give so many keys slots of their own, were slots drawn by lot.
fn hope(keys: usize, size: usize) -> f64 {
    let free = (0..keys).map(|taken| 1.0 - taken as f64 / size as f64);
    f64::from(SEEDS) * free.product::<f64>()
}

fn is_perfect(keys: &[&str], seed: u32, size: usize, taken: &mut [Option<u32>]) -> bool {
    keys.iter().all(|key| {
        let slot = taken.get_mut(slot(hash(seed, key), size));
        slot.is_some_and(|taken| taken.replace(seed) != Some(seed))
    })
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
