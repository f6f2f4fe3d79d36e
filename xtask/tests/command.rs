//! The command against folders made for each test.

mod sandbox;

use sandbox::{Sandbox, THING};

#[test]
fn help_is_shown_without_arguments() {
    let run = Sandbox::new().run(&[]);
    run.expect(0);
    for command in [
        "cargo xtask gen --check",
        "cargo xtask model",
        "cargo xtask explain",
    ] {
        assert!(run.stdout.contains(command), "{}", run.stdout);
    }
}

#[test]
fn a_crate_is_written_once_and_then_left_alone() {
    let sandbox = Sandbox::with_pages();
    let first = sandbox.generate();
    first.expect(0);
    assert!(
        first.stdout.contains(" 0 unchanged, 0 removed"),
        "{}",
        first.stdout
    );
    let before = sandbox.snapshot();
    for path in [
        "crate/Cargo.toml",
        "crate/src/lib.rs",
        "crate/src/generated/mod.rs",
    ] {
        assert!(before.contains_key(path), "{path} in {:?}", before.keys());
    }
    let second = sandbox.generate();
    second.expect(0);
    assert!(second.stdout.contains(" 0 written, "), "{}", second.stdout);
    assert_eq!(sandbox.snapshot(), before);
    sandbox.check().expect(0);
}

#[test]
fn the_order_of_pages_on_the_disk_does_not_matter() {
    let (one, other) = (Sandbox::new(), Sandbox::new());
    let pages = [
        ("docs/resources/a.md", THING),
        ("docs/resources/b.md", "# b resource type\n"),
    ];
    pages.iter().for_each(|(path, text)| one.write(path, text));
    pages
        .iter()
        .rev()
        .for_each(|(path, text)| other.write(path, text));
    one.generate().expect(0);
    other.generate().expect(0);
    assert_eq!(one.snapshot(), other.snapshot());
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let sandbox = Sandbox::new();
    for n in 0..40 {
        sandbox.write(
            &format!("docs/resources/thing{n}.md"),
            &THING.replace("thing", &format!("thing{n}")),
        );
    }
    let models = [1, 2, 7].map(|threads| sandbox.run_on(threads, &["model", "--docs", "docs"]).stdout);
    assert!(models[0].contains("microsoft.graph.thing39"), "{}", models[0]);
    assert!(models.iter().all(|model| *model == models[0]));
}

#[test]
fn a_missing_folder_and_a_file_in_its_place_are_wrong_use() {
    let sandbox = Sandbox::new();
    sandbox.write("file.md", "# x\n");
    for (docs, what) in [("nowhere", "does not exist"), ("file.md", "is a file")] {
        let run = sandbox.run(&["gen", "--docs", docs, "--out", "crate"]);
        run.expect(2);
        assert!(
            run.stderr.contains(docs) && run.stderr.contains(what),
            "{}",
            run.stderr
        );
        run.ends_with_a_command();
    }
    assert_eq!(sandbox.snapshot().len(), 1);
}

#[test]
fn an_empty_folder_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox.write("docs/readme.txt", "no pages");
    let run = sandbox.generate();
    run.expect(1);
    assert!(run.stderr.contains("error[GD0002]"), "{}", run.stderr);
    run.ends_with_a_command();
    assert_eq!(sandbox.snapshot().len(), 1);
}

#[test]
fn a_page_that_is_not_utf8_is_reported_and_read() {
    let sandbox = Sandbox::with_pages();
    sandbox.write_bytes(
        "docs/resources/odd.md",
        b"# odd resource type\n\nOdd \xff bytes.\n",
    );
    let run = sandbox.generate();
    run.expect(0);
    assert!(run.stderr.contains("warning[GD0001]"), "{}", run.stderr);
    assert!(run.stderr.contains("resources/odd.md:3:5"), "{}", run.stderr);
}

