//! The report → the text of its page. The script and the style stand in the page and are named by their digests in its
//! security policy, so that nothing else can run; the data is JSON that the script reads.

use anyhow::Result;
use base64::{Engine, engine::general_purpose::STANDARD};
use graph_codegen::report::Report;
use serde::Serialize;
use sha2::{Digest, Sha256};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
/// In order of use: later files call earlier ones.
const SCRIPT: &str = concat!(
    include_str!("dom.js"),
    include_str!("data.js"),
    include_str!("prose.js"),
    include_str!("parts.js"),
    include_str!("picture.js"),
    include_str!("views/model.js"),
    include_str!("views/operations.js"),
    include_str!("views/pages.js"),
    include_str!("views/overview.js"),
    include_str!("search.js"),
    include_str!("main.js"),
);

/// The whole page.
pub(super) fn page(report: &Report<'_>) -> Result<String> {
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

/// JSON in which nothing starts a tag or a comment: `<` stands only in strings, where it may be escaped.
fn json(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(value)?.replace('<', "\\u003c"))
}

/// As a security policy names a text.
fn digest(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// Puts values in the places of their names, `{{name}}`. What was put in is not looked at again.
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
}
