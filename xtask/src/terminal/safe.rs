//! Makes text from pages, file names and settings safe to print.
//!
//! No character of it controls a terminal or reorders a line, no line of it is a command of GitHub Actions, and in
//! Markdown it is code.

use std::borrow::Cow;

/// Whether a character controls a terminal, ends a line, or changes the direction of text.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name or a message as part of a line: control characters, also line breaks, become escapes such as `\u{1b}`.
pub(crate) fn inline(text: &str) -> Cow<'_, str> {
    escaped(text, is_control, |c| c.escape_default().to_string())
}

/// Lines of text: as [`inline`], but line breaks and tabs stay.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    let unsafe_in_lines = |c| is_control(c) && !matches!(c, '\n' | '\t');
    escaped(text, unsafe_in_lines, |c| c.escape_default().to_string())
}

/// Lines of text in which none is a command of GitHub Actions, which reads the output of every program.
pub(crate) fn plain(text: &str) -> String {
    without_commands(&lines(text))
}

/// As [`plain`], but sequences that set colours and weights stay.
pub(crate) fn styled(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut safe = lines(parts.next().unwrap_or_default()).into_owned();
    for part in parts {
        let (style, rest) = part.split_at(style_length(part));
        safe.push_str(if style.is_empty() { "\\u{1b}" } else { "\u{1b}" });
        safe.push_str(style);
        safe.push_str(&lines(rest));
    }
    without_commands(&safe)
}

/// A JSON document: its strings hold the same characters, written as escapes.
pub(crate) fn json(text: &str) -> String {
    let unsafe_in_json = |c| is_control(c) && !c.is_ascii_whitespace();
    // None of these characters is beyond U+FFFF.
    let safe = escaped(text, unsafe_in_json, |c| format!("\\u{:04x}", u32::from(c)));
    safe.replace("##[", "\\u0023#[")
}

/// A code span in Markdown.
pub(crate) fn markdown_code(text: &str) -> String {
    let text = inline(text);
    let mut fence = "`".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    let space = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A code span in a cell of a table, where a `|` would end the cell.
pub(crate) fn markdown_cell(text: &str) -> String {
    markdown_code(text).replace('|', "\\|")
}

/// A sentence that may have code spans: any word outside them that could be more than a word becomes one.
pub(crate) fn markdown_sentence(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return markdown_code(text);
    }
    let part = |(index, part): (usize, &&str)| match index % 2 {
        0 => part.split(' ').map(markdown_word).collect::<Vec<_>>().join(" "),
        _ => markdown_code(part),
    };
    parts.iter().enumerate().map(part).collect()
}

fn markdown_word(word: &str) -> String {
    let marks = |c: char| is_control(c) || "@#<>[]!*_~\\&|$".contains(c);
    if word.contains(marks) || word.contains("://") || word.starts_with("www.") {
        markdown_code(word)
    } else {
        word.to_owned()
    }
}

fn escaped(text: &str, is_unsafe: impl Fn(char) -> bool, escape: impl Fn(char) -> String) -> Cow<'_, str> {
    if !text.contains(&is_unsafe) {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unsafe(c) {
            safe.push_str(&escape(c));
        } else {
            safe.push(c);
        }
    }
    safe.into()
}

/// The length of `[1;31m` at the start of a text, else 0.
fn style_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('[') else {
        return 0;
    };
    let numbers = rest.find(|c: char| !c.is_ascii_digit() && c != ';');
    numbers
        .filter(|at| rest[*at..].starts_with('m'))
        .map_or(0, |at| at + 2)
}

/// A runner of GitHub Actions takes a line that starts with `::` and has a second `::` for a command, and `##[` anywhere
/// in a line. `::: api/a.md:1:2` in a snippet is none.
fn without_commands(text: &str) -> String {
    let text = text.replace("##[", "\\u{23}#[");
    let mut safe = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let start = line.len() - after_space(line).len();
        let is_command = line[start..]
            .strip_prefix("::")
            .is_some_and(|rest| rest.contains("::"));
        if is_command {
            safe.push_str(&line[..start]);
            safe.push_str("\\u{3a}");
            safe.push_str(&line[start + 1..]);
        } else {
            safe.push_str(line);
        }
    }
    safe
}

/// What follows blanks and styles at the start of a line.
fn after_space(line: &str) -> &str {
    let mut rest = line.trim_start();
    while let Some(style) = rest.strip_prefix('\u{1b}') {
        rest = style[style_length(style)..].trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_visible() {
        for (text, expected) in [
            ("plain é 日本\tx\n", "plain é 日本\tx\n"),
            ("\u{1b}]0;x\u{7}", "\\u{1b}]0;x\\u{7}"),
            ("a\rb\u{9b}2J", "a\\rb\\u{9b}2J"),
            ("a\u{202e}b\u{2066}\u{200f}", "a\\u{202e}b\\u{2066}\\u{200f}"),
        ] {
            assert_eq!(plain(text), expected);
        }
        assert_eq!(inline("a\n\tb"), "a\\n\\tb");
    }

    #[test]
    fn styles_stay_and_other_sequences_do_not() {
        assert_eq!(
            styled("\u{1b}[1;31mred\u{1b}[0m\u{1b}[2J\u{1b}]8;;x\u{1b}"),
            "\u{1b}[1;31mred\u{1b}[0m\\u{1b}[2J\\u{1b}]8;;x\\u{1b}"
        );
    }

    #[test]
    fn no_line_is_a_command() {
        for (text, expected) in [
            ("::error::x\n", "\\u{3a}:error::x\n"),
            (
                "a\n \t::set-output name=x::y",
                "a\n \t\\u{3a}:set-output name=x::y",
            ),
            ("a ::b", "a ::b"),
            ("  ::: api/a.md:1:2", "  ::: api/a.md:1:2"),
            ("  ::: api/a::b.md:1:2", "  \\u{3a}:: api/a::b.md:1:2"),
            ("a ##[error]b", "a \\u{23}#[error]b"),
        ] {
            assert_eq!(plain(text), expected);
        }
        assert_eq!(styled("\u{1b}[1m ::error::x"), "\u{1b}[1m \\u{3a}:error::x");
    }

    #[test]
    fn a_document_says_the_same() {
        let value = serde_json::json!({ "a": "\u{202e}\u{9b}##[error]\n\u{1b}" });
        let text = json(&format!("{value:#}\n"));
        assert!(
            text.chars().all(|c| c == '\n' || !is_control(c)) && !text.contains("##["),
            "{text}"
        );
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).expect("is JSON"),
            value
        );
    }

    #[test]
    fn in_markdown_everything_is_code() {
        for (text, expected) in [
            ("a", "`a`"),
            ("`a", "`` `a ``"),
            ("", "`  `"),
            ("a\n\n<b>", "`a\\n\\n<b>`"),
        ] {
            assert_eq!(markdown_code(text), expected);
        }
        assert_eq!(markdown_cell("a|b"), "`a\\|b`");
        assert_eq!(
            markdown_sentence("the field `a_b` is @x, was [y](http://z) or gone"),
            "the field `a_b` is `@x,` was `[y](http://z)` or gone"
        );
        assert_eq!(markdown_sentence("a ` <b>"), "``a ` <b>``");
    }
}
