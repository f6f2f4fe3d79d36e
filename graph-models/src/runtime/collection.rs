//! A page of a collection: the envelope around many values.

use super::{Extra, Field, Hash, Object, Table, Value};

/// Values with what stands around them: `{"value": […], "@odata.nextLink": …}`.
///
/// An empty page with a next link is not the end; a delta link stands on the last page.
///
/// # Example
///
/// ```
/// use graph_models::{Collection, from_str};
///
/// let page: Collection<String> = from_str(r#"{"value": ["a", "b"], "@odata.nextLink": "https://x"}"#)?;
/// assert_eq!(page.value, ["a", "b"]);
/// assert_eq!(page.next_link.as_deref(), Some("https://x"));
/// # Ok::<(), graph_models::JsonError>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Collection<T> {
    /// `@odata.count`: how many values there are in all, where `$count` asked for it.
    pub count: Option<i64>,
    /// `@odata.nextLink`: where the next page is.
    pub next_link: Option<String>,
    /// `@odata.deltaLink`: where to ask for what has changed since.
    pub delta_link: Option<String>,
    /// The values. A single object in place of an array is read as a collection of one.
    pub value: Vec<T>,
    /// The rest, such as `@odata.context`.
    pub extra: Extra,
}

static TABLE: Table = Table {
    name: "Collection",
    keys: &["@odata.count", "@odata.nextLink", "@odata.deltaLink", "value"],
    hash: Hash::NONE,
    secrets: &[],
};

impl<T: Value> Object for Collection<T> {
    fn table(&self) -> &'static Table {
        &TABLE
    }

    fn field(&self, index: usize) -> &dyn Field {
        match index {
            0 => &self.count,
            1 => &self.next_link,
            2 => &self.delta_link,
            3 => &self.value,
            _ => &self.extra,
        }
    }

    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        match index {
            0 => &mut self.count,
            1 => &mut self.next_link,
            2 => &mut self.delta_link,
            3 => &mut self.value,
            _ => &mut self.extra,
        }
    }
}

impl<T> Default for Collection<T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<T> From<Vec<T>> for Collection<T> {
    fn from(value: Vec<T>) -> Self {
        Self {
            count: None,
            next_link: None,
            delta_link: None,
            value,
            extra: Extra::new(),
        }
    }
}

impl<T: Value> std::fmt::Debug for Collection<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        super::debug(self, f)
    }
}

impl<T: Value> serde::Serialize for Collection<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::write(self, serializer)
    }
}

impl<'de, T: Value> serde::Deserialize<'de> for Collection<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::read(deserializer)
    }
}
