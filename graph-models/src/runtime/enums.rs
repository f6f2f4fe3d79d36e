//! Open enums and sets of flags. A value that the pages do not list is kept as it was read.

use std::{collections::HashSet, convert::Infallible, fmt, str::FromStr};

use super::{
    read::read,
    value::{Joined, List, Members, Slot, SlotMut, Value, index, names},
    write::write,
};

/// An enum of the service.
pub trait OpenEnum: Clone + PartialEq + Send + Sync + 'static {
    /// The JSON names of the listed members, in the order of the page.
    const NAMES: &'static [&'static str];

    /// The member at an index of [`NAMES`](Self::NAMES); the variant for unlisted values at any other index.
    fn member(index: usize, text: EnumText<'_>) -> Self;

    /// The text in JSON.
    fn as_str(&self) -> &str;

    /// The member with this name, ignoring ASCII case; otherwise the variant for unlisted values.
    fn parse(text: &str) -> Self {
        Self::member(index(Self::NAMES, text), EnumText(text))
    }
}

/// The text of an enum value that the pages do not list. Only parsing creates it, so it is never a listed name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unlisted(Box<str>);

/// The text of an enum value, listed or not. Only parsing creates it.
#[derive(Clone, Copy, Debug)]
pub struct EnumText<'a>(&'a str);

impl From<EnumText<'_>> for Unlisted {
    fn from(text: EnumText<'_>) -> Self {
        Self(text.0.into())
    }
}

impl Unlisted {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[doc(hidden)]
impl<E: OpenEnum> Members for E {
    fn names(&self) -> &'static [&'static str] {
        E::NAMES
    }

    fn take(&mut self, name: &str) {
        *self = E::parse(name);
    }
}

/// Implements `Value`, `Debug`, `Display`, `From<&str>`, serde's traits, and equality and `Hash` by text, for an
/// [`OpenEnum`]. With a row for each member, as generated enums have it, it implements `OpenEnum`, too.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($ty:ident; $($index:literal $variant:ident $name:literal;)*) => {
        #[doc(hidden)]
        impl $crate::runtime::OpenEnum for $ty {
            const NAMES: &'static [&'static str] = &[$($name),*];

            fn member(index: usize, text: $crate::runtime::EnumText<'_>) -> Self {
                match index {
                    $($index => Self::$variant,)*
                    _ => Self::Unlisted(text.into()),
                }
            }

            fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Unlisted(text) => text.as_str(),
                }
            }
        }

        $crate::open_enum!($ty);
    };
    ($ty:ty) => {
        #[doc(hidden)]
        impl $crate::runtime::Value for $ty {
            #[inline]
            fn blank() -> Self {
                $crate::runtime::OpenEnum::parse("")
            }

            #[inline]
            fn slot(&self) -> $crate::runtime::Slot<'_> {
                $crate::runtime::Slot::Enum($crate::runtime::OpenEnum::as_str(self))
            }

            #[inline]
            fn slot_mut(&mut self) -> $crate::runtime::SlotMut<'_> {
                $crate::runtime::SlotMut::Enum(self)
            }
        }

        impl $ty {
            /// The text in JSON.
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::runtime::OpenEnum::as_str(self)
            }
        }

        impl ::std::fmt::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::From<&str> for $ty {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::runtime::OpenEnum::parse(text)
            }
        }

        impl ::std::cmp::PartialEq for $ty {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::std::cmp::Eq for $ty {}

        impl ::std::fmt::Debug for $ty {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.as_str().fmt(f)
            }
        }

        impl ::std::hash::Hash for $ty {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        $crate::serde_impls!($ty);
    };
}

/// A set of members of a flags enum, comma-separated in JSON, in insertion order. Members that the pages do not list
/// are kept. Two sets are equal if they have the same members.
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
pub struct Flags<E> {
    members: Vec<E>,
    /// The texts of all members, if there are many. An answer can hold any number of them.
    #[allow(
        clippy::box_collection,
        reason = "a pointer in each object, of which few have so many members"
    )]
    index: Option<Box<HashSet<Box<str>>>>,
}