#[test]
fn a_page_with_half_a_table_is_read_as_far_as_it_goes() {
    let sandbox = Sandbox::with_pages();
    let half = &THING[..THING.find("|count|").expect("has the row") + 9];
    sandbox.write("docs/resources/half.md", &half.replace("thing", "half"));
    sandbox.generate().expect(0);
    assert!(
        sandbox
            .snapshot()
            .contains_key("crate/src/generated/models/half.rs")
    );
}

#[test]
fn includes_that_lead_nowhere_or_in_circles_or_out_are_warnings_with_their_place() {
    let sandbox = Sandbox::with_pages();
    let include = |target: &str| format!("{THING}\n[!INCLUDE [text]({target})]\n");
    sandbox.write("docs/resources/one.md", &include("../includes/nowhere.md"));
    sandbox.write("docs/resources/two.md", &include("../includes/circle.md"));
    sandbox.write("docs/resources/three.md", &include("../../../../etc/passwd"));
    sandbox.write("docs/includes/circle.md", "[!INCLUDE [again](circle.md)]\n");
    let run = sandbox.run(&["gen", "--docs", "docs", "--out", "crate", "--all-diagnostics"]);
    run.expect(0);
    for page in ["resources/one.md", "circle.md", "resources/three.md"] {
        assert!(run.stderr.contains(page), "{page}: {}", run.stderr);
    }
    assert!(!run.stderr.contains("root:"), "{}", run.stderr);
}

