//! The implementations of `Clone`, `PartialEq` and `Debug`, once for all types: derived implementations for each of them
//! would cost every user compile time.

use std::{
    collections::HashSet,
    fmt::{self, Debug},
};

use super::{
    secrets::{self, HIDDEN},
    value::{DEPTH, Joined, Object, Slot, SlotMut, Value, members},
    write::base64,
};

/// Clones a value. Inlined into `Clone`, which is next to the type.
#[inline]
pub fn copy<T: Value>(value: &T) -> T {
    let mut copy = T::blank();
    copy_value(value.slot(), copy.slot_mut());
    copy
}

/// Compares two values.
#[inline]
pub fn equal<T: Value>(a: &T, b: &T) -> bool {
    equal_values(a.slot(), b.slot())
}

/// Never inlined: for a known type it would be unrolled into each of its callers.
#[inline(never)]
fn copy_value(from: Slot<'_>, to: SlotMut<'_>) {
    match (from, to) {
        (Slot::Bool(from), SlotMut::Bool(to)) => *to = from,
        (Slot::Int(from), SlotMut::Int32(to)) => *to = i32::try_from(from).unwrap_or_default(),
        (Slot::Int(from), SlotMut::Int64(to)) => *to = from,
        (Slot::Float(from), SlotMut::Float(to)) => *to = from,
        (Slot::Decimal(from), SlotMut::Decimal(to)) => *to = from.into(),
        (Slot::Text(from), SlotMut::Text(to)) => from.clone_into(to),
        (Slot::Text(from), SlotMut::Scalar(to)) => *to = from.into(),
        (Slot::Enum(from), SlotMut::Enum(to)) => to.take(from),
        (Slot::Flags(from), SlotMut::Flags(to)) => members(from).for_each(|member| to.take(member)),
        (Slot::Binary(from), SlotMut::Binary(to)) => from.clone_into(to),
        (Slot::Object(from), SlotMut::Object(to)) => copy_object(from, to),
        (Slot::Union(from, _), SlotMut::Union(to)) => {
            to.choose(from.table().name);
            copy_object(from, to.any_mut());
        }
        (Slot::List(from), SlotMut::List(to) | SlotMut::OneOrMany(to)) => {
            for index in 0..from.count() {
                copy_value(from.element(index), to.push());
            }
        }
        (Slot::Json(from), SlotMut::Json(to)) => to.clone_from(from),
        _ => unreachable!("both views of a value are of the same kind"),
    }
}

fn copy_object(from: &dyn Object, to: &mut dyn Object) {
    // The copy is blank.
    from.each(|index, value| copy_value(value, to.field_mut(index).fill()));
    to.extra_mut().clone_from(from.extra());
}

/// Never inlined, as above.
#[inline(never)]
fn equal_values(a: Slot<'_>, b: Slot<'_>) -> bool {
    match (a, b) {
        (Slot::Absent, Slot::Absent) => true,
        (Slot::Bool(a), Slot::Bool(b)) => a == b,
        (Slot::Int(a), Slot::Int(b)) => a == b,
        (Slot::Float(a), Slot::Float(b)) => a == b,
        (Slot::Decimal(a), Slot::Decimal(b))
        | (Slot::Text(a), Slot::Text(b))
        | (Slot::Enum(a), Slot::Enum(b)) => a == b,
        (Slot::Binary(a), Slot::Binary(b)) => a == b,
        (Slot::Object(a), Slot::Object(b)) | (Slot::Union(a, _), Slot::Union(b, _)) => equal_objects(a, b),
        (Slot::List(a), Slot::List(b)) => {
            let equal = |index| equal_values(a.element(index), b.element(index));
            a.count() == b.count() && (0..a.count()).all(equal)
        }
        (Slot::Flags(a), Slot::Flags(b)) => {
            let others: HashSet<_> = members(b).collect();
            a.count() == b.count() && members(a).all(|member| others.contains(member))
        }
        (Slot::Json(a), Slot::Json(b)) => a == b,
        _ => false,
    }
}

fn equal_objects(a: &dyn Object, b: &dyn Object) -> bool {
    if a.table().name != b.table().name || a.extra() != b.extra() {
        return false;
    }
    let (a, b) = (a.values(), b.values());
    let equal = |((at, a), (index, b))| at == index && equal_values(a, b);
    a.len() == b.len() && a.into_iter().zip(b).all(equal)
}

/// Formats the properties that are set, by their JSON names, without secrets.
///
/// # Errors
///
/// Returns the formatter's errors.
#[inline]
pub fn debug<T: Value>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    show(value.slot(), f)
}

/// Never inlined: for a known type it would be unrolled into each of its callers.
#[inline(never)]
fn show(slot: Slot<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    Shown(slot, 0).fmt(f)
}

/// A value and its depth.
struct Shown<'a>(Slot<'a>, usize);

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.1 > DEPTH {
            return f.write_str("…");
        }
        match self.0 {
            Slot::Absent => f.write_str("None"),
            Slot::Bool(value) => value.fmt(f),
            Slot::Int(value) => value.fmt(f),
            Slot::Float(value) => value.fmt(f),
            Slot::Decimal(text) => f.write_str(text),
            Slot::Text(text) | Slot::Enum(text) => text.fmt(f),
            Slot::Flags(set) => fmt::Display::fmt(&Joined(set), f),
            Slot::Binary(bytes) if bytes.len() > 24 => write!(f, "({} bytes)", bytes.len()),
            Slot::Binary(bytes) => fmt::Display::fmt(&base64(bytes), f),
            Slot::Object(object) | Slot::Union(object, _) => self.fmt_object(object, f),
            Slot::List(list) => {
                let elements = (0..list.count()).map(|index| Shown(list.element(index), self.1 + 1));
                f.debug_list().entries(elements).finish()
            }
            Slot::Json(value) => fmt::Display::fmt(&secrets::Shown(value), f),
        }
    }
}

impl Shown<'_> {
    fn fmt_object(&self, object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = object.table();
        let mut shown = f.debug_struct(&table.short_name());
        object.each(|index, value| {
            if is_secret(table.secrets, index) {
                shown.field(table.key(index), &format_args!("{HIDDEN}"));
            } else {
                shown.field(table.key(index), &Shown(value, self.1 + 1));
            }
        });
        if !object.extra().is_empty() {
            let secrets = table.secrets.iter().map(|&secret| table.key(secret.into()));
            shown.field("extra", &object.extra().without(secrets));
        }
        shown.finish()
    }
}

fn is_secret(secrets: &[u16], index: usize) -> bool {
    secrets.iter().any(|&secret| usize::from(secret) == index)
}
