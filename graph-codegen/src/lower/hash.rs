//! Fills the hash table of a struct's keys, as the runtime looks keys up in it.

use super::runtime_hash::{NARROW, probe};

/// So few keys are compared one by one.
const FEW: usize = 4;

/// The slots of the runtime's `Hash`, twice as many as keys; none for few keys, and for more than a slot can number.
/// The keys are all different.
pub(super) fn slots(keys: &[&str]) -> Vec<u8> {
    if keys.len() <= FEW || keys.len() > usize::from(u16::MAX) {
        return Vec::new();
    }
    let mut slots = vec![0_u16; 2 * keys.len()];
    for (key, number) in keys.iter().zip(1..=u16::MAX) {
        let mut probed = probe(key, slots.len());
        let free = probed.find(|at| slots.get(*at) == Some(&0));
        if let Some(slot) = free.and_then(|at| slots.get_mut(at)) {
            *slot = number;
        }
    }
    let width = if keys.len() <= NARROW { 1 } else { 2 };
    let bytes = slots
        .iter()
        .flat_map(|slot| slot.to_le_bytes().into_iter().take(width));
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::runtime_hash::Hash;

    fn check(keys: &[String]) {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let slots = slots(&keys).leak();
        assert!(!slots.is_empty());
        let hash = Hash { slots };
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
        assert!(slots(&["a", "b", "c", "d"]).is_empty());
        let many = numbered(65_536);
        assert!(slots(&many.iter().map(String::as_str).collect::<Vec<_>>()).is_empty());
        assert_eq!(Hash::NONE.find(&["a", "b"], "b"), Some(1));
    }
}
