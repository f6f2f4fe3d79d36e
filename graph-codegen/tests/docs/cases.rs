//! Cases in folders: each holds pages and, in `expect.txt`, what a test prints of them. `UPDATE_EXPECT=1` rewrites the
//! expectations; read the difference.
//!
//! Libraries for this (snapbox, insta) are larger than it: nothing has to be redacted, and git shows the difference.

use std::{env, fs, path::Path};

use graph_codegen::text::PagePath;

use crate::docs;

/// Compares what `print` makes of each case below `tests/NAME`; the order of the files must not matter.
pub(crate) fn compare(name: &str, print: impl Fn(Vec<(PagePath, Vec<u8>)>) -> String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut stale = Vec::new();
    for case in fs::read_dir(&root).expect("the folder can be listed") {
        let case = case.expect("can be read").path();
        if !case.is_dir() {
            continue;
        }
        let mut files = docs::files(&case);
        let (found, expected) = (print(files.clone()), case.join("expect.txt"));
        files.reverse();
        assert_eq!(print(files), found, "{}: in another order", case.display());
        if update {
            fs::write(&expected, found).expect("the folder can be written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            stale.push(format!("{}:\n{found}", case.display()));
        }
    }
    assert!(
        stale.is_empty(),
        "{}\nrun `UPDATE_EXPECT=1 cargo test -p graph-codegen --test {name}` and read the difference",
        stale.join("\n")
    );
}
