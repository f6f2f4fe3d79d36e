//! The look-up of a key in a table. Uses nothing else of this crate, since the generator compiles this file too: it
//! chooses the seed and fills the slots by the same functions. A change here changes every generated table.

/// A hash table of the keys of one table, with open addressing.
#[derive(Clone, Copy, Debug)]
pub struct Hash {
    /// Chosen by the generator so that few keys, or none, share their first slot.
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
        let is_narrow = keys.len() <= NARROW;
        let size = if is_narrow {
            self.slots.len()
        } else {
            self.slots.len() / 2
        };
        for at in probe(self.seed, key, size) {
            let entry = if is_narrow {
                usize::from(*self.slots.get(at)?)
            } else {
                usize::from(*self.slots.get(at * 2)?) | usize::from(*self.slots.get(at * 2 + 1)?) << 8
            };
            let index = entry.checked_sub(1)?;
            if *keys.get(index)? == key {
                return Some(index);
            }
        }
        None
    }
}

/// The slots to look for a key in, in order: all from that of its hash on.
#[inline]
pub(crate) fn probe(seed: u32, key: &str, size: usize) -> impl Iterator<Item = usize> {
    let start = ((u64::from(hash(seed, key)) * size as u64) >> 32) as usize;
    (start..size).chain(0..start)
}

/// Mixes all of `key`, eight bytes at a time: some keys agree in their first and last eight.
/// The same on every platform.
#[inline]
fn hash(seed: u32, key: &str) -> u32 {
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
