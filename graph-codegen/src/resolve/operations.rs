//! HTTP lines → operations. Comes in: pages, names and types. Goes out: [`Operation`]s, sorted by id, and findings.
//! One operation per page, method and meaning; knows neither Markdown nor examples beyond what they tell of answers.

mod body;
mod draft;
mod kind;
mod merge;
mod parameters;
mod permissions;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::{
    diagnostic::par_map_with_diagnostics,
    diagnostic::{Diagnostic, codes},
    model::{ApiInfo, Enum, Operation, Source, Type, TypeName, TypeUse},
    page::Page,
    text::{Sources, Span},
};

use super::{
    examples::pairing::{Paired, pair},
    names::Names,
    paths::{self, Line, graph::Graph},
    responses::{
        self, Answer, Stated,
        alike::Alike,
        evidence::{Evidence, Known, gather},
        methods::Methods,
    },
};
use draft::Draft;

/// What operations are made from.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The texts, for lines.
    pub(super) sources: &'a Sources,
    /// All pages.
    pub(super) pages: &'a [Page],
    /// What names mean.
    pub(super) names: &'a Names,
    /// The enums, by name.
    pub(super) enums: &'a [Enum],
    /// The types, linked, with what paths teach.
    pub(super) graph: &'a Graph<'a>,
    /// Which API.
    pub(super) info: &'a ApiInfo,
}

impl Context<'_> {
    /// The place of a span.
    pub(super) fn source(&self, span: Span) -> Source {
        let (page, line) = self.sources.place(span);
        Source { page, line, span }
    }

    /// Whether the model has an enum of this name.
    pub(super) fn is_enum(&self, name: &TypeName) -> bool {
        self.enums.binary_search_by(|enum_| enum_.name.cmp(name)).is_ok()
    }
}

/// A page with HTTP lines, and what it tells of answers.
pub(super) struct Documented<'p> {
    /// The page.
    pub(super) page: &'p Page,
    /// Its title in lower case.
    pub(super) title: String,
    /// What stands behind the colon of `message: forward`, in lower case without spaces.
    call: Option<String>,
    /// Its lines.
    pub(super) lines: Vec<Line>,
    /// What it tells, by method.
    evidence: BTreeMap<String, Evidence<'p>>,
    /// What overrides state, by line.
    stated: Vec<(Span, Stated)>,
}

impl<'p> Documented<'p> {
    fn new(page: &'p Page, lines: Vec<Line>, known: Known<'_>) -> Self {
        let paired: Paired<'p> = pair(page);
        // The last line of a method speaks for it.
        let by_method: BTreeMap<_, _> = lines.iter().map(|line| (line.method.as_str(), line)).collect();
        let evidence = by_method
            .into_iter()
            .map(|(method, line)| (method.to_owned(), gather(page, line, &paired, known)))
            .collect();
        let title = page.title.value.to_lowercase();
        let call = title
            .rsplit_once(':')
            .map(|(_, call)| call.replace([' ', '_'], ""));
        Self {
            page,
            title,
            call,
            lines,
            evidence,
            stated: stated(page, known.names),
        }
    }

    /// What an override states of the answers to a line.
    fn stated(&self, line: &Line) -> Option<&Stated> {
        let stated = self.stated.iter().find(|(span, _)| *span == line.span);
        stated.map(|(_, stated)| stated)
    }

    /// The page's own answer to a line: what an override states, else the best of all evidence; `walked` decides
    /// between statements that differ.
    pub(super) fn answer(&self, line: &Line, walked: Option<&TypeUse>, graph: &Graph<'_>) -> Answer {
        match self.stated(line) {
            Some(stated) => stated.answer.clone(),
            None => responses::choose(self.evidence(line), walked, graph),
        }
    }

    /// Whether the title says that the page is about this call: `message: forward`.
    pub(super) fn titled(&self, name: &str) -> bool {
        let call = self.call.as_deref().unwrap_or_default();
        !name.is_empty() && call == name.to_lowercase()
    }

