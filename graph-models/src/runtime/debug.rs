//! The one walker behind `Debug`: what is set, under the names of the wire, without secrets.

use std::fmt::{self, Debug};

use super::{Object, Slot, Value, binary, flags::Joined, trace::DEPTH};

/// Shows a value.
///
/// # Errors
///
/// What the formatter reports.
#[inline]
pub fn debug<T: Value>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    show(value.slot(), f)
}

/// Never inlined: with a type that is known it would be unrolled into each of its callers.
#[inline(never)]
fn show(slot: Slot<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    Shown(slot, 0).fmt(f)
}

/// A value with the number of values that it stands in.
struct Shown<'a>(Slot<'a>, usize);

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.1 > DEPTH {
            return f.write_str("…");
        }
        match self.0 {
            Slot::Absent | Slot::Extra(_) => f.write_str("None"),
            Slot::Bool(value) => value.fmt(f),
            Slot::Int(value) => value.fmt(f),
            Slot::Float(value) => value.fmt(f),
            Slot::Decimal(text) => f.write_str(text),
            Slot::Text(text) | Slot::Enum(text) => text.fmt(f),
            Slot::Flags(set) => fmt::Display::fmt(&Joined(set), f),
            Slot::Binary(bytes) if bytes.len() > 24 => write!(f, "({} bytes)", bytes.len()),
            Slot::Binary(bytes) => fmt::Display::fmt(&binary::display(bytes), f),
            Slot::Object(object) | Slot::Union(object, _) => self.fmt_object(object, f),
            Slot::List(list) => {
                let elements = (0..list.count()).map(|index| Shown(list.element(index), self.1 + 1));
                f.debug_list().entries(elements).finish()
            }
            Slot::Json(value) => fmt::Display::fmt(value, f),
        }
    }
}

impl Shown<'_> {
    fn fmt_object(&self, object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = object.table();
        let mut shown = f.debug_struct(&table.short_name());
        for (index, key) in table.keys.iter().enumerate() {
            match object.field(index).get() {
                Slot::Absent => {}
                _ if is_secret(table.secrets, index) => drop(shown.field(key, &format_args!("***"))),
                slot => drop(shown.field(key, &Shown(slot, self.1 + 1))),
            }
        }
        if !object.extra().is_empty() {
            shown.field("extra", object.extra());
        }
        shown.finish()
    }
}

fn is_secret(secrets: &[u16], index: usize) -> bool {
    secrets.iter().any(|&secret| usize::from(secret) == index)
}
