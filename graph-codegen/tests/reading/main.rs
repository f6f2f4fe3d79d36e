//! What pages say. Each folder holds the pages of a case and, in `expect.txt`, what is read from them.
//! `UPDATE_EXPECT=1` rewrites the expectations; read the difference.

mod print;

use std::{
    fs,
    path::{Path, PathBuf},
};

use graph_codegen::{
    page::parse,
    text::{PagePath, Sources},
};

#[test]
fn pages_say_what_is_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading");
    let mut stale = Vec::new();
    for case in entries(&root).into_iter().filter(|path| path.is_dir()) {
        let (found, file) = (read(&case), case.join("expect.txt"));
        if update {
            fs::write(&file, found).expect("the folder can be written");
        } else if fs::read_to_string(&file).unwrap_or_default() != found {
            stale.push(format!("{}:\n{found}", case.display()));
        }
    }
    assert!(
        stale.is_empty(),
        "{}\nrun `UPDATE_EXPECT=1 cargo test -p graph-codegen --test reading` and read the difference",
        stale.join("\n")
    );
}

/// Reads the pages of a case and prints what they say.
fn read(case: &Path) -> String {
    let mut files = Vec::new();
    for folder in entries(case).into_iter().filter(|path| path.is_dir()) {
        collect(&folder, case, &mut files);
    }
    let (sources, _) = Sources::from_bytes(files);
    let (pages, found) = parse::pages(&sources);
    print::text(&sources, &pages, &found)
}

fn collect(folder: &Path, case: &Path, files: &mut Vec<(PagePath, Vec<u8>)>) {
    for path in entries(folder) {
        if path.is_dir() {
            collect(&path, case, files);
        } else {
            let name = path
                .strip_prefix(case)
                .expect("lies in the case")
                .to_string_lossy();
            let bytes = fs::read(&path).expect("a listed file can be read");
            files.push((PagePath::new(&name.replace('\\', "/")), bytes));
        }
    }
}

/// What lies in a folder, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("can be read").path()).collect();
    paths.sort();
    paths
}
