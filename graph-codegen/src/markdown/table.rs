//! Tables, read leniently from their lines. Comes in: the lines of a table. Goes out: rows of cells with places.
//! Does not know what the columns mean.
//!
//! pulldown-cmark reads tables, too, but as GitHub shows them: it drops cells beyond the header, and a row that a line
//! end splits becomes two. Pages lose facts that way, without a trace. Here surplus text stays in the last cell and a
//! split row is joined, so that each can be a finding.

use super::{inline, slice::Slice};

/// A table.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    /// The header row.
    pub(crate) header: Row<'a>,
    /// The rows below the delimiter row.
    pub(crate) rows: Vec<Row<'a>>,
    /// The delimiter row has another number of cells than the header.
    pub(crate) uneven: bool,
}

/// A row; its cells are trimmed, escapes stand as they are.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    /// The line, or lines.
    pub(crate) at: Slice<'a>,
    /// Its cells, at most as many as the table has columns.
    pub(crate) cells: Vec<Slice<'a>>,
    /// More cells were there; they are part of the last one.
    pub(crate) surplus: bool,
    closed: bool,
}

impl<'a> Row<'a> {
    /// The cell of a column; `None` where it is missing or says nothing.
    pub(crate) fn cell(&self, column: Option<usize>) -> Option<Slice<'a>> {
        let cell = self.cells.get(column?).copied()?;
        (!inline::is_blank(cell.text)).then_some(cell)
    }

    /// Whether only the first cell says something, in bold: a heading inside the table.
    pub(crate) fn is_group(&self) -> bool {
        let first = self.cells.first().map(|cell| cell.text).unwrap_or_default();
        let bold = || first.trim_start_matches("&nbsp;").trim_start().starts_with("**");
        first.contains("**") && bold() && self.cells.iter().skip(1).all(|cell| inline::is_blank(cell.text))
    }

    /// Whether no cell says anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| inline::is_blank(cell.text))
    }
}

impl Table<'_> {
    /// The titles of the columns: lower case, without markup.
    pub(crate) fn columns(&self) -> Vec<String> {
        let title = |cell: &Slice<'_>| inline::without_markup(cell.text).to_lowercase();
        self.header.cells.iter().map(title).collect()
    }
}

/// The first column whose title fits, but for the first of the table, which holds the names.
pub(crate) fn column(titles: &[String], fits: impl Fn(&str) -> bool) -> Option<usize> {
    let mut further = titles.iter().enumerate().skip(1);
    further.find(|(_, title)| fits(title)).map(|(index, _)| index)
}

/// Reads the lines of a table; `None` where the second line is no delimiter row.
pub(crate) fn read<'a>(at: Slice<'a>) -> Option<Table<'a>> {
    let mut lines = at.lines().map(unquoted);
    let header = row(lines.next()?);
    let delimiter = lines.next().filter(|line| is_delimiter(line.text))?;
    let ruled = row(delimiter).cells.len();
    let columns = ruled.max(header.cells.len());
    let uneven = ruled != header.cells.len();
    let mut table = Table {
        header,
        rows: Vec::new(),
        uneven,
    };
    add_lines(&mut table, lines, columns, at);
    Some(table)
}

/// Adds lines that belong to a table but were cut off by a comment or a blank line.
pub(crate) fn extend<'a>(table: &mut Table<'a>, at: Slice<'a>) {
    let columns = table.header.cells.len();
    add_lines(table, at.lines().map(unquoted), columns, at);
}

/// The delimiter row in a paragraph, and the line before it: a table that Markdown does not see.
pub(crate) fn hidden<'a>(at: Slice<'a>) -> Option<Slice<'a>> {
    if !at.text.contains('|') || !at.text.contains('\n') {
        return None;
    }
    let mut before: Option<Slice<'a>> = None;
    for line in at.lines() {
        if let Some(header) = before
            && is_delimiter(unquoted(line).text)
            && header.text.contains('|')
        {
            return Some(header);
        }
        before = Some(line);
    }
    None
}

/// `|:---|---|`: only dashes, colons, pipes and spaces, with a dash and a pipe.
pub(crate) fn is_delimiter(line: &str) -> bool {
    let fits = |char: char| matches!(char, '-' | ':' | '|') || char.is_whitespace();
    line.contains('-') && line.contains('|') && line.chars().all(fits) || is_rule_of_one_column(line)
}

fn is_rule_of_one_column(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.starts_with(':') && line.chars().all(|char| matches!(char, '-' | ':'))
}

fn add_lines<'a>(
    table: &mut Table<'a>,
    lines: impl Iterator<Item = Slice<'a>>,
    columns: usize,
    whole: Slice<'a>,
) {
    let known = table.rows.len().saturating_sub(1);
    for line in lines.filter(|line| !line.text.trim().is_empty()) {
        let next = row(line);
        match table.rows.last_mut() {
            Some(last) if continues(last, &next, line.text, columns) => append(last, line, whole),
            _ => table.rows.push(next),
        }
    }
    for row in table.rows.iter_mut().skip(known) {
        fold_surplus(row, columns.max(1), whole);
    }
}

