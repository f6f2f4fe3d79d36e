//! Decimal numbers to and from the type of `rust_decimal`.

use super::Unconvertible;
use crate::runtime::Decimal;

/// Only where it is exact: 28 digits.
///
/// ```
/// use graph_models::Decimal;
///
/// let price = rust_decimal::Decimal::try_from(&Decimal::from("12.50"))?;
/// assert_eq!(price.scale(), 2);
/// assert_eq!(Decimal::from(price), "12.50");
/// # Ok::<(), graph_models::runtime::Unconvertible>(())
/// ```
impl TryFrom<&Decimal> for rust_decimal::Decimal {
    type Error = Unconvertible;

    fn try_from(value: &Decimal) -> Result<Self, Unconvertible> {
        let text = value.as_str();
        let read = match text.contains(['e', 'E']) {
            true => Self::from_scientific(text),
            false => Self::from_str_exact(text),
        };
        read.map_err(|_| Unconvertible::new(text, "decimal number of 28 digits"))
    }
}

impl From<rust_decimal::Decimal> for Decimal {
    fn from(value: rust_decimal::Decimal) -> Self {
        Self::from(value.to_string())
    }
}
