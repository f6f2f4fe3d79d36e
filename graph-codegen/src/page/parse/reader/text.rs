//! Running text, by the section that it stands in. Comes in: a paragraph or an item. Goes out: a call, and what became of it.

use super::Reader;
use crate::{
    page::parse::{
        blocks::Block, derived, enums, intro, notes, parameters, request_body, response, sections::Section,
    },
    page::{BlockKind, Outcome},
};

impl<'a> Reader<'a, '_> {
    pub(super) fn text(&mut self, block: &Block<'a>) {
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
            Section::Example if is_bold(at.text) => self.heading = at,
            Section::Example => return Outcome::Skipped("text beside an example"),
            Section::Other(reason) => return Outcome::Skipped(reason),
            _ => return Outcome::Skipped("text beside a table or a block of code"),
        }
        Outcome::Modelled
    }
}

/// `**Response**`: a heading without its sign.
fn is_bold(text: &str) -> bool {
    let inner = text.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(['*', '\n']))
}
