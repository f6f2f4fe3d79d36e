//! Includes: the blocks of other files in the place of their directives. Files are looked up in the sources, never on the
//! disk.

use super::front_matter;
use crate::{
    diagnostic::{Diagnostic, codes},
    markdown::{
        Slice,
        blocks::{self, Block, Kind},
        inline::References,
    },
    page::{BlockKind, Coverage, Outcome},
    text::{FileId, Sources},
};

/// Includes nest two deep on real pages.
const DEEPEST: usize = 16;

/// A real page has about ten includes. Without a bound, ten includes of ten includes never end.
const MOST: usize = 256;

/// One page's includes.
pub(super) struct Includes<'a, 'b> {
    /// Where files are looked up.
    pub(super) sources: &'a Sources,
    /// Definitions of reference links, of all files of the page.
    pub(super) references: &'b mut References,
    /// What is wrong.
    pub(super) findings: &'b mut Vec<Diagnostic>,
    /// What became of each directive.
    pub(super) coverage: &'b mut Vec<Coverage>,
    /// How many files have been included.
    pub(super) count: usize,
}

impl<'a> Includes<'a, '_> {
    /// The blocks of a file with all includes in their places. `open` are the files that are being read.
    pub(super) fn blocks(&mut self, at: Slice<'a>, open: &mut Vec<FileId>) -> Vec<Block<'a>> {
        let read = blocks::read(at, self.references);
        let mut all = Vec::with_capacity(read.len());
        for mut block in read {
            block.included = open.len() > 1;
            match block.kind {
                Kind::Include { target } => self.include(target, block.at, open, &mut all),
                _ => all.push(block),
            }
        }
        all
    }

    fn include(
        &mut self,
        target: Slice<'a>,
        line: Slice<'a>,
        open: &mut Vec<FileId>,
        all: &mut Vec<Block<'a>>,
    ) {
        let outcome = match self.find(target, open) {
            Ok(file) => {
                open.push(file);
                let whole = Slice::whole(file, &self.sources.get(file).text);
                let body = self.body(whole);
                all.extend(self.blocks(body, open));
                open.pop();
                Outcome::Modelled
            }
            Err(outcome) => outcome,
        };
        self.cover(BlockKind::Include, outcome, line);
    }

    /// A file without its front matter, which nobody reads.
    fn body(&mut self, whole: Slice<'a>) -> Slice<'a> {
        let Some((block, rest)) = front_matter::split(whole) else {
            return whole;
        };
        let outcome = Outcome::Skipped("front matter of an include");
        self.cover(BlockKind::FrontMatter, outcome, block);
        rest
    }

    fn cover(&mut self, kind: BlockKind, outcome: Outcome, at: Slice<'a>) {
        self.coverage.push(Coverage {
            kind,
            outcome,
            span: at.span(),
        });
    }

    fn find(&mut self, target: Slice<'a>, open: &[FileId]) -> Result<FileId, Outcome> {
        if target.text.contains("/snippets/") {
            return Err(Outcome::Skipped("sample in another language"));
        }
        let holder = open.last().copied().unwrap_or(target.file());
        let path = self.sources.get(holder).path.join(target.text);
        let Some(file) = self.sources.find(&path) else {
            return Err(self.missing(target, &format!("`{path}` is not among the files")));
        };
        self.count += 1;
        let message = match () {
            () if open.contains(&file) || open.len() >= DEEPEST => format!("`{path}` includes itself"),
            () if self.count > MOST => format!("more than {MOST} includes on one page"),
            () => return Ok(file),
        };
        let found = Diagnostic::new(&codes::INCLUDE_CYCLE, target.span(), message);
        self.findings
            .push(found.help("take the include out of one of the files"));
        Err(Outcome::Failed)
    }

    /// Permissions stand nowhere else, so their loss is a warning; notes for readers are missing from every partial copy.
    fn missing(&mut self, target: Slice<'a>, message: &str) -> Outcome {
        let facts = target.text.contains("permissions/");
        let code = if facts {
            &codes::INCLUDE_MISSING
        } else {
            &codes::INCLUDE_NOTE_MISSING
        };
        let found = Diagnostic::new(code, target.span(), message);
        self.findings
            .push(found.help("copy the folder `includes` along with the pages"));
        if facts {
            Outcome::Failed
        } else {
            Outcome::Skipped("include that is not there")
        }
    }
}
