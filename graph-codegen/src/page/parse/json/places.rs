//! Where the values of a JSON text stand. Comes in: a text and the path of a value in it: `value[3].from.address`.
//! Goes out: the bytes of its key and of itself. The text is read once more, as leniently as the first time.

use std::ops::Range;

use serde_json::Value;

use super::{Fault, Reader};

/// Where members and elements stand, by path.
#[derive(Debug, Default)]
pub(super) struct Places {
    path: String,
    found: Vec<(String, Place)>,
}

/// Where a member or an element stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::page::parse) struct Place {
    /// The key of a member; empty for an element.
    pub(in crate::page::parse) key: Range<usize>,
    /// The value.
    pub(in crate::page::parse) value: Range<usize>,
}

/// The place of a value; of several with the same path, which only duplicate keys have, the last one, which counts.
pub(in crate::page::parse) fn place(text: &str, path: &str) -> Option<Place> {
    let mut reader = Reader::new(text);
    reader.places = Some(Places::default());
    // What was found before a fault is good enough.
    let _ = reader.value(0);
    let places = reader.places?.found.into_iter();
    let mut same = places.rev().filter(|(found, _)| found == path);
    same.next().map(|(_, place)| place)
}

impl Reader<'_> {
    /// The value of a key.
    pub(super) fn member(&mut self, key: &str, named: Range<usize>, depth: usize) -> Result<Value, Fault> {
        let dot = |path: &str| if path.is_empty() { "" } else { "." };
        self.placed(named, depth, |path| *path += &format!("{}{key}", dot(path)))
    }

    /// An element of an array.
    pub(super) fn element(&mut self, index: usize, depth: usize) -> Result<Value, Fault> {
        let here = self.at..self.at;
        self.placed(here, depth, |path| *path += &format!("[{index}]"))
    }

    fn placed(
        &mut self,
        key: Range<usize>,
        depth: usize,
        grow: impl FnOnce(&mut String),
    ) -> Result<Value, Fault> {
        let Some(places) = &mut self.places else {
            return self.value(depth + 1);
        };
        let outer = places.path.len();
        grow(&mut places.path);
        self.space();
        let start = self.at;
        let read = self.value(depth + 1);
        let value = start..self.at;
        if let Some(places) = &mut self.places {
            places.found.push((places.path.clone(), Place { key, value }));
            places.path.truncate(outer);
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, path: &str, key: &str, value: &str) {
        let place = place(text, path).expect("is there");
        assert_eq!((&text[place.key], &text[place.value]), (key, value));
    }

    #[test]
    fn members_and_elements_are_found_by_path() {
        let text = r#"{ "value": [ {"a": 1}, { "a.b" : {"c": [true, "x"]} } ], "a": null }"#;
        check(text, "value[0].a", r#""a""#, "1");
        check(text, "value[1].a.b.c[1]", "", r#""x""#);
        check(text, "a", r#""a""#, "null");
        assert_eq!(place(text, "value[2]"), None);
    }

    #[test]
    fn faulty_texts_have_places_too() {
        check("{ a: 'x', b: [1 2], // note\n c: }", "b[1]", "", "2");
        check(r#"{"a": 1, "a": 2}"#, "a", r#""a""#, "2");
    }
}
