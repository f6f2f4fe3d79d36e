//! A comparison as Markdown, for a pull request or an issue: a table of figures, a folded list for each kind.

use graph_codegen::compare::verify::Drift;

use super::{
    Shown,
    text::{figures, place, what},
};

/// The whole text.
pub(super) fn text(shown: &Shown<'_>) -> String {
    let mut text = "# Pages and service\n\n| what agrees | |\n|:--|--:|\n".to_owned();
    for (name, value) in figures(&shown.comparison.figures) {
        text.push_str(&format!("| {name} | {} |\n", value.trim()));
    }
    if shown.drift.is_empty() {
        text.push_str("\nNo differences.\n");
    }
    for (kind, drift) in shown.groups() {
        text.push_str(&format!("\n## {}: {}\n\n", kind.title(), drift.len()));
        text.push_str("| where | what | pages and service |\n|:--|:--|:--|\n");
        text.extend(drift.iter().take(shown.first).map(|drift| row(drift)));
        let more = drift.len().saturating_sub(shown.first);
        if more > 0 {
            text.push_str(&format!("\n… and {more} more\n"));
        }
    }
    text
}

fn row(drift: &Drift) -> String {
    let cells = [
        code(&place(drift)),
        code(&drift.difference.subject()),
        escaped(&what(&drift.difference)),
    ];
    format!("| {} |\n", cells.join(" | "))
}

/// Text of pages in backticks, which it cannot end; a `|` would end the cell even there.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace('|', "\\|"))
}

/// Words in a cell: nothing in them is Markdown or HTML.
fn escaped(text: &str) -> String {
    let special = |c: char| {
        matches!(
            c,
            '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '&' | '#'
        )
    };
    let mut safe = String::new();
    for c in text.chars() {
        if special(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}
