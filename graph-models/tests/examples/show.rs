//! A failed case as a compiler shows it: page, line, the value, and the row of the table that it contradicts. The lines
//! themselves are shown where the pages are at hand: in `GRAPH_DOCS`, or beside the crate.

use std::{
    collections::BTreeMap,
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use graph_models::Json;

use crate::{
    case::Case,
    compare::{Comparison, Fault, Row},
    place,
};

/// How many faults of a case are shown.
const SHOWN: usize = 5;

/// What is shown beside a fault.
pub(crate) struct Documents<'a> {
    /// The text of a page, where it is at hand.
    pub(crate) page: &'a dyn Fn(&str) -> Option<String>,
    /// What is documented of each type, by name.
    pub(crate) types: BTreeMap<String, Json>,
}

/// Everything that is wrong with a case.
pub(crate) fn text(case: &Case, comparison: &Comparison, documents: &Documents<'_>) -> String {
    let shown = comparison.faults.iter().take(SHOWN);
    let mut text: String = shown.map(|fault| one(case, fault, documents) + "\n").collect();
    let more = comparison.faults.len().saturating_sub(SHOWN);
    if more > 0 {
        text += &format!("… and {more} more faults\n");
    }
    text + &format!("run `cargo test --test examples {}` to try it alone\n", case.name)
}

fn one(case: &Case, fault: &Fault, documents: &Documents<'_>) -> String {
    let page = documents.shown(&case.page);
    let row = fault.row.as_ref().and_then(|row| documents.find(row));
    let documented = row.as_ref().map(|row| (documents.shown(&row.page), row));
    let title = fault.to_string();
    let mut group = Group::with_title(Level::ERROR.primary_title(&title));
    group = match page.value(case.line, &fault.path) {
        Some(at) => group.element(page.snippet(&at, AnnotationKind::Primary, "read here".to_owned())),
        None => group.element(Level::NOTE.message(format!("read at {}:{}", case.page, case.line))),
    };
    if let Some((shown, row)) = &documented {
        group = match shown.line(row.line) {
            Some(at) => group.element(shown.snippet(&at, AnnotationKind::Context, row.says.clone())),
            None => group.element(Level::NOTE.message(format!("{}, {}:{}", row.says, row.page, row.line))),
        };
    }
    Renderer::plain().render(&[group]) + "\n"
}

/// A page; its text is empty where it is not at hand.
struct Shown {
    page: String,
    text: String,
}

impl Shown {
    /// The bytes of a value in the message that starts at a line; the line, where it is not found.
    fn value(&self, line: usize, path: &str) -> Option<Range<usize>> {
        let start = self.line(line)?;
        let found = place::find(&self.text[start.start..], path);
        Some(found.map_or(start.clone(), |at| start.start + at.start..start.start + at.end))
    }

    /// The bytes of a line, counted from 1.
    fn line(&self, number: usize) -> Option<Range<usize>> {
        let mut lines = self.text.split('\n');
        let before: usize = lines
            .by_ref()
            .take(number.checked_sub(1)?)
            .map(|line| line.len() + 1)
            .sum();
        lines
            .next()
            .filter(|line| !line.is_empty())
            .map(|line| before..before + line.len())
    }

    /// The line in which the bytes start.
    fn snippet(
        &self,
        at: &Range<usize>,
        kind: AnnotationKind,
        label: String,
    ) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let first = self.text[..at.start].rfind('\n').map_or(0, |end| end + 1);
        let last = self.text[at.start..]
            .find('\n')
            .map_or(self.text.len(), |end| at.start + end);
        let number = self.text[..first].matches('\n').count() + 1;
        let span = at.start - first..at.end.min(last) - first;
        Snippet::source(&self.text[first..last])
            .line_start(number)
            .path(&self.page)
            .annotation(kind.span(span).label(label))
    }
}

/// The text of a page: from the folder of `GRAPH_DOCS`, else from the pages beside the crate.
pub(crate) fn page(path: &str) -> Option<String> {
    let given = std::env::var_os("GRAPH_DOCS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let mut folders = given.into_iter().chain([beside]);
    folders.find_map(|folder| fs::read_to_string(folder.join(path)).ok())
}

/// What is documented of each type, by name: the lines of `generated/rows.jsonl`.
pub(crate) fn types(lines: Vec<Json>) -> BTreeMap<String, Json> {
    let named = |json: Json| Some((json["name"].as_str()?.to_owned(), json));
    lines.into_iter().filter_map(named).collect()
}

/// A row of a table.
struct Documented {
    page: String,
    line: usize,
    /// `documented as Edm.Boolean of microsoft.graph.message`.
    says: String,
}

impl Documents<'_> {
    fn shown(&self, page: &str) -> Shown {
        let text = (self.page)(page).unwrap_or_default();
        Shown {
            page: page.to_owned(),
            text: text.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
        }
    }

    /// The row of a property, of the type itself or of the nearest base that has it.
    fn find(&self, row: &Row) -> Option<Documented> {
        let (ty, path) = match row {
            Row::Property { ty, path } => (ty, path),
            Row::Parameter { page, line } => {
                return Some(Documented {
                    page: page.clone(),
                    line: *line,
                    says: "documented here".to_owned(),
                });
            }
        };
        let keys = path
            .split(['.', '['])
            .filter(|key| !key.is_empty() && !key.ends_with(']'));
        let mut ty = ty.as_str();
        let mut last = None;
        for key in keys {
            let owner = self.owner(ty, key)?;
            let row = &owner["rows"][key];
            ty = row[1].as_str()?;
            last = Some(Documented {
                page: owner["page"].as_str()?.to_owned(),
                line: usize::try_from(row[0].as_u64()?).ok()?,
                says: format!("documented as {ty} of {}", owner["name"].as_str()?),
            });
            ty = ty.trim_end_matches(" collection");
        }
        last
    }

    fn owner(&self, ty: &str, key: &str) -> Option<&Json> {
        let mut chain = std::iter::successors(self.types.get(ty), |ty| self.types.get(ty["base"].as_str()?));
        chain.find(|ty| !ty["rows"][key].is_null())
    }
}
