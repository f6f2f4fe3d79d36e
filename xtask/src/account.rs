//! The account of the pages → text for people. Knows no stage.

use graph_codegen::{page::Outcome, resolve::coverage::CoverageReport};

/// A line per kind of block and outcome, with a sum per kind; then the lines that no block explains.
pub(crate) fn text(account: &CoverageReport) -> String {
    let mut text = String::new();
    for (kind, outcomes) in &account.blocks {
        let total: usize = outcomes.values().sum();
        text.push_str(&format!("{total:>8}  {}\n", kind.name()));
        for (outcome, count) in outcomes {
            text.push_str(&format!("{count:>8}    {}\n", reason(outcome)));
        }
    }
    text.push_str(&format!("{:>8}  lines that say something\n", account.lines));
    text.push_str(&format!("{:>8}    unexplained\n", account.unexplained.len()));
    for (page, line) in &account.unexplained {
        text.push_str(&format!("          {page}:{line}\n"));
    }
    text
}

fn reason(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Modelled => "modelled".to_owned(),
        Outcome::Skipped(reason) => format!("skipped: {reason}"),
        Outcome::Failed => "not readable; a finding says why".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use graph_codegen::{page::BlockKind, text::PagePath};

    use super::*;

    #[test]
    fn kinds_are_summed_and_unexplained_lines_are_listed() {
        let mut account = CoverageReport {
            lines: 7,
            unexplained: vec![(PagePath::new("api/a.md"), 3)],
            ..CoverageReport::default()
        };
        let rows = account.blocks.entry(BlockKind::Row).or_default();
        rows.insert(Outcome::Modelled, 2);
        rows.insert(Outcome::Skipped("empty row"), 1);
        let text = text(&account);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let expected = [
            "3  rows of tables",
            "2    modelled",
            "1    skipped: empty row",
            "7  lines that say something",
            "1    unexplained",
            "api/a.md:3",
        ];
        assert_eq!(lines, expected);
    }
}
