//! Fields and collections. What stands here is compiled once for each type that a field holds, so it calls nothing
//! generic that it can do without.

use super::{Field, Kind, List, Slot, SlotMut, Value};

impl<T: Value> Field for Option<T> {
    fn get(&self) -> Slot<'_> {
        match self {
            Some(value) => T::Kind::slot(value),
            None => Slot::Absent,
        }
    }

    #[expect(clippy::manual_map, reason = "`map` is two more functions for each type")]
    fn renew(&mut self, blank: bool) -> Option<SlotMut<'_>> {
        *self = match blank {
            true => Some(T::Kind::blank()),
            false => None,
        };
        match self {
            Some(value) => Some(T::Kind::slot_mut(value)),
            None => None,
        }
    }
}

/// A collection that is always there, such as the `value` of a page.
impl<T: Value> Field for Vec<T> {
    fn get(&self) -> Slot<'_> {
        Slot::List(self)
    }

    fn renew(&mut self, blank: bool) -> Option<SlotMut<'_>> {
        self.clear();
        blank.then_some(SlotMut::OneOrMany(self))
    }
}

impl<T: Value> List for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn element(&self, index: usize) -> Slot<'_> {
        match self.as_slice().get(index) {
            Some(value) => T::Kind::slot(value),
            None => Slot::Absent,
        }
    }

    fn push(&mut self) -> SlotMut<'_> {
        Vec::push(self, T::Kind::blank());
        match self.last_mut() {
            Some(value) => T::Kind::slot_mut(value),
            None => unreachable!("it has just been pushed"),
        }
    }

    fn holds_null(&self) -> bool {
        T::Kind::NULL
    }
}
