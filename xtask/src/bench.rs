//! `bench`: what the models cost and how fast pages are read, each beside a yardstick that is measured in the same run.
//! Nothing here is part of what a user gets.

mod bed;
mod builds;
mod cost;
mod models;
mod read;
mod reference;
mod sample;
mod speed;
mod table;
mod time;
mod twice;
mod whole;

use crate::{args::Bench, console::Console, failure::Failure};

/// Measures.
pub(crate) fn run(what: &Bench, console: &Console) -> Result<(), Failure> {
    match what {
        Bench::Models(args) => models::run(args, console),
        Bench::Read(args) => read::run(args, console),
        Bench::Gen(args) => whole::run(args, console),
    }
}
