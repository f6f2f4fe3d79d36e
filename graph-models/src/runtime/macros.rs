//! What every value implements in the same way, by one line into shared code. Each function here is checked once for
//! each type, so there are few and they are short; `inline` leaves them out of a build until somebody calls them.

/// Implements `Clone`, `PartialEq`, `Debug` and serde's traits for an [`Object`](crate::runtime::Object).
///
/// With a table, as generated structs have it, it implements `Object` and `Default`, too. A row has the index of a
/// field, its name and its key in JSON; after the rows come the indexes that `Debug` hides and the seed and slots of the
/// [`Hash`](crate::runtime::Hash), both where there are any.
///
/// # Example
///
/// ```
/// use graph_models::{Extra, from_str, object};
///
/// struct Note {
///     display_name: Option<String>,
///     is_read: Option<bool>,
///     extra: Extra,
/// }
///
/// object! { Note "note";
///     0 display_name "displayName";
///     1 is_read "isRead";
/// }
///
/// let note: Note = from_str(r#"{"displayName": "Milk"}"#)?;
/// assert_eq!(note.display_name.as_deref(), Some("Milk"));
/// assert_eq!(note.is_read, None);
/// # Ok::<(), graph_models::JsonError>(())
/// ```
#[macro_export]
macro_rules! object {
    (
        $ty:ident $name:literal;
        $($index:literal $field:ident $key:literal;)*
        $(secrets $($secret:literal)+;)?
        $(hash $seed:literal $slots:literal;)?
    ) => {
        impl ::std::default::Default for $ty {
            #[inline]
            fn default() -> Self {
                // The call comes first: after it the compiler would add code that drops the fields if it panics.
                Self { extra: $crate::runtime::Extra::new(), $($field: ::std::option::Option::None),* }
            }
        }

        #[doc(hidden)]
        impl $crate::runtime::Object for $ty {
            fn table(&self) -> &'static $crate::runtime::Table {
                &$crate::runtime::Table {
                    name: $name,
                    keys: &[$($key),*],
                    hash: $crate::object!(@hash $($seed $slots)?),
                    secrets: &[$($($secret),+)?],
                }
            }

            fn visit<'a>(&'a self, visitor: &mut dyn $crate::runtime::Visit<'a>) {
                if visitor.extra(&self.extra) {
                    $($crate::runtime::visit(visitor, $index, &self.$field);)*
                }
            }

            fn field_mut(&mut self, index: usize) -> &mut dyn $crate::runtime::Field {
                match index {
                    $($index => &mut self.$field,)*
                    _ => &mut self.extra,
                }
            }
        }

        $crate::walked_impls!($ty);
    };
    (@hash) => {
        $crate::runtime::Hash::NONE
    };
    (@hash $seed:literal $slots:literal) => {
        $crate::runtime::Hash { seed: $seed, slots: $slots }
    };
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
