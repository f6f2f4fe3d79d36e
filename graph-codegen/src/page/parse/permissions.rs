//! Tables of permissions, in all their forms: which column holds what, and which row is about whom.

use super::{
    permission_cell::{self, Cases, CellCase, case_name},
    sections::{PageReader, Section},
    sentences::sentences,
};
use crate::{
    diagnostic::{Diagnostic, codes},
    markdown::{
        Slice, inline,
        table::{Row, Table},
    },
    page::{BlockKind, Outcome, PermissionKind, PermissionRow, PermissionTable},
};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    /// Who acts.
    Label,
    /// The case: `Supported resource`, `Calendar`.
    Case,
    /// Permissions for those who are named in the title.
    Of(PermissionKind),
    /// Permissions.
    Permissions(Rank),
    /// Nothing about permissions.
    Other,
}

/// Which permissions stand in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Rank {
    /// The least privileged ones alone.
    Least,
    /// The others.
    Higher,
    /// All of them, the least privileged first, or the most privileged.
    All { reversed: bool },
    /// All of them in one case: `Permissions acting on self`.
    In(String),
}

/// A row that is about one kind of account.
struct Labelled<'t, 'a> {
    row: &'t Row<'a>,
    label: Slice<'a>,
    when: Option<String>,
    kind: Option<PermissionKind>,
}

/// Whether the columns are those of permissions.
pub(super) fn is_table(table: &Table<'_>, columns: &[String], section: Section) -> bool {
    let kinds = columns.iter().filter(|column| kind(column).is_some()).count();
    let mentions = |column: &String| column.contains("permission") || column.contains("privilege");
    let first = columns
        .first()
        .is_some_and(|first| first.starts_with("permission"));
    let listed = columns.len() > 1
        && (first || section == Section::Permissions && columns.iter().any(mentions))
        && labels(table).into_iter().any(|count| count > usize::from(!first));
    listed || kinds >= 2
}

/// How many cells of each column say who acts.
fn labels(table: &Table<'_>) -> Vec<usize> {
    count(table, |cell| label(cell).is_some())
}

/// How many cells of each column fit.
fn count(table: &Table<'_>, fits: impl Fn(Slice<'_>) -> bool) -> Vec<usize> {
    let mut counts = vec![0; table.header.cells.len()];
    for row in &table.rows {
        for (count, cell) in counts.iter_mut().zip(&row.cells) {
            *count += usize::from(fits(*cell));
        }
    }
    counts
}

/// Reads the table.
pub(super) fn read<'a>(reader: &mut PageReader<'a, '_>, table: &Table<'a>, titles: &[String]) {
    let columns = columns(table, titles);
    let of_kinds = columns.iter().any(|column| matches!(column, Column::Of(_)));
    let rows = if of_kinds {
        matrix(reader, table, &columns)
    } else {
        list(reader, table, &columns)
    };
    let (heading, lead) = (heading(reader), lead(reader));
    // The next table has a text of its own.
    reader.text_above.clear();
    reader
        .page
        .permissions
        .push(PermissionTable { heading, lead, rows });
}

