//! File names, settings and texts of strangers in every format, and output that cannot be written.
#![cfg(unix)]

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use std::{
    fs::{self, File},
    io,
    os::unix::fs::symlink,
    process::Command,
};

use sandbox::{Run, Sandbox, THING};
use serde_json::Value;

/// Names that a system takes but some reader of the output could take for more.
const NAMES: [&str; 6] = [
    "::error::forged",
    "##[error]forged",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) ![y](https:example.com)",
    "`` @octocat ` octo#1",
    "a|b",
];

/// Names that are left out, each with a finding.
const UNUSABLE: [&str; 5] = ["a\nb", "a\u{1b}]0;x\u{7}b", "a\u{202e}b", "a\\b", "com1"];

/// Texts of a page and of the files beside it. An escape, a change of direction, and commands at the start of a line.
const ESCAPES: &str = "\u{1b}]0;owned\u{7}\u{9b}2J\u{202e} ##[error]forged";

fn hostile() -> Sandbox {
    let sandbox = Sandbox::with_pages();
    let page = |name: &str| {
        let text = format!("# {name} resource type\n\n## Properties\n\n|Property|Type|\n|:-|:-|\n");
        format!("{text}|{ESCAPES}|String|\n|x{ESCAPES}|[y{ESCAPES}](z.md)|\n|count|::error::{ESCAPES}|\n")
    };
    for name in NAMES.iter().chain(&UNUSABLE) {
        sandbox.write(&format!("docs/resources/{name}.md"), &page(name));
    }
    sandbox.write(
        "docs/api.toml",
        "licence = \"\\u001b]0;x\\u0007\\u202e ::error::\"\n",
    );
    let overrides = format!(
        "[[enum]]\nname = \"x.y\"\nreason = \"{}\"\n",
        "\\u001b]0;x\\u0007\\u202e\\n::error::forged"
    );
    sandbox.write("docs/overrides.toml", &overrides);
    sandbox
}

/// Whether a character controls a terminal or reorders a line.
fn is_control(c: char) -> bool {
    c != '\n' && c != '\t' && c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)
}

/// Nothing controls the terminal, and nothing but a result that consists of them is a command of GitHub Actions.
#[track_caller]
fn expect_plain(run: &Run, commands: bool) {
    let command = |line: &&str| line.trim_start().starts_with("::") || line.contains("##[");
    for (text, commands) in [(&run.stdout, commands), (&run.stderr, false)] {
        assert!(!text.contains(is_control), "{text:?}");
        let found = text.lines().find(command);
        assert!(commands || found.is_none(), "{found:?}");
    }
}

#[test]
fn every_format_of_findings_is_plain() {
    let sandbox = hostile();
    let lint = |format: &str| {
        let run = sandbox.run(&["lint", "--docs", "docs", "--format", format, "--all-diagnostics"]);
        expect_plain(&run, format == "github");
        assert!(run.stdout.contains("GD0005"), "{format}: {}", run.stdout);
        run.stdout
    };
    let human = lint("human");
    assert!(
        human.contains("a\\nb.md") && human.contains("\\u{1b}]0;x"),
        "{human}"
    );
    for line in lint("json").lines() {
        serde_json::from_str::<Value>(line).expect("is JSON");
    }
    serde_json::from_str::<Value>(&lint("sarif")).expect("is JSON");
    for line in lint("github").lines() {
        let known = ["::error ", "::warning ", "::notice "];
        assert!(known.iter().any(|known| line.starts_with(known)), "{line}");
        assert_eq!(
            line.split("::").nth(1).map(|head| head.contains("title=GD")),
            Some(true),
            "{line}"
        );
    }
}

#[test]
fn names_that_cannot_be_used_are_left_out_and_the_run_goes_on() {
    let sandbox = hostile();
    let run = sandbox.run(&["lint", "--docs", "docs", "--format", "json", "--only", "GD0005"]);
    assert_eq!(run.stdout.lines().count(), UNUSABLE.len(), "{}", run.stdout);
    sandbox.remove("docs/overrides.toml");
    sandbox.remove("docs/api.toml");
    let run = sandbox.generate();
    run.expect(0);
    expect_plain(&run, false);
    sandbox.check().expect(0);
}

#[test]
fn a_name_may_be_as_long_as_the_system_allows() {
    let sandbox = Sandbox::with_pages();
    let long = "a".repeat(252);
    sandbox.write(
        &format!("docs/resources/{long}.md"),
        &THING.replace("thing", &long),
    );
    let longer = "b".repeat(260);
    sandbox.write("docs/resources/longer.md", &THING.replace("thing", &longer));
    sandbox.write("docs/resources/port.md", &THING.replace("thing", "com1"));
    let deep = format!("Namespace: {}", vec!["abcd"; 1500].join("."));
    sandbox.write(
        "docs/resources/deep.md",
        &THING
            .replace("Namespace: microsoft.graph", &deep)
            .replace("microsoft.graph.thing", "deepest"),
    );
    sandbox.generate().expect(0);
    sandbox.check().expect(0);
    let files = sandbox.snapshot();
    assert!(
        files.keys().any(|path| path.contains("/thing.rs")),
        "{:?}",
        files.keys()
    );
    assert!(
        !files.keys().any(|path| path.ends_with("/com1.rs")),
        "no file on Windows"
    );
}

