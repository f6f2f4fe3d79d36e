//! A folder of its own for each test, and runs of the command in it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// A page that describes a type.
pub(crate) const THING: &str = "\
---
title: \"thing resource type\"
doc_type: resourcePageType
---

# thing resource type

Namespace: microsoft.graph

Something to count.

## Properties

|Property|Type|Description|
|:---|:---|:---|
|count|Int32|How many there are.|
|name|String|What it is called.|

## JSON representation

<!-- {
  \"blockType\": \"resource\",
  \"@odata.type\": \"microsoft.graph.thing\"
}
-->
``` json
{
  \"@odata.type\": \"#microsoft.graph.thing\",
  \"count\": \"Integer\",
  \"name\": \"String\"
}
```
";

pub(crate) struct Sandbox(TempDir);

impl Sandbox {
    pub(crate) fn new() -> Self {
        let sandbox = Self(tempfile::tempdir().expect("can make a folder"));
        fs::create_dir(sandbox.root()).expect("can make a folder");
        sandbox
    }

    /// With one page in `docs`.
    pub(crate) fn with_pages() -> Self {
        let sandbox = Self::new();
        sandbox.write("docs/resources/thing.md", THING);
        sandbox
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.0.path().join("work")
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    pub(crate) fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().expect("has a folder")).expect("can make folders");
        fs::write(file, bytes).expect("can write");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect("can read")
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("can remove");
    }

    /// All files and their texts.
    pub(crate) fn snapshot(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        collect(&self.root(), &self.root(), &mut files);
        files
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_on(0, args)
    }

    /// On a number of threads; 0: as many as there are cores.
    pub(crate) fn run_on(&self, threads: usize, args: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(args)
            .env("RAYON_NUM_THREADS", threads.to_string())
            .env("CARGO_TARGET_DIR", self.0.path().join("target"))
            .current_dir(self.root())
            .output();
        Run::new(&output.expect("the command starts"))
    }

    /// `docs` into `crate`.
    pub(crate) fn generate(&self) -> Run {
        self.run(&["gen", "--docs", "docs", "--out", "crate"])
    }

    pub(crate) fn check(&self) -> Run {
        self.run(&["gen", "--docs", "docs", "--out", "crate", "--check"])
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("can list") {
        let path = entry.expect("can list").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("lies below the root");
            let text = String::from_utf8_lossy(&fs::read(&path).expect("can read")).into_owned();
            files.insert(name.display().to_string().replace('\\', "/"), text);
        }
    }
}

/// The exit code and the output of a run.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    fn new(output: &Output) -> Self {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    #[track_caller]
    pub(crate) fn expect(&self, code: i32) {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
    }

    #[track_caller]
    pub(crate) fn ends_with_a_command(&self) {
        let last = self.stderr.lines().last().unwrap_or_default();
        let command = last.strip_prefix("fix the pages").unwrap_or(last);
        let command = command
            .trim_start_matches([',', ';', ' '])
            .trim_start_matches("or ");
        let starts = ["run `cargo xtask", "`cargo xtask explain GD"];
        assert!(
            starts.iter().any(|start| command.starts_with(start)),
            "{}",
            self.stderr
        );
    }
}
