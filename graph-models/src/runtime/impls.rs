//! Fields, collections and the primitives that Rust has itself.

use super::{Field, Json, List, Slot, SlotMut, Value};

impl<T: Value> Field for Option<T> {
    fn get(&self) -> Slot<'_> {
        self.as_ref().map_or(Slot::Absent, T::slot)
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn fill(&mut self) -> SlotMut<'_> {
        self.insert(T::blank()).slot_mut()
    }
}

/// A collection that is always there, such as the `value` of a page.
impl<T: Value> Field for Vec<T> {
    fn get(&self) -> Slot<'_> {
        Slot::List(self)
    }

    fn clear(&mut self) {
        Vec::clear(self);
    }

    fn fill(&mut self) -> SlotMut<'_> {
        Vec::clear(self);
        SlotMut::OneOrMany(self)
    }
}

impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn element(&self, index: usize) -> Slot<'_> {
        <[T]>::get(self, index).map_or(Slot::Absent, T::slot)
    }

    fn push(&mut self) -> SlotMut<'_> {
        Vec::push(self, T::blank());
        self.last_mut().expect("it has just been pushed").slot_mut()
    }

    fn push_null(&mut self) {
        let mut value = T::blank();
        if let SlotMut::Json(json) = value.slot_mut() {
            *json = Json::Null;
            Vec::push(self, value);
        }
    }
}

impl<T: Value> Value for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn slot(&self) -> Slot<'_> {
        Slot::List(self)
    }

    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::List(self)
    }
}

impl<T: Value> Value for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn slot(&self) -> Slot<'_> {
        (**self).slot()
    }

    fn slot_mut(&mut self) -> SlotMut<'_> {
        (**self).slot_mut()
    }
}

/// `Value` for a type with a kind of slot of its own.
macro_rules! value {
    ($($ty:ty: |$value:ident| $slot:expr, $slot_mut:ident;)*) => {$(
        impl Value for $ty {
            fn blank() -> Self {
                Self::default()
            }

            fn slot(&self) -> Slot<'_> {
                let $value = self;
                $slot
            }

            fn slot_mut(&mut self) -> SlotMut<'_> {
                SlotMut::$slot_mut(self)
            }
        }
    )*};
}

value! {
    bool: |value| Slot::Bool(*value), Bool;
    i32: |value| Slot::Int(i64::from(*value)), Int32;
    i64: |value| Slot::Int(*value), Int64;
    f64: |value| Slot::Float(*value), Float;
    String: |value| Slot::Text(value), Text;
    Json: |value| Slot::Json(value), Json;
}
