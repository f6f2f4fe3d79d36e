//! Where in a page the reader is: the section that a heading opens, by its words at any level, and what waits for the next
//! block. Collects the page and its findings.

use std::{cell::OnceCell, sync::Arc};

use crate::{
    collections::HashSet,
    diagnostic::{Code, Diagnostic, codes},
    markdown::{
        Slice,
        blocks::Block,
        inline::{self, References},
    },
    page::{Annotation, BlockKind, Body, Coverage, Outcome, Page, Prose, Representation},
    text::Span,
};

/// As much of the text above a table is kept, in bytes.
const LONGEST_TEXT_ABOVE: usize = 2000;

/// What a part of a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Before the first heading.
    Intro,
    /// `## Methods`.
    Methods,
    /// `## Properties`, `### Instance attributes`.
    Properties,
    /// `## Relationships`.
    Relationships,
    /// `## JSON representation`.
    Representation,
    /// `## Derived types`.
    DerivedTypes,
    /// `## Members`, `### importance values`.
    Members,
    /// `## Permissions`, Intune's `## Prerequisites`.
    Permissions,
    /// `## HTTP request`.
    Request,
    /// `## Request headers`.
    Headers,
    /// `## Response headers`.
    ResponseHeaders,
    /// `## Optional query parameters`.
    Query,
    /// `## Path parameters`.
    Path,
    /// `## Function parameters`.
    Function,
    /// `## Request body`.
    RequestBody,
    /// `## Response`.
    Response,
    /// `## Example`, and everything below it.
    Example,
    /// Anything else; the reason why it is not modelled.
    Other(&'static str),
}

/// How the words of a heading are compared, in lower case.
enum Heading {
    /// The whole heading is one of these.
    Is(&'static [&'static str]),
    /// It starts with one of these; "optional" and "OData" at its start are skipped.
    Starts(&'static [&'static str]),
}

use Heading::{Is, Starts};

/// The sections by their headings; the first that fits counts.
const HEADINGS: [(Section, Heading); 24] = [
    (Section::Methods, Is(&["methods", "tasks"])),
    (Section::Methods, Starts(&["tasks on "])),
    (Section::Members, Is(&["members"])),
    (Section::DerivedTypes, Starts(&["derived types"])),
    (Section::Representation, Starts(&["json representation"])),
    (Section::Representation, Is(&["representation"])),
    (Section::Example, Starts(&["example", "sample"])),
    (Section::Permissions, Starts(&["permission"])),
    (Section::Permissions, Is(&["prerequisites"])),
    (Section::Request, Starts(&["http request"])),
    (Section::Headers, Starts(&["request header"])),
    (Section::Headers, Is(&["headers"])),
    (Section::ResponseHeaders, Starts(&["response header"])),
    (Section::Query, Starts(&["query parameter", "query option"])),
    (Section::Path, Starts(&["path parameter"])),
    (Section::Function, Starts(&["function parameter"])),
    (Section::RequestBody, Starts(&["request body"])),
    (Section::RequestBody, Is(&["parameters"])),
    (Section::Response, Is(&["response", "responses", "return value"])),
    (
        Section::Relationships,
        Is(&["relationships", "navigation properties"]),
    ),
    (
        Section::Properties,
        Is(&["properties", "instance attributes", "attributes", "fields"]),
    ),
    (Section::Properties, Starts(&["properties of"])),
    (
        Section::Other("links for readers"),
        Is(&["see also", "related content", "next steps", "related topics"]),
    ),
    (
        Section::Other("remarks for readers"),
        Is(&["remarks", "error responses", "errors", "exceptions"]),
    ),
];

/// The section that a heading opens; `None` for words that say nothing.
fn section_of(heading: &str) -> Option<Section> {
    if enum_of(heading).is_some() {
        return Some(Section::Members);
    }
    let text = heading.trim().trim_end_matches([':', '.']).to_lowercase();
    let bare = ["optional ", "odata "].iter().fold(text.as_str(), |text, word| {
        text.strip_prefix(word).unwrap_or(text)
    });
    // `Request 1`.
    if text == "request" || text.starts_with("request ") && text.len() < 12 {
        return Some(Section::Example);
    }
    let fits = |heading: &Heading| match heading {
        Is(all) => all.contains(&text.as_str()),
        Starts(all) => all.iter().any(|start| bare.starts_with(start)),
    };
    let found = HEADINGS.iter().find(|(_, heading)| fits(heading));
    found.map(|(section, _)| *section)
}

/// A heading without the anchor before its words: `<a name="properties"></a>Properties`.
fn without_tags(heading: &str) -> &str {
    let text = heading.rsplit_once("</a>").map_or(heading, |(_, text)| text);
    text.trim()
}

