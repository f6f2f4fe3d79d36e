//! The look-up of a key in a [`Table`](super::Table). Free of anything else, since the generator compiles this very
//! file too: it looks for a seed that gives each key of a table a slot of its own.

/// A perfect hash of the keys of one table.
#[derive(Clone, Copy, Debug)]
pub struct Hash {
    /// What makes the slots differ.
    pub seed: u32,
    /// One more than the index of the key, 0 for none; as many as a power of two.
    /// Tables of more than 254 keys have two bytes a slot, the lower one first.
    pub slots: &'static [u8],
}

impl Hash {
    /// The index of `key` in `keys`, the keys that this hash was made for.
    #[inline]
    pub fn find(&self, keys: &[&str], key: &str) -> Option<usize> {
        let hash = hash(self.seed, key.as_bytes()) as usize;
        let entry = if keys.len() <= NARROW {
            let mask = self.slots.len().wrapping_sub(1);
            usize::from(*self.slots.get(hash & mask)?)
        } else {
            let mask = (self.slots.len() / 2).wrapping_sub(1);
            let at = (hash & mask) * 2;
            usize::from(*self.slots.get(at)?) | usize::from(*self.slots.get(at + 1)?) << 8
        };
        let index = entry.checked_sub(1)?;
        (*keys.get(index)? == key).then_some(index)
    }
}

/// The most keys of which a slot fits into one byte.
pub const NARROW: usize = 254;

/// Mixes all bytes of `key`, eight at a time: some keys agree in their first and last eight.
#[inline]
pub fn hash(seed: u32, key: &[u8]) -> u32 {
    let mut state = mix(u64::from(seed) ^ FIRST, key.len() as u64 ^ SECOND);
    let mut rest = key;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        state = mix(state ^ u64::from_le_bytes(*word), SECOND);
        rest = after;
    }
    let mut tail = [0; 8];
    for (to, from) in tail.iter_mut().zip(rest) {
        *to = *from;
    }
    state = mix(state ^ u64::from_le_bytes(tail), FIRST);
    (state ^ (state >> 32)) as u32
}

// Odd numbers whose bits look random: the fractions of the golden ratio and of the square root of two.
const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0x6a09_e667_f3bc_c909;

/// Both halves of the product, folded, so that high bits count as much as low ones.
#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}
