//! Values of every type of the models are built, written and read again, and hostile texts are read. The tests use the
//! description of the types at run time, not their Rust types. `FUZZ_CASES` is the number of random texts, `FUZZ_FIRST`
//! the number of the first one; the number determines the text.

mod build;
mod difference;
mod hostile;
mod misfits;
mod properties;
#[rustfmt::skip]
#[path = "../generated/types.rs"]
mod types;

use std::{collections::BTreeMap, env, fs, path::Path, thread};

use build::Builder;
use fastrand::Rng;
use graph_models::{Json, runtime::SlotMut};
use properties::Make;
use types::TYPES;

/// The number of values to build of a type, such that every enum member and every union variant occurs once.
fn rounds(make: Make) -> usize {
    let mut field = make();
    let names = match field.renew(true) {
        Some(SlotMut::Enum(slot) | SlotMut::Flags(slot)) => slot.names(),
        Some(SlotMut::Union(union)) => union.names(),
        _ => return 3,
    };
    names.len() + 1
}

#[test]
fn built_values_survive() {
    for &(key, make) in TYPES {
        for round in 0..rounds(make) {
            let mut field = make();
            Builder::new(round).fill(field.renew(true).expect("a blank value"));
            if let Err(fault) = properties::survives(make, &*field) {
                panic!("a {key}, {round}: {fault}");
            }
        }
    }
}

#[test]
fn blank_and_absent_values_survive() {
    for &(key, make) in TYPES {
        let mut field = make();
        assert_eq!(
            properties::survives(make, &*field).as_deref(),
            Ok(&b"null"[..]),
            "{key}"
        );
        field.renew(true);
        if let Err(fault) = properties::survives(make, &*field) {
            panic!("a blank {key}: {fault}");
        }
    }
}

/// Bodies to start from: those of the examples, and values of all types.
fn bodies() -> Vec<(&'static str, Json)> {
    let types: BTreeMap<_, _> = TYPES.iter().copied().collect();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated/examples.jsonl");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let shown = text.lines().filter_map(|line| {
        let case: Json = serde_json::from_str(line).expect("the generator writes JSON");
        let (key, _) = types.get_key_value(case["type"].as_str()?)?;
        let (body, value) = (&case["body"], &case["body"]["value"]);
        let one = if body.is_object() && value.is_array() {
            &value[0]
        } else {
            body
        };
        Some((*key, one.clone()))
    });
    let built = TYPES.iter().zip(0..).map(|(&(key, make), number)| {
        let mut field = make();
        Builder::new(number).fill(field.renew(true).expect("a blank value"));
        let text = properties::survives(make, &*field).unwrap_or_else(|fault| panic!("a {key}: {fault}"));
        (key, serde_json::from_slice(&text).expect("is JSON"))
    });
    shown.chain(built).collect()
}

#[test]
fn bodies_are_read_alike_from_text_and_from_json_values() {
    let types: BTreeMap<_, _> = TYPES.iter().copied().collect();
    for (key, body) in bodies() {
        if let Err(fault) = properties::agrees(types[key], &body) {
            panic!("a {key}: {fault}\n  in {body}");
        }
    }
}

/// A value of each JSON type.
fn one_of_each() -> Vec<Json> {
    let texts = [
        "null",
        "true",
        "5",
        "4294967296.5",
        "\"a\"",
        "\"5\"",
        "[]",
        "[1,null,\"a\"]",
        "[{}]",
        "[[]]",
        "{}",
        "{\"a\":[1]}",
    ];
    let read = |text| serde_json::from_str(text).expect("is JSON");
    texts.into_iter().map(read).collect()
}

#[test]
fn a_value_of_any_type_is_kept_in_every_property_of_every_type() {
    let values = one_of_each();
    for &(key, make) in TYPES {
        let mut field = make();
        let properties = match field.renew(true) {
            Some(SlotMut::Object(object)) => object.table().keys,
            _ => continue,
        };
        for (property, value) in properties
            .iter()
            .flat_map(|property| values.iter().map(move |value| (property, value)))
        {
            if let Err(fault) = properties::keeps(make, property, value) {
                panic!("{key}: {fault}");
            }
        }
    }
}

