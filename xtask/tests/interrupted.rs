//! Runs of `gen` that are killed while they write.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use std::{
    path::Path,
    process::{Child, Command, Stdio},
};

use sandbox::{Sandbox, THING};

const JOURNAL: &str = "crate/.xtask-staging/journal";
const ARGS: [&str; 5] = ["gen", "--docs", "docs", "--out", "crate"];

/// Pages whose files all differ from those of another word.
fn pages(sandbox: &Sandbox, word: &str) {
    for n in 0..60 {
        let page = THING
            .replace("thing", &format!("thing{n}"))
            .replace("count", word);
        sandbox.write(&format!("docs/resources/thing{n}.md"), &page);
    }
}

fn start(sandbox: &Sandbox) -> Child {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(ARGS)
        .current_dir(sandbox.root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts")
}

/// Kills the run as soon as it has this file, and tells whether the run was still there.
fn kill_at(sandbox: &Sandbox, mut run: Child, file: &Path) -> bool {
    while !sandbox.root().join(file).exists() {
        if run.try_wait().expect("can be asked").is_some() {
            return false;
        }
    }
    run.kill().expect("can be killed");
    !run.wait().expect("ends").success()
}

/// Without what a run keeps beside the tree.
fn tree(sandbox: &Sandbox) -> std::collections::BTreeMap<String, String> {
    let mut files = sandbox.snapshot();
    files.retain(|name, _| name.starts_with("crate/") && !name.contains(".xtask-staging"));
    files
}

#[test]
fn a_killed_run_leaves_the_old_tree_or_the_new_one() {
    let sandbox = Sandbox::new();
    pages(&sandbox, "count");
    sandbox.generate().expect(0);
    let old = tree(&sandbox);
    let mut killed = 0;
    for file in [
        JOURNAL,
        "crate/.xtask-staging/old",
        "crate/.xtask-staging/new",
        JOURNAL,
        JOURNAL,
    ] {
        pages(&sandbox, "amount");
        killed += usize::from(kill_at(&sandbox, start(&sandbox), Path::new(file)));
        let interrupted = sandbox.root().join(JOURNAL).exists();
        let check = sandbox.check();
        if interrupted {
            check.expect(1);
            assert!(check.stderr.contains("interrupted"), "{}", check.stderr);
            check.ends_with_a_command();
        }
        // The old pages give the old tree: where it was put back, nothing is left to write.
        pages(&sandbox, "count");
        let again = sandbox.generate();
        again.expect(0);
        assert_eq!(
            again.stderr.contains("was put back"),
            interrupted,
            "{}",
            again.stderr
        );
        let written = !again.stdout.contains(" 0 written, ");
        assert_eq!(written, !interrupted && check.code == Some(0), "{}", again.stdout);
        assert_eq!(tree(&sandbox), old);
        assert!(!sandbox.root().join("crate/.xtask-staging").exists());
    }
    assert!(killed > 0, "no run was still there when its files were seen");
}

#[test]
fn a_second_run_says_that_another_is_writing() {
    let sandbox = Sandbox::with_pages();
    sandbox.generate().expect(0);
    sandbox.write("docs/resources/other.md", &THING.replace("thing", "other"));
    sandbox.write("crate/.xtask-staging/lock", "");
    let lock = std::fs::File::open(sandbox.root().join("crate/.xtask-staging/lock")).expect("can open");
    fs4::FileExt::lock(&lock).expect("can lock");
    let run = sandbox.generate();
    run.expect(1);
    assert!(run.stderr.contains("another run"), "{}", run.stderr);
    run.ends_with_a_command();
    drop(lock);
    sandbox.generate().expect(0);
}
