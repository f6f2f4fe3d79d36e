//! Values of every type of the models: built in Rust, written and read; and texts that are not theirs.
//! All by data: types tell at run time what they hold. `FUZZ_CASES` says how many hostile texts are read, `FUZZ_FIRST`
//! the number of the first; a text depends on its number alone.

mod build;
mod hostile;
mod same;
mod trip;
#[rustfmt::skip]
#[path = "../generated/types.rs"]
mod types;

use std::{collections::BTreeMap, env, fs, path::Path, thread};

use build::Builder;
use fastrand::Rng;
use graph_models::{Json, runtime::SlotMut};
use trip::Make;
use types::TYPES;

/// As many values of each type as it takes to have every member of an enum and every type of a union once.
fn rounds(make: Make) -> usize {
    let mut place = make();
    let names = match place.renew(true) {
        Some(SlotMut::Enum(slot) | SlotMut::Flags(slot)) => slot.names(),
        Some(SlotMut::Union(union)) => union.names(),
        _ => return 3,
    };
    names.len() + 1
}

#[test]
fn values_built_in_rust_survive() {
    for &(key, make) in TYPES {
        for round in 0..rounds(make) {
            let mut place = make();
            Builder::new(round).fill(place.renew(true).expect("a blank value"));
            if let Err(fault) = trip::survives(make, &*place) {
                panic!("a {key}, {round}: {fault}");
            }
        }
    }
}

#[test]
fn blank_values_and_none_survive() {
    for &(key, make) in TYPES {
        let mut place = make();
        assert_eq!(
            trip::survives(make, &*place).as_deref(),
            Ok(&b"null"[..]),
            "{key}"
        );
        place.renew(true);
        if let Err(fault) = trip::survives(make, &*place) {
            panic!("a blank {key}: {fault}");
        }
    }
}

/// Texts to start from: the bodies of examples, and what is written of values of all types.
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
        let mut place = make();
        Builder::new(number).fill(place.renew(true).expect("a blank value"));
        let text = trip::survives(make, &*place).unwrap_or_else(|fault| panic!("a {key}: {fault}"));
        (key, serde_json::from_slice(&text).expect("is JSON"))
    });
    shown.chain(built).collect()
}

#[test]
fn bodies_are_the_same_to_both_ways_of_reading() {
    let types: BTreeMap<_, _> = TYPES.iter().copied().collect();
    for (key, body) in bodies() {
        if let Err(fault) = trip::agrees(types[key], &body) {
            panic!("a {key}: {fault}\n  in {body}");
        }
    }
}

/// 512 KiB, the stack of a small thread, is enough in a debug build.
const STACK: usize = 512 * 1024;

#[test]
fn hostile_texts_are_refused_or_read_and_written_alike() {
    let bodies = bodies();
    let names: Vec<_> = TYPES
        .iter()
        .map(|(key, _)| key.trim_start_matches("any "))
        .chain(["x.unheardOf"])
        .collect();
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse().ok());
    let (first, count) = (
        number("FUZZ_FIRST").unwrap_or(0),
        number("FUZZ_CASES").unwrap_or(2000),
    );
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let read: u64 = thread::scope(|scope| {
        let work = |worker: usize| {
            let cases = (first..first + count).skip(worker).step_by(workers);
            cases.filter(|case| hostile(*case, &bodies, &names)).count() as u64
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
    assert!(
        count < 100 || read > count / 10 && read < count,
        "{read} of {count} could be read"
    );
}

/// Whether the text of this number could be read.
fn hostile(case: u64, bodies: &[(&str, Json)], names: &[&str]) -> bool {
    let mut chance = Rng::with_seed(case.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let (own, body) = &bodies[chance.usize(0..bodies.len())];
    let text = hostile::text(&mut chance, body, names);
    let other = TYPES[chance.usize(0..TYPES.len())].0;
    let key = if chance.u8(0..8) == 0 { other } else { own };
    let input = [key.as_bytes(), b"\n", &text].concat();
    trip::decode(TYPES, &input)
        .unwrap_or_else(|fault| panic!("FUZZ_FIRST={case} FUZZ_CASES=1: what was read {fault}"))
}
