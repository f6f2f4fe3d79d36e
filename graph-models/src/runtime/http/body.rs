//! What a request carries: a value, the parameters of an action, changes, a reference, content.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::Error;
use crate::runtime::{Extra, Field, Json, Slot, SlotMut, Value};

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
    /// The property is not sent, so that it stays as it is.
    #[default]
    Keep,
    /// The property is sent as null.
    Clear,
    /// The property gets this value.
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
        *self = match blank {
            true => Self::Set(T::blank()),
            false => Self::Clear,
        };
        match self {
            Self::Set(value) => Some(value.slot_mut()),
            _ => None,
        }
    }
}

/// What a request can carry as JSON: every [`Value`], and [`Parameters`].
pub trait Carried {
    /// The body.
    fn carry(&self) -> Carry;
}

/// A body that is ready to be sent.
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
    /// Shows every field, set or not.
    fn each(&self, put: &mut Put<'_>);
}

/// Takes the fields of [`Parameters`].
pub struct Put<'a>(&'a mut dyn FnMut(&str, Slot<'_>));

impl Put<'_> {
    /// A field.
    pub fn field(&mut self, name: &str, field: &dyn Field) {
        match field.get() {
            Slot::Absent => {}
            slot => (self.0)(name, slot),
        }
    }

    /// What the page does not list.
    pub fn extra(&mut self, extra: &Extra) {
        for (name, value) in extra.iter() {
            (self.0)(name, Slot::Json(value));
        }
    }
}

/// Names the fields of [`Parameters`] on the wire, lets them be carried, and gives them their `Debug`: the names of what
/// is set, for values may be secrets.
#[doc(hidden)]
#[macro_export]
macro_rules! parameters {
    ($ty:ident { $($field:ident: $name:literal),* $(,)? }) => {
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
/// As the formatter.
#[doc(hidden)]
pub fn debug_parameters(
    name: &str,
    parameters: &dyn Parameters,
    f: &mut std::fmt::Formatter<'_>,
) -> std::fmt::Result {
    let mut names = Vec::new();
    parameters.each(&mut Put(&mut |name, _| names.push(name.to_owned())));
    write!(f, "{name} {{ {} }}", names.join(", "))
}

/// What a request carries.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// Nothing.
    None,
    /// Bytes and what they are.
    Content {
        /// `application/json`.
        content_type: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// A value that JSON cannot hold.
    Fault(String),
}

impl Body {
    /// A value as JSON.
    pub(super) fn value(slot: Slot<'_>) -> Self {
        Self::json(&Shown(slot))
    }

    /// Parameters as JSON.
    pub(super) fn parameters(parameters: &dyn Parameters) -> Self {
        Self::json(&Fields(parameters))
    }

    /// Bytes and what they are.
    pub(super) fn content(content_type: &str, bytes: Vec<u8>) -> Self {
        Self::Content {
            content_type: content_type.to_owned(),
            bytes,
        }
    }

    /// A reference to what stands at a URL.
    pub(super) fn reference(url: &str) -> Self {
        Self::json(&serde_json::json!({ "@odata.id": url }))
    }

    /// The bytes to send.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Error> {
        match self {
            Self::None => Ok(Vec::new()),
            Self::Content { bytes, .. } => Ok(bytes.clone()),
            Self::Fault(fault) => Err(Error::request(fault.clone())),
        }
    }

    /// What the bytes are.
    pub(super) fn content_type(&self) -> Option<&str> {
        match self {
            Self::Content { content_type, .. } => Some(content_type),
            _ => None,
        }
    }

    fn json(value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(bytes) => Self::content("application/json", bytes),
            Err(error) => Self::Fault(format!("the body cannot be written as JSON: {error}")),
        }
    }
}

struct Shown<'a>(Slot<'a>);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::runtime::write::write_slot(self.0, serializer)
    }
}

struct Fields<'a>(&'a dyn Parameters);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut fault = Ok(());
        self.0.each(&mut Put(&mut |name, slot| {
            if fault.is_ok() {
                fault = map.serialize_entry(name, &Shown(slot));
            }
        }));
        fault?;
        map.end()
    }
}
