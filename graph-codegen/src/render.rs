//! `syn::File` → text, formatted, with its header. Knows prettyplease and nothing else; cannot fail.

use serde::Serialize;
use serde_json::{Value, json};
use syn::Item;

use crate::{
    emit::File,
    rust::{calls::Calls, examples::Examples},
};

/// Prints a file: the header, then its items, a blank line between them but not between `use`s or `mod`s.
pub fn text(file: File) -> String {
    let mut text = format!("//! {}\n", file.header);
    let mut before = None;
    for item in file.file.items {
        let group = group(&item);
        if group == Group::Other || before != Some(group) {
            text.push('\n');
        }
        before = Some(group);
        let is_impl = matches!(item, Item::Impl(_));
        let one = syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        let printed = prettyplease::unparse(&one);
        text.push_str(&if is_impl { apart(&printed) } else { printed });
    }
    text
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

/// Prints the cases of the example requests, as [`cases`].
pub fn calls(calls: &Calls) -> String {
    lines(&json!({ "//": calls.header }), &calls.cases)
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
