//! Syntax trees → text, formatted, with its header. Knows prettyplease and nothing else; cannot fail.

use syn::{ImplItem, Item};

use crate::emit::File;

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
