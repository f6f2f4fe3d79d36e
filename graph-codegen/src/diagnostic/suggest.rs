//! "Did you mean": the nearest of several names. Comes in: words. Goes out: one of them, where one is near enough.

/// The candidate with the fewest edits, at most a third of the word's length; letter case counts little.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let limit = (wanted.chars().count() / 3).clamp(1, 4);
    let letters = letters(&wanted);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(wanted.len()) <= limit)
        .filter(|candidate| may_be_near(letters, candidate, limit))
        .filter_map(|candidate| Some((distance(&wanted, &candidate.to_lowercase(), limit)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Whether two words can be that near: an edit takes at most one letter away and brings at most one.
fn may_be_near(wanted: u64, candidate: &str, limit: usize) -> bool {
    let candidate_letters = letters(candidate);
    let few = |letters: u64| letters.count_ones() as usize <= limit;
    !candidate.is_ascii() || few(wanted & !candidate_letters) && few(candidate_letters & !wanted)
}

/// The letters of a word as bits, in any case; two that share a bit only make the answer less sharp.
fn letters(word: &str) -> u64 {
    let ascii = word.bytes().filter(u8::is_ascii);
    ascii.fold(0, |all, byte| all | 1 << (byte.to_ascii_lowercase() & 63))
}

/// Insertions, deletions and replacements from one word to the other; given up where they are more than `limit`.
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(&b) {
            let above = *cell;
            let replaced = diagonal + usize::from(from != *to);
            left = replaced.min(above + 1).min(left + 1);
            diagonal = above;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        // No later row has a smaller number than the smallest of this one.
        if row.iter().all(|edits| *edits > limit) {
            return None;
        }
    }
    row.last().copied().filter(|edits| *edits <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("recipent", "recipient", 4), Some(1));
        assert_eq!(distance("kitten", "sitting", 3), Some(3));
        assert_eq!(distance("kitten", "sitting", 2), None);
        assert_eq!(distance("", "abc", 3), Some(3));
    }

    #[test]
    fn a_near_name_is_suggested_and_a_far_one_is_not() {
        assert_eq!(nearest("recipent", ["message", "recipient"]), Some("recipient"));
        assert_eq!(nearest("Importance", ["importance"]), Some("importance"));
        assert_eq!(nearest("user", ["message", "group"]), None);
    }
}
