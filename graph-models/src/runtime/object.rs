//! Structs as the walkers see them: a table, the fields in its order, and what the table does not list.

use std::any::Any;

use super::{
    extra::Extra,
    table::Table,
    value::{Field, Slot, SlotMut},
};

/// A struct with a [`Table`]: what the generated types and hand-written types of the same shape implement.
/// The macro [`object!`](crate::object) adds the rest.
pub trait Object: Any + Send + Sync {
    /// The description of the struct.
    fn table(&self) -> &'static Table;
    /// The field at an index of the table; its [`Extra`] at every other.
    fn field(&self, index: usize) -> &dyn Field;
    /// The field at an index of the table; its [`Extra`] at every other.
    fn field_mut(&mut self, index: usize) -> &mut dyn Field;

    /// A blank struct on the heap.
    #[doc(hidden)]
    #[inline(never)]
    fn boxed() -> Box<dyn Object>
    where
        Self: Sized + Default,
    {
        Box::new(Self::default())
    }
}

/// The index of no field.
const REST: usize = usize::MAX;

impl dyn Object {
    /// What the table does not list.
    pub fn extra(&self) -> &Extra {
        match self.field(REST).get() {
            Slot::Extra(extra) => extra,
            _ => unreachable!("what is no field is `extra`"),
        }
    }

    /// What the table does not list.
    pub fn extra_mut(&mut self) -> &mut Extra {
        match self.field_mut(REST).renew(true) {
            Some(SlotMut::Extra(extra)) => extra,
            _ => unreachable!("what is no field is `extra`"),
        }
    }
}
