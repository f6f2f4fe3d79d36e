//! The permissions of operations: a few hundred lists serve thousands of operations, so each is a constant, named after
//! the least privileged permission.

use std::collections::BTreeMap;

use crate::{
    lower::names::{Scope, field_ident},
    markdown::Text,
    model::{Operation, Permissions},
    rust::requests::PermissionLists,
};

/// What an operation needs: with a work account, with a personal account, as an application.
pub(super) type Lists<'a> = [&'a [String]; 3];

/// The names of all lists.
pub(super) fn names<'a>(operations: &'a [Operation]) -> BTreeMap<Lists<'a>, String> {
    let documented = operations.iter().filter_map(|operation| lists(operation));
    let mut names: BTreeMap<Lists<'a>, String> = documented.map(|lists| (lists, String::new())).collect();
    let mut scope = Scope::default();
    for (lists, name) in &mut names {
        let least = lists.iter().find_map(|list| list.first());
        let wanted = field_ident(least.map_or("not supported", String::as_str));
        let wanted = wanted.trim_end_matches('_').to_uppercase();
        *name = scope.take(&wanted, "_", ()).0;
    }
    names
}

/// The constants.
pub(super) fn constants(names: &BTreeMap<Lists<'_>, String>) -> Vec<PermissionLists> {
    let constant = |(lists, ident): (&Lists<'_>, &String)| PermissionLists {
        ident: ident.clone(),
        docs: least(lists).unwrap_or_else(|| Text::new("Not supported.")).into(),
        lists: lists.map(<[_]>::to_vec),
    };
    let mut constants: Vec<_> = names.iter().map(constant).collect();
    constants.sort_by(|a, b| a.ident.cmp(&b.ident));
    constants
}

/// The permissions that a page documents.
pub(super) fn lists(operation: &Operation) -> Option<Lists<'_>> {
    let Permissions {
        stated,
        delegated_work,
        delegated_personal,
        application,
    } = &operation.permissions;
    stated.then_some([delegated_work, delegated_personal, application])
}

/// The least privileged permission of each kind.
pub(super) fn least(lists: &Lists<'_>) -> Option<Text> {
    let kinds = ["work account", "personal account", "application"];
    let known = lists.iter().zip(kinds).filter_map(|(list, kind)| {
        let least = list.first()?;
        Some(Text::default().code(least).text(&format!(" ({kind})")))
    });
    let known = Text::join(known, ", ");
    (!known.is_empty()).then(|| {
        Text::new("Least privileged permissions: ")
            .append(known)
            .text(".")
    })
}
