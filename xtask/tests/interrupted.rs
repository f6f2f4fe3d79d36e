//! Runs of `gen` that are killed while they write, and runs that meet another one.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use std::{
    collections::BTreeMap,
    fs::File,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use sandbox::{Sandbox, THING};

const LOCK: &str = "crate/.xtask-lock";
const TEMPORARY: &str = ".xtask-tmp";

/// Pages whose files all differ from those of another word.
fn write_pages(sandbox: &Sandbox, word: &str) {
    for n in 0..40 {
        let page = THING
            .replace("thing", &format!("thing{n}"))
            .replace("count", word);
        sandbox.write(&format!("docs/resources/thing{n}.md"), &page);
    }
}

fn start(sandbox: &Sandbox) -> Child {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["gen", "--docs", "docs", "--out", "crate"])
        .current_dir(sandbox.root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts")
}

/// Kills the run some time after it has started to write. Returns false if it had ended by then.
fn kill_while_writing(sandbox: &Sandbox, mut run: Child, delay: Duration) -> bool {
    while !sandbox.root().join(LOCK).exists() {
        if run.try_wait().expect("can be asked").is_some() {
            return false;
        }
    }
    thread::sleep(delay);
    run.kill().expect("can be killed");
    !run.wait().expect("ends").success()
}

/// All files of the crate without what a run that was killed leaves.
fn crate_files(sandbox: &Sandbox) -> BTreeMap<String, String> {
    let mut files = sandbox.snapshot();
    files.retain(|name, _| name.starts_with("crate/") && name != LOCK && !name.ends_with(TEMPORARY));
    files
}

#[test]
fn a_killed_run_leaves_whole_files_and_the_next_run_completes_it() {
    let sandbox = Sandbox::new();
    write_pages(&sandbox, "amount");
    sandbox.generate().expect(0);
    let new = crate_files(&sandbox);
    write_pages(&sandbox, "count");
    sandbox.generate().expect(0);
    let old = crate_files(&sandbox);
    let mut killed = 0;
    for delay in [0, 2, 5, 10, 20] {
        write_pages(&sandbox, "amount");
        let run = start(&sandbox);
        killed += usize::from(kill_while_writing(&sandbox, run, Duration::from_millis(delay)));
        let left = crate_files(&sandbox);
        for (path, text) in &left {
            assert!(
                old.get(path) == Some(text) || new.get(path) == Some(text),
                "{path}: {text}"
            );
        }
        let clean = left == new && !sandbox.snapshot().keys().any(|name| name.ends_with(TEMPORARY));
        sandbox.check().expect(if clean { 0 } else { 1 });
        sandbox.generate().expect(0);
        sandbox.check().expect(0);
        assert_eq!(crate_files(&sandbox), new);
        assert_eq!(
            sandbox
                .snapshot()
                .keys()
                .filter(|name| name.contains(".xtask-"))
                .count(),
            0
        );
        write_pages(&sandbox, "count");
        sandbox.generate().expect(0);
    }
    assert!(killed > 0, "every run had ended before it was killed");
}

#[test]
fn a_second_run_reports_that_another_is_writing() {
    let sandbox = Sandbox::with_pages();
    sandbox.generate().expect(0);
    sandbox.write("docs/resources/other.md", &THING.replace("thing", "other"));
    sandbox.write(LOCK, "");
    let before = sandbox.snapshot();
    let lock = File::open(sandbox.root().join(LOCK)).expect("can open");
    fs4::FileExt::lock(&lock).expect("can lock");
    let run = sandbox.generate();
    run.expect(1);
    assert!(
        run.stderr.contains("another run is writing to crate"),
        "{}",
        run.stderr
    );
    run.ends_with_a_command();
    assert_eq!(sandbox.snapshot(), before);
    drop(lock);
    sandbox.generate().expect(0);
    assert!(!sandbox.root().join(LOCK).exists());
}
