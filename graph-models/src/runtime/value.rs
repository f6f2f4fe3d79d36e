//! The traits between types and formats: [`Slot`] is a view of a value that is written, [`SlotMut`] a view of a value
//! that is read into. Fields, collections, primitive types and JSON implement them here, independent of any format.

use std::{any::Any, fmt, iter};

use super::{
    extra::{Extra, Json},
    hash::Hash,
};

/// The limit for nested objects and arrays.
pub(super) const DEPTH: usize = 100;

/// The name of the table of pages, which always have the member `value`.
pub(super) const PAGE: &str = "Collection";

/// A field of an [`Object`]: an optional value.
pub trait Field: 'static {
    /// The value, or [`Slot::Absent`].
    fn get(&self) -> Slot<'_>;
    /// Drops the value. With `blank`, puts a blank value in its place and returns a view of it.
    fn renew(&mut self, blank: bool) -> Option<SlotMut<'_>>;
}

/// A type of values that fields, collections and responses hold. Every [`Object`] implements it.
///
/// The functions are not inlined for generated types: making or dropping a trait object pulls in much code, which an
/// optimizing compiler would otherwise repeat in most of a crate's codegen units.
pub trait Value: Sized + Send + Sync + 'static {
    /// Whether a blank value is null.
    #[doc(hidden)]
    const NULL: bool = false;

    /// A blank value, to be read into.
    fn blank() -> Self;
    /// A view of the value.
    fn slot(&self) -> Slot<'_>;
    /// A mutable view of the value.
    fn slot_mut(&mut self) -> SlotMut<'_>;

    /// [`Field::renew`] of a field that may hold such a value.
    #[doc(hidden)]
    #[inline(never)]
    #[expect(clippy::manual_map, reason = "`map` is two more functions for each type")]
    fn renew(field: &mut Option<Self>, blank: bool) -> Option<SlotMut<'_>> {
        *field = if blank { Some(Self::blank()) } else { None };
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

/// A struct with a [`Table`] of its properties, generated or written by hand. The macro [`object!`](crate::object)
/// implements the other traits.
pub trait Object: Any + Send + Sync {
    /// The table of the struct.
    fn table(&self) -> &'static Table;
    /// Passes the [`Extra`] and then, if the visitor wants them, the fields that have a value. One call for all of them,
    /// since most fields of most objects have none: what is absent costs a comparison.
    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>);
    /// The field at an index of the table; the [`Extra`] for any other index.
    fn field_mut(&mut self, index: usize) -> &mut dyn Field;

    /// A blank struct on the heap.
    #[doc(hidden)]
    #[inline(never)]
    fn boxed() -> Box<dyn Object>
    where
        Self: Sized + Default,
    {
        Box::new(Self::default())
    }
}

/// Receives what an [`Object`] holds.
pub trait Visit<'a> {
    /// Receives the entries that the table does not list. Returns whether the fields shall follow.
    fn extra(&mut self, extra: &'a Extra) -> bool;
    /// Receives a field that has a value, in the order of the table.
    fn field(&mut self, index: usize, field: &'a dyn Field);
}

/// Passes a field to the visitor if it has a value.
#[inline]
pub fn visit<'a, T: Value>(visitor: &mut dyn Visit<'a>, index: usize, field: &'a Option<T>) {
    if field.is_some() {
        visitor.field(index, field);
    }
}

/// Receives the extra only.
struct ExtraOnly<'a>(Option<&'a Extra>);

impl<'a> Visit<'a> for ExtraOnly<'a> {
    fn extra(&mut self, extra: &'a Extra) -> bool {
        self.0 = Some(extra);
        false
    }

    fn field(&mut self, _: usize, _: &'a dyn Field) {}
}

/// Passes the values of the fields to a function.
struct Each<F>(F);

impl<'a, F: FnMut(usize, Slot<'a>)> Visit<'a> for Each<F> {
    fn extra(&mut self, _: &'a Extra) -> bool {
        true
    }

    fn field(&mut self, index: usize, field: &'a dyn Field) {
        match field.get() {
            Slot::Absent => {}
            value => self.0(index, value),
        }
    }
}

/// An index that no field has.
const NO_FIELD: usize = usize::MAX;

impl dyn Object {
    /// The entries that the table does not list.
    pub fn extra(&self) -> &Extra {
        let mut found = ExtraOnly(None);
        self.visit(&mut found);
        found
            .0
            .unwrap_or_else(|| unreachable!("every object passes it first"))
    }

    /// The value of the field at an index of the table, or [`Slot::Absent`].
    pub fn value(&self, index: usize) -> Slot<'_> {
        let mut found = Slot::Absent;
        self.each(|at, value| {
            if at == index {
                found = value;
            }
        });
        found
    }

    /// The values of the fields that have one, each with the index of its field.
    pub fn values(&self) -> Vec<(usize, Slot<'_>)> {
        let mut values = Vec::new();
        self.each(|index, value| values.push((index, value)));
        values
    }

    /// Passes the values of the fields that have one to a function, each with the index of its field.
    pub fn each<'a>(&'a self, receive: impl FnMut(usize, Slot<'a>)) {
        self.visit(&mut Each(receive));
    }

    /// The entries that the table does not list.
    pub fn extra_mut(&mut self) -> &mut Extra {
        match self.field_mut(NO_FIELD).renew(true) {
            Some(SlotMut::Extra(extra)) => extra,
            _ => unreachable!("the field at any other index is the `Extra`"),
        }
    }
}

