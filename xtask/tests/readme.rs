//! The README agrees with the code.

use std::{fs, path::Path, process::Command};

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).expect("is in the repository")
}

#[test]
fn the_program_is_the_example_that_is_compiled() {
    let example = read("graph-models/examples/readme.rs");
    let (_, program) = example.split_once("\n\n").expect("starts with a comment");
    for readme in ["README.md", "graph-models/README.md"] {
        assert!(
            read(readme).contains(&format!("```rust\n{program}```")),
            "{readme}"
        );
    }
}

#[test]
fn every_command_and_option_exists() {
    for line in read("README.md").lines() {
        for command in line.split("cargo xtask ").skip(1) {
            let words: Vec<_> = command.split(['`', ' ']).collect();
            let run = Command::new(env!("CARGO_BIN_EXE_xtask"))
                .args([words[0], "--help"])
                .output();
            let help = String::from_utf8_lossy(&run.expect("the command starts").stdout).into_owned();
            let options = words.iter().filter(|word| word.starts_with("--"));
            for option in options {
                assert!(help.contains(option), "{option} in: {line}");
            }
            assert!(help.contains("Usage: cargo xtask"), "{line}");
        }
    }
}
