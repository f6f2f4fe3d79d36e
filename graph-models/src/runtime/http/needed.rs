//! The permissions that several operations need together.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{
    operation::Info,
    permissions::{Access, Account, AllOf, AnyOf, Case, alternatives, in_cases},
};

/// The permissions that several operations need together.
///
/// Its [`Display`](fmt::Display) is for those who grant permissions:
/// `all of: Mail.Read, Mail.Send; one of: Chat.Read, ChatMessage.Read`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Needed {
    /// All of these are needed, and none can be left out.
    pub all_of: BTreeSet<&'static str>,
    /// One alternative of each is needed as well: the pages call several the least privileged one.
    pub one_of: Vec<&'static [AllOf]>,
    /// The operations that need more, depending on a condition which only the program knows.
    pub depends: Vec<Depends>,
    /// The operations that the type of account does not support.
    pub unsupported: Vec<&'static Info>,
    /// The operations whose pages do not say what they need.
    pub unstated: Vec<&'static Info>,
}

/// An operation whose permissions depend on a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Depends {
    /// The operation.
    pub operation: &'static Info,
    /// The permissions in each case.
    pub cases: &'static [Case],
}

/// The least privileged permissions that suffice for all of the operations, without those that others make redundant.
///
/// What the pages make conditional stays conditional: see [`Needed::depends`].
///
/// # Example: reading and sending mail
///
/// ```
/// use graph_models::runtime::http::{Access, Account, AnyOf, Case, Info, Permissions, least_permissions};
///
/// const fn work(work: Access) -> Info {
///     let permissions = Permissions { work, ..Permissions::UNSUPPORTED };
///     Info { title: "Read it", permissions, ..Info::NONE }
/// }
/// const READ: AnyOf = AnyOf::ordered(&[&["Mail.ReadBasic"], &["Mail.Read"], &["Mail.ReadWrite"]]);
/// const WRITE: AnyOf = AnyOf::ordered(&[&["Mail.ReadWrite"]]);
/// const MEMBERS: AnyOf = AnyOf::ordered(&[&["User.Read", "Group.Read.All"]]);
/// static LIST: Info = work(Access::Needs(READ));
/// static UPDATE: Info = work(Access::Needs(WRITE));
/// static READ_IT: Info = work(Access::Depends(&[
///     Case { when: "message", needs: READ },
///     Case { when: "group", needs: MEMBERS },
/// ]));
///
/// let needed = least_permissions(Account::Work, [&LIST, &UPDATE]);
/// assert_eq!(needed.to_string(), "all of: Mail.ReadWrite");
/// let needed = least_permissions(Account::Work, [&LIST, &READ_IT]);
/// assert_eq!(
///     needed.to_string(),
///     "all of: Mail.ReadBasic; Read it depends on the case: message: Mail.ReadBasic, group: User.Read and Group.Read.All",
/// );
/// assert_eq!(least_permissions(Account::Personal, [&LIST]).unsupported, [&LIST]);
/// ```
pub fn least_permissions(account: Account, operations: impl IntoIterator<Item = &'static Info>) -> Needed {
    let mut needed = Needed::default();
    let (mut certain, mut open) = (Vec::new(), Vec::new());
    for operation in operations {
        match operation.permissions.of(account) {
            Access::Unstated => needed.unstated.push(operation),
            Access::Unsupported => needed.unsupported.push(operation),
            Access::Depends(cases) => needed.depends.push(Depends { operation, cases }),
            Access::Needs(any_of) => match any_of.least_privileged() {
                [all] => certain.push((any_of, *all)),
                _ => open.push(any_of),
            },
        }
    }
    needed.all_of = certain.iter().flat_map(|(_, all)| all.iter().copied()).collect();
    let certain: Vec<AnyOf> = certain.into_iter().map(|(any_of, _)| any_of).collect();
    remove_redundant(&mut needed.all_of, &certain);
    for any_of in open {
        let least = any_of.least_privileged();
        if !any_of.is_met(&needed.all_of) && !needed.one_of.contains(&least) {
            needed.one_of.push(least);
        }
    }
    let granted = &needed.all_of;
    let is_open = |depends: &Depends| !depends.cases.iter().all(|case| case.needs.is_met(granted));
    needed.depends.retain(is_open);
    needed
}

/// Tries to remove the permissions that suffice for the fewest operations first, so that those that suffice for many
/// remain.
fn remove_redundant(permissions: &mut BTreeSet<&'static str>, needs: &[AnyOf]) {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for permission in needs
        .iter()
        .flat_map(|needs| needs.alternatives)
        .copied()
        .flatten()
    {
        *uses.entry(permission).or_default() += 1;
    }
    let mut order: Vec<_> = permissions.iter().copied().collect();
    order.sort_by_key(|permission| uses.get(permission).copied());
    for permission in order {
        permissions.remove(permission);
        if !needs.iter().all(|needs| needs.is_met(permissions)) {
            permissions.insert(permission);
        }
    }
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if !self.all_of.is_empty() {
            let names: Vec<_> = self.all_of.iter().copied().collect();
            parts.push(format!("all of: {}", names.join(", ")));
        }
        parts.extend(self.one_of.iter().map(|several| alternatives(several)));
        for Depends { operation, cases } in &self.depends {
            let cases = in_cases(cases);
            parts.push(format!("{} depends on the case: {cases}", operation.title));
        }
        for (words, operations) in [
            ("not supported", &self.unsupported),
            ("not stated", &self.unstated),
        ] {
            let titles: Vec<_> = operations.iter().map(|operation| operation.title).collect();
            if !titles.is_empty() {
                parts.push(format!("{words}: {}", titles.join(", ")));
            }
        }
        if parts.is_empty() {
            parts.push("no permissions".to_owned());
        }
        f.write_str(&parts.join("; "))
    }
}
