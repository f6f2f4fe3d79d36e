//! What one item of a collection is called, and its key: `messages/{message-id}` → `message`, `message_id`.

use std::collections::BTreeMap;

use crate::{
    lower::names::field_ident,
    model::short_name,
    route::{Segment, Template},
};

/// The name of one item: `mailFolders` → `mailFolder`, `policies` → `policy`. Most names are regular; the few words
/// that are not stand here.
pub(super) fn singular(name: &str) -> String {
    for (many, one) in IRREGULAR {
        if let Some(stem) = name.strip_suffix(many) {
            return format!("{stem}{one}");
        }
        let capital = capitalized(many);
        if let Some(stem) = name.strip_suffix(&capital) {
            return format!("{stem}{}", capitalized(one));
        }
    }
    for (many, one) in ENDINGS {
        if let Some(stem) = name.strip_suffix(many).filter(|stem| stem.len() > 1) {
            return format!("{stem}{one}");
        }
    }
    name.to_owned()
}

const IRREGULAR: &[(&str, &str)] = &[
    ("children", "child"),
    ("people", "person"),
    ("series", "series"),
    ("analyses", "analysis"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("criteria", "criterion"),
    ("statuses", "status"),
    ("viruses", "virus"),
    ("buses", "bus"),
    ("movies", "movie"),
    ("cookies", "cookie"),
    ("skus", "sku"),
    ("menus", "menu"),
];

const ENDINGS: &[(&str, &str)] = &[
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("zzes", "zz"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
];

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The spellings of keys, by the name of their collection in lower case.
#[derive(Debug, Default)]
pub(super) struct Keys {
    known: BTreeMap<String, BTreeMap<String, usize>>,
}

impl Keys {
    /// Counts the keys of a template.
    pub(super) fn add(&mut self, template: &Template) {
        for pair in template.segments.windows(2) {
            if let [Segment::Name(name), Segment::Key(key)] = pair
                && says_more(key)
            {
                let spellings = self.known.entry(name.to_lowercase()).or_default();
                *spellings.entry(field_ident(key)).or_default() += 1;
            }
        }
    }

    /// What the argument for an item of a collection is called: the commonest spelling that says whose key it is;
    /// without one, after the collection.
    pub(super) fn name(&self, collection: &str) -> String {
        let last = short_name(collection);
        let [all, one] = [last, &singular(last)].map(|name| field_ident(&format!("{name}Id")));
        let spellings = self.known.get(&collection.to_lowercase()).into_iter().flatten();
        // A key is that of one item, whatever careless pages write.
        let spellings = spellings.filter(|(name, _)| **name != all);
        let most = spellings.max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        most.map_or(one, |(name, _)| name.clone())
    }
}

/// `message-id` and `teamId`, but not `id`, `id | userPrincipalName` or a sentence.
fn says_more(key: &str) -> bool {
    let lower = key.to_lowercase();
    let is_word = key
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let starts = key.starts_with(|c: char| c.is_ascii_alphabetic());
    is_word && starts && lower.len() > 2 && (lower.ends_with("id") || lower.ends_with("name"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::parse;

    #[test]
    fn one_item_of_a_collection() {
        for (many, one) in [
            ("messages", "message"),
            ("mailFolders", "mailFolder"),
            ("policies", "policy"),
            ("addresses", "address"),
            ("branches", "branch"),
            ("mailboxes", "mailbox"),
            ("childFolders", "childFolder"),
            ("children", "child"),
            ("people", "person"),
            ("onlinePeople", "onlinePerson"),
            ("series", "series"),
            ("licenses", "license"),
            ("databases", "database"),
            ("status", "status"),
            ("subscribedSkus", "subscribedSku"),
            ("analysis", "analysis"),
            ("news", "new"),
            ("access", "access"),
            ("me", "me"),
            ("", ""),
        ] {
            assert_eq!(singular(many), one, "{many}");
        }
    }

    #[test]
    fn the_commonest_spelling_that_says_more_counts() {
        let mut keys = Keys::default();
        let paths = [
            "/me/messages/{id}",
            "/users/{id | userPrincipalName}/messages/{message-id}",
            "/me/messages/{messageId}",
            "/me/messages/{itemId}",
            "/users/{usersId}",
        ];
        paths.iter().for_each(|path| keys.add(&parse(path)));
        assert_eq!(keys.name("messages"), "message_id");
        assert_eq!(keys.name("users"), "user_id");
        assert_eq!(keys.name("mailFolders"), "mail_folder_id");
    }
}
