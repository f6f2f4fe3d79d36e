//! Blocks of small texts.

use super::*;
use crate::text::Sources;

fn kinds(text: &str) -> Vec<String> {
    let sources = Sources::from_texts(&[("api/a.md", text)]);
    let (file, source) = sources.pages().next().expect("one page");
    let blocks = read(Slice::whole(file, &source.text), &mut References::default());
    let name = |block: &Block<'_>| match &block.kind {
        Kind::Heading { level, text } => format!("h{level} {}", text.text),
        Kind::Paragraph => format!("p {}", block.at.text),
        Kind::Item => format!("li {}", block.at.text),
        Kind::Table(table) => format!("table {}", table.rows.len()),
        Kind::Fence { info, content, .. } => format!("fence {info} {}", content.text.trim()),
        Kind::Comment { inner, .. } => format!("comment {}", inner.text.trim()),
        Kind::Html => format!("html {}", block.at.text),
        Kind::Include { target } => format!("include {}", target.text),
        Kind::Mark(mark) => format!("{mark:?}"),
    };
    let said = blocks.iter().filter(|block| !matches!(block.kind, Kind::Mark(_)));
    said.map(name).collect()
}

#[test]
fn tab_markers_and_rules_leave_no_trace() {
    let text = "# Title\n\n# [HTTP](#tab/http)\n```http\nGET /x\n```\n# [C#](#tab/csharp)\n[!INCLUDE [a](../b.md)]\n---\ntext\n";
    assert_eq!(
        kinds(text),
        ["h1 Title", "fence http GET /x", "include ../b.md", "p text"]
    );
}

#[test]
fn zones_are_transparent() {
    let text = "::: zone pivot=\"x\"\n## A\n:::zone-end\ntext\n";
    assert_eq!(kinds(text), ["h2 A", "p text"]);
}

#[test]
fn rows_behind_a_comment_belong_to_the_table() {
    let text = "|a|b|\n|-|-|\n|1|2|\n<!-- hidden -->\n|3|4|\n";
    assert_eq!(kinds(text), ["table 2", "comment hidden"]);
}

#[test]
fn a_delimiter_of_another_width_is_still_a_table() {
    assert_eq!(kinds("text\n|a|b|c|\n|-|-|\n|1|2|3|\n"), ["p text", "table 1"]);
}

#[test]
fn items_of_a_list_are_blocks() {
    let text = "- one [a](b.md)\n- two\n\n  ```http\n  GET /x\n  ```\n";
    assert_eq!(kinds(text), ["li one [a](b.md)", "li two", "fence http GET /x"]);
}

#[test]
fn several_comments_in_one_block() {
    assert_eq!(
        kinds("<!-- a --><!-- b -->\nx"),
        ["comment a", "comment b", "p x"]
    );
}

#[test]
fn a_comment_that_is_not_closed_does_not_swallow_the_page() {
    let text = "<!-- { \"a\": 1 }\n\n## Next\n\n|a|b|\n|-|-|\n|1|2|\n";
    assert_eq!(kinds(text), ["comment { \"a\": 1 }", "h2 Next", "table 1"]);
}

#[test]
fn fences_of_four_ticks_and_info_with_a_space() {
    assert_eq!(
        kinds("```` http\n```\nGET /x\n````\n"),
        ["fence http ```\nGET /x"]
    );
}
