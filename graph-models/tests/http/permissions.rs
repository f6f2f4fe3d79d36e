//! Which permissions some operations need together.

use graph_models::runtime::http::{Account, Info, Permissions, least_permissions};

static BOTH: Info = needs(&["B", "A"]);
static FIRST: Info = needs(&["A", "B"]);
static WIDE: Info = needs(&["C", "B"]);

const fn needs(work: &'static [&'static str]) -> Info {
    let (personal, application): (&[&str], &[&str]) = (&[], &[]);
    let permissions = Some(Permissions {
        work,
        personal,
        application,
    });
    Info {
        permissions,
        ..Info::NONE
    }
}

fn least(operations: &[&'static Info]) -> Vec<&'static str> {
    let needed = least_permissions(Account::Work, operations.iter().copied());
    needed.permissions.into_iter().collect()
}

#[test]
fn a_permission_that_another_one_makes_needless_is_dropped() {
    assert_eq!(least(&[&FIRST]), ["A"]);
    assert_eq!(least(&[&FIRST, &BOTH]), ["B"]);
    assert_eq!(least(&[&WIDE, &BOTH]), ["B"]);
    assert_eq!(least(&[&WIDE, &FIRST]), ["A", "C"]);
    assert_eq!(least(&[]), [""; 0]);
}

#[test]
fn operations_without_permissions_are_told() {
    let needed = least_permissions(Account::Application, [&FIRST, &Info::NONE]);
    assert!(needed.permissions.is_empty());
    assert_eq!((needed.unsupported.len(), needed.unstated.len()), (1, 1));
}
