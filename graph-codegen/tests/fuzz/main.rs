//! Random inputs without any tool beside cargo: the fuzz targets of `fuzz/` over their corpus and changes of it, and
//! changed pages through the whole pipeline. Deterministic; `FUZZ_CASES` says how many cases, and how it went stands on
//! standard error.
#![allow(
    clippy::print_stderr,
    reason = "whoever asks for many cases wants to know how they went"
)]

#[path = "../docs/mod.rs"]
mod docs;
mod drive;
mod mutate;
mod pages;
#[path = "../rustdoc/mod.rs"]
mod rustdoc;
#[allow(unreachable_pub, reason = "it is a library for the programs of cargo-fuzz")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::{fs, path::Path};

use drive::Cases;
use targets::Target;

#[test]
fn targets_take_their_corpus_and_changes_of_it() {
    for &(name, target) in targets::TARGETS {
        let corpus = corpus(name);
        for (file, input) in &corpus {
            assert!(!input.is_empty(), "{file} holds an input");
            target(input);
        }
        let inputs: Vec<_> = corpus.into_iter().map(|(_, input)| input).collect();
        Cases::by_default(100).run(&format!("target {name}"), move |case| {
            let chance = &mut Cases::chance(case);
            let (at, other) = (chance.usize(0..inputs.len()), chance.usize(0..inputs.len()));
            target(&mutate::mutate(chance, &inputs[at], &inputs[other]));
        });
    }
}

#[test]
fn every_target_has_its_program() {
    let program = |&(name, _): &Target| format!("{name}.rs");
    let names: Vec<_> = targets::TARGETS.iter().map(program).collect();
    assert_eq!(names, files("fuzz_targets"));
    let manifest = fs::read_to_string(folder("Cargo.toml")).expect("the manifest is there");
    for name in names {
        assert!(
            manifest.contains(&format!("path = \"fuzz_targets/{name}\"")),
            "{name}"
        );
    }
}

/// The seeds of a target; a page may also be any example of a finding.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let own = format!("corpus/{target}");
    let folders = match target {
        "page" => vec![own, "../src/diagnostic/examples".to_owned()],
        _ => vec![own],
    };
    let paths = folders.iter().flat_map(|folder| {
        files(folder)
            .into_iter()
            .map(move |file| format!("{folder}/{file}"))
    });
    let read = |path: String| {
        let input = fs::read(folder(&path)).expect("a file of the folder can be read");
        (path, input)
    };
    paths.map(read).collect()
}

fn folder(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(path)
}

/// The names of the files in a folder, sorted.
fn files(path: &str) -> Vec<String> {
    let entries = fs::read_dir(folder(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let names = entries.map(|entry| entry.expect("can be listed").file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
