//! The commands in the workflows and in the guide exist: `xtask` parses its own, and options of cargo are looked up in
//! `cargo … --help`.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use yaml_rust2::{Yaml, YamlLoader};

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn workflow(name: &str) -> Yaml {
    let text = read(&format!(".github/workflows/{name}.yml"));
    let mut documents = YamlLoader::load_from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(documents.len(), 1, "{name}");
    documents.remove(0)
}

/// Everything that a key holds, at any depth.
fn all<'y>(yaml: &'y Yaml, key: &str, found: &mut Vec<&'y str>) {
    match yaml {
        Yaml::Hash(entries) => {
            for (name, value) in entries {
                match (name.as_str(), value.as_str()) {
                    (Some(name), Some(value)) if name == key => found.push(value),
                    _ => all(value, key, found),
                }
            }
        }
        Yaml::Array(items) => items.iter().for_each(|item| all(item, key, found)),
        _ => {}
    }
}

/// The values of a key that are true or false, at any depth.
fn bools(yaml: &Yaml, key: &str) -> Vec<bool> {
    match yaml {
        Yaml::Hash(entries) => {
            let of = |(name, value): (&Yaml, &Yaml)| match (name.as_str(), value) {
                (Some(name), Yaml::Boolean(value)) if name == key => vec![*value],
                _ => bools(value, key),
            };
            entries.iter().flat_map(of).collect()
        }
        Yaml::Array(items) => items.iter().flat_map(|item| bools(item, key)).collect(),
        _ => Vec::new(),
    }
}

fn values(yaml: &Yaml, key: &str) -> Vec<String> {
    let mut found = Vec::new();
    all(yaml, key, &mut found);
    found.into_iter().map(str::to_owned).collect()
}

/// What programs in the scripts say, in a form that stands for it: some options look at their values.
const SAID: [(&str, &str); 2] = [
    ("$(git -C target/docs rev-parse HEAD)", "0a1b2c3"),
    (
        "$(git -C target/docs show --no-patch --format=%cs HEAD)",
        "2026-02-28",
    ),
];

/// The commands of cargo in a script, as words. Knows the shell as far as the scripts here use it.
fn commands(script: &str) -> Vec<Vec<String>> {
    let script = SAID
        .iter()
        .fold(script.replace("\\\n", " "), |script, (program, said)| {
            script.replace(program, said)
        });
    let lines = script.lines().filter(|line| !line.trim_start().starts_with('#'));
    let starts = lines.filter_map(|line| {
        let start = line.find("cargo ").filter(|at| {
            let before = &line[..*at];
            before.is_empty() || before.ends_with([' ', '(', '"'])
        });
        start.map(|at| &line[at..])
    });
    starts.map(words).collect()
}

