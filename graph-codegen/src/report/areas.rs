//! Pages by area, and what became of their blocks. Comes in: pages, settled. Goes out: a sum for each area.

use std::collections::BTreeMap;

use serde::Serialize;

use super::table::Table;
use crate::page::{BlockKind, Outcome, Page};

/// Keys of front matter that name the area, the newer one first.
const KEYS: [&str; 2] = ["ms.subservice", "ms.prod"];

/// Pages that belong together.
#[derive(Serialize)]
pub(super) struct Area {
    name: String,
    /// How many blocks of a kind ended how: places in [`Words`], and a number.
    blocks: Vec<(usize, usize, usize)>,
}

/// The kinds of blocks and what may become of them, in words.
#[derive(Serialize)]
pub(super) struct Words {
    kinds: Vec<&'static str>,
    outcomes: Vec<&'static str>,
}

/// A path, and the place of its area; an include has none.
#[derive(Serialize)]
pub(super) struct PageEntry<'a>(&'a str, Option<usize>);

/// All areas by name.
pub(super) struct Areas {
    pub(super) areas: Vec<Area>,
    pub(super) words: Words,
    /// The place of the area of each page, in the order of the pages.
    pub(super) of_pages: Vec<usize>,
}

/// Sums up the blocks of each area.
pub(super) fn areas(pages: &[Page], namespace: &str) -> Areas {
    let names: Vec<String> = pages.iter().map(|page| area(page, namespace)).collect();
    let mut sums: BTreeMap<&str, BTreeMap<(BlockKind, &Outcome), usize>> = BTreeMap::new();
    for (page, name) in pages.iter().zip(&names) {
        let sum = sums.entry(name).or_default();
        for block in &page.coverage {
            *sum.entry((block.kind, &block.outcome)).or_default() += 1;
        }
    }
    let places: BTreeMap<&str, usize> = sums.keys().copied().zip(0..).collect();
    let (mut kinds, mut outcomes) = (Table::default(), Table::default());
    let mut row = |((kind, outcome), count): (&(BlockKind, &Outcome), &usize)| {
        (kinds.add(kind.name()), outcomes.add(word(outcome)), *count)
    };
    let areas = sums.iter().map(|(name, sum)| Area {
        name: (*name).to_owned(),
        blocks: sum.iter().map(&mut row).collect(),
    });
    let areas = areas.collect();
    Areas {
        areas,
        words: Words {
            kinds: kinds.into_rows(),
            outcomes: outcomes.into_rows(),
        },
        of_pages: names.iter().map(|name| places[name.as_str()]).collect(),
    }
}

/// The area of a page: what the front matter says, else a namespace of its own, else none.
pub fn area(page: &Page, namespace: &str) -> String {
    let said = KEYS.iter().filter_map(|key| page.front_matter.get(key));
    let own = page.namespace.iter().map(|own| own.value.as_str());
    let own = own.filter(|own| !own.eq_ignore_ascii_case(namespace));
    let name = said.map(str::trim).chain(own).find(|name| !name.is_empty());
    name.map_or_else(|| "no area".to_owned(), str::to_lowercase)
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Modelled => "modelled",
        Outcome::Skipped(reason) => reason,
        Outcome::Failed => "not readable",
    }
}

/// Pages with their areas.
pub(super) fn entries<'a>(paths: Vec<&'a str>, of_pages: &[usize]) -> Vec<PageEntry<'a>> {
    let areas = of_pages
        .iter()
        .map(|area| Some(*area))
        .chain(std::iter::repeat(None));
    let entry = |(path, area)| PageEntry(path, area);
    paths.into_iter().zip(areas).map(entry).collect()
}
