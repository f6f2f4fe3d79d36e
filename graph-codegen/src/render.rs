//! Syntax trees → text, formatted, with its header. Knows prettyplease and nothing else; cannot fail.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};
use syn::{ImplItem, Item};

use crate::{
    emit::File,
    rust::{
        calls::Calls,
        examples::{Case, Examples, Run},
    },
};

/// Prints a file: the header, then its items, a blank line between them but not between `use`s or `mod`s.
pub fn text(file: File) -> String {
    let mut text = format!("//! {}\n", file.header);
    let mut before = None;
    for item in file.items {
        let group = group(&item);
        if group == Group::Other || before != Some(group) {
            text.push('\n');
        }
        before = Some(group);
        let is_dense = is_dense(&item);
        let one = syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        let printed = prettyplease::unparse(&one);
        text.push_str(&if is_dense { apart(&printed) } else { printed });
    }
    text
}

/// Whether functions of a trait follow other items without a blank line.
fn is_dense(item: &Item) -> bool {
    let Item::Impl(item) = item else { return false };
    let mut others = item.items.iter().skip(1);
    item.trait_.is_some() && others.any(|item| matches!(item, ImplItem::Fn(_)))
}

/// Puts a blank line before each function but the first of an `impl`. Strings hold no line ends here.
fn apart(printed: &str) -> String {
    printed
        .replace("\n    }\n    fn ", "\n    }\n\n    fn ")
        .replace(";\n    fn ", ";\n\n    fn ")
}

/// Items of a group stand together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Use,
    PubUse,
    Mod,
    Other,
}

fn group(item: &Item) -> Group {
    match item {
        Item::Use(use_) if matches!(use_.vis, syn::Visibility::Inherited) => Group::Use,
        Item::Use(_) => Group::PubUse,
        Item::Mod(module) if module.attrs.is_empty() => Group::Mod,
        _ => Group::Other,
    }
}

/// Prints the cases of the examples as lines of JSON; the first says where they come from.
pub fn cases(examples: &Examples) -> String {
    let first = json!({ "//": examples.header, "empty": examples.empty });
    lines(&first, &examples.cases)
}

/// Prints what the pages document of each type, as [`cases`].
pub fn rows(examples: &Examples) -> String {
    lines(&json!({ "//": examples.header }), &examples.rows)
}

/// Prints the cases of the example requests, as [`cases`].
pub fn calls(calls: &Calls) -> String {
    lines(&json!({ "//": calls.header }), &calls.cases)
}

/// Prints what becomes of the examples, by class, for people.
pub fn account(examples: &Examples) -> String {
    let mut classes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut skipped: BTreeMap<&str, usize> = BTreeMap::new();
    let mut repairs: BTreeMap<&str, usize> = BTreeMap::new();
    let mut dynamic = 0;
    for case in &examples.cases {
        let class = classes.entry(class(case)).or_default();
        match &case.run {
            Run::Tried(tried) => {
                class.0 += 1;
                dynamic += tried.dynamic;
            }
            Run::Skipped { skip } => {
                class.1 += 1;
                *skipped.entry(skip).or_default() += 1;
            }
        }
        for repair in &case.repaired {
            *repairs.entry(repair).or_default() += 1;
        }
    }
    classes.insert("without a body".to_owned(), (0, examples.empty));
    let rows = classes.iter();
    let rows: String = rows
        .map(|(class, (tried, not))| format!("| {class} | {tried} | {not} |\n"))
        .collect();
    let header = &examples.header;
    let mut text = format!(
        "<!-- {header} -->\n\n# The examples of the pages\n\nWhat the round-trip tests do with each body, by what it holds.\n\n\
         | class | tried | not run |\n|:---|---:|---:|\n{rows}"
    );
    text += &counts("Why a body is not run", "reason", &skipped);
    if dynamic > 0 {
        text += &format!(
            "\nOpen types, and bases of many types, hold {dynamic} properties that no page lists for them, as they may; all are kept.\n"
        );
    }
    text += &counts("What was mended to read a body", "repair", &repairs);
    text
}

/// Bodies that had to be mended are a class of their own: literal or not, the page does not hold what is tried.
fn class(case: &Case) -> String {
    let class = serde_json::to_value(case.class).unwrap_or_default();
    let class = class.as_str().unwrap_or_default();
    match case.repaired.is_empty() {
        true => class.to_owned(),
        false => format!("{class}, repaired"),
    }
}

fn counts(title: &str, of: &str, counts: &BTreeMap<&str, usize>) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let rows = counts.iter();
    let rows: String = rows
        .map(|(name, count)| format!("| {name} | {count} |\n"))
        .collect();
    format!("\n## {title}\n\n| {of} | bodies |\n|:---|---:|\n{rows}")
}

fn lines(first: &Value, cases: &[impl Serialize]) -> String {
    let mut text = format!("{first}\n");
    for case in cases {
        let line = serde_json::to_string(case).expect("a case is JSON: its keys are strings");
        text.push_str(&line);
        text.push('\n');
    }
    text
}
