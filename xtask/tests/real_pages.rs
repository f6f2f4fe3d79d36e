//! The whole reference, where `GRAPH_DOCS` names a folder that holds its `api/` and `resources/`.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use std::collections::BTreeSet;

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
fn the_model_of_the_whole_reference_is_complete() {
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

#[allow(clippy::print_stderr, reason = "a test that did not run says so")]
fn skipped() {
    eprintln!("not run: GRAPH_DOCS names no folder of real pages");
}
