//! GUIDs to and from the type of the library `uuid`.

use uuid::Uuid;

use super::Unconvertible;
use crate::runtime::Guid;

/// In any case of its letters, with or without hyphens and braces.
///
/// ```
/// use graph_models::Guid;
/// use uuid::Uuid;
///
/// let id = Uuid::try_from(&Guid::from("6E7B768E-07E2-4810-8459-485F84F8F204"))?;
/// assert_eq!(Guid::from(id), "6e7b768e-07e2-4810-8459-485f84f8f204");
/// # Ok::<(), graph_models::runtime::Unconvertible>(())
/// ```
impl TryFrom<&Guid> for Uuid {
    type Error = Unconvertible;

    fn try_from(value: &Guid) -> Result<Self, Unconvertible> {
        Self::try_parse(value.as_str()).map_err(|_| Unconvertible::new(value.as_str(), "GUID"))
    }
}

impl From<Uuid> for Guid {
    fn from(value: Uuid) -> Self {
        Self::from(value.to_string())
    }
}
