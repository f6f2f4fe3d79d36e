//! The traits between the types and the two walkers: how a value shows itself to be written, and which place it
//! opens to be read into. Nothing here knows a format.

use super::{Extra, Json, Object};

/// A field of an [`Object`]: a value or none.
pub trait Field: 'static {
    /// The value, or [`Slot::Absent`].
    fn get(&self) -> Slot<'_>;
    /// Drops what it holds. Then it holds nothing or, if asked to, a blank value, which is opened.
    fn renew(&mut self, blank: bool) -> Option<SlotMut<'_>>;
}

/// A value: what fields, collections and answers hold. Every [`Object`] is one without a word.
///
/// Where a type has many sisters, these functions are compiled once, next to it. What makes a trait object of a type,
/// or drops one, brings much along: inlined, an optimizing compiler would have it again in most of the units that it
/// cuts a crate into.
pub trait Value: Sized + Send + Sync + 'static {
    /// Whether a blank value is null.
    #[doc(hidden)]
    const NULL: bool = false;

    /// A value to be read into.
    fn blank() -> Self;
    /// Shows the value.
    fn slot(&self) -> Slot<'_>;
    /// Opens the value.
    fn slot_mut(&mut self) -> SlotMut<'_>;

    /// [`Field::renew`] of a field that may hold such a value.
    #[doc(hidden)]
    #[inline(never)]
    #[expect(clippy::manual_map, reason = "`map` is two more functions for each type")]
    fn renew(field: &mut Option<Self>, blank: bool) -> Option<SlotMut<'_>> {
        *field = match blank {
            true => Some(Self::blank()),
            false => None,
        };
        match field {
            Some(value) => Some(value.slot_mut()),
            None => None,
        }
    }

    /// [`List::push`] of a collection of such values.
    #[doc(hidden)]
    #[inline(never)]
    fn push(list: &mut Vec<Self>) -> SlotMut<'_> {
        list.push(Self::blank());
        match list.as_mut_slice() {
            [.., last] => last.slot_mut(),
            [] => unreachable!("it has just been pushed"),
        }
    }
}

/// A collection of values.
pub trait List {
    /// How many there are.
    fn count(&self) -> usize;
    /// The value at an index, or [`Slot::Absent`].
    fn element(&self, index: usize) -> Slot<'_>;
    /// Appends a blank value and opens it.
    fn push(&mut self) -> SlotMut<'_>;
    /// Whether a blank value is null, as that of free-form JSON is: other collections have no place for nulls.
    fn holds_null(&self) -> bool;
}

/// A value that understands the names of an enum's members. Implemented for all [`OpenEnum`](super::OpenEnum)s.
pub trait Members {
    /// The names of all members that the pages list.
    fn names(&self) -> &'static [&'static str];
    /// Takes one: an enum becomes it, a set of flags gains it.
    fn take(&mut self, name: &str);
}

/// A value that is one of several structs, chosen by `@odata.type`. Implemented for all [`Union`](super::Union)s.
pub trait AnyUnion {
    /// The service's names of the types that it can be, the base first.
    fn names(&self) -> &'static [&'static str];
    /// Becomes a new value of the type of that name, if there is one; says whether.
    fn choose(&mut self, name: &str) -> bool;
    /// The struct.
    fn any_mut(&mut self) -> &mut dyn Object;
}

/// A value, shown to be written.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Slot<'a> {
    /// No value.
    Absent,
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// A number by its text.
    Decimal(&'a str),
    /// A string.
    Text(&'a str),
    /// A member of an enum.
    Enum(&'a str),
    /// Members of an enum, comma-separated on the wire.
    Flags(&'a dyn List),
    /// Bytes, base64 on the wire.
    Binary(&'a [u8]),
    /// A struct.
    Object(&'a dyn Object),
    /// A struct in a place that is declared with the type of this name.
    Union(&'a dyn Object, &'static str),
    /// A collection.
    List(&'a dyn List),
    /// Free-form JSON.
    Json(&'a Json),
    /// No value, but what stands beside the fields of a struct.
    Extra(&'a Extra),
}

/// A value, opened to be read into.
#[non_exhaustive]
pub enum SlotMut<'a> {
    /// A boolean.
    Bool(&'a mut bool),
    /// A whole number of 32 bits.
    Int32(&'a mut i32),
    /// A whole number of 64 bits.
    Int64(&'a mut i64),
    /// A number.
    Float(&'a mut f64),
    /// A number by its text.
    Decimal(&'a mut Box<str>),
    /// A string.
    Text(&'a mut String),
    /// A string that is kept as it is: a date, a GUID.
    Scalar(&'a mut Box<str>),
    /// A member of an enum.
    Enum(&'a mut dyn Members),
    /// Members of an enum.
    Flags(&'a mut dyn Members),
    /// Bytes.
    Binary(&'a mut Vec<u8>),
    /// A struct.
    Object(&'a mut dyn Object),
    /// One of several structs.
    Union(&'a mut dyn AnyUnion),
    /// A collection.
    List(&'a mut dyn List),
    /// A collection that may come as its only element.
    OneOrMany(&'a mut dyn List),
    /// Free-form JSON.
    Json(&'a mut Json),
    /// What stands beside the fields of a struct.
    Extra(&'a mut Extra),
}

impl dyn Field {
    /// Makes it hold no value.
    pub(super) fn clear(&mut self) {
        self.renew(false);
    }

    /// Makes it hold a blank value, whatever it held, and opens that.
    pub(super) fn fill(&mut self) -> SlotMut<'_> {
        self.renew(true).expect("it has just been filled")
    }
}

impl SlotMut<'_> {
    /// What a place expects, for messages.
    pub(super) fn expects(&self) -> &'static str {
        match self {
            Self::Bool(_) => "a boolean",
            Self::Int32(_) => "a 32-bit integer",
            Self::Int64(_) => "an integer",
            Self::Float(_) | Self::Decimal(_) => "a number",
            Self::Text(_) | Self::Scalar(_) | Self::Enum(_) | Self::Flags(_) | Self::Binary(_) => "a string",
            Self::Object(_) | Self::Union(_) | Self::Extra(_) => "an object",
            Self::List(_) | Self::OneOrMany(_) => "an array",
            Self::Json(_) => "JSON",
        }
    }
}
