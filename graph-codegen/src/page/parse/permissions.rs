//! Tables of permissions, in all their forms. Comes in: a table. Goes out: a [`PermissionTable`] or several.
//! Does not know which permissions there are: a name is words joined with dots.

use super::{
    inline,
    reader::Reader,
    slice::Slice,
    table::{Row, Table},
};
use crate::{
    diagnostic::{Diagnostic, codes},
    page::{BlockKind, Outcome, PermissionKind, PermissionRow, PermissionTable},
    text::Spanned,
};

/// How the cells of a row are to be analysis.
enum Form {
    /// Kind, then the permissions; more cells go on with higher ones.
    List {
        /// The most privileged one stands first.
        reversed: bool,
    },
    /// Kind, then a column each for what is acted on.
    PerObject(Vec<String>),
    /// What is acted on, then a column for each kind.
    Matrix(Vec<Option<PermissionKind>>),
}

/// Whether the columns are those of permissions.
pub(super) fn is_table(table: &Table<'_>, columns: &[String]) -> bool {
    let first = columns.first().map(String::as_str).unwrap_or_default();
    let kinds = || columns.iter().filter(|column| kind(column).is_some()).count();
    let label = |row: &Row<'_>| {
        row.cells
            .first()
            .is_some_and(|cell| kind(&inline::without_markup(cell.text)).is_some())
    };
    let listed = first.starts_with("permission") && columns.len() > 1;
    listed && table.rows.iter().any(label) || kinds() >= 2
}

/// Reads the table.
pub(super) fn read<'a>(reader: &mut Reader<'a, '_>, table: &Table<'a>, columns: &[String]) {
    let heading = inline::plain(reader.heading.text);
    let span = table.header.at.span();
    match form(columns) {
        Form::List { reversed } => {
            let rows = list(reader, table, reversed);
            reader
                .page
                .permissions
                .push(PermissionTable { heading, rows, span });
        }
        Form::PerObject(objects) => {
            for (index, object) in objects.iter().enumerate() {
                let rows = column(reader, table, index + 1);
                let heading = format!("{heading}: {object}");
                reader
                    .page
                    .permissions
                    .push(PermissionTable { heading, rows, span });
            }
            cover(reader, table);
        }
        Form::Matrix(kinds) => {
            let rows = table.rows.iter().flat_map(|row| matrix(row, &kinds)).collect();
            reader
                .page
                .permissions
                .push(PermissionTable { heading, rows, span });
            cover(reader, table);
        }
    }
}

fn cover(reader: &mut Reader<'_, '_>, table: &Table<'_>) {
    for row in &table.rows {
        reader.cover(BlockKind::Row, Outcome::Modelled, row.at.span());
    }
}

fn form(columns: &[String]) -> Form {
    let kinds: Vec<_> = columns.iter().skip(1).map(|column| kind(column)).collect();
    if kinds.iter().flatten().count() >= 2 {
        return Form::Matrix(kinds);
    }
    let acting: Vec<String> = columns
        .iter()
        .skip(1)
        .filter(|column| column.contains("acting on"))
        .cloned()
        .collect();
    if acting.len() > 1 {
        return Form::PerObject(acting);
    }
    let reversed = columns.iter().any(|column| column.contains("most to least"));
    Form::List { reversed }
}

/// Who acts, by the words of a label.
fn kind(label: &str) -> Option<PermissionKind> {
    let starts = |word: &str| {
        let start = label.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    if starts("application") {
        return Some(PermissionKind::Application);
    }
    if !starts("delegated") {
        return None;
    }
    let label = label.to_lowercase();
    Some(if label.contains("personal") {
        PermissionKind::DelegatedPersonal
    } else {
        PermissionKind::DelegatedWork
    })
}

/// Rows of a kind each; below one without permissions, sub-rows say what they are about.
fn list<'a>(reader: &mut Reader<'a, '_>, table: &Table<'a>, reversed: bool) -> Vec<PermissionRow> {
    let mut rows: Vec<PermissionRow> = Vec::new();
    for row in &table.rows {
        let label = row.cells.first().copied().unwrap_or(row.at);
        let plain = inline::plain(label.text);
        let known = kind(&plain);
        let parent = rows.last().map(|row| row.kind.value);
        let outcome = match known.or(parent) {
            _ if row.is_empty() => Outcome::Skipped("empty row"),
            Some(kind) => {
                let subject = known.is_none().then(|| plain.clone());
                rows.push(permissions(row, label.spanned(kind), subject, reversed));
                Outcome::Modelled
            }
            None => {
                let found = Diagnostic::new(
                    &codes::PERMISSION_LABEL,
                    label.span(),
                    format!("`{plain}` is nobody known"),
                );
                reader.findings.push(found.help("expected `Delegated (work or school account)`, `Delegated (personal Microsoft account)` or `Application`"));
                Outcome::Failed
            }
        };
        reader.cover(BlockKind::Row, outcome, row.at.span());
    }
    rows
}

