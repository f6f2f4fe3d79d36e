//! The pages' examples: each body is read as its documented type and written again (`generated/examples.jsonl`), and
//! each request is built again by the request builders (`generated/requests.jsonl`). `cargo test create_message` runs the
//! cases with that in their names; `EXAMPLES_LIST=1` lists the places of everything that the report counts.

#[cfg(feature = "requests")]
#[allow(
    unused_imports,
    clippy::match_single_binding,
    reason = "pages without example requests need none"
)]
#[rustfmt::skip]
#[path = "../generated/requests.rs"]
mod builders;
#[cfg(feature = "requests")]
#[allow(dead_code, reason = "not all pages have calls of every kind")]
mod calls;
mod case;
mod compare;
mod example;
mod report;
#[cfg(feature = "requests")]
mod requests;
mod round_trip;
mod show;
#[rustfmt::skip]
#[path = "../generated/types.rs"]
mod types;

use std::{
    process::ExitCode,
    sync::{Arc, Mutex},
};

use case::{Case, Run};
use graph_models::Json;
use libtest_mimic::{Arguments, Failed, Trial};
use report::Report;

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let examples = case::lines("examples.jsonl");
    let report = Arc::new(Mutex::new(Report::new(&examples[0]["empty"])));
    let cases = cases(&examples[1..]).into_iter();
    let trials = cases.map(|case| trial(case, &report)).collect();
    let conclusion = libtest_mimic::run(&args, trials);
    if !args.list {
        let report = report.lock().expect("no trial panics while it counts");
        report.print(std::env::var_os("EXAMPLES_LIST").is_some());
    }
    conclusion.exit_code()
}

fn cases(examples: &[Json]) -> Vec<Case> {
    #[cfg_attr(
        not(feature = "requests"),
        expect(unused_mut, reason = "no requests are added")
    )]
    let mut cases = round_trip::cases(examples, types::TYPES);
    #[cfg(feature = "requests")]
    cases.extend(requests::cases(&case::lines("requests.jsonl")[1..]));
    cases
}

fn trial(case: Case, report: &Arc<Mutex<Report>>) -> Trial {
    let kind = case.class.clone();
    match case.run {
        Run::Skipped(reason) => {
            let mut report = report.lock().expect("no trial panics while it counts");
            report.skipped(&case.class, &reason, &case.place);
            let name = format!("{} ({reason})", case.name);
            Trial::test(name, || Ok(()))
                .with_kind(kind)
                .with_ignored_flag(true)
        }
        Run::Tested(run) => {
            let report = Arc::clone(report);
            let test = move || {
                let outcome = run();
                let mut report = report.lock().expect("no trial panics while it counts");
                report.tested(&case.class, &outcome, &case.place);
                outcome
                    .failure
                    .map_or(Ok(()), |message| Err(Failed::from(message)))
            };
            Trial::test(case.name, test).with_kind(kind)
        }
    }
}
