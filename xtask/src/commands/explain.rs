//! `explain`: what a code of a finding means, with an example.

use graph_codegen::{
    analyze, check,
    diagnostic::{Code, codes},
    model::settings,
    text::PagePath,
};

use crate::terminal::{
    Failure, OrRun, Terminal,
    findings::{FindingList, find_code, level},
};

/// Explains a code, or lists all codes.
pub(super) fn run(code: Option<&str>, terminal: &Terminal) -> Result<(), Failure> {
    match code {
        None => terminal.result(&list()),
        Some(id) => {
            let code = find_code(id).or_run("`cargo xtask explain` for a list of all codes")?;
            terminal.styled_result(&explain(code));
            terminal.styled_result(&shown(code, terminal.width()));
        }
    }
    Ok(())
}

fn list() -> String {
    codes::all()
        .map(|code| format!("{}  {:7}  {}\n", code.id, level(code.severity), code.title))
        .collect()
}

fn explain(code: &Code) -> String {
    let level = level(code.severity);
    let example: String = code.example().iter().map(file).collect();
    format!(
        "{} ({level}): {}\n\n{}\n\nAn example:\n{example}",
        code.id,
        code.title,
        wrap(code.explanation)
    )
}

/// What a run over the example says: the finding with its help. Empty for codes about files and settings, which need a
/// folder on the disk.
fn shown(code: &Code, width: usize) -> String {
    let files = code.example().into_iter();
    let (sources, _) = graph_codegen::read(files.map(|(path, bytes)| (PagePath::new(&path), bytes)));
    let file = |name: &str| sources.find(&PagePath::new(name));
    let (info, mut found) = settings::read(&sources, file("api.toml"), None);
    let analysis = analyze(&sources, file("overrides.toml"), info);
    found.extend(analysis.diagnostics);
    found.extend(check(&sources, &analysis.api));
    match found.iter().find(|finding| finding.code == code) {
        Some(first) => format!("\nThe finding:\n\n{}", FindingList::one(&sources, first, width)),
        None => String::new(),
    }
}

/// A file of an example, indented below its path.
fn file((path, content): &(String, Vec<u8>)) -> String {
    let text = String::from_utf8_lossy(content);
    let line = |line: &str| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    };
    let lines: String = text.trim_end().lines().map(line).collect();
    format!("\n  {path}\n{lines}")
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
    use std::fs;

    use graph_codegen::{compare::csdl, diagnostic::Diagnostic};

    use super::*;
    use crate::{baseline::Findings, pages};

    /// The codes of the findings in these files.
    fn found(files: &[(String, Vec<u8>)]) -> Vec<&'static str> {
        let temp = tempfile::tempdir().expect("can make a folder");
        for (path, content) in files {
            let (path, target) = path
                .split_once(" -> ")
                .map_or((path.as_str(), None), |(a, b)| (a, Some(b)));
            let file = temp.path().join(path);
            fs::create_dir_all(file.parent().expect("has a folder")).expect("can make folders");
            match target {
                #[cfg(unix)]
                Some(target) => std::os::unix::fs::symlink(target, file).expect("can link"),
                _ => fs::write(file, content).expect("can write"),
            }
        }
        let pages = pages::read(temp.path()).expect("the folder can be read");
        let analysis = pages.analyze();
        let lowered = check(&pages.sources, &analysis.api);
        let findings = Findings::new(&pages, &[&analysis.diagnostics, &lowered]);
        let metadata = in_metadata(files);
        let shown = findings.to_show();
        shown.iter().chain(&metadata).map(|found| found.code.id).collect()
    }

    /// The findings in the metadata among these files, if there is any.
    fn in_metadata(files: &[(String, Vec<u8>)]) -> Vec<Diagnostic> {
        let found = files.iter().filter(|(path, _)| path == "metadata.xml");
        let (sources, _) =
            graph_codegen::read(found.map(|(path, bytes)| (PagePath::new(path), bytes.clone())));
        let file = sources.find(&PagePath::new("metadata.xml"));
        file.and_then(|file| csdl::read(&sources, file).err())
            .unwrap_or_default()
    }

    /// The findings in the example of a code that lacks this code.
    fn lacking(code: &'static Code) -> Option<(&'static str, Vec<&'static str>)> {
        let files = code.example();
        let text = explain(code);
        assert!(files.iter().all(|(path, _)| text.contains(path)), "{text}");
        let links = files.iter().any(|(path, _)| path.contains(" -> "));
        let found = if links && cfg!(not(unix)) {
            vec![code.id]
        } else {
            found(&files)
        };
        (!found.contains(&code.id)).then_some((code.id, found))
    }

    #[test]
    fn the_finding_is_shown_with_its_help() {
        let code = find_code("104").expect("is registered");
        let text = anstream::adapter::strip_str(&shown(code, 100)).to_string();
        assert!(text.contains("warning[GD0104]"), "{text}");
        assert!(text.contains("= help: "), "{text}");
    }

    #[test]
    fn every_code_is_found_in_its_example() {
        let lacking: Vec<_> = codes::all().filter_map(lacking).collect();
        assert_eq!(lacking, []);
    }

    #[test]
    fn long_explanations_are_wrapped() {
        let text = wrap(&"word ".repeat(60));
        assert!(text.lines().count() > 1);
        assert!(text.lines().all(|line| line.len() <= 100));
    }
}