/// Up to what is no word of the command.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut depth = 0;
    let mut quote = None;
    for c in command.chars() {
        match c {
            '"' | '\'' if depth == 0 && (quote.is_none() || quote == Some(c)) => {
                quote = if quote.is_some() { None } else { Some(c) };
            }
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            '>' | '|' | ';' | '&' | '#' | '<' if depth == 0 && quote.is_none() => break,
            c if c.is_whitespace() && depth == 0 && quote.is_none() => words.push(String::new()),
            c => words.last_mut().expect("starts with one").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Why a command is none that there is.
fn fault(command: &[String], helps: &mut BTreeMap<String, String>) -> Option<String> {
    let words: Vec<&str> = command.iter().map(String::as_str).collect();
    let own = match words.as_slice() {
        ["cargo", "xtask", rest @ ..] => Some(rest),
        ["cargo", "run", rest @ ..] if rest.contains(&"xtask") => {
            let end = rest.iter().position(|word| *word == "--");
            end.map(|end| &rest[end + 1..])
        }
        _ => None,
    };
    let of_cargo = |helps: &mut BTreeMap<String, String>| match words.get(1) {
        Some(name) => unknown_to_cargo(name, &words[2..], helps),
        None => Some("no command".to_owned()),
    };
    match own {
        None => of_cargo(helps),
        Some(rest) => unknown_here(rest).or_else(|| (words[1] == "run").then(|| of_cargo(helps)).flatten()),
    }
}

/// `--help` at the end: all before it is parsed, nothing is run.
fn unknown_here(words: &[&str]) -> Option<String> {
    let run = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(words)
        .arg("--help")
        .output();
    let run = run.expect("the command starts");
    let text = String::from_utf8_lossy(&run.stderr).into_owned();
    (!run.status.success()).then_some(text)
}

fn unknown_to_cargo(name: &str, words: &[&str], helps: &mut BTreeMap<String, String>) -> Option<String> {
    // Clippy takes the options of `check` and lists none of them.
    let name = if name == "clippy" { "check" } else { name };
    let help = helps.entry(name.to_owned()).or_insert_with(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let run = Command::new(cargo)
            .args([name, "-h"])
            .output()
            .expect("cargo starts");
        String::from_utf8_lossy(&run.stdout).into_owned()
    });
    let known: Vec<_> = help
        .split(|c: char| c.is_whitespace() || ",[]=".contains(c))
        .collect();
    if known.is_empty() || !help.contains("Usage") && !help.contains("USAGE") {
        return Some(format!("cargo has no `{name}`"));
    }
    let options = words.iter().take_while(|word| **word != "--");
    let mut options = options.filter(|word| word.starts_with('-'));
    options
        .find(|option| !known.contains(&option.split('=').next().unwrap_or_default()))
        .map(|option| format!("cargo {name} has no {option}"))
}

#[track_caller]
fn check(name: &str, script: &str, helps: &mut BTreeMap<String, String>) -> usize {
    let commands = commands(script);
    for command in &commands {
        if let Some(fault) = fault(command, helps) {
            panic!("{name}: {}: {fault}", command.join(" "));
        }
    }
    commands.len()
}

#[test]
fn the_commands_of_the_workflows_exist() {
    let mut helps = BTreeMap::new();
    for (name, at_least) in [("ci", 4), ("update", 4)] {
        let workflow = workflow(name);
        let scripts = values(&workflow, "run");
        let count: usize = scripts.iter().map(|script| check(name, script, &mut helps)).sum();
        assert!(count >= at_least, "{name}: {count} commands in {scripts:?}");
    }
}

#[test]
fn actions_are_pinned_and_permissions_are_set() {
    for name in ["ci", "release", "update"] {
        let workflow = workflow(name);
        let uses = values(&workflow, "uses");
        assert!(!uses.is_empty(), "{name}");
        for action in &uses {
            let (_, version) = action
                .split_once('@')
                .unwrap_or_else(|| panic!("{action} has no version"));
            let hash = version.len() == 40 && version.chars().all(|c| c.is_ascii_hexdigit());
            assert!(hash, "{name}: {action} is not pinned to a commit");
        }
        let checkouts = uses
            .iter()
            .filter(|action| action.starts_with("actions/checkout@"));
        let keep_none = bools(&workflow, "persist-credentials");
        assert_eq!(
            keep_none,
            vec![false; checkouts.count()],
            "{name}: a checkout keeps its token"
        );
        assert!(!workflow["permissions"].is_badvalue(), "{name} states no rights");
        assert!(
            workflow["jobs"].as_hash().is_some_and(|jobs| !jobs.is_empty()),
            "{name}"
        );
    }
}

/// Pages come from strangers: what runs on their texts has no token, and what has one runs nothing of theirs.
#[test]
fn no_job_of_the_update_has_a_token_and_runs_what_pages_became() {
    let workflow = workflow("update");
    assert!(
        workflow["permissions"]
            .as_hash()
            .is_some_and(|rights| rights.is_empty())
    );
    let jobs = workflow["jobs"].as_hash().expect("has jobs");
    let mut writing = 0;
    for (name, job) in jobs {
        let rights = job["permissions"].as_hash().expect("states its rights");
        let writes = rights.values().any(|right| right.as_str() != Some("read"));
        let scripts = values(job, "run").join("\n");
        let token = ["github.token", "secrets."]
            .iter()
            .any(|token| format!("{job:?}").contains(token));
        assert!(
            !(writes || token) || !scripts.contains("cargo"),
            "{name:?}: {scripts}"
        );
        writing += usize::from(writes);
        for command in commands(&scripts) {
            let builds = ["build", "run", "test"].iter().any(|name| command[1] == *name);
            assert!(!builds || command.contains(&"--locked".to_owned()), "{command:?}");
        }
    }
    assert_eq!((jobs.len(), writing), (2, 1));
}

#[test]
fn the_workflow_runs_what_the_readme_shows_and_the_script() {
    let scripts = values(&workflow("ci"), "run");
    let readme = read("README.md");
    let (_, after) = readme.split_once("```sh\n").expect("shows commands");
    let (shown, _) = after.split_once("```").expect("the block ends");
    for command in commands(shown) {
        assert!(scripts.contains(&command.join(" ")), "{command:?} in {scripts:?}");
    }
    assert!(scripts.iter().any(|script| script == ".ci/run"), "{scripts:?}");
}

#[test]
fn the_commands_of_the_guide_exist() {
    let guide = read(".github/CONTRIBUTING.md");
    let blocks: Vec<_> = guide.split("```sh\n").skip(1).collect();
    assert!(blocks.len() >= 3, "{} blocks", blocks.len());
    let mut helps = BTreeMap::new();
    for block in blocks {
        let (script, _) = block.split_once("```").expect("the block ends");
        assert!(check("CONTRIBUTING.md", script, &mut helps) > 0, "{script}");
    }
    // What stands in the text.
    for line in guide.lines() {
        for command in line.split('`').filter(|word| word.starts_with("cargo ")) {
            check("CONTRIBUTING.md", command, &mut helps);
        }
    }
}

#[test]
fn files_that_the_guide_names_are_there() {
    let guide = read(".github/CONTRIBUTING.md");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let named = guide.split('`').skip(1).step_by(2);
    let named: Vec<_> = named
        .filter(|word| {
            word.trim_end_matches('/').contains('/')
                && !word.contains(char::is_whitespace)
                && !word.contains(['*', '<', '{'])
        })
        .collect();
    assert!(named.len() > 5, "{named:?}");
    for path in named {
        assert!(root.join(path).exists(), "{path}");
    }
}

#[test]
fn commands_that_do_not_exist_are_found() {
    let mut helps = BTreeMap::new();
    let mut find = |script: &str| {
        let commands = commands(script);
        assert_eq!(commands.len(), 1, "{script}");
        fault(&commands[0], &mut helps)
    };
    assert_eq!(find("if cargo xtask gen --check; then"), None);
    assert_eq!(
        find("X=1 cargo test -p xtask --test recipes -- --nocapture"),
        None
    );
    assert_eq!(
        find("cargo run --release -p xtask -- lint --format json > \"$OUT\""),
        None
    );
    for script in [
        "cargo xtask gen --chekc",
        "cargo xtask lint --format xml",
        "cargo run --release -p xtask -- genn",
        "cargo run --relaese -p xtask -- gen",
        "cargo tset",
        "cargo test --workspaec",
    ] {
        assert!(find(script).is_some(), "{script}");
    }
}
