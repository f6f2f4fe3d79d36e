//! `verify` against folders made for each test.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use sandbox::{Run, Sandbox};
use serde_json::{Value, json};

/// The service of the page in the sandbox, with another type for a property and one property more, of which no page can
/// have a row.
const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <ComplexType Name="thing">
        <Property Name="count" Type="Edm.Int64" />
        <Property Name="name" Type="Edm.String" />
        <Property Name="size|kind" Type="Collection(Edm.String)" />
      </ComplexType>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_pages();
    sandbox.write("metadata.xml", METADATA);
    sandbox
}

fn verify(sandbox: &Sandbox, further: &[&str]) -> Run {
    let args = ["verify", "--docs", "docs", "--metadata", "metadata.xml"];
    sandbox.run(&[&args, further].concat())
}

#[test]
fn differences_are_shown_with_their_places() {
    let run = verify(&sandbox(), &[]);
    run.expect(0);
    for line in [
        "  types of properties                         50.00 %  1 of 2",
        "property-missing (1): properties that no page describes",
        "  resources/thing.md:6: microsoft.graph.thing.size|kind: service Edm.String collection",
        "  resources/thing.md:16: microsoft.graph.thing.count: pages Edm.Int32, service Edm.Int64",
        "2 differences",
    ] {
        assert!(
            run.stdout.contains(&format!("{line}\n")),
            "{line} in\n{}",
            run.stdout
        );
    }
    assert_eq!(run.stderr, "");
}

#[test]
fn programs_get_figures_counts_and_differences() {
    let run = verify(&sandbox(), &["--format", "json", "--only", "property-type"]);
    run.expect(0);
    let document: Value = serde_json::from_str(&run.stdout).expect("is JSON");
    assert_eq!(document["figures"]["properties"]["recall"], 66.67);
    assert_eq!(document["figures"]["base"], Value::Null);
    assert_eq!(document["counts"], json!({ "property-type": 1 }));
    let count = json!([{
        "kind": "property-type",
        "subject": "microsoft.graph.thing.count",
        "pages": "Edm.Int32",
        "service": "Edm.Int64",
        "page": "resources/thing.md",
        "line": 16,
        "metadataLine": 5,
    }]);
    assert_eq!(document["drift"], count);
}

#[test]
fn markdown_keeps_its_tables_whatever_the_names() {
    let run = verify(&sandbox(), &["--format", "markdown"]);
    run.expect(0);
    assert!(
        run.stdout.contains("| types of properties | 50.00 %  1 of 2 |\n"),
        "{}",
        run.stdout
    );
    let row = "| `resources/thing.md:6` | `microsoft.graph.thing.size\\|kind` | `service Edm.String collection` |\n";
    assert!(run.stdout.contains(row), "{}", run.stdout);
}

#[test]
fn a_difference_of_the_asked_kinds_can_fail_the_run() {
    let sandbox = sandbox();
    let failed = verify(&sandbox, &["--fail-on", "drift"]);
    failed.expect(1);
    assert!(failed.stderr.contains("2 differences"), "{}", failed.stderr);
    failed.ends_with_a_command();
    verify(&sandbox, &["--fail-on", "drift", "--only", "base"]).expect(0);
    verify(&sandbox, &["--only", "bases"]).expect(2);
}

#[test]
fn suggestions_are_overrides_that_apply() {
    let sandbox = sandbox();
    let first = verify(&sandbox, &["--suggest"]);
    first.expect(0);
    assert!(
        first
            .stdout
            .starts_with("[[override]]\npage = \"resources/thing.md\"\n"),
        "{}",
        first.stdout
    );
    assert!(first.stderr.contains("1 override; review it"), "{}", first.stderr);
    sandbox.write("docs/overrides.toml", &first.stdout);
    verify(&sandbox, &["--fail-on", "drift", "--only", "property-type"]).expect(0);
    let second = verify(&sandbox, &["--suggest"]);
    second.expect(0);
    assert_eq!(second.stdout, "");
    assert!(
        second
            .stderr
            .contains("no override removes one of the remaining differences"),
        "{}",
        second.stderr
    );
}

#[test]
fn metadata_that_cannot_be_read_is_reported_with_its_place() {
    let sandbox = sandbox();
    sandbox.write("metadata.xml", &METADATA.replace(" Type=\"Edm.Int64\"", ""));
    let run = verify(&sandbox, &[]);
    run.expect(1);
    assert!(
        run.stderr.contains("error[GD0701]: `Property` without `Type`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("metadata.xml:5:9"), "{}", run.stderr);
    run.ends_with_a_command();
}

#[test]
fn a_missing_file_is_wrong_use_and_errors_in_pages_stop() {
    let sandbox = sandbox();
    let lost = sandbox.run(&["verify", "--docs", "docs", "--metadata", "nowhere.xml"]);
    lost.expect(2);
    assert!(lost.stderr.contains("nowhere.xml"), "{}", lost.stderr);
    lost.ends_with_a_command();
    sandbox.write("docs/overrides.toml", "[[override]]\n");
    let run = verify(&sandbox, &[]);
    run.expect(1);
    assert!(run.stderr.contains("error[GD0201]"), "{}", run.stderr);
    run.ends_with_a_command();
    assert_eq!(run.stdout, "");
}
