//! Addresses of lines of pages. Comes in: what the user or `api.toml` says. Goes out: a template that is safe to follow.

use anyhow::{Result, bail};

use crate::failure::Usage;

/// What a browser or an editor opens; no address that is a program.
const SCHEMES: [&str; 5] = ["http", "https", "file", "vscode", "idea"];

/// A template that a user gave.
pub(super) fn check(template: &str) -> Result<String> {
    if !template.contains("{page}") {
        bail!(Usage(format!(
            "the link `{template}` has no `{{page}}`; expected an address like `https://example.org/{{page}}#L{{line}}`"
        )));
    }
    let scheme = template
        .split_once(':')
        .map_or("", |(scheme, _)| scheme)
        .to_ascii_lowercase();
    let relative = template.starts_with(['/', '.']) || template.starts_with("{page}");
    if !relative && !SCHEMES.contains(&scheme.as_str()) {
        bail!(Usage(format!(
            "the link `{template}` is neither relative nor an address of {}",
            SCHEMES.join(", ")
        )));
    }
    Ok(template.to_owned())
}

/// `https://github.com/OWNER/REPOSITORY/tree/COMMIT/FOLDER` in the words that tell where the pages come from.
pub(super) fn of_source(source: &str) -> Option<String> {
    let mut words = source.split_whitespace();
    let folder = words.find_map(|word| word.strip_prefix("https://github.com/"))?;
    let (repository, place) = folder.split_once("/tree/")?;
    let place = place.trim_end_matches(['/', ',', ';', '.']);
    Some(format!(
        "https://github.com/{repository}/blob/{place}/{{page}}?plain=1#L{{line}}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_names_the_page_and_leads_somewhere() {
        for template in [
            "https://example.org/{page}#L{line}",
            "vscode://file/docs/{page}:{line}",
            "../docs/{page}",
            "{page}",
        ] {
            assert_eq!(check(template).expect("is a link"), template);
        }
        for template in [
            "https://example.org/",
            "javascript:alert('{page}')",
            "JAVASCRIPT:{page}",
            "data:text/html,{page}",
            "x{page}",
        ] {
            assert!(check(template).is_err(), "{template}");
        }
    }

    #[test]
    fn a_folder_of_a_repository_gives_a_template() {
        let expected = "https://github.com/a/b/blob/main/docs/v1.0/{page}?plain=1#L{line}";
        for source in [
            "https://github.com/a/b/tree/main/docs/v1.0",
            "Pages of https://github.com/a/b/tree/main/docs/v1.0/, read today",
        ] {
            assert_eq!(of_source(source).as_deref(), Some(expected));
        }
        assert_eq!(of_source("https://github.com/a/b"), None);
        assert_eq!(of_source("https://example.org/a/b/tree/main"), None);
    }
}
