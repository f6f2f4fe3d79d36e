//! The pages of this project, `docs-input`: one style, no text twice, and no sentence of the documentation that they stand
//! beside (where `GRAPH_DOCS` names it).

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The keys of the front matter: of today's pages, and of the older ones.
const FRONT_MATTER: [&[&str]; 2] = [
    &[
        "title",
        "description",
        "author",
        "ms.date",
        "ms.localizationpriority",
        "ms.subservice",
        "doc_type",
    ],
    &[
        "title",
        "description",
        "author",
        "localization_priority",
        "ms.prod",
        "doc_type",
    ],
];

/// How sentences begin that belong to the format: readers look for them, in these words.
const FORMAT: [&str; 16] = [
    "For what each permission allows",
    "Permissions (from least to most",
    "The following JSON representation",
    "The following methods are available",
    "Here is a JSON representation",
    "Don't supply a request body",
    "Do not supply a request body",
    "In the request body,",
    "If successful, this",
    "This is an abstract type",
    "This method supports",
    "This function supports",
    "This action supports",
    "The type is an open type",
    "Use the `Prefer: include-unknown-enum-members` request header",
    ">**Note:** The response object shown here",
];

/// Fewer words than these are a name or a phrase, and may occur anywhere.
const WORDS: usize = 6;
/// So many words of the documentation in a row are a sentence.
const SENTENCE: usize = 8;

struct Own {
    path: String,
    text: String,
}

fn own() -> Vec<Own> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let pages = ["api", "resources"].map(|folder| read(&root, folder));
    pages.into_iter().flatten().collect()
}

fn read(root: &Path, folder: &str) -> Vec<Own> {
    let entries = fs::read_dir(root.join(folder)).expect("a folder of pages");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let page = |path: PathBuf| Own {
        path: format!(
            "{folder}/{}",
            path.file_name().unwrap_or_default().to_string_lossy()
        ),
        text: fs::read_to_string(&path).expect("a text"),
    };
    paths.into_iter().map(page).collect()
}

impl Own {
    /// What stands between the two lines of dashes, and what follows.
    fn parts(&self) -> (&str, &str) {
        let rest = self.text.strip_prefix("---\n").unwrap_or_default();
        rest.split_once("\n---\n").unwrap_or_default()
    }

    fn value(&self, key: &str) -> &str {
        let lines = self.parts().0.lines();
        let mut values = lines.filter_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        values.next().unwrap_or_default().trim_matches('"')
    }

    /// Lines outside code and comments.
    fn prose(&self) -> Vec<&str> {
        let (mut code, mut comment) = (false, false);
        let outside = |line: &&str| {
            let fence = line.trim_start().starts_with("```");
            code ^= fence;
            comment |= line.trim_start().starts_with("<!--");
            let inside = code || fence || comment;
            comment &= !line.contains("-->");
            !inside
        };
        self.parts().1.lines().filter(outside).collect()
    }

    /// What tells a reader something: the description, paragraphs, and the last cell of each row.
    fn texts(&self) -> BTreeSet<String> {
        let prose = self.prose();
        let lines = prose.into_iter().filter(|line| !line.starts_with('#'));
        let cell = |line: &str| match line.strip_prefix('|') {
            Some(row) => row
                .trim_end_matches('|')
                .rsplit('|')
                .next()
                .unwrap_or_default()
                .to_owned(),
            None => line.to_owned(),
        };
        let texts = lines.map(cell).chain([self.value("description").to_owned()]);
        let told = texts.map(|text| without_links(text.trim()));
        told.filter(|text| words(text).len() >= WORDS && !is_format(text))
            .collect()
    }
}

/// Sentences of the format, and lists of permissions.
fn is_format(text: &str) -> bool {
    let permission = |word: &str| word.trim().contains('.') && !word.trim().contains(' ');
    FORMAT.iter().any(|start| text.starts_with(start)) || text.split(',').all(permission)
}

/// `[message](../resources/message.md)` → `message`.
fn without_links(text: &str) -> String {
    let mut told = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("](") {
        told += &before.replacen('[', "", 1);
        rest = link.split_once(')').map_or("", |(_, after)| after);
    }
    told + rest
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn all_pages_are_of_one_style() {
    let mut faults = Vec::new();
    for page in own() {
        let mut fault = |what: &str| faults.push(format!("{}: {what}", page.path));
        let keys: Vec<&str> = page
            .parts()
            .0
            .lines()
            .filter_map(|line| Some(line.split_once(':')?.0))
            .collect();
        if !FRONT_MATTER.contains(&keys.as_slice()) {
            fault(&format!("the front matter has the keys {keys:?}"));
        }
        let title = format!("# {}", page.value("title"));
        if !page.prose().contains(&title.as_str()) {
            fault(&format!("no heading `{title}`"));
        }
        let namespace = |line: &&str| line.starts_with("Namespace: microsoft.graph");
        if !page.prose().iter().any(namespace) {
            fault("no line `Namespace: microsoft.graph`");
        }
        if page.text.contains('\r') || page.text.lines().any(|line| line.ends_with(' ')) {
            fault("white space at the end of a line");
        }
        if !page.text.ends_with('\n') || page.text.ends_with("\n\n") {
            fault("does not end with one line end");
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_text_stands_on_two_pages() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for page in own() {
        for text in page.texts() {
            places.entry(text).or_default().push(page.path.clone());
        }
    }
    let twice = places.iter().filter(|(_, pages)| pages.len() > 1);
    let told: Vec<String> = twice
        .map(|(text, pages)| format!("{text:?} in {}", pages.join(", ")))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
#[allow(clippy::print_stderr, reason = "a test that did not run says so")]
fn no_sentence_is_taken_over() {
    let Some(docs) = std::env::var_os("GRAPH_DOCS").filter(|docs| !docs.is_empty()) else {
        return eprintln!("not run: GRAPH_DOCS names no folder of real pages");
    };
    let docs = PathBuf::from(docs);
    let theirs = ["api", "resources"]
        .into_iter()
        .flat_map(|folder| read(&docs, folder));
    let known: BTreeSet<Vec<String>> = theirs
        .flat_map(|page| {
            let prose: Vec<Vec<String>> = page
                .prose()
                .iter()
                .map(|line| words(&without_links(line)))
                .collect();
            prose
                .into_iter()
                .flat_map(|line| line.windows(SENTENCE).map(<[_]>::to_vec).collect::<Vec<_>>())
        })
        .collect();
    assert!(known.len() > 10_000, "{} runs of words", known.len());
    let mut told = Vec::new();
    for page in own() {
        for text in page.texts() {
            // A list of names or values is a fact.
            let run = words(&text)
                .windows(SENTENCE)
                .find(|run| known.contains(*run))
                .map(|run| run.join(" "));
            if let Some(run) = run.filter(|_| text.matches(['`', ',']).count() < SENTENCE) {
                told.push(format!("{}: {run}", page.path));
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}