/// The description of a struct: a `static` for each.
#[derive(Debug)]
pub struct Table {
    /// The service's name of the type: `microsoft.graph.message`.
    pub name: &'static str,
    /// The JSON names of the properties, in the order of the fields.
    pub keys: &'static [&'static str],
    /// The hash that finds a key.
    pub hash: Hash,
    /// The indexes of the fields whose values `Debug` hides.
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

    /// The key at an index of this table.
    #[inline]
    pub(super) fn key(&self, index: usize) -> &'static str {
        self.keys.get(index).copied().unwrap_or_default()
    }

    /// Whether this is the table of pages.
    #[inline]
    pub(super) fn is_page(&self) -> bool {
        self.name == PAGE
    }

    /// The name without its namespace, with an upper-case first letter.
    pub(super) fn short_name(&self) -> String {
        let short = self.name.rsplit('.').next().unwrap_or(self.name);
        let mut letters = short.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default()
    }
}

/// A collection of values.
pub trait List {
    /// The number of values.
    fn count(&self) -> usize;
    /// The value at an index, or [`Slot::Absent`].
    fn element(&self, index: usize) -> Slot<'_>;
    /// Appends a blank value and returns a view of it.
    fn push(&mut self) -> SlotMut<'_>;
    /// Whether the elements can be null, as those of free-form JSON can. Other collections skip nulls.
    fn holds_null(&self) -> bool;
}

/// An enum or a set of flags, by the names of the members. Implemented for all [`OpenEnum`](super::OpenEnum)s.
pub trait Members {
    /// The names of all members that the pages list.
    fn names(&self) -> &'static [&'static str];
    /// Takes the member of this name: an enum becomes it, a set of flags adds it.
    fn take(&mut self, name: &str);
}

/// A value that is one of several structs, chosen by `@odata.type`. Implemented for all [`Union`](super::Union)s.
pub trait AnyUnion {
    /// The service's names of the possible types, the base first.
    fn names(&self) -> &'static [&'static str];
    /// Becomes a blank value of the type with that name. Returns whether there is such a type.
    fn choose(&mut self, name: &str) -> bool;
    /// The struct.
    fn any_mut(&mut self) -> &mut dyn Object;
}

/// A view of a value that is written.
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
    /// A decimal number, as text.
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
    /// A struct, and the name of the type that the property is declared with.
    Union(&'a dyn Object, &'static str),
    /// A collection.
    List(&'a dyn List),
    /// Free-form JSON.
    Json(&'a Json),
}

/// A view of a value that is read into.
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
    /// A decimal number, as text.
    Decimal(&'a mut Box<str>),
    /// A string.
    Text(&'a mut String),
    /// A string that is kept as text: a date, a GUID.
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
    /// A collection; a single element may stand for it.
    OneOrMany(&'a mut dyn List),
    /// Free-form JSON.
    Json(&'a mut Json),
    /// The [`Extra`] of a struct.
    Extra(&'a mut Extra),
}

impl dyn Field {
    /// Removes the value.
    pub(super) fn clear(&mut self) {
        self.renew(false);
    }

    /// Replaces the value by a blank one and returns a view of it.
    pub(super) fn fill(&mut self) -> SlotMut<'_> {
        self.renew(true).expect("it has just been filled")
    }
}

impl SlotMut<'_> {
    /// The expected JSON type, for error messages.
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

// The implementations for generic types are compiled once for each type that a field holds, so they call as few generic
// functions as possible.

impl<T: Value> Field for Option<T> {
    fn get(&self) -> Slot<'_> {
        match self {
            Some(value) => value.slot(),
            None => Slot::Absent,
        }
    }

    fn renew(&mut self, blank: bool) -> Option<SlotMut<'_>> {
        T::renew(self, blank)
    }
}

/// A collection that is not optional, such as the `value` of a page.
impl<T: Value> Field for Vec<T> {
    fn get(&self) -> Slot<'_> {
        Slot::List(self)
    }

    fn renew(&mut self, blank: bool) -> Option<SlotMut<'_>> {
        self.clear();
        blank.then_some(SlotMut::OneOrMany(self))
    }
}

impl<T: Value> List for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn element(&self, index: usize) -> Slot<'_> {
        let values = self.as_slice();
        if index < values.len() {
            values[index].slot()
        } else {
            Slot::Absent
        }
    }

    fn push(&mut self) -> SlotMut<'_> {
        T::push(self)
    }

    fn holds_null(&self) -> bool {
        T::NULL
    }
}