#[test]
fn the_model_and_the_report_are_plain() {
    let sandbox = hostile();
    sandbox.remove("docs/overrides.toml");
    sandbox.remove("docs/api.toml");
    for args in [
        &["model", "--docs", "docs"][..],
        &["model", "--docs", "docs", "--coverage"],
    ] {
        expect_plain(&sandbox.run(args), false);
    }
    let run = sandbox.run(&["report", "--docs", "docs", "--out", "report.html"]);
    run.expect(0);
    expect_plain(&run, false);
    let html = sandbox.read("report.html");
    assert!(
        html.contains("\\u003cimg src=x") && !html.contains("<img src=x"),
        "a name is not markup"
    );
}

#[test]
fn changes_are_plain_in_a_terminal_and_code_in_markdown() {
    let sandbox = hostile();
    sandbox.remove("docs/overrides.toml");
    sandbox.remove("docs/api.toml");
    sandbox.write("old/resources/thing.md", THING);
    for format in ["text", "json", "markdown"] {
        let run = sandbox.run(&["diff", "old", "docs", "--format", format]);
        run.expect(0);
        expect_plain(&run, false);
        if format == "markdown" {
            expect_only_code(&run.stdout);
        }
    }
    let metadata = "<?xml version=\"1.0\"?><edmx:Edmx xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\" Version=\"4.0\">\
        <edmx:DataServices><Schema xmlns=\"http://docs.oasis-open.org/odata/ns/edm\" Namespace=\"microsoft.graph\">\
        <ComplexType Name=\"&#x202e;[x](y)&lt;b&gt;@z\"><Property Name=\"::error::&#x9b;\" Type=\"Edm.String\"/></ComplexType>\
        </Schema></edmx:DataServices></edmx:Edmx>";
    sandbox.write("metadata.xml", metadata);
    for format in ["text", "json", "markdown"] {
        let args = [
            "verify",
            "--docs",
            "docs",
            "--metadata",
            "metadata.xml",
            "--format",
            format,
        ];
        let run = sandbox.run(&args);
        run.expect(0);
        expect_plain(&run, false);
        if format == "markdown" {
            expect_only_code(&run.stdout);
        }
    }
    expect_plain(
        &sandbox.run(&[
            "verify",
            "--docs",
            "docs",
            "--metadata",
            "metadata.xml",
            "--suggest",
        ]),
        false,
    );
}

/// Outside code spans, Markdown has only letters, digits and the marks of lists, tables, headings and sentences.
#[track_caller]
fn expect_only_code(markdown: &str) {
    for line in markdown.lines() {
        let mut rest = line;
        while let Some(at) = rest.find('`') {
            expect_words(&rest[..at], line);
            let fence = &rest[at..];
            let fence = &fence[..fence.len() - fence.trim_start_matches('`').len()];
            let inside = &rest[at + fence.len()..];
            let end = inside
                .find(fence)
                .unwrap_or_else(|| panic!("a code span does not end: {line}"));
            rest = &inside[end + fence.len()..];
        }
        expect_words(rest, line);
    }
}

#[track_caller]
fn expect_words(text: &str, line: &str) {
    let text = text
        .trim_start_matches('#')
        .replace("|:--|--:|", "")
        .replace("|:--|:--|:--|", "");
    assert!(
        !text.contains(['<', '[', '!', '@', '#', '&', '*', '\\']),
        "{line}"
    );
}

#[test]
fn a_linked_folder_is_a_finding_and_a_linked_baseline_is_not_written() {
    let sandbox = Sandbox::with_pages();
    sandbox.write("elsewhere/note.md", "# x");
    sandbox.write("elsewhere/file", "old");
    symlink("../../elsewhere", sandbox.root().join("docs/resources/more")).expect("can link");
    let run = sandbox.run(&["lint", "--docs", "docs", "--only", "GD0003"]);
    assert!(
        run.stdout.contains("`resources/more` is a link"),
        "{}",
        run.stdout
    );
    symlink("../elsewhere/file", sandbox.root().join("docs/baseline.toml")).expect("can link");
    symlink("../elsewhere/file", sandbox.root().join("docs/out")).expect("can link");
    for args in [
        &["lint", "--docs", "docs", "--accept"][..],
        &["model", "--docs", "docs", "--out", "docs/out"],
        &["report", "--docs", "docs", "--out", "docs/out"],
    ] {
        let run = sandbox.run(args);
        run.expect(1);
        assert!(
            run.stderr.contains("is a link to another folder"),
            "{}",
            run.stderr
        );
    }
    fs::create_dir(sandbox.root().join("crate")).expect("can make a folder");
    symlink("../elsewhere/lock", sandbox.root().join("crate/Cargo.lock")).expect("can link");
    sandbox.generate();
    assert_eq!(sandbox.read("elsewhere/file"), "old");
    assert!(!sandbox.root().join("elsewhere/lock").exists());
}

