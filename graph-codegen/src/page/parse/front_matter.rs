//! Front matter: a small, strict part of YAML, `key: value`, quotes and lists. Read by hand, since a YAML parser gives neither
//! a place for each value nor anything at all where one line is wrong.

use crate::{
    diagnostic::{Diagnostic, codes},
    markdown::Slice,
    page::{BlockKind, Coverage, FrontMatter, Outcome},
};

/// Reads the block between the two `---` and gives the rest of the text.
pub(super) fn read<'a>(
    at: Slice<'a>,
    findings: &mut Vec<Diagnostic>,
    coverage: &mut Vec<Coverage>,
) -> (FrontMatter, Slice<'a>) {
    let mut matter = FrontMatter::default();
    let Some((block, rest)) = split(at) else {
        if at.text.starts_with("---\n") {
            let opening = at.sub(0..3).span();
            let found = Diagnostic::new(&codes::FRONT_MATTER_OPEN, opening, "front matter is not closed");
            findings.push(found.help("close it with a line `---`"));
        }
        return (matter, at);
    };
    for line in block.lines().filter(|line| !line.text.trim().is_empty()) {
        add(&mut matter, line, findings);
    }
    coverage.push(Coverage {
        kind: BlockKind::FrontMatter,
        outcome: Outcome::Modelled,
        span: block.span(),
    });
    (matter, rest)
}

/// The inside of the front matter and the text behind it; also for includes, whose front matter nobody reads.
pub(super) fn split(at: Slice<'_>) -> Option<(Slice<'_>, Slice<'_>)> {
    let inner = at.text.strip_prefix("---")?;
    let inner = inner.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let mut lines = inner.lines().map(|line| at.locate(line));
    let close = lines.find(|line| line.text.trim_end() == "---")?;
    let close_start = (close.span().start - at.span().start) as usize;
    let start = at.text.len() - inner.len();
    let after = close_start + close.text.len();
    Some((at.sub(start..close_start), at.sub(after..at.text.len())))
}

fn add(matter: &mut FrontMatter, line: Slice<'_>, findings: &mut Vec<Diagnostic>) {
    let text = line.trim();
    if text.text.starts_with('#') {
        return;
    }
    if text.text == "-" || text.text.starts_with("- ") {
        return add_item(matter, text, findings);
    }
    let Some((key, value)) = text.text.split_once(':') else {
        return findings.push(fault(text, "a line that is not `key: value`"));
    };
    let (key, value) = (text.locate(key).trim(), text.locate(value).trim());
    match unquoted(value) {
        Some(value) => matter.0.push((key.owned(), value.owned())),
        None => {
            findings.push(fault(value, "incorrect front matter: unclosed quote"));
            matter.0.push((
                key.owned(),
                value.spanned(value.text.trim_matches(['"', '\'']).to_owned()),
            ));
        }
    }
    if value.text.contains(": ") && !value.text.starts_with(['"', '\'']) {
        findings.push(fault(value, "unquoted value with a colon"));
    }
}

/// `- foo` below `key:` joins the value of the key, after a comma.
fn add_item(matter: &mut FrontMatter, item: Slice<'_>, findings: &mut Vec<Diagnostic>) {
    let text = item.locate(item.text.trim_start_matches('-')).trim();
    let Some((_, value)) = matter.0.last_mut() else {
        return findings.push(fault(item, "list item without a key"));
    };
    if !value.value.is_empty() {
        value.value.push_str(", ");
    }
    value.value.push_str(unquoted(text).unwrap_or(text).text);
}

/// The value without its quotes; `None` where the second one is missing.
fn unquoted(value: Slice<'_>) -> Option<Slice<'_>> {
    for quote in ['"', '\''] {
        if let Some(inner) = value.text.strip_prefix(quote) {
            return inner.strip_suffix(quote).map(|inner| value.locate(inner));
        }
    }
    Some(value)
}

fn fault(at: Slice<'_>, message: &str) -> Diagnostic {
    Diagnostic::new(&codes::FRONT_MATTER, at.span(), message).help("write `key: \"value\"`")
}
