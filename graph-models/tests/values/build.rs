//! Builds values through the description of their types at run time.

use graph_models::{
    Json,
    runtime::{AnyUnion, List, Members, Object, SlotMut},
};
use serde_json::json;

/// An enum member, type and property that no page lists.
const UNKNOWN: &str = "unknown";

/// The number of nested structs that are filled; those inside are blank.
const LEVELS: usize = 3;

/// Fills slots with values that fit, with the next ones for each slot.
pub(crate) struct Builder {
    next: usize,
    level: usize,
}

impl Builder {
    /// Creates a builder; the number determines the values.
    pub(crate) fn new(start: usize) -> Self {
        Self {
            next: start,
            level: 0,
        }
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        self.next += 1;
        all[self.next % all.len()]
    }

    /// Fills a slot.
    pub(crate) fn fill(&mut self, slot: SlotMut<'_>) {
        match slot {
            SlotMut::Bool(slot) => *slot = self.pick(&[true, false]),
            SlotMut::Int32(slot) => *slot = self.pick(&[0, 1, -1, i32::MAX, i32::MIN]),
            SlotMut::Int64(slot) => *slot = self.pick(&[0, -1, i64::MAX, i64::MIN, 9_007_199_254_740_993]),
            SlotMut::Float(slot) => *slot = self.pick(FLOATS),
            SlotMut::Decimal(slot) => *slot = self.pick(DECIMALS).into(),
            SlotMut::Text(slot) => *slot = self.pick(TEXTS).into(),
            SlotMut::Scalar(slot) => *slot = self.pick(SCALARS).into(),
            SlotMut::Enum(slot) => self.member(slot),
            SlotMut::Flags(slot) => self.members(slot),
            SlotMut::Binary(slot) => *slot = self.pick(BYTES).to_vec(),
            SlotMut::Object(object) => self.object(object),
            SlotMut::Union(union) => self.union(union),
            SlotMut::List(list) | SlotMut::OneOrMany(list) => self.list(list),
            SlotMut::Json(slot) => *slot = self.json(),
            _ => panic!("an unknown kind of slot"),
        }
    }

    /// Sets every property, and some that the type does not have.
    fn object(&mut self, object: &mut dyn Object) {
        self.level += 1;
        for index in 0..object.table().keys.len() {
            if let Some(slot) = object.field_mut(index).renew(self.level < LEVELS) {
                self.fill(slot);
            }
        }
        if self.level < LEVELS {
            let more = [("@odata.etag", "W/\"1\"".into()), (UNKNOWN, self.json())];
            for (key, json) in more {
                if object.table().index(key).is_none() {
                    object.extra_mut().insert(key, json);
                }
            }
        }
        self.level -= 1;
    }

    fn union(&mut self, union: &mut dyn AnyUnion) {
        match self.pick(&with_unknown(union.names())) {
            UNKNOWN => {
                _ = union
                    .any_mut()
                    .extra_mut()
                    .insert("@odata.type", "#microsoft.graph.unknown")
            }
            name => assert!(union.choose(name), "{name} is one of the types"),
        }
        self.object(union.any_mut());
    }

    fn member(&mut self, slot: &mut dyn Members) {
        let name = self.pick(&with_unknown(slot.names()));
        slot.take(name);
    }

    fn members(&mut self, slot: &mut dyn Members) {
        let names = with_unknown(slot.names());
        let count = self.pick(&[0, 1, 2, names.len()]);
        for _ in 0..count {
            let name = self.pick(&names);
            slot.take(name);
        }
    }

    fn list(&mut self, list: &mut dyn List) {
        for _ in 0..self.pick(&[2, 1, 3, 0]) {
            self.fill(list.push());
        }
    }

    fn json(&mut self) -> Json {
        let text = self.pick(TEXTS);
        match self.pick(&[0, 1, 2, 3]) {
            0 => Json::Null,
            1 => json!([null, [], {}, 0.1, u64::MAX, text]),
            2 => json!({text: {"a": [false]}, "@odata.type": "x", "": -1}),
            _ => text.into(),
        }
    }
}

fn with_unknown(names: &'static [&'static str]) -> Vec<&'static str> {
    names.iter().copied().chain([UNKNOWN]).collect()
}

const FLOATS: &[f64] = &[
    0.1,
    -0.0,
    3.0,
    f64::MAX,
    f64::MIN_POSITIVE,
    5e-324,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    1e21,
];

const DECIMALS: &[&str] = &[
    "0",
    "-1",
    "12.25",
    "1.10",
    "-0.000001",
    "9223372036854775808",
    "79228162514264337593543950335",
    "0.1234567890123456789012345",
    "1e400",
    "-0",
];

const TEXTS: &[&str] = &[
    "a",
    "",
    "é😀",
    "\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}\u{2028}",
    " null ",
    "0123456789\"bcdef\\",
    "#x",
    "{\"a\":[1]}",
];

const SCALARS: &[&str] = &[
    "2017-08-29T04:03:21Z",
    "2017-08-29T04:03:21.1234567-07:00",
    "0001-01-01T00:00:00",
    "2017-08-29",
    "08:30:00.0000000",
    "-PT15M",
    "P1Y2M3DT4H5M6.789S",
    "6F9619FF-8B86-D011-B42D-00C04FC964FF",
    "String (timestamp)",
    "",
];

const BYTES: &[&[u8]] = &[&[], &[0], &[0xfb, 0xff], &[1, 2, 3], &[0xff; 100]];
