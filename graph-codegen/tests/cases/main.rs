//! What pages mean: each folder holds the pages of a case and the model and the findings that come of them. Bodies of
//! examples against types are in `values`.

#[path = "../docs/cases.rs"]
mod cases;
#[path = "../docs/mod.rs"]
mod docs;
#[path = "../model_text/mod.rs"]
mod model_text;
mod values;

use graph_codegen::{
    analyze,
    model::ApiInfo,
    text::{PagePath, Sources},
};

#[test]
fn pages_mean_what_is_expected() {
    cases::compare("cases", model);
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
