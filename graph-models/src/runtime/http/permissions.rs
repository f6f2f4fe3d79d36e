//! Which permissions a program needs. Comes in: what the pages say of the operations that it calls.

use std::collections::{BTreeMap, BTreeSet};

use super::{Info, Permissions};

/// On whose behalf calls are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// A user with a work or school account.
    Work,
    /// A user with a personal account.
    Personal,
    /// The application itself, without a user.
    Application,
}

/// The permissions that some operations need together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Needed {
    /// Enough for every operation that is supported, and none of them without need.
    pub permissions: BTreeSet<&'static str>,
    /// Operations that are not supported for the account.
    pub unsupported: Vec<&'static Info>,
    /// Operations whose pages do not name permissions.
    pub unstated: Vec<&'static Info>,
}

impl Permissions {
    /// Those of an account, least privileged first. Empty: not supported.
    pub fn of(&self, account: Account) -> &'static [&'static str] {
        match account {
            Account::Work => self.work,
            Account::Personal => self.personal,
            Account::Application => self.application,
        }
    }
}

/// The least privileged permissions with which all of some operations can be called: of each operation the first that
/// its page lists, without those that another one makes needless.
///
/// # Example: reading and sending mail
///
/// ```
/// use graph_models::runtime::http::{Account, Info, Permissions, least_permissions};
///
/// const fn work(work: &'static [&'static str]) -> Info {
///     let permissions = Some(Permissions { work, personal: &[], application: &[] });
///     Info { permissions, ..Info::NONE }
/// }
/// static LIST: Info = work(&["Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite"]);
/// static UPDATE: Info = work(&["Mail.ReadWrite"]);
/// static SEND: Info = work(&["Mail.Send"]);
///
/// let needed = least_permissions(Account::Work, [&LIST, &UPDATE, &SEND]);
/// assert!(needed.permissions.into_iter().eq(["Mail.ReadWrite", "Mail.Send"]));
/// assert_eq!(least_permissions(Account::Personal, [&SEND]).unsupported, [&SEND]);
/// ```
pub fn least_permissions(account: Account, operations: impl IntoIterator<Item = &'static Info>) -> Needed {
    let mut needed = Needed::default();
    let mut lists = Vec::new();
    for info in operations {
        match info.permissions.map(|permissions| permissions.of(account)) {
            None => needed.unstated.push(info),
            Some([]) => needed.unsupported.push(info),
            Some(list) => lists.push(list),
        }
    }
    needed.permissions = lists.iter().filter_map(|list| list.first().copied()).collect();
    drop_needless(&mut needed.permissions, &lists);
    needed
}

/// What is least for few operations goes first, so that one that is enough for many stays.
fn drop_needless(permissions: &mut BTreeSet<&'static str>, lists: &[&[&'static str]]) {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for permission in lists.iter().copied().flatten() {
        *uses.entry(permission).or_default() += 1;
    }
    let mut order: Vec<_> = permissions.iter().copied().collect();
    order.sort_by_key(|permission| uses.get(permission).copied());
    for permission in order {
        permissions.remove(permission);
        let enough = |list: &&[&str]| list.iter().any(|other| permissions.contains(other));
        if !lists.iter().all(enough) {
            permissions.insert(permission);
        }
    }
}