fn permissions(
    row: &Row<'_>,
    kind: Spanned<PermissionKind>,
    subject: Option<String>,
    reversed: bool,
) -> PermissionRow {
    let cells: Vec<Slice<'_>> = row.cells.iter().skip(1).copied().collect();
    let mut found: Vec<Spanned<String>> = Vec::new();
    for permission in cells.iter().flat_map(|cell| names(*cell)) {
        if !found.iter().any(|known| known.value == permission.value) {
            found.push(permission);
        }
    }
    if reversed {
        found.reverse();
    }
    let text = cells
        .iter()
        .map(|cell| inline::one_line(cell.text))
        .collect::<Vec<_>>()
        .join(" | ");
    let not_supported = found.is_empty() && cells.first().is_some_and(|cell| says_none(cell.text));
    PermissionRow {
        kind,
        subject,
        permissions: found,
        not_supported,
        text,
    }
}

/// One column of a table that has one for each thing acted on.
fn column<'a>(reader: &Reader<'a, '_>, table: &Table<'a>, index: usize) -> Vec<PermissionRow> {
    let _ = reader;
    let row = |row: &Row<'a>| {
        let label = row.cells.first()?;
        let kind = label.spanned(kind(&inline::plain(label.text))?);
        Some(cell(row.cell(Some(index)), kind, None))
    };
    table.rows.iter().filter_map(row).collect()
}

/// One row of a table with a column for each kind.
fn matrix(row: &Row<'_>, kinds: &[Option<PermissionKind>]) -> Vec<PermissionRow> {
    let subject = row.cells.first().map(|cell| inline::plain(cell.text));
    let cells = kinds
        .iter()
        .enumerate()
        .filter_map(|(index, kind)| Some((index + 1, (*kind)?)));
    let one = |(index, kind): (usize, PermissionKind)| {
        let place = row.cell(Some(index)).unwrap_or(row.at);
        cell(row.cell(Some(index)), place.spanned(kind), subject.clone())
    };
    cells.map(one).collect()
}

fn cell(cell: Option<Slice<'_>>, kind: Spanned<PermissionKind>, subject: Option<String>) -> PermissionRow {
    let permissions = cell.map(names).unwrap_or_default();
    let text = cell.map(|cell| inline::one_line(cell.text)).unwrap_or_default();
    let not_supported = permissions.is_empty() && says_none(&text);
    PermissionRow {
        kind,
        subject,
        permissions,
        not_supported,
        text,
    }
}

/// The names in a cell: words joined with dots, `User.Read`, `BackupRestore-Control.ReadWrite.All`; and OpenID's own.
fn names(cell: Slice<'_>) -> Vec<Spanned<String>> {
    if cell.text.contains("TODO") {
        return Vec::new();
    }
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_');
    let words = cell
        .text
        .split(|char| !is_part(char))
        .map(|word| cell.locate(word.trim_matches(['.', '-', '_'])));
    words
        .filter(|word| is_permission(word.text))
        .map(|word| word.owned())
        .collect()
}

fn is_permission(word: &str) -> bool {
    const WITHOUT_DOT: [&str; 4] = ["openid", "profile", "email", "offline_access"];
    let mut parts = word.split('.');
    let upper = |part: &str| part.starts_with(|char: char| char.is_ascii_uppercase());
    word.contains('.') && parts.all(upper) && !word.starts_with("Microsoft.") || WITHOUT_DOT.contains(&word)
}

fn says_none(text: &str) -> bool {
    let text = inline::without_markup(text).to_lowercase();
    let text = text.trim_matches(['.', '*', ' ']);
    text.contains("not supported")
        || text.contains("not applicable")
        || text.contains("not available")
        || matches!(text, "none" | "n/a" | "na" | "-" | "no")
}

/// National clouds: a row of marks below their names.
pub(super) fn clouds<'a>(reader: &mut Reader<'a, '_>, table: &Table<'a>, columns: &[String]) {
    for row in &table.rows {
        for (index, title) in columns.iter().enumerate() {
            let marked = row
                .cell(Some(index))
                .is_some_and(|cell| cell.text.contains("check_mark") || cell.text.contains('✅'));
            let cloud =
                cloud(title).filter(|cloud| marked && !reader.page.clouds.iter().any(|known| known == cloud));
            reader.page.clouds.extend(cloud.map(str::to_owned));
        }
        reader.cover(BlockKind::Row, Outcome::Modelled, row.at.span());
    }
}

fn cloud(title: &str) -> Option<&'static str> {
    match title {
        _ if title.starts_with("global") => Some("global"),
        _ if title.contains("l4") => Some("usGovernmentL4"),
        _ if title.contains("l5") => Some("usGovernmentL5"),
        _ if title.contains("china") => Some("china"),
        _ => None,
    }
}
