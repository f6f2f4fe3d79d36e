//! Looks up which pages, rows and lines the model uses.

use std::collections::BTreeMap;

use crate::{
    collections::{HashMap, HashSet},
    diagnostic::{Code, Diagnostic},
    model::{Api, Enum, Example, Operation, Source, Type},
    text::{FileId, PagePath, Sources, Span},
};

/// What the model and the findings refer to on the pages.
pub(crate) struct Uses<'a> {
    sources: &'a Sources,
    /// The model.
    pub(crate) api: &'a Api,
    /// Rows of properties and of bodies, and HTTP lines, by text, sorted.
    spans: HashMap<FileId, Vec<Span>>,
    /// Types by the page that describes them or one of their properties.
    types: HashMap<&'a PagePath, Vec<&'a Type>>,
    /// Operations by the pages of their lines.
    operations: HashMap<&'a PagePath, Vec<&'a Operation>>,
    /// Examples by page.
    examples: HashMap<&'a PagePath, Vec<&'a Example>>,
    /// Enums by the last part of the name in lower case.
    enums: HashMap<String, Vec<&'a Enum>>,
    /// The pages of enums.
    pages_of_enums: HashSet<&'a PagePath>,
    /// Findings by place.
    findings: BTreeMap<Span, Vec<&'static Code>>,
}

impl<'a> Uses<'a> {
    /// Indexes the model.
    pub(crate) fn new(sources: &'a Sources, api: &'a Api, diagnostics: &[Diagnostic]) -> Self {
        let mut uses = Self {
            sources,
            api,
            spans: HashMap::default(),
            types: HashMap::default(),
            operations: HashMap::default(),
            examples: HashMap::default(),
            enums: HashMap::default(),
            pages_of_enums: api.enums.iter().map(|enum_| &enum_.source.page).collect(),
            findings: BTreeMap::new(),
        };
        for enum_ in &api.enums {
            let short = enum_.name.short().to_ascii_lowercase();
            uses.enums.entry(short).or_default().push(enum_);
        }
        api.types.iter().for_each(|ty| uses.add_type(ty));
        api.operations
            .iter()
            .for_each(|operation| uses.add_operation(operation));
        for example in &api.examples {
            uses.examples
                .entry(&example.source.page)
                .or_default()
                .push(example);
        }
        for diagnostic in diagnostics {
            if let Some(span) = diagnostic.span {
                uses.findings.entry(span).or_default().push(diagnostic.code);
            }
        }
        uses.spans.values_mut().for_each(|spans| spans.sort_unstable());
        uses
    }

    fn add_type(&mut self, ty: &'a Type) {
        let described = ty.documented.then_some(&ty.source);
        let rows = ty.properties.iter().map(|property| &property.source);
        for source in described.into_iter().chain(rows) {
            let known = self.types.entry(&source.page).or_default();
            if known.last().is_none_or(|last| last.name != ty.name) {
                known.push(ty);
            }
            add(&mut self.spans, source.span);
        }
    }

    fn add_operation(&mut self, operation: &'a Operation) {
        let body = operation.request_body.iter().flat_map(|body| &body.properties);
        for property in body {
            add(&mut self.spans, property.source.span);
        }
        for source in &operation.path_sources {
            let known = self.operations.entry(&source.page).or_default();
            if known.last().is_none_or(|last| last.id != operation.id) {
                known.push(operation);
            }
            add(&mut self.spans, source.span);
        }
    }

    /// Whether the span is the source of a fact.
    pub(crate) fn at(&self, span: Span) -> bool {
        self.of_text(span).binary_search(&span).is_ok()
    }

    /// Whether the source of a fact is in the span.
    pub(crate) fn within(&self, span: Span) -> bool {
        let spans = self.of_text(span);
        let first = spans.partition_point(|at| *at < from(span));
        let mut inside = spans.iter().skip(first).take_while(|at| at.start <= span.end);
        inside.any(|at| at.end <= span.end)
    }

    fn of_text(&self, span: Span) -> &[Span] {
        self.spans.get(&span.file).map_or(&[], Vec::as_slice)
    }

    /// Whether a finding with one of these codes is in the span.
    pub(crate) fn found(&self, span: Span, codes: &[&'static Code]) -> bool {
        self.findings
            .range(from(span)..)
            .take_while(|(at, _)| at.file == span.file && at.start <= span.end)
            .filter(|(at, _)| at.end <= span.end)
            .any(|(_, found)| found.iter().any(|code| codes.contains(code)))
    }

    /// The numbers of the lines of a block.
    pub(crate) fn lines(&self, span: Span) -> std::ops::RangeInclusive<u32> {
        let end = Span {
            start: span.end.saturating_sub(1).max(span.start),
            ..span
        };
        self.sources.line(span)..=self.sources.line(end)
    }

    /// The enums of this name in any namespace and letter case.
    pub(crate) fn enums(&self, short: &str) -> &[&'a Enum] {
        let found = self.enums.get(&short.to_ascii_lowercase());
        found.map_or(&[], Vec::as_slice)
    }

    /// The types that a page describes.
    pub(crate) fn types(&self, page: &PagePath) -> &[&'a Type] {
        self.types.get(page).map_or(&[], Vec::as_slice)
    }

    /// The operations with lines on a page.
    pub(crate) fn operations(&self, page: &PagePath) -> &[&'a Operation] {
        self.operations.get(page).map_or(&[], Vec::as_slice)
    }

    /// The examples of a page.
    pub(crate) fn examples(&self, page: &PagePath) -> &[&'a Example] {
        self.examples.get(page).map_or(&[], Vec::as_slice)
    }

    /// Whether the model uses anything of a page.
    pub(crate) fn knows(&self, page: &PagePath) -> bool {
        self.pages_of_enums.contains(page)
            || !self.types(page).is_empty()
            || !self.operations(page).is_empty()
            || !self.examples(page).is_empty()
    }
}

fn add(spans: &mut HashMap<FileId, Vec<Span>>, span: Span) {
    spans.entry(span.file).or_default().push(span);
}

/// Whether a source is in the span.
pub(crate) fn is_at(source: &Source, span: Span) -> bool {
    source.span.file == span.file && source.span.start >= span.start && source.span.start <= span.end
}

fn from(span: Span) -> Span {
    Span {
        end: span.start,
        ..span
    }
}
