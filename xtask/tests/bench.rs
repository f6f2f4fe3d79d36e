//! `bench`: what it refuses, and that both crates which it compares can be compiled.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use std::path::Path;

use sandbox::Sandbox;

#[test]
fn both_crates_compile() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let docs = root.join("docs-input").display().to_string();
    // A folder that stays: serde is compiled once.
    let out = format!("{}/bench", env!("CARGO_TARGET_TMPDIR"));
    let args = [
        "bench", "models", "--docs", &docs, "--out", &out, "--only", "check",
    ];
    let run = Sandbox::new().run(&args);
    run.expect(0);
    for figure in ["check, CPU s", "check, peak MB", "text, lines per field"] {
        assert!(run.stdout.contains(figure), "{}", run.stdout);
    }
}

#[test]
fn pages_without_the_types_of_the_programs_are_wrong_use() {
    let sandbox = Sandbox::with_pages();
    let run = sandbox.run(&["bench", "models", "--docs", "docs", "--out", "out"]);
    run.expect(2);
    assert!(
        run.stderr.contains("none of message, user and driveItem"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_folder_of_somebody_else_is_not_written_to() {
    let sandbox = Sandbox::with_pages();
    let message = sandbox::THING.replace("thing", "message");
    sandbox.write("docs/resources/message.md", &message);
    sandbox.write("mine/notes.txt", "mine");
    let before = sandbox.snapshot();
    let run = sandbox.run(&["bench", "models", "--docs", "docs", "--out", "mine"]);
    run.expect(2);
    assert!(run.stderr.contains("holds something else"), "{}", run.stderr);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn no_rounds_and_unknown_figures_are_wrong_use() {
    let sandbox = Sandbox::with_pages();
    for wrong in [["--rounds", "0"], ["--only", "weather"]] {
        let args = [&["bench", "models", "--docs", "docs"][..], &wrong].concat();
        sandbox.run(&args).expect(2);
    }
    for what in ["read", "gen"] {
        sandbox.run(&["bench", what, "--docs", "nowhere"]).expect(2);
    }
}

#[test]
fn a_whole_run_is_measured() {
    let sandbox = Sandbox::with_pages();
    let run = sandbox.run(&["bench", "gen", "--docs", "docs", "--rounds", "1"]);
    run.expect(0);
    let figures = [
        "whole run / Markdown alone",
        "two threads / one",
        "twice the pages / once",
        "peak of",
    ];
    for figure in figures {
        assert!(run.stdout.contains(figure), "{}", run.stdout);
    }
}
