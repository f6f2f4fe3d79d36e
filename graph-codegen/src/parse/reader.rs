//! Walks the blocks of one page and gives each to what reads its kind. Comes in: blocks. Goes out: a [`Page`] and findings.
//! Holds where the walk is: section, heading, waiting annotation.

use super::{
    annotation,
    blocks::{Block, Kind, Mark},
    derived, enums, fences,
    inline::{self, References},
    intro, notes, parameters, request_body, response,
    sections::{self, Section},
    slice::Slice,
    tables,
};
use crate::{
    diagnostic::{Code, Diagnostic, codes},
    page::{Annotation, BlockKind, Body, Coverage, Outcome, Page, Prose, Representation},
    source::Span,
};

/// The state of the walk.
pub(super) struct Reader<'a, 'b> {
    /// What has been read.
    pub(super) page: Page,
    /// What is wrong.
    pub(super) findings: Vec<Diagnostic>,
    /// Definitions of reference links.
    pub(super) references: &'b References,
    /// What the walk is in.
    pub(super) section: Section,
    /// The level of the heading that opened the section.
    section_level: u8,
    /// The nearest heading.
    pub(super) heading: Slice<'a>,
    /// The nearest heading stands inside Properties but lists something else.
    pub(super) aside: bool,
    /// The heading that starts an example of its own.
    pub(super) group: String,
    /// The bold row of the Methods table.
    pub(super) method_group: Option<String>,
    /// An annotation that waits for its block.
    waiting: Option<Annotation>,
    /// The enum that the next table of members belongs to.
    pub(super) enum_name: Option<Slice<'a>>,
    /// Members that the text above that table names as evolvable.
    pub(super) evolvable: Vec<String>,
    /// The text since the nearest heading, in lower case, for what it says about a table.
    pub(super) said: String,
    /// Whether something of the section was used.
    used: bool,
    section_span: Span,
}

impl<'a, 'b> Reader<'a, 'b> {
    /// A walk that starts at the top of a page.
    pub(super) fn new(
        page: Page,
        at: Slice<'a>,
        references: &'b References,
        findings: Vec<Diagnostic>,
    ) -> Self {
        let top = at.sub(0..0);
        Self {
            page,
            findings,
            references,
            section: Section::Intro,
            section_level: 1,
            heading: top,
            aside: false,
            group: String::new(),
            method_group: None,
            waiting: None,
            enum_name: None,
            evolvable: Vec::new(),
            said: String::new(),
            used: true,
            section_span: top.span(),
        }
    }

    /// Reads all blocks.
    pub(super) fn read(mut self, blocks: Vec<Block<'a>>) -> (Page, Vec<Diagnostic>) {
        for block in &blocks {
            self.block(block);
        }
        self.drop_annotation();
        self.close_section();
        (self.page, self.findings)
    }

    fn block(&mut self, block: &Block<'a>) {
        match &block.kind {
            Kind::Heading { level, text } if !block.included => self.open(*level, *text, block.at),
            Kind::Heading { .. } => {
                let outcome = Outcome::Skipped("heading of an include");
                self.cover(BlockKind::Section, outcome, block.at.span());
            }
            Kind::Paragraph | Kind::Item => self.text(block),
            Kind::Table(table) => {
                self.used = true;
                tables::read(self, table);
            }
            Kind::Fence {
                info,
                content,
                closed,
            } => {
                let annotation = self.waiting.take();
                self.used = true;
                if !closed {
                    self.find(
                        &codes::FENCE_OPEN,
                        block.at.sub(0..3).span(),
                        "a block of code that is not closed",
                    );
                }
                fences::read(self, info, *content, block.at, annotation);
            }
            Kind::Comment { inner, closed } => self.comment(*inner, block.at, *closed),
            Kind::Html => {
                let outcome = Outcome::Skipped("HTML for layout");
                self.cover(BlockKind::Html, outcome, block.at.span());
            }
            // What became of it is known since it was looked up.
            Kind::Include { .. } => {}
            Kind::Mark(mark) => self.cover(BlockKind::Mark, outcome_of(*mark), block.at.span()),
        }
    }

    fn open(&mut self, level: u8, text: Slice<'a>, at: Slice<'a>) {
        self.drop_annotation();
        if level == 1 && self.page.title.value.is_empty() {
            self.cover(BlockKind::Section, Outcome::Modelled, at.span());
            return intro::title(self, text);
        }
        self.close_section();
        self.section_span = at.span();
        self.used = false;
        self.heading = text;
        self.said.clear();
        self.evolvable.clear();
        self.enum_name = sections::values_of(text.text).map(|name| text.locate(name));
        self.enter(level, text.text);
        if self.section == Section::Members && self.enum_name.is_none() {
            self.enum_name = enums::name_of_page(self);
        }
        if self.section == Section::Example {
            self.start_group(text.text);
        }
    }

    /// A heading without a meaning of its own belongs to the section above it, where that is of a higher level.
    fn enter(&mut self, level: u8, text: &str) {
        let deeper = level > self.section_level;
        let found = sections::of(text).or_else(|| self.own_properties(text));
        self.aside = false;
        if self.section == Section::Example && deeper && self.section_level > 1 {
            return;
        }
        match found {
            Some(section) => {
                let inside = deeper && self.section == Section::Properties && section == Section::Members;
                // "Properties of a token lifetime policy definition" are not the type's.
                self.aside = deeper && section == Section::Properties && sections::is_aside(text);
                self.section = section;
                if !inside {
                    self.section_level = level;
                }
            }
            None if deeper && self.section != Section::Intro => {
                if self.section == Section::Members {
                    self.section = Section::Properties;
                }
                self.aside = sections::is_aside(text);
            }
            None => {
                self.section = Section::Other("section of another subject");
                self.section_level = level;
            }
        }
    }

