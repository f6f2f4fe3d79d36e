//! Prints the code of a file: its header, its items formatted, blank lines between them.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Item, Macro, MacroDelimiter, Visibility};

/// The text of a file. Blank lines separate items, but not one `use` or `mod` from the next.
pub(super) fn text(header: &str, code: TokenStream) -> String {
    let file: syn::File = syn::parse2(code).expect("templates are Rust, names are identifiers");
    let mut text = format!("//! {header}\n");
    let mut before = None;
    for item in file.items {
        let group = group(&item);
        if group == Group::Other || before != Some(group) {
            text.push('\n');
        }
        before = Some(group);
        text.push_str(&print(item));
    }
    text
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
        Item::Use(use_) if matches!(use_.vis, Visibility::Inherited) => Group::Use,
        Item::Use(_) => Group::PubUse,
        Item::Mod(module) if module.attrs.is_empty() => Group::Mod,
        _ => Group::Other,
    }
}

fn print(item: Item) -> String {
    if let Item::Macro(item) = &item
        && matches!(item.mac.delimiter, MacroDelimiter::Brace(_))
    {
        return table(&item.mac);
    }
    let is_impl = matches!(item, Item::Impl(_));
    let printed = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    });
    if is_impl {
        // Strings hold no line ends here, so these are the ends of functions.
        printed.replace("\n    }\n    ", "\n    }\n\n    ")
    } else {
        printed
    }
}

/// A macro with a table in braces: a line for each row, which a semicolon ends.
fn table(table: &Macro) -> String {
    let name = table
        .path
        .get_ident()
        .expect("templates call macros by their names");
    let mut text = format!("{name}! {{");
    let mut space = " ";
    for token in table.tokens.clone() {
        let (before, after) = match &token {
            TokenTree::Punct(punct) if punct.as_char() == ';' => ("", "\n    "),
            TokenTree::Punct(punct) if punct.as_char() == ':' => ("", ""),
            _ => (space, " "),
        };
        text.push_str(before);
        text.push_str(&token.to_string());
        space = after;
    }
    text.push_str("\n}\n");
    text
}
