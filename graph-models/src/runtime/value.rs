//! The traits between the types and the two walkers: how a value shows itself to be written, and which place it
//! opens to be read into. Nothing here knows a format.

use std::fmt;

use super::{Extra, Json, Table};

/// A struct with a [`Table`]: what the generated types and hand-written types of the same shape implement.
/// The macro [`object!`](crate::object) adds the rest.
pub trait Object {
    /// The description of the struct.
    fn table(&self) -> &'static Table;
    /// The field at an index of the table.
    fn field(&self, index: usize) -> &dyn Field;
    /// The field at an index of the table.
    fn field_mut(&mut self, index: usize) -> &mut dyn Field;
    /// What the table does not list.
    fn extra(&self) -> &Extra;
    /// What the table does not list.
    fn extra_mut(&mut self) -> &mut Extra;
}

/// A field of an [`Object`]: a value or none.
pub trait Field {
    /// The value, or [`Slot::Absent`].
    fn get(&self) -> Slot<'_>;
    /// Makes it hold no value.
    fn clear(&mut self);
    /// Makes it hold a blank value, whatever it held, and opens that.
    fn fill(&mut self) -> SlotMut<'_>;
}

/// A value: what fields, collections and answers hold. Every one can go to another thread: the compiler
/// checks it where it compiles the type, not where somebody sends one.
pub trait Value: Sized + Send + Sync + 'static {
    /// A value to be read into.
    fn blank() -> Self;
    /// Shows the value.
    fn slot(&self) -> Slot<'_>;
    /// Opens the value.
    fn slot_mut(&mut self) -> SlotMut<'_>;
}

/// A collection of values.
pub trait List {
    /// How many there are.
    fn len(&self) -> usize;
    /// The value at an index, or [`Slot::Absent`].
    fn element(&self, index: usize) -> Slot<'_>;
    /// Appends a blank value and opens it.
    fn push(&mut self) -> SlotMut<'_>;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes note of a null among the elements: only free-form JSON has a place for it.
    fn push_null(&mut self) {}
}

/// A value whose wire form is a string that has to be understood: enums, flags, bytes, dates.
pub trait Parsed {
    /// Takes the text.
    ///
    /// # Errors
    ///
    /// What was expected, where the text is not that: `base64`.
    fn set(&mut self, text: &str) -> Result<(), &'static str>;
}

/// A value that is one of several structs, chosen by `@odata.type`. Implemented for all [`Union`](super::Union)s.
pub trait AnyUnion {
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
    /// Members of an enum, comma-separated.
    Flags(&'a dyn fmt::Display),
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
    /// A string that has to be understood.
    Parsed(&'a mut dyn Parsed),
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
}

impl SlotMut<'_> {
    /// What a place expects, for messages.
    pub(super) fn expects(&self) -> &'static str {
        match self {
            Self::Bool(_) => "a boolean",
            Self::Int32(_) => "a 32-bit integer",
            Self::Int64(_) => "an integer",
            Self::Float(_) | Self::Decimal(_) => "a number",
            Self::Text(_) | Self::Parsed(_) => "a string",
            Self::Object(_) | Self::Union(_) => "an object",
            Self::List(_) | Self::OneOrMany(_) => "an array",
            Self::Json(_) => "JSON",
        }
    }
}
