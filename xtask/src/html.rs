//! The HTML page of a report, and links from it to the pages.
//!
//! The security policy of the page allows only the script and the style in it, by their digests; the data is JSON that
//! the script reads.

use anyhow::{Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use graph_codegen::report::Report;
use serde::Serialize;

use crate::terminal::Usage;

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/style.css");
/// In order of use: later files call earlier ones.
const SCRIPT: &str = concat!(
    include_str!("html/dom.js"),
    include_str!("html/data.js"),
    include_str!("html/prose.js"),
    include_str!("html/parts.js"),
    include_str!("html/picture.js"),
    include_str!("html/views/model.js"),
    include_str!("html/views/operations.js"),
    include_str!("html/views/pages.js"),
    include_str!("html/views/overview.js"),
    include_str!("html/search.js"),
    include_str!("html/main.js"),
);

/// The whole page.
pub(crate) fn page(report: &Report<'_>) -> Result<String> {
    let (data, bodies) = (json(&report.overview)?, json(&report.bodies)?);
    Ok(fill(
        PAGE,
        &[
            ("style-digest", &digest(STYLE)),
            ("script-digest", &digest(SCRIPT)),
            ("style", STYLE),
            ("script", SCRIPT),
            ("data", &data),
            ("bodies", &bodies),
        ],
    ))
}

/// JSON in which nothing starts a tag or a comment: `<` occurs only in strings, where it can be escaped.
fn json(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(value)?.replace('<', "\\u003c"))
}

/// The digest of a text, in the form of a security policy.
fn digest(text: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(hmac_sha256::Hash::hash(text.as_bytes()))
    )
}

/// Replaces names, `{{name}}`, by their values. Values are not searched for names.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut parts = template.split("{{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").expect("each name in the template ends");
        let value = values.iter().find(|(known, _)| *known == name);
        text.push_str(value.expect("each name in the template has a value").1);
        text.push_str(rest);
    }
    text
}

/// Schemes that a browser or an editor opens, and none whose URL is a program.
const SCHEMES: [&str; 5] = ["http", "https", "file", "vscode", "idea"];

/// Checks a template that the user gave.
pub(crate) fn check_link(template: &str) -> Result<String> {
    if !template.contains("{page}") {
        bail!(Usage(format!(
            "the link `{template}` has no `{{page}}`; expected a URL like `https://example.org/{{page}}#L{{line}}`"
        )));
    }
    let scheme = template
        .split_once(':')
        .map_or("", |(scheme, _)| scheme)
        .to_ascii_lowercase();
    let relative = template.starts_with(['/', '.']) || template.starts_with("{page}");
    if !relative && !SCHEMES.contains(&scheme.as_str()) {
        bail!(Usage(format!(
            "the link `{template}` is neither relative nor a URL with the scheme {}",
            SCHEMES.join(", ")
        )));
    }
    Ok(template.to_owned())
}

/// The template for a folder on GitHub: `https://github.com/OWNER/REPOSITORY/tree/COMMIT/FOLDER` somewhere in `source`.
pub(crate) fn link_of_source(source: &str) -> Option<String> {
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
    fn values_are_put_in_once() {
        let values = [("a", "{{b}}"), ("b", "2")];
        assert_eq!(fill("<{{a}}|{{b}}>", &values), "<{{b}}|2>");
    }

    #[test]
    fn json_starts_no_tag_and_no_comment() {
        let text = "</script><!-- <script>";
        let json = json(&text).expect("can be printed");
        assert!(!json.contains('<'), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("is JSON"), text);
    }

    #[test]
    fn a_digest_is_the_one_that_browsers_compute() {
        // printf "alert('Hello, world.');" | openssl dgst -sha256 -binary | base64
        let expected = "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=";
        assert_eq!(digest("alert('Hello, world.');"), expected);
    }

    #[test]
    fn the_script_and_the_style_do_not_end_their_elements() {
        for (text, end) in [(SCRIPT, "</script"), (STYLE, "</style"), (SCRIPT, "<!--")] {
            assert!(!text.contains(end), "{end}");
        }
    }

    #[test]
    fn a_template_names_the_page_and_leads_somewhere() {
        for template in [
            "https://example.org/{page}#L{line}",
            "vscode://file/docs/{page}:{line}",
            "../docs/{page}",
            "{page}",
        ] {
            assert_eq!(check_link(template).expect("is a link"), template);
        }
        for template in [
            "https://example.org/",
            "javascript:alert('{page}')",
            "JAVASCRIPT:{page}",
            "data:text/html,{page}",
            "x{page}",
        ] {
            assert!(check_link(template).is_err(), "{template}");
        }
    }

    #[test]
    fn a_folder_of_a_repository_gives_a_template() {
        let expected = "https://github.com/a/b/blob/main/docs/v1.0/{page}?plain=1#L{line}";
        for source in [
            "https://github.com/a/b/tree/main/docs/v1.0",
            "Pages of https://github.com/a/b/tree/main/docs/v1.0/, read today",
        ] {
            assert_eq!(link_of_source(source).as_deref(), Some(expected));
        }
        assert_eq!(link_of_source("https://github.com/a/b"), None);
        assert_eq!(link_of_source("https://example.org/a/b/tree/main"), None);
    }
}
