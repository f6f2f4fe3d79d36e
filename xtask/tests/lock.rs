//! The lock file of a crate: what is known by it, and that it never makes a wrong crate pass.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use std::fs;

use sandbox::{Run, Sandbox, THING};

const LOCK: &str = "crate/tests/generated/lock.txt";
const TRUSTED: &str = "as its lock file tells";
const STALE: &str = "renews its lock file";

fn generated() -> Sandbox {
    let sandbox = Sandbox::with_pages();
    sandbox.generate().expect(0);
    sandbox
}

fn full(sandbox: &Sandbox) -> Run {
    sandbox.run(&["gen", "--docs", "docs", "--out", "crate", "--check", "--full"])
}

/// The crate is right; whether that is known by its lock file is another question.
fn passes(run: &Run, trusted: bool) {
    run.expect(0);
    assert_eq!(run.stdout.contains(TRUSTED), trusted, "{}", run.stdout);
}

fn fails(sandbox: &Sandbox, with: &str) {
    let run = sandbox.check();
    run.expect(1);
    assert!(run.stderr.contains(with), "{}", run.stderr);
    full(sandbox).expect(1);
}

#[test]
fn an_unchanged_crate_is_known_unless_somebody_wants_it_in_full() {
    let sandbox = generated();
    let run = sandbox.check();
    passes(&run, true);
    let all = full(&sandbox);
    passes(&all, false);
    let count = |run: &Run| {
        run.stdout
            .split(": ")
            .nth(1)
            .and_then(|text| text.split(' ').next())
            .map(str::to_owned)
    };
    assert_eq!(count(&run), count(&all));
}

#[test]
fn who_asks_for_findings_gets_them() {
    let args = [
        "gen",
        "--docs",
        "docs",
        "--out",
        "crate",
        "--check",
        "--all-diagnostics",
    ];
    passes(&generated().run(&args), false);
}

#[test]
fn the_same_pages_give_the_same_lock_elsewhere() {
    let (one, other) = (generated(), generated());
    assert_eq!(one.read(LOCK), other.read(LOCK));
    let root = one.root().display().to_string();
    assert!(!one.read(LOCK).contains(&root));
}

#[test]
fn a_page_that_was_edited_is_read() {
    let sandbox = generated();
    sandbox.write("docs/resources/thing.md", &THING.replace("thing", "other"));
    fails(&sandbox, "is not what the pages give");
}

#[test]
fn what_lies_beside_the_pages_is_read() {
    let sandbox = generated();
    sandbox.write("docs/baseline.toml", "");
    let run = sandbox.check();
    assert!(!run.stdout.contains(TRUSTED), "{}", run.stdout);
    let sandbox = generated();
    sandbox.write("docs/overrides.toml", "wrong");
    sandbox.check().expect(1);
}

#[test]
fn another_version_of_the_api_is_another_crate() {
    let args = [
        "gen",
        "--docs",
        "docs",
        "--out",
        "crate",
        "--check",
        "--api-version",
        "beta",
    ];
    let run = generated().run(&args);
    assert!(!run.stdout.contains(TRUSTED), "{}", run.stdout);
}

#[test]
fn pages_of_another_folder_or_origin_are_another_crate() {
    let sandbox = generated();
    sandbox.write("other/resources/thing.md", THING);
    for more in [
        ["--docs", "other"].as_slice(),
        &[
            "--docs",
            "docs",
            "--commit",
            "0123456789abcdef0123456789abcdef01234567",
        ],
    ] {
        let run = sandbox.run(&[&["gen", "--out", "crate", "--check"], more].concat());
        run.expect(1);
    }
}

#[test]
fn a_generated_file_that_was_edited_is_told() {
    for path in [
        "crate/src/generated/models/thing.rs",
        "crate/src/lib.rs",
        "crate/Cargo.toml",
    ] {
        let sandbox = generated();
        let text = sandbox.read(path);
        sandbox.write(path, &(text + "\n"));
        fails(&sandbox, "stale or edited");
    }
}

#[test]
fn a_file_that_was_added_or_removed_is_told() {
    let sandbox = generated();
    sandbox.write("crate/src/generated/models/mine.rs", "// Mine.");
    fails(&sandbox, "in the way");
    let sandbox = generated();
    sandbox.write("crate/src/old.rs", &sandbox.read("crate/src/lib.rs"));
    fails(&sandbox, "extra");
    let sandbox = generated();
    sandbox.remove("crate/src/generated/models/thing.rs");
    fails(&sandbox, "missing");
}

#[test]
fn a_file_of_ones_own_is_no_matter() {
    let sandbox = generated();
    sandbox.write("crate/tests/mine.rs", "// Mine.");
    sandbox.write("crate/target/debug/thing", "");
    passes(&sandbox.check(), true);
}

#[test]
#[cfg(unix)]
fn a_link_in_the_place_of_a_folder_is_told() {
    let sandbox = generated();
    let models = sandbox.root().join("crate/src/generated");
    let elsewhere = sandbox.root().join("elsewhere");
    fs::rename(&models, &elsewhere).expect("can move");
    std::os::unix::fs::symlink(&elsewhere, &models).expect("can link");
    fails(&sandbox, "behind a symbolic link");
}

#[test]
fn another_generator_makes_the_crate_anew() {
    let sandbox = generated();
    let lock = sandbox.read(LOCK);
    let generator = lock
        .lines()
        .find(|line| line.starts_with("generator "))
        .expect("names it");
    let other = format!("generator {}", "0".repeat(64));
    sandbox.write(LOCK, &lock.replace(generator, &other));
    let run = sandbox.check();
    passes(&run, false);
    assert!(run.stdout.contains(STALE), "{}", run.stdout);
    // The crate is the same, so only the lock is written.
    let run = sandbox.generate();
    assert!(run.stdout.contains("1 written"), "{}", run.stdout);
    assert_eq!(sandbox.read(LOCK), lock);
}

#[test]
fn a_lock_that_is_missing_or_damaged_costs_time_only() {
    let sandbox = generated();
    let lock = sandbox.read(LOCK);
    let merged = format!("{lock}{lock}");
    let cut: String = lock.lines().take(3).map(|line| format!("{line}\n")).collect();
    for damaged in [merged, cut] {
        sandbox.write(LOCK, &damaged);
        passes(&sandbox.check(), false);
        passes(&full(&sandbox), false);
    }
    sandbox.remove(LOCK);
    let run = sandbox.check();
    passes(&run, false);
    assert!(run.stdout.contains(STALE), "{}", run.stdout);
    sandbox.generate().expect(0);
    passes(&sandbox.check(), true);
}

#[test]
fn a_wrong_crate_with_a_lock_of_another_crate_does_not_pass() {
    let sandbox = generated();
    let lock = sandbox.read(LOCK);
    sandbox.write("docs/resources/thing.md", &THING.replace("thing", "other"));
    sandbox.generate().expect(0);
    sandbox.write("docs/resources/thing.md", THING);
    sandbox.write(LOCK, &lock);
    fails(&sandbox, "is not what the pages give");
}

#[test]
fn full_is_a_way_to_check() {
    generated()
        .run(&["gen", "--docs", "docs", "--out", "crate", "--full"])
        .expect(2);
}
