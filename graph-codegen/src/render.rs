//! `syn::File` → text, formatted, with its header. Knows prettyplease and nothing else; cannot fail.

use crate::emit::File;

/// Prints a file.
pub fn text(file: &File) -> String {
    format!("//! {}\n\n{}", file.header, prettyplease::unparse(&file.file))
}
