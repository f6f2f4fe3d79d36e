//! The kinds of values: of each the functions that its types share.

use super::{Flags, Json, Kind, Object, OpenEnum, Slot, SlotMut, Union, Value};

/// Structs with a table.
#[derive(Debug)]
pub struct Structs;

/// Bases that stand for the types that derive from them.
#[derive(Debug)]
pub struct Unions;

/// Open enums.
#[derive(Debug)]
pub struct Enums;

/// Sets of members of an enum.
#[derive(Debug)]
pub struct Sets;

/// Collections.
#[derive(Debug)]
pub struct Lists;

/// Scalars.
#[derive(Debug)]
pub struct Plain;

/// Free-form JSON.
#[derive(Debug)]
pub struct FreeForm;

impl<T: Object + Default> Kind<T> for Structs {
    fn blank() -> T {
        T::default()
    }

    fn slot(value: &T) -> Slot<'_> {
        Slot::Object(value)
    }

    fn slot_mut(value: &mut T) -> SlotMut<'_> {
        SlotMut::Object(value)
    }
}

impl<T: Union> Kind<T> for Unions {
    fn blank() -> T {
        T::variant(0)
    }

    fn slot(value: &T) -> Slot<'_> {
        Slot::Union(value.object(), T::BASE)
    }

    fn slot_mut(value: &mut T) -> SlotMut<'_> {
        SlotMut::Union(value)
    }
}

impl<T: OpenEnum> Kind<T> for Enums {
    fn blank() -> T {
        T::parse("")
    }

    fn slot(value: &T) -> Slot<'_> {
        Slot::Enum(value.as_str())
    }

    fn slot_mut(value: &mut T) -> SlotMut<'_> {
        SlotMut::Enum(value)
    }
}

impl<T: OpenEnum> Kind<Flags<T>> for Sets {
    fn blank() -> Flags<T> {
        Flags::new()
    }

    fn slot(value: &Flags<T>) -> Slot<'_> {
        Slot::Flags(value)
    }

    fn slot_mut(value: &mut Flags<T>) -> SlotMut<'_> {
        SlotMut::Flags(value)
    }
}

impl<T: Value> Kind<Vec<T>> for Lists {
    fn blank() -> Vec<T> {
        Vec::new()
    }

    fn slot(value: &Vec<T>) -> Slot<'_> {
        Slot::List(value)
    }

    fn slot_mut(value: &mut Vec<T>) -> SlotMut<'_> {
        SlotMut::List(value)
    }
}

impl<T: OpenEnum> Value for Flags<T> {
    type Kind = Sets;
}

impl<T: Value> Value for Vec<T> {
    type Kind = Lists;
}

impl<T: Object + Default> Value for T {
    type Kind = Structs;
}

/// A scalar with a slot of its own.
macro_rules! plain {
    ($($ty:ty: |$value:ident| $slot:expr, $slot_mut:expr;)*) => {$(
        impl $crate::runtime::Value for $ty {
            type Kind = $crate::runtime::kinds::Plain;
        }

        impl $crate::runtime::Kind<$ty> for $crate::runtime::kinds::Plain {
            fn blank() -> $ty {
                <$ty>::default()
            }

            fn slot($value: &$ty) -> $crate::runtime::Slot<'_> {
                $slot
            }

            fn slot_mut($value: &mut $ty) -> $crate::runtime::SlotMut<'_> {
                $slot_mut
            }
        }
    )*};
}

pub(super) use plain;

plain! {
    bool: |value| Slot::Bool(*value), SlotMut::Bool(value);
    i32: |value| Slot::Int(i64::from(*value)), SlotMut::Int32(value);
    i64: |value| Slot::Int(*value), SlotMut::Int64(value);
    f64: |value| Slot::Float(*value), SlotMut::Float(value);
    String: |value| Slot::Text(value), SlotMut::Text(value);
}

impl Value for Json {
    type Kind = FreeForm;
}

impl Kind<Json> for FreeForm {
    const NULL: bool = true;

    fn blank() -> Json {
        Json::Null
    }

    fn slot(value: &Json) -> Slot<'_> {
        Slot::Json(value)
    }

    fn slot_mut(value: &mut Json) -> SlotMut<'_> {
        SlotMut::Json(value)
    }
}
