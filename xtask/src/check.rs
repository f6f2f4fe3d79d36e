//! A [`Comparison`] → what is wrong with the tree, with a short diff. Writes nothing.

use similar::TextDiff;

use crate::output_dir::{Change, Comparison};

/// How many files are shown with a diff, and how many lines of each.
const FILES: usize = 3;
const LINES: usize = 20;
/// How many files are named.
const NAMED: usize = 30;

/// The differences as text; empty when there are none.
pub(crate) fn text(comparison: &Comparison<'_>) -> String {
    let named = comparison.changes.iter().take(NAMED);
    let mut text: String = named.map(|(path, change)| line(path, change)).collect();
    let more = comparison.changes.len().saturating_sub(NAMED);
    if more > 0 {
        text.push_str(&format!("  … and {more} more\n"));
    }
    let stale = comparison
        .changes
        .iter()
        .filter_map(|(path, change)| match change {
            Change::Stale { old, text } => Some(diff(path, old, text)),
            _ => None,
        });
    text.extend(stale.take(FILES));
    text
}

fn line(path: &str, change: &Change<'_>) -> String {
    let what = match change {
        Change::Missing { .. } => "missing",
        Change::Stale { .. } => "stale or edited",
        Change::Extra => "extra",
        Change::Leftover => "of a stopped run",
        Change::InTheWay { reason } => return format!("  {:15}  {path}: {reason}\n", "in the way"),
    };
    format!("  {what:15}  {path}\n")
}

fn diff(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut unified = diff.unified_diff();
    let all = unified
        .context_radius(1)
        .missing_newline_hint(false)
        .header(&format!("{path} (on disk)"), &format!("{path} (from the pages)"))
        .to_string();
    let mut text: String = all.lines().take(LINES).map(|line| format!("{line}\n")).collect();
    let more = all.lines().count().saturating_sub(LINES);
    if more > 0 {
        text.push_str(&format!("… and {more} more lines\n"));
    }
    format!("\n{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_is_short() {
        let old: String = (0..100).map(|n| format!("{n}\n")).collect();
        let text = diff("src/a.rs", &old, "new\n");
        assert!(text.contains("--- src/a.rs (on disk)"), "{text}");
        assert!(text.contains("more lines"), "{text}");
        assert!(text.lines().count() < 30);
    }
}
