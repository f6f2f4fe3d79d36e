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
use terminal::Terminal;

/// A run makes millions of short strings and small trees; the default allocators of systems are slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let terminal = Terminal::new();
    let args = match commands::Args::try_parse() {
        Ok(args) => args,
        Err(error) => return wrong_use(&error, &terminal),
    };
    match commands::run(args.command, &terminal) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal.failure(&failure);
            ExitCode::from(failure.exit)
        }
    }
}

/// Prints help that was asked for, or else what is wrong and which command shows the help.
fn wrong_use(error: &clap::Error, terminal: &Terminal) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().ansi().to_string();
    // The last paragraph names an option without its command.
    let reason = text
        .rsplit_once("\n\n")
        .map_or(text.as_str(), |(reason, _)| reason);
    let help = commands::help_of(std::env::args().nth(1).as_deref());
    terminal.note(&format!("{reason}\n\nrun {help}\n"));
    ExitCode::from(2)
}
