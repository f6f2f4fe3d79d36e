//! What the walkers know of a type: the names of its properties, in the order of its fields.

use super::hash::Hash;

/// The description of a struct, one `static` each.
#[derive(Debug)]
pub struct Table {
    /// The service's name of the type: `microsoft.graph.message`.
    pub name: &'static str,
    /// The properties' names on the wire; their index is the index of the field.
    pub keys: &'static [&'static str],
    /// Finds a key.
    pub hash: Hash,
    /// Indexes of the fields that `Debug` hides.
    pub secrets: &'static [u16],
}

impl Table {
    /// The index of a key.
    ///
    /// # Example
    ///
    /// ```
    /// use graph_models::runtime::{Hash, Table};
    ///
    /// let table = Table { name: "microsoft.graph.recipient", keys: &["emailAddress"], hash: Hash::NONE, secrets: &[] };
    /// assert_eq!(table.index("emailAddress"), Some(0));
    /// assert_eq!(table.index("emailaddress"), None);
    /// ```
    pub fn index(&self, key: &str) -> Option<usize> {
        self.hash.find(self.keys, key)
    }

    /// The key at an index, which is one of this table.
    pub(super) fn key(&self, index: usize) -> &'static str {
        self.keys.get(index).copied().unwrap_or_default()
    }

    /// The name without its namespace, first letter in upper case.
    pub(super) fn short_name(&self) -> String {
        let short = self.name.rsplit('.').next().unwrap_or(self.name);
        let mut letters = short.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default()
    }
}
