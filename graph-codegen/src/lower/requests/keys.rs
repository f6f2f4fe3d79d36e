//! What the pages call the key of a collection: `messages/{message-id}` → `message_id`. Comes in: templates.

use std::collections::BTreeMap;

use super::words::singular;
use crate::{
    lower::names::field_ident,
    route::{Segment, Template},
};

/// The spellings of keys, by the name of their collection in lower case.
#[derive(Debug, Default)]
pub(super) struct Keys {
    known: BTreeMap<String, BTreeMap<String, usize>>,
}

impl Keys {
    /// Learns from a template.
    pub(super) fn learn(&mut self, template: &Template) {
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
        let last = collection.rsplit('.').next().unwrap_or_default();
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
    fn the_commonest_spelling_that_says_more_counts() {
        let mut keys = Keys::default();
        let paths = [
            "/me/messages/{id}",
            "/users/{id | userPrincipalName}/messages/{message-id}",
            "/me/messages/{messageId}",
            "/me/messages/{itemId}",
            "/users/{usersId}",
        ];
        paths.iter().for_each(|path| keys.learn(&parse(path)));
        assert_eq!(keys.name("messages"), "message_id");
        assert_eq!(keys.name("users"), "user_id");
        assert_eq!(keys.name("mailFolders"), "mail_folder_id");
    }
}
