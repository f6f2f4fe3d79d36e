//! Words of types: primitives, full names, what can be a name. Knows no pages.

use std::borrow::Cow;

use crate::model::TypeName;

/// No word for a primitive is longer.
const LONGEST: usize = "edm.untyped json object".len();

/// `Edm.String` for `string`, in any letter case.
pub(in crate::resolve) fn primitive(word: &str) -> Option<&'static str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(word.to_ascii_lowercase()),
        false => Cow::Borrowed(word),
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

/// A name as it would be written in an annotation: the namespace is added where there is none.
pub(in crate::resolve) fn full_name(name: &str, namespace: &str) -> TypeName {
    let name = name.trim().trim_start_matches('#');
    if name.contains('.') {
        TypeName::new(name)
    } else {
        TypeName::new(format!("{namespace}.{name}"))
    }
}

/// One word that can be the name of a type.
pub(in crate::resolve) fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