/// `importance` of `importance values`.
fn enum_of(heading: &str) -> Option<&str> {
    let heading = inline::without_deprecated(heading).0.trim();
    let (name, tail) = heading.split_at_checked(heading.len().checked_sub(" values".len())?)?;
    let name = name.trim().trim_matches(['`', '*']);
    let is_word = !name.is_empty() && !name.contains(char::is_whitespace);
    (tail.eq_ignore_ascii_case(" values") && is_word).then_some(name)
}

/// Whether tables below a heading inside Properties list something else.
fn is_aside(heading: &str) -> bool {
    const WORDS: [&str; 6] = ["value", "definition", "example", "constant", "note", "limit"];
    let text = heading.to_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}

/// The page as read so far, and where the reader is.
pub(super) struct PageReader<'a, 'b> {
    /// What has been read.
    pub(super) page: Page,
    /// What is wrong.
    pub(super) findings: Vec<Diagnostic>,
    /// All blocks of the page, for what stands further down.
    pub(super) blocks: &'b [Block<'a>],
    /// The keys of the samples among them, once they are needed.
    pub(super) sample_keys: OnceCell<HashSet<String>>,
    /// The names that tables of properties and relationships have listed.
    pub(super) listed: HashSet<String>,
    /// Definitions of reference links.
    pub(super) references: &'b References,
    /// The section.
    pub(super) section: Section,
    /// The level of the heading that opened it.
    section_level: u8,
    /// The heading that opened it.
    section_span: Span,
    /// Something of it was used.
    pub(super) used: bool,
    /// The nearest heading, as plain text.
    pub(super) heading: Arc<str>,
    /// The heading that starts an example of its own.
    pub(super) group: Arc<str>,
    /// The nearest heading stands inside Properties but lists something else.
    pub(super) aside: bool,
    /// The first word of the title, in lower case.
    own_name: String,
    /// The title is that of an enum: `importance enum type`.
    pub(super) is_enum_page: bool,
    /// The annotation that waits for its block.
    pub(super) waiting: Option<Arc<Annotation>>,
    /// The enum that the next table of members belongs to; an empty text for that of the page.
    pub(super) enum_name: Option<Slice<'a>>,
    /// Members that the text above that table names as evolvable.
    pub(super) evolvable: Vec<String>,
    /// The start of the text since the nearest heading, for what it says about a table.
    pub(super) text_above: String,
    /// The heading of the section on the response.
    response: Option<Span>,
    top: Slice<'a>,
}

