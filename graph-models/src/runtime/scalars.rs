//! Dates, times, durations, decimals and GUIDs, as the text that came. A strange one never fails an answer: it
//! compares and prints as it was and is analysis only on demand.

use std::fmt;

use super::{Slot, SlotMut, values::scalar};

/// A newtype around the text of the wire.
macro_rules! text {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Takes the text as it is.
            pub fn new(text: impl Into<Box<str>>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0.into()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                *self.0 == *other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                *self.0 == **other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        crate::serde_impls!($name);
    )*};
}

text! {
    /// A point in time: `2017-08-29T04:03:21Z`, with up to nine digits of a second, any offset or none.
    DateTimeOffset;
    /// A date: `2017-08-29`.
    Date;
    /// A time of a day: `08:30:00.0000000`.
    TimeOfDay;
    /// A duration: `PT1H30M`, `-PT15M`, `P2D`.
    Duration;
    /// A GUID, in any case of its letters.
    Guid;
    /// A decimal number of any length. Written as a JSON number where that is exact, else as a string.
    Decimal;
}

scalar! {
    DateTimeOffset: |value| Slot::Text(&value.0), SlotMut::Scalar(&mut value.0);
    Date: |value| Slot::Text(&value.0), SlotMut::Scalar(&mut value.0);
    TimeOfDay: |value| Slot::Text(&value.0), SlotMut::Scalar(&mut value.0);
    Duration: |value| Slot::Text(&value.0), SlotMut::Scalar(&mut value.0);
    Guid: |value| Slot::Text(&value.0), SlotMut::Scalar(&mut value.0);
    Decimal: |value| Slot::Decimal(&value.0), SlotMut::Decimal(&mut value.0);
}
