//! Blocks of words → lines. A line never begins with what Markdown would take for a list, a heading or a fence.

use super::markdown::{Block, Kind};

/// Wide enough for a link, narrow enough to read beside code.
const WIDTH: usize = 100;

/// All blocks, an empty line between paragraphs.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut before = None;
    for block in blocks {
        let list = before == Some(Kind::Item) && block.kind == Kind::Item;
        if before.is_some() && !list {
            lines.push(String::new());
        }
        lines.extend(wrapped(block));
        before = Some(block.kind);
    }
    lines
}

/// One paragraph of sentences that are safe as they are.
pub(super) fn sentences(sentences: &[String]) -> Vec<String> {
    let words = sentences.iter().flat_map(|sentence| sentence.split(' '));
    wrapped(&Block {
        kind: Kind::Paragraph,
        words: words.map(str::to_owned).collect(),
    })
}

fn wrapped(block: &Block) -> Vec<String> {
    let (first, rest) = match block.kind {
        Kind::Paragraph => ("", ""),
        Kind::Item => ("- ", "  "),
    };
    let mut lines = Vec::new();
    let (mut line, mut width) = (String::new(), 0);
    for word in &block.words {
        let more = word.chars().count() + 1;
        if !line.is_empty() && width + more > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if line.is_empty() {
            line.push_str(if lines.is_empty() { first } else { rest });
            line.push_str(&guarded(word));
            width = line.chars().count();
        } else {
            line.push(' ');
            line.push_str(word);
            width += more;
        }
    }
    lines.push(line);
    lines
}

/// A word as the first of a line.
fn guarded(word: &str) -> String {
    let all = |of: &[char]| word.chars().all(|c| of.contains(&c));
    let digits = word.trim_end_matches(['.', ')']);
    let numbered = digits.len() + 1 == word.len() && digits.chars().all(|c| c.is_ascii_digit());
    let marked = word.starts_with(['>', '|']) || word.starts_with("~~~") || word.starts_with("---");
    if numbered && !digits.is_empty() {
        let (number, mark) = word.split_at(digits.len());
        format!("{number}\\{mark}")
    } else if marked || all(&['#']) || all(&['-', '+', '*', '=', '_', ':', '|']) {
        format!("\\{word}")
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<String> {
        sentences(&[text.to_owned()])
    }

    #[test]
    fn long_text_is_wrapped() {
        let lines = check("word ".repeat(60).trim_end());
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| line.len() <= WIDTH), "{lines:?}");
    }

    #[test]
    fn a_line_never_begins_a_list_a_heading_or_a_table() {
        for (word, line) in [
            ("-", "\\- x"),
            ("#", "\\# x"),
            ("##", "\\## x"),
            ("1.", "1\\. x"),
            ("12)", "12\\) x"),
            ("===", "\\=== x"),
            ("|---|", "\\|---| x"),
            ("~~~sh", "\\~~~sh x"),
            (">", "\\> x"),
            ("*", "\\* x"),
        ] {
            assert_eq!(check(&format!("{word} x")), [line]);
        }
        assert_eq!(check("-PT15M *very* 1.5"), ["-PT15M *very* 1.5"]);
    }
}
