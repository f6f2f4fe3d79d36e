//! Inline Markdown as the pages write it.

use super::*;
use crate::text::Sources;

fn check(text: &str, expect: &[(&str, &str)]) {
    let sources = Sources::from_texts(&[("api/a.md", text)]);
    let (file, source) = sources.pages().next().expect("one page");
    let references = References::from_iter([("identityset".to_owned(), "identityset.md".to_owned())]);
    let prose = prose(Slice::whole(file, &source.text), &references);
    let found: Vec<_> = prose
        .links
        .iter()
        .map(|link| (link.text.as_str(), link.target.as_str()))
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn inline_links_are_found() {
    check(
        "A [recipient](../resources/recipient.md) and [b](b.md \"title\").",
        &[("recipient", "../resources/recipient.md"), ("b", "b.md")],
    );
    check("a [f](x.md#a(b)) c", &[("f", "x.md#a(b)")]);
    check("empty [x]() collection", &[("x", "")]);
}

#[test]
fn reference_links_are_resolved() {
    check(
        "[identitySet][], [who][identityset], [identitySet]",
        &[
            ("identitySet", "identityset.md"),
            ("who", "identityset.md"),
            ("identitySet", "identityset.md"),
        ],
    );
    check("[unknown][] and [unknown]", &[]);
}

#[test]
fn code_and_images_hold_no_links() {
    check("`[a](b)` ![i](i.png) ``[c](`d)``", &[]);
}

#[test]
fn a_link_that_is_not_closed_ends_at_a_space() {
    check("[invited](invited.md and more", &[("invited", "invited.md")]);
}

#[test]
fn names_lose_their_markup() {
    assert_eq!(plain("**bold**"), "bold");
    assert_eq!(plain("`code`&nbsp;"), "code");
    assert_eq!(plain("[name](../api/x.md)"), "name");
    assert_eq!(plain("risk_v2\u{200b}"), "risk_v2");
    assert_eq!(plain("a\\|b"), "a|b");
    assert_eq!(without_deprecated("organizer (Deprecated)"), ("organizer", true));
    assert_eq!(without_deprecated("name (x)"), ("name (x)", false));
}

#[test]
fn what_is_to_be_written_is_no_text() {
    let text = |text: &str| {
        let sources = Sources::from_texts(&[("api/a.md", text)]);
        let (file, source) = sources.pages().next().expect("one page");
        prose(Slice::whole(file, &source.text), &References::default()).text
    };
    assert_eq!(
        text("**TODO: Add Description**. Possible values are: `a`."),
        "Possible values are: `a`."
    );
    assert_eq!(text("**TODO: Add Description**"), "");
    assert_eq!(text("before **TODO unclosed"), "before");
    assert_eq!(text("One. [!INCLUDE [note](../x.md)] Two."), "One. Two.");
    assert_eq!(text("One. [!include [note](../x.md"), "One.");
}

#[test]
fn lines_become_one() {
    assert_eq!(one_line("> a\u{a0}b\n> c\n\td"), "> a b c d");
}
