//! Findings as annotations of GitHub Actions: workflow commands, one line each. Accepted ones are left out.

use anyhow::Result;
use graph_codegen::diagnostic::Severity;

use super::told::{One, Told};

/// The lines.
pub(super) fn text(told: &Told<'_>) -> Result<String> {
    let chosen = told.chosen()?;
    let open = chosen.iter().filter(|one| one.accepted.is_none());
    Ok(open.map(|one| line(told, one)).collect())
}

fn line(told: &Told<'_>, one: &One<'_>) -> String {
    let finding = one.finding;
    let command = match one.level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(span) = finding.span {
        let place = told.place(span);
        properties.push(format!("file={}", property(&place.file)));
        properties.push(format!("line={}", place.start.line));
        properties.push(format!("endLine={}", place.end.line));
        properties.push(format!("col={}", place.start.column));
        // Columns are analysis within one line only.
        if place.start.line == place.end.line {
            properties.push(format!("endColumn={}", place.end.column));
        }
    }
    let title = format!("{}: {}", finding.code.id, finding.code.title);
    properties.push(format!("title={}", property(&title)));
    let help = finding.help.iter().map(|help| format!("\n{help}"));
    let message = finding.message.clone() + &help.collect::<String>();
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
}

/// The text of a command, as its protocol escapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_command() {
        assert_eq!(data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }
}
