//! Builds the permissions of an operation: what all tables of a page say, case by case.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    collections::{HashMap, HashSet},
    model::{Account, AllOf, PermissionCase, PermissionLists, Permissions},
    page::{Page, PermissionKind, PermissionRow},
    text::Spanned,
};

/// The permissions of all tables of a page. Several tables are cases, told apart by their headings or the sentences above
/// them; a single one has no need of its heading.
pub(crate) fn permissions(page: &Page) -> Permissions {
    let mut headings: HashMap<Option<&str>, usize> = HashMap::default();
    for table in &page.permissions {
        *headings.entry(table.heading.as_deref()).or_default() += 1;
    }
    let mut found = Found::default();
    for table in &page.permissions {
        let heading = table.heading.as_deref();
        let of_table = match headings.get(&heading) {
            _ if page.permissions.len() < 2 => None,
            Some(1) => heading,
            _ => table.lead.as_deref().or(heading),
        };
        for row in &table.rows {
            let when: Vec<_> = [of_table, row.when.as_deref()].into_iter().flatten().collect();
            found.add(when.join(", "), row);
        }
    }
    found.finish()
}

/// The kinds of account that a case says something of.
type Stated = BTreeSet<Account>;

/// The rows found so far by their cases and accounts, each case once, in page order. The first one has no condition.
#[derive(Default)]
struct Found<'p> {
    cases: Vec<(String, BTreeMap<Account, Vec<&'p PermissionRow>>)>,
    places: HashMap<String, usize>,
}

impl<'p> Found<'p> {
    fn add(&mut self, when: String, row: &'p PermissionRow) {
        if row.alternatives.is_empty() && !row.not_supported {
            return;
        }
        let place = *self.places.entry(when.clone()).or_insert(self.cases.len());
        if place == self.cases.len() {
            self.cases.push((when, BTreeMap::new()));
        }
        if let Some((_, rows)) = self.cases.get_mut(place) {
            rows.entry(account(row.kind.value)).or_default().push(row);
        }
    }

    fn finish(self) -> Permissions {
        let (mut lists, mut stated) = (PermissionLists::default(), Stated::new());
        let mut cases = Vec::new();
        for (when, rows) in self.cases {
            let (of_case, accounts) = case_lists(rows);
            if when.is_empty() {
                (lists, stated) = (of_case, accounts);
            } else {
                cases.push((PermissionCase { when, lists: of_case }, accounts));
            }
        }
        for (case, of_case) in &mut cases {
            note_unstated(&mut case.lists, of_case);
        }
        for account in Account::ALL {
            if !stated.contains(&account) && cases.iter().any(|(_, of_case)| of_case.contains(&account)) {
                stated.insert(account);
                add_common(&mut lists, account, &cases);
            }
        }
        if !stated.is_empty() {
            note_unstated(&mut lists, &stated);
        }
        Permissions {
            stated: !stated.is_empty(),
            lists,
            cases: cases.into_iter().map(|(case, _)| case).collect(),
        }
    }
}

/// What the rows of a case say of each account.
fn case_lists(rows: BTreeMap<Account, Vec<&PermissionRow>>) -> (PermissionLists, Stated) {
    let (mut lists, mut stated) = (PermissionLists::default(), Stated::new());
    for (account, rows) in rows {
        let (mut least, mut others) = (Vec::new(), Vec::new());
        let has_column = rows.iter().any(|row| row.least.is_some());
        for row in rows {
            let all_of = |names: &Vec<Spanned<String>>| {
                AllOf::new(names.iter().map(|name| name.value.clone()).collect())
            };
            let mut alternatives = row.alternatives.iter().map(all_of);
            least.extend(alternatives.by_ref().take(row.least.unwrap_or(0)));
            others.extend(alternatives);
        }
        extend(&mut lists, account, least, others, has_column);
        stated.insert(account);
    }
    (lists, stated)
}

fn note_unstated(lists: &mut PermissionLists, stated: &Stated) {
    let unstated = Account::ALL
        .into_iter()
        .filter(|account| !stated.contains(account));
    lists.unstated = unstated.collect();
}

/// What all cases say alike holds without a condition.
fn add_common(lists: &mut PermissionLists, account: Account, cases: &[(PermissionCase, Stated)]) {
    let of = |(case, stated): &(PermissionCase, Stated)| {
        let is_stated = stated.contains(&account);
        is_stated.then(|| {
            (
                case.lists.of(account).to_vec(),
                case.lists.least.get(&account).copied(),
            )
        })
    };
    let mut all = cases.iter().map(of);
    let first = all.next().flatten();
    if let Some((alternatives, least)) = first.clone()
        && all.all(|other| other == first)
    {
        *lists.of_mut(account) = alternatives;
        lists.least.extend(least.map(|least| (account, least)));
    }
}

/// Adds alternatives, those that are called the least privileged to those that are called so already.
fn extend(
    lists: &mut PermissionLists,
    account: Account,
    least: Vec<AllOf>,
    others: Vec<AllOf>,
    has_column: bool,
) {
    let count = lists.least.get(&account).copied();
    let mut known = std::mem::take(lists.of_mut(account));
    let rest = known.split_off(count.unwrap_or(0).min(known.len()));
    let mut seen = HashSet::default();
    let mut all = Vec::new();
    let mut add = |alternatives: Vec<AllOf>, all: &mut Vec<AllOf>| {
        all.extend(alternatives.into_iter().filter(|one| seen.insert(one.clone())));
    };
    add(known, &mut all);
    add(least, &mut all);
    let end = all.len();
    add(rest, &mut all);
    add(others, &mut all);
    if !all.is_empty() && (has_column || count.is_some()) {
        lists.least.insert(account, end);
    }
    *lists.of_mut(account) = all;
}

/// Adds what another page says of the same operation.
pub(crate) fn merge(known: &mut Permissions, other: Permissions) {
    if !known.stated || !other.stated {
        if other.stated {
            *known = other;
        }
        return;
    }
    merge_lists(&mut known.lists, other.lists);
    for case in other.cases {
        match known.cases.iter_mut().find(|known| known.when == case.when) {
            Some(known) => merge_lists(&mut known.lists, case.lists),
            None => known.cases.push(case),
        }
    }
}

fn merge_lists(known: &mut PermissionLists, mut other: PermissionLists) {
    for account in Account::ALL {
        let mut least = std::mem::take(other.of_mut(account));
        let count = other.least.get(&account).copied();
        let others = least.split_off(count.unwrap_or(0).min(least.len()));
        extend(known, account, least, others, count.is_some());
    }
    known.unstated.retain(|account| other.unstated.contains(account));
}

fn account(kind: PermissionKind) -> Account {
    match kind {
        PermissionKind::DelegatedWork => Account::DelegatedWork,
        PermissionKind::DelegatedPersonal => Account::DelegatedPersonal,
        PermissionKind::Application => Account::Application,
    }
}
