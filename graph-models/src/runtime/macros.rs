//! What every value implements in the same way, by one line into shared code. Each function here is checked once for
//! each type, so there are few and they are short; `inline` leaves them out of a build until somebody calls them.

/// Makes an [`Object`](crate::runtime::Object) a value: `Clone`, `PartialEq`, `Debug`, serde's traits.
#[macro_export]
macro_rules! object {
    ($ty:ty) => {
        $crate::walked_impls!($ty);
    };
}

/// What structs and unions implement: all by walkers that know no type.
#[doc(hidden)]
#[macro_export]
macro_rules! walked_impls {
    ($ty:ty) => {
        impl ::std::clone::Clone for $ty {
            #[inline]
            fn clone(&self) -> Self {
                $crate::runtime::copy(self)
            }
        }

        impl ::std::cmp::PartialEq for $ty {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::equal(self, other)
            }
        }

        impl ::std::fmt::Debug for $ty {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::debug(self, f)
            }
        }

        $crate::serde_impls!($ty);
    };
}

/// serde's traits of a value.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_impls {
    ($ty:ty) => {
        impl $crate::runtime::serde::Serialize for $ty {
            fn serialize<S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::write(self, serializer)
            }
        }

        impl<'de> $crate::runtime::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::runtime::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::read(deserializer)
            }
        }
    };
}
