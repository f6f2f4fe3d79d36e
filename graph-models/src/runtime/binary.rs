//! Bytes, base64 on the wire.

use std::{borrow::Cow, fmt};

use base64::{
    Engine,
    alphabet::STANDARD,
    display::Base64Display,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose},
};

use super::{Slot, SlotMut, values::scalar};

/// Bytes. Reads base64 in the standard and in the URL-safe alphabet, padded or not; writes the standard one, padded.
/// Derefs to a [slice](slice) of its bytes.
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

/// Base64 that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidBase64(());

const TOLERANT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

impl Binary {
    /// Reads base64.
    ///
    /// # Errors
    ///
    /// Where the text holds other characters than those of the two alphabets, padding and line breaks, or ends
    /// within a byte.
    pub fn from_base64(text: &str) -> Result<Self, InvalidBase64> {
        let letters = standard(text);
        let bytes = TOLERANT.decode(letters.trim_end_matches('='));
        bytes.map(Self).map_err(|_| InvalidBase64(()))
    }
}

/// The text in the standard alphabet and without white space.
fn standard(text: &str) -> Cow<'_, str> {
    if !text.contains(['-', '_', ' ', '\r', '\n', '\t']) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().filter(|letter| !letter.is_ascii_whitespace());
    let letters = letters.map(|letter| match letter {
        '-' => '+',
        '_' => '/',
        other => other,
    });
    Cow::Owned(letters.collect())
}

pub(super) fn display(bytes: &[u8]) -> impl fmt::Display {
    Base64Display::new(bytes, &general_purpose::STANDARD)
}

impl fmt::Display for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(&self.0).fmt(f)
    }
}

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::debug(self, f)
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

// Else its page would list every method of slices.
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
