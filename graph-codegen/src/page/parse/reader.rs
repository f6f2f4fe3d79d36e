//! Walks the blocks of one page and gives each to what reads its kind. Comes in: blocks. Goes out: a [`Page`] and findings.
//! Holds where the walk is: section, heading, waiting annotation.

use std::sync::Arc;

mod comments;
mod sections;
mod text;

use super::{
    blocks::{Block, Kind, Mark},
    fences,
    inline::{self, References},
    sections::Section,
    slice::Slice,
    tables,
};
use crate::{
    diagnostic::{Code, Diagnostic, codes},
    page::{Annotation, BlockKind, Coverage, Outcome, Page, Prose},
    text::Span,
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
    waiting: Option<Arc<Annotation>>,
    /// The enum that the next table of members belongs to.
    pub(super) enum_name: Option<Slice<'a>>,
    /// Members that the text above that table names as evolvable.
    pub(super) evolvable: Vec<String>,
    /// The text since the nearest heading, in lower case, for what it says about a table.
    pub(super) said: String,
    /// The heading of the section on the response.
    response: Option<Span>,
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
            response: None,
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
        self.told_no_response();
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
