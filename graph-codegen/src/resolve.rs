//! Builds the model from all pages: names, types, operations, examples. Collects everything first, then decides.

mod by_page;
mod context;
pub mod coverage;
mod examples;
mod exchanges;
mod missing;
mod names;
mod operations;
mod subject;
#[cfg(test)]
mod tests;
mod types;
mod wordings;

use std::collections::BTreeMap;

use crate::{
    diagnostic::Diagnostic,
    model::{Api, ApiInfo, DiagnosticCounts},
    page::Page,
    text::Sources,
};
pub(crate) use by_page::ByPage;
use context::{Context, Ctx};
use examples::{bases, unlisted};
use missing::Written;
use names::Names;
use operations::{
    paths::{self, learn},
    schema::Graph,
};

/// Builds the model.
pub fn api(sources: &Sources, pages: &[Page], info: ApiInfo) -> (Api, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut names = Names::new(pages, &info.namespace);
    let (mut types, enums) = types::resolve(&mut Ctx {
        sources,
        pages,
        info: &info,
        names: &mut names,
        written: &Written::new(pages),
        diagnostics: &mut diagnostics,
        missing: BTreeMap::new(),
    });
    let documented = operations::documented(pages, &names, &types, &info, &mut diagnostics);
    paths::add_relationships(sources, &mut types, &documented, &mut diagnostics);
    let mut graph = Graph::new(&types);
    learn(&mut graph, &documented);
    let context = Context {
        sources,
        pages,
        names: &names,
        enums: &enums,
        graph: &graph,
        info: &info,
    };
    let mut operations = operations::resolve(context, &documented, &mut diagnostics);
    let examples = examples::resolve(context, &operations, &mut diagnostics);
    operations::shown::add_shown(&mut operations, &examples, &info);
    let named = bases::named(&graph, &examples);
    let mut unlisted = unlisted::unlisted(&graph, &examples);
    let decided = bases::decided(pages, &names);
    diagnostics.extend(bases::add(
        &mut types,
        &info.root,
        &decided,
        &named,
        &mut unlisted,
    ));
    unlisted::add(&mut types, unlisted, &mut diagnostics);
    let api = Api {
        format: crate::model::FORMAT,
        api: info,
        types,
        enums,
        operations,
        examples,
        diagnostics: DiagnosticCounts::default(),
    };
    (api, diagnostics)
}
