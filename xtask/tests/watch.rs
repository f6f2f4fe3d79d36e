//! `watch` as a process of its own, while pages are edited.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use sandbox::{Sandbox, THING};

/// For a line that must come, on a machine that may be busy.
const PATIENCE: Duration = Duration::from_secs(120);

struct Watching {
    process: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(sandbox: &Sandbox, more: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["watch", "--docs", "docs", "--out", "crate"])
            .args(more)
            .current_dir(sandbox.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let (sender, lines) = mpsc::channel();
        let streams: [Box<dyn Read + Send>; 2] = [
            Box::new(process.stdout.take().expect("is piped")),
            Box::new(process.stderr.take().expect("is piped")),
        ];
        for stream in streams {
            let sender = sender.clone();
            thread::spawn(move || {
                let lines = BufReader::new(stream).lines().map_while(Result::ok);
                lines.for_each(|line| _ = sender.send(line));
            });
        }
        Self { process, lines }
    }

    /// All lines up to one with this text.
    #[track_caller]
    fn until(&self, text: &str) -> String {
        let mut seen = String::new();
        while !seen.contains(text) {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => seen = seen + &line + "\n",
                Err(error) => panic!("{error}: no {text:?} in:\n{seen}"),
            }
        }
        seen
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn edits(more: &[&str]) {
    let sandbox = Sandbox::with_pages();
    sandbox.write("docs/resources/other.md", &THING.replace("thing", "other"));
    let watching = Watching::start(&sandbox, more);
    watching.until("watching docs");

    // A row of a type that nobody knows, and a property with another name.
    let edited = THING.replace("|name|String|", "|label|Strinng|");
    sandbox.write("docs/resources/thing.md", &edited);
    let seen = watching.until(" written, ");
    assert!(seen.contains("resources/thing.md changed"), "{seen}");
    assert!(
        seen.contains("docs/resources/thing.md") || seen.contains("Strinng"),
        "{seen}"
    );
    assert!(
        sandbox
            .read("crate/src/generated/models/thing.rs")
            .contains("label")
    );

    // Half a page, and a file that is none: the next edit is still seen.
    sandbox.write_bytes("docs/resources/thing.md", &THING.as_bytes()[..THING.len() / 2]);
    watching.until("resources/thing.md changed");
    watching.until(" written, ");
    sandbox.write_bytes("docs/resources/broken.md", b"\xff\xfe# half \xc3");
    watching.until("resources/broken.md changed");
    sandbox.write("docs/resources/thing.md", THING);
    watching.until("resources/thing.md changed");
    watching.until(" written, ");
    assert!(
        sandbox
            .read("crate/src/generated/models/thing.rs")
            .contains("name")
    );

    // Nothing is written while the settings have an error.
    sandbox.write("docs/api.toml", "verzion = \"v1.0\"\n");
    let seen = watching.until("nothing was written");
    assert!(seen.contains("api.toml changed"), "{seen}");
    sandbox.remove("docs/api.toml");
    watching.until("api.toml is gone");
    watching.until(" written, ");

    // A page that goes takes its file along.
    sandbox.remove("docs/resources/other.md");
    watching.until("resources/other.md is gone");
    watching.until(" removed");
    assert!(
        !sandbox
            .root()
            .join("crate/src/generated/models/other.rs")
            .exists()
    );
}

#[test]
fn each_edit_is_reported_and_generated() {
    edits(&[]);
}

#[test]
fn changes_are_found_by_polling() {
    edits(&["--poll"]);
}

#[test]
#[cfg(unix)]
fn an_interrupt_ends_it_and_leaves_nothing_beside_the_crate() {
    let sandbox = Sandbox::with_pages();
    let mut watching = Watching::start(&sandbox, &[]);
    watching.until("watching docs");
    sandbox.write("docs/resources/thing.md", &THING.replace("count", "amount"));
    watching.until("resources/thing.md changed");
    let id = watching.process.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status();
    assert!(sent.expect("kill starts").success());
    let end = watching.process.wait().expect("ends");
    assert_eq!(end.code(), Some(0));
    assert!(!sandbox.root().join("crate/.xtask-lock").exists());
    sandbox.generate().expect(0);
    sandbox.check().expect(0);
}

#[test]
fn a_folder_that_is_not_there_is_wrong_use() {
    let run = Sandbox::new().run(&["watch", "--docs", "nowhere", "--out", "crate"]);
    run.expect(2);
    run.ends_with_a_command();
}
