//! What documentation comments of generated code may hold: paragraphs, lists, code spans, emphasis and links.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Checks every documentation comment of a file of Rust; an error names the comment.
pub(crate) fn check(path: &str, text: &str) -> Result<(), String> {
    let is_other = |line: &&str| {
        let other = ["/**", "/*!", "#[doc = ", "#![doc = "];
        other.iter().any(|start| line.trim_start().starts_with(start))
    };
    if let Some(line) = text.lines().find(is_other) {
        return Err(format!("{path}: documentation of another form: {line}"));
    }
    for comment in comments(text) {
        allowed(&comment).map_err(|found| format!("{path}: {found} in\n{comment}"))?;
    }
    Ok(())
}

/// The comments, each as one text.
fn comments(text: &str) -> Vec<String> {
    let mut comments: Vec<String> = Vec::new();
    let mut before = "";
    for line in text.lines() {
        let line = line.trim_start();
        let mark = ["//!", "///"].into_iter().find(|mark| line.starts_with(mark));
        if let Some(mark) = mark {
            if before != mark {
                comments.push(String::new());
            }
            if let Some(comment) = comments.last_mut() {
                comment.push_str(
                    line[mark.len()..]
                        .strip_prefix(' ')
                        .unwrap_or(&line[mark.len()..]),
                );
                comment.push('\n');
            }
        }
        before = mark.unwrap_or_default();
    }
    comments
}

fn allowed(comment: &str) -> Result<(), String> {
    let is_hidden = |c: char| {
        c != '\n' && c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if let Some(found) = comment.chars().find(|c| is_hidden(*c)) {
        return Err(format!("the invisible character {found:?}"));
    }
    // As rustdoc reads it. A link to an item without a target of its own is a broken reference to the parser.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let parser = Parser::new_ext(comment, options);
    if parser.reference_definitions().iter().next().is_some() {
        return Err("a definition of a link".to_owned());
    }
    for event in parser {
        match event {
            Event::Text(_) | Event::Code(_) | Event::SoftBreak => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                let known = ["https://", "http://", "mailto:", "crate::", "header::", "query::"];
                if !known.iter().any(|known| dest_url.starts_with(known)) {
                    return Err(format!("a link to {dest_url}"));
                }
            }
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item | Tag::Emphasis | Tag::Strong) => {}
            Event::End(
                TagEnd::Paragraph
                | TagEnd::List(false)
                | TagEnd::Item
                | TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Link,
            ) => {}
            other => return Err(format!("{other:?}")),
        }
    }
    Ok(())
}

#[test]
fn other_constructs_are_found() {
    for text in [
        "/// ```\n/// x\n/// ```",
        "///     x",
        "//! # x",
        "/// <b>x</b>",
        "/// <!-- x -->",
        "/// ![x](https://x.org)",
        "/// [x](javascript:x)",
        "/// [x]: https://x.org",
        "/// |a|\n/// |-|",
        "/// > x",
        "/// 1. x",
        "/// - [ ] x",
        "/// ~~x~~",
        "/// x\n/// ---",
        "/// a\u{202e}b",
        "/// a\\\n/// b",
        "/** x */",
    ] {
        assert!(check("x.rs", text).is_err(), "{text}");
    }
    let fine =
        "/// a `b` *c* [d](https://x.org) [`E`] <https://x.org>\n///\n/// - one\n///   two\npub struct E;";
    assert_eq!(check("x.rs", fine), Ok(()));
}
