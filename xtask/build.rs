//! Embeds what every separate crate has a copy of: the manifests, the licences, and the hand-written code of
//! `graph-models`. An installed command thereby needs no checkout of this workspace.

use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

/// Folders that are not copied: generated code, and code for the pages of `docs-input`.
const NOT_COPIED: [&str; 3] = ["generated", "guide", "mail"];

const FILES: [&str; 5] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "graph-models/Cargo.toml",
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("..");
    let mut files: Vec<String> = FILES.map(str::to_owned).into();
    files.retain(|file| root.join(file).exists());
    for folder in ["graph-models/src", "graph-models/tests"] {
        find(&root, folder, &mut files)?;
    }
    files.sort();
    let mut code = "[\n".to_owned();
    for file in &files {
        println!("cargo::rerun-if-changed={}", root.join(file).display());
        let absolute = fs::canonicalize(root.join(file))?;
        let _ = writeln!(
            code,
            "    ({file:?}, include_str!({:?})),",
            absolute.display().to_string()
        );
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("embedded.rs"), code)
}

/// Finds Rust files. Cargo looks for changes in a folder with all that is in it, so generated folders must not be in one
/// that is named.
fn find(root: &Path, folder: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{folder}/{name}");
        if entry.file_type()?.is_dir() {
            if !NOT_COPIED.contains(&&*name) {
                println!("cargo::rerun-if-changed={}", entry.path().display());
                find(root, &path, files)?;
            }
        } else if name.ends_with(".rs") {
            files.push(path);
        }
    }
    Ok(())
}
