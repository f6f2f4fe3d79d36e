//! One page of a collection: values with their count and links.

use super::{
    derived::debug,
    extra::Extra,
    hash::Hash,
    read::read,
    value::{Field, Object, PAGE, Table, Value, Visit, visit},
    write::write,
};

/// One page of values with its annotations: `{"value": […], "@odata.nextLink": …}`.
///
/// An empty page with a next link is not the last page. The last page of a delta query has a delta link.
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
    /// `@odata.count`: the total number of values, if the request asked for it with `$count`.
    pub count: Option<i64>,
    /// `@odata.nextLink`: the URL of the next page.
    pub next_link: Option<String>,
    /// `@odata.deltaLink`: the URL for the changes since this response.
    pub delta_link: Option<String>,
    /// The values. A single object in place of an array is read as a collection of one value.
    pub value: Vec<T>,
    /// All other members, such as `@odata.context`.
    pub extra: Extra,
}

static TABLE: Table = Table {
    name: PAGE,
    keys: &["@odata.count", "@odata.nextLink", "@odata.deltaLink", "value"],
    hash: Hash::NONE,
    secrets: &[],
};

impl<T: Value> Object for Collection<T> {
    fn table(&self) -> &'static Table {
        &TABLE
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        if visitor.extra(&self.extra) {
            visit(visitor, 0, &self.count);
            visit(visitor, 1, &self.next_link);
            visit(visitor, 2, &self.delta_link);
            visitor.field(3, &self.value);
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
        debug(self, f)
    }
}

impl<T: Value> serde::Serialize for Collection<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self, serializer)
    }
}

impl<'de, T: Value> serde::Deserialize<'de> for Collection<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}
