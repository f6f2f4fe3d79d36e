//! Compares the JSON that was read with the JSON that was written. Differences that do not change the meaning for the
//! type of the value are counted; all others are faults.

use std::collections::BTreeSet;

use graph_models::{
    Binary, Json,
    runtime::{List, Object, Slot},
};

/// The findings of a comparison.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    /// The kinds of differences without a meaning, once for each difference.
    pub(crate) normalized: Vec<&'static str>,
    /// The paths of what was kept in `extra`, without annotations.
    pub(crate) extra: BTreeSet<String>,
    /// The documentation of the value that is being compared.
    pub(crate) row: Option<Row>,
    /// The differences with a meaning.
    pub(crate) faults: Vec<Fault>,
}

/// The place of a documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    /// The property at a path in a value of a type.
    Property { ty: String, path: String },
    /// A parameter of an operation.
    Parameter { page: String, line: usize },
}

/// A fault of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// `value[3].isRead`.
    pub(crate) path: String,
    /// `was lost: read "true"`.
    pub(crate) what: String,
    /// The documentation of the value.
    pub(crate) row: Option<Row>,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.path.as_str() {
            "" => write!(f, "the body {}", self.what),
            path => write!(f, "`{path}` {}", self.what),
        }
    }
}

impl Comparison {
    /// Adds a fault.
    pub(crate) fn fault(&mut self, path: &str, what: &str) {
        self.faults.push(Fault {
            path: path.to_owned(),
            what: what.to_owned(),
            row: self.row.clone(),
        });
    }

    /// Compares a value.
    pub(crate) fn value(&mut self, path: &str, read: &Json, slot: Slot<'_>, written: Option<&Json>) {
        let Some(written) = written else {
            return self.absent(path, read, slot);
        };
        match slot {
            Slot::Object(object) | Slot::Union(object, _) => self.object(path, read, object, written),
            Slot::List(list) => self.list(path, read, list, written),
            Slot::Enum(_) => self.text(path, read, written, "case of an enum", |a, b| {
                a.eq_ignore_ascii_case(b)
            }),
            Slot::Flags(_) => self.text(path, read, written, "spelling of flags", same_members),
            Slot::Binary(bytes) => self.text(path, read, written, "spelling of base64", |a, b| {
                [a, b]
                    .iter()
                    .all(|text| Binary::from_base64(text).is_ok_and(|read| read.0 == bytes))
            }),
            Slot::Int(_) | Slot::Float(_) | Slot::Decimal(_) => self.number(path, read, written),
            _ => self.equal(path, read, written),
        }
    }

    fn absent(&mut self, path: &str, read: &Json, slot: Slot<'_>) {
        match (read, slot) {
            (Json::Null, Slot::Absent) => self.normalize("null and absent"),
            (_, Slot::Absent) => self.fault(path, &format!("was lost: read {}", short(read))),
            _ => self.fault(path, &format!("was not written: read {}", short(read))),
        }
    }

    fn object(&mut self, path: &str, read: &Json, object: &dyn Object, written: &Json) {
        let (Some(read), Some(written)) = (read.as_object(), written.as_object()) else {
            return self.differ(path, read, written);
        };
        for (key, value) in read {
            let inner = join(path, key);
            let outer = self.row.replace(Row::Property {
                ty: object.table().name.to_owned(),
                path: key.clone(),
            });
            match object.table().index(key) {
                Some(index) => self.value(&inner, value, object.value(index), written.get(key)),
                None => self.extra(inner, key, value, object.extra().get(key), written.get(key)),
            }
            self.row = outer;
        }
        for (key, value) in written {
            if !read.contains_key(key) {
                self.fault(&join(path, key), &format!("was made up: wrote {}", short(value)));
            }
        }
    }

    fn extra(&mut self, path: String, key: &str, read: &Json, kept: Option<&Json>, written: Option<&Json>) {
        if kept != Some(read) || written != Some(read) {
            self.fault(&path, &format!("was not kept: read {}", short(read)));
        }
        let is_annotation = key.contains('@') || key.starts_with('#');
        if !is_annotation {
            self.extra.insert(path);
        }
    }

    fn list(&mut self, path: &str, read: &Json, list: &dyn List, written: &Json) {
        let Some(written) = written.as_array() else {
            return self.differ(path, read, written);
        };
        let single = std::slice::from_ref(read);
        let read = read.as_array().map(Vec::as_slice).unwrap_or_else(|| {
            self.normalize("one value as a collection of one");
            single
        });
        let mut at = 0;
        for (index, element) in read.iter().enumerate() {
            let slot = list.element(at);
            if element.is_null() && !matches!(slot, Slot::Json(Json::Null)) {
                self.normalize("null among elements");
                continue;
            }
            self.value(&format!("{path}[{index}]"), element, slot, written.get(at));
            at += 1;
        }
        if list.count() != at || written.len() > at {
            self.fault(
                path,
                &format!(
                    "has {at} elements, {} kept, {} written",
                    list.count(),
                    written.len()
                ),
            );
        }
    }

    fn text(
        &mut self,
        path: &str,
        read: &Json,
        written: &Json,
        kind: &'static str,
        same: impl Fn(&str, &str) -> bool,
    ) {
        match (read.as_str(), written.as_str()) {
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) if same(a, b) => self.normalize(kind),
            _ => self.differ(path, read, written),
        }
    }

    fn number(&mut self, path: &str, read: &Json, written: &Json) {
        match (read, written) {
            (a, b) if a == b => {}
            (Json::Number(a), Json::Number(b)) if same_number(&a.to_string(), &b.to_string()) => {
                self.normalize("spelling of a number");
            }
            (Json::String(a), Json::Number(b)) if same_number(a, &b.to_string()) => {
                self.normalize("number in a string");
            }
            _ => self.differ(path, read, written),
        }
    }

    fn equal(&mut self, path: &str, read: &Json, written: &Json) {
        if read != written {
            self.differ(path, read, written);
        }
    }

    fn differ(&mut self, path: &str, read: &Json, written: &Json) {
        self.fault(
            path,
            &format!("differs: read {}, wrote {}", short(read), short(written)),
        );
    }

    fn normalize(&mut self, kind: &'static str) {
        self.normalized.push(kind);
    }
}

fn join(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    }
}

fn same_members(a: &str, b: &str) -> bool {
    let members = |text: &str| -> BTreeSet<String> {
        let names = text.split(',').map(|name| name.trim().to_ascii_lowercase());
        names.filter(|name| !name.is_empty()).collect()
    };
    members(a) == members(b)
}

/// Compares integers exactly and other numbers as `f64`.
fn same_number(a: &str, b: &str) -> bool {
    match (a.parse::<i128>(), b.parse::<i128>()) {
        (Ok(a), Ok(b)) => a == b,
        _ => matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(a), Ok(b)) if a == b),
    }
}

/// JSON for a message, shortened.
fn short(json: &Json) -> String {
    let text = json.to_string();
    match text.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
