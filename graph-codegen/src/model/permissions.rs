//! Permissions: alternatives, those that are needed together, and the cases that a page distinguishes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Who may call an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Permissions {
    /// The page has a table of them, so that an empty list means "not supported".
    pub stated: bool,
    /// What the page says without a condition, or says in every case alike.
    #[serde(flatten)]
    pub lists: PermissionLists,
    /// What it says for each resource, kind of object or the like, if it distinguishes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<PermissionCase>,
}

/// Alternatives for each kind of account, least privileged first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PermissionLists {
    /// Work or school account.
    pub delegated_work: Vec<AllOf>,
    /// Personal Microsoft account.
    pub delegated_personal: Vec<AllOf>,
    /// No user.
    pub application: Vec<AllOf>,
    /// How many of each list stand in a column for the least privileged ones, if the page has one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub least: BTreeMap<Account, usize>,
    /// The kinds of account that the tables leave out: their lists are empty since nothing is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unstated: Vec<Account>,
}

/// What a page says for one of the cases that it distinguishes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct PermissionCase {
    /// The heading, or the label of the row, as plain text: `event`, `Permissions for chats`.
    pub when: String,
    /// The permissions.
    #[serde(flatten)]
    pub lists: PermissionLists,
}

/// Permissions that are needed together: one as a string, several as an array.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(untagged)]
pub enum AllOf {
    /// One suffices.
    One(String),
    /// All of these.
    All(Vec<String>),
}

/// A kind of account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Account {
    /// Work or school account.
    DelegatedWork,
    /// Personal Microsoft account.
    DelegatedPersonal,
    /// No user.
    Application,
}

impl Account {
    /// All of them, in the order of the model.
    pub const ALL: [Self; 3] = [Self::DelegatedWork, Self::DelegatedPersonal, Self::Application];
}

impl PermissionLists {
    /// The alternatives of a kind of account.
    pub fn of(&self, account: Account) -> &[AllOf] {
        match account {
            Account::DelegatedWork => &self.delegated_work,
            Account::DelegatedPersonal => &self.delegated_personal,
            Account::Application => &self.application,
        }
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, account: Account) -> &mut Vec<AllOf> {
        match account {
            Account::DelegatedWork => &mut self.delegated_work,
            Account::DelegatedPersonal => &mut self.delegated_personal,
            Account::Application => &mut self.application,
        }
    }

    /// How many alternatives the page calls the least privileged ones: the first alone, if it only orders them.
    pub fn least_of(&self, account: Account) -> usize {
        self.least.get(&account).copied().unwrap_or(1)
    }

    /// Whether the page says anything of a kind of account.
    pub fn states(&self, account: Account) -> bool {
        !self.unstated.contains(&account)
    }
}

impl AllOf {
    /// From at least one name.
    pub fn new(names: Vec<String>) -> Self {
        match <[String; 1]>::try_from(names) {
            Ok([name]) => Self::One(name),
            Err(names) => Self::All(names),
        }
    }

    /// The names.
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::All(names) => names,
        }
    }
}
