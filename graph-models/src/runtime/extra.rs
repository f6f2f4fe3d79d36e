//! Free-form JSON, and the members of an object that are not properties of its type: annotations, open properties and
//! properties that are newer than the pages.

use std::{borrow::Cow, collections::BTreeMap, fmt, mem};

use super::secrets::{HIDDEN, Member};

/// Free-form JSON.
pub type Json = serde_json::Value;

/// Properties and annotations that the pages do not list, by JSON name. As small as a pointer while it is empty.
///
/// Entries that were read are written back. An entry with the name of a property is written only if that property
/// has no value, so `Json::Null` here sends an explicit null.
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
    /// Creates an empty map.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Whether there are no entries.
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

    /// A mutable reference to the value of an entry.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        self.0.as_mut()?.get_mut(key)
    }

    /// Adds or replaces an entry and returns the previous value.
    pub fn insert(&mut self, key: impl Into<Box<str>>, value: impl Into<Json>) -> Option<Json> {
        self.0.get_or_insert_default().insert(key.into(), value.into())
    }

    /// Removes an entry and returns its value.
    pub fn remove(&mut self, key: &str) -> Option<Json> {
        let removed = self.0.as_mut()?.remove(key);
        self.0.take_if(|entries| entries.len() == 0);
        removed
    }

    /// All entries, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().flat_map(|entries| entries.iter())
    }

    /// The name of the type in `@odata.type`, or in `@type` as OData 4.01 writes it, without what leads to it:
    /// `microsoft.graph.fileAttachment` from `#microsoft.graph.fileAttachment` and from a URL that ends with it.
    pub fn odata_type(&self) -> Option<&str> {
        let name = self.text("@odata.type").or_else(|| self.text("@type"))?;
        Some(type_name(name))
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

/// The name of a type in the text of its annotation: what follows the `#`.
pub(super) fn type_name(annotation: &str) -> &str {
    annotation.rsplit('#').next().unwrap_or(annotation)
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self.iter().map(|(key, value)| (key, Member(key, value)));
        f.debug_map().entries(entries).finish()
    }
}

impl Extra {
    /// A copy for `Debug` output, in which the values of these keys are hidden. A secret of another JSON type than its
    /// property is an entry, too.
    pub(super) fn without<'a>(&self, secrets: impl Iterator<Item = &'a str>) -> Cow<'_, Self> {
        let mut shown = Cow::Borrowed(self);
        for key in secrets.filter(|key| self.get(key).is_some()) {
            shown.to_mut().insert(key, HIDDEN);
        }
        shown
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

/// The number of entries up to which a sorted `Vec` is used.
const FEW: usize = 16;

/// A small sorted map: all entries are in `few`, or all are in `many`. Most objects have one or two annotations, for
/// which a tree would take half a kilobyte; with more than a few entries the tree keeps insertion fast, so that an
/// object with a hundred thousand unknown keys is still read quickly.
#[derive(Clone, Default)]
struct Entries {
    few: Vec<(Box<str>, Json)>,
    many: BTreeMap<Box<str>, Json>,
}

impl Entries {
    fn len(&self) -> usize {
        self.few.len() + self.many.len()
    }

    fn get(&self, key: &str) -> Option<&Json> {
        match self.find(key) {
            Ok(index) => self.few.get(index).map(|(_, value)| value),
            Err(_) => self.many.get(key),
        }
    }

    fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        match self.find(key) {
            Ok(index) => self.few.get_mut(index).map(|(_, value)| value),
            Err(_) => self.many.get_mut(key),
        }
    }

    fn insert(&mut self, key: Box<str>, value: Json) -> Option<Json> {
        if let Some(known) = self.get_mut(&key) {
            return Some(mem::replace(known, value));
        }
        if self.few.len() == FEW {
            self.many = mem::take(&mut self.few).into_iter().collect();
        }
        match self.find(&key) {
            Err(index) if self.many.is_empty() => {
                // The first entry gets exactly one slot; the vector grows when more come.
                self.few.reserve_exact(usize::from(self.few.is_empty()));
                self.few.insert(index, (key, value));
            }
            _ => _ = self.many.insert(key, value),
        }
        None
    }

    fn remove(&mut self, key: &str) -> Option<Json> {
        match self.find(key) {
            Ok(index) => Some(self.few.remove(index).1),
            Err(_) => self.many.remove(key),
        }
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        let few = self.few.iter().map(|(key, value)| (&**key, value));
        few.chain(self.many.iter().map(|(key, value)| (&**key, value)))
    }

    fn into_vec(self) -> Vec<(Box<str>, Json)> {
        let mut all = self.few;
        all.extend(self.many);
        all
    }

    fn find(&self, key: &str) -> Result<usize, usize> {
        self.few.binary_search_by(|(known, _)| (**known).cmp(key))
    }
}

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(keys: impl Iterator<Item = u32>) -> Entries {
        let mut entries = Entries::default();
        for key in keys {
            entries.insert(format!("{key:03}").into(), key.into());
        }
        entries
    }

    #[test]
    fn entries_are_sorted_whatever_their_number() {
        for count in [0, 1, 2, FEW as u32 - 1, FEW as u32, FEW as u32 + 1, 100] {
            let entries = entries((0..count).rev());
            assert_eq!(entries.len(), count as usize);
            let values: Vec<_> = entries.iter().filter_map(|(_, value)| value.as_u64()).collect();
            assert!(values.is_sorted() && values.len() == count as usize, "{count}");
            assert_eq!(entries.into_vec().len(), count as usize);
        }
    }

    #[test]
    fn the_last_of_equal_keys_is_kept() {
        for count in [2, 100] {
            let mut entries = entries(0..count);
            assert_eq!(entries.insert("001".into(), "x".into()), Some(1.into()));
            assert_eq!(entries.get("001"), Some(&"x".into()));
            assert_eq!(entries.len(), count as usize);
        }
    }

    #[test]
    fn removed_entries_are_gone_and_equality_ignores_the_representation() {
        let mut map = entries(0..100);
        for key in 3..100 {
            assert_eq!(map.remove(&format!("{key:03}")), Some(key.into()));
        }
        assert_eq!(map.remove("099"), None);
        assert!(map == entries(0..3));
        assert_eq!(map.insert("500".into(), Json::Null), None);
        assert_eq!(map.len(), 4);
        assert!(map != entries(0..4));
    }

    #[test]
    fn a_single_entry_allocates_a_single_slot() {
        assert_eq!(entries(0..1).few.capacity(), 1);
    }
}
