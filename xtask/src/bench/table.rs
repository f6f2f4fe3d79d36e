//! Figures, and the table that shows them: ours, the yardstick, their ratio, the ratio to reach.

use super::cost::median;

/// A line of the table.
pub(super) struct Row {
    /// `check, CPU seconds`.
    pub(super) name: String,
    pub(super) ours: f64,
    pub(super) reference: f64,
    /// `serde_json::Value` in the same place.
    pub(super) value: Option<f64>,
    /// The highest ratio wanted.
    pub(super) target: Option<f64>,
}

impl Row {
    /// A line of medians.
    pub(super) fn new(name: impl Into<String>, ours: &[f64], reference: &[f64]) -> Self {
        Self {
            name: name.into(),
            ours: median(ours),
            reference: median(reference),
            value: None,
            target: None,
        }
    }

    pub(super) fn target(mut self, target: f64) -> Self {
        self.target = Some(target);
        self
    }

    pub(super) fn value(mut self, values: &[f64]) -> Self {
        self.value = Some(median(values));
        self
    }

    fn ratio(&self) -> f64 {
        self.ours / self.reference
    }

    /// A ratio counts as it is shown.
    fn verdict(&self) -> String {
        let Some(target) = self.target else {
            return String::new();
        };
        let reached = (self.ratio() * 100.0).round() <= (target * 100.0).round();
        format!("≤ {target:<5}{}", if reached { "" } else { " missed" })
    }
}

/// The table as text.
pub(super) fn text(rows: &[Row]) -> String {
    let head = format!(
        "{:WIDTH$} {:>10} {:>10} {:>7}  {:8} {:>10}\n",
        "figure", "ours", "reference", "ratio", "target", "Value"
    );
    head + &lines(rows)
}

/// Lines of the table, which can be shown as soon as they are measured.
pub(super) fn lines(rows: &[Row]) -> String {
    rows.iter().map(|row| line(row) + "\n").collect()
}

const WIDTH: usize = 32;

fn line(row: &Row) -> String {
    let line = format!(
        "{:WIDTH$} {:>10} {:>10} {:>7.3}  {:15}{:>4}",
        row.name,
        number(row.ours),
        number(row.reference),
        row.ratio(),
        row.verdict(),
        row.value.map(number).unwrap_or_default(),
    );
    line.trim_end().to_owned()
}

/// Three digits that count.
fn number(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_above_its_target_is_missed() {
        let rows = [
            Row::new("check", &[1.3], &[10.0]).target(0.13),
            Row::new("build", &[1.4], &[10.0]).target(0.13),
            Row::new("doc", &[1.0], &[2.0]),
        ];
        let text = text(&rows);
        let missed: Vec<_> = text.lines().map(|line| line.contains("missed")).collect();
        assert_eq!(missed, [false, false, true, false], "{text}");
    }

    #[test]
    fn numbers_show_three_digits() {
        assert_eq!([0.123, 12.34, 1234.5].map(number), ["0.12", "12.3", "1234"]);
    }
}
