//! Changes to the members of enums: in tables and in lists of descriptions. Comes in: a change and its page.

use super::{
    change::{Outcome, not_found, tables, uncover},
    file::{Member, RenameMember},
};
use crate::{
    page::{EnumTable, MemberRow, Page, ValueList},
    text::Spanned,
};

/// Changes the tables of the enum and the lists of rows that have it as their type.
pub(super) fn rename(page: &mut Page, rename: &RenameMember) -> Outcome {
    if rename.from == rename.to {
        return Outcome::AlreadySo;
    }
    let mut renamed = false;
    for table in page
        .enums
        .iter_mut()
        .filter(|table| is_enum(table, &rename.enum_))
    {
        for member in table
            .members
            .iter_mut()
            .filter(|member| member.name.value == rename.from)
        {
            member.name.value.clone_from(&rename.to);
            renamed = true;
        }
    }
    for list in lists(page, &rename.enum_) {
        for value in list.values.iter_mut().filter(|value| value.value == rename.from) {
            value.value.clone_from(&rename.to);
            renamed = true;
        }
    }
    if renamed {
        Outcome::Applied
    } else {
        no_member(page, &rename.enum_, &rename.from)
    }
}

/// Changes the tables of the enum and the lists of rows that have it as their type.
pub(super) fn add(page: &mut Page, member: &Spanned<Member>) -> Outcome {
    let Member { enum_, name } = &member.value;
    if let Some(table) = page.enums.iter_mut().find(|table| is_enum(table, enum_)) {
        if table.members.iter().any(|known| known.name.value == *name) {
            return Outcome::AlreadySo;
        }
        table.members.push(MemberRow {
            name: Spanned::new(name.clone(), member.span),
            value: None,
            description: None,
            deprecated: false,
        });
        return Outcome::Applied;
    }
    let mut lists = lists(page, enum_);
    if lists.is_empty() {
        return no_enum(page, enum_);
    }
    if lists
        .iter()
        .all(|list| list.values.iter().any(|value| value.value == *name))
    {
        return Outcome::AlreadySo;
    }
    for list in &mut lists {
        list.values.push(Spanned::new(name.clone(), member.span));
    }
    Outcome::Applied
}

/// Changes the tables of the enum and the lists of rows that have it as their type.
pub(super) fn drop(page: &mut Page, member: &Member) -> Outcome {
    let mut rows = Vec::new();
    for table in page
        .enums
        .iter_mut()
        .filter(|table| is_enum(table, &member.enum_))
    {
        let dropped = table
            .members
            .iter()
            .filter(|known| known.name.value == member.name);
        rows.extend(dropped.map(|known| known.name.span));
        table.members.retain(|known| known.name.value != member.name);
    }
    uncover(page, &rows);
    let mut dropped = !rows.is_empty();
    for list in lists(page, &member.enum_) {
        let before = list.values.len();
        list.values.retain(|value| value.value != member.name);
        dropped |= list.values.len() != before;
    }
    if dropped {
        Outcome::Applied
    } else {
        no_member(page, &member.enum_, &member.name)
    }
}

fn is_enum(table: &EnumTable, name: &str) -> bool {
    let short = name.rsplit('.').next().unwrap_or(name);
    table.name.value.eq_ignore_ascii_case(short)
}

/// The lists of values in rows whose type, or whose property, has this name.
fn lists<'a>(page: &'a mut Page, name: &str) -> Vec<&'a mut ValueList> {
    let short = name.rsplit('.').next().unwrap_or(name).to_owned();
    let all = tables(page).flat_map(|table| &mut table.rows);
    let of_enum = all.filter(move |row| {
        let typed = row
            .ty
            .types
            .iter()
            .any(|ty| ty.name.rsplit('.').next() == Some(&short));
        typed || row.name.value == short
    });
    of_enum.filter_map(|row| row.notes.values.as_mut()).collect()
}

fn no_enum(page: &Page, name: &str) -> Outcome {
    let known = page.enums.iter().map(|table| table.name.value.as_str());
    not_found(format!("enum `{name}`"), name, known)
}

fn no_member(page: &mut Page, enum_: &str, name: &str) -> Outcome {
    let mut known: Vec<String> = Vec::new();
    for table in page.enums.iter().filter(|table| is_enum(table, enum_)) {
        known.extend(table.members.iter().map(|member| member.name.value.clone()));
    }
    for list in lists(page, enum_) {
        known.extend(list.values.iter().map(|value| value.value.clone()));
    }
    if known.is_empty() {
        return no_enum(page, enum_);
    }
    let what = format!("member `{name}` of the enum `{enum_}`");
    not_found(what, name, known.iter().map(String::as_str))
}
