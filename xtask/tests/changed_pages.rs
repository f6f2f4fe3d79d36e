//! Crates made of thousands of pages with random changes compile, and their documentation holds no code block.
//! It takes minutes for each crate, so it runs on demand:
//!
//! ```sh
//! CRATES=10 cargo test --release -p xtask --test changed_pages -- --ignored --nocapture
//! ```
#![allow(
    clippy::print_stderr,
    reason = "whoever waits for minutes wants to know how it went"
)]

#[path = "../../graph-codegen/tests/docs/mod.rs"]
mod docs;
#[path = "../../graph-codegen/tests/fuzz/mutate.rs"]
mod mutate;
#[path = "../../graph-codegen/tests/rustdoc/mod.rs"]
mod rustdoc;
#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use fastrand::Rng;
use sandbox::Sandbox;

/// How many pages of a crate are changed.
const CHANGED: usize = 2_000;

/// The pages of `GRAPH_DOCS`, else those of `docs-input`; `CRATES` crates, from the seed `FIRST`.
#[test]
#[ignore = "takes minutes for each crate"]
fn crates_of_changed_pages_compile() {
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let docs = env::var_os("GRAPH_DOCS").map_or_else(own, PathBuf::from);
    let files: Vec<_> = docs::files(&docs)
        .into_iter()
        .filter(|(path, _)| !path.as_str().starts_with(".."))
        .collect();
    let first = number("FIRST").unwrap_or(0);
    let target = tempfile::tempdir().expect("can make a folder");
    for seed in first..first + number("CRATES").unwrap_or(1) {
        let sandbox = Sandbox::new();
        let mut chance = Rng::with_seed(seed);
        for (path, text) in &files {
            sandbox.write_bytes(&format!("docs/{}", path.as_str()), text);
        }
        for _ in 0..CHANGED {
            change(&sandbox, &files, &mut chance);
        }
        let run = sandbox.generate();
        assert_eq!(run.code, Some(0), "seed {seed}: {}", run.stderr);
        sandbox.check().expect(0);
        let root = sandbox.root().join("crate");
        for (path, text) in sandbox.snapshot() {
            if path.starts_with("crate/src/generated") || path.starts_with("crate/tests/generated") {
                rustdoc::check(&path, &text).unwrap_or_else(|reason| panic!("seed {seed}: {reason}"));
            }
        }
        for command in ["check", "doc --no-deps"] {
            let done = Command::new(env!("CARGO"))
                .args(command.split(' '))
                .current_dir(&root)
                .env("CARGO_TARGET_DIR", target.path())
                .output()
                .expect("cargo starts");
            let errors = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(done.status.success(), "seed {seed}: cargo {command}: {errors}");
        }
        eprintln!("seed {seed}: compiles");
    }
}

/// Changes the text of a page; of one in four the name, too.
fn change(sandbox: &Sandbox, files: &[(graph_codegen::text::PagePath, Vec<u8>)], chance: &mut Rng) {
    let mut any = || &files[chance.usize(0..files.len())];
    let ((path, text), (_, other)) = (any(), any());
    let changed = mutate::mutate(chance, text, other);
    let path = format!("docs/{}", path.as_str());
    if chance.u8(0..4) > 0 {
        sandbox.write_bytes(&path, &changed);
        return;
    }
    let (folder, name) = path.rsplit_once('/').expect("has a folder");
    let renamed = mutate::mutate(
        chance,
        name.trim_end_matches(".md").as_bytes(),
        b"//! \n*/ pub fn x() {}",
    );
    let renamed = String::from_utf8_lossy(&renamed).replace(['/', '\0'], "\u{2044}");
    let file = sandbox.root().join(folder).join(format!("{renamed}.md"));
    // A name that is too long for the system is as good as none.
    let _ = fs::write(file, changed);
}
