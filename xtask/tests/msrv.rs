//! What the workspace promises of its oldest compiler, its dependencies promise, too. Whether its own code compiles with that one
//! is found out in `.github/workflows/release.yml`, where it can be had.

use std::process::Command;

use serde_json::Value;

/// `1.88` and `1.88.0` as numbers.
fn version(text: &str) -> Vec<u64> {
    let mut numbers: Vec<_> = text
        .split('.')
        .map(|part| part.parse().expect("a number"))
        .collect();
    numbers.resize(3, 0);
    numbers
}

fn output(program: &str, args: &[&str]) -> String {
    let run = Command::new(program)
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("text")
}

#[test]
fn no_dependency_needs_a_newer_compiler() {
    let told = output("rustc", &["-vV"]);
    let host = told
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("rustc tells its host");
    let cargo = std::env::var("CARGO").unwrap_or("cargo".to_owned());
    // For this host only, so that nothing is fetched that is not here.
    let metadata = output(
        &cargo,
        &[
            "metadata",
            "--format-version=1",
            "--locked",
            "--filter-platform",
            host,
        ],
    );
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    let of = |package: &Value| package["rust_version"].as_str().map(version);
    let ours = packages
        .iter()
        .find(|package| package["name"] == "graph-models")
        .and_then(of);
    let ours = ours.expect("graph-models says what it needs");
    let newer: Vec<_> = packages
        .iter()
        .filter(|package| of(package).is_some_and(|needed| needed > ours))
        .collect();
    let told = |package: &&Value| {
        format!(
            "{} {} needs {}",
            package["name"], package["version"], package["rust_version"]
        )
    };
    assert!(
        newer.is_empty(),
        "{:#?}",
        newer.iter().map(told).collect::<Vec<_>>()
    );
}
