//! The look-up of a key in a table. Free of anything else, since the generator compiles this very file too: it looks
//! for a seed that gives each key of a table a slot of its own. A change here changes every generated table.

/// A perfect hash of the keys of one table: no two share a slot.
#[derive(Clone, Copy, Debug)]
pub struct Hash {
    /// What makes the slots differ, found by the generator.
    pub seed: u32,
    /// By slot, one more than the index of its key, and 0 for none. Bytes, since they are the least to read for
    /// the compiler; a table of more than 255 keys has two for each slot, the lower one first.
    pub slots: &'static [u8],
}

/// The most keys of which a slot fits into one byte.
pub(crate) const NARROW: usize = 255;

impl Hash {
    /// No hash: keys are compared one by one. For tables that are written by hand.
    pub const NONE: Self = Self { seed: 0, slots: &[] };

    /// The index of `key` in `keys`, the keys that this hash was made for.
    #[inline]
    pub fn find(&self, keys: &[&str], key: &str) -> Option<usize> {
        if self.slots.is_empty() {
            return keys.iter().position(|known| *known == key);
        }
        let hash = hash(self.seed, key);
        let entry = if keys.len() <= NARROW {
            usize::from(*self.slots.get(slot(hash, self.slots.len()))?)
        } else {
            let at = slot(hash, self.slots.len() / 2) * 2;
            usize::from(*self.slots.get(at)?) | usize::from(*self.slots.get(at + 1)?) << 8
        };
        let index = entry.checked_sub(1)?;
        (*keys.get(index)? == key).then_some(index)
    }
}

/// The slot of a hash in a table of `size` slots.
#[inline]
pub(crate) fn slot(hash: u32, size: usize) -> usize {
    ((u64::from(hash) * size as u64) >> 32) as usize
}

/// Mixes all of `key`, eight bytes at a time: some keys agree in their first and last eight.
/// The same on every platform.
#[inline]
pub(crate) fn hash(seed: u32, key: &str) -> u32 {
    let mut rest = key.as_bytes();
    let mut state = u64::from(seed).wrapping_mul(FACTOR) ^ rest.len() as u64;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        state = mix(state ^ u64::from_le_bytes(*word));
        rest = after;
    }
    let tail = rest.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte));
    (mix(state ^ tail) >> 32) as u32
}

/// The fraction of the golden ratio, odd: its bits look random.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

#[inline]
fn mix(state: u64) -> u64 {
    let state = state.wrapping_mul(FACTOR);
    (state ^ (state >> 32)).wrapping_mul(FACTOR)
}
