//! `cargo xtask`: reads pages from the disk, runs `graph-codegen` on them, and writes or checks what it generates.

mod baseline;
mod commands;
mod html;
mod output_dir;
mod output_file;
mod pages;
mod paths;
mod standalone;
mod terminal;

use std::process::ExitCode;

use clap::Parser;
use terminal::{Failure, Terminal};

/// A run makes millions of short strings and small trees; the default allocators of systems are slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let terminal = Terminal::new();
    let args = match commands::Args::try_parse() {
        Ok(args) => args,
        Err(error) => return wrong_use(&error, &terminal),
    };
    let failure = commands::run(args.command, &terminal).err();
    end(failure, &terminal)
}

/// Prints why the command failed, be it only in writing what it printed.
fn end(failure: Option<Failure>, terminal: &Terminal) -> ExitCode {
    let failed_write = || terminal.failed_write(help());
    let Some(failure) = failure.or_else(failed_write) else {
        return ExitCode::SUCCESS;
    };
    terminal.failure(&failure);
    ExitCode::from(failure.exit)
}

/// The command that shows the help of this one.
fn help() -> String {
    let command = std::env::args_os().nth(1);
    commands::help_of(command.as_deref().and_then(std::ffi::OsStr::to_str))
}

/// Prints help that was asked for, or else what is wrong and which command shows the help.
fn wrong_use(error: &clap::Error, terminal: &Terminal) -> ExitCode {
    if !error.use_stderr() {
        terminal.styled_result(&error.render().ansi().to_string());
        return end(None, terminal);
    }
    let text = error.render().ansi().to_string();
    // The last paragraph names an option without its command.
    let reason = text
        .rsplit_once("\n\n")
        .map_or(text.as_str(), |(reason, _)| reason);
    terminal.styled_note(&format!("{reason}\n\nrun {}\n", help()));
    ExitCode::from(2)
}
