//! The severity of each code as the maintainers of the pages set it in `lint.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned as At;

use super::{Code, Diagnostic, Severity, codes, nearest, read_toml};
use crate::text::{FileId, Sources, Span};

/// What the file holds.
const HELP: &str = "the file holds `[levels]` and lines such as `GD0314 = \"allow\"`";

/// The level of each code; that of the registry where nothing else is said.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// None: its findings are left out.
    changed: BTreeMap<&'static str, Option<Severity>>,
}

/// `lint.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    levels: BTreeMap<At<String>, At<String>>,
}

impl Levels {
    /// Reads the file.
    pub fn read(sources: &Sources, file: FileId) -> (Self, Vec<Diagnostic>) {
        let parsed: File = match read_toml(sources, file, &codes::BAD_LEVELS, HELP) {
            Ok(parsed) => parsed,
            Err(fault) => return (Self::default(), vec![fault]),
        };
        let mut levels = Self::default();
        let mut diagnostics = Vec::new();
        for (code, level) in &parsed.levels {
            match entry(file, code, level) {
                Ok((code, level)) => _ = levels.changed.insert(code.id, level),
                Err(finding) => diagnostics.push(*finding),
            }
        }
        (levels, diagnostics)
    }

    /// The level of a code; none: its findings are left out.
    pub fn of(&self, code: &Code) -> Option<Severity> {
        let changed = self.changed.get(code.id).copied();
        changed.unwrap_or(Some(code.severity))
    }

    /// Makes an error of a code.
    pub fn deny(&mut self, code: &'static Code) {
        self.changed.insert(code.id, Some(Severity::Error));
    }

    /// Makes errors of all codes that are at least as bad; what is left out stays out.
    pub fn deny_all(&mut self, at_least: Severity) {
        for code in codes::all() {
            if self.of(code).is_some_and(|level| level <= at_least) {
                self.deny(code);
            }
        }
    }
}

type Entry = (&'static Code, Option<Severity>);

fn entry(file: FileId, code: &At<String>, level: &At<String>) -> Result<Entry, Box<Diagnostic>> {
    let fault = |at: &At<String>, message: String, help: String| {
        let span = Span::new(file, at.span());
        Box::new(Diagnostic::new(&codes::BAD_LEVELS, span, message).help(help))
    };
    let id = code.get_ref();
    let Some(known) = codes::all().find(|known| known.id == id) else {
        let near = nearest(id, codes::all().map(|known| known.id));
        let help = near.map_or_else(
            || "`cargo xtask explain` lists all codes".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(fault(code, format!("there is no code `{id}`"), help));
    };
    let wanted = match level.get_ref().as_str() {
        "allow" => None,
        "note" => Some(Severity::Note),
        "warning" => Some(Severity::Warning),
        "error" => Some(Severity::Error),
        other => {
            let help = "the levels are `allow`, `note`, `warning` and `error`".to_owned();
            return Err(fault(level, format!("there is no level `{other}`"), help));
        }
    };
    if known.severity == Severity::Error && wanted != Some(Severity::Error) {
        let help = "remove the line and fix the pages".to_owned();
        return Err(fault(level, format!("{id} is an error and stays one"), help));
    }
    Ok((known, wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::codes::{ENUM_LIST_SHORT, KEY_NOT_LISTED, PROPERTY_REDECLARED},
        text::PagePath,
    };

    fn read(text: &str) -> (Levels, Vec<String>) {
        let sources = Sources::from_texts(&[("lint.toml", text)]);
        let file = sources.find(&PagePath::new("lint.toml")).expect("is there");
        let (levels, found) = Levels::read(&sources, file);
        (levels, found.into_iter().map(|finding| finding.message).collect())
    }

    #[test]
    fn codes_get_the_levels_of_the_file() {
        let (levels, faults) = read("[levels]\nGD0314 = \"allow\"\nGD0601 = \"error\"");
        assert_eq!(faults, [""; 0]);
        assert_eq!(levels.of(&ENUM_LIST_SHORT), None);
        assert_eq!(levels.of(&KEY_NOT_LISTED), Some(Severity::Error));
        assert_eq!(levels.of(&PROPERTY_REDECLARED), Some(Severity::Warning));
    }

    #[test]
    fn what_is_denied_becomes_an_error_and_what_is_left_out_stays_out() {
        let (mut levels, _) = read("[levels]\nGD0314 = \"allow\"");
        levels.deny_all(Severity::Warning);
        assert_eq!(levels.of(&PROPERTY_REDECLARED), Some(Severity::Error));
        assert_eq!(levels.of(&KEY_NOT_LISTED), Some(Severity::Note));
        levels.deny_all(Severity::Note);
        assert_eq!(levels.of(&KEY_NOT_LISTED), Some(Severity::Error));
        assert_eq!(levels.of(&ENUM_LIST_SHORT), None);
    }

    #[test]
    fn faults_are_reported_all_at_once() {
        let text = "[levels]\nGD9999 = \"note\"\nGD0601 = \"loud\"\nGD0002 = \"allow\"\nGD0314 = \"note\"";
        let (levels, mut faults) = read(text);
        faults.sort();
        assert_eq!(
            faults,
            [
                "GD0002 is an error and stays one",
                "there is no code `GD9999`",
                "there is no level `loud`"
            ]
        );
        assert_eq!(levels.of(&ENUM_LIST_SHORT), Some(Severity::Note));
        assert_eq!(read("levels = 1").1.len(), 1);
    }
}
