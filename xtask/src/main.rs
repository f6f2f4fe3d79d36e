//! The command of this workspace, and the only place that touches the disk: reads pages, writes or checks crates.

mod account;
mod args;
mod bench;
mod check;
mod completions;
mod console;
mod diff;
mod explain;
mod failure;
mod generate;
mod html;
mod judge;
mod lint;
mod model;
mod news;
mod output_dir;
mod pages;
mod report;
mod standalone;
mod verify;
mod watch;
mod workspace;
mod write;

use std::process::ExitCode;

use args::Command;
use clap::{CommandFactory, Parser};
use console::Console;
use failure::Failure;

/// A run makes millions of small texts and trees; the usual allocators of systems are slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let console = Console::new();
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => return misused(&error, &console),
    };
    match run(args.command, &console) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            console.failure(&failure);
            ExitCode::from(failure.exit)
        }
    }
}

/// Help, or wrong use with the command that tells the right one.
fn misused(error: &clap::Error, console: &Console) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render();
    let text = if console.styled {
        text.ansi().to_string()
    } else {
        text.to_string()
    };
    // Its last line names an option without its command.
    let told = text.rsplit_once("\n\n").map_or(text.as_str(), |(told, _)| told);
    console.note(&format!(
        "{told}\n\nrun {}\n",
        args::help_of(std::env::args().nth(1).as_deref())
    ));
    ExitCode::from(2)
}

fn run(command: Option<Command>, console: &Console) -> Result<(), Failure> {
    match command {
        None => {
            console.result(&args::Args::command().render_long_help().to_string());
            Ok(())
        }
        Some(Command::Gen(args)) => generate::run(&args, console),
        Some(Command::Watch(args)) => watch::run(args, console),
        Some(Command::Completions { shell }) => {
            console.result(&completions::script(shell));
            Ok(())
        }
        Some(Command::Lint(args)) => lint::run(&args, console),
        Some(Command::Model(args)) => model::run(&args, console),
        Some(Command::Report(args)) => html::run(&args, console),
        Some(Command::Diff(args)) => diff::run(&args, console),
        Some(Command::Verify(args)) => verify::run(&args, console),
        Some(Command::Bench { what }) => bench::run(&what, console),
        Some(Command::Explain { code }) => explain::run(code.as_deref(), console),
    }
}
