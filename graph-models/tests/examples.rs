//! Round trips of the pages' examples, driven by `generated/examples.jsonl`: JSON → the documented type → JSON.
//! `cargo test create_message` runs the cases with that in their names; `EXAMPLES_LIST=1` lists what is not run, and why.

#[path = "examples/account.rs"]
mod account;
#[path = "examples/case.rs"]
mod case;
#[path = "examples/compare.rs"]
mod compare;
#[path = "examples/place.rs"]
mod place;
#[path = "examples/show.rs"]
mod show;
#[path = "examples/trial.rs"]
mod trial;
#[rustfmt::skip]
#[path = "generated/types.rs"]
mod types;

use std::{
    collections::BTreeMap,
    process::ExitCode,
    sync::{Arc, Mutex},
};

use account::Account;
use case::{Case, Run, Tried};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let (empty, cases) = case::load();
    let account = Arc::new(Mutex::new(Account::default()));
    let types = Arc::new(types::TYPES.iter().copied().collect());
    let trials = cases
        .into_iter()
        .map(|case| trial(case, Arc::clone(&types), Arc::clone(&account)));
    let conclusion = libtest_mimic::run(&args, trials.collect());
    if !args.list {
        let account = account.lock().expect("no trial panics while it counts");
        account.print(empty, std::env::var_os("EXAMPLES_LIST").is_some());
    }
    conclusion.exit_code()
}

type Types = BTreeMap<&'static str, trial::Make>;

fn trial(case: Case, types: Arc<Types>, account: Arc<Mutex<Account>>) -> Trial {
    let kind = case.class.clone();
    match &case.run {
        Run::Skipped(reason) => {
            let name = format!("{} ({reason})", case.name);
            let mut account = account.lock().expect("no trial panics while it counts");
            account.skipped(&case, reason);
            Trial::test(name, || Ok(()))
                .with_kind(kind)
                .with_ignored_flag(true)
        }
        Run::Tried(_) => {
            let name = case.name.clone();
            let test = move || match &case.run {
                Run::Tried(tried) => try_one(&case, tried, &types, &account),
                Run::Skipped(_) => Ok(()),
            };
            Trial::test(name, test).with_kind(kind)
        }
    }
}

fn try_one(case: &Case, tried: &Tried, types: &Types, account: &Mutex<Account>) -> Result<(), Failed> {
    let comparison = trial::run(tried, types);
    let mut account = account.lock().expect("no trial panics while it counts");
    account.tried(case, &comparison);
    match comparison.faults.is_empty() {
        true => Ok(()),
        false => {
            let documents = show::Documents {
                page: &show::page,
                types: show::types(case::lines("rows.jsonl")),
            };
            Err(Failed::from(show::text(case, &comparison, &documents)))
        }
    }
}
