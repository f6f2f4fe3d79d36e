//! Permission tables → who may call. Comes in: a page and the draft. Goes out: permissions, least privileged first.

use crate::{
    model::Permissions,
    page::{Page, PermissionKind, PermissionRow},
    resolve::responses::Answer,
};

/// The permissions of all tables of a page, in their order; each once. Where rows are about different resources, the
/// answer tells which of them count.
pub(super) fn permissions(page: &Page, answer: &Answer) -> Permissions {
    let rows: Vec<&PermissionRow> = page.permissions.iter().collect();
    let own: Vec<&PermissionRow> = rows.iter().copied().filter(|row| is_about(row, answer)).collect();
    let mut permissions = Permissions::default();
    for row in if own.is_empty() { &rows } else { &own } {
        permissions.stated |= row.not_supported || !row.permissions.is_empty();
        let list = match row.kind.value {
            PermissionKind::DelegatedWork => &mut permissions.delegated_work,
            PermissionKind::DelegatedPersonal => &mut permissions.delegated_personal,
            PermissionKind::Application => &mut permissions.application,
        };
        for permission in &row.permissions {
            if !list.contains(&permission.value) {
                list.push(permission.value.clone());
            }
        }
    }
    permissions
}

fn is_about(row: &PermissionRow, answer: &Answer) -> bool {
    match (&row.subject, answer) {
        (Some(subject), Answer::Typed { ty, .. }) => subject.trim().eq_ignore_ascii_case(ty.short()),
        _ => false,
    }
}
