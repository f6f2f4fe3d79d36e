//! Holds the model against ten pages of the 2023–2026 format: `stated.txt` has what they say, read by a person.
//! The pages are in `GRAPH_DOCS_MODERN`, else in `modern/v1.0` beside `GRAPH_DOCS`.
#![allow(clippy::print_stderr, reason = "a test that does nothing must say why")]

#[path = "../docs/mod.rs"]
mod docs;
#[path = "../model_text/mod.rs"]
mod model_text;

use std::{env, fs, path::Path, path::PathBuf};

use graph_codegen::{analyze, diagnostic::Severity, model::ApiInfo, resolve::coverage, text::Sources};

#[test]
fn modern_pages_say_what_they_say() {
    let Some(folder) = folder() else {
        eprintln!(
            "neither GRAPH_DOCS_MODERN nor GRAPH_DOCS is set: name a folder that holds `api/` and `resources/`"
        );
        return;
    };
    let (sources, _) = Sources::from_bytes(docs::files(&folder));
    let analysis = analyze(&sources, None, ApiInfo::default());
    assert_eq!(
        coverage::coverage_report(&sources, &analysis.pages).unexplained,
        []
    );
    let found = analysis.diagnostics.iter();
    let errors: Vec<_> = found
        .filter(|found| found.severity() == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/modern_pages/stated.txt");
    let stated = fs::read_to_string(&file).expect("lies beside the test");
    // The names of what is compared stand at the start of a line.
    let names: Vec<_> = stated.lines().filter(|line| !line.starts_with(' ')).collect();
    let told = model_text::text(&analysis.api, |name| names.contains(&name));
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&file, told).expect("can be written");
    } else {
        assert_eq!(told, stated, "see {}", file.display());
    }
}

fn folder() -> Option<PathBuf> {
    if let Some(folder) = env::var_os("GRAPH_DOCS_MODERN") {
        return Some(folder.into());
    }
    let beside = PathBuf::from(env::var_os("GRAPH_DOCS")?).join("../modern/v1.0");
    beside.is_dir().then_some(beside)
}
