//! What became of everything that the pages say. Comes in: pages with what `parse` noted of every block, then the model.
//! Goes out: an [`Account`] of blocks and lines. Knows neither Markdown nor Rust.

mod fences;
mod lines;
mod rows;
mod settle;
mod uses;

use std::collections::BTreeMap;

use crate::{
    page::{BlockKind, Outcome, Page},
    text::{PagePath, Sources},
};

pub use settle::settle;

/// How many blocks of each kind ended how, and the lines that lie in no block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The blocks: an included one counts once for each page that includes it.
    pub blocks: BTreeMap<BlockKind, BTreeMap<Outcome, usize>>,
    /// How many lines of the pages, and of the includes that they use, say something.
    pub lines: usize,
    /// Those of them that lie in no block.
    pub unexplained: Vec<(PagePath, u32)>,
}

/// Sums up.
pub fn account(sources: &Sources, pages: &[Page]) -> Account {
    let mut account = Account::default();
    for block in pages.iter().flat_map(|page| &page.coverage) {
        let outcomes = account.blocks.entry(block.kind).or_default();
        *outcomes.entry(block.outcome.clone()).or_default() += 1;
    }
    for (file, blocks) in lines::by_file(pages) {
        let source = sources.get(file);
        let (said, missed) = lines::count(&source.text, blocks);
        account.lines += said;
        let missed = missed.into_iter().map(|line| (source.path.clone(), line));
        account.unexplained.extend(missed);
    }
    account
}
