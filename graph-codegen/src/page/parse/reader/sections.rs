//! Where the walk is. Comes in: headings. Goes out: the section that each opens, and what became of the one it closes.

use super::Reader;
use crate::{
    diagnostic::codes,
    page::parse::{
        enums, inline, intro,
        sections::{self, Section},
        slice::Slice,
    },
    page::{BlockKind, Outcome},
};

impl<'a> Reader<'a, '_> {
    pub(super) fn open(&mut self, level: u8, text: Slice<'a>, at: Slice<'a>) {
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
        match self.section {
            Section::Example => self.start_group(text.text),
            Section::Response => {
                self.response.get_or_insert(at.span());
            }
            _ => {}
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

    /// The section on the response, with all below it, names no status.
    pub(super) fn told_no_response(&mut self) {
        if let Some(heading) = self.response
            && self.page.path.is_api()
            && self.page.responses.is_empty()
        {
            self.find(
                &codes::RESPONSE_SILENT,
                heading,
                "no status is named for a successful call",
            );
        }
    }

    pub(super) fn close_section(&mut self) {
        let outcome = match self.section {
            Section::Other(reason) if !self.used => Outcome::Skipped(reason),
            _ => Outcome::Modelled,
        };
        if self.section_span.start < self.section_span.end {
            self.cover(BlockKind::Section, outcome, self.section_span);
        }
    }
}
