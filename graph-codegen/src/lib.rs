//! Reads reference pages of Microsoft Graph and writes Rust: models, requests and the tests of both.
//!
//! A pure library: texts in, texts and findings out; no files, no environment, no clock, no printing.
//! The stages, as `ARCHITECTURE.md` beside this crate's manifest describes them:
//!
//! ```
//! use graph_codegen::{analyze, generate, model::ApiInfo, read, text::PagePath};
//!
//! let page = "# thing resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n\
//!     |Property|Type|Description|\n|:--|:--|:--|\n|name|String|The name.|\n";
//! let (sources, _) = read([(PagePath::new("resources/thing.md"), page.into())]);
//! let analysis = analyze(&sources, None, ApiInfo::default());
//! let generated = generate(&sources, &analysis.api);
//! assert!(generated.tree.get("src/generated/models/thing.rs").is_some());
//! ```

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
pub mod report;
pub mod resolve;
pub mod route;
pub mod rust;
pub mod service;
pub mod testgen;
pub mod text;

use compare::{rust_names, surface};
use diagnostic::{Diagnostic, Severity, codes};
use model::{Api, ApiInfo};
use output::OutputTree;
use page::{Page, parse};
use text::{FileId, PagePath, Sources};

/// Decodes files. Bytes that are not UTF-8 are replaced, with a finding for each file that has some.
pub fn read(files: impl IntoIterator<Item = (PagePath, Vec<u8>)>) -> (Sources, Vec<Diagnostic>) {
    let (sources, invalid) = Sources::from_bytes(files);
    let finding = |span| {
        Diagnostic::new(&codes::NOT_UTF8, span, "bytes that are not UTF-8")
            .help("save the file as UTF-8; the bytes are read as U+FFFD")
    };
    (sources, invalid.into_iter().map(finding).collect())
}

/// What the pages say and what it means.
pub struct Analysis {
    /// What the pages say, after overrides.
    pub pages: Vec<Page>,
    /// What the API is.
    pub api: Api,
    /// The findings, in order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses the pages and resolves them to the model. `overrides` is a file among the sources.
pub fn analyze(sources: &Sources, overrides: Option<FileId>, info: ApiInfo) -> Analysis {
    let (mut pages, mut diagnostics) = parse::pages(sources);
    if pages.is_empty() {
        diagnostics.push(
            Diagnostic::global(&codes::NO_PAGES, "no pages in `api/` or `resources/`")
                .help("name the folder that holds both"),
        );
    }
    diagnostics.extend(overrides::apply(sources, overrides, &mut pages));
    let (mut api, found) = resolve::api(sources, &pages, info);
    diagnostics.extend(found);
    diagnostics.extend(overrides::unused(sources, &mut pages, &api));
    resolve::coverage::finalize(sources, &mut pages, &api, &diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    let count = |severity| {
        let severities = diagnostics.iter().map(Diagnostic::severity);
        severities.filter(|known| *known == severity).count()
    };
    api.diagnostics.error = count(Severity::Error);
    api.diagnostics.warning = count(Severity::Warning);
    Analysis {
        pages,
        api,
        diagnostics,
    }
}

/// Checks a model without writing Rust: examples that contradict it, names that collide.
pub fn check(sources: &Sources, api: &Api) -> Vec<Diagnostic> {
    let facts = facts::facts(api);
    let examples = facts::examples::check_examples(api, &facts);
    let (mut diagnostics, lowered) = rayon::join(
        || facts::examples::findings(sources, &examples),
        || lower::lower(api, &facts),
    );
    diagnostics.extend(lowered.diagnostics);
    diagnostics
}

/// Sets `rust` of every item of a model: what it is called in the crate that [`generate`] makes.
pub fn name_in_rust(api: &mut Api) {
    let lowered = lower::lower(api, &facts::facts(api));
    rust_names::name_items(api, &lowered.krate);
}

/// A generated crate.
pub struct Generated {
    /// Its files by path below the root of the crate.
    pub tree: OutputTree,
    /// The findings of [`check`].
    pub diagnostics: Vec<Diagnostic>,
}

/// Generates the crate of a model.
pub fn generate(sources: &Sources, api: &Api) -> Generated {
    let facts = facts::facts(api);
    let examples = facts::examples::check_examples(api, &facts);
    let (mut diagnostics, (lowered, tests)) = rayon::join(
        || facts::examples::findings(sources, &examples),
        || {
            let lowered = lower::lower(api, &facts);
            let tests = testgen::test_cases(api, &facts, &examples, &lowered);
            (lowered, tests)
        },
    );
    diagnostics.extend(lowered.diagnostics);
    let krate = &lowered.krate;
    let (rust, (surface, data)) = rayon::join(
        || emit::files(krate, &tests),
        || rayon::join(|| surface::text(api, krate), || tests.files()),
    );
    let mut tree = OutputTree::default();
    tree.insert(surface::FILE, surface);
    for (path, text) in rust {
        tree.insert(path, text);
    }
    for (path, text) in data {
        tree.insert(path, text);
    }
    Generated { tree, diagnostics }
}
