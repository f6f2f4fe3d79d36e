//! What people look at. Comes in: analyzed pages, and the findings of all stages. Goes out: a [`Report`], the data of
//! one HTML page. Says each text once and counts nothing that the page can count. Knows no HTML.

mod areas;
mod examples;
mod findings;
mod operations;
mod table;
mod types;

use serde::Serialize;

use crate::{
    Analysis,
    diagnostic::Diagnostic,
    diagnostic::baseline::BaselineCheck,
    model::{ApiInfo, Source, TypeName},
    resolve::coverage,
    text::Sources,
};
pub use areas::area;
use table::Table;

/// The data of the page, in two parts: what every view may need, and what only an opened example needs.
/// Numbers in place of names, texts and pages are places in the lists of the first part.
pub struct Report<'a> {
    /// Everything but the bodies of examples.
    pub overview: Overview<'a>,
    /// The bodies of examples, JSON on one line.
    pub bodies: Vec<String>,
}

/// Everything but the bodies of examples.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Overview<'a> {
    about: About<'a>,
    /// Full names of types, enums and primitives.
    names: Vec<&'a str>,
    /// Descriptions, in the Markdown of the pages.
    texts: Vec<&'a str>,
    /// All pages, then includes that something refers to.
    pages: Vec<areas::PageEntry<'a>>,
    areas: Vec<areas::Area>,
    blocks: areas::Words,
    /// How many lines of the pages say something, and which of them lie in no block.
    lines: usize,
    unexplained: Vec<Place>,
    permissions: Vec<&'a str>,
    /// Lists of alternatives, each with the permissions needed together: many operations share one.
    permission_lists: Vec<Vec<Vec<usize>>>,
    parameters: Vec<operations::Parameter<'a>>,
    /// Lists of header fields of examples: many messages share one.
    headers: Vec<&'a [(String, String)]>,
    types: Vec<types::Type<'a>>,
    enums: Vec<types::Enum<'a>>,
    operations: Vec<operations::Operation<'a>>,
    examples: Vec<examples::Example<'a>>,
    codes: Vec<findings::Code>,
    findings: Vec<findings::Finding<'a>>,
}

/// Which API, and where its pages are.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct About<'a> {
    version: &'a str,
    namespace: &'a str,
    label: &'a str,
    source: Option<&'a str>,
    licence: Option<&'a str>,
    /// `https://…/{page}#L{line}`
    link: Option<&'a str>,
}

/// The lists that numbers lead into.
#[derive(Default)]
struct Tables<'a> {
    names: Table<&'a str>,
    texts: Table<&'a str>,
    pages: Table<&'a str>,
    permissions: Table<&'a str>,
    permission_lists: Table<Vec<Vec<usize>>>,
    parameters: Table<operations::Parameter<'a>>,
    headers: Table<&'a [(String, String)]>,
    bodies: Table<String>,
}

/// Where a fact stands: page and line.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize)]
struct Place(usize, u32);

impl<'a> Tables<'a> {
    fn name(&mut self, name: &'a TypeName) -> usize {
        self.names.add(name.as_str())
    }

    /// `None` for an empty text.
    fn text(&mut self, text: &'a str) -> Option<usize> {
        (!text.is_empty()).then(|| self.texts.add(text))
    }

    fn place(&mut self, source: &'a Source) -> Place {
        Place(self.pages.add(source.page.as_str()), source.line)
    }
}

/// What there is to look at.
pub struct Input<'a> {
    /// The pages' texts.
    pub sources: &'a Sources,
    /// The pages and their model.
    pub analysis: &'a Analysis,
    /// The findings of all stages.
    pub findings: &'a [Diagnostic],
    /// The findings held against the baseline, where there is one.
    pub judged: Option<&'a BaselineCheck>,
    /// The address of a line of a page: `https://…/{page}#L{line}`.
    pub link: Option<&'a str>,
}

/// Gathers what people look at.
pub fn report<'a>(input: &Input<'a>) -> Report<'a> {
    let Input {
        sources, analysis, ..
    } = *input;
    let api = &analysis.api;
    let mut tables = Tables::default();
    // Pages come first, so that a page has the same number here as in the areas.
    for page in &analysis.pages {
        tables.pages.add(page.path.as_str());
    }
    let areas = areas::areas(&analysis.pages, &api.api.namespace);
    let types = types::types(&api.types, &mut tables);
    let enums = types::enums(&api.enums, &mut tables);
    let operations = operations::operations(&api.operations, &mut tables);
    let examples = examples::examples(api, &mut tables);
    let (codes, findings) = findings::findings(sources, input.findings, input.judged, &mut tables);
    let account = coverage::coverage_report(sources, &analysis.pages);
    let unexplained = account.unexplained.iter().map(|(page, line)| {
        let page = sources.find(page).map(|file| sources.get(file).path.as_str());
        page.map(|page| Place(tables.pages.add(page), *line))
    });
    let unexplained = unexplained.flatten().collect();
    Report {
        overview: Overview {
            about: about(&api.api, input.link),
            names: tables.names.into_rows(),
            texts: tables.texts.into_rows(),
            pages: areas::entries(tables.pages.into_rows(), &areas.of_pages),
            areas: areas.areas,
            lines: account.lines,
            unexplained,
            blocks: areas.words,
            permissions: tables.permissions.into_rows(),
            permission_lists: tables.permission_lists.into_rows(),
            parameters: tables.parameters.into_rows(),
            headers: tables.headers.into_rows(),
            types,
            enums,
            operations,
            examples,
            codes,
            findings,
        },
        bodies: tables.bodies.into_rows(),
    }
}

fn about<'a>(info: &'a ApiInfo, link: Option<&'a str>) -> About<'a> {
    About {
        version: &info.version,
        namespace: &info.namespace,
        label: &info.label,
        source: info.source.as_deref(),
        licence: info.licence.as_deref(),
        link,
    }
}

/// Leaves a flag out of the JSON that is not set.
#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn unset(flag: &bool) -> bool {
    !flag
}
