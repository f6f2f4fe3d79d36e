//! What a code of a finding means.

use graph_codegen::diagnostic::{Code, Severity, codes};

use crate::{
    console::Console,
    failure::{Failure, OrRun, Usage},
};

/// Explains a code, or lists all.
pub(crate) fn run(code: Option<&str>, console: &Console) -> Result<(), Failure> {
    match code {
        None => console.result(&list()),
        Some(id) => console.result(&explain(
            find(id).or_run("`cargo xtask explain` for a list of all codes")?,
        )),
    }
    Ok(())
}

/// The code with this id, in any letter case.
pub(crate) fn find(id: &str) -> anyhow::Result<&'static Code> {
    codes::all()
        .find(|code| code.id.eq_ignore_ascii_case(id))
        .ok_or_else(|| Usage(format!("no code `{id}`")).into())
}

/// `warning`.
pub(crate) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn list() -> String {
    codes::all()
        .map(|code| format!("{}  {:7}  {}\n", code.id, level(code.severity), code.title))
        .collect()
}

fn explain(code: &Code) -> String {
    let level = level(code.severity);
    format!(
        "{} ({level}): {}\n\n{}\n",
        code.id,
        code.title,
        wrap(code.explanation)
    )
}

/// Lines of at most 100 characters.
fn wrap(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("starts with a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= 100 {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_in_any_case() {
        assert_eq!(find("gd0002").expect("is registered").id, "GD0002");
        assert!(find("GD9999").is_err());
    }

    #[test]
    fn long_explanations_are_wrapped() {
        let text = wrap(&"word ".repeat(60));
        assert!(text.lines().count() > 1);
        assert!(text.lines().all(|line| line.len() <= 100));
    }
}
