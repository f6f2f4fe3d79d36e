//! Fields and collections. What stands here is compiled once for each type that a field holds, so it calls nothing
//! generic that it can do without.

use super::{Field, List, Slot, SlotMut, Value};

impl<T: Value> Field for Option<T> {
    fn get(&self) -> Slot<'_> {
        match self {
            Some(value) => value.slot(),
            None => Slot::Absent,
        }
    }

    fn renew(&mut self, blank: bool) -> Option<SlotMut<'_>> {
        T::renew(self, blank)
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
        let values = self.as_slice();
        match index < values.len() {
            true => values[index].slot(),
            false => Slot::Absent,
        }
    }

    fn push(&mut self) -> SlotMut<'_> {
        T::push(self)
    }

    fn holds_null(&self) -> bool {
        T::NULL
    }
}