impl<'a, 'b> PageReader<'a, 'b> {
    /// Starts at the top of a page.
    pub(super) fn new(
        page: Page,
        at: Slice<'a>,
        blocks: &'b [Block<'a>],
        references: &'b References,
        findings: Vec<Diagnostic>,
    ) -> Self {
        let top = at.sub(0..0);
        Self {
            page,
            findings,
            blocks,
            sample_keys: OnceCell::new(),
            listed: HashSet::default(),
            references,
            section: Section::Intro,
            section_level: 1,
            section_span: top.span(),
            used: true,
            heading: Arc::default(),
            group: Arc::default(),
            aside: false,
            own_name: String::new(),
            is_enum_page: false,
            waiting: None,
            enum_name: None,
            evolvable: Vec::new(),
            text_above: String::new(),
            response: None,
            top,
        }
    }

    /// Notes what became of a block.
    pub(super) fn cover(&mut self, kind: BlockKind, outcome: Outcome, span: Span) {
        self.page.coverage.push(Coverage { kind, outcome, span });
    }

    /// Notes a finding.
    pub(super) fn report(&mut self, code: &'static Code, span: Span, message: impl Into<String>) {
        self.findings.push(Diagnostic::new(code, span, message));
    }

    /// Running text with the page's reference links.
    pub(super) fn prose(&self, at: Slice<'_>) -> Prose {
        inline::prose(at, self.references)
    }

    /// Keeps the text above a table.
    pub(super) fn add_text_above(&mut self, text: &str) {
        let free = LONGEST_TEXT_ABOVE.saturating_sub(self.text_above.len());
        if let Some(text) = text.get(..crate::text::floor(text, free)).filter(|_| free > 0) {
            self.text_above.push_str(text);
            self.text_above.push('\n');
        }
    }

    /// Waits for members of the page's own enum.
    pub(super) fn expect_own_enum(&mut self) {
        self.enum_name = self.is_enum_page.then_some(self.top);
    }

    /// A heading: the title, or the start of a section.
    pub(super) fn open(&mut self, level: u8, text: Slice<'a>, at: Slice<'a>) {
        self.drop_annotation();
        if level == 1 && self.page.title.value.is_empty() {
            self.cover(BlockKind::Section, Outcome::Modelled, at.span());
            return self.title(text);
        }
        self.close();
        self.section_span = at.span();
        self.used = false;
        self.heading = inline::plain(text.text).into();
        self.text_above.clear();
        self.evolvable.clear();
        self.enum_name = enum_of(text.text).map(|name| text.locate(name));
        self.enter(level, without_tags(&inline::plain(text.text)));
        match self.section {
            Section::Members if self.enum_name.is_none() => self.expect_own_enum(),
            Section::Example => self.start_group(text.text),
            Section::Response => {
                self.response.get_or_insert(at.span());
            }
            _ => {}
        }
    }

    fn title(&mut self, text: Slice<'a>) {
        let plain = inline::plain(text.text);
        let (name, deprecated) = inline::without_deprecated(&plain);
        let lower = name.to_lowercase();
        self.is_enum_page = lower.contains(" enum");
        self.own_name = lower.split_whitespace().next().unwrap_or_default().to_owned();
        self.page.title = text.spanned(name.to_owned());
        self.page.deprecated |= deprecated;
    }

    /// A heading without a meaning of its own belongs to the section above it, where that is of a higher level.
    fn enter(&mut self, level: u8, text: &str) {
        let deeper = level > self.section_level;
        self.aside = false;
        if self.section == Section::Example && deeper && self.section_level > 1 {
            return;
        }
        match section_of(text).or_else(|| self.own_properties(text)) {
            Some(section) => {
                let inside = deeper && self.section == Section::Properties && section == Section::Members;
                // "Properties of a token lifetime policy definition" are not the type's.
                self.aside = deeper && section == Section::Properties && is_aside(text);
                self.section = section;
                if !inside {
                    self.section_level = level;
                }
            }
            None if deeper && self.section != Section::Intro => {
                if self.section == Section::Members {
                    self.section = Section::Properties;
                }
                self.aside = is_aside(text);
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
        (lower.strip_suffix(" properties")? == self.own_name).then_some(Section::Properties)
    }

    /// `Example 2: …` starts a group; `Example` alone and `Request` do not.
    fn start_group(&mut self, text: &str) {
        let lower = text.trim().to_lowercase();
        let part = !lower.starts_with("example") && (lower.contains("request") || lower.contains("response"));
        if matches!(lower.as_str(), "example" | "examples" | "sample") {
            self.group = Arc::default();
        } else if !part {
            self.group = Arc::clone(&self.heading);
        }
    }

    /// The end of a section: what became of its heading.
    fn close(&mut self) {
        let outcome = match self.section {
            Section::Other(reason) if !self.used => Outcome::Skipped(reason),
            _ => Outcome::Modelled,
        };
        if self.section_span.start < self.section_span.end {
            self.cover(BlockKind::Section, outcome, self.section_span);
        }
    }

    /// An annotation stands for the block right behind it. One of a resource says enough without a block.
    pub(super) fn drop_annotation(&mut self) {
        let Some(annotation) = self.waiting.take() else {
            return;
        };
        let span = annotation.span;
        if annotation.block_type.as_deref() == Some("resource") {
            return self.page.representations.push(Representation {
                annotation: Some(annotation),
                body: Body::Empty,
                span,
            });
        }
        let mut covered = self.page.coverage.iter_mut().rev();
        if let Some(comment) = covered.find(|block| block.span == span) {
            comment.outcome = Outcome::Skipped("annotation without a block behind it");
        }
    }

    /// The end of the page. The section on the response must name a status.
    pub(super) fn finish(mut self) -> (Page, Vec<Diagnostic>) {
        self.drop_annotation();
        self.close();
        if let Some(heading) = self.response
            && self.page.path.is_api()
            && self.page.responses.is_empty()
        {
            let message = "no status is named for a successful call";
            self.report(&codes::RESPONSE_SILENT, heading, message);
        }
        (self.page, self.findings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_open_sections() {
        for (heading, expected) in [
            ("HTTP Request", Some(Section::Request)),
            ("HTTP request (to upload a new file)", Some(Section::Request)),
            ("Prerequisites", Some(Section::Permissions)),
            ("Optional query parameters", Some(Section::Query)),
            ("JSON Representation", Some(Section::Representation)),
            ("Request 1", Some(Section::Example)),
            ("Instance Attributes", Some(Section::Properties)),
            ("emailType values (deprecated)", Some(Section::Members)),
            ("roles property values", None),
            ("Task Export Mapping", None),
        ] {
            assert_eq!(section_of(heading), expected, "{heading}");
        }
    }
}