/// What each column holds, by its title and, where that says nothing, by its cells.
fn columns(table: &Table<'_>, titles: &[String]) -> Vec<Column> {
    const REMARKS: [&str; 5] = ["note", "description", "comment", "remark", "detail"];
    let is_remark = |title: &str| REMARKS.iter().any(|word| title.contains(word));
    if titles.iter().filter(|title| kind(title).is_some()).count() >= 2 {
        let column = |title: &String| match kind(title) {
            Some(kind) => Column::Of(kind),
            None if is_remark(title) => Column::Other,
            None => Column::Case,
        };
        return titles.iter().map(column).collect();
    }
    let label = labels(table).into_iter().enumerate().rev();
    let label = label.max_by_key(|(_, count)| *count).map(|(column, _)| column);
    let says = |cell: Slice<'_>| !permission_cell::read(cell).is_empty();
    let holds_permissions = count(table, says);
    let column = |(index, title): (usize, &String)| match title.as_str() {
        _ if Some(index) == label => Column::Label,
        title if is_remark(title) => Column::Other,
        title => match rank(title) {
            Some(rank) => Column::Permissions(rank),
            None if holds_permissions.get(index).is_none_or(|count| *count == 0) => Column::Case,
            None if title.is_empty() => Column::Permissions(Rank::All { reversed: false }),
            None => Column::Permissions(Rank::In(original(table, index))),
        },
    };
    let mut columns: Vec<_> = titles.iter().enumerate().map(column).collect();
    let cases = columns
        .iter()
        .filter(|column| matches!(column, Column::Permissions(Rank::In(_))));
    if cases.count() == 1 {
        // A single column distinguishes nothing.
        for column in &mut columns {
            if matches!(column, Column::Permissions(Rank::In(_))) {
                *column = Column::Permissions(Rank::All { reversed: false });
            }
        }
    }
    columns
}

/// Which permissions stand below a title in lower case.
fn rank(title: &str) -> Option<Rank> {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let mentions = has(&["permission", "privilege", "scope"]);
    match () {
        () if title.contains("acting on") || !mentions => None,
        () if has(&["from", "first", "order"]) => {
            let reversed = has(&["most to least", "most privileged to", "most privileged first"]);
            Some(Rank::All { reversed })
        }
        () if has(&["least", "lowest", "minimum"]) => Some(Rank::Least),
        () if has(&["higher", "more privileged", "most privileged", "highest"]) => Some(Rank::Higher),
        () if has(&[" for ", " on ", " to "]) => None,
        () => Some(Rank::All { reversed: false }),
    }
}

/// The title of a column as the page spells it.
fn original(table: &Table<'_>, column: usize) -> String {
    let cell = table.header.cells.get(column);
    cell.map(|cell| case_name(cell.text)).unwrap_or_default()
}