    /// `operationError Properties`: the page's own name before the word.
    fn own_properties(&self, text: &str) -> Option<Section> {
        let lower = text.trim().to_lowercase();
        let name = lower.strip_suffix(" properties")?;
        let title = self.page.title.value.to_lowercase();
        (title.split_whitespace().next() == Some(name)).then_some(Section::Properties)
    }

    fn start_group(&mut self, text: &str) {
        let lower = text.trim().to_lowercase();
        let plain = matches!(lower.as_str(), "example" | "examples" | "sample");
        let part = !lower.starts_with("example") && (lower.contains("request") || lower.contains("response"));
        if plain {
            self.group.clear();
        } else if !part {
            self.group = inline::plain(text);
        }
    }

    fn close_section(&mut self) {
        if self.section == Section::Response && self.page.path.is_api() && self.page.responses.is_empty() {
            self.find(
                &codes::RESPONSE_SILENT,
                self.section_span,
                "no status is named for a successful call",
            );
        }
        let outcome = match self.section {
            Section::Other(reason) if !self.used => Outcome::Skipped(reason),
            _ => Outcome::Modelled,
        };
        if self.section_span.start < self.section_span.end {
            self.cover(BlockKind::Section, outcome, self.section_span);
        }
    }

    fn text(&mut self, block: &Block<'a>) {
        self.drop_annotation();
        let at = block.at;
        let heard = matches!(
            self.section,
            Section::Intro | Section::Members | Section::RequestBody
        );
        if heard && self.said.len() < 2000 {
            self.said.push_str(&at.text.to_ascii_lowercase());
            self.said.push('\n');
        }
        let outcome = self.paragraph(block);
        self.cover(BlockKind::Text, outcome, at.span());
        if self.section == Section::Intro && block.quoted && notes::is_deprecated(&self.said) {
            self.page.deprecated = true;
        }
    }

    fn paragraph(&mut self, block: &Block<'a>) -> Outcome {
        let at = block.at;
        match self.section {
            Section::Intro => return intro::text(self, block),
            Section::Members => enums::text(self, at),
            Section::Properties | Section::Relationships => {
                let prose = self.prose(at);
                self.page.property_prose.push(prose);
            }
            Section::DerivedTypes => {
                if !derived::text(self, at) {
                    return Outcome::Skipped("text that names no type");
                }
            }
            Section::Query => parameters::query(self, at),
            Section::RequestBody => request_body::read(self, at),
            Section::Response => return response::read(self, at),
            Section::Example => return Outcome::Skipped("text beside an example"),
            Section::Other(reason) => return Outcome::Skipped(reason),
            _ => return Outcome::Skipped("text beside a table or a block of code"),
        }
        Outcome::Modelled
    }

    fn comment(&mut self, inner: Slice<'a>, at: Slice<'a>, closed: bool) {
        if !closed {
            self.find(
                &codes::COMMENT_OPEN,
                at.sub(0..4).span(),
                "a comment that is not closed",
            );
        }
        if !annotation::is_meant(inner) {
            return self.cover(
                BlockKind::Comment,
                Outcome::Skipped("note of the author"),
                at.span(),
            );
        }
        let faults = self.findings.len();
        match annotation::read(inner, at.span(), &mut self.findings) {
            Some(annotation)
                if annotation.raw.get("type").and_then(|ty| ty.as_str()) == Some("#page.annotation") =>
            {
                self.page.annotations.push(annotation);
                self.cover(BlockKind::Comment, Outcome::Modelled, at.span());
            }
            Some(annotation) => {
                self.drop_annotation();
                self.waiting = Some(annotation);
                self.cover(BlockKind::Comment, Outcome::Modelled, at.span());
            }
            None if self.findings.len() > faults => {
                self.cover(BlockKind::Comment, Outcome::Failed, at.span())
            }
            None => self.cover(
                BlockKind::Comment,
                Outcome::Skipped("note of the author"),
                at.span(),
            ),
        }
    }

    /// An annotation stands for the block right behind it. One of a resource says enough without a block.
    fn drop_annotation(&mut self) {
        let Some(annotation) = self.waiting.take() else {
            return;
        };
        let span = annotation.span;
        if annotation.block_type.as_deref() == Some("resource") {
            self.page.representations.push(Representation {
                annotation: Some(annotation),
                body: Body::Empty,
                span,
            });
            return;
        }
        let mut covered = self.page.coverage.iter_mut().rev();
        if let Some(comment) = covered.find(|block| block.span == span) {
            comment.outcome = Outcome::Skipped("annotation without a block behind it");
        }
    }

    /// Notes what became of a block.
    pub(super) fn cover(&mut self, kind: BlockKind, outcome: Outcome, span: Span) {
        self.page.coverage.push(Coverage { kind, outcome, span });
    }

    /// Notes a finding.
    pub(super) fn find(&mut self, code: &'static Code, span: Span, message: impl Into<String>) {
        self.findings.push(Diagnostic::new(code, span, message));
    }

    /// Running text with the page's reference links.
    pub(super) fn prose(&self, at: Slice<'_>) -> Prose {
        inline::prose(at, self.references)
    }
}

fn outcome_of(mark: Mark) -> Outcome {
    match mark {
        Mark::Tab => Outcome::Skipped("tab of a language"),
        Mark::Zone => Outcome::Skipped("zone"),
        Mark::Definition => Outcome::Modelled,
        Mark::Repeated => Outcome::Skipped("link that is defined already"),
        Mark::Lost => Outcome::Failed,
    }
}