#[test]
fn an_edited_file_fails_the_check_with_a_diff_and_is_restored() {
    let sandbox = Sandbox::with_pages();
    sandbox.generate().expect(0);
    let before = sandbox.snapshot();
    let file = "crate/src/generated/models/thing.rs";
    let edited = before[file].clone() + "// edited by hand\n";
    sandbox.write(file, &edited);
    let run = sandbox.check();
    run.expect(1);
    assert!(
        run.stderr
            .contains("stale or edited  src/generated/models/thing.rs"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("-// edited by hand"), "{}", run.stderr);
    run.ends_with_a_command();
    assert_eq!(sandbox.read(file), edited);
    sandbox.generate().expect(0);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn missing_and_extra_files_fail_the_check() {
    let sandbox = Sandbox::with_pages();
    sandbox.generate().expect(0);
    let before = sandbox.snapshot();
    sandbox.write(
        "crate/src/generated/models/old.rs",
        "//! Generated by `cargo xtask gen` from x.\n",
    );
    sandbox.remove("crate/src/generated/models/thing.rs");
    let run = sandbox.check();
    run.expect(1);
    for line in [
        "extra            src/generated/models/old.rs",
        "missing          src/generated/models/thing.rs",
    ] {
        assert!(run.stderr.contains(line), "{}", run.stderr);
    }
    sandbox.generate().expect(0);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn files_of_a_removed_page_are_removed() {
    let sandbox = Sandbox::with_pages();
    sandbox.generate().expect(0);
    let before = sandbox.snapshot();
    sandbox.write("docs/resources/other.md", &THING.replace("thing", "other"));
    sandbox.generate().expect(0);
    sandbox.remove("docs/resources/other.md");
    sandbox.generate().expect(0);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn a_file_without_the_header_is_never_touched() {
    let sandbox = Sandbox::with_pages();
    sandbox.write("crate/src/lib.rs", "// my own library\n");
    let before = sandbox.snapshot();
    let run = sandbox.generate();
    run.expect(1);
    assert!(run.stderr.contains("crate/src/lib.rs"), "{}", run.stderr);
    run.ends_with_a_command();
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn a_users_own_files_beside_the_generated_ones_stay() {
    let sandbox = Sandbox::with_pages();
    sandbox.write("crate/tests/mine.rs", "// my own test\n");
    sandbox.write("crate/README.md", "mine\n");
    sandbox.generate().expect(0);
    sandbox.generate().expect(0);
    sandbox.check().expect(0);
    assert_eq!(sandbox.read("crate/tests/mine.rs"), "// my own test\n");
}

#[test]
fn a_failed_run_leaves_the_tree_as_it_was() {
    let sandbox = Sandbox::with_pages();
    sandbox.generate().expect(0);
    sandbox.write("docs/resources/thing.md", &THING.replace("count", "amount"));
    sandbox.write("docs/api.toml", "verzion = \"v1.0\"\n");
    let before = sandbox.snapshot();
    let run = sandbox.generate();
    run.expect(1);
    assert!(run.stderr.contains("api.toml:1:1"), "{}", run.stderr);
    run.ends_with_a_command();
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn findings_are_chosen_by_code_and_an_unknown_code_is_wrong_use() {
    let sandbox = Sandbox::with_pages();
    sandbox.write_bytes("docs/api/odd.md", b"# odd\n\n\xff\n");
    let run = sandbox.run(&["model", "--docs", "docs", "--only", "GD0001"]);
    run.expect(0);
    assert!(run.stderr.contains("1 finding"), "{}", run.stderr);
    let run = sandbox.run(&["model", "--docs", "docs", "--only", "GD9999"]);
    run.expect(2);
    run.ends_with_a_command();
}

#[test]
fn the_model_is_printed_or_written() {
    let sandbox = Sandbox::with_pages();
    let printed = sandbox.run(&["model", "--docs", "docs"]);
    printed.expect(0);
    let written = sandbox.run(&["model", "--docs", "docs", "--out", "model.json"]);
    written.expect(0);
    assert_eq!(written.stdout, "");
    assert_eq!(sandbox.read("model.json"), printed.stdout);
    let model: serde_json::Value = serde_json::from_str(&printed.stdout).expect("is JSON");
    assert_eq!(model["format"], 2);
    assert_eq!(model["types"][0]["name"], "microsoft.graph.thing");
}

#[test]
fn a_model_that_cannot_be_written_is_an_error_and_leaves_nothing() {
    let sandbox = Sandbox::with_pages();
    for out in ["docs", "nowhere/model.json"] {
        let run = sandbox.run(&["model", "--docs", "docs", "--out", out]);
        run.expect(1);
        assert!(run.stderr.contains(out), "{}", run.stderr);
        run.ends_with_a_command();
    }
    assert_eq!(sandbox.snapshot().len(), 1);
}

#[test]
fn the_version_of_the_api_can_be_asked_for() {
    let sandbox = Sandbox::with_pages();
    let run = sandbox.run(&["model", "--docs", "docs", "--api-version", "beta"]);
    run.expect(0);
    let model: serde_json::Value = serde_json::from_str(&run.stdout).expect("is JSON");
    assert_eq!(model["api"]["baseUrl"], "https://graph.microsoft.com/beta");
}

#[test]
fn the_origin_of_the_pages_is_in_one_file() {
    let sandbox = Sandbox::with_pages();
    sandbox.write(
        "docs/api.toml",
        "source = \"https://example.org/docs\"\nlicence = \"CC-BY-4.0\"\n",
    );
    sandbox.generate().expect(0);
    let before = sandbox.snapshot();
    let args = [
        "gen",
        "--docs",
        "docs",
        "--out",
        "crate",
        "--commit",
        "0a1b2c3",
        "--date",
        "2026-02-28",
    ];
    sandbox.run(&args).expect(0);
    let after = sandbox.snapshot();
    let differ = after
        .iter()
        .filter(|(path, text)| before.get(*path) != Some(text));
    let differ: Vec<_> = differ.map(|(path, _)| path.as_str()).collect();
    assert_eq!(differ, ["crate/src/generated/origin.rs"]);
    let origin = sandbox.read("crate/src/generated/origin.rs");
    for said in ["https://example.org/docs", "0a1b2c3", "2026-02-28", "CC-BY-4.0"] {
        assert!(origin.contains(&format!("Some(\"{said}\")")), "{origin}");
    }
    assert!(origin.contains("attribution: None"), "{origin}");

    // A check without the options sees another crate, and the command to run names those that were given.
    sandbox.check().expect(1);
    let check = sandbox.run(&[&args[..], &["--check", "--licence", "MIT"]].concat());
    check.expect(1);
    assert!(
        check
            .stderr
            .contains("--commit 0a1b2c3 --date 2026-02-28 --licence MIT`"),
        "{}",
        check.stderr
    );
    let wrong = sandbox.run(&["gen", "--commit", "main"]);
    wrong.expect(2);
    wrong.ends_with_a_command();
}

#[test]
fn the_coverage_of_the_pages_is_printed() {
    let sandbox = Sandbox::with_pages();
    let run = sandbox.run(&["model", "--docs", "docs", "--coverage"]);
    run.expect(0);
    for part in ["1  pages", "rows of tables", "modelled"] {
        assert!(run.stdout.contains(part), "{}", run.stdout);
    }
}

#[test]
fn codes_are_listed_and_explained() {
    let sandbox = Sandbox::new();
    let list = sandbox.run(&["explain"]);
    list.expect(0);
    assert!(list.stdout.contains("GD0002  error"), "{}", list.stdout);
    for line in list.stdout.lines() {
        let code = line.split(' ').next().expect("has a code");
        let one = sandbox.run(&["explain", code]);
        one.expect(0);
        assert!(one.stdout.lines().count() > 2, "{code} has no explanation");
    }
    sandbox.run(&["explain", "GD9999"]).expect(2);
}

#[test]
fn the_manifest_is_what_the_settings_say_and_what_follows_it_stays() {
    let sandbox = Sandbox::with_pages();
    sandbox.write(
        "docs/api.toml",
        "[package]\nname = \"acme-graph\"\nversion = \"0.3.0\"\npublish = true\n",
    );
    sandbox.generate().expect(0);
    let manifest = sandbox.read("crate/Cargo.toml");
    for line in ["name = \"acme-graph\"", "version = \"0.3.0\"", "publish = true"] {
        assert!(manifest.contains(line), "{line}: {manifest}");
    }
    let own = "\n[profile.release]\nlto = true\n";
    sandbox.write("crate/Cargo.toml", &(manifest + own));
    sandbox.write("crate/README.md", "mine");
    sandbox.check().expect(0);
    sandbox.write("docs/api.toml", "[package]\nname = \"other-graph\"\n");
    sandbox.generate().expect(0);
    let manifest = sandbox.read("crate/Cargo.toml");
    assert!(
        manifest.contains("name = \"other-graph\"") && manifest.ends_with(own),
        "{manifest}"
    );
    assert_eq!(sandbox.read("crate/README.md"), "mine");
    sandbox.write("docs/api.toml", "[package]\nname = \"a \\n[evil]\"\n");
    let run = sandbox.generate();
    run.expect(1);
    assert!(
        run.stderr.contains("expected a name of a package"),
        "{}",
        run.stderr
    );
}

#[test]
fn settings_may_lie_apart_from_the_pages() {
    let sandbox = Sandbox::with_pages();
    sandbox.write("docs/overrides.toml", "this file is not read");
    sandbox.write("judged/api.toml", "version = \"beta\"\n");
    let args = ["gen", "--docs", "docs", "--out", "crate", "--config", "judged"];
    sandbox.run(&args).expect(0);
    assert!(
        sandbox
            .read("crate/src/generated/mod.rs")
            .contains("microsoft.graph beta")
    );
    let accept = [&args[..], &["--accept"]].concat();
    sandbox.run(&accept).expect(0);
    assert!(sandbox.read("judged/baseline.toml").starts_with('#'));
    let lost = ["gen", "--docs", "docs", "--out", "crate", "--config", "nowhere"];
    let run = sandbox.run(&lost);
    run.expect(2);
    assert!(
        run.stderr
            .contains("the folder of settings nowhere does not exist"),
        "{}",
        run.stderr
    );
}