/// An object returns its `Extra` for every index that its table does not have. It is never replaced.
impl Field for Extra {
    fn get(&self) -> Slot<'_> {
        Slot::Absent
    }

    fn renew(&mut self, _: bool) -> Option<SlotMut<'_>> {
        Some(SlotMut::Extra(self))
    }
}

#[doc(hidden)]
impl<T: Object + Default> Value for T {
    #[inline(never)]
    fn blank() -> T {
        T::default()
    }

    #[inline(never)]
    fn slot(&self) -> Slot<'_> {
        Slot::Object(self)
    }

    /// Makes the struct in its place: `Vec::push` would copy it there.
    #[inline(never)]
    fn push(list: &mut Vec<T>) -> SlotMut<'_> {
        list.extend(iter::once_with(T::default));
        match list.as_mut_slice() {
            [.., last] => SlotMut::Object(last),
            [] => unreachable!("it has just been pushed"),
        }
    }

    #[inline(never)]
    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Object(self)
    }
}

impl<T: Value> Value for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    #[inline(never)]
    fn slot(&self) -> Slot<'_> {
        Slot::List(self)
    }

    #[inline(never)]
    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::List(self)
    }
}

impl Value for Json {
    const NULL: bool = true;

    fn blank() -> Self {
        Self::Null
    }

    fn slot(&self) -> Slot<'_> {
        Slot::Json(self)
    }

    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Json(self)
    }
}

/// Implements [`Value`] for scalars that have a slot of their own.
macro_rules! scalar {
    ($($ty:ty: |$value:ident| $slot:expr, $slot_mut:expr;)*) => {$(
        impl $crate::runtime::Value for $ty {
            fn blank() -> Self {
                Self::default()
            }

            fn slot(&self) -> $crate::runtime::Slot<'_> {
                let $value = self;
                $slot
            }

            fn slot_mut(&mut self) -> $crate::runtime::SlotMut<'_> {
                let $value = self;
                $slot_mut
            }
        }
    )*};
}

pub(super) use scalar;

scalar! {
    bool: |value| Slot::Bool(*value), SlotMut::Bool(value);
    i32: |value| Slot::Int(i64::from(*value)), SlotMut::Int32(value);
    i64: |value| Slot::Int(*value), SlotMut::Int64(value);
    f64: |value| Slot::Float(*value), SlotMut::Float(value);
    String: |value| Slot::Text(value), SlotMut::Text(value);
}

/// The index of a name; without an exact match, that of the only one that differs in ASCII case. The number of names
/// if it is not one of them.
pub(super) fn index(names: &[&str], name: &str) -> usize {
    if let Some(index) = names.iter().position(|known| *known == name) {
        return index;
    }
    let mut similar = (0..names.len()).filter(|&index| names[index].eq_ignore_ascii_case(name));
    match (similar.next(), similar.next()) {
        (Some(index), None) => index,
        _ => names.len(),
    }
}

/// The names in the comma-separated text of a set of flags.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// The names of the members of a set of flags.
pub(super) fn members(set: &dyn List) -> impl Iterator<Item = &str> {
    (0..set.count()).filter_map(|index| match set.element(index) {
        Slot::Enum(name) => Some(name),
        _ => None,
    })
}

/// Formats a set of flags as comma-separated text.
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

/// The JSON name of the field of an object at an address, for [`names!`](crate::names).
#[doc(hidden)]
pub fn name_of<T: Value>(object: &mut dyn Object, field: *const Option<T>) -> &'static str {
    let mut keys = object.table().keys.iter().enumerate();
    // No field has size zero, so all have different addresses.
    let key = keys.find(|(index, _)| std::ptr::addr_eq(object.field_mut(*index), field));
    key.map_or("", |(_, key)| key)
}

/// The JSON names of fields of a type, for `$select`, `$expand` and `$orderby`. A field that the type does not have does
/// not compile.
///
/// # Example
///
/// ```
/// use graph_models::{Extra, names, runtime::{Field, Hash, Object, Table, Visit}};
///
/// #[derive(Default)]
/// struct Note {
///     display_name: Option<String>,
///     is_read: Option<bool>,
///     extra: Extra,
/// }
/// # static TABLE: Table = Table { name: "note", keys: &["displayName", "isRead"], hash: Hash::NONE, secrets: &[] };
/// # impl Object for Note {
/// #     fn table(&self) -> &'static Table { &TABLE }
/// #     fn visit<'a>(&'a self, _: &mut dyn Visit<'a>) {}
/// #     fn field_mut(&mut self, index: usize) -> &mut dyn Field {
/// #         match index { 0 => &mut self.display_name, 1 => &mut self.is_read, _ => &mut self.extra }
/// #     }
/// # }
/// assert_eq!(names!(Note: is_read, display_name), ["isRead", "displayName"]);
/// ```
#[macro_export]
macro_rules! names {
    ($ty:ty: $($field:ident),+ $(,)?) => {{
        let mut object = <$ty as ::std::default::Default>::default();
        [$({
            let field = ::std::ptr::from_ref(&object.$field);
            $crate::runtime::name_of(&mut object, field)
        }),+]
    }};
}
