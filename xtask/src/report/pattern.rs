//! Patterns of paths: `api/user-*`.

/// Whether a path fits a pattern in which `*` stands for any characters and `?` for one.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else {
        return fits(pattern, path);
    };
    let cut = before.chars().count();
    let Some((at, _)) = path.char_indices().chain([(path.len(), ' ')]).nth(cut) else {
        return false;
    };
    let (head, tail) = path.split_at(at);
    let mut tails = tail.char_indices().map(|(at, _)| &tail[at..]).chain([""]);
    fits(before, head) && tails.any(|tail| matches(after, tail))
}

fn fits(pattern: &str, path: &str) -> bool {
    pattern.chars().count() == path.chars().count()
        && pattern.chars().zip(path.chars()).all(|(p, c)| p == '?' || p == c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, path, expected) in [
            ("api/user-*", "api/user-get.md", true),
            ("api/user-*", "api/group-get.md", false),
            ("*message*", "resources/message.md", true),
            ("*.md", "resources/é.md", true),
            ("api/?.md", "api/é.md", true),
            ("api", "api/a.md", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "aXc", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
