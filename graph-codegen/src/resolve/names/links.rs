//! Which page a link means.

use crate::text::PagePath;

/// `resources/x.md` for every way in which pages link to each other; `None` for links that leave the reference.
pub(in crate::resolve) fn link_target(from: &PagePath, link: &str) -> Option<PagePath> {
    linked_path(from, link).map(|path| PagePath::new(&path))
}

pub(super) fn linked_path(from: &PagePath, link: &str) -> Option<String> {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return link.starts_with('#').then(|| from.as_str().to_owned());
    }
    if path.contains("/graph/")
        && let Some((_, page)) = path.split_once("/graph/api/")
    {
        let page = page.strip_suffix(".md").unwrap_or(page);
        return Some(format!("{page}.md"));
    }
    if path.contains("://") || path.starts_with("mailto:") {
        return None;
    }
    let mut target = from.joined(path);
    if !target.ends_with(".md") {
        target.push_str(".md");
    }
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_in_all_their_forms() {
        let from = PagePath::new("api/user-get.md");
        let target = |link| link_target(&from, link).map(|path| path.to_string());
        assert_eq!(
            target("../resources/user.md#x").as_deref(),
            Some("resources/user.md")
        );
        assert_eq!(
            target("/graph/api/resources/user?view=graph-rest-beta").as_deref(),
            Some("resources/user.md")
        );
        assert_eq!(
            target("https://learn.microsoft.com/graph/api/resources/user").as_deref(),
            Some("resources/user.md")
        );
        assert_eq!(target("#role-values").as_deref(), Some("api/user-get.md"));
        assert_eq!(target("https://example.org/user.md"), None);
        assert_eq!(target(""), None);
    }
}
