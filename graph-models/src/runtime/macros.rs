//! What every value implements in the same way, by one line into shared code.

/// Makes an [`Object`](crate::runtime::Object) a value: `Value`, `Debug`, serde's traits.
#[macro_export]
macro_rules! object {
    ($ty:ty) => {
        impl $crate::runtime::Value for $ty {
            fn blank() -> Self {
                ::std::default::Default::default()
            }

            fn slot(&self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Object(self)
            }

            fn slot_mut(&mut self) -> $crate::runtime::SlotMut<'_> {
                $crate::runtime::SlotMut::Object(self)
            }
        }

        $crate::debug_impl!($ty);
        $crate::serde_impls!($ty);
    };
}

/// `Debug` of a value: what is set, without secrets.
#[doc(hidden)]
#[macro_export]
macro_rules! debug_impl {
    ($ty:ty) => {
        impl ::std::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::debug($crate::runtime::Value::slot(self), f)
            }
        }
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
                $crate::runtime::write($crate::runtime::Value::slot(self), serializer)
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
