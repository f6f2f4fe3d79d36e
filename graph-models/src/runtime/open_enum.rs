//! Enums that stay open: a value that the pages do not list is kept as it was read.

use std::fmt;

use super::Members;

/// An enum of the service.
pub trait OpenEnum: Clone + PartialEq + Send + Sync + 'static {
    /// The texts of the listed members, in the order of the page.
    const NAMES: &'static [&'static str];

    /// The member at an index of the names; at any other the variant of a value that is not listed.
    fn member(index: usize, text: EnumText<'_>) -> Self;

    /// The text on the wire.
    fn as_str(&self) -> &str;

    /// The member of this text, in any case of its letters; else the text as it is.
    fn parse(text: &str) -> Self {
        Self::member(index(Self::NAMES, text), EnumText(text))
    }
}

/// The index of a name in any case of its letters; none is past the end.
pub(super) fn index(names: &[&str], name: &str) -> usize {
    let index = names.iter().position(|known| known.eq_ignore_ascii_case(name));
    index.unwrap_or(names.len())
}

/// The text of an enum's value that the pages do not list. Only reading makes it, so it never holds a listed text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unlisted(Box<str>);

/// A text that may be that of no listed member. Only reading makes it.
#[derive(Clone, Copy, Debug)]
pub struct EnumText<'a>(&'a str);

impl From<EnumText<'_>> for Unlisted {
    fn from(text: EnumText<'_>) -> Self {
        Self(text.0.into())
    }
}

impl Unlisted {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[doc(hidden)]
impl<E: OpenEnum> Members for E {
    fn names(&self) -> &'static [&'static str] {
        E::NAMES
    }

    fn take(&mut self, name: &str) {
        *self = E::parse(name);
    }
}

/// Makes an [`OpenEnum`] a value: `Value`, `Debug`, `Display`, `From<&str>`, comparisons and `Hash` by its text, serde's traits.
#[macro_export]
macro_rules! open_enum {
    ($ty:ty) => {
        #[doc(hidden)]
        impl $crate::runtime::Value for $ty {
            #[inline]
            fn blank() -> Self {
                $crate::runtime::OpenEnum::parse("")
            }

            #[inline]
            fn slot(&self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Enum($crate::runtime::OpenEnum::as_str(self))
            }

            #[inline]
            fn slot_mut(&mut self) -> $crate::runtime::SlotMut<'_> {
                $crate::runtime::SlotMut::Enum(self)
            }
        }

        impl $ty {
            /// The text on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::runtime::OpenEnum::as_str(self)
            }
        }

        impl ::std::fmt::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::From<&str> for $ty {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::runtime::OpenEnum::parse(text)
            }
        }

        impl ::std::cmp::PartialEq for $ty {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::std::cmp::Eq for $ty {}

        impl ::std::fmt::Debug for $ty {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.as_str().fmt(f)
            }
        }

        impl ::std::hash::Hash for $ty {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        $crate::serde_impls!($ty);
    };
}
