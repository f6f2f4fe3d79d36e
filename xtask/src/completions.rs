//! A shell's name → the script that completes this command there.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Args;

/// What stands for `cargo xtask` in the script: shells complete words, and `cargo` has completions of its own.
const WORD: &str = "xtask";

/// The script.
pub(crate) fn script(shell: Shell) -> String {
    let mut bytes = Vec::new();
    // The parts of the name of a sub-command follow from the name that its parent has.
    let mut command = Args::command().name(WORD).bin_name(WORD);
    clap_complete::generate(shell, &mut command, WORD, &mut bytes);
    let completions = String::from_utf8_lossy(&bytes);
    format!("{completions}\n{}\n", word(shell))
}

/// A function rather than an alias: some shells look through an alias, at the completions of `cargo`.
fn word(shell: Shell) -> &'static str {
    match shell {
        Shell::Fish => "function xtask; cargo xtask $argv; end",
        Shell::PowerShell => "function xtask { cargo xtask @args }",
        Shell::Elvish => "fn xtask {|@args| e:cargo xtask $@args }",
        _ => "xtask() { cargo xtask \"$@\"; }",
    }
}
