//! Completions, and messages about wrong use.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use std::process::Command;

use sandbox::Sandbox;

#[test]
fn there_is_a_script_for_each_shell_with_all_commands() {
    let sandbox = Sandbox::new();
    let help = sandbox.run(&["--help"]).stdout;
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = sandbox.run(&["completions", shell]);
        run.expect(0);
        assert!(run.stdout.contains("cargo xtask"), "{shell}");
        for command in ["gen", "watch", "lint", "diff", "verify", "explain"] {
            assert!(help.contains(&format!("  {command} ")), "{help}");
            assert!(run.stdout.contains(command), "{shell}: {command}");
        }
    }
    sandbox.run(&["completions", "csh"]).expect(2);
}

#[test]
#[cfg(unix)]
fn bash_completes_commands_options_and_values() {
    let script = Sandbox::new().run(&["completions", "bash"]).stdout;
    let complete = |line: &str| {
        let last = line.split(' ').count() - 1;
        let ask = format!(
            "{script}\nCOMP_WORDS=({line})\nCOMP_CWORD={last}\n_xtask xtask \"${{COMP_WORDS[{last}]}}\" \"${{COMP_WORDS[{last}-1]}}\"\necho \"${{COMPREPLY[@]}}\""
        );
        let run = Command::new("bash")
            .args(["--norc", "-c", &ask])
            .output()
            .expect("bash starts");
        String::from_utf8_lossy(&run.stdout).trim().to_owned()
    };
    assert_eq!(complete("xtask ge"), "gen");
    assert_eq!(complete("xtask gen --ch"), "--check");
    assert_eq!(complete("xtask lint --format s"), "sarif");
}

#[test]
fn wrong_use_ends_with_the_command_that_helps() {
    let sandbox = Sandbox::new();
    for (args, help) in [
        (vec!["gen", "--chekc"], "run `cargo xtask gen --help`"),
        (vec!["gen", "--out", "x"], "run `cargo xtask gen --help`"),
        (vec!["genn"], "run `cargo xtask --help`"),
        (vec!["report"], "run `cargo xtask report --help`"),
        (vec!["lint", "--format", "xml"], "run `cargo xtask lint --help`"),
        (vec!["bench"], "run `cargo xtask bench --help`"),
    ] {
        let run = sandbox.run(&args);
        run.expect(2);
        assert_eq!(run.stderr.lines().last(), Some(help), "{}", run.stderr);
        assert!(!run.stderr.contains('\x1b'), "{}", run.stderr);
    }
}
