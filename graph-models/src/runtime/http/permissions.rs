//! The permissions that pages document, by the type of account.

use std::{collections::BTreeSet, fmt};

/// The type of account that makes the calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// A user with a work or school account.
    Work,
    /// A user with a personal account.
    Personal,
    /// An application without a user.
    Application,
}

/// What an operation needs, by the type of account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// With the account of a user at work or school.
    pub work: Access,
    /// With the personal account of a user.
    pub personal: Access,
    /// As an application without a user.
    pub application: Access,
}

/// What one type of account needs for an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The page does not say.
    Unstated,
    /// The page says that the operation does not support the account.
    Unsupported,
    /// One of these.
    Needs(AnyOf),
    /// The page distinguishes cases, such as the resource that the operation is used on.
    Depends(&'static [Case]),
}

/// Permissions that are needed together; mostly one.
pub type AllOf = &'static [&'static str];

/// Alternatives: each of them suffices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnyOf {
    /// The least privileged ones first.
    pub alternatives: &'static [AllOf],
    /// The number of alternatives that the page calls the least privileged ones: 1 if it gives the order alone, 0 if it
    /// calls none so.
    pub least: usize,
}

/// The permissions in one of the cases that a page distinguishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The condition, in the words of the page: `event`, `Permissions for chats`. What the page says without a condition
    /// is `otherwise`.
    pub when: &'static str,
    /// The alternatives; none if the operation is not supported in this case.
    pub needs: AnyOf,
}

impl Permissions {
    /// The page says nothing.
    pub const UNSTATED: Self = Self {
        work: Access::Unstated,
        personal: Access::Unstated,
        application: Access::Unstated,
    };

    /// No type of account is supported; the base for the generated permissions.
    pub const UNSUPPORTED: Self = Self {
        work: Access::Unsupported,
        personal: Access::Unsupported,
        application: Access::Unsupported,
    };

    /// What a type of account needs.
    pub fn of(&self, account: Account) -> Access {
        match account {
            Account::Work => self.work,
            Account::Personal => self.personal,
            Account::Application => self.application,
        }
    }
}

impl AnyOf {
    /// Alternatives of which the first is the least privileged one.
    pub const fn ordered(alternatives: &'static [AllOf]) -> Self {
        Self {
            alternatives,
            least: if alternatives.is_empty() { 0 } else { 1 },
        }
    }

    /// The least privileged alternatives. If there are several, the page leaves the choice open.
    pub fn least_privileged(&self) -> &'static [AllOf] {
        match self.least {
            0 => self.alternatives,
            count => self.alternatives.get(..count).unwrap_or(self.alternatives),
        }
    }

    /// Whether these permissions include an alternative.
    pub(super) fn is_met(&self, granted: &BTreeSet<&'static str>) -> bool {
        let mut alternatives = self.alternatives.iter();
        alternatives.any(|all| all.iter().all(|permission| granted.contains(permission)))
    }
}

/// `one of: Chat.Read, User.Read and Group.Read.All`: the least privileged alternatives.
impl fmt::Display for AnyOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.least_privileged() {
            [] => f.write_str("not supported"),
            [all] => f.write_str(&all.join(" and ")),
            several => f.write_str(&alternatives(several)),
        }
    }
}

pub(super) fn alternatives(several: &[AllOf]) -> String {
    let alternatives: Vec<_> = several.iter().map(|all| all.join(" and ")).collect();
    format!("one of: {}", alternatives.join(", "))
}

/// The least privileged permissions: `Mail.Read`, or `event: Calendars.Read, message: Mail.Read`.
impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unstated => f.write_str("not stated"),
            Self::Unsupported => f.write_str("not supported"),
            Self::Needs(any_of) => any_of.fmt(f),
            Self::Depends(cases) => f.write_str(&in_cases(cases)),
        }
    }
}

pub(super) fn in_cases(cases: &[Case]) -> String {
    let case = |case: &Case| format!("{}: {}", case.when, case.needs);
    cases.iter().map(case).collect::<Vec<_>>().join(", ")
}
