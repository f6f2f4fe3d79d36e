//! Trees made by hand against real folders.

use tempfile::TempDir;

use super::*;

const OWNED: [Owned; 2] = [
    Owned {
        folder: "src/generated",
        wholly: true,
    },
    Owned {
        folder: "tests",
        wholly: false,
    },
];

fn text(body: &str) -> String {
    format!("//! {MARK} from docs. Edits are lost.\n{body}\n")
}

fn tree(files: &[(&str, &str)]) -> OutputTree {
    let mut tree = OutputTree::default();
    for (path, body) in files {
        tree.insert(*path, text(body));
    }
    tree
}

fn put(root: &TempDir, path: &str, content: &str) {
    let file = root.path().join(path);
    fs::create_dir_all(file.parent().expect("has a folder")).expect("can make folders");
    fs::write(file, content).expect("can write");
}

fn run(root: &TempDir, tree: &OutputTree) -> Result<(Written, usize)> {
    let comparison = compare(root.path(), tree, &OWNED)?;
    Ok((comparison.write()?, comparison.unchanged))
}

fn everything(root: &TempDir) -> Vec<String> {
    let mut files = Vec::new();
    list(root.path(), ".", &mut files).expect("can list");
    files.sort();
    files
}

#[test]
fn the_second_run_writes_nothing() {
    let root = tempfile::tempdir().expect("can make a folder");
    let tree = tree(&[("src/generated/a.rs", "a"), ("src/generated/b/c.rs", "c")]);
    assert_eq!(
        run(&root, &tree).expect("writes"),
        (
            Written {
                written: 2,
                removed: 0
            },
            0
        )
    );
    assert_eq!(run(&root, &tree).expect("writes"), (Written::default(), 2));
    assert_eq!(
        everything(&root),
        ["./src/generated/a.rs", "./src/generated/b/c.rs"]
    );
}

#[test]
fn only_what_changed_is_written() {
    let root = tempfile::tempdir().expect("can make a folder");
    run(
        &root,
        &tree(&[("src/generated/a.rs", "a"), ("src/generated/b.rs", "b")]),
    )
    .expect("writes");
    let kept = fs::metadata(root.path().join("src/generated/a.rs")).and_then(|file| file.modified());
    let (done, unchanged) = run(
        &root,
        &tree(&[("src/generated/a.rs", "a"), ("src/generated/b.rs", "x")]),
    )
    .expect("writes");
    assert_eq!((done.written, unchanged), (1, 1));
    let now = fs::metadata(root.path().join("src/generated/a.rs")).and_then(|file| file.modified());
    assert_eq!(kept.expect("has a time"), now.expect("has a time"));
}

#[test]
fn files_that_are_no_longer_made_go_with_their_folders() {
    let root = tempfile::tempdir().expect("can make a folder");
    run(
        &root,
        &tree(&[("src/generated/a.rs", "a"), ("src/generated/b/c/d.rs", "d")]),
    )
    .expect("writes");
    let (done, _) = run(&root, &tree(&[("src/generated/a.rs", "a")])).expect("writes");
    assert_eq!(done.removed, 1);
    assert!(!root.path().join("src/generated/b").exists());
}

#[test]
fn a_foreign_file_in_the_way_stops_before_anything_is_written() {
    let root = tempfile::tempdir().expect("can make a folder");
    put(&root, "src/generated/b.rs", "// mine\n");
    let tree = tree(&[("src/generated/a.rs", "a"), ("src/generated/b.rs", "b")]);
    let error = run(&root, &tree).expect_err("fails").to_string();
    assert!(error.contains("src/generated/b.rs"), "{error}");
    assert_eq!(everything(&root), ["./src/generated/b.rs"]);
}

#[test]
fn a_stranger_among_generated_files_is_in_the_way_and_elsewhere_it_is_not() {
    let root = tempfile::tempdir().expect("can make a folder");
    put(&root, "tests/mine.rs", "// mine\n");
    let tree = tree(&[("src/generated/a.rs", "a")]);
    run(&root, &tree).expect("writes");
    put(&root, "src/generated/notes.txt", "mine");
    assert!(run(&root, &tree).is_err());
    assert!(root.path().join("tests/mine.rs").exists());
}

#[test]
fn a_folder_or_a_file_in_place_of_the_other_is_in_the_way() {
    let root = tempfile::tempdir().expect("can make a folder");
    put(&root, "src/generated/a.rs/x", "mine");
    assert!(run(&root, &tree(&[("src/generated/a.rs", "a")])).is_err());
    let root = tempfile::tempdir().expect("can make a folder");
    put(&root, "src/generated", "mine");
    assert!(run(&root, &tree(&[("src/generated/a.rs", "a")])).is_err());
    assert_eq!(everything(&root), ["./src/generated"]);
}

#[test]
#[cfg(unix)]
fn nothing_is_written_through_a_symbolic_link() {
    let (root, other) = (
        tempfile::tempdir().expect("temp"),
        tempfile::tempdir().expect("temp"),
    );
    fs::create_dir(root.path().join("src")).expect("can make folders");
    std::os::unix::fs::symlink(other.path(), root.path().join("src/generated")).expect("can link");
    assert!(run(&root, &tree(&[("src/generated/a.rs", "a")])).is_err());
    assert!(everything(&other).is_empty());
}

#[test]
fn paths_that_leave_the_crate_are_refused() {
    let root = tempfile::tempdir().expect("can make a folder");
    for path in ["../a.rs", "/etc/a.rs", "src//a.rs", "src/./a.rs", "c:\\a.rs", ""] {
        assert!(run(&root, &tree(&[(path, "a")])).is_err(), "{path}");
    }
    assert!(everything(&root).is_empty());
}

#[test]
fn a_file_without_the_header_is_never_made() {
    let root = tempfile::tempdir().expect("can make a folder");
    let mut tree = tree(&[]);
    tree.insert("src/generated/a.rs", "fn a() {}\n");
    assert!(run(&root, &tree).is_err());
    assert!(everything(&root).is_empty());
}

#[test]
fn what_an_interrupted_run_left_is_thrown_away() {
    let root = tempfile::tempdir().expect("can make a folder");
    put(&root, ".xtask-staging/0", "half a fi");
    run(&root, &tree(&[("src/generated/a.rs", "a")])).expect("writes");
    assert_eq!(everything(&root), ["./src/generated/a.rs"]);
}

#[test]
#[cfg(unix)]
fn a_failed_write_leaves_the_folder_as_it_was() {
    use std::os::unix::fs::PermissionsExt;

    let root = tempfile::tempdir().expect("can make a folder");
    run(&root, &tree(&[("src/generated/a.rs", "a")])).expect("writes");
    fs::set_permissions(root.path(), fs::Permissions::from_mode(0o555)).expect("can protect");
    let protected = fs::write(root.path().join("probe"), "").is_err();
    let result = run(&root, &tree(&[("src/generated/a.rs", "x")]));
    fs::set_permissions(root.path(), fs::Permissions::from_mode(0o755)).expect("can open again");
    if protected {
        assert!(result.is_err());
        let kept = fs::read_to_string(root.path().join("src/generated/a.rs")).expect("is there");
        assert_eq!(kept, text("a"));
    }
}
