//! Accepted findings pass; any other finding fails, and so does an accepted one that no longer occurs.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use sandbox::{Sandbox, THING};

/// A page whose JSON representation has a key that its table does not have.
fn with_a_finding() -> Sandbox {
    let sandbox = Sandbox::new();
    let page = THING.replace(
        "\"name\": \"String\"",
        "\"name\": \"String\",\n  \"colour\": \"String\"",
    );
    sandbox.write("docs/resources/thing.md", &page);
    sandbox
}

const GEN: [&str; 5] = ["gen", "--docs", "docs", "--out", "crate"];

fn accept(sandbox: &Sandbox) -> sandbox::Run {
    sandbox.run(&[&GEN[..], &["--accept"]].concat())
}

#[test]
fn without_a_baseline_findings_are_only_shown() {
    let run = with_a_finding().generate();
    run.expect(0);
    assert!(run.stderr.contains("GD0316"), "{}", run.stderr);
}

#[test]
fn a_finding_that_is_not_accepted_fails_and_writes_nothing() {
    let sandbox = with_a_finding();
    sandbox.write("docs/baseline.toml", "");
    let before = sandbox.snapshot();
    let run = sandbox.generate();
    run.expect(1);
    for part in [
        "`colour` is in the JSON representation and in no table",
        "resources/thing.md:27:1",
        "1 finding is not accepted; nothing was written",
        "cargo xtask gen --docs docs --out crate --accept`",
    ] {
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    }
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn accepted_findings_pass_and_are_counted() {
    let sandbox = with_a_finding();
    let run = accept(&sandbox);
    run.expect(0);
    assert!(
        run.stderr.contains("1 finding added to be reviewed"),
        "{}",
        run.stderr
    );
    let baseline = sandbox.read("docs/baseline.toml");
    assert!(
        baseline.contains("\"resources/thing.md: `colour` is in the JSON representation"),
        "{baseline}"
    );
    let again = sandbox.check();
    again.expect(0);
    assert!(!again.stderr.contains("GD0316"), "{}", again.stderr);
    sandbox.write(
        "docs/baseline.toml",
        &baseline.replace("to be reviewed\"", "an old name\""),
    );
    let run = sandbox.generate();
    assert!(run.stdout.contains("0 new, 1 accepted\n"), "{}", run.stdout);
}

#[test]
fn lines_may_move() {
    let sandbox = with_a_finding();
    accept(&sandbox).expect(0);
    let page = sandbox.read("docs/resources/thing.md");
    let moved = page.replace("Something to count.", "Something\nto count,\nand more.");
    sandbox.write("docs/resources/thing.md", &moved);
    sandbox.generate().expect(0);
}

#[test]
fn an_entry_that_no_longer_occurs_fails_until_it_is_removed() {
    let sandbox = with_a_finding();
    accept(&sandbox).expect(0);
    sandbox.write("docs/resources/thing.md", THING);
    let run = sandbox.check();
    run.expect(1);
    assert!(run.stderr.contains("GD0204"), "{}", run.stderr);
    assert!(
        run.stderr.contains("docs/baseline.toml") || run.stderr.contains("baseline.toml:"),
        "{}",
        run.stderr
    );
    accept(&sandbox).expect(0);
    assert!(!sandbox.read("docs/baseline.toml").contains("colour"));
    sandbox.check().expect(0);
}

#[test]
fn errors_cannot_be_accepted() {
    let sandbox = with_a_finding();
    sandbox.write("docs/overrides.toml", "[[override]]\n");
    let run = accept(&sandbox);
    run.expect(1);
    assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
    assert!(!sandbox.snapshot().contains_key("docs/baseline.toml"));
}

#[test]
fn a_baseline_may_lie_elsewhere() {
    let sandbox = with_a_finding();
    let args = [&GEN[..], &["--baseline", "mine.toml"]].concat();
    sandbox.run(&[&args[..], &["--accept"]].concat()).expect(0);
    sandbox.run(&args).expect(0);
    sandbox.write("mine.toml", "accepted = 1");
    let run = sandbox.run(&args);
    run.expect(1);
    assert!(run.stderr.contains("mine.toml:1:12"), "{}", run.stderr);
}
