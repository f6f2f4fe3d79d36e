//! A list that holds each value once. Comes in: values. Goes out: their places, in order of first sight.

use std::{collections::HashMap, hash::Hash};

/// Values and their places.
pub(super) struct Table<T> {
    rows: Vec<T>,
    places: HashMap<T, usize>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            places: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Table<T> {
    /// The place of a value, which is added where it is new.
    pub(super) fn add(&mut self, value: T) -> usize {
        if let Some(place) = self.places.get(&value) {
            return *place;
        }
        let place = self.rows.len();
        self.rows.push(value.clone());
        self.places.insert(value, place);
        place
    }

    /// The values in order of their places.
    pub(super) fn into_rows(self) -> Vec<T> {
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_one_place() {
        let mut table = Table::default();
        assert_eq!(["b", "a", "b"].map(|word| table.add(word)), [0, 1, 0]);
        assert_eq!(table.into_rows(), ["b", "a"]);
    }
}
