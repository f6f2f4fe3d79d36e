//! Tables of permissions, in all their forms. Does not know which permissions there are: a name is words joined by dots.

use super::{sections::PageReader, wordings::NOTHING};
use crate::{
    collections::HashSet,
    diagnostic::{Diagnostic, codes},
    markdown::{
        Slice, inline,
        table::{Row, Table},
    },
    page::{BlockKind, Outcome, PermissionKind, PermissionRow},
    text::Spanned,
};

/// How the cells of a row are to be read.
enum Form {
    /// Kind, then the permissions; more cells go on with higher ones.
    List {
        /// The most privileged one stands first.
        reversed: bool,
    },
    /// Kind, then a column for each thing acted on, which is one of these.
    PerObject(Vec<usize>),
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
pub(super) fn read<'a>(reader: &mut PageReader<'a, '_>, table: &Table<'a>, columns: &[String]) {
    let rows: Vec<PermissionRow> = match form(columns) {
        Form::List { reversed } => list(reader, table, reversed),
        Form::PerObject(objects) => {
            cover(reader, table);
            let mut cells: Vec<_> = table
                .rows
                .iter()
                .flat_map(|row| per_object(row, &objects))
                .collect();
            cells.sort_by_key(|(column, _)| *column);
            cells.into_iter().map(|(_, row)| row).collect()
        }
        Form::Matrix(kinds) => {
            cover(reader, table);
            table.rows.iter().flat_map(|row| matrix(row, &kinds)).collect()
        }
    };
    reader.page.permissions.extend(rows);
}

fn cover(reader: &mut PageReader<'_, '_>, table: &Table<'_>) {
    for row in &table.rows {
        reader.cover(BlockKind::Row, Outcome::Modelled, row.at.span());
    }
}

fn form(columns: &[String]) -> Form {
    let kinds: Vec<_> = columns.iter().skip(1).map(|column| kind(column)).collect();
    if kinds.iter().flatten().count() >= 2 {
        return Form::Matrix(kinds);
    }
    let acting = columns.iter().enumerate().skip(1);
    let acting: Vec<usize> = acting
        .filter(|(_, column)| column.contains("acting on"))
        .map(|(index, _)| index)
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
fn list<'a>(reader: &mut PageReader<'a, '_>, table: &Table<'a>, reversed: bool) -> Vec<PermissionRow> {
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
                    format!("unknown permission type `{plain}`"),
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
    let cells = row.cells.iter().skip(1);
    let mut known = HashSet::default();
    let names = cells.clone().flat_map(|cell| names(*cell));
    let mut permissions: Vec<_> = names.filter(|name| known.insert(name.value.clone())).collect();
    if reversed {
        permissions.reverse();
    }
    let not_supported =
        permissions.is_empty() && cells.clone().next().is_some_and(|cell| says_none(cell.text));
    PermissionRow {
        kind,
        subject,
        permissions,
        not_supported,
    }
}

/// One row of a table with a column for each thing acted on, each with its column.
fn per_object(row: &Row<'_>, columns: &[usize]) -> Vec<(usize, PermissionRow)> {
    let label = row.cells.first();
    let kind = label.and_then(|label| Some(label.spanned(kind(&inline::plain(label.text))?)));
    let columns = columns.iter().take_while(|column| **column < row.cells.len());
    let one = |column: &usize| Some((*column, cell(row.cell(Some(*column)), kind.clone()?, None)));
    columns.filter_map(one).collect()
}

/// One row of a table with a column for each kind.
fn matrix(row: &Row<'_>, kinds: &[Option<PermissionKind>]) -> Vec<PermissionRow> {
    let subject = row.cells.first().map(|cell| inline::plain(cell.text));
    let columns = (1..row.cells.len()).zip(kinds);
    let columns = columns.filter_map(|(column, kind)| Some((column, (*kind)?)));
    let one = |(column, kind)| {
        let found = row.cell(Some(column));
        cell(found, found.unwrap_or(row.at).spanned(kind), subject.clone())
    };
    columns.map(one).collect()
}

fn cell(cell: Option<Slice<'_>>, kind: Spanned<PermissionKind>, subject: Option<String>) -> PermissionRow {
    let permissions = cell.map(names).unwrap_or_default();
    let not_supported = permissions.is_empty() && cell.is_some_and(|cell| says_none(cell.text));
    PermissionRow {
        kind,
        subject,
        permissions,
        not_supported,
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
        || NOTHING.contains(&text)
}
