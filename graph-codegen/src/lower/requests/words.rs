//! The words of names: one item of a collection.

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
