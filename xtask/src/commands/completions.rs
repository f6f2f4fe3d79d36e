//! `completions`: the script that completes the command line in a shell.

use clap::Command;
use clap_complete::Shell;

/// Abbreviates `cargo xtask` in the script: shells complete single words, and `cargo` has completions already.
const WORD: &str = "xtask";

/// The script.
pub(super) fn script(command: Command, shell: Shell) -> String {
    let mut bytes = Vec::new();
    // The names of subcommands follow from the name of their parent.
    let mut command = command.name(WORD).bin_name(WORD);
    clap_complete::generate(shell, &mut command, WORD, &mut bytes);
    let completions = String::from_utf8_lossy(&bytes);
    format!("{completions}\n{}\n", word(shell))
}

/// A function, not an alias: some shells expand an alias and then use the completions of `cargo`.
fn word(shell: Shell) -> &'static str {
    match shell {
        Shell::Fish => "function xtask; cargo xtask $argv; end",
        Shell::PowerShell => "function xtask { cargo xtask @args }",
        Shell::Elvish => "fn xtask {|@args| e:cargo xtask $@args }",
        _ => "xtask() { cargo xtask \"$@\"; }",
    }
}
