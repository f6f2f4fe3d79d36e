//! Sets of enum members, comma-separated on the wire.

use std::{convert::Infallible, fmt, str::FromStr};

use super::{List, Members, OpenEnum, Slot, SlotMut};

/// A set of members of a flags enum, in the order in which they were added. Members that the pages do not list are
/// kept. Two sets are equal when they hold the same members.
///
/// # Example
///
/// ```
/// use graph_models::Flags;
/// # use graph_models::runtime::{EnumText, OpenEnum, Unlisted};
/// # #[derive(Clone, Debug, PartialEq, Eq)]
/// # enum Architecture { X64, Arm, Unlisted(Unlisted) }
/// # impl OpenEnum for Architecture {
/// #     const NAMES: &'static [&'static str] = &["x64", "arm"];
/// #     fn member(index: usize, text: EnumText<'_>) -> Self {
/// #         match index { 0 => Self::X64, 1 => Self::Arm, _ => Self::Unlisted(text.into()) }
/// #     }
/// #     fn as_str(&self) -> &str {
/// #         match self { Self::X64 => "x64", Self::Arm => "arm", Self::Unlisted(text) => text.as_str() }
/// #     }
/// # }
///
/// let set: Flags<Architecture> = [Architecture::Arm, Architecture::X64].into();
/// assert_eq!(set.to_string(), "arm,x64");
/// assert_eq!(set, "x64, arm".parse().unwrap());
/// assert!(set.contains(&Architecture::Arm));
/// ```
#[derive(Clone)]
pub struct Flags<E>(Vec<E>);

impl<E: OpenEnum> Flags<E> {
    /// No member.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether a member is in the set.
    pub fn contains(&self, member: &E) -> bool {
        self.0.contains(member)
    }

    /// Adds a member; says whether it was not there.
    pub fn insert(&mut self, member: E) -> bool {
        let new = !self.contains(&member);
        if new {
            self.0.push(member);
        }
        new
    }

    /// Removes a member; says whether it was there.
    pub fn remove(&mut self, member: &E) -> bool {
        let before = self.0.len();
        self.0.retain(|known| known != member);
        self.0.len() < before
    }

    /// The members.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.0.iter()
    }

    /// How many members are in the set.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no member is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn parse(text: &str) -> Self {
        names(text).map(E::parse).collect()
    }
}

impl<E> Default for Flags<E> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<E: PartialEq> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().all(|member| other.0.contains(member))
    }
}

impl<E: Eq> Eq for Flags<E> {}

impl<E: OpenEnum> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut set = Self::new();
        for member in members {
            set.insert(member);
        }
        set
    }
}

impl<E: OpenEnum, const N: usize> From<[E; N]> for Flags<E> {
    fn from(members: [E; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<E: OpenEnum> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        Self(vec![member])
    }
}

impl<'a, E> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<E: OpenEnum> FromStr for Flags<E> {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::parse(text))
    }
}

impl<E: OpenEnum> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Joined(self).fmt(f)
    }
}

impl<E: fmt::Debug> fmt::Debug for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(&self.0).finish()
    }
}

impl<E: OpenEnum> Members for Flags<E> {
    fn names(&self) -> &'static [&'static str] {
        E::NAMES
    }

    fn take(&mut self, name: &str) {
        self.insert(E::parse(name));
    }
}

impl<E: OpenEnum> List for Flags<E> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn element(&self, index: usize) -> Slot<'_> {
        self.0
            .get(index)
            .map_or(Slot::Absent, |member| Slot::Enum(member.as_str()))
    }

    fn push(&mut self) -> SlotMut<'_> {
        SlotMut::Flags(self)
    }

    fn holds_null(&self) -> bool {
        false
    }
}

/// The names in the text of a set.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// The names of the members of a set.
pub(super) fn members(set: &dyn List) -> impl Iterator<Item = &str> {
    (0..set.count()).filter_map(|index| match set.element(index) {
        Slot::Enum(name) => Some(name),
        _ => None,
    })
}

/// The text of a set.
pub(super) struct Joined<'a>(pub(super) &'a dyn List);

impl fmt::Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, name) in members(self.0).enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

impl<E: OpenEnum> serde::Serialize for Flags<E> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::write(self, serializer)
    }
}

impl<'de, E: OpenEnum> serde::Deserialize<'de> for Flags<E> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::read(deserializer)
    }
}