/// The commands that write to standard output.
const WRITING: [&[&str]; 10] = [
    &["lint", "--docs", "docs"],
    &["lint", "--docs", "docs", "--format", "json"],
    &["lint", "--docs", "docs", "--format", "sarif"],
    &["lint", "--docs", "docs", "--format", "github"],
    &["model", "--docs", "docs"],
    &["diff", "docs", "docs"],
    &["explain"],
    &["completions", "bash"],
    &["gen", "--docs", "docs", "--out", "crate"],
    &["--help"],
];

/// With a page that has findings.
fn faulty() -> Sandbox {
    let sandbox = Sandbox::with_pages();
    sandbox.write(
        "docs/resources/faulty.md",
        "# faulty\n\n## Properties\n\n|Property|Type|\n|:-|:-|\n|a|b c d|\n",
    );
    sandbox
}

fn start(sandbox: &Sandbox, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(args).current_dir(sandbox.root());
    command
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_fails_every_command() {
    let sandbox = faulty();
    let full = || {
        File::options()
            .write(true)
            .open("/dev/full")
            .expect("Linux has it")
    };
    for args in WRITING {
        let run = start(&sandbox, args).stdout(full()).output().expect("starts");
        let errors = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(1), "{args:?}: {errors}");
        assert!(
            errors.contains("cannot write to standard output: No space left"),
            "{args:?}: {errors}"
        );
    }
    for args in [
        &["model", "--docs", "docs", "--out", "/dev/full"][..],
        &["report", "--docs", "docs", "--out", "/dev/full"],
    ] {
        let run = sandbox.run(args);
        run.expect(1);
        assert!(run.stderr.contains("cannot write /dev/full"), "{}", run.stderr);
    }
    let run = start(&sandbox, WRITING[8])
        .stderr(full())
        .output()
        .expect("starts");
    assert_eq!(run.status.code(), Some(1), "findings could not be shown");
}

#[test]
fn a_reader_that_goes_away_fails_every_command() {
    let sandbox = faulty();
    for args in WRITING {
        let (reader, writer) = io::pipe().expect("can make a pipe");
        drop(reader);
        let run = start(&sandbox, args).stdout(writer).output().expect("starts");
        let errors = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(141), "{args:?}: {errors}");
        assert!(
            errors.contains("cannot write to standard output"),
            "{args:?}: {errors}"
        );
    }
}

#[test]
fn pages_without_a_folder_for_their_crate_are_wrong_use() {
    let sandbox = Sandbox::with_pages();
    for command in ["gen", "watch"] {
        let run = sandbox.run(&[command, "--docs", "docs"]);
        run.expect(2);
        let help = format!("run `cargo xtask {command} --docs docs --out target/graph-docs`");
        assert!(run.stderr.contains(&help), "{}", run.stderr);
    }
}

#[test]
fn a_program_outside_its_workspace_guesses_no_folder() {
    let sandbox = Sandbox::with_pages();
    let program = sandbox.root().join("program");
    fs::copy(env!("CARGO_BIN_EXE_xtask"), &program).expect("can copy");
    for command in ["gen", "lint", "model", "watch"] {
        let run = Command::new(&program)
            .arg(command)
            .env_remove("CARGO_MANIFEST_DIR")
            .current_dir(sandbox.root())
            .output()
            .expect("starts");
        let errors = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{command}: {errors}");
        assert!(errors.contains("lies in its workspace"), "{command}: {errors}");
    }
}

#[test]
fn a_selection_of_nothing_is_wrong_use() {
    let sandbox = Sandbox::with_pages();
    for args in [["--page", "no/such*"], ["--only", "GD9999"]] {
        for command in [
            &["lint"][..],
            &["lint", "--accept"],
            &["lint", "--format", "sarif"],
            &["model"],
            &["gen", "--out", "crate"],
        ] {
            let run = sandbox.run(&[command, &["--docs", "docs"], &args].concat());
            run.expect(2);
            assert!(run.stderr.contains(args[1]), "{}", run.stderr);
        }
    }
    assert!(!sandbox.root().join("crate").exists() && !sandbox.root().join("docs/baseline.toml").exists());
}
