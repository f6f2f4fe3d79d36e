//! The findings in every form of output, and when they fail.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use sandbox::{Run, Sandbox, THING};
use serde_json::Value;

/// Two faults: a key that no table has, a type that nothing describes.
fn faulty() -> Sandbox {
    let sandbox = Sandbox::new();
    let page = THING.replace(
        "\"name\": \"String\"",
        "\"name\": \"String\",\n  \"colour\": \"String\"",
    );
    let page = page.replace("|name|String|", "|name|[shape](shape.md)|");
    sandbox.write("docs/resources/thing.md", &page);
    sandbox
}

fn lint(sandbox: &Sandbox, args: &[&str]) -> Run {
    sandbox.run(&[&["lint", "--docs", "docs"][..], args].concat())
}

fn lines(run: &Run) -> Vec<Value> {
    let lines = run.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect()
}

#[test]
fn findings_are_shown_with_their_lines() {
    let run = lint(&faulty(), &[]);
    run.expect(0);
    for part in ["warning[GD0316]", "--> resources/thing.md:27:1", "GD0305"] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    let run = lint(&Sandbox::with_pages(), &[]);
    run.expect(0);
    assert_eq!(run.stdout, "no findings\n");
}

#[test]
fn many_findings_are_counted_by_code_and_area_first() {
    let sandbox = Sandbox::new();
    for number in 0..60 {
        let page = THING.replace("thing", &format!("thing{number}"));
        let page = page.replace("doc_type:", "ms.subservice: \"counting\"\ndoc_type:");
        let page = page.replace(
            "|name|String|",
            &format!("|name|[shape{number}](shape{number}.md)|"),
        );
        sandbox.write(&format!("docs/resources/thing{number}.md"), &page);
    }
    let run = lint(&sandbox, &[]);
    let table = run.stdout.find("  GD0").expect("a table");
    let area = run.stdout.find("  counting").expect("an area");
    let first = run.stdout.find("--> ").expect("a finding");
    assert!(table < area && area < first, "{}", run.stdout);
}

#[test]
fn json_has_a_line_for_each_finding() {
    let run = lint(&faulty(), &["--format", "json", "--only", "GD0316"]);
    run.expect(0);
    let lines = lines(&run);
    let [line] = lines.as_slice() else {
        panic!("{lines:?}")
    };
    assert_eq!(line["code"], "GD0316");
    assert_eq!(line["level"], "warning");
    assert_eq!(line["file"], "docs/resources/thing.md");
    assert_eq!(line["page"], "resources/thing.md");
    assert_eq!((&line["line"], &line["column"]), (&27.into(), &1.into()));
    assert_eq!(line["accepted"], Value::Null);
}

#[test]
fn github_gets_annotations() {
    let run = lint(&faulty(), &["--format", "github", "--only", "GD0316"]);
    let expected = "::warning file=docs/resources/thing.md,line=27,endLine=33,col=1,\
                    title=GD0316%3A a property that only the JSON representation shows::";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
}

#[test]
fn sarif_fits_its_schema() {
    let sandbox = faulty();
    let accepted = "resources/thing.md: `colour` is in the JSON representation and in no table";
    sandbox.write(
        "docs/baseline.toml",
        &format!("[[accepted]]\ncode = \"GD0316\"\nreason = \"a \\\"test\\\"\"\nfindings = [{accepted:?}, \"gone: x\"]\n"),
    );
    let run = lint(&sandbox, &["--format", "sarif"]);
    run.expect(1);
    let sarif: Value = serde_json::from_str(&run.stdout).expect(&run.stderr);
    let schema: Value = serde_json::from_str(include_str!("sarif-2.1.0.json")).expect("is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<_> = validator
        .iter_errors(&sarif)
        .map(|fault| fault.to_string())
        .collect();
    assert_eq!(faults, [""; 0]);
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let of = |id: &str| {
        results
            .iter()
            .find(|result| result["ruleId"] == id)
            .expect("is there")
    };
    assert_eq!(of("GD0316")["suppressions"][0]["justification"], "a \"test\"");
    assert_eq!(of("GD0305")["suppressions"], Value::Null);
    let region = &of("GD0204")["locations"][0]["physicalLocation"];
    assert_eq!(region["artifactLocation"]["uri"], "docs/baseline.toml");
    assert_eq!(region["region"]["startLine"], 4);
}

#[test]
fn levels_and_denied_codes_decide_what_fails() {
    let sandbox = faulty();
    lint(&sandbox, &["--deny", "GD0316"]).expect(1);
    lint(&sandbox, &["--deny", "warnings"]).expect(1);
    let unknown = lint(&sandbox, &["--deny", "GD9999"]);
    unknown.expect(2);
    assert!(unknown.stderr.contains("no code `GD9999`"), "{}", unknown.stderr);
    sandbox.write(
        "docs/lint.toml",
        "[levels]\nGD0316 = \"allow\"\nGD0305 = \"allow\"\n",
    );
    let run = lint(&sandbox, &["--deny", "notes"]);
    run.expect(0);
    assert_eq!(run.stdout, "no findings\n");
    sandbox.write("docs/lint.toml", "[levels]\nGD0316 = \"error\"\n");
    let run = lint(&sandbox, &[]);
    run.expect(1);
    assert!(run.stdout.contains("error[GD0316]"), "{}", run.stdout);
    sandbox.write("docs/lint.toml", "[levels]\nGD0316 = \"loud\"\n");
    let run = lint(&sandbox, &[]);
    run.expect(1);
    assert!(run.stdout.contains("lint.toml:2:10"), "{}", run.stdout);
}

#[test]
fn the_baseline_only_shrinks() {
    let sandbox = faulty();
    lint(&sandbox, &["--accept"]).expect(0);
    let run = lint(&sandbox, &["--deny", "notes"]);
    run.expect(0);
    assert!(
        run.stdout.contains("0 new, 2 accepted (2 to be reviewed)"),
        "{}",
        run.stdout
    );
    sandbox.write("docs/resources/thing.md", THING);
    let run = lint(&sandbox, &[]);
    run.expect(1);
    assert!(
        run.stderr.contains("2 findings are accepted but gone"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_code_is_explained() {
    let run = Sandbox::new().run(&["lint", "--explain", "GD0104"]);
    run.expect(0);
    assert!(run.stdout.starts_with("GD0104"), "{}", run.stdout);
}
