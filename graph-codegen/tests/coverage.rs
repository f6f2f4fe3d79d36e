//! The account of pages: the parts add up to what stands in the text, nothing twice and nothing missing.

use std::collections::BTreeMap;

use graph_codegen::{
    analyze,
    model::ApiInfo,
    page::{BlockKind, Coverage, Outcome, Page},
    resolve::coverage::{self, CoverageReport},
    text::{PagePath, Sources, Span},
};

fn analysis(files: &[(&str, &str)]) -> (CoverageReport, Vec<Page>) {
    let sources = Sources::from_texts(files);
    let analysis = analyze(&sources, None, ApiInfo::default());
    let account = coverage::coverage_report(&sources, &analysis.pages);
    for page in &analysis.pages {
        nothing_twice(page);
    }
    (account, analysis.pages)
}

/// HTTP lines lie in fences; all other blocks lie side by side.
fn nothing_twice(page: &Page) {
    let (lines, mut blocks): (Vec<&Coverage>, Vec<&Coverage>) = page
        .coverage
        .iter()
        .filter(|block| block.kind != BlockKind::Page)
        .partition(|block| block.kind == BlockKind::RequestLine);
    blocks.sort_by_key(|block| block.span);
    for pair in blocks.windows(2) {
        let apart = pair[0].span.file != pair[1].span.file || pair[0].span.end <= pair[1].span.start;
        assert!(apart, "{pair:?} of {}", page.path);
    }
    for line in lines {
        let around = |block: &&&Coverage| block.kind == BlockKind::Fence && holds(block.span, line.span);
        assert!(
            blocks.iter().any(|block| around(&block)),
            "{line:?} of {}",
            page.path
        );
    }
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

fn total(account: &CoverageReport, kind: BlockKind) -> usize {
    account
        .blocks
        .get(&kind)
        .map_or(0, |outcomes| outcomes.values().sum())
}

fn outcomes(account: &CoverageReport, kind: BlockKind) -> BTreeMap<Outcome, usize> {
    account.blocks.get(&kind).cloned().unwrap_or_default()
}

const HOSTILE: &str = "---\ntitle: \"x\"\n---\n\n# thing resource type\n\nNamespace: microsoft.graph\n\n\
    > [!NOTE]\n> A word.\n>\n> Another.\n\n\
    - one\n- two\n  <!-- inside -->\n\n\
    ## Properties\n\n\
    |Property|Type|Description|\n|:-|:-|:-|\n|id|String|Key.|\n|**Group**|||\n|no name|String|x|\n|file/content|String|x|\n\
    <!-- between -->\n|after|String|x|\n|||\n|after|String|again|\nlast|String|y\n\n\
    text before a table\n|a|b|c|\n|-|-|\n|1|2|3|\n\n\
    Other title\n---\n\n<div></div>\n\n[thing]: thing.md\n[thing]: other.md\n\n\
    ## Remarks\n\n::: zone pivot=\"a\"\ntext\n:::\n\n# [HTTP](#tab/http)\n\n```http\nGET /things\n```\n\n\
    # [C#](#tab/csharp)\n[!INCLUDE [x](../includes/snippets/none.md)]\n[!INCLUDE [x](../includes/note.md)]\n\n---\n\n\
    ```csharp\nvar x = 1;\n```\n\n    indented code\n\n\
    <!-- { \"blockType\": \"request\" } -->\nno block\n\n\
    <!-- open\n\n## Behind\n\n````\n```\nnot closed\n";

#[test]
fn every_block_of_a_hostile_page_is_counted_once() {
    let note = (
        "includes/note.md",
        "---\nms.x: y\n---\n\n## Note\n\nOf all pages.\n",
    );
    let (account, _) = analysis(&[("resources/thing.md", HOSTILE), note]);
    let counted = |kind| total(&account, kind);
    let lines = |fits: fn(&str) -> bool| HOSTILE.lines().filter(|line| fits(line)).count();
    assert_eq!(counted(BlockKind::Page), 1);
    assert_eq!(counted(BlockKind::FrontMatter), 2);
    let headings = lines(|line| line.starts_with('#') && !line.contains("#tab"));
    assert_eq!(
        counted(BlockKind::Section),
        headings + 1,
        "and one of the include"
    );
    let rules = lines(|line| line.starts_with("|:-|") || line == "|-|-|");
    assert_eq!(counted(BlockKind::TableHead), rules);
    let piped = lines(|line| line.contains('|'));
    assert_eq!(counted(BlockKind::Row), piped - 2 * rules);
    assert_eq!(counted(BlockKind::Fence), 4);
    assert_eq!(counted(BlockKind::Comment), HOSTILE.matches("<!--").count());
    assert_eq!(counted(BlockKind::Include), HOSTILE.matches("[!INCLUDE").count());
    assert_eq!(counted(BlockKind::Html), HOSTILE.matches("<div>").count());
    // Two tabs, both ends of a zone, a link that is defined twice.
    assert_eq!(counted(BlockKind::Mark), 6);
    assert_eq!(account.unexplained, []);
}

#[test]
fn every_row_of_a_hostile_page_has_its_reason() {
    let (account, _) = analysis(&[("resources/thing.md", HOSTILE)]);
    let expected = [
        (Outcome::Modelled, 3),
        (Outcome::Skipped("empty row"), 1),
        (Outcome::Skipped("heading inside a table"), 1),
        (Outcome::Skipped("row whose name is no property's"), 1),
        (Outcome::Skipped("says again what another row says"), 1),
        (Outcome::Skipped("table of another subject"), 1),
        (Outcome::Failed, 1),
    ];
    assert_eq!(outcomes(&account, BlockKind::Row), BTreeMap::from(expected));
}

#[test]
fn a_page_cut_anywhere_leaves_no_line_unexplained() {
    for (end, _) in HOSTILE.char_indices() {
        for part in [&HOSTILE[..end], &HOSTILE[end..]] {
            let (account, _) = analysis(&[("resources/thing.md", part)]);
            assert_eq!(account.unexplained, [], "{part}");
        }
    }
}

#[test]
fn lines_that_give_no_operation_say_why() {
    let text = "# Get thing\n\n## HTTP request\n```http\nGET /things\nGET /things\nGET /\n\
        GET https://example.com/x\nor\nthing\n```\n\n## Response\nReturns `200 OK`.\n";
    let (account, _) = analysis(&[("api/thing-get.md", text)]);
    let expected = [
        (Outcome::Modelled, 1),
        (Outcome::Skipped("address of another host"), 1),
        (Outcome::Skipped("line without a path"), 1),
        (Outcome::Skipped("says again what another line says"), 1),
        (Outcome::Skipped("word between requests"), 1),
        (Outcome::Failed, 1),
    ];
    assert_eq!(
        outcomes(&account, BlockKind::RequestLine),
        BTreeMap::from(expected)
    );
}

#[test]
fn examples_and_tables_of_nothing_say_so() {
    let api = "# Get thing\n\n## HTTP request\n```http\nGET /things/{id}\n```\n\n## Path parameters\n\
        |Parameter|Type|Description|\n|-|-|-|\n|id|String|x|\n|other|String|x|\n\n## Response\nReturns `200 OK`.\n";
    let overview = "# Overview\n\n|Property|Type|Description|\n|-|-|-|\n|x|String|y|\n\n## Example\n\
        ```http\nGET https://graph.microsoft.com/v1.0/places\n```\n\n```http\nHTTP/1.1 200 OK\n```\n";
    let (account, _) = analysis(&[("api/thing-get.md", api), ("resources/overview.md", overview)]);
    let rows = outcomes(&account, BlockKind::Row);
    assert_eq!(
        rows.get(&Outcome::Skipped("parameter that stands in no path")),
        Some(&1),
        "{rows:?}"
    );
    let fences = outcomes(&account, BlockKind::Fence);
    assert_eq!(
        fences.get(&Outcome::Skipped("example of no operation")),
        Some(&2),
        "{fences:?}"
    );
    assert_eq!(total(&account, BlockKind::Page), 2);
}

#[test]
fn what_an_override_drops_is_said() {
    let page = "# thing resource type\n\n## Properties\n|Property|Type|Description|\n|-|-|-|\n|id|String|Key.|\n|odd|String|x|\n";
    let overrides =
        "[[override]]\npage = \"resources/thing.md\"\nreason = \"not there\"\ndrop-property = \"odd\"\n";
    let sources = Sources::from_texts(&[("resources/thing.md", page), ("overrides.toml", overrides)]);
    let file = sources.find(&PagePath::new("overrides.toml"));
    let analysis = analyze(&sources, file, ApiInfo::default());
    let rows = outcomes(
        &coverage::coverage_report(&sources, &analysis.pages),
        BlockKind::Row,
    );
    assert_eq!(
        rows.get(&Outcome::Skipped("dropped by an override")),
        Some(&1),
        "{rows:?} {:?}",
        analysis.diagnostics
    );
}
