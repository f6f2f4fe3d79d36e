//! Which types are values: structs, scalars, collections, sets of flags, free-form JSON. Enums and unions are by their
//! macros.

use super::{Flags, Json, Object, OpenEnum, Slot, SlotMut, Value};

#[doc(hidden)]
impl<T: Object + Default> Value for T {
    #[inline(never)]
    fn blank() -> T {
        T::default()
    }

    #[inline(never)]
    fn slot(&self) -> Slot<'_> {
        Slot::Object(self)
    }

    #[inline(never)]
    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Object(self)
    }
}

impl<T: OpenEnum> Value for Flags<T> {
    fn blank() -> Self {
        Self::new()
    }

    #[inline(never)]
    fn slot(&self) -> Slot<'_> {
        Slot::Flags(self)
    }

    #[inline(never)]
    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Flags(self)
    }
}

impl<T: Value> Value for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    #[inline(never)]
    fn slot(&self) -> Slot<'_> {
        Slot::List(self)
    }

    #[inline(never)]
    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::List(self)
    }
}

impl Value for Json {
    const NULL: bool = true;

    fn blank() -> Self {
        Self::Null
    }

    fn slot(&self) -> Slot<'_> {
        Slot::Json(self)
    }

    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Json(self)
    }
}

/// A scalar with a slot of its own.
macro_rules! scalar {
    ($($ty:ty: |$value:ident| $slot:expr, $slot_mut:expr;)*) => {$(
        impl $crate::runtime::Value for $ty {
            fn blank() -> Self {
                Self::default()
            }

            fn slot(&self) -> $crate::runtime::Slot<'_> {
                let $value = self;
                $slot
            }

            fn slot_mut(&mut self) -> $crate::runtime::SlotMut<'_> {
                let $value = self;
                $slot_mut
            }
        }
    )*};
}

pub(super) use scalar;

scalar! {
    bool: |value| Slot::Bool(*value), SlotMut::Bool(value);
    i32: |value| Slot::Int(i64::from(*value)), SlotMut::Int32(value);
    i64: |value| Slot::Int(*value), SlotMut::Int64(value);
    f64: |value| Slot::Float(*value), SlotMut::Float(value);
    String: |value| Slot::Text(value), SlotMut::Text(value);
}
