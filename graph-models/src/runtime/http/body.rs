//! Request bodies: a value, the parameters of an action, changes, a reference, or any content.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::error::Error;
use crate::runtime::{
    extra::{Extra, Json},
    value::{Field, Slot, SlotMut, Value},
    write::write_slot,
};

/// A change of a property.
///
/// # Example
///
/// ```
/// use graph_models::Patch;
///
/// let subject: Patch<String> = "Hello".into();
/// assert_eq!(subject, Patch::Set("Hello".to_owned()));
/// assert_eq!(Patch::<String>::default(), Patch::Keep);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Patch<T> {
    /// The property is not sent and stays as it is.
    #[default]
    Keep,
    /// The property is set to null.
    Clear,
    /// The property is set to this value.
    Set(T),
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
    }
}

static NULL: Json = Json::Null;

impl<T: Value> Field for Patch<T> {
    fn get(&self) -> Slot<'_> {
        match self {
            Self::Keep => Slot::Absent,
            Self::Clear => Slot::Json(&NULL),
            Self::Set(value) => value.slot(),
        }
    }

    fn renew(&mut self, blank: bool) -> Option<SlotMut<'_>> {
        *self = if blank { Self::Set(T::blank()) } else { Self::Clear };
        match self {
            Self::Set(value) => Some(value.slot_mut()),
            _ => None,
        }
    }
}

/// A JSON request body: every [`Value`], and [`Parameters`].
pub trait Carried {
    /// Serializes the body.
    fn carry(&self) -> Carry;
}

/// A serialized request body.
#[derive(Clone, Debug)]
pub struct Carry(pub(super) Body);

#[doc(hidden)]
impl<T: Value> Carried for T {
    fn carry(&self) -> Carry {
        Carry(Body::value(self.slot()))
    }
}

/// [`Carried`] for [`Parameters`].
#[doc(hidden)]
pub fn carry_parameters(parameters: &dyn Parameters) -> Carry {
    Carry(Body::parameters(parameters))
}

/// The parameters of an action, or the changes of an update: fields by their names on the wire.
pub trait Parameters {
    /// Passes every field to `put`, set or not.
    fn each(&self, put: &mut Put<'_>);
}

/// Receives the fields of [`Parameters`].
pub struct Put<'a> {
    receive: &'a mut dyn FnMut(&str, Slot<'_>),
    /// The names of the fields that are set.
    set: Vec<Box<str>>,
}

impl<'a> Put<'a> {
    fn new(receive: &'a mut dyn FnMut(&str, Slot<'_>)) -> Self {
        let set = Vec::new();
        Self { receive, set }
    }

    /// Receives a field.
    pub fn field(&mut self, name: &str, field: &dyn Field) {
        match field.get() {
            Slot::Absent => {}
            slot => {
                self.set.push(name.into());
                (self.receive)(name, slot);
            }
        }
    }

    /// Receives the entries that the page does not list. A field that is set wins over an entry of the same name.
    pub fn extra(&mut self, extra: &Extra) {
        for (name, value) in extra.iter() {
            if !self.set.iter().any(|set| **set == *name) {
                (self.receive)(name, Slot::Json(value));
            }
        }
    }
}

/// Implements [`Parameters`] with the JSON names of the fields, [`Carried`], and `Debug`, which shows only the names of
/// the fields that are set, since values can be secrets.
#[doc(hidden)]
#[macro_export]
macro_rules! parameters {
    ($ty:ident; $($field:ident $name:literal;)*) => {
        #[doc(hidden)]
        impl $crate::runtime::http::Parameters for $ty {
            fn each(&self, put: &mut $crate::runtime::http::Put<'_>) {
                $(put.field($name, &self.$field);)*
                put.extra(&self.extra);
            }
        }

        #[doc(hidden)]
        impl $crate::runtime::http::Carried for $ty {
            fn carry(&self) -> $crate::runtime::http::Carry {
                $crate::runtime::http::carry_parameters(self)
            }
        }

        impl ::std::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::http::debug_parameters(stringify!($ty), self, f)
            }
        }
    };
}

/// `SendMail { message, saveToSentItems }`.
///
/// # Errors
///
/// Returns the formatter's errors.
#[doc(hidden)]
pub fn debug_parameters(name: &str, parameters: &dyn Parameters, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut names = Vec::new();
    parameters.each(&mut Put::new(&mut |name, _| names.push(name.to_owned())));
    write!(f, "{name} {{ {} }}", names.join(", "))
}

/// A request body.
#[derive(Clone)]
pub(super) enum Body {
    /// Nothing.
    None,
    /// Bytes with their media type.
    Content {
        /// `application/json`.
        content_type: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// The error of a value that cannot be written as JSON.
    Error(String),
}

/// The bytes can be secrets.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("no content"),
            Self::Content { content_type, bytes } => write!(f, "{content_type} ({} bytes)", bytes.len()),
            Self::Error(error) => write!(f, "{error:.1000}"),
        }
    }
}

impl Body {
    /// A value as JSON.
    pub(super) fn value(slot: Slot<'_>) -> Self {
        Self::json(&SlotBody(slot))
    }

    /// Parameters as JSON.
    pub(super) fn parameters(parameters: &dyn Parameters) -> Self {
        Self::json(&ParameterBody(parameters))
    }

    /// Bytes with their media type.
    pub(super) fn content(content_type: &str, bytes: Vec<u8>) -> Self {
        Self::Content {
            content_type: content_type.to_owned(),
            bytes,
        }
    }

    /// A reference to the object at a URL.
    pub(super) fn reference(url: &str) -> Self {
        Self::json(&serde_json::json!({ "@odata.id": url }))
    }

    /// The bytes to send.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Error> {
        match self {
            Self::None => Ok(Vec::new()),
            Self::Content { bytes, .. } => Ok(bytes.clone()),
            Self::Error(error) => Err(Error::request(error.clone())),
        }
    }

    /// The media type of the bytes.
    pub(super) fn content_type(&self) -> Option<&str> {
        match self {
            Self::Content { content_type, .. } => Some(content_type),
            _ => None,
        }
    }

    fn json(value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(bytes) => Self::content("application/json", bytes),
            Err(error) => Self::Error(format!("the body cannot be written as JSON: {error}")),
        }
    }
}

struct SlotBody<'a>(Slot<'a>);

impl Serialize for SlotBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_slot(self.0, serializer)
    }
}

struct ParameterBody<'a>(&'a dyn Parameters);

impl Serialize for ParameterBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut result = Ok(());
        self.0.each(&mut Put::new(&mut |name, slot| {
            if result.is_ok() {
                result = map.serialize_entry(name, &SlotBody(slot));
            }
        }));
        result?;
        map.end()
    }
}
