//! Binary data, and dates, times, durations, decimals and GUIDs, which keep their text: a malformed one never fails a
//! response. They are compared and printed as text and parsed only on demand.

use std::fmt;

use super::{
    derived::debug,
    read::from_base64,
    value::{Slot, SlotMut, scalar},
    write::base64,
};

/// Defines newtypes around the text in JSON.
macro_rules! text {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Creates a value from any text.
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
    /// A point in time: `2017-08-29T04:03:21Z`, with up to nine fractional digits, and any UTC offset or none.
    DateTimeOffset;
    /// A date: `2017-08-29`.
    Date;
    /// A time of day: `08:30:00.0000000`.
    TimeOfDay;
    /// A duration: `PT1H30M`, `-PT15M`, `P2D`.
    Duration;
    /// A GUID, in upper or lower case.
    Guid;
    /// A decimal number of any length. Written as a JSON number if that is exact, otherwise as a string.
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

/// Bytes, base64 in JSON. Reads the standard and the URL-safe alphabet, padded or not; writes the standard alphabet,
/// padded. Derefs to a byte [slice](slice).
///
/// # Example
///
/// ```
/// use graph_models::Binary;
///
/// let bytes = Binary::from_base64("_-8").unwrap();
/// assert_eq!(bytes.as_ref(), [0xFF, 0xEF]);
/// assert_eq!(bytes.to_string(), "/+8=");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Binary(pub Vec<u8>);

/// The error of text that is not base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidBase64(());

impl Binary {
    /// Decodes base64.
    ///
    /// # Errors
    ///
    /// The text has characters other than those of the two alphabets, padding and white space, or ends within a byte.
    pub fn from_base64(text: &str) -> Result<Self, InvalidBase64> {
        from_base64(text).map(Self).ok_or(InvalidBase64(()))
    }
}

impl fmt::Display for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        base64(&self.0).fmt(f)
    }
}

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, f)
    }
}

impl fmt::Display for InvalidBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected base64")
    }
}

impl std::error::Error for InvalidBase64 {}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Binary {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Binary {
    fn from(bytes: &[u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl AsRef<[u8]> for Binary {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

// Otherwise the documentation would list every method of slices.
#[doc(hidden)]
impl std::ops::Deref for Binary {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

scalar! {
    Binary: |value| Slot::Binary(&value.0), SlotMut::Binary(&mut value.0);
}

crate::serde_impls!(Binary);
