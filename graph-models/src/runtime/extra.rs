//! What came with a value and is no property of its type: annotations, open and future properties.

mod entries;

use std::fmt;

use super::{Field, Json, Slot, SlotMut};
use entries::Entries;

/// Properties and annotations that the pages do not list, by their name on the wire. A pointer while it is empty.
///
/// What is read into it is written back. An entry with the name of a property is written where that property holds
/// no value, so that `Json::Null` here sends an explicit null.
///
/// # Example
///
/// ```
/// use graph_models::{Extra, Json};
///
/// let mut extra = Extra::new();
/// assert!(extra.is_empty());
/// extra.insert("@odata.type", "#microsoft.graph.fileAttachment");
/// extra.insert("department", Json::Null);
/// assert_eq!(extra.odata_type(), Some("microsoft.graph.fileAttachment"));
/// assert_eq!(extra.len(), 2);
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Extra(Option<Box<Entries>>);

impl Extra {
    /// Nothing.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |entries| entries.len())
    }

    /// The value of an entry.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.0.as_ref()?.get(key)
    }

    /// The value of an entry, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        self.0.as_mut()?.get_mut(key)
    }

    /// Adds or replaces an entry; gives the value that it had.
    pub fn insert(&mut self, key: impl Into<Box<str>>, value: impl Into<Json>) -> Option<Json> {
        self.0.get_or_insert_default().insert(key.into(), value.into())
    }

    /// Removes an entry.
    pub fn remove(&mut self, key: &str) -> Option<Json> {
        let removed = self.0.as_mut()?.remove(key);
        self.0.take_if(|entries| entries.len() == 0);
        removed
    }

    /// All entries, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().flat_map(|entries| entries.iter())
    }

    /// `@odata.type` without its `#`: `microsoft.graph.fileAttachment`.
    pub fn odata_type(&self) -> Option<&str> {
        let name = self.text("@odata.type")?;
        Some(name.strip_prefix('#').unwrap_or(name))
    }

    /// `@odata.etag`.
    pub fn etag(&self) -> Option<&str> {
        self.text("@odata.etag")
    }

    /// `@odata.context`.
    pub fn context(&self) -> Option<&str> {
        self.text("@odata.context")
    }

    /// `@odata.nextLink`.
    pub fn next_link(&self) -> Option<&str> {
        self.text("@odata.nextLink")
    }

    /// `@odata.deltaLink`.
    pub fn delta_link(&self) -> Option<&str> {
        self.text("@odata.deltaLink")
    }

    /// `@odata.count`.
    pub fn count(&self) -> Option<i64> {
        self.get("@odata.count")?.as_i64()
    }

    /// An annotation of a property: `annotation("members", "odata.nextLink")` is `members@odata.nextLink`.
    pub fn annotation(&self, property: &str, name: &str) -> Option<&Json> {
        self.0.as_ref()?;
        self.get(&format!("{property}@{name}"))
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }
}

/// JSON shown as JSON.
struct Compact<'a>(&'a Json);

impl fmt::Debug for Compact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.0, f)
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self.iter().map(|(key, value)| (key, Compact(value)));
        f.debug_map().entries(entries).finish()
    }
}

impl<K: Into<Box<str>>, V: Into<Json>> FromIterator<(K, V)> for Extra {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut extra = Self::new();
        for (key, value) in entries {
            extra.insert(key, value);
        }
        extra
    }
}

impl IntoIterator for Extra {
    type Item = (Box<str>, Json);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0
            .map(|entries| entries.into_vec())
            .unwrap_or_default()
            .into_iter()
    }
}

/// An object shows it in place of a field that its table does not have. It is always there and is never made anew.
impl Field for Extra {
    fn get(&self) -> Slot<'_> {
        Slot::Extra(self)
    }

    fn renew(&mut self, _: bool) -> Option<SlotMut<'_>> {
        Some(SlotMut::Extra(self))
    }
}
