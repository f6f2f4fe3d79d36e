//! Structs on the heap, and properties that hold one of several structs, distinguished by `@odata.type`.

use std::{
    any::Any,
    fmt,
    marker::PhantomData,
    ops::{Deref, DerefMut},
};

use super::value::{AnyUnion, Object, Slot, SlotMut, Value, index};

/// A base type with its derived types, one boxed variant each.
pub trait Union: Sized + 'static {
    /// The service's name of the type that the property is declared with: `microsoft.graph.attachment`.
    const BASE: &'static str;
    /// The service's names of the types of all variants, the base first.
    const NAMES: &'static [&'static str];

    /// A blank value of the variant at this index of [`NAMES`](Self::NAMES); of the base for any other index.
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

/// Implements `Value`, `Clone`, `PartialEq`, `Debug` and serde's traits for a [`Union`]. With a row for each variant, the base
/// first, as generated unions have it, it implements `Union`, `Default` and `From` the structs, too.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    (
        $ty:ident $base:literal;
        0 $first:ident $first_name:literal $(from $first_struct:path)?;
        $($index:literal $variant:ident $name:literal $(from $struct:path)?;)*
    ) => {
        impl ::std::default::Default for $ty {
            fn default() -> Self {
                Self::$first($crate::runtime::Boxed::blank())
            }
        }

        #[doc(hidden)]
        impl $crate::runtime::Union for $ty {
            const BASE: &'static str = $base;
            const NAMES: &'static [&'static str] = &[$first_name, $($name),*];

            fn variant(index: usize) -> Self {
                match index {
                    $($index => Self::$variant($crate::runtime::Boxed::blank()),)*
                    _ => Self::$first($crate::runtime::Boxed::blank()),
                }
            }

            fn object(&self) -> &dyn $crate::runtime::Object {
                match self {
                    Self::$first($crate::runtime::Boxed { object, .. })
                    $(| Self::$variant($crate::runtime::Boxed { object, .. }))* => &**object,
                }
            }

            fn object_mut(&mut self) -> &mut dyn $crate::runtime::Object {
                match self {
                    Self::$first($crate::runtime::Boxed { object, .. })
                    $(| Self::$variant($crate::runtime::Boxed { object, .. }))* => &mut **object,
                }
            }
        }

        $crate::union_from!($ty $first $($first_struct)?);
        $($crate::union_from!($ty $variant $($struct)?);)*
        $crate::union!($ty);
    };
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

/// Implements `From` the struct of a variant of a union.
#[doc(hidden)]
#[doc(hidden)]
#[macro_export]
macro_rules! union_from {
    ($ty:ident $variant:ident) => {};
    ($ty:ident $variant:ident $struct:path) => {
        impl ::std::convert::From<$struct> for $ty {
            #[inline]
            fn from(value: $struct) -> Self {
                Self::$variant($crate::runtime::Boxed::new(value))
            }
        }
    };
}

/// A struct on the heap: each property that is a single object, and the struct in a variant of a union. A selected
/// object is thereby as large as what it holds. Works like a `Box`: `into()` makes one of a struct, it derefs to the struct, and [`into_inner`](Self::into_inner) returns it.
///
/// # Example
///
/// ```
/// use graph_models::{Boxed, Collection, Json};
///
/// let mut page = Boxed::new(Collection::from(vec![Json::from("a")]));
/// page.value.push("b".into());
/// assert_eq!(page.into_inner().value, ["a", "b"]);
/// ```
///
/// It holds the struct as a trait object, so the compiler does not look into the struct wherever a box is dropped or
/// sent to another thread. Through relationships and unions nearly every type reaches every other.
pub struct Boxed<T> {
    /// Always a `T`. Public for the generated unions.
    #[doc(hidden)]
    pub object: Box<dyn Object>,
    ty: PhantomData<fn() -> T>,
}

impl<T: Object> Boxed<T> {
    /// Puts a struct on the heap.
    pub fn new(value: T) -> Self {
        Self {
            object: Box::new(value),
            ty: PhantomData,
        }
    }
}

impl<T: Object + Default> Boxed<T> {
    /// A blank struct on the heap. A separate function, so that no stack frame holds the structs of all variants.
    pub fn blank() -> Self {
        Self {
            object: T::boxed(),
            ty: PhantomData,
        }
    }
}

impl<T: Object> Boxed<T> {
    /// The struct.
    pub fn into_inner(self) -> T {
        let any: Box<dyn Any> = self.object;
        *any.downcast()
            .unwrap_or_else(|_| unreachable!("a box holds a `T`"))
    }
}

impl<T: Object> Deref for Boxed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let any: &dyn Any = &*self.object;
        any.downcast_ref().expect("a box holds a `T`")
    }
}

impl<T: Object> DerefMut for Boxed<T> {
    fn deref_mut(&mut self) -> &mut T {
        let any: &mut dyn Any = &mut *self.object;
        any.downcast_mut().expect("a box holds a `T`")
    }
}

impl<T: Object + Default> Value for Boxed<T> {
    #[inline(never)]
    fn blank() -> Self {
        Self::blank()
    }

    fn slot(&self) -> Slot<'_> {
        Slot::Object(&*self.object)
    }

    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Object(&mut *self.object)
    }
}

impl<T: Object> From<T> for Boxed<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Object + Default> Default for Boxed<T> {
    fn default() -> Self {
        Self::blank()
    }
}

impl<T: Object> AsRef<T> for Boxed<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: Object> AsMut<T> for Boxed<T> {
    fn as_mut(&mut self) -> &mut T {
        self
    }
}

impl<T: Object + Clone> Clone for Boxed<T> {
    fn clone(&self) -> Self {
        Self::new((**self).clone())
    }
}

impl<T: Object + PartialEq> PartialEq for Boxed<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Object + fmt::Debug> fmt::Debug for Boxed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
