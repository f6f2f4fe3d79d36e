//! Compiler, licence and source of every dependency.
//!
//! The workflow `release.yml` compiles with the oldest compiler and runs all checks of `cargo deny`, which takes minutes
//! to install; this test needs only what cargo has downloaded anyway.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use serde_json::Value;
use spdx::{Expression, ParseMode};
use toml::Table;

fn output(program: &str, args: &[&str]) -> String {
    let run = Command::new(program)
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("is UTF-8")
}

/// All packages that are compiled on this host, this workspace's own included.
fn packages() -> Vec<Value> {
    let version = output("rustc", &["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.expect("rustc prints its host");
    let cargo = std::env::var("CARGO").unwrap_or("cargo".to_owned());
    // For other hosts, cargo would download more.
    let args = [
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform",
        host,
    ];
    let mut metadata: Value = serde_json::from_str(&output(&cargo, &args)).expect("is JSON");
    serde_json::from_value(metadata["packages"].take()).expect("is a list")
}

/// `1.88` and `1.88.0` as numbers.
fn version(text: &str) -> Vec<u64> {
    let numbers = text.split('.').map(|part| part.parse().expect("a number"));
    let mut numbers: Vec<_> = numbers.collect();
    numbers.resize(3, 0);
    numbers
}

/// Name and version of each package that has a fault, with the fault.
fn faults(packages: &[Value], fault: impl Fn(&Value) -> Option<String>) -> BTreeSet<String> {
    let line = |package: &Value| {
        let fault = fault(package)?;
        Some(format!("{} {}: {fault}", package["name"], package["version"]))
    };
    packages.iter().filter_map(line).collect()
}

#[test]
fn no_dependency_needs_a_newer_compiler() {
    let packages = packages();
    let needed = |package: &Value| package["rust_version"].as_str().map(version);
    let ours = packages
        .iter()
        .find(|package| package["name"] == "graph-models")
        .and_then(needed);
    let ours = ours.expect("graph-models has a `rust-version`");
    let newer = faults(&packages, |package| {
        needed(package)
            .filter(|needed| *needed > ours)
            .map(|_| format!("needs {}", package["rust_version"]))
    });
    assert_eq!(newer, BTreeSet::new());
}

#[test]
fn every_licence_and_source_is_allowed() {
    let deny = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deny.toml");
    let deny: Table = fs::read_to_string(deny)
        .expect("is there")
        .parse()
        .expect("is TOML");
    let allowed = deny["licenses"]["allow"].as_array().expect("is a list");
    let allowed: BTreeSet<_> = allowed.iter().filter_map(toml::Value::as_str).collect();
    let is_allowed = |licence: &str| {
        let expression = Expression::parse_mode(licence, ParseMode::LAX);
        expression.is_ok_and(|expression| {
            expression.evaluate(|licence| {
                let id = licence.license.id();
                id.is_some_and(|id| allowed.contains(id.name))
            })
        })
    };
    let licences = faults(&packages(), |package| {
        let licence = package["license"].as_str().unwrap_or_default();
        (!is_allowed(licence)).then(|| format!("licence {licence:?}"))
    });
    assert_eq!(licences, BTreeSet::new());
    let sources = faults(&packages(), |package| {
        let source = package["source"].as_str()?;
        (source != "registry+https://github.com/rust-lang/crates.io-index").then(|| source.to_owned())
    });
    assert_eq!(sources, BTreeSet::new());
}
