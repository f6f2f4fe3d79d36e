//! `diff` and what `gen` says of changes, on small folders of pages.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use sandbox::{Run, Sandbox, THING};
use serde_json::Value;

const LEVELS: &str = "\
# Enum values

Namespace: microsoft.graph

### level values

|Member|
|:---|
|low|
|high|
";

const LIST: &str = "\
# List things

## Permissions

|Permission type|Least privileged permissions|Higher privileged permissions|
|:--|:--|:--|
|Application|Thing.Read.All|Not available.|

## HTTP request

``` http
GET /things
```

## Response

If successful, this method returns a `200 OK` response code and a collection of [thing](../resources/thing.md) objects.
";

/// Pages in `old` and the same in `new`.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let pages = [
        ("resources/thing.md", THING),
        ("resources/enums.md", LEVELS),
        ("api/thing-list.md", LIST),
    ];
    for side in ["old", "new"] {
        pages
            .iter()
            .for_each(|(path, text)| sandbox.write(&format!("{side}/{path}"), text));
    }
    sandbox
}

/// Edits a page of `new`.
fn edit(sandbox: &Sandbox, path: &str, from: &str, to: &str) {
    let path = format!("new/{path}");
    let text = sandbox.read(&path);
    assert!(text.contains(from), "{path} has {from}");
    sandbox.write(&path, &text.replacen(from, to, 1));
}

/// A type changed, a property renamed, a member added, an operation deleted.
fn edited() -> Sandbox {
    let sandbox = sandbox();
    edit(&sandbox, "resources/thing.md", "|count|Int32|", "|count|String|");
    edit(&sandbox, "resources/thing.md", "|name|", "|title|");
    edit(&sandbox, "resources/thing.md", "\"name\"", "\"title\"");
    edit(&sandbox, "resources/enums.md", "|high|\n", "|high|\n|urgent|\n");
    sandbox.remove("new/api/thing-list.md");
    sandbox
}

fn diff(sandbox: &Sandbox, sides: [&str; 2], more: &[&str]) -> Run {
    let mut args = vec!["diff", sides[0], sides[1]];
    args.extend(more);
    sandbox.run(&args)
}

/// Kind, name, line and mark of each change.
fn reported(json: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(json).expect("is JSON");
    let changes = document["changes"].as_array().expect("a list");
    let line = |change: &Value| {
        let text = |key: &str| change[key].as_str().unwrap_or("-").to_owned();
        let place = format!("{}:{}", text("page"), change["line"]);
        let mark = change["breaking"] == true;
        [
            text("change"),
            text("kind"),
            text("of"),
            text("name"),
            place,
            mark.to_string(),
        ]
        .join(" ")
    };
    changes.iter().map(line).collect()
}

const EDITS: [&str; 5] = [
    "changed property microsoft.graph.thing count resources/thing.md:16 true",
    "removed property microsoft.graph.thing name resources/thing.md:17 true",
    "added property microsoft.graph.thing title resources/thing.md:17 false",
    "added member microsoft.graph.level urgent resources/enums.md:11 false",
    "removed operation - thing-list api/thing-list.md:12 true",
];

#[test]
fn equal_folders_have_no_changes() {
    let run = diff(&sandbox(), ["old", "new"], &["--fail-on", "any"]);
    run.expect(0);
    assert_eq!(run.stdout, "old -> new: no changes\n");
}

#[test]
fn every_edit_is_reported_at_its_line() {
    let run = diff(&edited(), ["old", "new"], &["--format", "json"]);
    run.expect(0);
    let reported = reported(&run.stdout);
    assert_eq!(reported, EDITS);
}