    /// What the page tells of the answers to a line.
    fn evidence(&self, line: &Line) -> &Evidence<'p> {
        self.evidence
            .get(&line.method)
            .expect("every line's method has its evidence")
    }
}

/// Makes all operations.
pub(super) fn resolve(
    context: Context<'_>,
    documented: &[Documented<'_>],
    found: &mut Vec<Diagnostic>,
) -> Vec<Operation> {
    let of_pages = par_map_with_diagnostics(documented, found, |page, found| {
        let drafts = draft::drafts(page, context.graph).into_iter();
        let operations = drafts.map(|draft| {
            let operation = operation(context, page, &draft, found);
            (draft.lines, operation)
        });
        operations.collect::<Vec<_>>()
    });
    let mut operations = merge::merge(of_pages.into_iter().flatten().collect());
    operations.sort_by(|a, b| a.id.cmp(&b.id));
    operations
}

/// The pages with HTTP lines, and what they tell of answers.
pub(super) fn documented<'p>(
    pages: &'p [Page],
    names: &Names,
    types: &[Type],
    info: &ApiInfo,
    found: &mut Vec<Diagnostic>,
) -> Vec<Documented<'p>> {
    let methods = Methods::new(pages, names);
    let known = Known {
        names,
        alike: &Alike::new(types),
        methods: &methods,
    };
    let documented = par_map_with_diagnostics(pages, found, |page, found| {
        let lines = paths::lines(page, info, found);
        if lines.is_empty() && page.path.is_api() {
            let message = "an operation page without an HTTP line that can be read";
            found.push(
                Diagnostic::new(&codes::NO_REQUEST_LINE, page.title.span, message)
                    .help("add a code block with `GET /path` under `## HTTP request`"),
            );
        }
        (!lines.is_empty()).then(|| Documented::new(page, lines, known))
    });
    documented.into_iter().flatten().collect()
}

/// The answers that overrides state, by the spans of lines.
fn stated(page: &Page, names: &Names) -> Vec<(Span, Stated)> {
    let mut all = Vec::new();
    for answer in &page.correction.answers {
        let result = answer.value.result.as_ref();
        let typed = result.map(|cell| names.cell(page, cell).map_or(Answer::Unknown, Answer::from));
        let stated = Stated {
            answer: typed.unwrap_or(Answer::Nothing),
            status: answer.value.status,
        };
        all.extend(answer.value.lines.iter().map(|line| (*line, stated.clone())));
    }
    all
}

fn operation(
    context: Context<'_>,
    documented: &Documented<'_>,
    draft: &Draft<'_>,
    found: &mut Vec<Diagnostic>,
) -> Operation {
    let page = documented.page;
    let evidence = documented.evidence(draft.first());
    let told = responses::responses(evidence, &draft.answer);
    let responses = match documented.stated(draft.first()) {
        Some(stated) => responses::stated(told, stated),
        None => told,
    };
    if draft.answer == Answer::Unknown && responses.iter().any(|response| response.ty.is_some()) {
        let message = "nothing tells the type of the answer, which has a body";
        found.push(
            Diagnostic::new(&codes::ANSWER_UNKNOWN, draft.first().span, message)
                .help("link the type in the sentence under `## Response`; it is free-form JSON"),
        );
    }
    let (path_parameters, query_parameters) = parameters::of_paths(context, page, &draft.lines, found);
    let path_sources: Vec<Source> = draft.lines.iter().map(|line| context.source(line.span)).collect();
    Operation {
        id: draft.id.clone(),
        title: page.title.value.clone(),
        kind: draft.kind,
        method: draft.first().method.clone(),
        paths: draft.lines.iter().map(|line| line.path.clone()).collect(),
        description: page
            .intro
            .first()
            .map(|prose| prose.text.clone())
            .unwrap_or_default(),
        deprecated: page.deprecated,
        path_parameters,
        query_parameters,
        all_query_options: parameters::all_options(page),
        headers: parameters::headers(page),
        request_body: body::request_body(context, page, draft),
        responses,
        permissions: permissions::permissions(page, &draft.answer),
        clouds: page.clouds.clone(),
        source: context.source(draft.first().span),
        path_sources,
    }
}
