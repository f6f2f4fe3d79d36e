//! Reads reference pages of Microsoft Graph and writes Rust: models, requests and the tests of both.
//!
//! A pure library: texts in, texts and findings out; no files, no environment, no clock, no printing.
//! `ARCHITECTURE.md` beside this crate's manifest tells the stages.

mod collections;
pub mod compare;
pub mod diagnostic;
pub mod emit;
pub mod facts;
pub mod lower;
pub mod markdown;
pub mod model;
pub mod output;
pub mod overrides;
pub mod page;
pub mod render;
pub mod report;
pub mod resolve;
pub mod route;
pub mod rust;
pub mod text;

use rayon::prelude::*;

use compare::inventory;
use diagnostic::{Diagnostic, Severity, codes};
use model::{Api, ApiInfo};
use output::OutputTree;
use page::{Page, parse};
use text::{FileId, Sources};

/// Pages read and understood.
pub struct Understood {
    /// What the pages say, after overrides.
    pub pages: Vec<Page>,
    /// What the API is.
    pub api: Api,
    /// What is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the pages and makes the model. `overrides` is a text among the sources.
pub fn understand(sources: &Sources, overrides: Option<FileId>, info: ApiInfo) -> Understood {
    let (mut pages, mut diagnostics) = parse::pages(sources);
    if pages.is_empty() {
        diagnostics.push(
            Diagnostic::global(&codes::NO_PAGES, "no pages in `api/` or `resources/`")
                .help("name the folder that holds both"),
        );
    }
    diagnostics.extend(overrides::apply(sources, overrides, &mut pages));
    diagnostics.extend(overrides::needless(sources, &mut pages, &info));
    let (mut api, found) = resolve::api(sources, &pages, info);
    diagnostics.extend(found);
    resolve::coverage::settle(sources, &mut pages, &api, &diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity() == severity)
            .count()
    };
    api.diagnostics.error = count(Severity::Error);
    api.diagnostics.warning = count(Severity::Warning);
    Understood {
        pages,
        api,
        diagnostics,
    }
}

/// The findings of the stages behind the model: examples that do not fit it, names that collide. Writes no Rust.
pub fn examine(sources: &Sources, api: &Api) -> Vec<Diagnostic> {
    lowered(sources, api).1
}

/// Makes the Rust for a model: files below the root of the crate, and the findings of [`examine`].
pub fn generate(sources: &Sources, api: &Api) -> (OutputTree, Vec<Diagnostic>) {
    let (krate, diagnostics) = lowered(sources, api);
    let (rust, data) = rayon::join(|| rust(&krate), || data(api, &krate));
    let mut tree = OutputTree::default();
    for (path, text) in rust {
        tree.insert(path, text);
    }
    for (path, text) in data {
        tree.insert(path, text);
    }
    (tree, diagnostics)
}

/// The files of Rust, by path.
fn rust(krate: &rust::Krate) -> Vec<(String, String)> {
    let parts = emit::parts(krate).into_par_iter();
    // Syntax trees stay on their thread.
    let files = parts.map(|part| {
        let file = emit::file(part);
        (file.path.clone(), render::text(file))
    });
    files.collect()
}

/// What tests and the next run read, by path.
fn data(api: &Api, krate: &rust::Krate) -> [(&'static str, String); 5] {
    let (inventory, [cases, account, rows, calls]) = rayon::join(
        || inventory::of(api, krate).text(&api.api.label),
        || {
            [
                render::cases(&krate.examples),
                render::account(&krate.examples),
                render::rows(&krate.examples),
                render::calls(&krate.calls),
            ]
        },
    );
    [
        (inventory::FILE, inventory),
        ("tests/generated/examples.jsonl", cases),
        ("tests/generated/examples.md", account),
        ("tests/generated/rows.jsonl", rows),
        ("tests/generated/requests.jsonl", calls),
    ]
}

fn lowered(sources: &Sources, api: &Api) -> (rust::Krate, Vec<Diagnostic>) {
    let facts = facts::facts(api);
    let proof = facts::proof::proof(api, &facts);
    let (mut diagnostics, (krate, found)) = rayon::join(
        || facts::proof::findings(sources, &proof),
        || lower::krate(api, &facts, &proof),
    );
    diagnostics.extend(found);
    (krate, diagnostics)
}
