//! What pages mean. Each folder holds the pages of a case and, in `expect.txt`, the model and the findings that come of
//! them. `UPDATE_EXPECT=1` rewrites the expectations; read the difference. Bodies of examples against types are in `values`.

#[path = "../docs/mod.rs"]
mod docs;
#[path = "../model_text/mod.rs"]
mod model_text;
mod values;

use std::{fs, path::Path};

use graph_codegen::{
    analyze,
    model::ApiInfo,
    text::{PagePath, Sources},
};

#[test]
fn pages_mean_what_is_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut stale = Vec::new();
    for case in fs::read_dir(&root).expect("the folder can be listed") {
        let case = case.expect("can be read").path();
        if !case.is_dir() {
            continue;
        }
        let mut files = docs::files(&case);
        let (found, file) = (model(files.clone()), case.join("expect.txt"));
        files.reverse();
        assert_eq!(model(files), found, "{}: in another order", case.display());
        if update {
            fs::write(&file, found).expect("the folder can be written");
        } else if fs::read_to_string(&file).unwrap_or_default() != found {
            stale.push(format!("{}:\n{found}", case.display()));
        }
    }
    assert!(
        stale.is_empty(),
        "{}\nrun `UPDATE_EXPECT=1 cargo test -p graph-codegen --test cases` and read the difference",
        stale.join("\n")
    );
}

/// The model of pages and the codes of the findings.
fn model(files: Vec<(PagePath, Vec<u8>)>) -> String {
    let (sources, _) = Sources::from_bytes(files);
    let analysis = analyze(&sources, None, ApiInfo::default());
    let findings = analysis.diagnostics.iter().map(|found| {
        let place = found.span.map(|span| sources.place(span));
        let place = place.map_or(String::new(), |(path, line)| format!("{path}:{line}"));
        format!("{} {place}: {}\n", found.code.id, found.message)
    });
    model_text::text(&analysis.api, |_| true) + &findings.collect::<String>()
}
