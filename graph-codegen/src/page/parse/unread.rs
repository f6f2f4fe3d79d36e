//! Tables of a resource page that stand where no properties are expected, or have other titles: those that list the keys
//! of the page's own sample are read like the others, and no table that may hold properties goes unread without a finding.

use super::{
    http, json, properties,
    sections::{PageReader, Section},
};
use crate::{
    collections::HashSet,
    diagnostic::{Diagnostic, codes},
    markdown::{Slice, blocks::Kind, inline, table::Table},
};

/// Whether a table lists properties of the page's type: its cells are names and types, and at least half of the names
/// are keys of a sample on the page.
pub(super) fn lists_properties(reader: &PageReader<'_, '_>, table: &Table<'_>) -> bool {
    if !may_list(reader) {
        return false;
    }
    let Some((name, _)) = properties::by_content(table) else {
        return false;
    };
    let names = names(table, name);
    let new = |name: &&String| is_new(reader, name);
    names.iter().filter(new).count() * 2 >= names.len().max(1)
}

/// Reports a table that goes unread although it may list properties.
pub(super) fn report(reader: &mut PageReader<'_, '_>, table: &Table<'_>) {
    if !may_list(reader) {
        return;
    }
    let names = names(table, 0);
    let of_sample = names.iter().any(|name| is_new(reader, name));
    if of_sample || reader.section == Section::Properties && reader.page.properties.is_empty() {
        push(reader, table.header.at);
    }
}

/// Reports a table in HTML that stands where properties are listed.
pub(super) fn report_html(reader: &mut PageReader<'_, '_>, at: Slice<'_>) {
    let start = at.text.get(..6).unwrap_or_default();
    if start.eq_ignore_ascii_case("<table") && may_list(reader) && reader.page.properties.is_empty() {
        push(reader, at.sub(0..6));
    }
}

fn push(reader: &mut PageReader<'_, '_>, at: Slice<'_>) {
    let message = "a table of a resource page that is not read";
    reader.findings.push(
        Diagnostic::new(&codes::TABLE_UNREAD, at.span(), message)
            .help("list properties under `## Properties` in a table `|Property|Type|Description|`"),
    );
}

/// Whether a table here may list properties of the page's type.
fn may_list(reader: &PageReader<'_, '_>) -> bool {
    let place = matches!(
        reader.section,
        Section::Intro | Section::Properties | Section::Representation | Section::Other(_)
    );
    place && !reader.aside && !reader.is_enum_page && reader.page.path.is_resource()
}

/// Whether a sample on the page has this key and no table so far has listed it.
fn is_new(reader: &PageReader<'_, '_>, name: &str) -> bool {
    let keys = reader.sample_keys.get_or_init(|| sample_keys(reader));
    keys.contains(name) && !reader.listed.contains(name)
}

/// The cells of a column that are single words.
fn names(table: &Table<'_>, column: usize) -> Vec<String> {
    let cells = table.rows.iter().filter_map(|row| row.cell(Some(column)));
    let names = cells.map(|cell| inline::plain(cell.text));
    names.filter(|name| !name.contains(char::is_whitespace)).collect()
}

/// The keys of the objects that the page shows.
fn sample_keys(reader: &PageReader<'_, '_>) -> HashSet<String> {
    let fences = reader.blocks.iter().filter_map(|block| match &block.kind {
        Kind::Fence { content, .. } if http::looks_like_json(content.text) => Some(*content),
        _ => None,
    });
    let read = fences.filter_map(|content| json::read(content.trim()).ok());
    let keys = read.filter_map(|read| Some(read.value.as_object()?.keys().cloned().collect::<Vec<_>>()));
    keys.flatten().collect()
}
