//! The files of a folder of pages, for tests that read whole folders.

use std::{fs, path::Path};

use graph_codegen::text::PagePath;

/// All pages and includes; a folder that is not there has none.
pub(crate) fn files(docs: &Path) -> Vec<(PagePath, Vec<u8>)> {
    let mut files = Vec::new();
    for (folder, prefix) in [
        ("api", "api"),
        ("resources", "resources"),
        ("includes", "includes"),
        ("../includes", "../includes"),
    ] {
        read(&docs.join(folder), prefix, &mut files);
    }
    files
}

fn read(folder: &Path, prefix: &str, files: &mut Vec<(PagePath, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            read(&path, &name, files);
        } else if name.ends_with(".md") {
            files.push((
                PagePath::new(&name),
                fs::read(&path).expect("a file of the folder can be read"),
            ));
        }
    }
}