#[test]
fn model_files_and_crates_can_be_compared() {
    let sandbox = edited();
    for side in ["old", "new"] {
        let file = format!("{side}.json");
        sandbox.run(&["model", "--docs", side, "--out", &file]).expect(0);
    }
    sandbox.run(&["gen", "--docs", "old", "--out", "crate"]).expect(0);
    let json = ["--format", "json"];
    let expected = reported(&diff(&sandbox, ["old", "new"], &json).stdout);
    assert_eq!(
        reported(&diff(&sandbox, ["old.json", "new.json"], &json).stdout),
        expected
    );
    for old in ["crate", "crate/tests/generated/api.jsonl"] {
        let reported = reported(&diff(&sandbox, [old, "new"], &json).stdout);
        let without_line = |line: &String| match line.starts_with("removed") {
            true => line.split(':').next().unwrap_or_default().to_owned(),
            false => line.clone(),
        };
        let without_lines = |lines: &[String]| lines.iter().map(without_line).collect::<Vec<_>>();
        assert_eq!(without_lines(&reported), without_lines(&expected), "{old}");
    }
    assert_eq!(
        diff(&sandbox, ["crate", "old.json"], &[]).stdout,
        "crate -> old.json: no changes\n"
    );
}

#[test]
fn the_document_has_the_keys_that_are_promised() {
    let run = diff(&edited(), ["old", "new"], &["--format", "json"]);
    let document: Value = serde_json::from_str(&run.stdout).expect("is JSON");
    let keys = |value: &Value| {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&document), ["format", "old", "new", "counts", "changes"]);
    assert_eq!(
        keys(&document["counts"]),
        ["added", "changed", "removed", "breaking"]
    );
    let change = &document["changes"][0];
    assert_eq!(
        keys(change),
        [
            "change", "kind", "of", "name", "breaking", "reason", "facts", "page", "line"
        ]
    );
    assert_eq!(keys(&change["facts"][0]), ["fact", "from", "to"]);
}

#[test]
fn text_starts_with_breaking_changes() {
    let run = diff(&edited(), ["old", "new"], &[]);
    run.expect(0);
    assert!(run.stdout.starts_with("old -> new: "), "{}", run.stdout);
    let breaking = run.stdout.split("\nnot breaking").next().unwrap_or_default();
    for line in [
        "  ~ property count of microsoft.graph.thing  resources/thing.md:16\n      type Edm.Int32 -> Edm.String\n      the field `count` is `String`, was `i32`\n",
        "  - property name of microsoft.graph.thing  resources/thing.md:17 (old)\n      the field `name` is gone\n",
    ] {
        assert!(breaking.contains(line), "{}", run.stdout);
    }
    assert!(!breaking.contains("urgent"), "{}", run.stdout);
    assert!(
        run.stdout.contains("+ member urgent of microsoft.graph.level"),
        "{}",
        run.stdout
    );
}

#[test]
fn markdown_has_sections() {
    let run = diff(&edited(), ["old", "new"], &["--format", "markdown"]);
    run.expect(0);
    for part in [
        "### Breaking\n\n- ",
        "- removed operation `thing-list` (`api/thing-list.md:12 (old)`): the operation `ListThings` is gone\n",
        "### Added\n\n- ",
        "- member `urgent` of `microsoft.graph.level` (`resources/enums.md:11`): ",
    ] {
        assert!(run.stdout.contains(part), "{part} in {}", run.stdout);
    }
}

#[test]
fn markdown_for_a_pull_request_is_cut_and_all_shows_the_rest() {
    let sandbox = sandbox();
    let rows: String = (0..100).map(|n| format!("|extra{n}|String|More.|\n")).collect();
    edit(&sandbox, "resources/thing.md", "|name|", &format!("{rows}|name|"));
    let cut = diff(&sandbox, ["old", "new"], &["--format", "markdown"]).stdout;
    assert!(cut.contains("- … and 30 more; `--all` shows them\n"), "{cut}");
    let all = diff(&sandbox, ["old", "new"], &["--format", "markdown", "--all"]).stdout;
    assert_eq!(
        all.lines()
            .filter(|line| line.starts_with("- property `extra"))
            .count(),
        100
    );
}

