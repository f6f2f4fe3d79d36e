//! The pages' example requests, driven by `generated/requests.jsonl`: each is built again by the methods of the builders
//! and compared with the text of its page. `cargo test create_message` runs the cases with that in their names;
//! `EXAMPLES_LIST=1` lists every finding at the end.

#[path = "requests/account.rs"]
mod account;
#[path = "requests/body.rs"]
mod body;
#[allow(
    unused_imports,
    clippy::match_single_binding,
    reason = "pages without example requests need none"
)]
#[rustfmt::skip]
#[path = "generated/requests.rs"]
mod builders;
#[allow(dead_code, reason = "not all pages have calls of every kind")]
#[path = "requests/calls.rs"]
mod calls;
#[path = "requests/case.rs"]
mod case;
#[path = "requests/url.rs"]
mod url;

use std::{
    process::ExitCode,
    sync::{Arc, Mutex},
};

use account::Account;
use case::{Case, Run};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let account = Arc::new(Mutex::new(Account::default()));
    let trials = case::load().into_iter().map(|case| trial(case, &account));
    let conclusion = libtest_mimic::run(&args, trials.collect());
    if !args.list {
        let account = account.lock().expect("no trial panics while it counts");
        account.print(std::env::var_os("EXAMPLES_LIST").is_some());
    }
    conclusion.exit_code()
}

fn trial(case: Case, account: &Arc<Mutex<Account>>) -> Trial {
    let account = Arc::clone(account);
    let (name, skipped) = match &case.run {
        Run::Skipped(reason) => (format!("{} ({reason})", case.name), true),
        Run::Built(_) => (case.name.clone(), false),
    };
    if let Run::Skipped(reason) = &case.run {
        let mut account = account.lock().expect("no trial panics while it counts");
        account.skipped(&case, reason);
    }
    let test = move || {
        let outcome = case::run(&case);
        let mut account = account.lock().expect("no trial panics while it counts");
        account.tried(&case, &outcome);
        match outcome.faults.as_slice() {
            [] => Ok(()),
            faults => Err(Failed::from(format!("{}\n  {}", case.place, faults.join("\n  ")))),
        }
    };
    Trial::test(name, test).with_ignored_flag(skipped)
}
