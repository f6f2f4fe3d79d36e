//! Pages → [`Api`]. Comes in: all pages. Goes out: the model and findings.
//! Knows neither Markdown nor Rust; collects everything, then decides.

use crate::{
    diagnostic::Diagnostic,
    model::{Api, ApiInfo, DiagnosticCounts},
    page::Page,
    source::Sources,
};

/// Makes the model.
pub fn api(_sources: &Sources, _pages: &[Page], info: ApiInfo) -> (Api, Vec<Diagnostic>) {
    let api = Api {
        format: 1,
        api: info,
        types: Vec::new(),
        enums: Vec::new(),
        operations: Vec::new(),
        examples: Vec::new(),
        diagnostics: DiagnosticCounts::default(),
    };
    (api, Vec::new())
}
