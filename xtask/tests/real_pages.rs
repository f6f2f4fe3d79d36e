//! The whole reference, where `GRAPH_DOCS` names a folder that holds its `api/` and `resources/`.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use std::{collections::BTreeSet, path::Path};

use sandbox::Sandbox;
use serde_json::Value;

fn docs() -> Option<String> {
    let docs = std::env::var("GRAPH_DOCS").ok().filter(|docs| !docs.is_empty());
    docs.map(|docs| {
        let path = std::fs::canonicalize(&docs).expect("GRAPH_DOCS names a folder");
        path.to_str().expect("the folder has a name in UTF-8").to_owned()
    })
}

fn items<'a>(model: &'a Value, key: &str) -> &'a [Value] {
    model[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

#[test]
fn the_model_of_the_whole_reference_is_complete_and_read_back_the_same() {
    let Some(docs) = docs() else {
        return skipped();
    };
    let sandbox = Sandbox::new();
    sandbox
        .run(&["model", "--docs", &docs, "--out", "model.json"])
        .expect(0);
    let model: Value = serde_json::from_str(&sandbox.read("model.json")).expect("is JSON");
    let pairs: BTreeSet<(&str, &str)> = items(&model, "operations")
        .iter()
        .flat_map(|operation| {
            items(operation, "paths")
                .iter()
                .map(|path| (&operation["method"], path))
        })
        .filter_map(|(method, path)| Some((method.as_str()?, path.as_str()?)))
        .collect();
    let (types, enums) = (items(&model, "types").len(), items(&model, "enums").len());
    assert!(types >= 990, "{types} types");
    assert!(enums >= 300, "{enums} enums");
    assert!(pairs.len() >= 3000, "{} pairs of method and path", pairs.len());
    let same = sandbox.run(&["diff", "model.json", &docs, "--fail-on", "any"]);
    same.expect(0);
    assert_eq!(same.stdout.lines().count(), 1, "{}", same.stdout);
}

#[test]
fn the_whole_reference_becomes_a_crate_and_the_second_run_writes_nothing() {
    let Some(docs) = docs() else {
        return skipped();
    };
    let sandbox = Sandbox::new();
    let args = ["gen", "--docs", &docs, "--out", "crate"];
    sandbox.run(&args).expect(0);
    let before = sandbox.snapshot();
    assert!(before.len() > 1000, "{} files", before.len());
    let second = sandbox.run_on(1, &args);
    second.expect(0);
    assert!(
        second.stdout.contains(" 0 written, ") && second.stdout.contains(" 0 removed"),
        "{}",
        second.stdout
    );
    assert!(sandbox.snapshot() == before, "the second run changed the crate");
}

#[test]
fn edits_of_the_whole_reference_are_reported_and_nothing_else() {
    let Some(docs) = docs() else {
        return skipped();
    };
    let sandbox = Sandbox::new();
    for folder in ["api", "resources", "includes"] {
        copy(
            &Path::new(&docs).join(folder),
            &sandbox.root().join("new").join(folder),
        );
    }
    let edits = [
        (
            "resources/event.md",
            "|bodyPreview|String|",
            "|bodyPreview|Int32|",
        ),
        ("resources/event.md", "|isOnlineMeeting|", "|isOnlineGathering|"),
        (
            "resources/enums.md",
            "### keyStrength values\n\n|Member|\n|:---|\n",
            "### keyStrength values\n\n|Member|\n|:---|\n|immense|\n",
        ),
    ];
    for (page, from, to) in edits {
        let path = format!("new/{page}");
        let text = sandbox.read(&path);
        assert!(text.contains(from), "{page} has {from}");
        sandbox.write(&path, &text.replacen(from, to, 1));
    }
    sandbox.remove("new/api/event-accept.md");
    let run = sandbox.run(&["diff", &docs, "new", "--format", "json"]);
    run.expect(0);
    let changes: Value = serde_json::from_str(&run.stdout).expect("is JSON");
    let line_of = |side: &str, page: &str, text: &str| {
        let page = std::fs::read_to_string(Path::new(side).join(page)).expect("can read");
        1 + page
            .lines()
            .position(|line| line.starts_with(text))
            .expect("has the line")
    };
    let new = sandbox.root().join("new");
    let new = new.to_str().expect("a name in UTF-8");
    let expected = [
        (
            "changed",
            "bodyPreview",
            true,
            line_of(new, "resources/event.md", "|bodyPreview|"),
        ),
        (
            "added",
            "isOnlineGathering",
            false,
            line_of(new, "resources/event.md", "|isOnlineGathering|"),
        ),
        (
            "removed",
            "isOnlineMeeting",
            true,
            line_of(&docs, "resources/event.md", "|isOnlineMeeting|"),
        ),
        (
            "added",
            "immense",
            false,
            line_of(new, "resources/enums.md", "|immense|"),
        ),
        (
            "removed",
            "event-accept",
            true,
            line_of(&docs, "api/event-accept.md", "POST /me/events/{id}/accept"),
        ),
    ];
    let reported = items(&changes, "changes").iter().map(|change| {
        let line = change["line"]
            .as_u64()
            .and_then(|line| usize::try_from(line).ok());
        (
            change["change"].as_str().unwrap_or_default(),
            change["name"].as_str().unwrap_or_default(),
            change["breaking"] == true,
            line.unwrap_or_default(),
        )
    });
    assert_eq!(reported.collect::<Vec<_>>(), expected);
}

/// A folder that may be missing.
fn copy(from: &Path, to: &Path) {
    let Ok(entries) = std::fs::read_dir(from) else {
        return;
    };
    std::fs::create_dir_all(to).expect("can make a folder");
    for entry in entries {
        let path = entry.expect("can list").path();
        let target = to.join(path.file_name().expect("has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("can copy");
        }
    }
}

#[allow(clippy::print_stderr, reason = "a skipped test prints why")]
fn skipped() {
    eprintln!("not run: GRAPH_DOCS names no folder of real pages");
}
