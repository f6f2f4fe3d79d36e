//! A text into a file. A regular file is there as a whole or not at all; whatever else stands at the path (a device, a
//! pipe, a link) is written through, because renaming over it would replace it.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::workspace::show;

/// Writes a file.
pub(crate) fn file(path: &Path, text: &str) -> Result<()> {
    let written = if is_replaced(path) {
        replace(path, text)
    } else {
        fs::write(path, text)
    };
    written.with_context(|| format!("cannot write {}", show(path)))
}

/// Whether the path is a regular file or nothing yet.
fn is_replaced(path: &Path) -> bool {
    fs::symlink_metadata(path).map_or(true, |found| found.is_file())
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let waiting = waiting(path);
    let written = fs::write(&waiting, text).and_then(|()| fs::rename(&waiting, path));
    if written.is_err() {
        // Best effort: the first error is the one to tell.
        let _ = fs::remove_file(&waiting);
    }
    written
}

/// A name beside the file, of this run only, so that two runs do not write into one file.
fn waiting(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(format!(".{}.tmp", std::process::id()));
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<OsString> {
        let entries = fs::read_dir(folder).expect("can list");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("can list").file_name())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_made_and_replaced_and_nothing_else_is_left() {
        let temp = tempfile::tempdir().expect("can make a folder");
        let path = temp.path().join("a.txt");
        for text in ["one", "two"] {
            file(&path, text).expect("can write");
            assert_eq!(fs::read_to_string(&path).expect("can read"), text);
        }
        assert_eq!(names(temp.path()), ["a.txt"]);
    }

    #[test]
    fn what_cannot_be_written_is_told_and_nothing_is_left() {
        let temp = tempfile::tempdir().expect("can make a folder");
        let error = file(&temp.path().join("none/a.txt"), "x").expect_err("has no folder");
        assert!(format!("{error:#}").contains("a.txt"), "{error:#}");
        let folder = temp.path().join("folder");
        fs::create_dir(&folder).expect("can make a folder");
        file(&folder, "x").expect_err("is a folder");
        assert_eq!(names(temp.path()), ["folder"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_and_its_target_is_written() {
        let temp = tempfile::tempdir().expect("can make a folder");
        let (target, link) = (temp.path().join("target"), temp.path().join("link"));
        fs::write(&target, "a longer text").expect("can write");
        std::os::unix::fs::symlink("target", &link).expect("can link");
        file(&link, "new").expect("can write");
        assert!(
            fs::symlink_metadata(&link)
                .expect("is there")
                .file_type()
                .is_symlink()
        );
        assert_eq!(fs::read_to_string(&target).expect("can read"), "new");
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_is_written_through_and_stays() {
        use std::os::unix::fs::FileTypeExt;

        let temp = tempfile::tempdir().expect("can make a folder");
        let pipe = temp.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo starts").success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).expect("can read")
        });
        file(&pipe, "text").expect("can write");
        assert_eq!(reader.join().expect("does not panic"), "text");
        let found = fs::symlink_metadata(&pipe).expect("is there");
        assert!(found.file_type().is_fifo());
    }
}
