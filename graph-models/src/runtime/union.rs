//! Places that hold one of several structs, told apart by `@odata.type`.

use super::{AnyUnion, Object, open_enum::index};

/// A base type with its derived types, one boxed variant each.
pub trait Union: Sized + 'static {
    /// The service's name of the type that the place is declared with: `microsoft.graph.attachment`.
    const BASE: &'static str;
    /// The service's names of the types of all variants, the base first.
    const NAMES: &'static [&'static str];

    /// A new value of the variant at this index of the names; of the base where there is none.
    fn variant(index: usize) -> Self;
    /// The struct.
    fn object(&self) -> &dyn Object;
    /// The struct.
    fn object_mut(&mut self) -> &mut dyn Object;
}

#[doc(hidden)]
impl<U: Union> AnyUnion for U {
    fn names(&self) -> &'static [&'static str] {
        U::NAMES
    }

    fn choose(&mut self, name: &str) -> bool {
        let index = index(U::NAMES, name);
        let known = index < U::NAMES.len();
        if known {
            *self = U::variant(index);
        }
        known
    }

    fn any_mut(&mut self) -> &mut dyn Object {
        self.object_mut()
    }
}

/// Makes a [`Union`] a value: `Value`, `Clone`, `PartialEq`, `Debug`, serde's traits.
#[macro_export]
macro_rules! union {
    ($ty:ty) => {
        #[doc(hidden)]
        impl $crate::runtime::Value for $ty {
            #[inline]
            fn blank() -> Self {
                $crate::runtime::Union::variant(0)
            }

            #[inline]
            fn slot(&self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Union(
                    $crate::runtime::Union::object(self),
                    <Self as $crate::runtime::Union>::BASE,
                )
            }

            #[inline]
            fn slot_mut(&mut self) -> $crate::runtime::SlotMut<'_> {
                $crate::runtime::SlotMut::Union(self)
            }
        }

        $crate::walked_impls!($ty);
    };
}
