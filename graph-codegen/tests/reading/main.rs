//! What pages say, read from small pages: one behaviour each. Numbers in comments are those of the list of cases.

mod examples;
mod operations;
mod resources;

use graph_codegen::{page::Page, page::parse, text::Sources};

/// Reads one page and the ids of its findings.
fn read(path: &str, text: &str) -> (Page, Vec<&'static str>) {
    read_all(&[(path, text)])
}

fn read_all(files: &[(&str, &str)]) -> (Page, Vec<&'static str>) {
    let sources = Sources::from_texts(files);
    let (mut pages, found) = parse::pages(&sources);
    (pages.remove(0), found.iter().map(|found| found.code.id).collect())
}

fn resource(text: &str) -> (Page, Vec<&'static str>) {
    read(
        "resources/thing.md",
        &format!("# thing resource type\n\nNamespace: microsoft.graph\n\n{text}"),
    )
}

fn operation(text: &str) -> (Page, Vec<&'static str>) {
    read(
        "api/thing-get.md",
        &format!("# Get thing\n\nNamespace: microsoft.graph\n\n{text}"),
    )
}

fn names(page: &Page) -> Vec<&str> {
    page.properties
        .iter()
        .flat_map(|table| &table.rows)
        .map(|row| row.name.value.as_str())
        .collect()
}
