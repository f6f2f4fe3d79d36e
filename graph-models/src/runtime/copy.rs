//! The two walkers behind `Clone` and `PartialEq`: one of each for all types, since what is derived for each of them
//! costs every user time to compile.

use super::{Object, Slot, SlotMut, Value, flags::members};

/// A value like another. Inlined into `Clone`, which stands next to the type.
#[inline]
pub fn copy<T: Value>(value: &T) -> T {
    let mut copy = T::blank();
    copy_value(value.slot(), copy.slot_mut());
    copy
}

/// Whether two values are equal.
#[inline]
pub fn equal<T: Value>(a: &T, b: &T) -> bool {
    equal_values(a.slot(), b.slot())
}

/// Never inlined: with a type that is known it would be unrolled into each of its callers.
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
        _ => unreachable!("a value opens the slot that it shows"),
    }
}

fn copy_object(from: &dyn Object, to: &mut dyn Object) {
    for index in 0..from.table().keys.len() {
        match from.field(index).get() {
            // The copy is blank.
            Slot::Absent => {}
            slot => copy_value(slot, to.field_mut(index).fill()),
        }
    }
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
            a.count() == b.count() && members(a).all(|member| members(b).any(|other| other == member))
        }
        (Slot::Json(a), Slot::Json(b)) => a == b,
        _ => false,
    }
}

fn equal_objects(a: &dyn Object, b: &dyn Object) -> bool {
    let equal = |index| equal_values(a.field(index).get(), b.field(index).get());
    let table = a.table();
    table.name == b.table().name && (0..table.keys.len()).all(equal) && a.extra() == b.extra()
}
