//! `serve`: a local service that answers requests with the examples of the pages.

mod server;

use std::{fs, path::PathBuf, time::Duration};

use anyhow::Context;
use clap::Args;
use graph_codegen::{
    facts,
    service::{Service, Settings},
};

use self::server::{Faults, listen};
use super::options::Input;
use crate::{
    baseline::stop_on_errors,
    paths::{quote, show},
    terminal::{Failure, OrRun, Terminal, count},
};

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(super) input: Input,
    /// Port of 127.0.0.1; 0 for any free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Repeat the items of each list until it has so many, each with an `id` of its own
    #[arg(long, value_name = "N", default_value_t = 0)]
    items: usize,
    /// Items on a page of a list for requests without `$top` [default: all]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    page_size: usize,
    /// Refuse requests without `Authorization: Bearer …` with status 401
    #[arg(long)]
    require_token: bool,
    /// Share of requests to answer with status 429 and `Retry-After: 1`, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    throttle: f64,
    /// Share of requests whose connection breaks before or within the answer, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    drop: f64,
    /// Time before each answer, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 0)]
    delay: u64,
    /// Chooses the requests that `--throttle` and `--drop` meet: the same number, the same choice
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Serve nothing: send each documented request to the service and print which are not answered with their example
    #[arg(long)]
    check: bool,
    /// Serve nothing: try requests from a file, one `METHOD URL` on a line, and print those that are refused
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    requests: Option<PathBuf>,
}

/// Runs until it is interrupted.
pub(super) fn run(args: &Serve, terminal: &Terminal) -> Result<(), Failure> {
    let docs = args.input.folder();
    let again = format!("`cargo xtask serve --docs {}`", quote(&docs));
    terminal.progress("reading pages");
    let pages = args
        .input
        .read(None)
        .or_run("`cargo xtask serve --docs DIR` with the folder that holds `api/` and `resources/`")?;
    terminal.progress("analyzing pages");
    let analysis = pages.analyze();
    stop_on_errors(&[&pages.diagnostics[..], &analysis.diagnostics].concat())?;
    // The service lives as long as the process.
    let api = &*Box::leak(Box::new(analysis.api));
    let facts = &*Box::leak(Box::new(facts::facts(api)));
    if let Some(file) = &args.requests {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", show(file)));
        let service = Service::new(api, facts, args.settings(0));
        terminal.clear();
        return try_requests(&text.or_run(&again)?, &service, terminal, &again);
    }
    if args.check {
        terminal.progress("trying all examples");
        let service = Service::new(api, facts, args.settings(0));
        terminal.result(&coverage(&service));
        return Ok(());
    }
    let listener = listen(args.port).or_run("`cargo xtask serve --port 0`, which takes any free port")?;
    let service = Service::new(api, facts, args.settings(listener.port));
    terminal.clear();
    let (operations, examples) = service.counts();
    terminal.result(&format!(
        "{}/{}: {}, {}; Ctrl-C ends\n",
        listener.base(),
        api.api.version,
        count(operations, "operation"),
        count(examples, "example"),
    ));
    let faults = Faults {
        drop: args.drop,
        delay: Duration::from_millis(args.delay),
    };
    listener.serve(service, faults, terminal).or_run(&again)
}

impl Serve {
    fn settings(&self, port: u16) -> Settings {
        Settings {
            base: server::base(port),
            items: self.items,
            page_size: self.page_size,
            throttle: self.throttle,
            seed: self.seed,
            token: self.require_token,
        }
    }
}

fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text
        .parse()
        .map_err(|_| "expected a number from 0 to 1".to_owned())?;
    if (0.0..=1.0).contains(&share) {
        Ok(share)
    } else {
        Err("expected a number from 0 to 1".to_owned())
    }
}

/// How many documented requests are answered with their example, then the others.
fn coverage(service: &Service<'_>) -> String {
    let proof = service.prove();
    let all = proof.answered + proof.unproved.len();
    let percent = 100.0 * proof.answered as f64 / all.max(1) as f64;
    let mut text = format!(
        "{} of {all} documented requests are answered with their example ({percent:.1} %)\n",
        proof.answered
    );
    for one in &proof.unproved {
        text.push_str(&format!(
            "{}: {} {}: {}\n",
            one.source, one.method, one.url, one.reason
        ));
    }
    text
}

/// Sends the requests of a file to the service.
fn try_requests(text: &str, service: &Service<'_>, terminal: &Terminal, again: &str) -> Result<(), Failure> {
    let requests = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut tried, mut refused) = (0, 0);
    for line in requests {
        let mut words = line.split_whitespace();
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Err(Failure::new(
                format!("expected `METHOD URL`, found `{line}`"),
                again,
            ));
        };
        tried += 1;
        let answer = service.answer(&service.request(method, target), &mut service.state());
        if answer.refused {
            refused += 1;
            terminal.result(&format!("{} {method} {target}: {}\n", answer.status, answer.log));
        }
    }
    terminal.result(&format!("{}, {refused} refused\n", count(tried, "request")));
    Ok(())
}
