//! The command of this workspace, and the only place that touches the disk: reads pages, writes or checks crates.

mod account;
mod args;
mod bench;
mod check;
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
mod pages;
mod report;
mod standalone;
mod tree;
mod verify;
mod workspace;
mod write;

use std::process::ExitCode;

use args::Command;
use clap::{CommandFactory, Parser};
use console::Console;
use failure::Failure;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let console = Console::new();
    match run(args.command, &console) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            console.failure(&failure);
            ExitCode::from(failure.exit)
        }
    }
}

fn run(command: Option<Command>, console: &Console) -> Result<(), Failure> {
    match command {
        None => {
            console.result(&args::Args::command().render_long_help().to_string());
            Ok(())
        }
        Some(Command::Gen(args)) => generate::run(&args, console),
        Some(Command::Lint(args)) => lint::run(&args, console),
        Some(Command::Model(args)) => model::run(&args, console),
        Some(Command::Report(args)) => html::run(&args, console),
        Some(Command::Diff(args)) => diff::run(&args, console),
        Some(Command::Verify(args)) => verify::run(&args, console),
        Some(Command::Bench { what }) => bench::run(&what, console),
        Some(Command::Explain { code }) => explain::run(code.as_deref(), console),
    }
}
