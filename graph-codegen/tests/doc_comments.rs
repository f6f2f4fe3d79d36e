//! Documentation comments of hostile pages, file names and settings hold nothing but what rustdoc shows as text, lists,
//! code and links.

mod rustdoc;

use std::{
    fs,
    path::{Path, PathBuf},
};

use fastrand::Rng;
use graph_codegen::{
    analyze, generate,
    model::ApiInfo,
    output::OutputTree,
    text::{PagePath, Sources},
};

/// Parts of text that mean something to Markdown, rustdoc or Rust.
const PARTS: &[&str] = &[
    "word",
    " ",
    " ",
    " ",
    "a b",
    "`",
    "``",
    "```rust",
    "```",
    "```json {\"a\": 1}```",
    "~~~",
    "<script>alert(1)</script>",
    "<b>",
    "<br>",
    "<br><br>",
    "<ul><li>",
    "</li>",
    "</ul>",
    "<code>",
    "</code>",
    "<!--",
    "-->",
    "<pre>",
    "<https://x.org/\u{202e}y>",
    "https://x.org/a_(b)",
    "[",
    "]",
    "](",
    "](https://x.org)",
    "](thing.md)",
    "](javascript:x)",
    ")",
    "![t](https://x.org/x.png)",
    "\\![t](https://x.org)",
    "\\",
    "\\`",
    "\\[",
    "*",
    "**",
    "_",
    "__",
    "# ",
    "## ",
    "1. ",
    "- ",
    "+ ",
    "> ",
    "===",
    "---",
    "    ",
    "\\|",
    ":-:",
    "[^1]",
    "[^1]: x",
    "[x]: https://x.org",
    "[ ] ",
    "~~",
    "&lt;script&gt;",
    "&#96;",
    "&#91;",
    "&nbsp;",
    "&",
    "\u{202e}",
    "\u{2066}",
    "\u{61c}",
    "\u{7}",
    "\u{85}",
    "\u{200e}",
    "*/",
    "/*",
    "//!",
    "#[doc",
    "\"#",
    "{",
    "}",
    "é",
    "Inherited from [thing](thing.md).",
    "a@example.org",
    "0123456789012345678901234567890123456789 and more words that fill a line and go on and on until it is long",
];

#[test]
fn comments_of_golden_crates_hold_nothing_else() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut comments = 0;
    for path in files(&golden)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
    {
        let text = fs::read_to_string(&path).expect("a text");
        rustdoc::check(&path.to_string_lossy(), &text).expect("only what is allowed");
        comments += text.matches("///").count();
    }
    assert!(comments > 400, "{comments}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}

#[test]
fn comments_of_hostile_pages_hold_nothing_else() {
    let cases = std::env::var("FUZZ_CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    for case in 0..cases.unwrap_or(60) {
        let chance = &mut Rng::with_seed(case);
        let files = [
            ("resources/thing.md", resource(chance)),
            ("api/thing-get.md", operation(chance)),
        ];
        let tree = all(&files, ApiInfo::default());
        check(&tree).unwrap_or_else(|found| panic!("case {case}: {found}"));
    }
}

#[test]
fn comments_with_hostile_file_names_and_settings_hold_nothing_else() {
    for case in 0..60 {
        let chance = &mut Rng::with_seed(case);
        let name = text(chance).replace('/', "") + "\n\npub fn injected() {}";
        let (ty, call) = (format!("resources/{name}.md"), format!("api/{name}.md"));
        let files = [
            (ty.as_str(), resource(chance)),
            (call.as_str(), operation(chance)),
        ];
        let info = ApiInfo {
            online: format!("https://x.org/{}\n# x\n", text(chance)),
            source: Some(text(chance)),
            commit: Some(text(chance)),
            date: Some(text(chance)),
            licence: Some(text(chance)),
            attribution: Some(format!("{}\n```\nx\n```", text(chance))),
            label: format!("{}\n\npub fn injected() {{}}\n", text(chance)),
            ..ApiInfo::default()
        };
        let tree = all(&files, info);
        check(&tree).unwrap_or_else(|found| panic!("case {case}: {found}"));
    }
}

fn check(tree: &OutputTree) -> Result<(), String> {
    for (path, text) in tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
        rustdoc::check(path, text)?;
        if text.lines().any(|line| line.starts_with("pub fn injected()")) {
            return Err(format!("{path}: a name became code:\n{text}"));
        }
        syn::parse_file(text).map_err(|error| format!("{path} is not Rust: {error}\n{text}"))?;
    }
    Ok(())
}

fn all(files: &[(&str, String)], info: ApiInfo) -> OutputTree {
    let files = files
        .iter()
        .map(|(path, text)| (PagePath::new(path), text.clone().into_bytes()));
    let sources = Sources::from_bytes(files).0;
    generate(&sources, &analyze(&sources, None, info).api).tree
}

/// A text that is one cell of a table.
fn text(chance: &mut Rng) -> String {
    let parts = (0..chance.usize(1..24)).map(|_| PARTS[chance.usize(0..PARTS.len())]);
    parts.collect()
}

fn resource(chance: &mut Rng) -> String {
    let mut page = format!(
        "---\ntitle: \"thing resource type\"\n---\n\n# thing resource type\n\nNamespace: microsoft.graph\n\nHostile {}.\n\n\
         ## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|Key.|\n",
        text(chance)
    );
    for number in 0..20 {
        page += &format!("|p{number}|String|{}|\n", text(chance));
    }
    page += &format!("|q{}|colour|{}|\n", text(chance), text(chance));
    page += "\n## Relationships\n|Relationship|Type|Description|\n|:---|:---|:---|\n";
    page += &format!("|others|[thing](thing.md) collection|{}|\n", text(chance));
    page += "\n### colour values\n|Member|Description|\n|:---|:---|\n";
    page += &format!(
        "|red|{}|\n|green{}|{}|\n",
        text(chance),
        text(chance),
        text(chance)
    );
    page
}

fn operation(chance: &mut Rng) -> String {
    format!(
        "# Get {}\n\nNamespace: microsoft.graph\n\n{}\n\n## Permissions\n|Permission type|Permissions|\n|:---|:---|\n\
         |Delegated (work or school account)|{}|\n\n## HTTP request\n```http\nGET /things/{{id}}\nGET /x/{}/{{{}}}\n```\n\n\
         ## Request headers\n|Name|Description|\n|:---|:---|\n|Prefer{}|x|\n\n\
         ## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|a|String|{}|\n\n\
         ## Response\nReturns `200 OK` and a [thing](../resources/thing.md) object.\n",
        text(chance),
        text(chance),
        text(chance),
        text(chance),
        text(chance),
        text(chance),
        text(chance)
    )
}
