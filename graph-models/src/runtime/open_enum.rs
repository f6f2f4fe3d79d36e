//! Enums that stay open: a value that the pages do not list is kept as it was read.

use std::fmt;

/// An enum of the service.
pub trait OpenEnum: Clone + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// The service's name of the type: `microsoft.graph.importance`.
    const NAME: &'static str;
    /// The listed members by their text, in the order of the page.
    const MEMBERS: &'static [(&'static str, Self)];

    /// The variant of a value that is not listed.
    fn unlisted(text: Unlisted) -> Self;

    /// The text on the wire.
    fn as_str(&self) -> &str;

    /// The member of this text, in any case of its letters; else the text as it is.
    fn parse(text: &str) -> Self {
        let listed = Self::MEMBERS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text));
        match listed {
            Some((_, member)) => member.clone(),
            None => Self::unlisted(Unlisted(text.into())),
        }
    }
}

/// The text of an enum's value that the pages do not list. Only reading makes it, so it never holds a listed text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unlisted(Box<str>);

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

/// Makes an [`OpenEnum`] a value: `Value`, `Parsed`, `Display`, `FromStr`, `From<&str>`, serde's traits.
#[macro_export]
macro_rules! open_enum {
    ($ty:ty) => {
        impl $crate::runtime::Value for $ty {
            fn blank() -> Self {
                $crate::runtime::OpenEnum::parse("")
            }

            fn slot(&self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Enum($crate::runtime::OpenEnum::as_str(self))
            }

            fn slot_mut(&mut self) -> $crate::runtime::SlotMut<'_> {
                $crate::runtime::SlotMut::Parsed(self)
            }
        }

        impl $crate::runtime::Parsed for $ty {
            fn set(&mut self, text: &str) -> ::std::result::Result<(), &'static str> {
                *self = $crate::runtime::OpenEnum::parse(text);
                ::std::result::Result::Ok(())
            }
        }

        impl $ty {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                $crate::runtime::OpenEnum::as_str(self)
            }
        }

        impl ::std::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad($crate::runtime::OpenEnum::as_str(self))
            }
        }

        impl ::std::convert::From<&str> for $ty {
            fn from(text: &str) -> Self {
                $crate::runtime::OpenEnum::parse(text)
            }
        }

        impl ::std::str::FromStr for $ty {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                ::std::result::Result::Ok($crate::runtime::OpenEnum::parse(text))
            }
        }

        $crate::serde_impls!($ty);
    };
}
