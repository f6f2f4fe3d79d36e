//! Compares a built value with the one that was read again, independently of `PartialEq`.

use std::collections::BTreeSet;

use graph_models::{
    Json,
    runtime::{List, Object, Slot},
};

/// The first difference of two values. The second one was read, so it can have a type annotation that the first one does
/// not need.
pub(crate) fn difference(path: &str, a: Slot<'_>, b: Slot<'_>) -> Option<String> {
    let same = match (a, b) {
        (Slot::Object(a), Slot::Object(b)) => return objects(path, a, b, ""),
        (Slot::Union(a, base), Slot::Union(b, other)) => {
            assert_eq!(base, other, "one place has one type");
            return objects(path, a, b, base);
        }
        (Slot::List(a), Slot::List(b)) => return lists(path, a, b),
        (Slot::Absent, Slot::Absent) => true,
        (Slot::Bool(a), Slot::Bool(b)) => a == b,
        (Slot::Int(a), Slot::Int(b)) => a == b,
        (Slot::Float(a), Slot::Float(b)) => a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan(),
        (Slot::Decimal(a), Slot::Decimal(b)) => digits(a) == digits(b),
        (Slot::Text(a), Slot::Text(b)) | (Slot::Enum(a), Slot::Enum(b)) => a == b,
        (Slot::Flags(a), Slot::Flags(b)) => members(a) == members(b),
        (Slot::Binary(a), Slot::Binary(b)) => a == b,
        (Slot::Json(a), Slot::Json(b)) => a == b,
        // Null is read as no value.
        (Slot::Json(a), Slot::Absent) => a.is_null(),
        _ => false,
    };
    (!same).then(|| format!("`{path}`: {} became {}", shown(a), shown(b)))
}

fn objects(path: &str, a: &dyn Object, b: &dyn Object, base: &str) -> Option<String> {
    let (name, other) = (a.table().name, b.table().name);
    if name != other {
        return Some(format!("`{path}`: a {name} became a {other}"));
    }
    let annotated = name != base && !base.is_empty() && a.extra().odata_type().is_none();
    let kept = b.extra().iter().filter(|(key, value)| {
        let implied = annotated && *key == "@odata.type" && *value == &Json::from(format!("#{name}"));
        !implied
    });
    if !a.extra().iter().eq(kept) {
        return Some(format!("`{path}`: {:?} became {:?}", a.extra(), b.extra()));
    }
    let mut keys = a.table().keys.iter().enumerate();
    keys.find_map(|(index, key)| difference(&format!("{path}.{key}"), a.value(index), b.value(index)))
}

fn lists(path: &str, a: &dyn List, b: &dyn List) -> Option<String> {
    if a.count() != b.count() {
        return Some(format!("`{path}`: {} values became {}", a.count(), b.count()));
    }
    (0..a.count()).find_map(|at| difference(&format!("{path}[{at}]"), a.element(at), b.element(at)))
}

fn members(set: &dyn List) -> BTreeSet<&str> {
    let name = |at| match set.element(at) {
        Slot::Enum(name) => name,
        _ => panic!("a set holds members"),
    };
    (0..set.count()).map(name).collect()
}

/// The sign and the significant digits of a decimal.
fn digits(text: &str) -> (bool, &str, &str) {
    let (negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if text.contains(|c: char| !c.is_ascii_digit() && c != '.') {
        return (negative, text, "");
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    (
        negative && !(whole.is_empty() && fraction.is_empty()),
        whole,
        fraction,
    )
}

fn shown(slot: Slot<'_>) -> String {
    match slot {
        Slot::Absent => "nothing".to_owned(),
        Slot::Int(value) => value.to_string(),
        Slot::Float(value) => format!("{value:?}"),
        Slot::Decimal(text) | Slot::Text(text) | Slot::Enum(text) => format!("{text:?}"),
        Slot::Json(value) => value.to_string(),
        Slot::Flags(set) => format!("{:?}", members(set)),
        Slot::Binary(bytes) => format!("{bytes:?}"),
        Slot::Bool(value) => value.to_string(),
        Slot::Object(object) | Slot::Union(object, _) => object.table().name.to_owned(),
        Slot::List(list) => format!("{} values", list.count()),
        _ => "another kind of value".to_owned(),
    }
}
