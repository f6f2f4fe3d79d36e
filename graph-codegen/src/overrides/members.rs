//! Changes to the members of enums: in tables and in lists of descriptions. Comes in: a change and its page.

use super::{
    change::{Outcome, tables, uncover},
    file::{Member, RenameMember},
};
use crate::{
    page::{EnumTable, MemberRow, Page, ValueList},
    source::Spanned,
};

/// Changes the tables of the enum and the lists of rows that have it as their type.
pub(super) fn rename(page: &mut Page, rename: &RenameMember) -> Outcome {
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
        no_member(&rename.enum_, &rename.from)
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
        return Outcome::NotFound(format!("enum `{enum_}`"));
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
        no_member(&member.enum_, &member.name)
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

fn no_member(enum_: &str, name: &str) -> Outcome {
    Outcome::NotFound(format!("member `{name}` of an enum `{enum_}`"))
}
