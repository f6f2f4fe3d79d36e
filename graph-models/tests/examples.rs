//! Round trips of the pages' examples, driven by `generated/examples.jsonl`: JSON → the documented type → JSON.
//! `cargo test create_message` runs the cases with that in their names; `EXAMPLES_LIST=1` lists every finding at the end.

#[path = "examples/account.rs"]
mod account;
#[path = "examples/case.rs"]
mod case;
#[path = "examples/compare.rs"]
mod compare;
#[rustfmt::skip]
#[path = "generated/types.rs"]
mod types;

use std::{
    collections::BTreeMap,
    process::ExitCode,
    sync::{Arc, Mutex},
};

use account::Account;
use case::{Case, Run};
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

type Types = BTreeMap<&'static str, fn() -> Box<dyn graph_models::runtime::Field>>;

fn trial(case: Case, types: Arc<Types>, account: Arc<Mutex<Account>>) -> Trial {
    let kind = case.class.clone();
    let (name, skipped) = match &case.run {
        Run::Skipped(reason) => (format!("{} ({reason})", case.name), true),
        Run::Tried(_) => (case.name.clone(), false),
    };
    if skipped {
        let mut account = account.lock().expect("no trial panics while it counts");
        account.skipped(&case);
    }
    let test = move || {
        let outcome = case::run(&case, &types);
        let mut account = account.lock().expect("no trial panics while it counts");
        account.tried(&case, &outcome);
        outcome.map(drop).map_err(Failed::from)
    };
    Trial::test(name, test).with_kind(kind).with_ignored_flag(skipped)
}
