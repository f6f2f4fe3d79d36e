//! Pages in, model and Rust out. Each folder of `golden` is a case: `docs` goes in, `model.json` and `src` come out.
//! `UPDATE_EXPECT=1 cargo test` writes what comes out; read the difference as code. The Rust is compiled, and its
//! documentation built, with warnings denied; the tests of a case (`calls.rs`) run with what comes out of it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use graph_codegen::{
    Generated, analyze,
    diagnostic::Severity,
    generate,
    model::ApiInfo,
    text::{PagePath, Sources},
};

#[test]
fn goldens_are_up_to_date() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut stale = Vec::new();
    for case in cases() {
        let made = made(&case);
        let found = found(&case);
        if update {
            write(&case, &made);
        } else {
            stale.extend(differences(&case, &made, &found));
        }
    }
    assert!(
        stale.is_empty(),
        "{}\nrun `UPDATE_EXPECT=1 cargo test -p graph-codegen` and read the difference",
        stale.join("\n")
    );
}

#[test]
fn pages_in_another_order_give_the_same() {
    for case in cases() {
        let mut files = read(&case.join("docs"), "md");
        let forward = run(files.clone());
        files.reverse();
        assert_eq!(forward, run(files), "{}", case.display());
    }
}

#[test]
fn goldens_compile_without_warnings_and_do_what_their_tests_say() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    let cases = cases();
    write_workspace(&root, &cases);
    for command in [
        &["check"][..],
        &["check", "--no-default-features"],
        &["doc", "--no-deps"],
        &["test", "--tests"],
    ] {
        let output = Command::new(env!("CARGO"))
            .args(command)
            .args(["--workspace", "--offline", "--quiet"])
            .current_dir(&root)
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .env("CARGO_TARGET_DIR", root.join("target"))
            .output()
            .expect("cargo runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<_> = list(&golden()).into_iter().filter(|path| path.is_dir()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// What comes out, by path in the folder of the case.
fn made(case: &Path) -> BTreeMap<String, String> {
    run(read(&case.join("docs"), "md"))
}

fn run(files: Vec<(String, String)>) -> BTreeMap<String, String> {
    let files = files
        .into_iter()
        .map(|(path, text)| (PagePath::new(&path), text.into_bytes()));
    let (sources, _) = Sources::from_bytes(files);
    let analysis = analyze(&sources, None, ApiInfo::default());
    let Generated {
        tree,
        diagnostics: found,
    } = generate(&sources, &analysis.api);
    let mut all = analysis.diagnostics.iter().chain(&found);
    assert!(all.all(|one| one.severity() != Severity::Error));
    let model = serde_json::to_string_pretty(&analysis.api).expect("a model is JSON") + "\n";
    let mut made: BTreeMap<_, _> = tree
        .iter()
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    made.retain(|path, _| path.starts_with("src/"));
    made.insert("model.json".to_owned(), model);
    made
}

fn found(case: &Path) -> BTreeMap<String, String> {
    let rust = read(&case.join("src"), "rs").into_iter();
    let mut found: BTreeMap<_, _> = rust.map(|(path, text)| (format!("src/{path}"), text)).collect();
    found.extend(
        fs::read_to_string(case.join("model.json"))
            .ok()
            .map(|text| ("model.json".to_owned(), text)),
    );
    found
}

fn differences(
    case: &Path,
    made: &BTreeMap<String, String>,
    found: &BTreeMap<String, String>,
) -> Vec<String> {
    let paths: std::collections::BTreeSet<_> = made.keys().chain(found.keys()).collect();
    let differ = paths
        .into_iter()
        .filter(|path| made.get(*path) != found.get(*path));
    differ
        .map(|path| {
            format!(
                "{}/{path}: {}",
                case.display(),
                first_difference(made.get(path), found.get(path))
            )
        })
        .collect()
}

fn first_difference(made: Option<&String>, found: Option<&String>) -> String {
    let (Some(made), Some(found)) = (made, found) else {
        return if found.is_none() {
            "missing"
        } else {
            "no longer made"
        }
        .to_owned();
    };
    let mut lines = found.lines().zip(made.lines()).zip(1..);
    match lines.find(|((found, made), _)| found != made) {
        Some(((found, made), line)) => format!("line {line}\n-{found}\n+{made}"),
        None => "another length".to_owned(),
    }
}

fn write(case: &Path, made: &BTreeMap<String, String>) {
    fs::remove_dir_all(case.join("src")).ok();
    for (path, text) in made {
        put(&case.join(path), text);
    }
}

/// A workspace of one crate for each case, with this workspace's versions and lints and a copy of the runtime.
fn write_workspace(root: &Path, cases: &[PathBuf]) {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = |path: &str| fs::read_to_string(ours.join(path)).expect(path);
    let names: Vec<_> = cases
        .iter()
        .filter_map(|case| case.file_name()?.to_str())
        .collect();
    let manifest = text("Cargo.toml");
    let ours_alone = manifest
        .lines()
        .find(|line| line.starts_with("members = "))
        .expect("our members");
    put(
        &root.join("Cargo.toml"),
        &manifest.replace(ours_alone, &format!("members = {names:?}")),
    );
    put(&root.join("Cargo.lock"), &text("Cargo.lock"));
    for (case, name) in cases.iter().zip(names) {
        let member = root.join(name);
        let manifest = text("graph-models/Cargo.toml");
        let manifest = manifest.replace(r#"name = "graph-models""#, &format!("name = \"{name}\""));
        put(&member.join("Cargo.toml"), &library_only(&manifest));
        for (path, text) in read(&ours.join("graph-models/src/runtime"), "rs") {
            put(&member.join("src/runtime").join(path), &text);
        }
        // The guide is about the types of `graph-models`; other crates have a stand-in.
        for (path, standing_in) in [("mod.rs", "guide.rs"), ("start.md", "start.md")] {
            let standing_in = text(&format!("xtask/src/standalone/{standing_in}"));
            put(&member.join("src/guide").join(path), &standing_in);
        }
        for (path, text) in made(case) {
            put(&member.join(path), &text);
        }
        if let Ok(calls) = fs::read_to_string(case.join("calls.rs")) {
            put(&member.join("tests/calls.rs"), &calls);
        }
        let lib = text("graph-models/src/lib.rs");
        put(
            &member.join("src/lib.rs"),
            &format!("{SHALLOW}{lib}{HOSTILE_ROOT}"),
        );
    }
}

/// A manifest without its read-me, and without its tests, benches and examples, whose files are not copied, and what
/// they need.
fn library_only(manifest: &str) -> String {
    let mut kept = String::new();
    let mut skips = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            skips = line.starts_with("[[") || line == "[dev-dependencies]";
        }
        if !skips && !line.starts_with("readme") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Half of what the compiler allows: its check of drops walks from type to type, and a denser API needs more.
const SHALLOW: &str = "#![recursion_limit = \"64\"]\n";

/// Generated paths and macros mean the real crates, whatever stands at the root.
const HOSTILE_ROOT: &str = "\nmod core {}\nmod std {}\n";

/// All files of a kind below a folder, with their paths in it.
fn read(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for path in list(folder) {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name")
            .to_owned();
        if path.is_dir() {
            let inner = read(&path, ending).into_iter();
            files.extend(inner.map(|(path, text)| (format!("{name}/{path}"), text)));
        } else if name.ends_with(&format!(".{ending}")) {
            files.push((name, fs::read_to_string(&path).expect("a text")));
        }
    }
    files.sort();
    files
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

fn put(path: &Path, text: &str) {
    let same = fs::read_to_string(path).is_ok_and(|found| found == text);
    if !same {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
}
