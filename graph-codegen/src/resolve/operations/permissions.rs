//! Permission tables → who may call. Comes in: a page. Goes out: permissions, least privileged first.

use crate::{
    model::Permissions,
    page::{Page, PermissionKind},
};

/// The permissions of all tables of a page, in their order; each once.
pub(super) fn permissions(page: &Page) -> Permissions {
    let mut permissions = Permissions::default();
    for row in page.permissions.iter().flat_map(|table| &table.rows) {
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