/// 512 KiB, the stack of a small thread, are enough in a debug build.
const STACK: usize = 512 * 1024;

#[test]
fn hostile_texts_are_errors_or_survive() {
    let bodies = bodies();
    let names: Vec<_> = TYPES
        .iter()
        .map(|(key, _)| key.trim_start_matches("any "))
        .chain(["x.unknown"])
        .collect();
    let (count, read) = count_cases(|case| hostile(case, &bodies, &names));
    assert!(
        count < 100 || read > count / 10 && read < count,
        "{read} of {count} could be read"
    );
}

/// Runs the cases that `FUZZ_FIRST` and `FUZZ_CASES` select. Returns their number and for how many `check` is true.
fn count_cases(check: impl Fn(u64) -> bool + Sync) -> (u64, u64) {
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse().ok());
    let (first, count) = (
        number("FUZZ_FIRST").unwrap_or(0),
        number("FUZZ_CASES").unwrap_or(2000),
    );
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let found = thread::scope(|scope| {
        let work = |worker: usize| {
            let cases = (first..first + count).skip(worker).step_by(workers);
            cases.filter(|case| check(*case)).count() as u64
        };
        let start = |worker| {
            let small = thread::Builder::new().stack_size(STACK);
            small
                .spawn_scoped(scope, move || work(worker))
                .expect("a thread starts")
        };
        let running: Vec<_> = (0..workers).map(start).collect();
        let done = running
            .into_iter()
            .map(|worker| worker.join().expect("no case panics"));
        done.sum()
    });
    (count, found)
}

/// A generator for the random choices of a case.
fn random(case: u64) -> Rng {
    Rng::with_seed(case.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

#[test]
fn random_values_in_place_of_others_are_read_kept_and_written() {
    let types: BTreeMap<_, _> = TYPES.iter().copied().collect();
    // Only what a type declares can misfit: a type without properties keeps every value.
    let declares_any = |key: &str, body: &Json| {
        let mut field = types[key]();
        match (field.renew(true), body.as_object()) {
            (Some(SlotMut::Object(object)), Some(body)) => {
                object.table().keys.iter().any(|key| body.contains_key(*key))
            }
            (Some(SlotMut::Union(_)), Some(body)) => !body.is_empty(),
            _ => false,
        }
    };
    let mut bodies = bodies();
    bodies.retain(|(key, body)| declares_any(key, body));
    let (count, misfits) = count_cases(|case| {
        let mut random = random(case);
        let (key, shown) = &bodies[random.usize(0..bodies.len())];
        let mut body = shown.clone();
        // In a body of few values, chance may choose none, or only values that fit.
        while !misfits::has_other_shape(shown, &body) {
            body.clone_from(shown);
            misfits::replace_some(&mut random, &mut body);
        }
        misfits::keeps_all(types[key], &body)
            .unwrap_or_else(|fault| panic!("FUZZ_FIRST={case} FUZZ_CASES=1: a {key}: {fault}\n  in {body}"))
    });
    assert!(
        count < 100 || misfits > count / 2,
        "{misfits} of {count} had misfits"
    );
}

/// Whether the text with this number can be read.
fn hostile(case: u64, bodies: &[(&str, Json)], names: &[&str]) -> bool {
    let mut random = random(case);
    let (own, body) = &bodies[random.usize(0..bodies.len())];
    let text = hostile::text(&mut random, body, names);
    let other = TYPES[random.usize(0..TYPES.len())].0;
    let key = if random.u8(0..8) == 0 { other } else { own };
    let input = [key.as_bytes(), b"\n", &text].concat();
    properties::decode(TYPES, &input)
        .unwrap_or_else(|fault| panic!("FUZZ_FIRST={case} FUZZ_CASES=1: the value that was read {fault}"))
}
