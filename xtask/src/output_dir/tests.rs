//! Generated files that are written by hand here, against real folders.

use tempfile::TempDir;

use super::*;

const OWNED: [Owned; 2] = [
    Owned {
        folder: "src/generated",
        exclusive: true,
    },
    Owned {
        folder: "tests",
        exclusive: false,
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

fn folder() -> TempDir {
    tempfile::tempdir().expect("can make a folder")
}

fn put(root: &TempDir, path: &str, content: &str) {
    let file = root.path().join(path);
    fs::create_dir_all(file.parent().expect("has a folder")).expect("can make folders");
    fs::write(file, content).expect("can write");
}

/// What a run writes, removes and leaves as it is.
fn write(root: &TempDir, files: &[(&str, &str)]) -> Result<[usize; 3]> {
    write_tree(root, &tree(files))
}

fn write_tree(root: &TempDir, tree: &OutputTree) -> Result<[usize; 3]> {
    let lock = Lock::take(root.path())?;
    let comparison = compare(root.path(), tree, &OWNED)?;
    let Written { written, removed } = comparison.write(&lock)?;
    Ok([written, removed, comparison.unchanged])
}

fn error(root: &TempDir, files: &[(&str, &str)]) -> String {
    format!("{:#}", write(root, files).expect_err("fails"))
}

fn all_files(root: &TempDir) -> Vec<String> {
    let mut files = Vec::new();
    list(root.path(), ".", &mut files).expect("can list");
    files.sort();
    files
}

#[test]
fn the_second_run_writes_nothing() {
    let root = folder();
    let files = [
        ("src/generated/a.rs", "a"),
        ("src/generated/b/c.rs", "c"),
        ("Cargo.toml", "x"),
    ];
    assert_eq!(write(&root, &files).expect("writes"), [3, 0, 0]);
    assert_eq!(write(&root, &files).expect("writes"), [0, 0, 3]);
    assert_eq!(
        all_files(&root),
        ["./Cargo.toml", "./src/generated/a.rs", "./src/generated/b/c.rs"]
    );
}

#[test]
fn only_changed_files_are_written() {
    let root = folder();
    let modified = || {
        let file = fs::metadata(root.path().join("src/generated/a.rs"));
        file.and_then(|file| file.modified()).expect("has a time")
    };
    write(&root, &[("src/generated/a.rs", "a"), ("src/generated/b.rs", "b")]).expect("writes");
    let before = modified();
    let done = write(&root, &[("src/generated/a.rs", "a"), ("src/generated/b.rs", "x")]);
    assert_eq!(done.expect("writes"), [1, 0, 1]);
    assert_eq!(before, modified());
}

#[test]
fn files_that_are_no_longer_generated_are_removed_with_their_folders() {
    let root = folder();
    write(
        &root,
        &[("src/generated/a.rs", "a"), ("src/generated/b/c/d.rs", "d")],
    )
    .expect("writes");
    let done = write(&root, &[("src/generated/a.rs", "a")]);
    assert_eq!(done.expect("writes"), [0, 1, 1]);
    assert!(!root.path().join("src/generated/b").exists());
}

#[test]
fn a_file_without_the_header_is_never_touched() {
    let files = [
        ("src/generated/a.rs", "a"),
        ("src/generated/b.rs", "b"),
        ("Cargo.toml", "x"),
    ];
    for path in [
        "src/generated/b.rs",
        "src/generated/notes.txt",
        "src/generated/a.rs/x",
        "src/generated",
        "src",
        "Cargo.toml",
    ] {
        let root = folder();
        put(&root, path, "mine");
        let error = error(&root, &files);
        assert!(error.starts_with("nothing was written"), "{path}: {error}");
        assert!(error.contains(path), "{path}: {error}");
        assert_eq!(all_files(&root), [format!("./{path}")]);
        assert_eq!(
            fs::read_to_string(root.path().join(path)).expect("is there"),
            "mine"
        );
    }
    let root = folder();
    put(&root, "tests/mine.rs", "// mine\n");
    write(&root, &files).expect("writes");
    assert!(root.path().join("tests/mine.rs").exists());
}

#[test]
fn an_initial_file_is_written_once() {
    let root = folder();
    let tree = tree(&[]);
    for (content, expected) in [("first", "first"), ("second", "first")] {
        let lock = Lock::take(root.path()).expect("is free");
        let mut comparison = compare(root.path(), &tree, &OWNED).expect("compares");
        comparison.add_initial("Cargo.lock", content);
        comparison.write(&lock).expect("writes");
        let text = fs::read_to_string(root.path().join("Cargo.lock"));
        assert_eq!(text.expect("is there"), expected);
    }
}

#[test]
#[cfg(unix)]
fn links_below_the_root_are_refused() {
    use std::os::unix::fs::symlink;

    let files = [
        ("src/generated/a.rs", "a"),
        ("src/generated/deep/b.rs", "b"),
        ("Cargo.toml", "x"),
    ];
    let (kept, elsewhere) = (text("kept"), folder());
    for path in [
        "src",
        "src/generated",
        "src/generated/deep",
        "src/generated/a.rs",
        "src/generated/.a.rs.xtask-tmp",
        "src/generated/other.rs",
        ".Cargo.toml.xtask-tmp",
        "Cargo.toml",
        LOCK,
    ] {
        for target in ["folder", "file.rs", "missing"] {
            let root = folder();
            put(&elsewhere, "folder/generated/deep/b.rs", &kept);
            put(&elsewhere, "file.rs", &kept);
            let before = all_files(&elsewhere);
            let link = root.path().join(path);
            fs::create_dir_all(link.parent().expect("has a folder")).expect("can make folders");
            symlink(elsewhere.path().join(target), &link).expect("can link");
            write(&root, &files).expect_err(path);
            assert_eq!(all_files(&elsewhere), before, "{path} -> {target}");
            for file in ["folder/generated/deep/b.rs", "file.rs"] {
                let now = fs::read_to_string(elsewhere.path().join(file)).expect("is there");
                assert_eq!(now, kept, "{path} -> {target}");
            }
            assert_eq!(all_files(&root), [format!("./{path}")]);
        }
    }
    let root = folder();
    symlink(elsewhere.path().join("missing"), root.path().join("Cargo.lock")).expect("can link");
    let tree = tree(&[]);
    let lock = Lock::take(root.path()).expect("is free");
    let mut comparison = compare(root.path(), &tree, &OWNED).expect("compares");
    comparison.add_initial("Cargo.lock", "x");
    comparison.write(&lock).expect("leaves the link alone");
    assert!(!elsewhere.path().join("missing").exists());
}

#[test]
#[cfg(unix)]
fn a_link_that_appears_after_the_comparison_is_not_followed() {
    let (root, elsewhere) = (folder(), folder());
    write(&root, &[("src/generated/old.rs", "a")]).expect("writes");
    put(&elsewhere, "old.rs", &text("kept"));
    let tree = tree(&[("src/generated/a.rs", "a")]);
    let lock = Lock::take(root.path()).expect("is free");
    let comparison = compare(root.path(), &tree, &OWNED).expect("compares");
    fs::remove_dir_all(root.path().join("src/generated")).expect("can remove");
    std::os::unix::fs::symlink(elsewhere.path(), root.path().join("src/generated")).expect("can link");
    comparison.write(&lock).expect_err("lies behind a link");
    assert_eq!(all_files(&elsewhere), ["./old.rs"]);
}

#[test]
fn unsafe_paths_and_texts_without_the_header_are_refused() {
    let root = folder();
    for path in ["../a.rs", "/etc/a.rs", "src//a.rs", "src/./a.rs", "c:\\a.rs", ""] {
        assert!(error(&root, &[(path, "a")]).contains("unsafe path"), "{path}");
    }
    let mut tree = tree(&[]);
    tree.insert("src/generated/a.rs", "fn a() {}\n");
    write_tree(&root, &tree).expect_err("has no header");
    assert!(all_files(&root).is_empty());
}

#[test]
fn what_an_interrupted_run_left_is_reported_and_removed() {
    let root = folder();
    let files = [("src/generated/a.rs", "a"), ("Cargo.toml", "x")];
    write(&root, &files).expect("writes");
    let left = [
        "src/generated/.a.rs.xtask-tmp",
        "src/generated/gone/.b.rs.xtask-tmp",
        ".Cargo.toml.xtask-tmp",
    ];
    left.iter().for_each(|path| put(&root, path, "half a fi"));
    put(&root, LOCK, "");
    let tree = tree(&files);
    let comparison = compare(root.path(), &tree, &OWNED).expect("compares");
    assert_eq!(comparison.changes.len(), left.len());
    assert!(
        comparison
            .changes
            .values()
            .all(|change| *change == Change::Leftover)
    );
    assert_eq!(write(&root, &files).expect("writes"), [0, 0, 2]);
    assert_eq!(all_files(&root), ["./Cargo.toml", "./src/generated/a.rs"]);
    assert!(!root.path().join("src/generated/gone").exists());
}

#[test]
fn stale_files_are_removed_last() {
    let root = folder();
    write(
        &root,
        &[("src/generated/old.rs", "old"), ("src/generated/a.rs", "a")],
    )
    .expect("writes");
    let lock = Lock::take(root.path()).expect("is free");
    let tree = tree(&[("src/generated/a.rs", "b"), ("src/generated/new.rs", "new")]);
    let comparison = compare(root.path(), &tree, &OWNED).expect("compares");
    // A folder cannot be replaced by a file: the run fails in its last step but one.
    fs::create_dir(root.path().join("src/generated/new.rs")).expect("can make a folder");
    comparison.write(&lock).expect_err("cannot rename");
    let now = |path: &str| fs::read_to_string(root.path().join(path)).expect("is there");
    assert_eq!(now("src/generated/a.rs"), text("b"));
    assert_eq!(now("src/generated/old.rs"), text("old"));
}

#[test]
#[cfg(unix)]
fn a_failed_write_leaves_the_folder_as_it_was() {
    use std::os::unix::fs::PermissionsExt;

    let root = folder();
    write(&root, &[("src/generated/a.rs", "a")]).expect("writes");
    let folder = root.path().join("src/generated");
    let protect = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode));
    protect(0o555).expect("can protect");
    let protected = fs::write(folder.join("probe"), "").is_err();
    let result = write(
        &root,
        &[("src/generated/a.rs", "x"), ("src/generated/b/c.rs", "c")],
    );
    protect(0o755).expect("can open again");
    if protected {
        assert!(result.is_err());
        let kept = fs::read_to_string(folder.join("a.rs")).expect("is there");
        assert_eq!(kept, text("a"));
    }
    // The same for everyone, root too: the temporary name of one file is taken by a folder.
    fs::create_dir_all(folder.join(".b.rs.xtask-tmp/full")).expect("can make folders");
    write(&root, &[("src/generated/a.rs", "y"), ("src/generated/b.rs", "b")]).expect_err("cannot write");
    let left = all_files(&root);
    assert!(!left.iter().any(|path| path.ends_with(TEMPORARY)), "{left:?}");
    assert_ne!(
        fs::read_to_string(folder.join("a.rs")).expect("is there"),
        text("y")
    );
}

#[test]
fn one_run_writes_at_a_time() {
    let root = folder();
    let made = root.path().join("made");
    let first = Lock::take(&made).expect("is free");
    let second = Lock::take(&made).err().expect("is taken");
    assert!(
        second.to_string().starts_with("another run is writing to"),
        "{second}"
    );
    drop(first);
    assert!(!made.exists());
    drop(Lock::take(&made).expect("is free again"));
}
