//! Changes to properties and relationships, and to their types. Comes in: a change and its page.

use super::{
    change::{Outcome, not_found, tables, type_cell, uncover},
    file::{Rename, Typed},
};
use crate::{
    page::{Notes, Page, PropertyRow, PropertyTable, Prose},
    text::{Span, Spanned},
};

pub(super) fn rename(page: &mut Page, rename: &Rename) -> Outcome {
    if rename.from == rename.to {
        return Outcome::AlreadySo;
    }
    let rows = rows(page, &rename.from);
    if rows.is_empty() {
        return no_property(page, &rename.from);
    }
    for row in rows {
        row.name.value.clone_from(&rename.to);
    }
    Outcome::Applied
}

pub(super) fn retype(page: &mut Page, typed: &Spanned<Typed>) -> Outcome {
    let mut rows = rows(page, &typed.value.name);
    if rows.is_empty() {
        return no_property(page, &typed.value.name);
    }
    let cell = type_cell(&typed.value.ty, typed.value.collection, typed.span);
    let same = rows
        .iter()
        .all(|row| row.ty.types == cell.types && row.ty.collection == cell.collection);
    for row in &mut rows {
        row.ty = cell.clone();
    }
    let moved = typed.value.navigation.is_some_and(|to| relocate(page, typed, to));
    if same && !moved {
        Outcome::AlreadySo
    } else {
        Outcome::Applied
    }
}

/// Makes a property a relationship, or the other way round; whether there was one to move.
fn relocate(page: &mut Page, typed: &Spanned<Typed>, navigation: bool) -> bool {
    let is_moved = |row: &PropertyRow| row.name.value == typed.value.name;
    let mut rows = Vec::new();
    for table in tables_of(page, !navigation) {
        rows.extend(table.rows.extract_if(.., |row| is_moved(row)));
    }
    let moved = !rows.is_empty();
    if moved {
        tables_of(page, navigation).push(PropertyTable { rows });
    }
    moved
}

pub(super) fn add(page: &mut Page, typed: &Spanned<Typed>) -> Outcome {
    let name = &typed.value.name;
    if tables(page).any(|table| table.rows.iter().any(|row| row.name.value == *name)) {
        return Outcome::AlreadySo;
    }
    let table = PropertyTable {
        rows: vec![row(&typed.value, typed.span)],
    };
    tables_of(page, typed.value.navigation == Some(true)).push(table);
    Outcome::Applied
}

pub(super) fn drop(page: &mut Page, name: &str) -> Outcome {
    let mut dropped = Vec::new();
    for table in tables(page) {
        let of_name = |row: &&PropertyRow| row.name.value == name;
        dropped.extend(table.rows.iter().filter(of_name).map(|row| row.span));
        table.rows.retain(|row| row.name.value != name);
    }
    if dropped.is_empty() {
        return no_property(page, name);
    }
    uncover(page, &dropped);
    Outcome::Applied
}

fn rows<'a>(page: &'a mut Page, name: &str) -> Vec<&'a mut PropertyRow> {
    let all = tables(page).flat_map(|table| &mut table.rows);
    all.filter(|row| row.name.value == name).collect()
}

fn no_property(page: &mut Page, name: &str) -> Outcome {
    let rows = tables(page).flat_map(|table| &table.rows);
    let known: Vec<_> = rows.map(|row| row.name.value.as_str()).collect();
    not_found(format!("property `{name}`"), name, known)
}

/// The tables of relationships, or those of properties.
fn tables_of(page: &mut Page, navigation: bool) -> &mut Vec<PropertyTable> {
    if navigation {
        &mut page.relationships
    } else {
        &mut page.properties
    }
}

pub(super) fn row(typed: &Typed, span: Span) -> PropertyRow {
    PropertyRow {
        name: Spanned::new(typed.name.clone(), span),
        ty: type_cell(&typed.ty, typed.collection, span),
        description: Prose {
            text: typed.description.clone(),
            links: Vec::new(),
            span,
        },
        notes: Notes::default(),
        span,
    }
}
