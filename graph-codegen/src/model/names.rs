//! Names of types, and how names are compared.

use std::{borrow::Cow, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A full name: `microsoft.graph.message`, `Edm.String`. Compared by its exact spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeName(Arc<str>);

impl TypeName {
    /// A full name.
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self(name.into())
    }

    /// The full name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: `message`.
    pub fn short(&self) -> &str {
        short_name(&self.0)
    }

    /// All but the last part: `microsoft.graph`.
    pub fn namespace(&self) -> &str {
        self.0.rsplit_once('.').map_or("", |(namespace, _)| namespace)
    }

    /// `Edm.String`, `Edm.Int32`, ….
    pub fn is_primitive(&self) -> bool {
        self.0.starts_with("Edm.")
    }
}

/// The last part of a dotted name: `message` of `microsoft.graph.message`.
pub fn short_name(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Whether two names are the same in any letter case; one of them may leave out its namespace.
pub fn same_name(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
        || (a.contains('.') != b.contains('.')) && short_name(a).eq_ignore_ascii_case(short_name(b))
}

/// A type, or a collection of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeUse {
    /// Its full name.
    pub ty: TypeName,
    /// A collection of it.
    pub collection: bool,
}

impl TypeUse {
    /// A single value.
    pub fn one(ty: TypeName) -> Self {
        Self {
            ty,
            collection: false,
        }
    }

    /// A collection.
    pub fn many(ty: TypeName) -> Self {
        Self { ty, collection: true }
    }
}

impl std::fmt::Display for TypeUse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let many = if self.collection { " collection" } else { "" };
        write!(f, "{}{many}", self.ty)
    }
}

impl std::fmt::Display for TypeName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for TypeName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

impl Serialize for TypeName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// No word for a primitive is longer.
const LONGEST: usize = "edm.untyped json object".len();

/// `Edm.String` for `string`, in any letter case.
pub fn primitive(word: &str) -> Option<&'static str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    };
    Some(match word.strip_prefix("edm.").unwrap_or(&word) {
        "string" | "url" | "uri" => "Edm.String",
        "boolean" | "bool" => "Edm.Boolean",
        "byte" => "Edm.Byte",
        "sbyte" => "Edm.SByte",
        "int16" => "Edm.Int16",
        "int32" | "int" | "integer" | "number" => "Edm.Int32",
        "int64" | "long" => "Edm.Int64",
        "single" | "float" => "Edm.Single",
        "double" => "Edm.Double",
        "decimal" | "numeric" => "Edm.Decimal",
        "datetimeoffset" | "datetime" | "timestamp" => "Edm.DateTimeOffset",
        "date" => "Edm.Date",
        "timeofday" | "time" => "Edm.TimeOfDay",
        "duration" => "Edm.Duration",
        "guid" | "uuid" => "Edm.Guid",
        "binary" => "Edm.Binary",
        "stream" => "Edm.Stream",
        "json" | "untyped" | "object" | "json object" | "untyped json" | "untyped json object" => {
            "Edm.Untyped"
        }
        _ => return None,
    })
}

/// A name with its namespace: the one that it has, else the one given.
pub fn full_name(name: &str, namespace: &str) -> TypeName {
    let name = name.trim().trim_start_matches('#');
    if name.contains('.') {
        TypeName::new(name)
    } else {
        TypeName::new(format!("{namespace}.{name}"))
    }
}

/// One word that can be the name of a type.
pub fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
