//! Messages of failed round trips, in the style of rustc: page, line, the value, and the table row that it contradicts.
//! The lines are shown if the pages are available: in `GRAPH_DOCS`, or next to the crate.

use std::{
    collections::BTreeMap,
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use graph_models::Json;

use super::{
    compare::{Comparison, Fault, Row},
    example::Example,
};

/// The number of faults of a case that are shown.
const SHOWN: usize = 5;

/// The documentation to show with a fault.
pub(crate) struct Documents<'a> {
    /// The text of a page, if it is available.
    pub(crate) page: &'a dyn Fn(&str) -> Option<String>,
    /// The lines of `generated/rows.jsonl`, by type.
    pub(crate) types: BTreeMap<String, Json>,
}

/// The message for the faults of an example.
pub(crate) fn text(example: &Example, comparison: &Comparison, documents: &Documents<'_>) -> String {
    let shown = comparison.faults.iter().take(SHOWN);
    let mut text: String = shown.map(|fault| one(example, fault, documents) + "\n").collect();
    let more = comparison.faults.len().saturating_sub(SHOWN);
    if more > 0 {
        text += &format!("… and {more} more faults\n");
    }
    text + &format!(
        "run `cargo test --test examples {}` to run this case alone\n",
        example.name
    )
}

fn one(example: &Example, fault: &Fault, documents: &Documents<'_>) -> String {
    let page = documents.shown(&example.page);
    let row = fault.row.as_ref().and_then(|row| documents.find(row));
    let documented = row.as_ref().map(|row| (documents.shown(&row.page), row));
    let title = fault.to_string();
    let mut group = Group::with_title(Level::ERROR.primary_title(&title));
    group = match page.value(example.line, &fault.path) {
        Some(at) => group.element(page.snippet(&at, AnnotationKind::Primary, "read here".to_owned())),
        None => group.element(Level::NOTE.message(format!("read at {}:{}", example.page, example.line))),
    };
    if let Some((shown, row)) = &documented {
        group = match shown.line(row.line) {
            Some(at) => group.element(shown.snippet(&at, AnnotationKind::Context, row.says.clone())),
            None => group.element(Level::NOTE.message(format!("{}, {}:{}", row.says, row.page, row.line))),
        };
    }
    Renderer::plain().render(&[group]) + "\n"
}

/// A page. Its text is empty if it is not available.
struct Shown {
    page: String,
    text: String,
}

impl Shown {
    /// The bytes of a value in the message that starts at a line, or those of the line if it is not found.
    fn value(&self, line: usize, path: &str) -> Option<Range<usize>> {
        let start = self.line(line)?;
        let found = find(&self.text[start.start..], path);
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

    /// A snippet of the line in which the bytes start.
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

/// The text of a page, from the folder `GRAPH_DOCS` or from the pages next to the crate.
pub(crate) fn page(path: &str) -> Option<String> {
    let docs = std::env::var_os("GRAPH_DOCS").map(PathBuf::from);
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let mut folders = docs.into_iter().chain([shipped]);
    folders.find_map(|folder| fs::read_to_string(folder.join(path)).ok())
}

/// The lines of `generated/rows.jsonl`, by type.
pub(crate) fn types(lines: Vec<Json>) -> BTreeMap<String, Json> {
    let named = |json: Json| Some((json["name"].as_str()?.to_owned(), json));
    lines.into_iter().filter_map(named).collect()
}

/// A row of a table of properties.
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

    /// The row of a property in the type, or in the nearest base that has it.
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

/// Finds the bytes of a value in the text after the start of a message; none if the JSON had to be repaired.
fn find(text: &str, path: &str) -> Option<Range<usize>> {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let mut starts = lines.filter(|(_, line)| line.trim_start().starts_with(['{', '[']));
    let (at, _) = starts.next()?;
    let mut scan = Scan {
        text,
        at,
        path: String::new(),
        wanted: path,
        found: None,
    };
    scan.value();
    scan.found
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    path: String,
    wanted: &'a str,
    found: Option<Range<usize>>,
}

impl Scan<'_> {
    fn value(&mut self) -> Option<()> {
        self.space();
        let start = self.at;
        let wanted = self.path == self.wanted;
        match self.peek()? {
            b'{' => self.members()?,
            b'[' => self.elements()?,
            b'"' => drop(self.string()?),
            _ => {
                self.at += self
                    .rest()
                    .find([',', '}', ']', '\n', '`'])
                    .unwrap_or_default()
                    .max(1)
            }
        }
        if wanted {
            self.found = Some(start..self.at);
        }
        Some(())
    }

    fn members(&mut self) -> Option<()> {
        self.each(b'}', |scan, _| {
            let key = scan.string()?;
            scan.space();
            scan.eat(b':')?;
            let dot = if scan.path.is_empty() { "" } else { "." };
            Some(format!("{dot}{key}"))
        })
    }

    fn elements(&mut self) -> Option<()> {
        self.each(b']', |_, index| Some(format!("[{index}]")))
    }

    /// What stands between brackets: `step` reads up to a value and says what its path gains.
    fn each(&mut self, close: u8, step: impl Fn(&mut Self, usize) -> Option<String>) -> Option<()> {
        self.at += 1;
        let outer = self.path.len();
        for index in 0.. {
            self.space();
            if self.peek()? == close {
                break;
            }
            let gained = step(self, index)?;
            self.path += &gained;
            self.value()?;
            self.path.truncate(outer);
            self.space();
            if self.peek()? == b',' {
                self.at += 1;
            }
        }
        self.at += 1;
        Some(())
    }

    fn string(&mut self) -> Option<String> {
        self.eat(b'"')?;
        let start = self.at;
        while self.peek()? != b'"' {
            self.at += if self.peek()? == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        self.text.get(start..self.at - 1).map(str::to_owned)
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
}
