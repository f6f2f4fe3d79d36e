//! The permissions of operations: a few hundred sets serve thousands of operations, so each is a constant, named after
//! the least privileged permission.

use std::collections::BTreeMap;

use crate::{
    collections::{HashMap, HashSet},
    lower::names::{Scope, field_ident},
    markdown::{Doc, Docs, Text},
    model::{Account, AllOf, Operation, PermissionLists, Permissions},
    rust::requests::{Access, AnyOf, PermissionSet},
};

/// What an operation needs: with a work account, with a personal account, as an application.
pub(super) type Accesses = [Access; 3];

/// What the three kinds of account are called in documentation.
const ACCOUNTS: [&str; 3] = ["work account", "personal account", "application"];

/// What the page says without a condition, beside its cases.
const OTHERWISE: &str = "otherwise";

/// The names of all sets.
pub(super) fn names(operations: &[Operation]) -> BTreeMap<Accesses, String> {
    let documented = operations.iter().filter_map(accesses);
    let mut names: BTreeMap<Accesses, String> =
        documented.map(|accesses| (accesses, String::new())).collect();
    let mut scope = Scope::default();
    for (accesses, name) in &mut names {
        let least = accesses.iter().find_map(first);
        let wanted = field_ident(least.unwrap_or("not supported"));
        let wanted = wanted.trim_end_matches('_').to_uppercase();
        *name = scope.take(&wanted, "_", ()).0;
    }
    names
}

/// The name of the first permission.
fn first(access: &Access) -> Option<&str> {
    match access {
        Access::Needs(any_of) => any_of.first(),
        other => cases_of(other).iter().find_map(|(_, any_of)| any_of.first()),
    }
}

/// The constants.
pub(super) fn constants(names: &BTreeMap<Accesses, String>) -> Vec<PermissionSet> {
    let constant = |(accesses, ident): (&Accesses, &String)| PermissionSet {
        ident: ident.clone(),
        docs: docs(accesses),
        accesses: accesses.clone(),
    };
    let mut constants: Vec<_> = names.iter().map(constant).collect();
    constants.sort_by(|a, b| a.ident.cmp(&b.ident));
    constants
}

fn docs(accesses: &Accesses) -> Docs {
    let docs = sentence(accesses).map_or_else(Doc::default, |text| Doc::default().paragraph(text));
    let docs = cases(docs, accesses);
    match docs.is_empty() {
        true => Text::new("Not supported.").into(),
        false => docs.lines(),
    }
}

/// What the constants use of the runtime.
pub(super) fn runtime_names(constants: &[PermissionSet]) -> Vec<&'static str> {
    let accesses = || constants.iter().flat_map(|constant| &constant.accesses);
    let has_cases = accesses().any(|access| matches!(access, Access::Depends(_)));
    let has_any = has_cases || accesses().any(|access| matches!(access, Access::Needs(_)));
    let has_access = accesses().any(|access| *access != Access::Unsupported);
    let names = [
        ("Access", has_access),
        ("AnyOf", has_any),
        ("Case", has_cases),
        ("Permissions", true),
    ];
    names
        .into_iter()
        .filter(|(_, used)| *used)
        .map(|(name, _)| name)
        .collect()
}

/// The permissions that a page documents.
pub(super) fn accesses(operation: &Operation) -> Option<Accesses> {
    let permissions = &operation.permissions;
    let of = |account| access(permissions, account);
    permissions.stated.then(|| Account::ALL.map(of))
}

/// What a kind of account needs: cases only where they differ.
fn access(permissions: &Permissions, account: Account) -> Access {
    let Permissions { lists, cases, .. } = permissions;
    let common = any_of(lists, account);
    let mut cases: Vec<_> = cases
        .iter()
        .filter(|case| case.lists.states(account))
        .map(|case| (case.when.clone(), any_of(&case.lists, account)))
        .collect();
    if cases.iter().any(|(_, any_of)| *any_of != common) {
        if !common.alternatives.is_empty() {
            cases.push((OTHERWISE.to_owned(), common));
        }
        return Access::Depends(cases);
    }
    match common.alternatives.is_empty() {
        false => Access::Needs(common),
        true if lists.states(account) => Access::Unsupported,
        true => Access::Unstated,
    }
}

fn any_of(lists: &PermissionLists, account: Account) -> AnyOf {
    let alternatives = lists.of(account).iter().map(AllOf::names);
    let alternatives: Vec<_> = alternatives.map(<[String]>::to_vec).collect();
    AnyOf {
        least: lists.least_of(account).min(alternatives.len()),
        alternatives,
    }
}

/// The least privileged permissions of each kind of account that needs the same in every case.
pub(super) fn sentence(accesses: &Accesses) -> Option<Text> {
    let known = accesses
        .iter()
        .zip(ACCOUNTS)
        .filter_map(|(access, account)| match access {
            Access::Needs(any_of) => Some(least(any_of).text(&format!(" ({account})"))),
            _ => None,
        });
    let known = Text::join(known, ", ");
    (!known.is_empty()).then(|| {
        Text::new("Least privileged permissions: ")
            .append(known)
            .text(".")
    })
}

/// Adds a list of the cases that the page distinguishes, with the least privileged permissions of each.
pub(super) fn cases(docs: Doc, accesses: &Accesses) -> Doc {
    let mut seen = HashSet::default();
    let conditions = accesses.iter().flat_map(cases_of).map(|(when, _)| when.as_str());
    let conditions: Vec<_> = conditions.filter(|when| seen.insert(*when)).collect();
    if conditions.is_empty() {
        return docs;
    }
    let by_condition = accesses.each_ref().map(|access| {
        let cases = cases_of(access)
            .iter()
            .map(|(when, any_of)| (when.as_str(), any_of));
        cases.collect::<HashMap<_, _>>()
    });
    let docs = docs.paragraph(Text::new("Least privileged permissions by case:"));
    conditions.into_iter().fold(docs, |docs, when| {
        let of_accounts = by_condition.iter().zip(ACCOUNTS).filter_map(|(cases, account)| {
            let any_of = cases.get(when)?;
            let needed = match any_of.alternatives.is_empty() {
                true => Text::new("not supported"),
                false => least(any_of),
            };
            Some(needed.text(&format!(" ({account})")))
        });
        docs.item(Text::new(when).text(": ").append(Text::join(of_accounts, ", ")))
    })
}

fn cases_of(access: &Access) -> &[(String, AnyOf)] {
    match access {
        Access::Depends(cases) => cases,
        _ => &[],
    }
}

/// `A`, `A` and `B`, or: one of several that the page calls the least privileged.
fn least(any_of: &AnyOf) -> Text {
    let least = any_of.least_privileged().iter().map(|all| {
        let names = all.iter().map(|name| Text::default().code(name));
        Text::join(names, " and ")
    });
    Text::join(least, " or ")
}
