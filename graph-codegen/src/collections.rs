//! Maps and sets that are only looked up, never listed, with a fast hash: names are short, and the pages are no adversary.

use foldhash::fast::RandomState;

/// A map by hash.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// A set by hash.
pub(crate) type HashSet<T> = std::collections::HashSet<T, RandomState>;
