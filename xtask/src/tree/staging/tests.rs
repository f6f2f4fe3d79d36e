//! A run is stopped before each thing that it does. What a kill leaves is what lies on the disk at that moment, so a copy
//! of the folder stands for it: nothing of the run's own cleaning is in it.

use std::{cell::RefCell, collections::BTreeMap};

use tempfile::TempDir;

use super::*;

const CHANGED: &str = "src/generated/changed.rs";
const NEW_ONE: &str = "src/generated/deep/new.rs";
const GONE: &str = "src/generated/old/gone.rs";

fn text(body: &str) -> String {
    format!("//! {} from docs. Edits are lost.\n{body}\n", super::super::MARK)
}

fn temp() -> TempDir {
    tempfile::tempdir().expect("can make a folder")
}

fn old_tree() -> TempDir {
    let root = temp();
    for (path, body) in [(CHANGED, "old"), (GONE, "gone")] {
        let file = root.path().join(path);
        fs::create_dir_all(file.parent().expect("has a folder")).expect("can make folders");
        fs::write(file, text(body)).expect("can write");
    }
    root
}

/// Runs `run` with the steps from the old tree to the new one.
fn stepping(root: &Path, watched: Watched<'_>) -> Result<()> {
    let (changed, new) = (text("changed"), text("new"));
    let step = |path, text, was| Step { path, text, was };
    let steps = [
        step(CHANGED, Some(changed.as_str()), true),
        step(NEW_ONE, Some(new.as_str()), false),
        step(GONE, None, true),
    ];
    make(root, &steps, watched)
}

/// All files and their texts, and folders, which end in a slash.
fn everything(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    collect(root, root, &mut found);
    found
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("can list") {
        let path = entry.expect("can list").path();
        let name = path.strip_prefix(root).expect("lies below").display().to_string();
        if path.is_dir() {
            found.insert(name + "/", String::new());
            collect(root, &path, found);
        } else {
            found.insert(name, fs::read_to_string(&path).expect("can read"));
        }
    }
}

fn copy(root: &Path) -> TempDir {
    let copy = temp();
    for (name, text) in everything(root) {
        match name.strip_suffix('/') {
            Some(folder) => fs::create_dir_all(copy.path().join(folder)).expect("can make folders"),
            None => fs::write(copy.path().join(name), text).expect("can write"),
        }
    }
    copy
}

/// What lies on the disk before each thing that is done.
fn stops(root: &Path, run: impl FnOnce(Watched<'_>)) -> Vec<TempDir> {
    let stops = RefCell::new(Vec::new());
    run(&mut || {
        stops.borrow_mut().push(copy(root));
        Ok(())
    });
    stops.into_inner()
}

fn new_tree() -> BTreeMap<String, String> {
    let root = old_tree();
    stepping(root.path(), &mut || Ok(())).expect("writes");
    everything(root.path())
}

#[test]
fn a_run_changes_what_it_should_and_leaves_nothing_beside() {
    let new = new_tree();
    let files: Vec<_> = new.keys().filter(|name| !name.ends_with('/')).collect();
    assert_eq!(files, [CHANGED, NEW_ONE]);
    assert!(!new.contains_key("src/generated/old/"), "{new:?}");
}

#[test]
fn whatever_a_kill_leaves_becomes_the_old_tree_or_the_new_one() {
    let (old, new) = (everything(old_tree().path()), new_tree());
    let root = old_tree();
    let stops = stops(root.path(), |watched| {
        stepping(root.path(), watched).expect("writes")
    });
    let mut mixed = 0;
    for (at, stop) in stops.iter().enumerate() {
        let interrupted = is_interrupted(stop.path());
        assert_eq!(recover(stop.path()).expect("mends"), interrupted, "stop {at}");
        let found = everything(stop.path());
        assert!(
            found == old || (!interrupted && found == new),
            "stop {at}: {found:?}"
        );
        mixed += usize::from(interrupted);
    }
    assert!(
        mixed >= 4,
        "the journal was there before and after each of three moves: {mixed}"
    );
    let last = stops.last().expect("there are stops");
    assert_eq!(
        fs::read_to_string(last.path().join(CHANGED)).ok(),
        Some(text("changed"))
    );
}

#[test]
fn the_next_run_after_any_kill_makes_the_new_tree_and_leaves_nothing_beside() {
    let (new, root) = (new_tree(), old_tree());
    for (at, stop) in stops(root.path(), |watched| {
        stepping(root.path(), watched).expect("writes")
    })
    .iter()
    .enumerate()
    {
        recover(stop.path()).expect("mends");
        if fs::read_to_string(stop.path().join(CHANGED)).ok() == Some(text("old")) {
            stepping(stop.path(), &mut || Ok(())).unwrap_or_else(|error| panic!("stop {at}: {error:#}"));
            assert_eq!(everything(stop.path()), new, "stop {at}");
        }
    }
}

#[test]
fn putting_back_may_be_interrupted_too() {
    let (old, root) = (everything(old_tree().path()), old_tree());
    let all = stops(root.path(), |watched| {
        stepping(root.path(), watched).expect("writes")
    });
    let half = all
        .iter()
        .rfind(|stop| is_interrupted(stop.path()))
        .expect("moves all files");
    let again = stops(half.path(), |watched| {
        let staging = Staging::open(half.path()).expect("opens");
        staging.put_back(watched).expect("puts back");
    });
    assert!(again.len() >= 4, "{}", again.len());
    for (at, stop) in again
        .iter()
        .enumerate()
        .filter(|(_, stop)| is_interrupted(stop.path()))
    {
        assert!(recover(stop.path()).expect("mends"));
        assert_eq!(everything(stop.path()), old, "stop {at}");
    }
}

#[test]
fn an_error_at_any_point_leaves_the_old_tree() {
    let old = everything(old_tree().path());
    let mut failed = 0;
    for at in 0.. {
        let root = old_tree();
        let mut left = at;
        let result = stepping(root.path(), &mut || match left {
            0 => bail!("no space"),
            _ => {
                left -= 1;
                Ok(())
            }
        });
        let Err(error) = result else { break };
        assert!(format!("{error:#}").contains("no space"), "{error:#}");
        assert_eq!(everything(root.path()), old, "stop {at}");
        failed += 1;
    }
    assert!(failed >= 8, "{failed}");
}

#[test]
fn a_second_run_waits_for_its_turn() {
    let root = old_tree();
    let staging = Staging::open(root.path()).expect("opens");
    let error = stepping(root.path(), &mut || Ok(()))
        .expect_err("is held")
        .to_string();
    assert!(error.contains("another run"), "{error}");
    drop(staging);
    stepping(root.path(), &mut || Ok(())).expect("writes");
}

#[test]
fn a_journal_from_elsewhere_reaches_no_file_outside_and_none_of_a_persons() {
    let outer = temp();
    let mine = outer.path().join("mine.rs");
    fs::write(&mine, text("mine")).expect("can write");
    let root = outer.path().join("crate");
    let journal = |entries: &str| {
        fs::create_dir_all(root.join(FOLDER).join(OLD)).expect("can make folders");
        fs::write(root.join(FOLDER).join(JOURNAL), entries).expect("can write");
    };
    journal(r#"[["../mine.rs", false]]"#);
    recover(&root).expect_err("is unsafe");
    assert!(mine.exists());
    fs::write(root.join("own.rs"), "// by hand\n").expect("can write");
    journal(r#"[["own.rs", false]]"#);
    assert!(recover(&root).expect("mends"));
    assert!(root.join("own.rs").exists());
}
