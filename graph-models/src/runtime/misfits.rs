//! The values that were of another JSON type than their property, and were kept instead of failing.

use std::fmt;

use super::{
    extra::Json,
    value::{DEPTH, Object, Slot, Value},
};

/// A value of another JSON type than its property, from [`misfits`]. Displays as `value[3].size: "large"`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Misfit<'a> {
    /// The path to the value: `value[3].size`.
    pub path: String,
    /// The value, as the service sent it.
    pub value: &'a Json,
}

impl fmt::Display for Misfit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.value)
    }
}

/// Lists the values of another JSON type than their property. Reading leaves such a property `None` and keeps the value
/// under its name in the `extra` of its object, from where it is written back.
///
/// ```
/// use graph_models::{Collection, from_str, misfits};
///
/// let page: Collection<String> = from_str(r#"{"@odata.count": "many", "value": ["a"]}"#)?;
/// assert_eq!(page.count, None);
/// assert_eq!(page.extra.get("@odata.count"), Some(&"many".into()));
/// let found = misfits(&page);
/// assert_eq!(found[0].to_string(), "@odata.count: \"many\"");
/// # Ok::<(), graph_models::JsonError>(())
/// ```
pub fn misfits<T: Value>(value: &T) -> Vec<Misfit<'_>> {
    misfits_of(value.slot())
}

/// Lists the misfits of a value whose type is known only at run time. See [`misfits`].
pub fn misfits_of(slot: Slot<'_>) -> Vec<Misfit<'_>> {
    let mut found = Vec::new();
    collect(slot, &mut String::new(), 0, &mut found);
    found
}

fn collect<'a>(slot: Slot<'a>, path: &mut String, depth: usize, found: &mut Vec<Misfit<'a>>) {
    let length = path.len();
    match slot {
        // Nothing that deep can be read.
        _ if depth > DEPTH => {}
        Slot::Object(object) | Slot::Union(object, _) => collect_object(object, path, depth, found),
        Slot::List(list) => {
            for index in 0..list.count() {
                path.push_str(&format!("[{index}]"));
                collect(list.element(index), path, depth + 1, found);
                path.truncate(length);
            }
        }
        _ => {}
    }
}

fn collect_object<'a>(object: &'a dyn Object, path: &mut String, depth: usize, found: &mut Vec<Misfit<'a>>) {
    let (table, length) = (object.table(), path.len());
    for (index, member) in members(object) {
        if length > 0 {
            path.push('.');
        }
        path.push_str(table.key(index));
        match member {
            Ok(slot) => collect(slot, path, depth + 1, found),
            Err(value) => found.push(Misfit {
                path: path.clone(),
                value,
            }),
        }
        path.truncate(length);
    }
}

/// The values of the properties in the order of the table; as an error the extra entry with the name of a property that
/// has no value.
fn members(object: &dyn Object) -> Vec<(usize, Result<Slot<'_>, &Json>)> {
    let mut members: Vec<_> = object
        .values()
        .into_iter()
        .map(|(index, slot)| (index, Ok(slot)))
        .collect();
    let present = members.len();
    for (key, value) in object.extra().iter().filter(|(_, value)| !value.is_null()) {
        let is_absent = |index: &usize| {
            members[..present]
                .binary_search_by_key(index, |(at, _)| *at)
                .is_err()
        };
        if let Some(index) = object.table().index(key).filter(is_absent) {
            members.push((index, Err(value)));
        }
    }
    members.sort_by_key(|(index, _)| *index);
    members
}
