//! A small sorted map: most objects have one annotation or two, for which a tree takes half a kilobyte. Beyond a few
//! entries it is a tree all the same, so that an object of a hundred thousand unknown keys is read in linear time.

use std::{collections::BTreeMap, mem};

use super::Json;

/// How many entries stand in a row.
const FEW: usize = 16;

/// Entries, sorted by name: all in `few` or all in `many`.
#[derive(Clone, Default)]
pub(super) struct Entries {
    few: Vec<(Box<str>, Json)>,
    many: BTreeMap<Box<str>, Json>,
}

impl Entries {
    pub(super) fn len(&self) -> usize {
        self.few.len() + self.many.len()
    }

    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        match self.find(key) {
            Ok(index) => self.few.get(index).map(|(_, value)| value),
            Err(_) => self.many.get(key),
        }
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        match self.find(key) {
            Ok(index) => self.few.get_mut(index).map(|(_, value)| value),
            Err(_) => self.many.get_mut(key),
        }
    }

    pub(super) fn insert(&mut self, key: Box<str>, value: Json) -> Option<Json> {
        if let Some(known) = self.get_mut(&key) {
            return Some(mem::replace(known, value));
        }
        if self.few.len() == FEW {
            self.many = mem::take(&mut self.few).into_iter().collect();
        }
        match self.find(&key) {
            Err(index) if self.many.is_empty() => {
                // The first one alone: room for more is made when more come.
                self.few.reserve_exact(usize::from(self.few.is_empty()));
                self.few.insert(index, (key, value));
            }
            _ => _ = self.many.insert(key, value),
        }
        None
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<Json> {
        match self.find(key) {
            Ok(index) => Some(self.few.remove(index).1),
            Err(_) => self.many.remove(key),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        let few = self.few.iter().map(|(key, value)| (&**key, value));
        few.chain(self.many.iter().map(|(key, value)| (&**key, value)))
    }

    pub(super) fn into_vec(self) -> Vec<(Box<str>, Json)> {
        let mut all = self.few;
        all.extend(self.many);
        all
    }

    fn find(&self, key: &str) -> Result<usize, usize> {
        self.few.binary_search_by(|(known, _)| (**known).cmp(key))
    }
}

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(keys: impl Iterator<Item = u32>) -> Entries {
        let mut entries = Entries::default();
        for key in keys {
            entries.insert(format!("{key:03}").into(), key.into());
        }
        entries
    }

    #[test]
    fn entries_are_sorted_whatever_their_number() {
        for count in [0, 1, 2, FEW as u32 - 1, FEW as u32, FEW as u32 + 1, 100] {
            let entries = of((0..count).rev());
            assert_eq!(entries.len(), count as usize);
            let values: Vec<_> = entries.iter().filter_map(|(_, value)| value.as_u64()).collect();
            assert!(values.is_sorted() && values.len() == count as usize, "{count}");
            assert_eq!(entries.into_vec().len(), count as usize);
        }
    }

    #[test]
    fn the_last_of_equal_keys_wins() {
        for count in [2, 100] {
            let mut entries = of(0..count);
            assert_eq!(entries.insert("001".into(), "x".into()), Some(1.into()));
            assert_eq!(entries.get("001"), Some(&"x".into()));
            assert_eq!(entries.len(), count as usize);
        }
    }

    #[test]
    fn what_is_removed_is_gone_and_the_way_there_does_not_matter() {
        let mut entries = of(0..100);
        for key in 3..100 {
            assert_eq!(entries.remove(&format!("{key:03}")), Some(key.into()));
        }
        assert_eq!(entries.remove("099"), None);
        assert!(entries == of(0..3));
        assert_eq!(entries.insert("500".into(), Json::Null), None);
        assert_eq!(entries.len(), 4);
        assert!(entries != of(0..4));
    }

    #[test]
    fn a_single_entry_takes_no_room_for_more() {
        assert_eq!(of(0..1).few.capacity(), 1);
    }
}
