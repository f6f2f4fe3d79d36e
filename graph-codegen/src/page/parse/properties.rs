//! Tables of properties, relationships and parameters: rows with their types and what their descriptions say.

use super::{
    notes,
    sections::{PageReader, Section},
    type_cell,
    wordings::{Cue, DESCRIPTION, PRIMITIVES},
};
use crate::{
    diagnostic::codes,
    markdown::{
        Slice,
        inline::{self, References},
        table::{Row, Table, column},
    },
    page::{BlockKind, Notes, Outcome, PropertyRow, PropertyTable, TypeCell},
};

/// Where the columns are.
struct Columns {
    name: usize,
    ty: Option<usize>,
    description: Option<usize>,
    required: Option<usize>,
    default: Option<usize>,
    titles: usize,
}

/// Whether a first column's title says that names follow.
pub(super) fn is_name(title: &str) -> bool {
    const TITLES: [&str; 6] = [
        "property",
        "name",
        "relationship",
        "parameter",
        "attribute",
        "field",
    ];
    TITLES.iter().any(|word| title.starts_with(word))
        || title.ends_with("parameter")
        || title.ends_with(" name")
}

/// Whether a column's title says that types follow.
pub(super) fn is_type(title: &str) -> bool {
    title.starts_with("type") || title == "data type"
}

/// Whether the titles are those of a table of properties.
fn is_headed(titles: &[String]) -> bool {
    titles
        .first()
        .is_some_and(|title| is_name(title) || title.contains("option") || title.contains("header"))
}

/// The most columns among which those of names and types are looked for.
const MAX_COLUMNS: usize = 8;

/// The columns of names and types, told by their cells, whatever language the titles are in: each name is one word, and
/// at least half of the types are primitives or links to resources.
pub(super) fn by_content(table: &Table<'_>) -> Option<(usize, usize)> {
    let rows = || table.rows.iter().filter(|row| !row.is_empty() && !row.is_group());
    let all = |column: usize, fits: &dyn Fn(Slice<'_>) -> bool| {
        rows().next().is_some() && rows().all(|row| row.cell(Some(column)).is_some_and(fits))
    };
    // A table of properties has few columns; with many, each row would be read once for each of them.
    let columns = || 0..table.header.cells.len().min(MAX_COLUMNS);
    let typed = |cell: Slice<'_>| !type_cell::read(cell, &References::default()).types.is_empty();
    let known = |cell: Slice<'_>| {
        let cell = type_cell::read(cell, &References::default());
        cell.types
            .iter()
            .any(|ty| ty.link.is_some() || is_primitive(&ty.name))
    };
    let ty = columns().filter(|column| all(*column, &typed)).find(|column| {
        let sure = rows()
            .filter_map(|row| row.cell(Some(*column)))
            .filter(|cell| known(*cell))
            .count();
        sure * 2 >= rows().count()
    })?;
    let name = columns()
        .find(|column| *column != ty && all(*column, &|cell| is_property(&inline::plain(cell.text))))?;
    Some((name, ty))
}

fn is_primitive(name: &str) -> bool {
    let name = name.strip_prefix("Edm.").unwrap_or(name);
    PRIMITIVES
        .iter()
        .any(|primitive| primitive.eq_ignore_ascii_case(name))
}

/// Reads the rows of a table.
pub(super) fn read<'a>(
    reader: &mut PageReader<'a, '_>,
    table: &Table<'a>,
    columns: &[String],
) -> PropertyTable {
    let columns = match by_content(table).filter(|_| !is_headed(columns)) {
        Some((name, ty)) => Columns {
            name,
            description: (0..columns.len())
                .rev()
                .find(|column| *column != name && *column != ty),
            ty: Some(ty),
            required: None,
            default: None,
            titles: columns.len(),
        },
        None => find(columns),
    };
    let listed = matches!(reader.section, Section::Properties | Section::Relationships);
    if columns.ty.is_none() && listed {
        reader.report(
            &codes::TABLE_COLUMNS,
            table.header.at.span(),
            "property table without a Type column",
        );
    }
    let rows: Vec<_> = table
        .rows
        .iter()
        .filter_map(|row| property(reader, row, &columns, listed))
        .collect();
    if reader.page.path.is_resource() {
        let names = rows.iter().map(|row| row.name.value.clone());
        reader.listed.extend(names);
    }
    PropertyTable {
        rows,
        by_account: false,
    }
}