/// Who acts, by the words of a label.
fn kind(label: &str) -> Option<PermissionKind> {
    let starts = |word: &str| {
        let start = label.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    if starts("application") || starts("app-only") || starts("app only") {
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

fn label(cell: Slice<'_>) -> Option<PermissionKind> {
    kind(&inline::plain(cell.text))
}

/// A row for each kind of account; below one without permissions, further rows say what they are about.
fn list<'a>(reader: &mut PageReader<'a, '_>, table: &Table<'a>, columns: &[Column]) -> Vec<PermissionRow> {
    let mut labelled: Vec<Labelled<'_, 'a>> = Vec::new();
    let position = columns.iter().position(|column| *column == Column::Label);
    let mut when = None;
    for row in &table.rows {
        if row.is_empty() {
            reader.cover(BlockKind::Row, Outcome::Skipped("empty row"), row.at.span());
            continue;
        }
        when = case_of(row, columns).or(when);
        let label = position.and_then(|position| row.cells.get(position).copied());
        let label = label.unwrap_or(row.at);
        let kind = self::label(label);
        let when = when.clone();
        labelled.push(Labelled {
            row,
            label,
            when,
            kind,
        });
    }
    name_subjects(&mut labelled, columns);
    for group in labelled.chunk_by_mut(|a, b| a.when == b.when) {
        correct_labels(reader, group);
    }
    let has_least = columns.contains(&Column::Permissions(Rank::Least));
    let mut rows = Vec::new();
    for entry in labelled {
        let outcome = match entry.kind {
            Some(kind) => {
                rows.extend(permissions(&entry, kind, columns, has_least));
                Outcome::Modelled
            }
            None => {
                report(reader, entry.label, None);
                Outcome::Failed
            }
        };
        reader.cover(BlockKind::Row, outcome, entry.row.at.span());
    }
    rows
}

/// The cells of a row that say something, with what their columns hold.
fn cells<'c, 'a>(row: &'c Row<'a>, columns: &'c [Column]) -> impl Iterator<Item = (&'c Column, Slice<'a>)> {
    let cells = columns
        .iter()
        .zip(&row.cells)
        .map(|(column, cell)| (column, *cell));
    cells.filter(|(_, cell)| !inline::is_blank(cell.text))
}

/// The case that a row is about, from its columns.
fn case_of(row: &Row<'_>, columns: &[Column]) -> Option<String> {
    let cells = cells(row, columns).filter(|(column, _)| **column == Column::Case);
    join(cells.map(|(_, cell)| Some(case_name(cell.text))))
}

/// Conditions that hold together.
fn join(conditions: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    const MOST: usize = 8;
    let conditions = conditions.into_iter().flatten().filter(|text| !text.is_empty());
    let conditions: Vec<_> = conditions.take(MOST).collect();
    (!conditions.is_empty()).then(|| conditions.join(", "))
}

/// Below a row without permissions, or beyond the three kinds, an unknown label says what its row is about.
fn name_subjects(rows: &mut [Labelled<'_, '_>], columns: &[Column]) {
    let is_blank = |row: &Row<'_>| {
        let mut cells = cells(row, columns);
        !cells.any(|(column, _)| matches!(column, Column::Permissions(_)))
    };
    let is_open = rows.len() > 3;
    let mut parent: Option<(PermissionKind, bool)> = None;
    for entry in rows {
        match (entry.kind, parent) {
            (Some(kind), _) => parent = Some((kind, is_blank(entry.row))),
            (None, Some((kind, is_heading))) if is_heading || is_open => {
                entry.kind = Some(kind);
                entry.when = join([entry.when.take(), Some(case_name(entry.label.text))]);
            }
            _ => {}
        }
    }
}

/// Three rows are about the three kinds: one whose label is unknown, or that of another row, is about the kind of its
/// place, or else about the only one that is left.
fn correct_labels(reader: &mut PageReader<'_, '_>, rows: &mut [Labelled<'_, '_>]) {
    use PermissionKind::{Application, DelegatedPersonal, DelegatedWork};
    let [first, second, third] = rows else {
        return;
    };
    let mut rows = [
        (first, DelegatedWork),
        (second, DelegatedPersonal),
        (third, Application),
    ];
    let mut free = vec![DelegatedWork, DelegatedPersonal, Application];
    let mut wrong = Vec::new();
    rows.sort_by_key(|(row, place)| row.kind != Some(*place));
    for (row, place) in rows {
        match row
            .kind
            .and_then(|kind| free.iter().position(|other| *other == kind))
        {
            Some(index) => {
                free.remove(index);
            }
            None => wrong.push((row, place)),
        }
    }
    // All labels unknown is another table.
    if wrong.len() > 2 {
        return;
    }
    for (row, place) in wrong {
        let place = if free.contains(&place) {
            Some(place)
        } else {
            free.first().copied()
        };
        free.retain(|kind| Some(*kind) != place);
        row.kind = place;
        report(reader, row.label, place);
    }
}

fn report(reader: &mut PageReader<'_, '_>, label: Slice<'_>, by_place: Option<PermissionKind>) {
    let plain = inline::plain(label.text);
    let message = match by_place {
        Some(kind) => format!(
            "`{plain}` does not say who acts here; read as `{}` by its place",
            name(kind)
        ),
        None => format!("unknown permission type `{plain}`"),
    };
    let found = Diagnostic::new(&codes::PERMISSION_LABEL, label.span(), message);
    reader.findings.push(found.help("expected `Delegated (work or school account)`, `Delegated (personal Microsoft account)` or `Application`"));
}

fn name(kind: PermissionKind) -> &'static str {
    match kind {
        PermissionKind::DelegatedWork => "Delegated (work or school account)",
        PermissionKind::DelegatedPersonal => "Delegated (personal Microsoft account)",
        PermissionKind::Application => "Application",
    }
}