/// The number of members up to which a search through all of them is faster than an index.
const FEW: usize = 32;

impl<E: OpenEnum> Flags<E> {
    /// The empty set.
    pub const fn new() -> Self {
        Self {
            members: Vec::new(),
            index: None,
        }
    }

    /// Whether a member is in the set.
    pub fn contains(&self, member: &E) -> bool {
        match &self.index {
            Some(index) => index.contains(member.as_str()),
            None => self.members.contains(member),
        }
    }

    /// Adds a member. Returns whether it was not in the set before.
    pub fn insert(&mut self, member: E) -> bool {
        let new = !self.contains(&member);
        if new {
            if let Some(index) = &mut self.index {
                index.insert(member.as_str().into());
            }
            self.members.push(member);
            if self.index.is_none() && self.members.len() > FEW {
                let texts = self.members.iter().map(|member| member.as_str().into());
                self.index = Some(Box::new(texts.collect()));
            }
        }
        new
    }

    /// Removes a member. Returns whether it was in the set.
    pub fn remove(&mut self, member: &E) -> bool {
        if !self.contains(member) {
            return false;
        }
        self.members.retain(|known| known != member);
        if let Some(index) = &mut self.index {
            index.remove(member.as_str());
        }
        true
    }

    /// The members, in insertion order.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.members.iter()
    }

    /// The number of members.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    fn parse(text: &str) -> Self {
        names(text).map(E::parse).collect()
    }
}

impl<E> Default for Flags<E> {
    fn default() -> Self {
        Self {
            members: Vec::new(),
            index: None,
        }
    }
}

impl<E: OpenEnum> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|member| other.contains(member))
    }
}

impl<E: OpenEnum + Eq> Eq for Flags<E> {}

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
        [member].into()
    }
}

impl<'a, E> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
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
        f.debug_set().entries(&self.members).finish()
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
        self.members.len()
    }

    fn element(&self, index: usize) -> Slot<'_> {
        self.members
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

impl<E: OpenEnum> serde::Serialize for Flags<E> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self, serializer)
    }
}

impl<'de, E: OpenEnum> serde::Deserialize<'de> for Flags<E> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<T: OpenEnum> Value for Flags<T> {
    fn blank() -> Self {
        Self::new()
    }

    #[inline(never)]
    fn slot(&self) -> Slot<'_> {
        Slot::Flags(self)
    }

    #[inline(never)]
    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Flags(self)
    }
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "`open_enum` is for public types")]
mod tests {
    use super::*;

    #[derive(Clone)]
    enum Letter {
        A,
        Unlisted(Unlisted),
    }
    crate::open_enum!(Letter; 0 A "a";);

    /// Compares a set with its members in a plain list, below and above the size at which an index is made.
    #[test]
    fn large_sets_behave_as_small_ones() {
        for count in [1, FEW - 1, FEW, FEW + 1, 4 * FEW] {
            let names: Vec<_> = (0..count).map(|number| format!("n{number}")).collect();
            let twice: Vec<_> = names.iter().chain(&names).map(String::as_str).collect();
            let mut set: Flags<Letter> = twice.join(",").parse().unwrap();
            assert_eq!(set.to_string(), names.join(","));
            let reversed: Flags<Letter> = names
                .iter()
                .rev()
                .map(|name| Letter::from(name.as_str()))
                .collect();
            assert_eq!(set, reversed);
            assert!(set.insert(Letter::A) && !set.insert("A".into()), "{count}");
            assert!(set.remove(&"n0".into()) && !set.remove(&"n0".into()), "{count}");
            assert!(!set.contains(&"n0".into()) && set.contains(&Letter::A), "{count}");
            assert_ne!(set, reversed);
            assert!(set.insert("n0".into()), "{count}");
            assert_eq!(set.len(), count + 1);
        }
    }
}