fn find(titles: &[String]) -> Columns {
    let described = column(titles, |title| title.starts_with("description"));
    // `| Name | Value | Description |` of some actions.
    let ty =
        column(titles, is_type).or_else(|| described.and_then(|_| column(titles, |title| title == "value")));
    let required = column(titles, |title| title.starts_with("required"));
    let default = column(titles, |title| title.contains("default"));
    let described = described.or_else(|| {
        column(titles, |title| {
            title.starts_with("value") || title.starts_with("notes")
        })
    });
    let last = titles
        .len()
        .checked_sub(1)
        .filter(|last| *last > 0 && Some(*last) != ty);
    Columns {
        name: 0,
        ty,
        description: described.or(last),
        required,
        default,
        titles: titles.len(),
    }
}

fn property<'a>(
    reader: &mut PageReader<'a, '_>,
    row: &Row<'a>,
    columns: &Columns,
    listed: bool,
) -> Option<PropertyRow> {
    let span = row.at.span();
    let skipped = match () {
        () if row.is_empty() => Some("empty row"),
        () if row.is_group() && columns.titles > 1 && row.cell(columns.ty).is_none() => {
            Some("heading inside a table")
        }
        () => None,
    };
    if let Some(reason) = skipped {
        reader.cover(BlockKind::Row, Outcome::Skipped(reason), span);
        return None;
    }
    let cell = row.cells.get(columns.name).copied().unwrap_or(row.at);
    let plain = inline::without_markup(cell.text);
    let (name, deprecated) = inline::without_deprecated(&plain);
    let name = without_italics(name.trim_matches('"').trim());
    if !is_property(name) && !listed {
        reader.cover(BlockKind::Row, Outcome::Skipped("row without a name"), span);
        return None;
    }
    if !is_property(name) {
        reader.report(
            &codes::NAME_UNREADABLE,
            cell.span(),
            format!("`{name}` is not a property name"),
        );
        reader.cover(BlockKind::Row, Outcome::Failed, span);
        return None;
    }
    let description = row.cell(columns.description);
    let mut notes = description
        .map(|at| notes::read(at, reader.references))
        .unwrap_or_default();
    notes.deprecated |= deprecated;
    // "The unique identifier of the device" is a key only where it describes the thing's own id.
    notes.key |=
        name == "id" && description.is_some_and(|at| DESCRIPTION.find(at.text).has(Cue::UniqueIdentifier));
    further(&mut notes, row, columns);
    let ty = ty(reader, row, columns, name);
    let prose = reader.prose(description.unwrap_or(row.at.sub(0..0)));
    reader.cover(BlockKind::Row, Outcome::Modelled, span);
    Some(PropertyRow {
        name: cell.spanned(name.to_owned()),
        ty,
        description: prose,
        notes,
        span,
    })
}

/// `name` of `_name_`.
fn without_italics(name: &str) -> &str {
    let inner = name.strip_prefix('_').and_then(|rest| rest.strip_suffix('_'));
    inner.filter(|inner| !inner.is_empty()).unwrap_or(name)
}

/// What stands in columns of its own.
fn further(notes: &mut Notes, row: &Row<'_>, columns: &Columns) {
    if let Some(cell) = row.cell(columns.required) {
        let text = inline::plain(cell.text).to_lowercase();
        notes.required =
            Some(text.starts_with('y') || text.starts_with("required") || text.starts_with("true"));
    }
    if let Some(cell) = row.cell(columns.default) {
        notes.default = notes.default.take().or(Some(inline::plain(cell.text)));
    }
}

fn ty<'a>(reader: &mut PageReader<'a, '_>, row: &Row<'a>, columns: &Columns, name: &str) -> TypeCell {
    let Some(cell) = row.cell(columns.ty) else {
        if columns.ty.is_some() {
            reader.report(&codes::TYPE_EMPTY, row.at.span(), format!("`{name}` has no type"));
        }
        return type_cell::empty(row.at.sub(0..0));
    };
    let ty = type_cell::read(cell, reader.references);
    if ty.types.is_empty() {
        reader.report(
            &codes::TYPE_UNREADABLE,
            cell.span(),
            format!("`{}` names no type", ty.text),
        );
    }
    ty
}

/// One word; `@odata.type`, `risk_v2`, `file/localizations`, `$filter` and header-like names occur.
fn is_property(name: &str) -> bool {
    let fits = |char: char| char.is_alphanumeric() || matches!(char, '_' | '.' | '@' | '-' | '/' | '$' | ':');
    !name.is_empty() && name.chars().all(fits)
}
