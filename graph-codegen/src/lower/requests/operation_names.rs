//! Names of operations, from the titles of their pages. Names that fall together are told apart by the place of the
//! first path, then by the page's file name; which names those are does not depend on the order of pages.

use rayon::prelude::*;

use super::{item_names::singular, paths::Step};
use crate::{
    collections::HashMap,
    lower::names::{Scope, type_ident},
    model::{Operation, short_name},
};

/// What the generated files mean by these names.
const TAKEN: &[&str] = &[
    "Accepted",
    "Content",
    "Count",
    "Expand",
    "Filter",
    "Info",
    "Operation",
    "OrderBy",
    "Patch",
    "Search",
    "Select",
    "Skip",
    "Top",
    "Wrapped",
];

/// The name of each operation, in their order. `steps` is the first path that can be built.
pub(super) fn idents(operations: &[Operation], steps: &[Option<Vec<Step>>]) -> Vec<String> {
    let wanted = operations.par_iter().zip(steps);
    let wanted =
        wanted.map(|(operation, steps)| Wanted::new(operation, steps.as_deref().unwrap_or_default()));
    let wanted: Vec<_> = wanted.collect();
    let name = |index: usize, level| {
        let wanted: &Wanted<'_> = wanted.get(index).expect("indexes come from these operations");
        wanted.candidate(level)
    };
    let mut scope = Scope::default();
    apart(wanted.len(), name)
        .into_iter()
        .map(|name| match TAKEN.contains(&name.as_str()) {
            true => format!("{name}_"),
            false => name,
        })
        .map(|name| scope.take(&name, "", ()).0)
        .collect()
}

/// How many names there are for one operation.
const LEVELS: usize = 5;

/// Of each operation the first name that no other has. All that share a name give it up, so that none of them is
/// called as if it were the only one.
fn apart(operations: usize, name: impl Fn(usize, usize) -> String + Sync) -> Vec<String> {
    let first = (0..operations).into_par_iter().map(|index| (0, name(index, 0)));
    let mut names: Vec<(usize, String)> = first.collect();
    for _ in 1..LEVELS {
        let lower: Vec<String> = names.iter().map(|(_, name)| name.to_lowercase()).collect();
        let mut count: HashMap<&str, usize> = HashMap::default();
        for name in &lower {
            *count.entry(name).or_default() += 1;
        }
        for (index, ((level, called), lower)) in names.iter_mut().zip(&lower).enumerate() {
            if count.get(lower.as_str()).is_some_and(|count| *count > 1) {
                *level += 1;
                *called = name(index, *level);
            }
        }
    }
    names.into_iter().map(|(_, name)| name).collect()
}

/// What the names of an operation are made of.
struct Wanted<'a> {
    id: &'a str,
    title: &'a str,
    /// The name without a place.
    plain: String,
    outer: String,
    last: String,
}

impl<'a> Wanted<'a> {
    fn new(operation: &'a Operation, steps: &[Step]) -> Self {
        let title = operation.title.split(" (").next().unwrap_or_default().trim();
        let (outer, last) = place(steps);
        Self {
            id: &operation.id,
            title,
            plain: plain(title, &outer),
            outer,
            last,
        }
    }

    /// By the title; with the place before the last name of the path, with that name, with both, by the file's name.
    fn candidate(&self, level: usize) -> String {
        let Self {
            title,
            plain,
            outer,
            last,
            ..
        } = self;
        match level {
            0 => plain.clone(),
            1 => qualified(title, plain, outer),
            2 => qualified(title, plain, last),
            level if level + 1 < LEVELS => qualified(title, plain, &format!("{outer} {last}")),
            _ => words(self.id),
        }
    }
}

/// `List messages` → `ListMessages`, `message: forward` → `MessageForward`, `assign action` → `MobileAppAssign`.
fn plain(title: &str, place: &str) -> String {
    for kind in [" action", " function"] {
        if let Some(name) = title.strip_suffix(kind) {
            return words(&format!("{place} {name}"));
        }
    }
    words(title)
}

/// `List members` at `/groups/{id}/members` → `ListGroupMembers`; `group: delta` stays as it is.
fn qualified(title: &str, plain: &str, place: &str) -> String {
    match title.split_once(' ') {
        Some((verb, rest))
            if !verb.ends_with(':') && !title.ends_with(" action") && !title.ends_with(" function") =>
        {
            words(&format!("{verb} {place} {rest}"))
        }
        _ => {
            let place = words(place);
            let rest = plain.strip_prefix(&place).unwrap_or(plain);
            words(&format!("{place} {rest}"))
        }
    }
}

/// Articles say nothing.
fn words(text: &str) -> String {
    let words = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty() && !["a", "an", "the", "A", "An", "The"].contains(word));
    let mut name = String::with_capacity(text.len());
    words.for_each(|word| name.push_str(type_ident(word).trim_end_matches('_')));
    type_ident(&name)
}

/// `group` and `members` of `/groups/{id}/members`; `group` and `member` of one of them.
fn place(steps: &[Step]) -> (String, String) {
    let mut names: Vec<String> = Vec::new();
    for step in steps {
        match step {
            Step::Name(name) | Step::Call(name, _) if !name.starts_with('$') => {
                names.push(short_name(name).to_owned());
            }
            Step::Key => {
                if let Some(last) = names.last_mut() {
                    *last = singular(last);
                }
            }
            _ => {}
        }
    }
    let last = names.pop().unwrap_or_default();
    (names.pop().unwrap_or_default(), last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(title: &str, path: &[&str]) -> Vec<String> {
        let steps: Vec<Step> = path
            .iter()
            .map(|step| {
                if *step == "{}" {
                    Step::Key
                } else {
                    Step::Name((*step).to_owned())
                }
            })
            .collect();
        let (outer, last) = place(&steps);
        let plain = plain(title, &outer);
        let mut names = vec![plain.clone()];
        names.extend([&outer, &last].map(|place| qualified(title, &plain, place)));
        names
    }

    #[test]
    fn titles_read_as_names() {
        assert_eq!(name("List messages", &["me", "messages"])[0], "ListMessages");
        assert_eq!(name("Get a drive by ID", &["drives", "{}"])[0], "GetDriveById");
        assert_eq!(
            name("message: forward", &["me", "messages", "{}", "forward"])[0],
            "MessageForward"
        );
        assert_eq!(
            name("assign action", &["apps", "mobileApps", "{}", "assign"])[0],
            "MobileAppAssign"
        );
    }

    #[test]
    fn places_tell_equal_titles_apart() {
        assert_eq!(
            name("List members", &["groups", "{}", "members"])[1],
            "ListGroupMembers"
        );
        assert_eq!(name("Get x", &["me", "events"])[2], "GetEventsX");
    }

    #[test]
    fn all_that_share_a_name_give_it_up() {
        let wanted = [["A", "B"], ["A", "C"], ["D", "E"]];
        let name = |index: usize, level: usize| wanted[index][level].to_owned();
        assert_eq!(apart(wanted.len(), name), ["B", "C", "D"]);
    }
}