/// What a row says, once for each case that its columns or cells distinguish.
fn permissions(
    entry: &Labelled<'_, '_>,
    kind: PermissionKind,
    columns: &[Column],
    has_least: bool,
) -> Vec<PermissionRow> {
    let (mut cases, mut least) = (Cases::default(), Vec::new());
    // The column of the least privileged ones may be any.
    for is_least in [true, false] {
        for (column, cell) in cells(entry.row, columns) {
            let Column::Permissions(rank) = column else {
                continue;
            };
            if is_least != (*rank == Rank::Least) {
                continue;
            }
            for case in permission_cell::read(cell) {
                let mut alternatives = case.alternatives;
                if *rank == (Rank::All { reversed: true }) {
                    alternatives.reverse();
                }
                let of_column = match rank {
                    Rank::In(title) => Some(title.clone()),
                    _ => None,
                };
                let when = join([entry.when.clone(), of_column, case.when]);
                let place = cases.add(when, alternatives, case.not_supported);
                least.resize(cases.all.len(), 0);
                if let (true, Some(least), Some(case)) =
                    (is_least, least.get_mut(place), cases.all.get(place))
                {
                    *least = case.alternatives.len();
                }
            }
        }
    }
    let row = |(case, least): (CellCase, usize)| PermissionRow {
        kind: entry.label.spanned(kind),
        when: case.when,
        alternatives: case.alternatives,
        least: has_least.then_some(least),
        not_supported: case.not_supported,
    };
    cases.all.into_iter().zip(least).map(row).collect()
}

/// A row for each case, with a column for each kind of account.
fn matrix<'a>(reader: &mut PageReader<'a, '_>, table: &Table<'a>, columns: &[Column]) -> Vec<PermissionRow> {
    let (mut rows, mut when) = (Vec::new(), None);
    for row in &table.rows {
        reader.cover(BlockKind::Row, Outcome::Modelled, row.at.span());
        when = case_of(row, columns).or(when);
        for (column, cell) in cells(row, columns) {
            let Column::Of(kind) = column else {
                continue;
            };
            rows.extend(permission_cell::read(cell).into_iter().map(|case| PermissionRow {
                kind: cell.spanned(*kind),
                when: join([when.clone(), case.when]),
                alternatives: case.alternatives,
                least: None,
                not_supported: case.not_supported,
            }));
        }
    }
    rows
}

/// The nearest heading, where it says more than that permissions follow.
fn heading(reader: &PageReader<'_, '_>) -> Option<String> {
    const WORDS: [&str; 17] = [
        "permission",
        "permissions",
        "prerequisites",
        "required",
        "delegated",
        "application",
        "app-only",
        "and",
        "or",
        "work",
        "school",
        "account",
        "accounts",
        "personal",
        "microsoft",
        "type",
        "types",
    ];
    let text = case_name(&reader.heading);
    let text = text.trim().trim_end_matches([':', '.']);
    let says_more = text
        .split(|char: char| !(char.is_alphanumeric() || char == '-'))
        .filter(|word| !word.is_empty())
        .any(|word| !WORDS.contains(&word.to_lowercase().as_str()));
    (reader.section == Section::Permissions && says_more).then(|| text.to_owned())
}

/// The sentence right above the table, but for those that stand above nearly every one.
fn lead(reader: &PageReader<'_, '_>) -> Option<String> {
    const USUAL: [&str; 5] = [
        "permissions is required to call",
        "permissions are required to call",
        "permissions reference",
        "how to choose permissions",
        "least privileged",
    ];
    if reader.section != Section::Permissions {
        return None;
    }
    let paragraph = Slice::whole(reader.page.file, &reader.text_above);
    let sentence = sentences(paragraph)
        .last()
        .map(|sentence| case_name(sentence.text))?;
    let lower = sentence.to_lowercase();
    let text = sentence.trim_end_matches([':', '.']).to_owned();
    (!USUAL.iter().any(|words| lower.contains(words))).then_some(text)
}
