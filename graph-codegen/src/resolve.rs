//! Pages → [`Api`]. Comes in: all pages. Goes out: the model and findings.
//! Knows neither Markdown nor Rust; collects everything, then decides.

mod names;
mod types;

use crate::{
    diagnostic::Diagnostic,
    model::{Api, ApiInfo, DiagnosticCounts},
    page::Page,
    source::Sources,
};
use names::Names;

/// Makes the model.
pub fn api(sources: &Sources, pages: &[Page], info: ApiInfo) -> (Api, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut names = Names::new(pages, &info.namespace);
    let (types, enums) = types::resolve(sources, pages, &info, &mut names, &mut diagnostics);
    let api = Api {
        format: 1,
        api: info,
        types,
        enums,
        operations: Vec::new(),
        examples: Vec::new(),
        diagnostics: DiagnosticCounts::default(),
    };
    (api, diagnostics)
}