/// A line without a pipe at its start and with too few cells goes on with the row above, where that one is not closed.
fn continues(last: &Row<'_>, next: &Row<'_>, line: &str, columns: usize) -> bool {
    !line.trim_start().starts_with('|') && next.cells.len() < columns && !last.closed && columns > 1
}

fn append<'a>(last: &mut Row<'a>, line: Slice<'a>, whole: Slice<'a>) {
    let closed = line.text.trim_end().ends_with('|');
    let end = line.locate(line.text.trim_end().trim_end_matches('|').trim_end());
    if let Some(cell) = last.cells.last_mut() {
        *cell = cell.until(&end, &whole);
    }
    last.at = last.at.until(&line, &whole);
    last.closed = closed;
}

/// What stands in cells beyond the last column belongs to the last: a pipe in its text was not escaped.
fn fold_surplus<'a>(row: &mut Row<'a>, columns: usize, whole: Slice<'a>) {
    while row.cells.len() > columns && row.cells.last().is_some_and(|cell| inline::is_blank(cell.text)) {
        row.cells.pop();
    }
    if row.cells.len() > columns {
        let end = *row.cells.last().expect("has more cells than columns");
        row.cells.truncate(columns);
        if let Some(last) = row.cells.last_mut() {
            *last = last.until(&end, &whole);
        }
        row.surplus = true;
    }
}

/// Splits a line at its pipes; `\|` is none.
fn row<'a>(line: Slice<'a>) -> Row<'a> {
    let text = line.trim();
    let inner = text.locate(text.text.strip_prefix('|').unwrap_or(text.text));
    let mut cells = Vec::with_capacity(4);
    let mut start = 0;
    for (index, _) in inner.text.match_indices('|') {
        if !is_escaped(inner.text, index) {
            cells.push(inner.sub(start..index).trim());
            start = index + 1;
        }
    }
    let rest = inner.sub(start..inner.text.len()).trim();
    let closed = rest.text.is_empty() && !cells.is_empty();
    if !closed {
        cells.push(rest);
    }
    Row {
        at: text,
        cells,
        surplus: false,
        closed,
    }
}

/// Whether the backslashes before a byte escape it: two of them are one that is escaped.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.bytes().take(at).rev();
    before.take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Without the marks of a quote around the table.
fn unquoted(line: Slice<'_>) -> Slice<'_> {
    let text = line.text.trim_start();
    if text.starts_with('>') {
        line.locate(text.trim_start_matches(['>', ' ']))
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    fn check(text: &str, expect: &[&[&str]]) {
        let sources = Sources::from_texts(&[("api/a.md", text)]);
        let (file, source) = sources.pages().next().expect("one page");
        let table = read(Slice::whole(file, &source.text)).expect("a table");
        let rows: Vec<Vec<&str>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.text).collect())
            .collect();
        assert_eq!(rows, expect, "{text}");
    }

    #[test]
    fn outer_pipes_may_be_missing() {
        check(
            "|a|b|\n|-|-|\n|1|2\n3|4|\n 5 | 6",
            &[&["1", "2"], &["3", "4"], &["5", "6"]],
        );
    }

    #[test]
    fn escaped_pipes_do_not_split() {
        check("|a|b|\n|-|-|\n|1|x \\| y|", &[&["1", "x \\| y"]]);
    }

    #[test]
    fn a_pipe_too_many_belongs_to_the_last_cell() {
        check("|a|b|\n|-|-|\n|1|(*.x | *.y) z|", &[&["1", "(*.x | *.y) z"]]);
        check("|a|b|\n|-|-|\n|1|2|||", &[&["1", "2"]]);
    }

    #[test]
    fn a_description_may_break_over_lines() {
        check(
            "|a|b|\n|-|-|\n|1|first\nsecond|\n|3|4|",
            &[&["1", "first\nsecond"], &["3", "4"]],
        );
    }

    #[test]
    fn one_column_without_closing_pipes() {
        check(
            "| Member\n|:------\n| detected\n| blocked",
            &[&["detected"], &["blocked"]],
        );
    }

    #[test]
    fn a_bold_cell_alone_is_a_group() {
        let sources =
            Sources::from_texts(&[("api/a.md", "|a|b|\n|-|-|\n|**Apps**|&nbsp;|\n|**x**\n|**y**|z|")]);
        let (file, source) = sources.pages().next().expect("one page");
        let table = read(Slice::whole(file, &source.text)).expect("a table");
        let groups: Vec<bool> = table.rows.iter().map(Row::is_group).collect();
        assert_eq!(groups, [true, true, false]);
    }

    #[test]
    fn column_titles_lose_their_markup() {
        let text = "|**Property**|Type&nbsp;&nbsp;| Description\t|\n|-|-|-|";
        let sources = Sources::from_texts(&[("api/a.md", text)]);
        let (file, source) = sources.pages().next().expect("one page");
        let table = read(Slice::whole(file, &source.text)).expect("a table");
        assert_eq!(table.columns(), ["property", "type", "description"]);
    }
}
