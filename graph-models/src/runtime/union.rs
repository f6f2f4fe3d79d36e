//! Places that hold one of several structs, told apart by `@odata.type`.

use super::{AnyUnion, Object};

/// The service's name of a type, and how to make the variant of it.
pub type Variant<U> = (&'static str, fn() -> U);

/// A base type with its derived types, one boxed variant each.
pub trait Union: Default + 'static {
    /// The service's name of the type that the place is declared with: `microsoft.graph.attachment`.
    const BASE: &'static str;
    /// All variants, the base among them. A function makes each, so that no stack frame holds them all.
    const VARIANTS: &'static [Variant<Self>];

    /// The struct.
    fn object(&self) -> &dyn Object;
    /// The struct.
    fn object_mut(&mut self) -> &mut dyn Object;
}

impl<U: Union> AnyUnion for U {
    fn choose(&mut self, name: &str) -> bool {
        let make = U::VARIANTS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        if let Some((_, make)) = make {
            *self = make();
        }
        make.is_some()
    }

    fn any_mut(&mut self) -> &mut dyn Object {
        self.object_mut()
    }
}

/// Makes a [`Union`] a value: `Value`, `Debug`, serde's traits.
#[macro_export]
macro_rules! union {
    ($ty:ty) => {
        impl $crate::runtime::Value for $ty {
            fn blank() -> Self {
                ::std::default::Default::default()
            }

            fn slot(&self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Union(
                    $crate::runtime::Union::object(self),
                    <Self as $crate::runtime::Union>::BASE,
                )
            }

            fn slot_mut(&mut self) -> $crate::runtime::SlotMut<'_> {
                $crate::runtime::SlotMut::Union(self)
            }
        }

        $crate::debug_impl!($ty);
        $crate::serde_impls!($ty);
    };
}