#[test]
fn breaking_changes_fail_with_the_option() {
    let sandbox = sandbox();
    edit(&sandbox, "resources/enums.md", "|high|\n", "|high|\n|urgent|\n");
    diff(&sandbox, ["old", "new"], &["--fail-on", "breaking"]).expect(0);
    diff(&sandbox, ["old", "new"], &["--fail-on", "any"]).expect(1);
    let run = diff(&sandbox, ["new", "old"], &["--fail-on", "breaking"]);
    run.expect(1);
    assert!(
        run.stdout.contains("the variant `Urgent` is gone"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("1 change is breaking"), "{}", run.stderr);
    run.ends_with_a_command();
}

#[test]
fn an_input_that_cannot_be_compared_is_an_error() {
    let sandbox = sandbox();
    sandbox.write("text.txt", "words\n");
    sandbox.write("later.json", "{\"format\": 3, \"types\": {}}");
    sandbox.write("half.json", "{\"format\": 1, \"types\": [");
    sandbox.write(
        "api.jsonl",
        "{\"//\":\"Generated by `cargo xtask gen` from x.\",\"format\":9}\n",
    );
    sandbox.write("empty/readme.md", "words\n");
    for (side, code, what) in [
        ("nowhere", 2, "does not exist"),
        (
            "text.txt",
            2,
            "text.txt is neither a model file nor the API of a crate",
        ),
        (
            "later.json",
            1,
            "a model file of format 3; expected format 1 or 2",
        ),
        ("half.json", 1, "no model file: EOF"),
        ("api.jsonl", 1, "expected `\"format\":1` in the first line"),
        ("empty", 1, "no pages"),
    ] {
        let run = diff(&sandbox, ["old", side], &[]);
        run.expect(code);
        assert!(run.stderr.contains(what), "{side}: {}", run.stderr);
        run.ends_with_a_command();
    }
}

fn generate(sandbox: &Sandbox, docs: &str) -> Run {
    let run = sandbox.run(&["gen", "--docs", docs, "--out", "crate"]);
    run.expect(0);
    run
}

#[test]
fn gen_reports_changes_and_keeps_the_old_inventory() {
    let sandbox = edited();
    let first = generate(&sandbox, "old");
    assert!(
        first
            .stdout
            .contains("unknown: the crate had no tests/generated/api.jsonl"),
        "{}",
        first.stdout
    );
    assert!(generate(&sandbox, "old").stdout.contains("  API          none\n"));
    let check = sandbox.run(&["gen", "--docs", "new", "--out", "crate", "--check"]);
    check.expect(1);
    let run = generate(&sandbox, "new");
    for line in [
        "    properties   +1 ~1 -1\n",
        "    members      +1\n",
        "    operations   -1\n",
        "    ~ property count of microsoft.graph.thing (resources/thing.md, breaking)\n",
        "    - operation thing-list (api/thing-list.md, breaking)\n",
        "    + member urgent of microsoft.graph.level (resources/enums.md)\n",
    ] {
        assert!(run.stdout.contains(line), "{line} in {}", run.stdout);
        assert!(check.stderr.contains(line), "{line} in {}", check.stderr);
    }
    let command = run
        .stdout
        .lines()
        .find_map(|line| line.trim().strip_prefix("all with their lines: `cargo xtask "));
    let words: Vec<&str> = command
        .expect("a command")
        .trim_end_matches('`')
        .split(' ')
        .collect();
    let shown = sandbox.run(&words);
    shown.expect(0);
    assert!(
        shown.stdout.contains("+ member urgent of microsoft.graph.level"),
        "{}",
        shown.stdout
    );
    assert!(generate(&sandbox, "new").stdout.contains("  API          none\n"));
}

#[test]
fn gen_counts_changes_that_it_does_not_name() {
    let sandbox = sandbox();
    generate(&sandbox, "old");
    let rows: String = (0..30).map(|n| format!("|extra{n}|String|More.|\n")).collect();
    edit(&sandbox, "resources/thing.md", "|name|", &format!("{rows}|name|"));
    let run = generate(&sandbox, "new");
    assert!(run.stdout.contains("    properties   +30\n"), "{}", run.stdout);
    assert!(
        run.stdout
            .contains("… and 20 more; all with their lines: `cargo xtask diff "),
        "{}",
        run.stdout
    );
}

#[test]
fn gen_continues_if_the_surface_has_another_format() {
    let sandbox = sandbox();
    generate(&sandbox, "old");
    sandbox.write(
        "crate/tests/generated/api.jsonl",
        "{\"//\":\"Generated by `cargo xtask gen` from old.\",\"format\":0}\n",
    );
    let run = generate(&sandbox, "old");
    assert!(
        run.stdout
            .contains("  API          unknown: not the API of a crate"),
        "{}",
        run.stdout
    );
}
