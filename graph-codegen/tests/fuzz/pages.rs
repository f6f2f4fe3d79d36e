//! Pages with random changes, each among pages that it links to, through the whole pipeline.

use std::{
    env,
    path::{Path, PathBuf},
};

use fastrand::Rng;
use graph_codegen::{
    output::OutputTree,
    text::{PagePath, Sources},
};

use crate::{docs, drive::Cases, mutate::mutate, rustdoc, targets::all_stages};

/// Of how many cases one has its Rust parsed.
const SAMPLE: u64 = 8;
/// How many pages and includes a page brings along.
const NEIGHBOURS: usize = 6;

/// The pages of `GRAPH_DOCS`, else those of `docs-input`.
#[test]
fn pages_with_random_changes_go_through_all_stages() {
    let own = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs-input"));
    let docs = env::var_os("GRAPH_DOCS").map_or_else(own, PathBuf::from);
    let folder = Folder::read(&docs);
    Cases::by_default(100).run("changed pages", move |case| {
        let tree = all_stages(&folder.sources(case));
        if case.is_multiple_of(SAMPLE) {
            is_rust(&tree);
        }
    });
}

fn is_rust(tree: &OutputTree) {
    // An invisible character, or a lone carriage return, is an error in a comment.
    let hidden = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    for (path, text) in tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
        assert!(
            !text.contains(hidden),
            "{path} holds an invisible character:\n{text}"
        );
        rustdoc::check(path, text).expect("only what documentation may hold");
        if let Err(error) = syn::parse_file(text) {
            panic!("{path} is no Rust: {error}\n{text}");
        }
    }
}

/// Found by changes: names went into comments as they stood.
#[test]
fn no_name_brings_a_character_into_the_rust_that_no_one_sees() {
    let hidden = "\u{7}\u{202e}\u{2066}";
    let resource = format!(
        "# the{hidden}ing resource type\n\nNamespace: micro{hidden}soft.graph\n\n## Properties\n|Property|Type|Description|\n\
         |:---|:---|:---|\n|na{hidden}me|col{hidden}our|`a{hidden}`|\n\n### col{hidden}our values\n|Member|\n|:---|\n|re{hidden}d|\n"
    );
    let operation = format!(
        "# Get the{hidden}ing\n\n## HTTP request\n```http\nGET /the{hidden}ings/{{i{hidden}d}}/x(a='{{na{hidden}me}}')\n```\n"
    );
    let pages = [
        ("resources/thing.md", &*resource),
        ("api/thing-get.md", &*operation),
    ];
    let tree = all_stages(&Sources::from_texts(&pages));
    let escaped = |(_, text): (&str, &str)| text.contains("\"re\\u{7}");
    assert!(tree.iter().any(escaped), "the names are those of the pages");
    is_rust(&tree);
}

/// Settings with a text of another page in one of them.
fn settings(chance: &mut Rng, other: &[u8]) -> String {
    const KEYS: [&str; 9] = [
        "version",
        "base-url",
        "namespace",
        "root",
        "online",
        "source",
        "commit",
        "licence",
        "attribution",
    ];
    format!(
        "{} = {}\n",
        KEYS[chance.usize(0..KEYS.len())],
        text(chance, other)
    )
}

/// An override of a page with texts of another page in it.
fn overriding(chance: &mut Rng, page: &PagePath, other: &[u8]) -> String {
    let mut text = || text(chance, other);
    let (a, b, c) = (text(), text(), text());
    let changes = [
        format!("add-property = {{ name = {a}, type = {b}, description = {c} }}"),
        format!("add-type = {{ name = {a}, kind = \"complex\", base = {b}, properties = [] }}"),
        format!("set-enum = {{ name = {a}, members = [{b}, {c}] }}"),
        format!("rename-type = {a}"),
        format!("set-base = {a}"),
        format!("set-response = {{ status = 200, type = {a} }}"),
    ];
    let change = &changes[chance.usize(0..changes.len())];
    let page = serde_json::to_string(page.as_str()).expect("is text");
    format!("[[override]]\npage = {page}\nreason = {c}\n{change}\n")
}

/// A changed line of a text as a string of TOML, which a string of JSON is, too.
fn text(chance: &mut Rng, other: &[u8]) -> String {
    let lines: Vec<&[u8]> = other.split(|byte| *byte == b'\n').collect();
    let line = lines[chance.usize(0..lines.len())];
    let changed = mutate(chance, line, b"microsoft.graph.user\n```rust\n*/ //! \n");
    let text = String::from_utf8_lossy(&changed).replace('\u{7f}', "");
    serde_json::to_string(&text).expect("is text")
}

/// A page under another name of its folder: anything but a slash may be in it.
fn changed_name(chance: &mut Rng, path: &PagePath) -> PagePath {
    let (folder, name) = path.as_str().rsplit_once('/').unwrap_or(("api", path.as_str()));
    let stem = name.trim_end_matches(".md");
    let changed = mutate(chance, stem.as_bytes(), b"//! \n*/ pub fn x() {}");
    let name = String::from_utf8_lossy(&changed).replace('/', "\u{2044}");
    PagePath::new(&format!("{folder}/{name}.md"))
}

/// Pages, sorted by path.
struct Folder {
    files: Vec<(PagePath, Vec<u8>)>,
    /// The indexes of those that are no includes.
    pages: Vec<usize>,
}

impl Folder {
    fn read(docs: &Path) -> Self {
        let mut files = docs::files(docs);
        files.sort_by(|a, b| a.0.cmp(&b.0));
        let is_page = |index: &usize| files[*index].0.is_api() || files[*index].0.is_resource();
        let pages: Vec<usize> = (0..files.len()).filter(is_page).collect();
        assert!(!pages.is_empty(), "no pages in {}", docs.display());
        Self { files, pages }
    }

    /// The sources of a case: a changed page, perhaps under a changed name, those that it links to as they are, and
    /// perhaps changed settings and overrides.
    fn sources(&self, case: u64) -> Sources {
        let chance = &mut Cases::chance(case);
        let mut page = || self.pages[chance.usize(0..self.pages.len())];
        let (at, other) = (page(), page());
        let (path, text) = &self.files[at];
        let changed = mutate(chance, text, &self.files[other].1);
        let name = if chance.u8(0..4) == 0 {
            changed_name(chance, path)
        } else {
            path.clone()
        };
        let mut chosen = vec![(name, changed)];
        let other = &self.files[other].1;
        if chance.u8(0..4) == 0 {
            chosen.push((PagePath::new("api.toml"), settings(chance, other).into_bytes()));
        }
        if chance.u8(0..4) == 0 {
            let text = overriding(chance, &chosen[0].0, other);
            chosen.push((PagePath::new("overrides.toml"), text.into_bytes()));
        }
        let linked = self.linked(at).into_iter().filter(|linked| *linked != at);
        chosen.extend(linked.take(NEIGHBOURS).map(|index| self.files[index].clone()));
        Sources::from_bytes(chosen).0
    }

    fn linked(&self, page: usize) -> Vec<usize> {
        let (path, text) = &self.files[page];
        let text = String::from_utf8_lossy(text);
        let targets = text.split("](").skip(1);
        let links = targets.filter_map(|rest| rest.split_once(')'));
        let paths = links.map(|(link, _)| path.join(link));
        let known = |path: PagePath| self.files.binary_search_by(|file| file.0.cmp(&path)).ok();
        let mut found = Vec::new();
        for index in paths.filter_map(known) {
            if !found.contains(&index) {
                found.push(index);
            }
        }
        found
    }
}
