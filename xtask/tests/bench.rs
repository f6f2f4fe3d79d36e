//! `bench` over one page: which figures it prints, and what it refuses.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use sandbox::Sandbox;

#[test]
fn reading_and_whole_runs_are_measured() {
    let sandbox = Sandbox::with_pages();
    let cases = [
        (
            "read",
            &["parse and model / Markdown alone", "peak of `model`"][..],
        ),
        (
            "gen",
            &[
                "whole run / Markdown alone",
                "two threads / one",
                "twice the pages / once",
                "peak of `gen --check`",
            ],
        ),
    ];
    for (what, figures) in cases {
        let run = sandbox.run(&["bench", what, "--docs", "docs", "--rounds", "1"]);
        run.expect(0);
        for figure in figures {
            assert!(run.stdout.contains(figure), "{}", run.stdout);
        }
    }
}

#[test]
fn no_rounds_and_missing_pages_are_wrong_use() {
    let sandbox = Sandbox::with_pages();
    for wrong in [["--docs", "nowhere"], ["--rounds", "0"]] {
        for what in ["read", "gen"] {
            sandbox.run(&[&["bench", what][..], &wrong].concat()).expect(2);
        }
    }
}
